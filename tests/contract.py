#!/usr/bin/env python3
"""The public face, field by field: `read --json`, `accounts --json` and `read --format brat` give what the contract says,
on the examples and on texts made to break it. Nothing here depends on what the weights find, only on how it is told."""
import json
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
from suite import MODEL, ROOT, STORY, Suite, hearsay  # noqa: E402

KINDS = {"person", "organization", "group", "document", "unnamed"}
FORMS = {"direct", "mixed", "indirect"}
ACTS = {"state", "ask", "deny", "confirm", "promise", "order", "believe", "want", "feel", "agree", "disagree", "concede", "accuse",
        "warn", "refuse-to-say", "learn", "hearsay"}
NAMINGS = {None, "named", "role", "collective", "anonymous", "document"}
ACCESSES = {None, "in-room", "told", "document", "unknown"}
RELATIONS = {"opposes", "agrees", "denies", "changed", "same-origin"}
RECORD = {"hearsay", "id", "input", "url", "outlet", "published", "byline", "title", "text", "people", "attributions", "diagnostics"}
ATTRIBUTION = {"id", "parent", "source", "cue", "content", "form", "act", "negated", "speaker", "chain", "naming", "access",
               "access_evidence", "addressee", "when", "where", "confidence"}
CLAIM = {"article", "attribution", "content", "speaker", "chain", "naming", "access", "answer", "origin"}
RELATION = {"kind", "from", "to", "basis", "why", "confidence"}


class Wrong(Exception):
    pass


def want(ok, what):
    if not ok:
        raise Wrong(what)


def keys(thing, names, what):
    want(isinstance(thing, dict), f"{what} is no object")
    missing = names - thing.keys()
    want(not missing, f"{what} lacks {sorted(missing)}")


def whole(value, low, high, what):
    want(type(value) is int and low <= value < high, f"{what}: {value!r} is not a whole number in [{low}, {high})")


def text_or_null(value, what):
    want(value is None or isinstance(value, str), f"{what}: {value!r}")


def span(value, length, what):
    want(isinstance(value, list) and len(value) == 2, f"{what}: {value!r} is no offset pair")
    whole(value[0], 0, length, what)
    whole(value[1], value[0] + 1, length + 1, what)


def share(value, what):
    want(type(value) in (int, float) and 0 <= value <= 1, f"{what}: {value!r} is not within 0 to 1")


def person(value, i, length):
    keys(value, {"id", "name", "kind", "titles", "mentions"}, f"person {i}")
    want(value["id"] == i, f"person {i} has id {value['id']!r}")
    want(isinstance(value["name"], str) and value["name"], f"person {i} has no name")
    want(value["kind"] in KINDS, f"person {i}: kind {value['kind']!r}")
    want(all(isinstance(title, str) for title in value["titles"]), f"person {i}: titles")
    for mention in value["mentions"]:
        span(mention, length, f"person {i}: mention")
    want(value["mentions"] == sorted(value["mentions"]), f"person {i}: mentions out of order")


def attribution(value, i, record):
    length, people, all_of_them = len(record["text"]), record["people"], record["attributions"]
    what = f"attribution {i}"
    keys(value, ATTRIBUTION, what)
    want(value["id"] == i, f"{what} has id {value['id']!r}")
    for name in ("source", "cue", "access_evidence"):
        if value[name] is not None:
            span(value[name], length, f"{what}: {name}")
    want(isinstance(value["content"], list) and value["content"], f"{what} has no content")
    end = -1
    for piece in value["content"]:
        span(piece, length, f"{what}: content")
        want(piece[0] >= end, f"{what}: content out of order or overlapping")
        end = piece[1]
    want(value["form"] in FORMS and value["act"] in ACTS, f"{what}: form {value['form']!r}, act {value['act']!r}")
    want(type(value["negated"]) is bool, f"{what}: negated {value['negated']!r}")
    want(value["naming"] in NAMINGS and value["access"] in ACCESSES, f"{what}: naming {value['naming']!r}, access {value['access']!r}")
    for name in ("addressee", "when", "where"):
        text_or_null(value[name], f"{what}: {name}")
    share(value["confidence"], f"{what}: confidence")
    if value["speaker"] is None:
        want(value["chain"] == [], f"{what}: a chain without a speaker")
    else:
        whole(value["speaker"], 0, len(people), f"{what}: speaker")
        for link in value["chain"]:
            whole(link, 0, len(people), f"{what}: chain")
        want(value["chain"] and value["chain"][-1] == value["speaker"], f"{what}: the chain does not end with the speaker")
    if value["parent"] is not None:
        whole(value["parent"], 0, len(all_of_them), f"{what}: parent")
        seen, at = set(), i
        while at is not None:
            want(at not in seen, f"{what}: its parents go in a circle")
            seen.add(at)
            at = all_of_them[at]["parent"]


