#!/usr/bin/env python3
"""Scores what the program read against stories, each and pooled: usage: pooled.py READ STORIES [--show speaker|chain|naming|access|found] [--eval score_accounts.py] [story …]

READ is the output of `hearsay read --json` over the articles of all stories of the folder; STORIES holds STORY/articles.ndjson and gold.json (the open stories,
or those that annotated.py makes). The matching and the measures are the referee's own. The development story is measured apart and is not in the pooled line."""
import argparse, collections, json, os, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gold import referee

HELD = "hamburg"
ap = argparse.ArgumentParser()
ap.add_argument("read"); ap.add_argument("stories"); ap.add_argument("--show", action="append", default=[]); ap.add_argument("--eval")
ap.add_argument("--brief", action="store_true", help="the pooled lines alone"); ap.add_argument("names", nargs="*")
a = ap.parse_intermixed_args()
R = referee(a.eval or os.path.join(a.stories, "../../eval/score_accounts.py"))


def attributions(path):
    by = collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        d = json.loads(line)
        names = {p["id"]: p["name"] for p in d["people"]}
        for t in d["attributions"]:
            by[d["id"]].append({"article": d["id"], "content": t["content"], "speaker": names.get(t["speaker"]), "chain": [names.get(x) for x in t["chain"] or []],
                                "naming": t["naming"], "access": t["access"], "source": t["source"], "cue": t["cue"]})
    return by


def measures(claims, pairs):
    n, deep = len(pairs), [(g, s) for g, s in pairs if len(g["chain"]) > 1]
    share = lambda rows, right: sum(right(g, s) for g, s in rows) / max(1, len(rows))
    chain = lambda g, s: R["same_chain"](g["chain"], s["chain"])
    macro = lambda k: R["macro"]([g[k] for g, _ in pairs], [s[k] for _, s in pairs])
    return (f"found {n / max(1, claims):.3f} speaker {share(pairs, lambda g, s: R['same_name'](g['speaker'], s['speaker'])):.3f} chain {share(pairs, chain):.3f} "
            f"2+ {share(deep, chain):.3f} ({len(deep)}) over {sum(len(g['chain']) == 1 < len(s['chain']) for g, s in pairs)} "
            f"naming {macro('naming'):.3f} access {macro('access'):.3f} (right {share(pairs, lambda g, s: g['naming'] == s['naming']):.3f}, "
            f"{share(pairs, lambda g, s: g['access'] == s['access']):.3f})")


def show(story, text, g, s):
    cut = lambda span: text[slice(*span)] if span else None
    print(f"\n## {story} {g['id']} gold {' > '.join(g['chain'])} | {g['naming']} {g['access']} :: ours {' > '.join(map(str, s['chain'])) if s else None} | "
          f"{s and s['naming']} {s and s['access']}\n   src={g['source']!r} cue={g['cue']!r} ours src={s and cut(s['source'])!r} cue={s and cut(s['cue'])!r}")
    begin, end = g["span"]
    print("   ", (text[max(0, begin - 420):begin] + "[[" + text[begin:end][:300] + "]]" + text[end:end + 150]).replace("\n", " / "))


found, everything, claims = attributions(a.read), [], 0
for name in a.names or sorted(os.listdir(a.stories)):
    folder = os.path.join(a.stories, name)
    if not os.path.exists(os.path.join(folder, "gold.json")):
        continue
    gold = json.load(open(os.path.join(folder, "gold.json"), encoding="utf-8"))["claims"]
    plain = {d["id"]: d["text"] for d in map(json.loads, open(os.path.join(folder, "articles.ndjson"), encoding="utf-8"))}
    texts = {i: R["Text"](t) for i, t in plain.items()}
    system = [s for i in plain for s in found[i]]
    for s in system:
        s["_tok"] = texts[s["article"]].tok(R["as_spans"](s["content"]))
    matched = R["match"](gold, system, texts)
    pairs = [(gold[i], system[j]) for i, j in sorted(matched.items())]
    if not a.brief or name == HELD:
        print(f"{name:24} {measures(len(gold), pairs)}")
    if name != HELD:
        everything += pairs
        claims += len(gold)
    wrong = {"speaker": lambda g, s: not R["same_name"](g["speaker"], s["speaker"]), "chain": lambda g, s: not R["same_chain"](g["chain"], s["chain"]),
             "naming": lambda g, s: g["naming"] != s["naming"], "access": lambda g, s: g["access"] != s["access"], "found": lambda g, s: False}
    for what in a.show:
        for g, s in pairs:
            if wrong[what](g, s):
                show(name, plain[g["doc"]], g, s)
        if what == "found":
            for i, g in enumerate(gold):
                if i not in matched:
                    show(name, plain[g["doc"]], g, None)
if everything:
    print(f"{'pooled':24} {measures(claims, everything)}")
