"""The judge of (question, claim): yes, no, or beside the point.

    judge.py general DATA OUT MINUTES              from MiniLM, over general pairs (DATA holds nli/ and pairs/, unpacked)
    judge.py stories STORIES OUT MINUTES FROM [LEFT_OUT,…]   on disputed events, from a checkpoint, some stories left out
    judge.py scores STORIES CKPT NAME,…            how well it tells answers on those stories

Method: the encoder of network.py fine-tuned as a cross-encoder (Devlin et al. 2019), first on natural language inference and its kin
(supplementary training, Phang et al. 2018), then on stories; three classes at [CLS]. optimize.py trains.
"""
import glob
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from judge_data import annotated, general, story, story_pairs
from judge_input import encode
from network import WIDTH, Network
from optimize import PROCESSES, Trainer, launch

TOKENS = 2200          # of a batch, padding counted
RATE, HEAD_RATE, DECAY, AVERAGE = {"general": 2e-4, "stories": 1.5e-4}, 1e-3, .92, .995
SMOOTHING = .05


class Judge(Network):
    def __init__(self, dropout=.1):
        super().__init__(1, 1, dropout=dropout)
        del self.aux
        self.head = torch.nn.Module()
        self.head.judge = torch.nn.Linear(WIDTH, 3)

    def load_minilm(self):
        super_head, self.head = self.head, torch.nn.Module()
        super().load_minilm()
        self.head = super_head

    def forward(self, ids, shapes, parts, mask):
        return self.head.judge(self.encode(ids, shapes, parts, mask)[:, 0].float())

    def exported(self):
        return {k: v.detach().float().clone() for k, v in self.state_dict().items()}


def collate(coded):
    b, t = len(coded), max(len(c[0]) for c in coded)
    ids, shapes, parts = (np.zeros((b, t), np.int64) for _ in range(3))
    mask = np.zeros((b, t), bool)
    for k, (i, s, p) in enumerate(coded):
        ids[k, :len(i)], shapes[k, :len(i)], parts[k, :len(i)], mask[k, :len(i)] = i, s, p, True
    return [torch.from_numpy(x) for x in (ids, shapes, parts, mask)]