def record(value):
    keys(value, RECORD, "record")
    want(value["hearsay"] == 1, "hearsay is not 1")
    want(isinstance(value["text"], str), "text is no string")
    want(isinstance(value["id"], str) and isinstance(value["input"], str), "id and input")
    for name in ("url", "outlet", "published", "byline", "title"):
        text_or_null(value[name], name)
    for i, one in enumerate(value["people"]):
        person(one, i, len(value["text"]))
    for i, one in enumerate(value["attributions"]):
        attribution(one, i, value)
    want(isinstance(value["diagnostics"], list), "diagnostics")


def question(value, i, lengths):
    keys(value, {"id", "text", "claims", "relations", "origins"}, f"question {i}")
    want(value["id"] == i, f"question {i} has id {value['id']!r}")
    want(isinstance(value["text"], str) and value["text"], f"question {i} has no text")
    for k, claim in enumerate(value["claims"]):
        what = f"question {i}, claim {k}"
        keys(claim, CLAIM, what)
        want(claim["article"] in lengths, f"{what}: article {claim['article']!r}")
        span(claim["content"], lengths[claim["article"]], f"{what}: content")
        want(claim["answer"] in {"yes", "no", "unsure"}, f"{what}: answer {claim['answer']!r}")
        want(claim["naming"] in NAMINGS and claim["access"] in ACCESSES, f"{what}: naming, access")
        text_or_null(claim["speaker"], f"{what}: speaker")
        want(all(isinstance(link, str) for link in claim["chain"]), f"{what}: chain")
        want(claim["speaker"] is None or claim["chain"][-1] == claim["speaker"], f"{what}: the chain does not end with the speaker")
        whole(claim["attribution"], 0, 1 << 31, f"{what}: attribution")
        whole(claim["origin"], 0, 1 << 31, f"{what}: origin")
    for k, relation in enumerate(value["relations"]):
        what = f"question {i}, relation {k}"
        keys(relation, RELATION, what)
        want(relation["kind"] in RELATIONS and relation["basis"] in {"reported", "inferred"}, f"{what}: kind, basis")
        for end in ("from", "to"):
            whole(relation[end], 0, len(value["claims"]), f"{what}: {end}")
        want(relation["from"] != relation["to"], f"{what}: a claim with itself")
        want(isinstance(relation["why"], str) and relation["why"], f"{what}: no why")
        share(relation["confidence"], f"{what}: confidence")
    least, most = value["origins"]
    want(0 <= least <= most <= max(len(value["claims"]), 0), f"question {i}: origins {value['origins']}")


def accounts(value, records):
    keys(value, {"hearsay", "articles", "questions"}, "accounts")
    want(value["hearsay"] == 1, "hearsay is not 1")
    lengths = {one["id"]: len(one["text"]) for one in records}
    want([one["id"] for one in value["articles"]] == list(one["id"] for one in records), "the articles are not those that were read")
    for one in value["articles"]:
        keys(one, {"id", "outlet", "published", "origin"}, "article")
        whole(one["origin"], 0, 1 << 31, "article: origin")
    for i, one in enumerate(value["questions"]):
        question(one, i, lengths)


def right(suite, what, check, *arguments):
    try:
        check(*arguments)
        suite.check(True, what)
    except (Wrong, KeyError, TypeError, ValueError, IndexError) as error:
        suite.check(False, what, repr(error))


def read_all(out):
    return [json.loads(line) for line in out.decode("utf-8").splitlines()]


