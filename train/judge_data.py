"""What the judge learns from: general pairs, recast as questions and claims, and disputed events with their gold.

A pair is (question, speaker, text, content span, answer). A hypothesis of an inference pair serves as the question, half of the time turned into
one where an auxiliary verb lets it be done by moving a word; entailment is "yes", contradiction "no", neutral "beside". Held out by premise.
"""
import csv
import glob
import hashlib
import json
import lzma
import random
import re
from pathlib import Path

NLI = {"entailment": 1, "contradiction": 2, "neutral": 0, "0": 1, "1": 0, "2": 2}
AUXILIARY = re.compile(r"^((?:[\w'’-]+ ){1,5}?)(is|are|was|were|has|have|had|will|can|could|would|should|did|does|do|may|might|must) (?!n't)(.+?)[.!]?$")


def as_question(statement, rng):
    s = " ".join(statement.split())
    m = AUXILIARY.match(s)
    if m and rng.random() < .7:
        return f"{m[2].capitalize()} {m[1].strip()[:1].lower() + m[1].strip()[1:] if m[1].split()[0] in ('The', 'A', 'An', 'He', 'She', 'It', 'They', 'There', 'Some', 'Two', 'This', 'People') else m[1].strip()} {m[3]}?"
    return s.rstrip(".!") + "?" if rng.random() < .6 else s


def held(premise):
    return hashlib.md5(premise.encode()).digest()[0] < 8     # one in 32


def jsonl(path):
    for line in open(path, encoding="utf-8"):
        if line.strip():
            yield json.loads(line)


