#!/usr/bin/env python3
"""Measures the sentence splitter against a silver layer: `measure_sentences.py CUT_TEXTS [--split dev] [--show N] [--seed S]`.

A boundary is the offset at which a sentence begins, when it does not begin its paragraph (the text's own line feeds decide
those). The silver layer is machine output and is wrong at times: --show prints disagreements, drawn with the seed, to be read.
"""
import argparse
import lzma
import random
from pathlib import Path

from compare_words import DATA, cuts


def silver_starts(path):
    """Document name -> sorted offsets at which its sentences begin."""
    starts, document, first = {}, None, False
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                document = starts.setdefault(line.split(" = ", 1)[1].strip(), [])
            elif line.startswith("# sent_id"):
                first = True
            elif first and line.strip() and not line.startswith("#"):
                document.append(int(line.rstrip("\n").split("\t")[-1].split(":")[0]))
                first = False
    return starts


def c_starts(program, texts):
    """Name -> (offsets at which sentences begin, offsets at which paragraphs begin)."""
    for name, _, words, _, _ in cuts(program, texts):
        starts, paragraphs = [], set()
        for i, word in enumerate(words):
            if i == 0 or word[2] != words[i - 1][2]:
                paragraphs.add(int(word[0]))
            if i == 0 or word[3] != words[i - 1][3]:
                starts.append(int(word[0]))
        yield name, starts, paragraphs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="the test program cut_texts")
    parser.add_argument("--split", default="dev", choices=("dev", "train"))
    parser.add_argument("--show", type=int, default=0, metavar="N", help="disagreements to print")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    silver = silver_starts(DATA / "polnear" / f"polnear-{args.split}.corenlp.tsv.xz")
    texts = [(p.stem, p.read_bytes().decode("utf-8")) for p in sorted((DATA / "polnear" / args.split / "text").glob("*.txt"))]
    texts = [(name, text) for name, text in texts if name in silver]
    both = only_c = only_silver = 0
    shown = []
    for (name, text), (_, starts, paragraphs) in zip(texts, c_starts(args.program, texts)):
        ours, theirs = set(starts) - paragraphs, set(silver[name]) - paragraphs
        both, only_c, only_silver = both + len(ours & theirs), only_c + len(ours - theirs), only_silver + len(theirs - ours)
        for at in sorted(ours ^ theirs):
            shown.append(f"{'C     ' if at in ours else 'silver'} {name[:30]} {at}: "
                         f"{text[max(0, at - 70):at]!r} | {text[at:at + 60]!r}")
    precision, recall = both / max(1, both + only_c), both / max(1, both + only_silver)
    print(f"{args.split}: {both + only_c:,} boundaries inside paragraphs, {both + only_silver:,} in the silver layer, {both:,} in both; "
          f"precision {precision:.4f}, recall {recall:.4f}, F1 {2 * precision * recall / (precision + recall):.4f}")
    for line in random.Random(args.seed).sample(shown, min(args.show, len(shown))):
        print(line)


if __name__ == "__main__":
    main()