HOSTILE = {
    "one word": "Yes.",
    "no sentence end": "the minister said that nothing had been agreed and that nothing would be agreed and",
    "marks alone": "\"\"\" “” ‘’ '' «» „“ ''''",
    "right to left": "قال الوزير إن \"الاجتماع\" لم يُعقد.\n\n\u202eHe said \"no\".\u202c",
    "astral": "🦊🦊 Ana Bell said 🦊 “we won 🏆”. 👩‍👩‍👧 “Again,” she added.",
    "combining": "Zoe\u0301 Mu\u0308ller said she wasn\u2019t sure\u0301\u0301\u0301\u0301. \u0301 \u200b",
    "controls": "Bell said \x1b[31m\"stop\"\x1b[0m\x07 and \x08\x08 left.",
    "never closed": "“We will go on, said Mrs. Holt.\n\n“We will not stop, she said.\n\n“And we",
    "deep": "Ann said that " * 40 + "it rained.",
    "long word": "Bell said " + "a" * 200_000 + ".",
    "many marks": "\"'“‘" * 2_000,
    "line feeds": "\n\n\r\n\u2028\u2029\n Bell said no. \n\n\n",
    "byte order mark": "\ufeffBell said that it was so.",
    "markup": "<b>Bell</b> said &quot;no&quot; </script><script>alert(1)</script> \"quoted\" \\u0000",
    "names": "Mr. A. B. C. D. E. Bell Jr., Ph.D., said no. " * 60,
    "long paragraph": "The mayor said that the bridge was safe, and the engineer said it was not. " * 500,
}


def hostile(suite, folder):
    for name, text in HOSTILE.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8", newline="")
        done = hearsay("read", "--json", path)
        if not suite.check(done.returncode in (0, 1) and done.stdout, f"read --json, {name}: read", f"{done.returncode} {done.stderr.decode(errors='replace')}"):
            continue
        one, = read_all(done.stdout)
        suite.check(done.returncode == (not one["attributions"]), f"read --json, {name}: exit 1 if nothing was found, else 0", done.returncode)
        suite.check(one["text"] == text, f"read --json, {name}: the text is the file's")
        right(suite, f"read --json, {name}", record, one)


def columns(line):
    """Roughly: what a terminal would show; wide and combining characters are counted by the program itself, not here."""
    return len(line)


def terminal(suite):
    for width in (60, 80, 200):
        done = hearsay("read", "examples/council.txt", environment={"COLUMNS": str(width)})
        text = done.stdout.decode("utf-8")
        suite.check(done.returncode == 0 and text.strip(), f"read in {width} columns", done.stderr)
        widest = max((columns(line) for line in text.splitlines()), default=0)
        suite.check(widest <= width, f"read in {width} columns keeps within them", f"widest line: {widest}")
        suite.check("\x1b" not in text, f"read in {width} columns into a pipe has no colours")
    for path in ROOT.glob("examples/*.txt"):
        done = hearsay("read", path, environment={"COLUMNS": "70"})
        for word in ("Meridian", "Wexmouth", "pushchair", "sledge"):
            if word in path.read_text():
                suite.check(word in done.stdout.decode(), f"read {path.name} shows the passage")


BRAT_ENTITY = re.compile(r"^T\d+\t(Source|Cue|Content|Attribution|Attribution-no-source) (\d+ \d+(?:;\d+ \d+)*)\t(.*)$")
BRAT_EVENT = re.compile(r"^E\d+\tAttribution(?:-no-source)?:T\d+( \w+:T\d+)*$")


def brat(suite, folder):
    out = folder / "brat"
    for flags in ([], ["--flat"]):
        done = hearsay("read", "--format", "brat", *flags, "-o", out, "examples/council.txt", "examples/recall.txt", STORY)
        suite.check(done.returncode == 0, f"brat {flags}: exit status", done.stderr)
        for name in ("council", "recall", "vtn-0514"):
            path = out / f"{name}.ann"
            if not suite.check(path.exists(), f"brat {flags}: {name}.ann"):
                continue
            lines = path.read_text(encoding="utf-8").splitlines()
            ids = {line.split("\t")[0] for line in lines}
            bad = [line for line in lines if line and line[0] in "TE" and not (BRAT_ENTITY.match(line) or BRAT_EVENT.match(line))]
            bad += [line for line in lines if line.startswith("E") for one in re.findall(r":(T\d+)", line) if one not in ids]
            suite.check(not bad, f"brat {flags}: {name}.ann as brat has it", "\n".join(bad))
            if name != "vtn-0514":
                text = (ROOT / f"examples/{name}.txt").read_text(encoding="utf-8")
                for match in filter(None, map(BRAT_ENTITY.match, lines)):
                    said = " ".join(text[int(b):int(e)] for b, e in (piece.split() for piece in match[2].split(";")))
                    suite.check(re.sub(r"\s", " ", said) == re.sub(r"\s", " ", match[3]), f"brat {flags}: {name}: words of {match[0][:40]!r}", said)


# ---- a case: docs/case.md has the shapes ----

STATEMENT = {"article", "id", "outlet", "published", "title", "attribution", "span", "snippet", "marks", "speaker", "kind", "chain", "naming",
             "access", "form", "act", "negated", "addressee", "when", "where", "content", "confidence", "decided"}
