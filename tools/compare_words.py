#!/usr/bin/env python3
"""Compares the words and word pieces of C with the reference: `compare_words.py CUT_TEXTS [--pieces N] [--words N]`.

Method: every text goes through the test program `cut_texts` (tests/property/), which prints numbers, and through the reference.
* pieces: the text cut as one stretch, against Hugging Face's tokenizer with the vocabulary of the encoder's package; title and text of
  the first N articles of the news collection (all of them without N).
* words: words, paragraphs, shapes, quotation states and the pieces of each word, against train/words.py; every text of PolNeAR
  and the first N news articles; and N texts drawn from a seed out of fragments that are hard for the rules and of code points
  up to U+052F, ideographs, Hangul and pictures (in other blocks the two know different versions of Unicode).
Needs ../shared/data and the packages of train/; exits 77 (skipped) where they are not. Exit 1: the two differ.
"""
import argparse
import itertools
import json
import lzma
import random
import struct
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
SKIPPED = 77
SHOWN = 5

try:
    import numpy as np
    sys.path.insert(0, str(ROOT / "train"))
    import words as reference
except ImportError as trouble:
    print(f"skipped: {trouble}")
    sys.exit(SKIPPED)


def news(n):
    """(name, text) of the titles and texts of the first n articles."""
    with lzma.open(DATA / "news.ndjson.xz", "rt", encoding="utf-8") as lines:
        for line in itertools.islice(lines, n):
            article = json.loads(line)
            for field in ("title", "text"):
                yield f"{article['id']} {field}", article[field] or ""


def polnear():
    for path in sorted((DATA / "polnear").glob("*/text/*.txt")):
        yield path.name, path.read_bytes().decode("utf-8")


FRAGMENTS = (list("   \t\n\n.,?!:;-—–/()[]{}\"\"''`‘’“”„«»…_$€#&%") + ["\u00a0", "\u2028", "\x1c", "\r\n", "``", "''", "he", "said", "The", "McCain",
             "U.S.", "3.14", "a_b", "G20", "e\u0301", "\u0301", "\u00ad", "\u200b", "中文", "한국", "العربية", "😀", "İ", "ǅ", "Ⅳ", "²", "\ufeff",
             "unaffable", "x" * 101])


def drawn(n, seed=20161108):
    draw = random.Random(seed)
    for i in range(n):
        parts = [draw.choice(FRAGMENTS) if draw.random() < .9 else chr(draw.choice((draw.randrange(1, 0x530), draw.randrange(0x4E00, 0xD7A0))))
                 for _ in range(draw.randrange(200))]
        yield f"drawn {i}", "".join(c for c in "".join(parts) if unicodedata.category(c) != "Cn")


def cuts(program, texts):
    """For each text (name, text, words[n, 7], pieces, whole), as the C program gives them."""
    with tempfile.TemporaryFile() as inputs, tempfile.TemporaryFile() as outputs:
        for _, text in texts:
            data = text.encode("utf-8", "surrogatepass")
            inputs.write(struct.pack("=I", len(data)) + data)
        inputs.seek(0)
        subprocess.run([program, reference.MODEL_DIR / "vocab.txt"], stdin=inputs, stdout=outputs, check=True)
        outputs.seek(0)
        for name, text in texts:
            n_words, n_pieces, n_whole = struct.unpack("=III", outputs.read(12))
            rest = np.frombuffer(outputs.read(4 * (7 * n_words + n_pieces + n_whole)), "=i4")
            yield (name, text, rest[:7 * n_words].reshape(-1, 7), rest[7 * n_words:7 * n_words + n_pieces],
                   rest[7 * n_words + n_pieces:])


def batches(texts, n=500):
    texts = iter(texts)
    while batch := list(itertools.islice(texts, n)):
        yield batch


def compare_pieces(program, n):
    """Number of texts, of pieces, and the names of the texts that differ."""
    n_texts = n_pieces = 0
    bad = []
    for batch in batches(news(n)):
        wanted = reference._tokenizer.encode_batch([text for _, text in batch], add_special_tokens=False)
        for (name, *_, whole), want in zip(cuts(program, batch), wanted):
            n_texts, n_pieces = n_texts + 1, n_pieces + len(want.ids)
            if whole.tolist() != want.ids:
                bad.append(name)
    return n_texts, n_pieces, bad


def differs(words, pieces, want):
    """What of one text differs from the reference; '' when nothing does."""
    columns = {"begin": 0, "end": 1, "paragraph": 2, "shape": 4, "quote": 5}
    if len(words) != len(want):
        return f"{len(words)} words, not {len(want)}"
    for field, column in columns.items():
        wrong = np.nonzero(words[:, column] != np.array(getattr(want, field), "i4"))[0]
        if len(wrong):
            return f"{field} of word {wrong[0]}, {want.form(wrong[0])!r} at {want.begin[wrong[0]]}"
    if pieces.tolist() != [p for word in want.pieces for p in word]:
        return "pieces"
    starts = np.concatenate([[0], np.cumsum([len(p) for p in want.pieces])[:-1]]) if len(want) else []
    return "" if np.array_equal(words[:, 6], starts) else "first piece"


def compare_words(program, texts):
    n_texts = n_words = 0
    bad = []
    for batch in batches(texts):
        for name, text, words, pieces, _ in cuts(program, batch):
            difference = differs(words, pieces, reference.Words(text))
            n_texts, n_words = n_texts + 1, n_words + len(words)
            if difference:
                bad.append(f"{name}: {difference}")
    return n_texts, n_words, bad


def report(what, unit, n_texts, n_units, bad):
    print(f"{what}: {n_texts:,} texts, {n_units:,} {unit}, {len(bad)} texts differ")
    for line in bad[:SHOWN]:
        print(f"  {line}")
    return bool(bad)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the test program cut_texts")
    parser.add_argument("--pieces", type=int, metavar="N", help="articles whose pieces are compared (default: all)")
    parser.add_argument("--words", type=int, metavar="N", default=2000, help="news articles, and drawn texts, whose words are compared (default: 2000)")
    args = parser.parse_args()
    if not (DATA / "news.ndjson.xz").exists():
        print(f"skipped: no {DATA}")
        sys.exit(SKIPPED)
    wrong = report("pieces", "pieces", *compare_pieces(args.program, args.pieces))
    wrong |= report("words", "words", *compare_words(args.program, itertools.chain(polnear(), news(args.words))))
    wrong |= report("drawn", "words", *compare_words(args.program, drawn(args.words)))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
