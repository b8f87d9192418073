#!/usr/bin/env python3
"""Makes story folders, as the referee and score.py read them, of the annotated stories: usage: annotated.py NEWS ANNOTATIONS OUT

NEWS is the news of the shared data (ndjson.xz). OUT/STORY gets articles.ndjson and gold.json. The folders hold text of others and belong outside the
repository. An annotated claim is one that the reader found, so `found` says nothing here; and a field nobody corrected is what an earlier reader said."""
import glob, json, lzma, os, sys

news, annotations, out = sys.argv[1:4]
stories = [json.load(open(path, encoding="utf-8")) for path in sorted(glob.glob(os.path.join(annotations, "*.json")))]
wanted = {article["id"] for story in stories for article in story["articles"]}
articles = {}
with lzma.open(news, "rt", encoding="utf-8") as lines:
    for line in lines:
        article = json.loads(line)
        if article["id"] in wanted:
            articles[article["id"]] = article


def claim(c, text):
    begin, end = max(c["content"], key=lambda span: span[1] - span[0])
    cut = lambda span: text[slice(*span)] if span else ""
    question, answer = next(iter(c["answers"].items()), (None, "unsure"))
    return {"id": c["id"], "doc": c["article"], "source": cut(c["source"]), "cue": cut(c["cue"]), "content": text[begin:end], "span": [begin, end],
            "source_span": c["source"], "cue_span": c["cue"], "speaker": c["speaker"], "chain": c["chain"], "naming": c["naming"],
            "access": c["access"], "question": question, "answer": answer}


for story in stories:
    folder = os.path.join(out, story["story"])
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "articles.ndjson"), "w", encoding="utf-8") as f:
        for article in story["articles"]:
            f.write(json.dumps(articles[article["id"]], ensure_ascii=False) + "\n")
    with open(os.path.join(folder, "gold.json"), "w", encoding="utf-8") as f:
        json.dump({"story": story["story"], "event": {"what": story["what"], "when": story["when"]}, "questions": story["questions"],
                   "claims": [claim(c, articles[c["article"]]["text"]) for c in story["claims"]]}, f)