DECISION = {"decision", "kind", "who", "reason", "made", "stands", "undone_by", "applies"}
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
TIME = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


def statement(value, lengths):
    what = f"statement {value.get('article')}:{value.get('attribution')}"
    want(set(value) - {"said", "about"} == STATEMENT, f"{what}: keys {sorted(set(value) ^ STATEMENT)}")
    whole(value["article"], 1, len(lengths) + 1, f"{what}: article")
    length = lengths[value["article"] - 1]
    span(value["span"], length, f"{what}: span")
    for one in value["marks"]:
        span(one, len(value["snippet"]), f"{what}: marks")
    for one in value["content"]:
        span(one, length, f"{what}: content")
    if value["attribution"] is None:
        want(value["chain"] == [] and value["content"] == [] and value["speaker"] is None, f"{what}: more than a place")
        return
    want(value["kind"] in KINDS | {None} and value["naming"] in NAMINGS and value["access"] in ACCESSES and value["form"] in FORMS and value["act"] in ACTS, f"{what}: words")
    want(type(value["negated"]) is bool and all(type(one) is int for one in value["decided"]), f"{what}: negated, decided")
    want(not value["chain"] or value["chain"][-1] == value["speaker"], f"{what}: the chain does not end with the speaker")
    for name in ("outlet", "published", "title", "addressee", "when", "where"):
        text_or_null(value[name], f"{what}: {name}")
    share(value["confidence"], f"{what}: confidence")


def moments(value):
    want(value["said"] is None or DAY.match(value["said"]), f"said {value['said']!r}")
    want(value["about"] is None or TIME.match(value["about"]), f"about {value['about']!r}")


def found(value, name, lengths, limit):
    keys(value, {"total", "capped", name}, "found")
    want(type(value["total"]) is int and type(value["capped"]) is bool and len(value[name]) <= min(limit, value["total"]), "total, capped, limit")
    for one in value[name]:
        statement(one, lengths)
        if name == "entries":
            moments(one)


def speaker(value, lengths):
    keys(value, {"speaker", "kind", "names", "titles", "total", "articles", "statements", "changed", "others", "decided"}, "speaker")
    want(value["speaker"] in value["names"] and value["total"] >= len(value["statements"]) > 0, "names, total")
    for one in value["statements"]:
        statement(one, lengths)
    for one in value["changed"] or []:
        keys(one, {"question", "from", "to", "basis", "why", "confidence"}, "changed")


def origins(value):
    keys(value, {"question", "id", "least", "most", "nodes", "edges"}, "origins")
    for i, one in enumerate(value["nodes"]):
        keys(one, {"id", "kind", "label", "article", "outlet", "published", "naming", "access", "origin", "answers"}, f"node {i}")
        want(one["id"] == i and one["kind"] in {"speaker", "through", "article"} and set(one["answers"]) <= {"yes", "no", "unsure"}, f"node {i}")
    for one in value["edges"]:
        keys(one, {"from", "to", "kind", "answer", "certain"}, "edge")
        want(one["kind"] in {"cites", "copies"} and max(one["from"], one["to"]) < len(value["nodes"]), "edge")
    want(0 <= value["least"] <= value["most"], "least, most")


def decision(value, number, kind):
    keys(value, DECISION, f"decision {number}")
    want(value["decision"] == number and value["kind"] == kind and value["who"] == "contract.py", f"decision {number}: {value['kind']}")


def case_accounts(value, records):
    accounts(value, records)
    for i, one in enumerate(value["articles"]):
        want(one["article"] == i + 1, "an article without its number")
    for question in value["questions"]:
        want(isinstance(question["decided"], list), "a question without 'decided'")
        for claim in question["claims"]:
            keys(claim, {"case_article", "decided"}, "claim of a case")


