"""Stories annotated by number: candidate events, sheets to read, labels to keep.

    annotate.py groups NEWS [--stories DIR] [--most N]      events that several outlets tell, most disputed first
    annotate.py sheet  NEWS -o SHEET ID...                  the articles with their attributions numbered
    annotate.py keep   SHEET LABELS [-o DIR]                DIR/STORY.json: ids, offsets, questions, labels; no text
    annotate.py check  NEWS FILE...                         kept files against the articles, with counts
    annotate.py agree  FILE FILE                            two annotators of one story: agreement and kappa

An annotator reads the sheet and writes numbers only; what `hearsay read` found is the record, and is
corrected where it is wrong. The syntax of LABELS stands in docs/annotation.md.
"""

import argparse
import collections
import datetime
import hashlib
import json
import lzma
import math
import os
import re
import subprocess
import sys
import tempfile

YEARS = {"2016", "2019", "2020"}  # the sealed stories lie between
NAMINGS = {"named", "role", "collective", "anonymous", "document"}
ACCESSES = {"in-room", "told", "document", "unknown"}
FIELDS = {"s": "speaker", "c": "chain", "n": "naming", "a": "access"}
DISPUTE = re.compile(
    r"\b(den(?:y|ies|ied|ial)|disput\w+|contradict\w*|false(?:ly|hood)?|refut\w+|rebut\w*|reject\w*|untrue|lie[ds]?|lying"
    r"|insist\w*|accus\w+|alleg\w+|conflicting|claim\w*|pushed back|no evidence|not true|misle(?:d|ading)|baseless)\b", re.I)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Wrong(Exception):
    """What an annotator or caller must put right; shown without a traceback."""


def articles(path):
    opened = lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")
    with opened as lines:
        for line in lines:
            article = json.loads(line)
            if (article.get("published") or "")[:4] in YEARS:
                yield article


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


# groups

def lead(article):
    words = re.findall(r"[a-z][a-z'’-]{2,}", (3 * ((article.get("title") or "") + " ") + article["text"][:700]).lower())
    return collections.Counter(words)


def vectors(found):
    """tf-idf of title and lead, unit length: rare words carry the event."""
    counts = [lead(article) for article in found]
    documents = collections.Counter(word for count in counts for word in count)
    unit = []
    for count in counts:
        weights = {word: (1 + math.log(n)) * math.log(len(found) / documents[word]) ** 2
                   for word, n in count.items() if 1 < documents[word] <= len(found) / 20}
        length = math.sqrt(sum(value * value for value in weights.values())) or 1
        unit.append({word: value / length for word, value in weights.items()})
    return unit


def neighbours(found, unit, days, least):
    """Pairs within `days`; only articles that share a word are compared, and only inside the window of dates."""
    dates = [datetime.date.fromisoformat(article["published"][:10]).toordinal() for article in found]
    order = sorted(range(len(found)), key=lambda index: dates[index])
    near = collections.defaultdict(list)
    held = collections.defaultdict(collections.deque)
    for index in order:
        score = collections.Counter()
        for word, value in unit[index].items():
            bucket = held[word]
            while bucket and dates[bucket[0]] < dates[index] - days:
                bucket.popleft()
            for other in bucket:
                score[other] += value * unit[other][word]
            bucket.append(index)
        for other, value in score.items():
            if value >= least:
                near[index].append((value, other))
                near[other].append((value, index))
    return near


def heat(article):
    words = max(200, len(article["text"].split()))
    return len(DISPUTE.findall(article["text"])) * 1000 / words


def story_articles(folder):
    for name in sorted(os.listdir(folder)) if folder else []:
        path = os.path.join(folder, name, "articles.ndjson")
        if os.path.exists(path):
            yield from (json.loads(line) for line in open(path, encoding="utf-8"))