def batches(pairs, rng, order):
    """Batches of like length; the same sequence of sizes in all processes since `order` draws alike."""
    coded = sorted(((encode(*p[:4]), p[4]) for p in pairs), key=lambda c: len(c[0][0]) + rng.random() * 6)
    rest, at = [], 0
    while at < len(coded):
        n = max(1, TOKENS // len(coded[min(len(coded) - 1, at + 16)][0][0]))
        rest.append(coded[at:at + n])
        at += n
    return [rest.pop(int(order.random() * len(rest))) for _ in range(len(rest))]


def restore(path):
    net = Judge()
    net.load_state_dict(torch.load(path, map_location="cpu", weights_only=True)["state"])
    return net


def job(rank, kind, data, out, minutes, given, left_out):
    torch.manual_seed(1)
    rng, order = random.Random(20 + rank), random.Random(5)
    if kind == "general":
        net = Judge()
        net.load_minilm()
        train, _ = general(data)
        train = train[rank::PROCESSES]
        source = lambda: train
    else:
        net = restore(given)
        stories = [s for s in all_stories(data) if s[0] not in left_out]
        source = lambda: story_pairs(stories, rng, 3)[rank::PROCESSES]
    torch.manual_seed(10 + rank)
    net.embeddings.word.weight.requires_grad_(False)
    trainer, seen, began, loss_sum, n = Trainer(net, minutes, RATE[kind], HEAD_RATE, DECAY, AVERAGE), 0, time.time(), 0., 0

    def keep():
        torch.save({"state": trainer.averaged().exported(), "meta": {"kind": kind, "steps": trainer.steps, "pairs": seen * PROCESSES, "left_out": left_out}}, out)

    net.train()
    while trainer.spent < 1:
        for batch in batches(source(), rng, order):
            if trainer.spent >= 1:
                break
            scores = net(*collate([c for c, _ in batch]))
            loss = F.cross_entropy(scores, torch.tensor([a for _, a in batch]), label_smoothing=SMOOTHING)
            loss.backward()
            trainer.step()
            seen, loss_sum, n = seen + len(batch), loss_sum + float(loss.detach()), n + 1
            if rank == 0 and trainer.steps % 100 == 0:
                print(f"{time.strftime('%H:%M:%S')} {trainer.spent:.2f} step {trainer.steps} pairs {seen * PROCESSES} {seen * PROCESSES / (time.time() - began):.0f}/s loss {loss_sum / n:.4f}", flush=True)
                loss_sum, n = 0., 0
            if rank == 0 and trainer.steps % 400 == 0:
                keep()
    if rank == 0:
        keep()


def all_stories(folder):
    found = [story(Path(g).parent) for g in sorted(glob.glob(f"{folder}/*/gold.json"))]
    return found + annotated(Path(__file__).parent / "annotations", Path(folder).parent / "news.ndjson.xz")


@torch.no_grad()
def probabilities(net, pairs):
    """[n, 3] of (question, speaker, text, span) pairs."""
    net.eval()
    coded = [encode(*p[:4]) for p in pairs]
    order, out = sorted(range(len(coded)), key=lambda i: len(coded[i][0])), np.zeros((len(coded), 3), np.float32)
    for at in range(0, len(order), 64):
        take = order[at:at + 64]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            out[take] = net(*collate([coded[i] for i in take])).float().softmax(1).numpy()
    return out


def auc(scores, right):
    order = np.argsort(scores)
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    n = right.sum()
    return (ranks[right].sum() - n * (n + 1) / 2) / (n * (len(right) - n)) if 0 < n < len(right) else float("nan")


def score_story(net, one):
    """All claims against all questions: AUC of answering, AUC of yes against no, and the figures behind a precision curve of opposed pairs."""
    _, questions, claims = one
    pairs = [(q, s, t, span) for s, t, span, _ in claims for q in questions]
    p = probabilities(net, pairs).reshape(len(claims), len(questions), 3)
    gold = np.zeros(p.shape[:2], int)
    known = np.ones(p.shape[:2], bool)
    for i, c in enumerate(claims):
        for q, a in c[3].items():
            gold[i, q] = {"yes": 1, "no": 2, "unsure": 0}[a]
            known[i, q] = a != "unsure"
    return p, gold, known


def scores(data, checkpoint, names):
    net = restore(checkpoint)
    every = []
    for one in all_stories(data):
        if one[0] in names:
            every.append((one[0], *score_story(net, one)))
    report(every)
    return every


def report(every):
    for name, p, gold, known in every:
        answers, sided = known, gold > 0
        print(f"{name:24} answers AUC {auc(1 - p[..., 0][answers], (gold > 0)[answers]):.3f}  sides AUC {auc(p[..., 1][sided] - p[..., 2][sided], gold[sided] == 1):.3f}")
    pool = lambda f: np.concatenate([f(e).ravel() for e in every])
    p0, gold = pool(lambda e: 1 - e[1][..., 0]), pool(lambda e: e[2])
    side = pool(lambda e: e[1][..., 1] - e[1][..., 2])
    print(f"pooled: answers AUC {auc(p0, gold > 0):.3f} sides AUC {auc(side[gold > 0], gold[gold > 0] == 1):.3f} three-way {np.mean(pool(lambda e: e[1].argmax(2)) == gold):.3f}")
    # opposed pairs within a question, by the weaker of the two
    pairs = []
    for name, p, gold, known in every:
        for q in range(p.shape[1]):
            yes, no = p[:, q, 1], p[:, q, 2]
            for i in range(len(p)):
                for j in range(i):
                    s = max(min(yes[i], no[j]), min(no[i], yes[j]))
                    a = min(yes[i], yes[j]) if yes[i] > no[i] else min(no[i], no[j])
                    pairs.append((s, {gold[i, q], gold[j, q]} == {1, 2}, a, gold[i, q] == gold[j, q] > 0))
    pairs = np.array(pairs)
    for what, k in (("opposed", 0), ("agree", 2)):
        total = pairs[:, k + 1].sum()
        cells = []
        for t in (.5, .6, .7, .8, .85, .9, .93):
            sel = pairs[:, k] >= t
            cells.append(f"{t}: P {pairs[sel, k + 1].mean() if sel.any() else float('nan'):.2f} R {pairs[sel, k + 1].sum() / total:.3f}")
        print(what, "; ".join(cells))


def main():
    kind, a = sys.argv[1], sys.argv[2:]
    if kind == "scores":
        scores(a[0], a[1], a[2].split(","))
    elif kind == "held":
        net = restore(a[1])
        _, out = general(a[0])
        out = out[:3000]
        p = probabilities(net, out)
        print(f"held out {len(out)} pairs: three-way {np.mean(p.argmax(1) == np.array([o[4] for o in out])):.3f}")
    else:
        launch(job, kind, a[0], a[1], float(a[2]), a[3] if len(a) > 3 else None, a[4].split(",") if len(a) > 4 else [])


if __name__ == "__main__":
    main()