def of_a_case(suite, folder, records):
    case = ["--case", folder / "story.case"]
    lengths = [len(one["text"]) for one in records]

    def ask(*words, status=0):
        done = hearsay(*case, *words, "--json")
        suite.check(done.returncode == status, f"{' '.join(words)} --json: exit status", f"{done.returncode} {done.stderr!r}")
        suite.check(done.stdout.count(b"\n") == 1 and done.stdout.endswith(b"\n"), f"{' '.join(words)} --json: one line")
        return json.loads(done.stdout)

    suite.check(ask("add", str(STORY)) == {"added": 9, "known": 0}, "add --json")
    suite.check(ask("add", str(STORY)) == {"added": 0, "known": 9}, "add --json again")
    suite.check(hearsay("search", "bridge", *case).stdout == hearsay(*case, "search", "bridge").stdout != b"", "--case before and after the command")
    for words in (["bridge"], ["gas", "contract"], ["gas contract"], ["--speaker", "Maren"], ["--naming", "anonymous", "--form", "direct"], ["--access", "in-room", "--outlet", "VTN"],
                  ["brid*", "--limit", "2", "--offset", "1"], ["--after", "2024-05-16", "--before", "2024-05-16"]):
        right(suite, f"search {words}", lambda: found(ask("search", *words), "hits", lengths, 50))
        right(suite, f"timeline {words}", lambda: found(ask("timeline", *words), "entries", lengths, 50))
    filtered = ask("search", "--naming", "anonymous", "--form", "direct", "--after", "2024-05-15")
    suite.check(filtered["hits"] and all(one["naming"] == "anonymous" and one["form"] == "direct" and one["published"] >= "2024-05-15" for one in filtered["hits"]), "search keeps to its options")
    pages = [ask("search", "--limit", "20", "--offset", str(at))["hits"] for at in (0, 20)]
    suite.check(pages[0] + pages[1] == ask("search", "--limit", "40")["hits"], "search: pages follow one another")
    suite.check(ask("search", "xyzzy", status=1) == {"total": 0, "capped": False, "hits": []}, "search: nothing")
    clock = [one["said"] or one["published"] for one in ask("timeline", "--limit", "1000")["entries"]]
    suite.check(clock == sorted(clock), "timeline: in the order of the clock")
    right(suite, "accounts of a case", lambda: case_accounts(ask("accounts"), records))
    right(suite, "speaker", lambda: speaker(ask("speaker", "Dragan"), lengths))
    suite.check(ask("speaker", "dragan")["changed"] is not None, "speaker: what changed is known once the accounts are worked out")
    right(suite, "origins", lambda: origins(ask("origins", "0")))
    asked = "Did Ilse Maren agree to reopen the Skarn bridge?"
    suite.check([one["text"] for one in ask("accounts", "--question", asked)["questions"]] == [asked], "accounts of a case answer the question asked")
    same = json.loads(hearsay("accounts", "--json", STORY).stdout)
    suite.check([one["text"] for one in same["questions"]] == [one["text"] for one in ask("accounts")["questions"]], "accounts of a case find the questions of the same inputs")
    decisions(suite, ask)
    exported(suite, folder, case, records)


def decisions(suite, ask):
    who = ["--who", "contract.py", "--reason", "to see"]
    hit = ask("search", "--speaker", "Dragan")["hits"][0]
    place = f"{hit['article']}:{hit['attribution']}"
    right(suite, "correct", lambda: decision(ask("correct", "speaker", place, "Jane Roe", *who), 1, "speaker"))
    suite.check([(one["article"], one["attribution"]) for one in ask("search", "--speaker", "Jane Roe")["hits"]] == [(hit["article"], hit["attribution"])], "a corrected speaker is found by the new name")
    right(suite, "correct merge", lambda: decision(ask("correct", "merge", "Jane Roe", "Ilse Maren", *who), 2, "merge"))
    suite.check(ask("speaker", "Jane Roe")["speaker"] == "Ilse Maren", "merged names are one")
    right(suite, "undo", lambda: decision(ask("undo", *who), 3, "undo"))
    right(suite, "undo N", lambda: decision(ask("undo", "1", *who), 4, "undo"))
    log = ask("log")["decisions"]
    suite.check([one["stands"] for one in log] == [False, False, True, True] and [one["undone_by"] for one in log] == [4, 3, None, None], "log", log)
    suite.check(ask("search", "--speaker", "Dragan")["hits"][0] == hit, "what was undone is as it was")


def exported(suite, folder, case, records):
    done = hearsay(*case, "export", "--format", "jsonl")
    kept = read_all(done.stdout)
    suite.check([one["text"] for one in kept] == [one["text"] for one in records], "export of a case: every article")
    for one in kept:
        right(suite, f"export of a case: {one['id']}", record, one)
    (folder / "kept.jsonl").write_bytes(done.stdout)
    done = hearsay("--case", folder / "other.case", "import", "--json", folder / "kept.jsonl")
    suite.check(json.loads(done.stdout) == {"added": 9, "known": 0}, "import --json", done.stderr)
    page = hearsay(*case, "accounts", "--format", "html").stdout
    suite.check(page.startswith(b"<!") and b"<script" not in page, "accounts of a case as a page")


