#!/usr/bin/env python3
"""Pronouns and names apart from extraction: usage: coref.py DRIVER gap GAP.tsv | polnear FOLDER SILVER.tsv.xz | agree

gap: the pronoun is given as a source; right when its person's mentions cover A or B as annotated (F1 as GAP defines it).
polnear: gold sources of PolNeAR that are a personal pronoun; the person found against the silver coreference chain (machine output: agreement, not truth)."""
import csv, collections, json, lzma, os, re, subprocess, sys

driver, what = sys.argv[1:3]


def run(rows):
    r = subprocess.run([driver], input="".join(json.dumps(x) + "\n" for x in rows), capture_output=True, text=True)
    if r.returncode:
        sys.exit(r.stderr[-300:])
    return [json.loads(l) for l in r.stdout.splitlines()]


def person_of(d, i):
    name = d["attributions"][i]["speaker"]
    return next((p for p in d["people"] if p["name"] == name), None)


if what == "gap":
    rows, gold = [], []
    for x in csv.DictReader(open(sys.argv[3], encoding="utf-8"), delimiter="\t"):
        b = int(x["Pronoun-offset"]); e = b + len(x["Pronoun"])
        m = re.search(r"\w+", x["Text"][e:]); cue = [e + m.start(), e + m.end()] if m else None
        rows.append({"id": x["ID"], "text": x["Text"], "attributions": [{"source": [b, e], "cue": cue, "content": [cue or [b, e]], "parent": None}]})
        gold.append(x)
    tp = fp = fn = collections.Counter(), collections.Counter(), collections.Counter()
    tp, fp, fn = tp
    for d, x in zip(run(rows), gold):
        p = person_of(d, 0)
        g = "m" if x["Pronoun"].lower() in ("he", "him", "his") else "f"
        for k in "AB":
            b = int(x[k + "-offset"]); e = b + len(x[k])
            said = bool(p) and any(s[0] < e and b < s[1] for s in p["mentions"] if s[3].lower() not in ("he", "she", "his", "her", "him"))
            true = x[k + "-coref"].upper() == "TRUE"
            for key in (g, "all"):
                tp[key] += said and true; fp[key] += said and not true; fn[key] += true and not said
    f = {k: 2 * tp[k] / (2 * tp[k] + fp[k] + fn[k]) for k in tp}
    print(f"gap: F1 {f['all']:.3f} (masculine {f['m']:.3f}, feminine {f['f']:.3f}, bias {f['f']/f['m']:.2f}); precision {tp['all']/(tp['all']+fp['all']):.3f} recall {tp['all']/(tp['all']+fn['all']):.3f}")
else:
    folder, silver = sys.argv[3:5]
    chains = {}  # document: chain number -> list of (begin, end, text)
    doc, open_, words = None, None, None
    for line in lzma.open(silver, "rt", encoding="utf-8"):
        if line.startswith("# newdoc id = "):
            doc = line.split(" = ")[1].strip(); chains[doc] = collections.defaultdict(list); open_ = collections.defaultdict(list)
        elif line[0] not in "#\n":
            c = line.rstrip("\n").split("\t"); b, e = map(int, c[8].split(":"))
            for part in c[7].split("|") if c[7] != "_" else []:
                k = int(re.sub(r"\D", "", part))
                if part.startswith("("): open_[k].append(b)
                if part.endswith(")") and open_[k]: chains[doc][k].append((open_[k].pop(), e))
    rows, keep = [], []
    for name in sorted(chains):
        path = os.path.join(folder, "text", name + ".txt")
        hits = [os.path.join(r, f) for r, _, fs in os.walk(os.path.join(folder, "text")) for f in fs if f.startswith(name[:60])] if not os.path.exists(path) else [path]
        ann = [os.path.join(r, f) for r, _, fs in os.walk(os.path.join(folder, "attributions")) for f in fs if f.startswith(name[:60])]
        if not hits or not ann:
            continue
        text = open(hits[0], encoding="utf-8", newline="").read()
        t, e = {}, []
        for line in open(ann[0], encoding="utf-8"):
            f = line.rstrip("\n").split("\t")
            if line[0] == "T":
                kind, *sp = re.split(r"[ ;]", f[1]); t[f[0]] = (kind, [[int(sp[i]), int(sp[i + 1])] for i in range(0, len(sp), 2)])
            elif line[0] == "E":
                e.append([a.split(":") for a in f[1].split(" ") if ":" in a])
        atts = []
        for args in e:
            got = collections.defaultdict(list)
            for role, tid in args:
                if tid in t: got[t[tid][0].lower()] += t[tid][1]
            if got["source"] and got["cue"] and got["content"]:
                atts.append({"source": min(got["source"]), "cue": min(got["cue"]), "content": sorted(got["content"])[:16], "parent": None})
        atts.sort(key=lambda a: a["cue"])
        rows.append({"id": name, "text": text, "attributions": atts}); keep.append(name)
    n = agree = none = 0
    show = []
    for d, x, name in zip(run(rows), rows, keep):
        for i, a in enumerate(x["attributions"]):
            b, e = a["source"]; s = x["text"][b:e].lower().strip()
            if s not in ("he", "she"):
                continue
            chain = next((v for v in chains[name].values() if (b, e) in v), None)
            names = [x["text"][p:q] for p, q in chain or []]
            proper = [w for w in names if re.search(r"[A-Z]", w) and w.lower() not in ("he", "she", "his", "her", "him", "i", "my") and len(w) < 60]
            if not proper:
                continue
            n += 1
            got = d["attributions"][i]["speaker"]
            last = re.findall(r"\w+", got or "-")[-1].lower() if got else "-"
            ok = any(last in re.findall(r"\w+", w.lower()) for w in proper)
            agree += ok; none += got is None
            if not ok: show.append((name[:30], x["text"][max(0, b - 300):b] + ">>>" + x["text"][b:e + 40], proper[:3], got))
    print(f"polnear: 'he' and 'she' as sources whose silver chain holds a name: {n}; agree {agree/n:.3f}; unresolved {none/n:.3f}")
    if "--show" in sys.argv:
        import random; random.seed(1)
        for s in random.sample(show, min(25, len(show))): print(s[0], "|", s[1].replace("\n", "¶"), "| silver", s[2], "| got", s[3])
