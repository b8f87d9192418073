"""The corpora, brought to words: attributions, tags, entities, dependencies.

Method: PolNeAR (Newell et al. 2018) is the spine, with the silver layers that CoreNLP gave its text: a word has the labels
of the token that begins where it begins, and none where no token does. Its attributions do not nest or overlap, so one
tag a word loses nothing; a span is cut where another covers it or a paragraph ends. Offsets are code points. Sources
and licences: MODEL_CARD.md.
"""
import lzma
import random
import re
from pathlib import Path

from network import ROLES, TAGS
from words import QUOTE_OPENS, WINDOW, WORD, Quotes, Words, paragraphs

IGNORE = -100
HELD_OUT = 40
T_LINE = re.compile(r"(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)")


class Document:
    def __init__(self, name, text):
        self.name, self.text = name, text
        self.annotations = []       # one list of events an annotator; an event is {role: [(begin, end), ...]}
        self.tokens = []            # silver: (begin, end, Penn tag, BIO entity, index of the head or -1, relation)


class Labels:
    """Label -> number, in the order of first sight."""

    def __init__(self):
        self.pos, self.ner, self.rel = {}, {}, {}

    @staticmethod
    def number(known, label):
        return known.setdefault(label, len(known))


# ---- files

def events(path):
    """brat standoff -> list of {role: [(begin, end), ...]}."""
    spans, out = {}, []
    for line in path.read_bytes().decode().split("\n"):
        m = T_LINE.match(line)
        if m:
            spans[m[1]] = [tuple(map(int, s.split())) for s in m[3].split(";")]
        elif re.match(r"E\d+\t", line):
            event = {r: [] for r in ROLES}
            for arg in line.split("\t", 1)[1].split():
                role, _, ref = arg.partition(":")
                role = re.sub(r"\d+$", "", role)
                if role in event:
                    event[role] += spans.get(ref, [])
            out.append(event)
    return out


def silver(path):
    """-> {document: tokens}."""
    out, tokens, first, previous = {}, None, 0, None
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                tokens, previous = out.setdefault(line.split("=", 1)[1].strip(), []), None
            elif line[0].isdigit():
                number, _, _, pos, ner, head, rel, _, at = line.rstrip("\n").split("\t")
                first = len(tokens) if number == "1" else first
                bio = ner if ner == "O" else ("I-" if ner == previous else "B-") + ner
                previous = ner
                begin, end = map(int, at.split(":"))
                tokens.append((begin, end, pos, bio, first + int(head) - 1 if int(head) else -1,
                               rel if rel == "nmod:poss" else rel.split(":")[0]))
    return out


def polnear(data, split):
    root = Path(data) / "polnear"
    docs = {p.stem: Document(p.stem, p.read_bytes().decode()) for p in sorted((root / split / "text").glob("*.txt"))}
    for p in sorted((root / split / "attributions").glob("*.ann")):
        docs[p.stem.rsplit("_", 1)[0]].annotations.append(events(p))
    for name, tokens in silver(root / f"polnear-{split}.corenlp.tsv.xz").items():
        if name in docs:
            docs[name].tokens = tokens
    return [d for d in docs.values() if d.annotations]


def training_parts(data):
    """(train, held out): forty training documents are kept for choices and for the calibration."""
    docs = sorted(polnear(data, "train"), key=lambda d: d.name)
    random.Random(1).shuffle(docs)
    return docs[HELD_OUT:], docs[:HELD_OUT]


# ---- labels on words

def curly(text):
    """Typographic marks for typewriter ones, one for one, so that offsets hold: news outside PolNeAR has more of them."""
    out = list(text)
    for b, e in paragraphs(text):
        quotes = Quotes(text, b, e)
        for m in WORD.finditer(text, b, e):
            i, opens = m.start(), quotes.state(m.start()) == QUOTE_OPENS
            if text[i] == '"':
                out[i] = "“" if opens else "”"
            elif text[i] == "'":
                out[i] = "‘" if opens else "’"
            elif text[i] == "-" and text[i - 1:i] == " " == text[i + 1:i + 2]:
                out[i] = "—"
    return "".join(out)