def grouped(found, near, avoid):
    """Greedy stars: the hottest article with its nearest ones, one or two an outlet, nothing used twice."""
    scored = []
    for seed in range(len(found)):
        if any(other in avoid for _, other in near[seed]) or seed in avoid:
            continue
        outlets, chosen = collections.Counter([found[seed]["outlet"]]), [seed]
        for _, other in sorted(near[seed], reverse=True):
            outlet = found[other]["outlet"]
            if outlets[outlet] < 2 and len(chosen) < 9:
                outlets[outlet] += 1
                chosen.append(other)
        if len(outlets) >= 3 and len(chosen) >= 4:
            scored.append((sum(heat(found[i]) for i in chosen) / len(chosen) * math.sqrt(len(outlets)), chosen))
    used = set()
    for score, chosen in sorted(scored, reverse=True):
        if not used & set(chosen):
            used |= set(chosen)
            used |= {other for i in chosen for _, other in near[i]}
            yield score, chosen


def groups(options):
    found, avoid, seen = [], set(), set()
    known = list(story_articles(options.stories))
    known_ids = {article["id"] for article in known}
    for article in list(articles(options.news)) + [k for k in known if (k.get("published") or "")[:4] in YEARS]:
        size = len(article["text"])
        if article["id"] in seen or (not 1200 <= size <= 12000 and article["id"] not in known_ids):
            continue
        if article["id"] not in known_ids and re.search(r"opinion|editorial|guest writer", article["outlet"] + " " + article["title"], re.I):
            continue
        seen.add(article["id"])
        if article["id"] in known_ids:
            avoid.add(len(found))
        found.append(article)
    near = neighbours(found, vectors(found), 4, .2)
    for number, (score, chosen) in enumerate(grouped(found, near, avoid), 1):
        if number > options.most:
            break
        print(f"\n{number}  heat {score:.0f}")
        for i in chosen:
            article = found[i]
            print(f"   {article['id']}  {article['published'][:10]}  {article['outlet'][:22]:22}  {len(article['text']):5}  {article['title']}")


# sheet

def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i:i + 5]) for i in range(len(words) - 4)}


def without_copies(chosen):
    kept, seen = [], []
    for article in chosen:
        own = shingles(article["text"])
        if any(len(own & other) > .5 * min(len(own), len(other)) for other in seen):
            print(f"left out as a copy: {article['id']} {article['title']}", file=sys.stderr)
            continue
        kept.append(article)
        seen.append(own)
    return kept


