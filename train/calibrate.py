"""Fit the confidence of attributions and put it into the checkpoint: `python calibrate.py CHECKPOINT DATA [--tables FILE]`.

Method: a logistic curve (Platt 1999) over the logarithms of the five probabilities that extraction has anyway (the spans under the
chain, the links), whether several contents are joined, and whether a source is absent; fitted by Newton's method with a small
ridge on the attributions of forty held-out training documents. An attribution is right when the referee calls it linked: matched one to one,
cue and content overlap, sources overlap or both are absent. The development documents only measure: reliability in ten bins,
expected calibration error.
"""
import argparse
import os
import sys
from bisect import bisect_left, bisect_right
from pathlib import Path

import numpy as np
import torch

from corpora import polnear, training_parts
from extract import extract
from network import ROLES
from reference import load

FEATURES = ["log_p_cue", "log_p_content", "log_p_content_link", "log_p_source", "log_p_source_link", "several_contents", "no_source"]
LEAST, RIDGE, BINS = 1e-4, 1., 10


def features(a):
    """In the order of FEATURES; of several contents the least sure one counts; without a source its probability is 1."""
    logs = [np.log(max(a.p[k], LEAST)) for k in ("cue", "content", "content_link", "source", "source_link")]
    return logs + [float(len(a.content) > 1), float(a.source is None)]


def right(words, events, attributions):
    """For each attribution whether the referee's matching calls it linked."""
    touch = lambda spans: {i for b, e in spans for i in range(bisect_right(words.end, b), bisect_left(words.begin, e))}
    gold = [{r: touch(event[r]) for r in ROLES} for event in events]
    ours = [{"Source": span_words([a.source] if a.source else []), "Cue": span_words([a.cue]), "Content": span_words(a.content)} for a in attributions]
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(ours):
            common = {r: len(g[r] & p[r]) for r in ROLES}
            if common["Cue"] or common["Content"]:
                rank = 4 * bool(common["Cue"]) + 2 * bool(common["Content"]) + bool(common["Source"])
                candidates.append((-rank, -sum(common.values()), i, j))
    used, pair = set(), {}
    for _, _, i, j in sorted(candidates):
        if i not in used and j not in pair:
            used.add(i)
            pair[j] = i
    linked = lambda g, p: bool(g["Cue"] & p["Cue"] and g["Content"] & p["Content"] and (g["Source"] & p["Source"] or not g["Source"] and not p["Source"]))
    return [j in pair and linked(gold[pair[j]], p) for j, p in enumerate(ours)]


def span_words(spans):
    return {i for first, last in spans for i in range(first, last + 1)}


def collect(net, docs):
    x, y = [], []
    for d in docs:
        words, found = extract(net, d.text)
        x += [features(a) for a in found]
        y += right(words, d.annotations[0], found)
    return np.array(x), np.array(y, dtype=float)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def fit(x, y):
    """Newton's method; the ridge does not touch the bias, the last weight."""
    x = np.c_[x, np.ones(len(x))]
    w, ridge = np.zeros(x.shape[1]), np.diag([RIDGE] * (x.shape[1] - 1) + [0.])
    for _ in range(50):
        p = sigmoid(x @ w)
        w -= np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge + 1e-9 * np.eye(len(w)), x.T @ (p - y) + ridge @ w)
    return w[:-1], w[-1]


def reliability(p, y):
    """-> (rows of a table, expected calibration error)."""
    rows, error = [], 0.
    for k in range(BINS):
        at = (p >= k / BINS) & ((p < (k + 1) / BINS) | (k == BINS - 1))
        if at.any():
            rows.append((k / BINS, (k + 1) / BINS, int(at.sum()), p[at].mean(), y[at].mean()))
            error += at.mean() * abs(p[at].mean() - y[at].mean())
    return rows, error


def report(title, p, y, out):
    rows, error = reliability(p, y)
    print(f"{title}: {len(y)} attributions, {y.mean():.3f} right, expected calibration error {error:.4f}", file=out)
    print("from  to    number  said   was", file=out)
    for low, high, n, said, was in rows:
        print(f"{low:.1f}   {high:.1f}   {n:6d}  {said:.3f}  {was:.3f}", file=out)


def main():
    parser = argparse.ArgumentParser(description="fit the confidence of attributions and put it into the checkpoint")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--tables", type=Path)
    a = parser.parse_args()
    torch.set_num_threads(1)
    net = load(a.checkpoint)
    x, y = collect(net, training_parts(a.data)[1])
    weights, bias = fit(x, y)
    given = torch.load(a.checkpoint, map_location="cpu", weights_only=True)
    given["calibration"] = {"features": FEATURES, "weights": [float(w) for w in weights], "bias": float(bias)}
    torch.save(given, f"{a.checkpoint}.tmp")
    os.replace(f"{a.checkpoint}.tmp", a.checkpoint)
    u, v = collect(net, polnear(a.data, "dev"))
    with open(a.tables, "w", encoding="utf-8") if a.tables else sys.stdout as out:
        for name, w in zip(FEATURES + ["bias"], [*weights, bias]):
            print(f"{name:20} {w:+.4f}", file=out)
        report("held out (fitted on it)", sigmoid(x @ weights + bias), y, out)
        report("dev", sigmoid(u @ weights + bias), v, out)
        report("dev, the plain product of the five", np.exp(u[:, :5].sum(1)), v, out)


if __name__ == "__main__":
    main()