def inference(root):
    """(premise, hypothesis, answer, share kept) of every set."""
    nli = Path(root) / "nli"
    for folder, share in (("litl", .8), ("new_protocols", .35), ("semi_auto_nli", .3), ("taxinli", 1), ("conjnli", .5)):
        for path in glob.glob(str(nli / folder / "*.jsonl")):
            for d in jsonl(path):
                if d.get("label") in NLI:
                    yield d["premise"], d["hypothesis"], NLI[d["label"]], share
    for name in ("MNLI.train", "MNLI.validation", "CB.train", "CB.validation"):
        for d in json.load(open(nli / "glue_mnli_rte_cb" / f"{name}.json", encoding="utf-8")):
            m = re.match(r"sentence 1: (.*)\nsentence 2: (.*)", d["sentence"], re.S)
            if m and d["label"] in NLI:
                yield m[1], m[2], NLI[d["label"]], 1
    for line in csv.reader(open(nli / "cad_nli" / "revised_combined.train.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(line) > 2 and line[2] in NLI:
            yield line[0], line[1], NLI[line[2]], .5


def kin(root):
    pairs = Path(root) / "pairs"
    for name in ("train", "dev"):
        for d in json.load(open(pairs / "boolq" / f"{name}.json", encoding="utf-8")):
            m = re.match(r"question: (.*)\npassage: .*? -- (.*)", d["sentence"], re.S)
            if m:
                yield m[2], m[1] + "?", 1 if d["label"] == "True" else 2, .8
    for d in jsonl(pairs / "climate_fever" / "climate-fever.jsonl"):
        for e in d["evidences"]:
            label = {"SUPPORTS": 1, "REFUTES": 2, "NOT_ENOUGH_INFO": 0}[e["evidence_label"]]
            yield e["evidence"], d["claim"], label, 1 if label else .4
    for row in csv.DictReader(open(pairs / "commitmentbank" / "CommitmentBank-items.csv", encoding="utf-8")):
        try:
            mean = float(row["Mean"])
        except ValueError:
            continue
        yield row["Target"], row["Prompt"], 1 if mean >= 1 else 2 if mean <= -1 else 0, 1
    for line in csv.reader(open(pairs / "averitec_dev" / "boolean_qa.tsv", encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(line) > 2 and line[2] in ("Yes", "No"):
            yield line[1], line[0], 1 if line[2] == "Yes" else 2, 1
    for row in csv.DictReader(open(glob.glob(str(pairs / "emergent" / "url*.csv"))[0], encoding="utf-8")):
        yield row["articleHeadline"], row["claimHeadline"], {"for": 1, "against": 2, "observing": 0}.get(row["articleHeadlineStance"], 0), 1
    for row in csv.DictReader(open(pairs / "healthver" / "healthver_dev.csv", encoding="utf-8")):
        yield row["evidence"], row["claim"], {"Supports": 1, "Refutes": 2}.get(row["label"], 0), .5
    pool = {d["pId"]: d["text"] for d in json.load(open(Path(root) / "nli/perspectrum/perspective_pool_v1.0.json", encoding="utf-8"))}
    for d in json.load(open(Path(root) / "nli/perspectrum/perspectrum_with_answers_v1.0.json", encoding="utf-8")):
        for p in d["perspectives"]:
            for pid in p["pids"][:1]:
                yield pool[pid], d["text"], 1 if p["stance_label_3"] == "SUPPORT" else 2, .6


def general(root, seed=1):
    """-> (training pairs, held-out pairs)."""
    rng = random.Random(seed)
    train, out = [], []
    for source in (inference, kin):
        for premise, hypothesis, answer, share in source(root):
            if not premise.strip() or not hypothesis.strip() or len(premise) > 900 or rng.random() > share:
                continue
            premise = premise[:500]
            (out if held(premise) else train).append((as_question(hypothesis, rng), "", premise, (0, len(premise)), answer))
    rng.shuffle(train)
    return train, out


SENTENCE_END = re.compile(r"[.!?][”\"’')]*\s+(?=[“\"‘'A-Z])|\n")


def around(text, begin, end, reach=260):
    """The sentence or sentences that hold [begin, end): (text, span in it)."""
    first, last = max(0, begin - reach), min(len(text), end + reach)
    for m in SENTENCE_END.finditer(text, first, begin):
        first = m.end()
    m = SENTENCE_END.search(text, max(begin, end - 2), last)
    last = m.start() + 1 if m else last
    last = max(last, end)
    return text[first:last].replace("\n", " "), (begin - first, end - first)


def story(folder):
    """-> (name, questions [text], claims [(speaker, text, span, {question index: answer})])."""
    folder = Path(folder)
    gold = json.load(open(folder / "gold.json", encoding="utf-8"))
    texts = {d["id"]: d["text"] for d in jsonl(folder / "articles.ndjson")}
    index = {q["id"]: i for i, q in enumerate(gold["questions"])}
    claims = []
    for c in gold["claims"]:
        if "span" in c:
            text, span = around(texts[c["doc"]], *c["span"])
            claims.append((c["speaker"], text, span, {index[c["question"]]: c["answer"]}))
    return folder.name, [q["text"] for q in gold["questions"]], claims


def story_pairs(stories, rng, n_beside):
    """Each claim with its own question and `n_beside` others of its story, one of another story now and then. `unsure` is left out."""
    out = []
    for name, questions, claims in stories:
        for speaker, text, span, answers in claims:
            for q, answer in answers.items():
                if answer != "unsure":
                    out.append((questions[q], speaker, text, span, ANSWER[answer]))
            others = [i for i in range(len(questions)) if i not in answers]
            for q in rng.sample(others, min(n_beside, len(others))):
                out.append((questions[q], speaker, text, span, 0))
            if len(stories) > 1 and rng.random() < .15:
                other = rng.choice([s for s in stories if s[0] != name])
                out.append((rng.choice(other[1]), speaker, text, span, 0))
    rng.shuffle(out)
    return out


def annotated(folder, news):
    """The stories that were annotated for this project, in the form of `story`; their articles are looked up in `news` by id."""
    given = [json.load(open(p, encoding="utf-8")) for p in sorted(glob.glob(f"{folder}/*.json"))]
    wanted, texts = {a["id"] for d in given for a in d["articles"]}, {}
    with lzma.open(news, "rt", encoding="utf-8") as lines:
        for line in lines:
            m = re.match(r'\{"id": "([^"]*)"', line)
            if m and m[1] in wanted:
                texts[m[1]] = json.loads(line)["text"]
    out = []
    for d in given:
        index = {q["id"]: i for i, q in enumerate(d["questions"])}
        claims = []
        for c in d["claims"]:
            if c["article"] in texts:
                text, span = around(texts[c["article"]], c["content"][0][0], c["content"][-1][1])
                claims.append((c["speaker"], text, span, {index[q]: a for q, a in c["answers"].items()}))
        out.append((d["story"], [q["text"] for q in d["questions"]], claims))
    return out


ANSWER = {"yes": 1, "no": 2}
