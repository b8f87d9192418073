#!/usr/bin/env python3
"""Measures people, chains, naming and access on the open stories, given the gold spans: usage: score.py DRIVER STORIES [--show speaker|chain|naming|access] [story …]

Feeds the gold's source, cue and content to the driver (parents: a claim whose source and cue stand inside another's content) and compares
by the referee's rules (same_name, same_chain, macro-F1 for each story), which it takes from the referee's script beside the stories."""
import argparse, collections, json, os, subprocess, sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gold import referee, spans

ap = argparse.ArgumentParser()
ap.add_argument("driver"); ap.add_argument("stories"); ap.add_argument("--show", action="append", default=[]); ap.add_argument("--eval")
ap.add_argument("--dump"); ap.add_argument("names", nargs="*")
a = ap.parse_intermixed_args()


R = referee(a.eval or os.path.join(a.stories, "../../eval/score_accounts.py"))


total, macro_n, macro_a = collections.Counter(), [], []
allpairs = []
print(f"{'story':22} {'n':>4} speaker chain  2+    naming access")
for name in a.names or sorted(os.listdir(a.stories)):
    folder = os.path.join(a.stories, name)
    if not os.path.exists(os.path.join(folder, "gold.json")):
        continue
    gold = json.load(open(os.path.join(folder, "gold.json"), encoding="utf-8"))
    arts = [json.loads(l) for l in open(os.path.join(folder, "articles.ndjson"), encoding="utf-8")]
    work = list(spans(gold, arts))
    run = subprocess.run([a.driver], input="".join(json.dumps(x) + "\n" for _, x in work), capture_output=True, text=True)
    if run.returncode:
        print(name, "driver failed:", run.returncode, run.stderr[-300:]); sys.exit(1)
    pairs = []
    for (claims, art), line in zip(work, run.stdout.splitlines()):
        d = json.loads(line)
        for g, s in zip(claims, d["attributions"]):
            pairs.append((g, s, art, d))
    n = len(pairs)
    deep = [(g, s) for g, s, *_ in pairs if len(g["chain"]) > 1]
    sp = sum(R["same_name"](g["speaker"], s["speaker"]) for g, s, *_ in pairs)
    ch = sum(R["same_chain"](g["chain"], s["chain"]) for g, s, *_ in pairs)
    dc = sum(R["same_chain"](g["chain"], s["chain"]) for g, s in deep)
    nm = R["macro"]([g["naming"] for g, *_ in pairs], [s["naming"] for _, s, *_ in pairs])
    ac = R["macro"]([g["access"] for g, *_ in pairs], [s["access"] for _, s, *_ in pairs])
    print(f"{name:22} {n:4} {sp/n:.3f}  {ch/n:.3f} {dc/max(1,len(deep)):.3f}  {nm:.3f}  {ac:.3f}")
    if name != "hamburg":
        total.update(n=n, sp=sp, ch=ch, deep=len(deep), dc=dc); macro_n.append(nm); macro_a.append(ac); allpairs += pairs
    for g, s, art, d in pairs:
        bad = {"speaker": not R["same_name"](g["speaker"], s["speaker"]), "chain": not R["same_chain"](g["chain"], s["chain"]),
               "naming": g["naming"] != s["naming"], "access": g["access"] != s["access"]}
        for what in a.show:
            if bad[what]:
                print(f"  {what} {g['id']} {g['doc'][:8]} src={g['source']!r} cue={g['cue']!r} [{g['content'][:60]!r}] gold={' > '.join(g['chain'])} {g['naming']} {g['access']} | got={' > '.join(s['chain'])} ({s['speaker']}) {s['naming']} {s['access']}")
if total["n"]:
    t = total
    pooled = lambda k: R["macro"]([g[k] for g, *_ in allpairs], [s[k] for _, s, *_ in allpairs])
    print(f"{'twelve, pooled':22} {t['n']:4} {t['sp']/t['n']:.3f}  {t['ch']/t['n']:.3f} {t['dc']/t['deep']:.3f}  {pooled('naming'):.3f}  {pooled('access'):.3f}   (mean of stories: naming {sum(macro_n)/len(macro_n):.3f}, access {sum(macro_a)/len(macro_a):.3f})")
if a.dump:
    json.dump([{"gold": g, "got": s, "article": art["id"]} for g, s, art, d in allpairs], open(a.dump, "w"))
