"""Stage 1: give the sentence encoder back what words are, and teach it clauses: `python pretrain.py DATA OUT MINUTES`.

Method: all-MiniLM-L6-v2 was tuned to embed sentences, which dulls single words. A third of the batches are masked words of
unlabelled news (Devlin et al. 2019); two thirds are PolNeAR's training text with some words masked and the silver tags,
entities and dependency trees as targets: where a clause ends is most of where a content ends.
"""
import random
import sys

import torch

from batch import WINDOWS, Batch, batches
from checkpoint import save
from corpora import Labelled, Labels, news_windows, random_windows, restyled, training_parts
from losses import encode, hide, labels as label_losses, masked_words
from network import Network
from optimize import PROCESSES, Trainer, launch
from progress import Progress

RATE, HEAD_RATE, DECAY, AVERAGE = 3e-4, 1e-3, .95, .99
WEIGHT = {"words": .5, "pos": .5, "ner": .5, "arc": 1., "rel": .5}


def polnear_batches(docs, labels, rng):
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


def news_batches(data, rng):
    windows, order = news_windows(data, rng), random.Random(4)
    while True:
        yield from batches([next(windows) for _ in range(8 * WINDOWS)], rng, order)


def known_labels(docs):
    """Labels of all training documents, numbered in their order."""
    labels = Labels()
    for d in docs:
        for _, _, pos, ner, _, rel in d.tokens:
            for known, label in ((labels.pos, pos), (labels.ner, ner), (labels.rel, rel)):
                labels.number(known, label)
    return labels


def job(rank, data, out, minutes):
    torch.manual_seed(1)
    rng = random.Random(rank)
    train, _ = training_parts(data)
    labels = known_labels(train)
    net = Network(len(labels.pos), len(labels.ner), len(labels.rel))
    net.load_minilm()
    torch.manual_seed(100 + rank)
    polnear, news = polnear_batches(train, labels, rng), news_batches(data, rng)
    next(polnear), next(news)                # the first batch of an epoch costs its preparation: not from the clock
    trainer, progress = Trainer(net, minutes, RATE, HEAD_RATE, DECAY, AVERAGE), Progress()
    net.train()
    while trainer.spent < 1:
        batch = Batch(next(news if trainer.steps % 3 == 2 else polnear))
        ids, where = hide(batch, .1 if batch.labelled else .17)
        h, v = encode(net, batch, ids)
        parts = {"words": masked_words(net, h, batch, where)} | (label_losses(net, v, batch) if batch.labelled else {})
        sum(WEIGHT[k] * x for k, x in parts.items()).backward()
        trainer.step()
        progress.note(trainer, batch.n_pieces, parts, rank == 0)
    if rank == 0:
        save(trainer.averaged(), labels, out, {"stage": 1, "steps": trainer.steps, "pieces": PROCESSES * progress.pieces})


if __name__ == "__main__":
    launch(job, sys.argv[1], sys.argv[2], float(sys.argv[3]))
