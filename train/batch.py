"""Windows of documents as arrays, input [b, t] and labels of words [b, n] (IGNORE where there is none), in endless batches."""
import random

import numpy as np
import torch

from corpora import IGNORE, Labelled, Labels, is_inside, random_windows, restyled
from words import CLS, FIRST_PIECE, MASK, N_PIECES, SEP

WINDOWS = 8


class Batch:
    """Of windows (Labelled, first word, last word exclusive)."""

    def __init__(self, windows):
        self.windows = windows
        coded = [d.words.encode(a, b) for d, a, b in windows]
        self.lengths = np.array([b - a for _, a, b in windows])
        pieces = np.array([len(c[0]) for c in coded])
        b, t, n = len(coded), pieces.max(), self.lengths.max()
        self.n_pieces = int(pieces.sum())
        self.mask = np.arange(t)[None] < pieces[:, None]
        self.real = np.arange(n)[None] < self.lengths[:, None]
        self.ids, self.shapes, self.quotes = (np.zeros((b, t), np.int64) for _ in range(3))
        self.first = np.zeros((b, n), np.int64)
        for k, (ids, shapes, quotes, first) in enumerate(coded):
            self.ids[k, :len(ids)], self.shapes[k, :len(ids)], self.quotes[k, :len(ids)] = ids, shapes, quotes
            self.first[k, :len(first)] = np.minimum(first, len(ids) - 1)
        self._labels(b, n)

    def _labels(self, b, n):
        self.pos, self.ner, self.head, self.rel = (np.full((b, n), IGNORE) for _ in range(4))
        self.tag, self.begins = np.zeros((b, n), np.int64), np.zeros((b, n), bool)
        self.cut_left, self.cut_right = np.zeros(b, bool), np.zeros(b, bool)
        for k, (d, first, last) in enumerate(self.windows):
            paragraph = d.words.paragraph
            for name in ("pos", "ner", "rel", "tag"):
                getattr(self, name)[k, :last - first] = getattr(d, name)[first:last]
            head = np.array(d.head[first:last]) - first
            head[(head < 0) | (head >= last - first)] = IGNORE
            self.head[k, :last - first] = head
            self.begins[k, 1:last - first] = [paragraph[i] != paragraph[i - 1] for i in range(first + 1, last)]
            self.cut_left[k] = first > 0 and paragraph[first - 1] == paragraph[first]
            self.cut_right[k] = last < len(paragraph) and paragraph[last] == paragraph[last - 1]
            assert self.cut_left[k] or not is_inside(d.tag[first])

    def tensors(self, *names):
        return [torch.from_numpy(getattr(self, name)) for name in names]


def hide(batch, share, rng):
    """Hides whole words of batch.ids: of five parts four masked, half a one replaced, half a one left; -> where, and what stood there."""
    rows = np.arange(len(batch.ids))[:, None]
    starts = np.zeros(batch.ids.shape, int)
    starts[np.broadcast_to(rows, batch.first.shape)[batch.real], batch.first[batch.real]] = 1
    word = np.maximum(starts.cumsum(1) - 1, 0)
    chosen, fate = rng.random(batch.real.shape) < share, rng.random(batch.real.shape)
    at = chosen[rows, word] & batch.mask & (batch.ids != CLS) & (batch.ids != SEP)
    stood, fate = batch.ids[at], fate[rows, word][at]
    batch.ids[at] = np.where(fate < .8, MASK, np.where(fate < .9, rng.integers(FIRST_PIECE, N_PIECES, len(stood)), stood))
    return torch.from_numpy(at), torch.from_numpy(stood)


def batches(windows, rng, order):
    """Windows of like length together. `order` draws alike in all processes, so that at each step they work on batches of like size."""
    windows = sorted(windows, key=lambda w: w[2] - w[1] + rng.random() * 30)
    rest = [windows[i:i + WINDOWS] for i in range(0, len(windows), WINDOWS)]
    return [rest.pop(int(order.random() * len(rest))) for _ in range(len(rest))]


def endless(docs, labels, rng):
    """Endless batches; every epoch restyles and cuts the documents anew."""
    plain, order = {}, random.Random(3)
    while True:
        windows = []
        for d in docs:
            text, annotator = restyled(d, rng)
            if text is d.text and annotator == 0:
                labelled = plain.get(d.name) or plain.setdefault(d.name, Labelled(d, labels))
            else:
                labelled = Labelled(d, labels, text, annotator)
            windows += [(labelled, first, last) for _, first, last in random_windows(labelled.words, rng)]
        yield from batches(windows, rng, order)


def known_labels(docs):
    """Labels of all training documents, numbered in their order."""
    labels = Labels()
    for d in docs:
        for _, _, pos, ner, _, rel in d.tokens:
            for known, label in ((labels.pos, pos), (labels.ner, ner), (labels.rel, rel)):
                labels.number(known, label)
    return labels
