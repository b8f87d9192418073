#!/usr/bin/env python3
"""Make records (the JSON that `hearsay read --json` writes) out of a story's gold, to measure comparing alone.

usage: records_from_gold.py STORY_DIR > records.ndjson

STORY_DIR holds articles.ndjson and gold.json. Spans, speakers, chains, naming and access are the gold's; people have as mentions the sources that the
gold marks and every place where a person's surname stands. The act is left at "state": comparing reads the cue's own words.
"""
import json, os, re, sys

KIND = {"named": "person", "role": "person", "collective": "organization", "anonymous": "unnamed", "document": "document"}


def surname(name):
    words = [w for w in re.findall(r"[\w’'-]+", name) if w not in ("Jr", "Sr")]
    return words[-1] if words else name


def is_person(name, naming):
    return naming == "named" and not name.startswith("The ") and re.match(r"[A-Z]", name) and " " in name


def record(article, claims):
    text, people, index = article["text"], [], {}

    def person(name, naming):
        if name not in index:
            kind = "person" if is_person(name, naming) else {"named": "organization"}.get(naming, KIND.get(naming, "organization"))
            index[name] = len(people)
            people.append({"id": len(people), "name": name, "kind": kind, "titles": [], "mentions": []})
        return index[name]

    out = []
    for c in claims:
        named = {n for n in c["chain"] if is_person(n, "named")}
        chain = [person(n, c["naming"] if i == len(c["chain"]) - 1 else "named" if n in named else "anonymous" if "(unnamed" in n else "collective")
                 for i, n in enumerate(c["chain"])]
        b, e = c["span"]
        before, after = text[max(0, b - 1):b], text[e:e + 1]
        direct = before in "“\"‘'" and before != "" or after in "”\"" and after != "" or bool(re.search("[“\"]", text[b:e]) is None and in_quotes(text, b))
        out.append({"id": len(out), "parent": None, "source": c.get("source_span"), "cue": c.get("cue_span"), "content": [[b, e]],
                    "form": "direct" if direct else "indirect", "act": "state", "negated": False, "speaker": chain[-1] if chain else None, "chain": chain,
                    "naming": c["naming"], "access": c["access"], "confidence": 1.0})
        if c.get("source_span") and chain and c["source_span"][1] - c["source_span"][0] <= 40:
            people[chain[-1]]["mentions"].append(c["source_span"])
    for p in people:
        for role in {c["source"] for c in claims if c["chain"][-1] == p["name"] and re.match(r"(?i)(?:the |president|prime)", c["source"]) and len(c["source"]) <= 40}:
            for m in re.finditer(r"(?<!\w)" + re.escape(role) + r"(?!\w)", text, re.I):
                p["mentions"].append([m.start(), m.end()])
        if p["kind"] == "person":
            for m in re.finditer(r"(?<!\w)" + re.escape(surname(p["name"])) + r"(?!\w)", text):
                p["mentions"].append([m.start(), m.end()])
        p["mentions"] = sorted({tuple(m) for m in p["mentions"] if m})
    return {"hearsay": 1, **{k: article.get(k) for k in ("id", "url", "outlet", "published", "byline", "title")}, "input": "gold", "text": text,
            "people": people, "attributions": out, "diagnostics": []}


def in_quotes(text, at):
    begin = text.rfind("\n", 0, at) + 1
    opened = text.count("“", begin, at) - text.count("”", begin, at)
    return opened > 0 or text.count('"', begin, at) % 2 == 1


def main():
    gold = json.load(open(os.path.join(sys.argv[1], "gold.json"), encoding="utf-8"))
    for line in open(os.path.join(sys.argv[1], "articles.ndjson"), encoding="utf-8"):
        article = json.loads(line)
        json.dump(record(article, [c for c in gold["claims"] if c["doc"] == article["id"]]), sys.stdout, ensure_ascii=False)
        print()


main()