def records(chosen, binary):
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as file:
        for article in chosen:
            file.write(json.dumps({k: article.get(k) for k in ("id", "url", "outlet", "published", "byline", "title", "text")}) + "\n")
        file.flush()
        out = subprocess.run([binary, "read", "--json", file.name], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def claims_of(record, first, most):
    people = {person["id"]: person["name"] for person in record["people"]}
    claims = []
    for attribution in sorted(record["attributions"], key=lambda a: a["content"][0] if a["content"] else [0, 0]):
        if not attribution["content"] or len(claims) == most:
            continue
        speaker = people.get(attribution["speaker"])
        claims.append({"number": first + len(claims), "article": record["id"], "content": attribution["content"],
                       "source": attribution["source"], "cue": attribution["cue"], "speaker": speaker,
                       "chain": [people[link] for link in attribution["chain"]],
                       "naming": attribution["naming"], "access": attribution["access"]})
    return claims


def marked(text, begin, end, claims):
    """The stretch with each content in brackets that carry its number; the source's own words stay as they are."""
    marks = []
    for claim in claims:
        for part, (b, e) in enumerate(claim["content"]):
            marks.append((b, 1, -e, f"[{claim['number']}{'+' if part else ''}: "))
            marks.append((e, 0, -b, "]"))
    out, at = [], begin
    for place, _, _, sign in sorted(mark for mark in marks if begin <= mark[0] <= end):
        out += [text[at:place], sign]
        at = place
    return "".join(out) + text[at:end]


def shown(record, claims):
    text, begin = record["text"], 0
    last = max((e for claim in claims for _, e in claim["content"]), default=0)
    for paragraph in re.finditer(r"[^\n]+", text):
        begin, end = paragraph.span()
        if begin > last:
            break
        here = [c for c in claims if any(b < end and e > begin for b, e in c["content"])]
        if not here:
            yield text[begin:end] if end - begin < 160 else text[begin:begin + 150] + " …"
            continue
        yield marked(text, begin, end, here)
        for c in (c for c in here if c["content"][0][0] >= begin):
            chain = ">".join(c["chain"])
            source = text[slice(*c["source"])] if c["source"] else "-"
            yield (f"    {c['number']} {c['speaker']}" + (f" | {chain}" if c["chain"] != [c["speaker"]] else "")
                   + f" | {c['naming']} {c['access']}" + (f" | src: {source}" if source != c["speaker"] else "")
                   + (f" | cue: {text[slice(*c['cue'])]}" if c["cue"] else " | no cue"))


def sheet(options):
    wanted = {article["id"]: article for article in articles(options.news) if article["id"] in set(options.ids)}
    missing = [i for i in options.ids if i not in wanted]
    if missing:
        raise Wrong(f"not in the news of {', '.join(sorted(YEARS))}: {' '.join(missing)}")
    kept, number = {"articles": [], "claims": []}, 1
    for place, record in enumerate(records(without_copies([wanted[i] for i in options.ids]), options.binary), 1):
        claims = claims_of(record, number, options.each)
        number += len(claims)
        kept["claims"] += claims
        kept["articles"].append({"id": record["id"], "outlet": record["outlet"], "published": record["published"][:10],
                                 "text": digest(record["text"])})
        print(f"\n=== ARTICLE {place}  {record['id']}  {record['outlet']}  {record['published'][:10]}  {record['title']}")
        for line in shown(record, claims):
            print(line)
    with open(options.output, "w", encoding="utf-8") as file:
        json.dump(kept, file)
    print(f"\n{number - 1} claims, sheet in {options.output}")


# keep

def numbers(words, claims, line):
    out = []
    for word in words.replace(",", " ").split():
        first, _, last = word.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            raise Wrong(f"'{word}' is no number in '{line}'")
        out += range(int(first), int(last or first) + 1)
    unknown = [n for n in out if n not in claims]
    if unknown:
        raise Wrong(f"no claim {unknown} on the sheet, in '{line}'")
    return out


def correct(line, claims):
    head, _, _ = line.partition("=")
    parts = re.split(r"\s+(speaker|chain|naming|access|s|c|n|a)=", " " + line)
    for number in numbers(parts[0], claims, line):
        claim, given = claims[number], {}
        for key, value in zip(parts[1::2], parts[2::2]):
            given[FIELDS.get(key, key)] = value.strip()
        if not given or "" in given.values():
            raise Wrong(f"nothing corrected in '{line}'")
        if "chain" in given:
            given["chain"] = [link.strip() for link in given["chain"].split(">")]
            given.setdefault("speaker", given["chain"][-1])
        elif "speaker" in given:
            given["chain"] = claim["chain"][:-1] + [given["speaker"]]
        if given.get("speaker") and given["speaker"] != given["chain"][-1]:
            raise Wrong(f"the chain does not end with the speaker in '{line}'")
        claim.update(given)


def rename(value, claims, line):
    old, separator, new = (part.strip() for part in value.partition("="))
    touched = 0
    for claim in claims.values():
        if claim["speaker"] == old or old in claim["chain"]:
            touched += 1
            claim["speaker"] = new if claim["speaker"] == old else claim["speaker"]
            claim["chain"] = [new if link == old else link for link in claim["chain"]]
    if not (separator and old and new and touched):
        raise Wrong(f"renames nothing: '{line}'")


def parsed(path, claims):
    """Head lines, then questions each followed by its answers; renames and corrections anywhere after the head."""
    story, questions, dropped = {"story": "", "what": "", "when": "", "by": ""}, [], set()
    renames, corrections = [], []
    for line in (raw.strip() for raw in open(path, encoding="utf-8")):
        key, colon, value = (part.strip() for part in line.partition(":"))
        if not line or line.startswith("#"):
            continue
        if line.startswith("Q "):
            questions.append({"text": line[2:].strip(), "answers": {}})
        elif key in story and colon:
            story[key] = value
        elif key in ("yes", "no", "unsure") and questions:
            for number in numbers(value, claims, line):
                if questions[-1]["answers"].setdefault(number, key) != key:
                    raise Wrong(f"claim {number} answers '{questions[-1]['text']}' twice")
        elif key == "drop":
            dropped |= set(numbers(value, claims, line))
        elif key == "rename":
            renames.append((value, line))
        elif re.match(r"[\d,\s-]+\s\w+=", line):
            corrections.append(line)
        else:
            raise Wrong(f"not understood: '{line}'")
    for value, line in renames:
        rename(value, claims, line)
    for line in corrections:
        correct(line, claims)
    dropped |= {number for number, claim in claims.items() if not claim["speaker"]}  # nobody's words, unless corrected
    return story, questions, dropped


def verified(story, questions, claims, dropped):
    for key, value in story.items():
        if not value:
            raise Wrong(f"the labels have no '{key}:'")
    if not re.fullmatch(r"[a-z0-9-]+", story["story"]) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", story["when"]):
        raise Wrong("story: lower-case-with-hyphens; when: YYYY-MM-DD")
    if story["when"][:4] not in YEARS:
        raise Wrong(f"when: only {', '.join(sorted(YEARS))}")
    for question in questions:
        if not question["text"].endswith("?") or not question["answers"]:
            raise Wrong(f"no question mark or no answers: '{question['text']}'")
        if dropped & set(question["answers"]):
            raise Wrong(f"dropped claims {sorted(dropped & set(question['answers']))} answer '{question['text']}'")
    if len({question["text"] for question in questions}) != len(questions) or not questions:
        raise Wrong("no questions, or one stands twice")
    for number, claim in claims.items():
        if number not in dropped and (claim["naming"] not in NAMINGS or claim["access"] not in ACCESSES):
            raise Wrong(f"claim {number}: naming '{claim['naming']}', access '{claim['access']}'")


def keep(options):
    with open(options.sheet, encoding="utf-8") as file:
        source = json.load(file)
    claims = {claim["number"]: dict(claim) for claim in source["claims"]}
    story, questions, dropped = parsed(options.labels, claims)
    verified(story, questions, claims, dropped)
    before = {claim["number"]: claim for claim in source["claims"]}
    out = dict(story, articles=source["articles"],
               questions=[{"id": f"Q{i}", "text": q["text"]} for i, q in enumerate(questions, 1)], claims=[])
    for number, claim in claims.items():
        if number in dropped:
            continue
        answers = {f"Q{i}": q["answers"][number] for i, q in enumerate(questions, 1) if number in q["answers"]}
        corrected = [field for field in FIELDS.values() if claim[field] != before[number][field]]
        out["claims"].append({"id": f"c{number}", **{k: v for k, v in claim.items() if k != "number"},
                              "corrected": corrected, "answers": answers})
    out["dropped"] = [{k: before[n][k] for k in ("article", "content", "source", "cue")} for n in sorted(dropped)]
    path = os.path.join(options.output, story["story"] + ".json")
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(out, ensure_ascii=False, indent=None).replace('{"id": "c', '\n  {"id": "c') + "\n")
    report(path, out)


