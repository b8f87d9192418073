"""What the judge of (question, claim) reads: the question, who speaks, and the claim in its sentence, as word pieces.

    [CLS] question [SEP] speaker [SEP] sentence with the content in it [SEP]

Each piece carries its word's shape, as everywhere, and in place of the quotation state a part: which of these it belongs to. So the
content is marked where it stands and nothing is said twice. docs/judge.md is the specification that C follows.
"""
from words import CLS, SEP, WORD, pieces, shape

LIMIT, QUESTION_LIMIT, SPEAKER_LIMIT, PASSAGE_LIMIT = 128, 40, 12, 72
PART_SPECIAL, PART_QUESTION, PART_SPEAKER, PART_CONTENT, PART_AROUND = 0, 1, 2, 3, 4
ANSWERS = ("beside", "yes", "no")


def cut(text, part, limit):
    """(ids, shapes, parts) of the text's words, whole words up to the limit."""
    ids, shapes = [], []
    for m in WORD.finditer(text):
        new = pieces(m[0])
        if len(ids) + len(new) > limit:
            break
        ids += new
        shapes += [shape(m[0])] * len(new)
    return ids, shapes, [part] * len(ids)


def sentence_pieces(text, content, limit):
    """The words of `text`, those of the span `content` marked, as many around it as the limit leaves, both sides alike."""
    words = [(pieces(m[0]), shape(m[0]), content[0] < m.end() and m.start() < content[1]) for m in WORD.finditer(text)]
    inside = [i for i, w in enumerate(words) if w[2]] or [0]
    first, last = inside[0], inside[0]
    size = len(words[first][0]) if words else 0
    while last + 1 < len(words) and last < inside[-1] and size + len(words[last + 1][0]) <= limit:
        last += 1
        size += len(words[last][0])
    grown = True
    while grown:
        grown = False
        for at in (first - 1, last + 1):
            if 0 <= at < len(words) and size + len(words[at][0]) <= limit:
                size += len(words[at][0])
                first, last, grown = min(first, at), max(last, at), True
    out = ([], [], [])
    for ids, s, within in words[first:last + 1]:
        out[0].extend(ids)
        out[1].extend([s] * len(ids))
        out[2].extend([PART_CONTENT if within else PART_AROUND] * len(ids))
    return out


def encode(question, speaker, text, content):
    """-> (ids, shapes, parts)."""
    ids, shapes, parts = [CLS], [0], [PART_SPECIAL]
    for part in (cut(question, PART_QUESTION, QUESTION_LIMIT), cut(speaker or "", PART_SPEAKER, SPEAKER_LIMIT)):
        for all_, new in zip((ids, shapes, parts), part):
            all_ += new
        ids.append(SEP)
        shapes.append(0)
        parts.append(PART_SPECIAL)
    for all_, new in zip((ids, shapes, parts), sentence_pieces(text, content, PASSAGE_LIMIT)):
        all_ += new
    return ids + [SEP], shapes + [0], parts + [PART_SPECIAL]