def company(suite, folder, questions):
    """The trained judge lays statements beside a question; it gives no side and makes no relation."""
    (folder / "rules").mkdir()
    (folder / "rules/english.hear").symlink_to(MODEL)
    rules = json.loads(hearsay("accounts", "--json", "--model", folder / "rules", STORY).stdout)["questions"]
    sides = lambda q: sorted((c["article"], c["attribution"], c["answer"]) for c in q["claims"] if c["answer"] != "unsure")
    kinds = lambda q: sorted((r["kind"], q["claims"][r["from"]]["attribution"], q["claims"][r["to"]]["attribution"]) for r in q["relations"] if r["kind"] != "same-origin")
    ruled = questions[:len(rules)]
    suite.check([(q["text"], sides(q), kinds(q)) for q in ruled] == [(q["text"], sides(q), kinds(q)) for q in rules], "accounts: the same sides and relations without the trained judge")
    suite.check(all(len(sides(q)) == 1 and not kinds(q) for q in questions[len(rules):]), "accounts: a question that the trained judge adds has one side and no relation")
    suite.check(sum(len(q["claims"]) for q in questions) > sum(len(q["claims"]) for q in rules), "accounts: the trained judge lays statements beside questions")
    outputs = [hearsay("accounts", "--json", "--threads", n, STORY).stdout for n in ("1", "2", "3")]
    suite.check(len(set(outputs)) == 1, "accounts: the same on one thread, two and three")


def main():
    suite = Suite("contract")
    if not MODEL.exists():
        suite.skip("all", "no weights")
        suite.close()
    done = hearsay("read", "--json", STORY, *sorted(ROOT.glob("examples/*.txt")))
    suite.check(done.returncode == 0, "read --json, the examples: exit status", done.stderr)
    records = read_all(done.stdout)
    suite.check(len(records) == 12, "read --json, the examples: one record an article", len(records))
    given = [json.loads(line) for line in STORY.read_text(encoding="utf-8").splitlines()]
    for one, was in zip(records, given):
        suite.check(all(one[name] == was[name] for name in was), f"read --json: {was['id']} keeps its fields")
    for one in records:
        right(suite, f"read --json: {one['id']}", record, one)
        suite.check(one["attributions"], f"read --json: {one['id']} has attributions")
    threads = [hearsay("read", "--json", "--threads", n, STORY).stdout for n in (1, 2, 5)]
    suite.check(threads[0] == threads[1] == threads[2], "read --json: the same bytes whatever the number of threads")
    from_pipe = hearsay("read", "--json", "-", stdin=STORY.read_bytes())
    suite.check(len(read_all(from_pipe.stdout)) == 9, "read --json: from a pipe", from_pipe.stderr)

    done = hearsay("accounts", "--json", STORY)
    suite.check(done.returncode in (0, 1), "accounts --json: exit status", f"{done.returncode} {done.stderr!r}")
    right(suite, "accounts --json", lambda: accounts(json.loads(done.stdout), records[:9]))
    told = json.loads(done.stdout)["questions"]
    suite.check((done.returncode == 0) == any(sum(c["answer"] != "unsure" for c in q["claims"]) > 1 for q in told), "accounts: exit 0 where two answer one question, else 1")
    asked = ["Did Ilse Maren agree to reopen the Skarn bridge?", "Did Tomas Dragan threaten to halt gas deliveries?"]
    done = hearsay("accounts", "--json", *(part for one in asked for part in ("--question", one)), STORY)
    right(suite, "accounts --json --question", lambda: accounts(json.loads(done.stdout), records[:9]))
    suite.check([one["text"] for one in json.loads(done.stdout)["questions"]] == asked, "accounts --question answers the questions asked, in order")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "questions").write_text("\n".join(asked) + "\n")
        again = hearsay("accounts", "--json", "--questions", folder / "questions", STORY)
        suite.check(again.stdout == done.stdout, "accounts --questions FILE: the same as --question", again.stderr)
        company(suite, folder, told)
        hostile(suite, folder)
        brat(suite, folder)
        of_a_case(suite, folder, records[:9])
    terminal(suite)
    quiet = hearsay("accounts", ROOT / "examples/council.txt")
    suite.check(quiet.returncode == 1, "accounts of one article: exit status 1", f"{quiet.returncode} {quiet.stderr!r}")
    suite.close()


if __name__ == "__main__":
    main()
