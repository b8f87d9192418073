"""Fit the network to attributions: `python fit.py DATA OUT MINUTES [CHECKPOINT]`, from a checkpoint of pretrain.py, or else from MiniLM.

Method: one loss of chain and links, with tags, entities and dependency trees at small weight on the same windows: where a
clause ends is most of where a content ends, and the heads of tags and entities are wanted anyway. The word embeddings
rest (most words of the world are not in this corpus). Links see gold spans at first, later in half of the windows the
chain's own. One word in twelve is hidden (word dropout, Iyyer et al. 2015): eight hundred articles are soon known by heart,
and the ends of contents went first. What is saved every few minutes, evaluated and shipped is the average of the weights.
"""
import random
import sys
import time

import numpy as np
import torch

from batch import Batch, endless, hide, known_labels
from checkpoint import restore, save
from corpora import Labels, training_parts
from losses import best_paths, chain, encode, labels as label_losses, linking
from network import Network
from optimize import PROCESSES, Trainer, launch
from progress import Progress

RATE, HEAD_RATE, DECAY, AVERAGE = 3e-4, 1e-3, .9, .997
WEIGHT = {"chain": 1., "links": 1., "pos": .05, "ner": .05, "arc": .03, "rel": .02}
OWN_SPANS_FROM, HIDDEN, SAVE_SECONDS = .15, 1 / 12, 240


def begin(train, given):
    """-> (network, labels)."""
    if given:
        labels = Labels()
        return restore(given, labels), labels
    labels = known_labels(train)
    net = Network(len(labels.pos), len(labels.ner), len(labels.rel))
    net.load_minilm()
    return net, labels


def job(rank, data, out, minutes, given):
    torch.manual_seed(1)
    rng, draw = random.Random(10 + rank), np.random.default_rng(10 + rank)
    train, _ = training_parts(data)
    net, labels = begin(train, given)
    torch.manual_seed(10 + rank)
    net.embeddings.word.weight.requires_grad_(False)
    stream = endless(train, labels, rng)
    next(stream)                 # the first batch of an epoch costs its preparation: not from the clock
    trainer, progress, saved = Trainer(net, minutes, RATE, HEAD_RATE, DECAY, AVERAGE), Progress(), time.time()

    def keep():
        meta = {"pretrained": bool(given), "steps": trainer.steps, "pieces": PROCESSES * progress.pieces, "spent": trainer.spent}
        save(trainer.averaged(), labels, out, meta)

    net.train()
    while trainer.spent < 1:
        batch = Batch(next(stream))
        hide(batch, HIDDEN, draw)
        v = encode(net, batch)
        emissions = net.head.tag(v)
        paths = best_paths(net, emissions, batch) if trainer.spent > OWN_SPANS_FROM else None
        parts = {"chain": chain(net, emissions, batch), "links": linking(net, v, batch, paths, rng)} | label_losses(net, v, batch)
        sum(WEIGHT[k] * x for k, x in parts.items()).backward()
        trainer.step()
        progress.note(trainer, batch.n_pieces, parts, rank == 0)
        if rank == 0 and time.time() - saved > SAVE_SECONDS:
            keep()
            saved = time.time()
    if rank == 0:
        keep()


if __name__ == "__main__":
    launch(job, sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else None)
