#!/usr/bin/env python3
"""The annotated stories of train/annotations in the form that the scorer of accounts reads: DIR/STORY/articles.ndjson and gold.json.

usage: annotations_as_stories.py NEWS.ndjson.xz OUT_DIR [ANNOTATION.json ...]

NEWS holds the articles' texts, one JSON object a line. A claim that answers several questions keeps the first in `question`, all in `answers`.
"""
import glob, json, lzma, os, re, sys


def gold_claim(c):
    question, answer = next(iter(c["answers"].items()), (None, "unsure"))
    return {"doc": c["article"], "span": [c["content"][0][0], c["content"][-1][1]], "speaker": c["speaker"] or "?", "chain": c.get("chain") or [c["speaker"] or "?"],
            "naming": c.get("naming"), "access": c.get("access"), "question": question, "answer": answer, "answers": c["answers"]}


def main():
    news, out = sys.argv[1:3]
    paths = sys.argv[3:] or sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "train", "annotations", "*.json")))
    given = [json.load(open(p, encoding="utf-8")) for p in paths]
    wanted, lines = {a["id"] for d in given for a in d["articles"]}, {}
    with lzma.open(news, "rt", encoding="utf-8") as f:
        for line in f:
            m = re.match(r'\{"id": "([^"]*)"', line)
            if m and m[1] in wanted:
                lines[m[1]] = line
    for d in given:
        folder = os.path.join(out, d["story"])
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "articles.ndjson"), "w", encoding="utf-8") as f:
            f.writelines(lines[a["id"]] for a in d["articles"] if a["id"] in lines)
        with open(os.path.join(folder, "gold.json"), "w", encoding="utf-8") as f:
            json.dump({"questions": d["questions"], "claims": [gold_claim(c) for c in d["claims"] if c["article"] in lines]}, f)


main()
