#!/usr/bin/env python3
"""Origins on news: pairs that are certainly one wire text, and pairs that are certainly not; what is counted as one origin, and what corroborates.

usage: measure_origins.py ACCOUNTS_OF ORIGINS_RECORDS.ndjson
       measure_origins.py pairs NEWS.ndjson.xz OUT.ndjson [--n 100] [--seed N]

`pairs` writes articles for `hearsay read --json`; their ids begin with the pair's kind: c (copies: two outlets, one day apart at most, no two agencies credited, twenty words in a run
of both leads), d (different: two outlets, one day, two agencies or none, no run of ten words in common).
"""
import argparse, collections, json, lzma, random, re, subprocess, sys, tempfile

AGENCY = re.compile(r"\((AP|Reuters|AFP|UPI)\)|(Associated Press|Reuters|Agence France-Presse)")


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def credited(text):
    m = AGENCY.search(text[:300] + "\n" + text[-300:])
    return {"Associated Press": "AP", "Agence France-Presse": "AFP"}.get(m[1] or m[2], m[1] or m[2]) if m else None


def pairs(source, out, n, seed):
    articles, lead = [], collections.defaultdict(list)
    with lzma.open(source, "rt", encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            if 600 <= len(d["text"]) <= 9000 and d.get("published"):
                articles.append(d)
    r = random.Random(seed)
    r.shuffle(articles)
    for i, d in enumerate(articles):
        w = words(d["text"])
        for k in range(0, min(40, len(w) - 20)):
            lead[tuple(w[k:k + 20])].append(i)
    found, used = [], set()
    for group in lead.values():
        for a in group:
            for b in group:
                x, y = articles[a], articles[b]
                agency = credited(x["text"])
                if a < b and not {a, b} & used and x["outlet"] != y["outlet"] and (not agency or not credited(y["text"]) or agency == credited(y["text"])) and abs(int(x["published"][:10].replace("-", "")) - int(y["published"][:10].replace("-", ""))) <= 1:
                    found.append(("c", x, y)); used |= {a, b}
    r.shuffle(found)
    found, days = found[:n], collections.defaultdict(list)
    for d in articles:
        days[d["published"][:10]].append(d)
    for day in r.sample(sorted(k for k, v in days.items() if len(v) > 3), 4 * n):
        x, y = r.sample(days[day], 2)
        w, v = words(x["text"]), words(y["text"])
        runs = {tuple(w[k:k + 10]) for k in range(len(w) - 9)}
        if x["outlet"] != y["outlet"] and sum(p[0] == "d" for p in found) < n and not any(tuple(v[k:k + 10]) in runs for k in range(len(v) - 9)):
            found.append(("d", x, y))
    with open(out, "w", encoding="utf-8") as f:
        for i, (kind, x, y) in enumerate(found):
            for d in (x, y):
                print(json.dumps({**{k: d.get(k) for k in ("url", "outlet", "published", "byline", "title", "text")}, "id": f"{kind}{i}:{d['id']}"}, ensure_ascii=False), file=f)
    print(collections.Counter(k for k, _, _ in found))


def measure(program, path):
    by, count = collections.defaultdict(list), collections.Counter()
    for line in open(path, encoding="utf-8"):
        by[json.loads(line)["id"].split(":")[0]].append(line)
    for pair, lines in by.items():
        kind = {"c": "copies", "d": "different"}[pair[0]]
        if len(lines) != 2:
            continue
        with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as f:
            f.writelines(lines); f.flush()
            o = json.loads(subprocess.run([program, f.name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout or "{}")
        if not o:
            continue
        one = len({a["origin"] for a in o["articles"]}) == 1
        count[kind, "pairs"] += 1
        count[kind, "one origin"] += one
        if kind == "copies" and not one:
            print("missed", [a["id"] for a in o["articles"]])
        for q in o["questions"]:
            for x in q["relations"]:
                a, b = q["claims"][x["from"]], q["claims"][x["to"]]
                if x["kind"] == "agrees" and a["article"] != b["article"]:
                    count[kind, "corroboration across the two"] += 1
                    print("agrees", kind, a["article"], a["content"], a["speaker"], "|", b["article"], b["content"], b["speaker"])
    for key, n in sorted(count.items()):
        print(*key, n)


if __name__ == "__main__":
    if sys.argv[1] == "pairs":
        ap = argparse.ArgumentParser()
        ap.add_argument("do"); ap.add_argument("source"); ap.add_argument("out"); ap.add_argument("--n", type=int, default=100); ap.add_argument("--seed", type=int, default=5)
        a = ap.parse_args()
        pairs(a.source, a.out, a.n, a.seed)
    else:
        measure(*sys.argv[1:3])