def restyled(doc, rng):
    """(text, annotator) for this epoch: some documents with typographic marks, those annotated twice by either."""
    annotator, text = 0, doc.text
    if rng.random() < .4 or len(doc.annotations) > 1:
        text = curly(text) if rng.random() < .6 else text
        annotator = rng.randrange(len(doc.annotations))
    return text, annotator


class Labelled:
    """The words of a document with their labels (lists as long as words), its spans (first, last; inclusive), and their links."""

    def __init__(self, doc, labels, text=None, annotator=0):
        self.words = Words(doc.text if text is None else text)
        n = len(self.words)
        self.tag = [0] * n
        self.pos, self.ner, self.head, self.rel = ([IGNORE] * n for _ in range(4))
        self.spans = {r: [] for r in ROLES}
        self.links = []                  # (cue, contents, source or None)
        self._events(doc.annotations[annotator])
        self._tokens(doc.tokens, labels)

    def _events(self, evs):
        w, at = self.words, {}
        for i in range(len(w)):
            at.update(dict.fromkeys(range(w.begin[i], w.end[i]), i))
        for event in evs:
            found = {}
            for role in ("Content", "Source", "Cue"):          # the referee's order: a cue covers a source covers a content
                runs = [sorted({at[c] for c in range(b, e) if c in at}) for b, e in event[role]]
                found[role] = [(run[0], run[-1]) for run in runs if run]
                for first, last in found[role]:
                    self.tag[first:last + 1] = [TAGS.index("I-" + role)] * (last + 1 - first)
                    self.tag[first] = TAGS.index("B-" + role)
                self.spans[role] += [s for s in dict.fromkeys(found[role]) if s not in self.spans[role]]
            if found["Cue"]:
                self.links.append((found["Cue"][0], found["Content"], found["Source"][0] if found["Source"] else None))
        for i in range(n := len(w)):                           # a remnant begins anew
            if is_inside(self.tag[i]) and (not i or w.paragraph[i] != w.paragraph[i - 1] or self.tag[i - 1] not in (self.tag[i], self.tag[i] - 1)):
                self.tag[i] -= 1

    def _tokens(self, tokens, labels):
        word_at = {b: i for i, b in enumerate(self.words.begin)}
        word_of = [word_at.get(t[0]) for t in tokens]
        for i, (_, _, pos, ner, head, rel) in zip(word_of, tokens):
            if i is None:
                continue
            self.pos[i], self.ner[i] = labels.number(labels.pos, pos), labels.number(labels.ner, ner)
            to = i if head < 0 else word_of[head]
            if to is not None:
                self.head[i], self.rel[i] = to, labels.number(labels.rel, rel)


def is_inside(tag):
    return tag > 0 and tag % 2 == 0


def paragraph_runs(paragraph):
    """(first, last exclusive) words of each paragraph."""
    first = 0
    for i in range(1, len(paragraph) + 1):
        if i == len(paragraph) or paragraph[i] != paragraph[first]:
            yield first, i
            first = i


def spans_of(tags, paragraph=None):
    """{role: [(first, last), ...]}, inclusive, of tags that keep the chain's rules; no span passes a paragraph's end."""
    out, i = {r: [] for r in ROLES}, 0
    while i < len(tags):
        last = i
        if tags[i] % 2 == 1:
            while last + 1 < len(tags) and tags[last + 1] == tags[i] + 1 and (paragraph is None or paragraph[last + 1] == paragraph[i]):
                last += 1
            out[ROLES[tags[i] // 2]].append((i, last))
        i = last + 1
    return out


# ---- windows

def random_windows(words, rng, least=90):
    """Windows (words, first, last) that cover a text once, the first of random length, so that every epoch cuts elsewhere."""
    first, limit, out = 0, rng.randint(least, WINDOW), []
    while first < len(words):
        last = words.last_in_window(first, limit)
        out.append((words, first, last))
        first, limit = last, WINDOW
    return out
