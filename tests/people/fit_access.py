#!/usr/bin/env python3
"""Fits the weights of access (src/attribute/access_weights.c) on the open stories without the development story, and reports leaving stories out.

usage: fit_access.py TRACING_DRIVER STORIES [--write FILE]
The driver is built with -DHEARSAY_TRACE_ACCESS: it writes the signs of each attribution to standard error, a line of 0 and 1 each."""
import argparse, json, os, subprocess, sys
import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gold import spans, referee

ap = argparse.ArgumentParser()
ap.add_argument("driver"); ap.add_argument("stories"); ap.add_argument("--write"); ap.add_argument("--l2", type=float, default=0.05); ap.add_argument("--header", default="src/attribute/access.h")
a = ap.parse_args()
LABELS = ["unknown", "in-room", "told", "document"]
HELD = "hamburg"


def load(name):
    folder = os.path.join(a.stories, name)
    gold = json.load(open(os.path.join(folder, "gold.json"), encoding="utf-8"))
    arts = [json.loads(l) for l in open(os.path.join(folder, "articles.ndjson"), encoding="utf-8")]
    work = list(spans(gold, arts))
    run = subprocess.run([a.driver], input="".join(json.dumps(x) + "\n" for _, x in work), capture_output=True, text=True)
    rows = [l for l in run.stderr.splitlines() if set(l) <= {"0", "1"}]
    y = [LABELS.index(c["access"]) for claims, _ in work for c in claims]
    return np.array([[int(ch) for ch in r] for r in rows], float), np.array(y)


def fit(X, y, story, steps=1500):
    """Softmax regression; rare answers count more (square root of their rarity), every story the same."""
    n, k = len(y), 4
    w = np.zeros((X.shape[1], k)); Y = np.eye(k)[y]
    freq = Y.mean(0); cw = (1 / np.sqrt(freq + 1e-3))[y]; cw /= cw.mean()
    vel = np.zeros_like(w)
    for _ in range(steps):
        z = X @ w; z -= z.max(1, keepdims=True); p = np.exp(z); p /= p.sum(1, keepdims=True)
        g = X.T @ ((p - Y) * cw[:, None]) / n + a.l2 * w / 10
        vel = 0.9 * vel - 0.5 * g
        w += vel
    return w


def whole(w):
    return np.clip(np.round(w * 16), -120, 120)


R = referee(os.path.join(a.stories, "../../eval/score_accounts.py"))
names = [s for s in sorted(os.listdir(a.stories)) if os.path.exists(os.path.join(a.stories, s, "gold.json"))]
data = {s: load(s) for s in names}
train = [s for s in names if s != HELD]
scores, pooled = [], ([], [])
for out in names:
    rest = [s for s in train if s != out]
    X = np.vstack([data[s][0] for s in rest]); y = np.concatenate([data[s][1] for s in rest])
    w = whole(fit(X, y, None))
    p = (data[out][0] @ w).argmax(1)
    g = [LABELS[i] for i in data[out][1]]; s = [LABELS[i] for i in p]
    m = R["macro"](g, s); acc = np.mean(p == data[out][1])
    print(f"{out:22} left out: macro-F1 {m:.3f} accuracy {acc:.3f}")
    if out != HELD:
        scores.append(m); pooled[0].extend(g); pooled[1].extend(s)
print(f"twelve, each left out: mean macro-F1 {np.mean(scores):.3f}, pooled macro-F1 {R['macro'](*pooled):.3f}, accuracy {np.mean([x == y for x, y in zip(*pooled)]):.3f}")
X = np.vstack([data[s][0] for s in train]); y = np.concatenate([data[s][1] for s in train])
w = whole(fit(X, y, None))
import re
signs = re.findall(r'X\((\w+), "', open(a.header).read())
for k, n in enumerate(signs):
    print(f"{n:14}", " ".join(f"{int(v):5}" for v in w[k]), int(X[:, k].sum()))
if a.write:
    with open(a.write, "w") as f:
        f.write("/* access_weights: how much each sign weighs for unknown, in-room, told, document. Made by tests/people/fit_access.py by softmax\n"
                " * regression on the open stories without the development story; sixteenths of a natural logarithm. */\n"
                '#include "attribute/access.h"\n\nconst signed char access_weights[N_ACCESS_SIGNS][4] = {\n')
        for k, n in enumerate(signs):
            f.write("    [SIGN_%s] = {%s},\n" % (n, ", ".join(str(int(v)) for v in w[k])))
        f.write("};\n")