def report(path, kept):
    given = collections.Counter(answer for claim in kept["claims"] for answer in claim["answers"].values())
    fixed = collections.Counter(field for claim in kept["claims"] for field in claim["corrected"])
    total = len(kept["claims"]) * len(kept["questions"])
    print(f"{path}: {len(kept['articles'])} articles, {len(kept['claims'])} claims, {len(kept['questions'])} questions, {total} labels: "
          f"{given['yes']} yes, {given['no']} no, {given['unsure']} unsure, {total - sum(given.values())} beside; "
          f"dropped {len(kept['dropped'])}; corrected " + (", ".join(f"{k} {v}" for k, v in fixed.items()) or "none"))


# check and agree

def check(options):
    stories = [(path, json.load(open(path, encoding="utf-8"))) for path in options.files]
    wanted = {article["id"] for _, kept in stories for article in kept["articles"]}
    texts = {article["id"]: article["text"] for article in articles(options.news) if article["id"] in wanted}
    for path, kept in stories:
        for article in kept["articles"]:
            if digest(texts.get(article["id"], "")) != article["text"]:
                raise Wrong(f"{path}: the text of {article['id']} is another one or absent")
        for claim in kept["claims"]:
            if any(not 0 <= b < e <= len(texts[claim["article"]]) for b, e in claim["content"]):
                raise Wrong(f"{path}: {claim['id']} lies outside its article")
        report(path, kept)


