"""From a text to attributions, in float32: windows, the chain's best path, the links, the probabilities. C does the same in src/attribute/.

Method: a word's vector is the mean over the windows that it stands in; Viterbi and forward-backward run over whole
paragraphs; each content chooses a cue or none, each cue a source or none. The probability of a span is that of all paths
that begin it, stay inside it and leave it exactly there (Culotta & McCallum 2004).
"""
from dataclasses import dataclass, field

import numpy as np
import torch

from corpora import paragraph_runs, spans_of
from links import link_features
from network import WIDTH
from words import OVERLAP, Words

PARAGRAPHS_APART = 2


@dataclass
class Attribution:
    """Spans are (first, last) words, both inclusive; p holds the five probabilities of src/attribute/confidence.c."""
    cue: tuple
    content: list = field(default_factory=list)
    source: tuple = None
    p: dict = field(default_factory=dict)


def word_vectors(net, words, overlap):
    out, n_around = torch.zeros(len(words), WIDTH), torch.zeros(len(words), 1)
    for a, b in words.windows(overlap):
        ids, shapes, quotes, first = words.encode(a, b)
        ids, shapes, quotes = (torch.tensor([x]) for x in (ids, shapes, quotes))
        h = net.encode(ids, shapes, quotes, torch.ones_like(ids, dtype=torch.bool))[0]
        out[a:b] += h[torch.tensor(first).clamp(max=len(h) - 1)]
        n_around[a:b] += 1
    return out / n_around


def log_sum(x, axis):
    top = x.max(axis, keepdims=True)
    return (top + np.log(np.exp(x - top).sum(axis, keepdims=True))).squeeze(axis)


class Chain:
    """The linear chain over one paragraph; emissions [n, 7]."""

    def __init__(self, transition, start, end, emissions):
        self.t, self.s, self.e, self.x, self.n = transition, start, end, emissions, len(emissions)

    def best(self):
        score, back = self.s + self.x[0], []
        for x in self.x[1:]:
            every = score[:, None] + self.t
            back.append(every.argmax(0))
            score = every.max(0) + x
        tags = [int((score + self.e).argmax())]
        for arg in reversed(back):
            tags.append(int(arg[tags[-1]]))
        return tags[::-1]

    def sums(self):
        self.forward, self.backward = np.empty_like(self.x), np.empty_like(self.x)
        self.forward[0], self.backward[-1] = self.s + self.x[0], self.e
        for i in range(1, self.n):
            self.forward[i] = log_sum(self.forward[i - 1][:, None] + self.t, 0) + self.x[i]
        for i in range(self.n - 2, -1, -1):
            self.backward[i] = log_sum(self.t + (self.x[i + 1] + self.backward[i + 1])[None], 1)
        self.total = log_sum(self.forward[-1] + self.e, 0)

    def probability(self, first, last, begin):
        """Of exactly this span, whose first tag is `begin`."""
        inside, at = begin + 1, begin
        inner = self.forward[first][begin]
        for i in range(first + 1, last + 1):
            inner += self.t[at, inside] + self.x[i][inside]
            at = inside
        if last == self.n - 1:
            return float(min(1., np.exp(inner + self.e[at] - self.total)))
        leave = self.t[at] + self.x[last + 1] + self.backward[last + 1]
        return float(min(1., np.exp(inner + log_sum(np.delete(leave, inside), 0) - self.total)))


def decode(net, words, vectors):
    """-> ({role: spans}, {span: probability})."""
    chain = [x.numpy().astype(np.float64) for x in net.head.tag.chain()]
    emissions = net.head.tag(vectors).numpy().astype(np.float64)
    tags, p = [], {}
    for a, b in paragraph_runs(words.paragraph):
        crf = Chain(*chain, emissions[a:b])
        here = crf.best()
        crf.sums()
        for spans in spans_of(here).values():
            for first, last in spans:
                p[a + first, a + last] = crf.probability(first, last, here[first])
        tags += here
    return spans_of(tags, words.paragraph), p


def choose(net, kind, words, vectors, left, right, cues):
    """For each of `left` the index in `right` that it chooses, or None, and how probable that is."""
    if not left:
        return []
    of = lambda spans: torch.stack([torch.cat([vectors[a], vectors[b]]) for a, b in spans]) if spans else torch.zeros(0, 2 * WIDTH)
    scores = net.head.link.scores(kind, of(left), of(right), link_features(words.paragraph, left, right, cues, kind == "content")).numpy()
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if abs(words.paragraph[a[0]] - words.paragraph[b[0]]) > PARAGRAPHS_APART:
                scores[i, j] = -np.inf
    p = np.exp(scores - scores.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    return [(int(j) if j < len(right) else None, float(row[j])) for row, j in zip(p, p.argmax(1))]


@torch.no_grad()
def read(net, text, overlap=OVERLAP):
    """-> (words, their vectors), the costly half."""
    words = Words(text)
    return words, word_vectors(net, words, overlap)


@torch.no_grad()
def attribute(net, words, vectors):
    """-> attributions; a cue that no content chose and a content that chose no cue are left out."""
    if not len(words):
        return []
    spans, p = decode(net, words, vectors)
    cues, sources, contents = spans["Cue"], spans["Source"], spans["Content"]
    out = [Attribution(cue=c, p={"cue": p[c], "content": 1., "source": 1., "content_link": 1., "source_link": 1.}) for c in cues]
    for content, (k, link) in zip(contents, choose(net, "content", words, vectors, contents, cues, cues)):
        if k is not None:
            out[k].content.append(content)
            out[k].p["content"] = min(out[k].p["content"], p[content])
            out[k].p["content_link"] = min(out[k].p["content_link"], link)
    for a, (k, link) in zip(out, choose(net, "source", words, vectors, cues, sources, cues)):
        a.p["source_link"] = link
        if k is not None:
            a.source = sources[k]
            a.p["source"] = p[sources[k]]
    return [a for a in out if a.content]


def extract(net, text, overlap=OVERLAP):
    words, vectors = read(net, text, overlap)
    return words, attribute(net, words, vectors)
