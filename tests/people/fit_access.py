#!/usr/bin/env python3
"""Fits the weights of access (src/attribute/access_weights.c) and reports leaving stories out in turn; the development story is never fitted on.

usage: fit_access.py READ STORIES [--annotations DIR] [--write FILE]

READ holds, for each story, what a reader built with -DHEARSAY_TRACE_ACCESS gives: STORY.ndjson (hearsay read --json --threads 1) and STORY.signs (its
standard error: the signs of each attribution, a line of 0 and 1), and annotations.ndjson, annotations.signs for the articles of train/annotations.
A claim of the gold is a row where the reader found it (the referee's matching) and its speaker. The annotated stories are only added to what is fitted."""
import argparse, collections, glob, json, os, re, sys
import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gold import referee

ap = argparse.ArgumentParser()
ap.add_argument("read"); ap.add_argument("stories"); ap.add_argument("--annotations"); ap.add_argument("--write"); ap.add_argument("--l2", type=float, default=0.013)
ap.add_argument("--header", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../src/attribute/access.h")); ap.add_argument("--more", type=float, default=1.0, help="weight of an annotated claim")
a = ap.parse_args()
LABELS = ["unknown", "in-room", "told", "document"]
HELD = "hamburg"
R = referee(os.path.join(a.stories, "../../eval/score_accounts.py"))
SIGNS = re.findall(r'X\((\w+), "', open(a.header, encoding="utf-8").read())


def read(name):
    """The attributions of a reading in the referee's form, each with its row of signs."""
    rows = [l for l in open(os.path.join(a.read, name + ".signs")).read().split("\n") if len(l) == len(SIGNS) and set(l) <= {"0", "1"}]
    system, texts, at = [], {}, 0
    for line in open(os.path.join(a.read, name + ".ndjson"), encoding="utf-8"):
        d = json.loads(line)
        people = {p["id"]: p["name"] for p in d["people"]}
        texts[d["id"]] = R["Text"](d["text"])
        for t in d["attributions"]:
            system.append({"article": d["id"], "speaker": people.get(t["speaker"]), "_tok": texts[d["id"]].tok(R["as_spans"](t["content"])),
                           "row": [int(ch) for ch in rows[at]]})
            at += 1
    assert at == len(rows), (name, at, len(rows))
    return system, texts


def load(gold, system, texts):
    """Claims that were found with their speaker: signs, answers; and of all found claims, for scoring."""
    pairs = [(gold[i], system[j]) for i, j in sorted(R["match"](gold, system, texts).items())]
    right = [R["same_name"](g["speaker"], s["speaker"]) for g, s in pairs]
    return (np.array([s["row"] for _, s in pairs], float).reshape(len(pairs), -1), np.array([LABELS.index(g["access"]) for g, _ in pairs]), np.array(right, bool))


def fit(X, y, weight, steps=1500):
    """Softmax regression; rare answers count more (square root of their rarity)."""
    k = 4
    w = np.zeros((X.shape[1], k)); Y = np.eye(k)[y]
    freq = Y.mean(0); cw = (1 / np.sqrt(freq + 1e-3))[y] * weight; cw /= cw.mean()
    vel = np.zeros_like(w)
    for _ in range(steps):
        z = X @ w; z -= z.max(1, keepdims=True); p = np.exp(z); p /= p.sum(1, keepdims=True)
        vel = 0.9 * vel - 0.5 * (X.T @ ((p - Y) * cw[:, None]) / len(y) + a.l2 * w / 10)
        w += vel
    return np.clip(np.round(w * 16), -120, 120)


def annotated():
    system, texts = read("annotations")
    gold = []
    for path in sorted(glob.glob(os.path.join(a.annotations, "*.json"))):
        for c in json.load(open(path, encoding="utf-8"))["claims"]:
            if c["article"] in texts and c.get("access"):
                spans = R["as_spans"](c["content"])
                gold.append({"doc": c["article"], "span": [spans[0][0], spans[-1][1]], "speaker": c["speaker"], "access": c["access"]})
    return load(gold, system, texts)


names = [s for s in sorted(os.listdir(a.stories)) if os.path.exists(os.path.join(a.stories, s, "gold.json"))]
data = {s: load(json.load(open(os.path.join(a.stories, s, "gold.json"), encoding="utf-8"))["claims"], *read(s)) for s in names}
train = [s for s in names if s != HELD]
extra = annotated() if a.annotations else None


def fit_on(stories):
    X = [data[s][0][data[s][2]] for s in stories]; y = [data[s][1][data[s][2]] for s in stories]; weight = [np.ones(len(v)) for v in y]
    if extra:
        X.append(extra[0][extra[2]]); y.append(extra[1][extra[2]]); weight.append(np.full(len(y[-1]), a.more))
    return fit(np.vstack(X), np.concatenate(y), np.concatenate(weight))


scores, pooled = [], ([], [])
for out in names:
    w = fit_on([s for s in train if s != out])
    p = (data[out][0] @ w).argmax(1)
    g = [LABELS[i] for i in data[out][1]]; s = [LABELS[i] for i in p]
    m = R["macro"](g, s)
    print(f"{out:22} left out: n {len(g)} macro-F1 {m:.3f} accuracy {np.mean(p == data[out][1]):.3f}")
    if out != HELD:
        scores.append(m); pooled[0].extend(g); pooled[1].extend(s)
print(f"twelve, each left out: mean macro-F1 {np.mean(scores):.3f}, pooled macro-F1 {R['macro'](*pooled):.3f}, accuracy {np.mean([x == y for x, y in zip(*pooled)]):.3f}")
print("confusion (gold > ours):", {f"{x} > {y}": n for (x, y), n in collections.Counter(zip(*pooled)).most_common() if x != y})
if extra:
    w = fit(np.vstack([data[s][0][data[s][2]] for s in train]), np.concatenate([data[s][1][data[s][2]] for s in train]), np.ones(sum(data[s][2].sum() for s in train)))
    p = (extra[0] @ w).argmax(1)
    print(f"annotated stories, fitted on the twelve alone: n {len(p)} macro-F1 {R['macro']([LABELS[i] for i in extra[1]], [LABELS[i] for i in p]):.3f} accuracy {np.mean(p == extra[1]):.3f}")
w = fit_on(train)
if a.write:
    with open(a.write, "w") as f:
        f.write("/* access_weights: how much each sign weighs for unknown, in-room, told, document. Made by tests/people/fit_access.py by softmax\n"
                " * regression on the open stories without the development story and the annotated stories; sixteenths of a natural logarithm. */\n"
                '#include "attribute/access.h"\n\nconst signed char access_weights[N_ACCESS_SIGNS][4] = {\n')
        for k, n in enumerate(SIGNS):
            f.write("    [SIGN_%s] = {%s},\n" % (n, ", ".join(str(int(v)) for v in w[k])))
        f.write("};\n")