def kappa(pairs):
    seen = sum(a == b for a, b in pairs) / len(pairs)
    left, right = collections.Counter(a for a, _ in pairs), collections.Counter(b for _, b in pairs)
    chance = sum(left[key] * right[key] for key in left) / len(pairs) ** 2
    return seen, (seen - chance) / (1 - chance) if chance < 1 else 1.


def agree(options):
    one, two = (json.load(open(path, encoding="utf-8")) for path in options.files)
    spot = {(c["article"], str(c["content"])): c for c in two["claims"]}
    shared = [(c, spot[c["article"], str(c["content"])]) for c in one["claims"] if (c["article"], str(c["content"])) in spot]
    texts = {q["text"]: q["id"] for q in two["questions"]}
    asked = [(q["id"], texts[q["text"]]) for q in one["questions"] if q["text"] in texts]
    pairs = [(a["answers"].get(p, "beside"), b["answers"].get(q, "beside")) for a, b in shared for p, q in asked]
    if not pairs:
        raise Wrong("no claim or no question in common")
    print(f"{len(shared)} claims and {len(asked)} questions in common, of {len(one['claims'])} and {len(two['claims'])} claims")
    for title, rows in (("four answers", pairs), ("without unsure", [p for p in pairs if "unsure" not in p]),
                        ("yes against no, where both answer", [p for p in pairs if set(p) <= {"yes", "no"}])):
        if rows:
            print("{}: {} labels, agreement {:.3f}, kappa {:.3f}".format(title, len(rows), *kappa(rows)))
    for pair, n in sorted(collections.Counter(pairs).items()):
        print(f"  {pair[0]:7} {pair[1]:7} {n}")
    for field in FIELDS.values():
        print("{}: agreement {:.3f}, kappa {:.3f}".format(field, *kappa([(str(a[field]), str(b[field])) for a, b in shared])))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("groups")
    one.add_argument("news")
    one.add_argument("--stories", help="folder of stories whose events are not to be annotated again")
    one.add_argument("--most", type=int, default=80)
    one.set_defaults(run=groups)
    one = commands.add_parser("sheet")
    one.add_argument("news")
    one.add_argument("ids", nargs="+")
    one.add_argument("-o", "--output", required=True)
    one.add_argument("--each", type=int, default=22, help="claims of one article at most")
    one.add_argument("--binary", default=os.path.join(ROOT, "build", "hearsay"))
    one.set_defaults(run=sheet)
    one = commands.add_parser("keep")
    one.add_argument("sheet")
    one.add_argument("labels")
    one.add_argument("-o", "--output", default=os.path.join(ROOT, "train", "annotations"))
    one.set_defaults(run=keep)
    one = commands.add_parser("check")
    one.add_argument("news")
    one.add_argument("files", nargs="+")
    one.set_defaults(run=check)
    one = commands.add_parser("agree")
    one.add_argument("files", nargs=2)
    one.set_defaults(run=agree)
    options = parser.parse_args()
    try:
        options.run(options)
    except Wrong as wrong:
        sys.exit(f"annotate: {wrong}")


if __name__ == "__main__":
    main()
