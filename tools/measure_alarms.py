#!/usr/bin/env python3
"""False alarms: every `opposes`, `denies` and `changed` on articles that dispute nothing, or that tell of one event; read and judged by hand.

usage: measure_alarms.py groups NEWS.ndjson.xz OUT.ndjson [--seed N] [--n 100] [--size 6]    articles of one day and different subjects
       measure_alarms.py pairs MULTIDOC/pac/data/merged_annotations OUT.ndjson [--seed N] [--n 100]   two articles about one event
       measure_alarms.py list ACCOUNTS_OF RECORDS.ndjson [--verdicts FILE.tsv] [--text] [--kinds opposes,denies,changed]
       measure_alarms.py questions ACCOUNTS_OF RECORDS.ndjson                                 the questions that were made

RECORDS is what `hearsay read --json OUT.ndjson` wrote; an article's group stands before the first ':' of its id. FILE holds one relation a line: kind, article
and offsets of the one statement, of the other, verdict (right, wrong) and a remark; no text. Relations that it does not have are printed with verdict "?".
"""
import argparse, collections, json, lzma, os, random, subprocess, sys, tempfile


def groups(a):
    days, r = collections.defaultdict(list), random.Random(a.seed)
    with lzma.open(a.source, "rt", encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            if d.get("published") and d.get("topic") and 800 <= len(d["text"]) <= 8000:
                days[d["published"][:10]].append(d)
    wide = sorted(k for k, v in days.items() if len({d["topic"] for d in v}) >= a.size)
    for g, day in enumerate(r.sample(wide, a.n)):
        by = collections.defaultdict(list)
        for d in sorted(days[day], key=lambda d: d["id"]):
            by[d["topic"]].append(d)
        for topic in r.sample(sorted(by), a.size):
            d = r.choice(by[topic])
            yield {**{k: d.get(k) for k in ("url", "outlet", "published", "byline", "title", "text")}, "id": f"g{g}:{d['id']}"}


def pairs(a):
    stories = collections.defaultdict(list)
    for name in sorted(os.listdir(a.source)):
        d = json.load(open(os.path.join(a.source, name), encoding="utf-8"))
        if d["split"] != "test":
            stories[d["id"].rsplit("_DOCUMENT_", 1)[0]].append(d)
    whole = sorted(k for k, v in stories.items() if len(v) == 2)
    for g, key in enumerate(random.Random(a.seed).sample(whole, min(a.n, len(whole)))):
        for d in stories[key]:
            text = "\n\n".join(sentence["text"] for sentence in d["news"])
            yield {"outlet": d["source"], "published": d["date"] or None, "title": d["title"], "text": text, "id": f"p{g}:{d['id']}"}


def accounts(program, path):
    by = collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        by[json.loads(line)["id"].split(":")[0]].append(line)
    for g in sorted(by, key=lambda s: int(s[1:])):
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as f:
            f.writelines(by[g]); f.flush()
            out = subprocess.run([program, f.name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        yield g, {json.loads(l)["id"]: json.loads(l)["text"] for l in by[g]}, json.loads(out) if out.strip() else {"questions": []}


def place(c):
    return f"{c['article']} {c['content'][0]} {c['content'][1]}"


def show(text, c):
    b, e = c["content"]
    return f"{c['speaker']} [{c['answer']}]: …" + (text[c["article"]][max(0, b - 90):b] + "[[" + text[c["article"]][b:e] + "]]" + text[c["article"]][e:e + 50]).replace("\n", " ")


def listing(a):
    known, count, n = {}, collections.Counter(), 0
    if a.verdicts and os.path.exists(a.verdicts):
        for line in open(a.verdicts, encoding="utf-8"):
            w = line.rstrip("\n").split("\t")
            known[tuple(w[:3])] = w[3:]
    for g, text, o in accounts(a.program, a.records):
        n += 1
        for q in o["questions"]:
            for r in q["relations"]:
                if r["kind"] not in a.kinds.split(","):
                    continue
                x, y = q["claims"][r["from"]], q["claims"][r["to"]]
                verdict = known.get((r["kind"], place(x), place(y)), ["?", ""])
                count[r["kind"], verdict[0]] += 1
                print("\t".join([r["kind"], place(x), place(y), *verdict]))
                if a.text:
                    print("   ", q["text"], "|", r["why"], r["confidence"], "\n       ", show(text, x), "\n       ", show(text, y))
    print(n, "groups;", ", ".join(f"{k} {v}: {m}" for (k, v), m in sorted(count.items())) or "no such relation", file=sys.stderr)


def questions(a):
    for g, text, o in accounts(a.program, a.records):
        for q in o["questions"]:
            print(g, q["text"], "|", " ".join(c["answer"] for c in q["claims"]))


def main():
    ap = argparse.ArgumentParser(); sub = ap.add_subparsers(dest="do", required=True)
    for name in ("groups", "pairs"):
        p = sub.add_parser(name); p.add_argument("source"); p.add_argument("out"); p.add_argument("--seed", type=int, default=5)
        p.add_argument("--n", type=int, default=100); p.add_argument("--size", type=int, default=6)
    p = sub.add_parser("list"); p.add_argument("program"); p.add_argument("records"); p.add_argument("--verdicts")
    p.add_argument("--text", action="store_true"); p.add_argument("--kinds", default="opposes,denies,changed")
    p = sub.add_parser("questions"); p.add_argument("program"); p.add_argument("records")
    a = ap.parse_args()
    if a.do in ("groups", "pairs"):
        with open(a.out, "w", encoding="utf-8") as f:
            for d in (groups if a.do == "groups" else pairs)(a):
                print(json.dumps(d, ensure_ascii=False), file=f)
    else:
        (listing if a.do == "list" else questions)(a)


if __name__ == "__main__":
    main()
