"""Teach the encoder the language of news before it is fitted: `python pretrain.py DATA OUT MINUTES`, from MiniLM.

Method: all-MiniLM was made to compare sentences and has half forgotten its words. Two batches of three hide words of unlabelled
news, whole words at a time (Devlin et al. 2019; whole words as in their later release), to be guessed from the rest; the third
asks for the tags, entities and dependency trees of CoreNLP on the training text of PolNeAR, since where a clause ends
is most of where a content ends. Articles are drawn year by year in turn, so that no year's affairs prevail. The word
embeddings rest, and the guess is made among them. What is saved is the average of the weights.
"""
import collections
import json
import lzma
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from batch import Batch, batches, endless, hide, known_labels
from checkpoint import save
from corpora import Document, Labelled, Labels, curly, random_windows, training_parts
from losses import encode, labels as label_losses
from network import WIDTH, Network
from optimize import PROCESSES, Trainer, launch
from progress import Progress
from words import N_PIECES

RATE, HEAD_RATE, DECAY, AVERAGE = 4e-4, 1e-3, 1., .995
WEIGHT = {"word": 1., "pos": .5, "ner": .5, "arc": 1., "rel": .5}
HIDDEN, AT_A_TIME, MOST_CHARACTERS, SAVE_SECONDS = .17, 100, 8000, 240


class Guess(nn.Module):
    """Scores of all words of the vocabulary for vectors [n, 384]; gone after this stage."""

    def __init__(self):
        super().__init__()
        self.dense, self.norm = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.bias = nn.Parameter(torch.zeros(N_PIECES))

    def forward(self, v, embeddings):
        v = self.norm(F.gelu(self.dense(v)))
        return (v.to(embeddings.dtype) @ embeddings.T).float() + self.bias


def articles(path, rng):
    """Endless texts, a year at a time in turn, in an order of their own."""
    years = collections.defaultdict(list)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            years[str(article["published"])[:4]].append(article["text"][:MOST_CHARACTERS])
    while True:
        for texts in years.values():
            rng.shuffle(texts)
        for k in range(max(map(len, years.values()))):
            yield from (texts[k] for texts in years.values() if k < len(texts))


def news(path, rng):
    """Endless batches without labels; half of the texts with typographic marks."""
    order, texts = random.Random(5), articles(path, rng)
    while True:
        windows = []
        for _ in range(AT_A_TIME):
            doc = Document(None, next(texts))
            doc.annotations = [[]]
            labelled = Labelled(doc, Labels(), curly(doc.text) if rng.random() < .5 else None)
            windows += [(labelled, a, b) for _, a, b in random_windows(labelled.words, rng)]
        yield from batches(windows, rng, order)


def guessing(net, batch, rng):
    """Cross entropy of the hidden words."""
    at, stood = hide(batch, HIDDEN, rng)
    ids, shapes, quotes, mask = batch.tensors("ids", "shapes", "quotes", "mask")
    vectors = net.encode(ids, shapes, quotes, mask)[at].float()
    return {"word": F.cross_entropy(net.guess(vectors, net.embeddings.word.weight), stood)}


def job(rank, data, out, minutes):
    torch.manual_seed(1)
    rng, draw = random.Random(20 + rank), np.random.default_rng(20 + rank)
    train, _ = training_parts(data)
    labels = known_labels(train)
    net = Network(len(labels.pos), len(labels.ner), len(labels.rel))
    net.load_minilm()
    net.guess = Guess()
    torch.manual_seed(20 + rank)
    net.embeddings.word.weight.requires_grad_(False)
    unlabelled, syntax = news(Path(data) / "news.ndjson.xz", rng), endless(train, labels, rng)
    next(unlabelled), next(syntax)      # the first batch costs the reading of the files: not from the clock
    trainer, progress, saved = Trainer(net, minutes, RATE, HEAD_RATE, DECAY, AVERAGE), Progress(), time.time()

    def keep():
        averaged = trainer.averaged()
        del averaged.guess
        save(averaged, labels, out, {"rounds": 0, "steps": trainer.steps, "pieces": PROCESSES * progress.pieces, "spent": trainer.spent})

    net.train()
    while trainer.spent < 1:
        if trainer.steps % 3 < 2:
            batch = Batch(next(unlabelled))
            parts = guessing(net, batch, draw)
        else:
            batch = Batch(next(syntax))
            parts = label_losses(net, encode(net, batch), batch)
        sum(WEIGHT[k] * x for k, x in parts.items()).backward()
        trainer.step()
        progress.note(trainer, batch.n_pieces, parts, rank == 0)
        if rank == 0 and time.time() - saved > SAVE_SECONDS:
            keep()
            saved = time.time()
    if rank == 0:
        keep()


if __name__ == "__main__":
    launch(job, sys.argv[1], sys.argv[2], float(sys.argv[3]))
