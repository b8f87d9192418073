"""Stage 2: attribution: `python fit.py DATA STAGE1 OUT MINUTES`.

Method: one loss of chain and links, with tags, entities and dependencies at small weight on the same windows, so that
these heads stay good and clauses stay in sight. The word embeddings rest (most words of the world are not in this
corpus). Links see gold spans at first, later in half of the windows the chain's own. The average of the weights is saved
every few minutes and is what is shipped.
"""
import random
import sys
import time

import torch

from batch import Batch
from checkpoint import restore, save
from corpora import Labels, training_parts
from losses import best_paths, chain, encode, labels as label_losses, linking
from optimize import PROCESSES, Trainer, launch
from pretrain import polnear_batches
from progress import Progress

RATE, HEAD_RATE, DECAY, AVERAGE = 2.5e-4, 1e-3, .9, .995
WEIGHT = {"chain": 1., "links": 1., "pos": .05, "ner": .05, "arc": .03, "rel": .02}
OWN_SPANS_FROM, SAVE_SECONDS = .15, 240


def job(rank, data, given, out, minutes):
    rng = random.Random(10 + rank)
    train, _ = training_parts(data)
    labels = Labels()
    net = restore(given, labels)
    torch.manual_seed(10 + rank)
    net.embeddings.word.weight.requires_grad_(False)
    stream = polnear_batches(train, labels, rng)
    next(stream)
    trainer, progress, saved = Trainer(net, minutes, RATE, HEAD_RATE, DECAY, AVERAGE), Progress(), time.time()

    def keep():
        meta = {"stage": 2, "steps": trainer.steps, "pieces": PROCESSES * progress.pieces, "spent": trainer.spent}
        save(trainer.averaged(), labels, out, meta)

    net.train()
    while trainer.spent < 1:
        batch = Batch(next(stream))
        _, v = encode(net, batch)
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
    launch(job, sys.argv[1], sys.argv[2], sys.argv[3], float(sys.argv[4]))
