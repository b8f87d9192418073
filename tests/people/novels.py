#!/usr/bin/env python3
"""Speakers of quotations in novels, another genre: usage: novels.py DRIVER PDNC/data

Each quotation of PDNC is given with the name or pronoun of its referring expression ("he asked") as source where one stands beside it, without a source
else; right when the person found bears a name or alias of the annotated speaker. No model: lists and shape alone. Long novels are cut after 200,000 characters."""
import ast, collections, csv, json, os, re, subprocess, sys

driver, folder = sys.argv[1:3]
LONGEST, BESIDE = 200_000, 120
SOURCE = re.compile(r"\b(?:he|she|they|I)\b|(?:(?:Mr|Mrs|Miss|Ms|Dr|Lady|Sir|Lord|Captain|Colonel|Aunt|Uncle)\.? )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
words = lambda name: set(re.findall(r"[a-z]+", name.lower())) - {"mr", "mrs", "miss", "ms", "dr", "the", "lady", "sir", "lord"}


def attribution(row, text):
    spans = ast.literal_eval(row["quoteByteSpans"])
    begin, end = spans[0][0], spans[-1][1]
    around = [(end, min(len(text), end + BESIDE)), (max(0, begin - BESIDE), begin)] + [(a[1], b[0]) for a, b in zip(spans, spans[1:])]
    for b, e in around if row["referringExpression"] else []:
        at = text.find(row["referringExpression"], b, e)
        m = SOURCE.search(row["referringExpression"]) if at >= 0 else None
        if m:
            source = [at + m.start(), at + m.end()]
            rest = re.search(r"\w+", row["referringExpression"][m.end():]) or re.search(r"\w+", row["referringExpression"][:m.start()])
            shift = m.end() if rest and rest.string != row["referringExpression"][:m.start()] else 0
            return {"source": source, "cue": [at + shift + rest.start(), at + shift + rest.end()] if rest else None, "content": spans, "parent": None}
    return {"source": None, "cue": None, "content": spans, "parent": None}


n, right = collections.Counter(), collections.Counter()
for novel in sorted(os.listdir(folder)):
    at = os.path.join(folder, novel)
    if not os.path.exists(os.path.join(at, "quotation_info.csv")):
        continue
    text = open(os.path.join(at, "novel_text.txt"), encoding="utf-8", newline="").read()[:LONGEST]
    names = {c["Main Name"]: [words(a) for a in ast.literal_eval(c["Aliases"] if c["Aliases"] != "set()" else "[]")] + [words(c["Main Name"])]
             for c in csv.DictReader(open(os.path.join(at, "character_info.csv"), encoding="utf-8"))}
    rows = [r for r in csv.DictReader(open(os.path.join(at, "quotation_info.csv"), encoding="utf-8")) if ast.literal_eval(r["quoteByteSpans"])[-1][1] < len(text)]
    rows.sort(key=lambda r: ast.literal_eval(r["quoteByteSpans"])[0][0])
    given = json.dumps({"id": novel, "text": text, "attributions": [attribution(r, text) for r in rows]})
    done = subprocess.run([driver], input=given + "\n", capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{novel}: {done.stderr[-200:]}")
    for r, a in zip(rows, json.loads(done.stdout)["attributions"]):
        ours = words(a["speaker"] or "")
        ok = bool(ours) and any(ours and (ours <= alias or alias <= ours) for alias in names.get(r["speaker"], []) if alias)
        for key in (r["quoteType"], "all"):
            n[key] += 1
            right[key] += ok
for key in sorted(n):
    print(f"{key:12} {n[key]:6} right {right[key] / n[key]:.3f}")
