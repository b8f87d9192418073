#!/usr/bin/env python3
"""measure_case.py NEWS.ndjson [--n N] [--records FILE] [--program FILE] [--work DIR] [--add N] [--accounts N] [--runs N]: what a large case costs.

Every time of a query is that of the library's call in this process (ctypes on libhearsay.so beside the program), without a program's start. Beside it stands what
plain SQLite takes, in the same process and minute, to find and fetch the rows that such an answer needs (the words' matches, ranked; a page of rows with their
articles' heads), made by hand without any of the library. Records come from `hearsay read --json` (--records), and where there are fewer of them than articles wanted,
the others are made by a pattern over the real text: every sentence with a speech verb is a statement of the words before it. Such a case has real words and as
many statements as the pattern finds; that is told with the figures. The cost of adding is CPU seconds of `add` against `read --json` of the same articles, in turns."""
import argparse
import ctypes
import json
import os
import random
import re
import resource
import sqlite3
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERBS = r"said|says|told|tweeted|warned|claimed|insisted|added|asked|denied|announced|believes|argued|acknowledged|testified|wrote|called|suggested|noted|agreed"
SAID = re.compile(rf"([A-Z][\w.'-]+(?: [A-Z][\w.'-]+){{0,2}}|officials?|he|she|they)\s+({VERBS})\s+([^.\n]{{15,400}})")
WORDS = re.compile(r"[A-Za-z]{4,}")


# ---- records ----

def patterned(article):
    """A record by the pattern alone; offsets are code points, as Python's are."""
    text, people, statements = article["text"], {}, []
    for match in SAID.finditer(text):
        name = match[1]
        person = people.setdefault(name, {"id": len(people), "name": name, "kind": "person" if name[0].isupper() else "unnamed", "titles": [], "mentions": []})
        person["mentions"].append(list(match.span(1)))
        number = len(statements)
        statements.append({"id": number, "parent": None, "source": list(match.span(1)), "cue": list(match.span(2)), "content": [list(match.span(3))],
                           "form": ("direct", "mixed", "indirect", "indirect")[number % 4], "act": "state", "negated": False, "speaker": person["id"],
                           "chain": [person["id"]], "naming": "named" if name[0].isupper() else "anonymous", "access": "unknown", "access_evidence": None,
                           "addressee": None, "when": None, "where": None, "confidence": 0.8})
    fields = {key: article.get(key) for key in ("id", "url", "outlet", "published", "byline", "title")}
    return {"hearsay": 1, **fields, "input": "pattern", "text": text, "people": list(people.values()), "attributions": statements, "diagnostics": []}


def make_lines(options, path):
    n_read = 0
    with path.open("w", encoding="utf-8") as out, open(options.news, encoding="utf-8") as news:
        if options.records:
            for line in open(options.records, encoding="utf-8"):
                if n_read < options.n and line.endswith("\n"):
                    out.write(line)
                    n_read += 1
        for at, line in enumerate(news):
            if n_read <= at < options.n:
                out.write(json.dumps(patterned(json.loads(line))) + "\n")
    return n_read


# ---- the library ----

class Search(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("words", "speaker", "outlet", "after", "before", "naming", "access", "form")] + \
               [("limit", ctypes.c_uint), ("offset", ctypes.c_uint)]


class Options(ctypes.Structure):
    _fields_ = [("model", ctypes.c_char_p), ("n_threads", ctypes.c_uint), ("kernel", ctypes.c_char_p)]


class Case:
    def __init__(self, library, path):
        self.lib, self.context, self.file = ctypes.CDLL(str(library)), ctypes.c_void_p(), ctypes.c_void_p()
        self.lib.hearsay_new(ctypes.byref(Options(b"/nowhere", 1, None)), ctypes.byref(self.context))  # nothing here reads
        if self.lib.hearsay_case_open(self.context, os.fsencode(path), 0, ctypes.byref(self.file)):
            self.lib.hearsay_message.restype = ctypes.c_char_p
            raise SystemExit(self.lib.hearsay_message(self.context).decode())
        self.free = ctypes.CDLL(None).free
        self.free.argtypes = [ctypes.c_void_p]

    def ask(self, name, *arguments):
        """(milliseconds, status, bytes of the answer)"""
        out, n = ctypes.c_void_p(), ctypes.c_size_t()
        started = time.perf_counter()
        status = getattr(self.lib, f"hearsay_case_{name}")(self.file, *arguments, ctypes.byref(out), ctypes.byref(n))
        took = 1000 * (time.perf_counter() - started)
        text = ctypes.string_at(out, n.value) if out.value else b""
        self.free(out)
        return took, status, text

    def search(self, timeline=False, **fields):
        search = Search(**{key: value.encode() if isinstance(value, str) else value for key, value in fields.items()})
        return self.ask("timeline" if timeline else "search", ctypes.byref(search))


# ---- queries ----

def queries(db, draw, n):
    """Words as frequent as they come in the texts, phrases out of them, names, filters, and all of it together."""
    texts = [row[0] for row in db.execute("SELECT text FROM read_article ORDER BY hash LIMIT 400")]
    names = [row[0] for row in db.execute("SELECT r.name FROM derived_speaker r JOIN derived_statement t USING (speaker) GROUP BY 1 ORDER BY count(*) DESC LIMIT 300")]
    outlets = [row[0] for row in db.execute("SELECT outlet FROM read_article WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 20")]

    def word():
        return draw.choice(WORDS.findall(draw.choice(texts)) or ["said"])

    def phrase():
        words = re.findall(r"\w+", draw.choice(texts))
        at = draw.randrange(max(1, len(words) - 3))
        return '"' + " ".join(words[at:at + draw.choice((2, 3))]) + '"'

    kinds = [lambda: {"words": word()}, lambda: {"words": f"{word()} {word()}"}, lambda: {"words": phrase()}, lambda: {"words": word()[:4] + "*"},
             lambda: {"words": word(), "outlet": draw.choice(outlets)}, lambda: {"words": word(), "after": "2018-01-01", "before": "2018-12-31"},
             lambda: {"speaker": draw.choice(names)}, lambda: {"words": word(), "speaker": draw.choice(names)}, lambda: {"naming": "anonymous"},
             lambda: {"words": word(), "form": "direct"}, lambda: {"outlet": draw.choice(outlets), "form": "mixed"}, lambda: {"words": draw.choice(("said", "the", "president", "trump"))}]
    return [kinds[i % len(kinds)]() for i in range(n)]


def quoted(words):
    """The words as FTS5 wants them, by hand."""
    parts = re.findall(r'"[^"]*"|\S+', words)
    return " ".join(part if part[0] == '"' else f'"{part[:-1]}" *' if part.endswith("*") else f'"{part}"' for part in parts)


def plain(db, search):
    """The rows of such an answer by SQLite alone: how many, and the fifty to show with their articles' heads and texts."""
    where, values = ["1"], []
    statements = not search.get("words") or any(key in search for key in ("speaker", "naming", "form"))
    if search.get("words"):
        table = "derived_said" if statements else "derived_words"
        source = f"{table} f CROSS JOIN {'derived_statement t ON t.statement' if statements else 'derived_shelf t ON t.article'} = f.rowid"
        where.append(f"{table} MATCH ?")
        values.append(quoted(search["words"]))
    else:
        source = "derived_statement t"
    if "speaker" in search:
        where.append("t.speaker = (SELECT speaker FROM derived_speaker WHERE name = ? LIMIT 1)")
        values.append(search["speaker"])
    for key, condition in (("after", "t.day >= ?"), ("before", "t.day <= ?"), ("outlet", "t.outlet = ?")):
        if key in search:
            where.append(condition)
            values.append(search[key].lower().removeprefix("the "))
    if "naming" in search:
        where.append("t.naming = 4")
    if "form" in search:
        where.append(f"t.form = {('direct', 'mixed', 'indirect').index(search['form'])}")
    rows = f"FROM {source} WHERE {' AND '.join(where)}"
    order = "f.rank" if search.get("words") else "t.day DESC, t.statement DESC"
    started = time.perf_counter()
    db.execute(f"SELECT count(*) FROM (SELECT 1 {rows} LIMIT 10001)", values).fetchone()
    key = "statement" if statements else "article"
    for (number,) in db.execute(f"SELECT t.{key} {rows} ORDER BY {order} LIMIT 50", values).fetchall():
        if statements:
            db.execute("SELECT a.id, a.outlet, a.published, a.title, a.text, t.facts FROM derived_statement t JOIN read_article a USING (article) WHERE statement = ?", (number,)).fetchone()
        else:
            db.execute("SELECT id, outlet, published, title, text FROM read_article WHERE article = ?", (number,)).fetchone()
    return 1000 * (time.perf_counter() - started)


def share(values, part):
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def told(what, ours, theirs, limit):
    ours95, theirs95 = share(ours, 0.95), share(theirs, 0.95)
    print(f"{what:<34} median {statistics.median(ours):7.1f} ms   95th {ours95:7.1f} ms   most {max(ours):7.1f} ms   plain SQLite 95th {theirs95:7.1f} ms"
          f"   ratio {ours95 / max(theirs95, 0.001):5.2f}" + (f"   (limit {limit} ms: {'held' if ours95 <= limit else 'MISSED'})" if limit else ""), flush=True)


def best(runs, make):
    """For each question the median of the runs; the runs go over all questions in turn, so that a busy minute spoils no single one."""
    all_runs = [make() for _ in range(runs)]
    return [statistics.median(column) for column in zip(*all_runs)]


def measure_search(case, db, options, draw):
    searches = queries(db, draw, 204)
    for one in searches:
        case.search(**one)  # once, so that the file is in memory
    told("search, 204 queries", best(options.runs, lambda: [case.search(**one)[0] for one in searches]), best(options.runs, lambda: [plain(db, one) for one in searches]), 50)
    slowest = sorted(((min(case.search(**one)[0] for _ in range(3)), one) for one in searches), key=lambda pair: -pair[0])[:4]
    print("    slowest: " + "; ".join(f"{took:.0f} ms {one}" for took, one in slowest))
    spans = [{}, {"after": "2018-01-01"}, {"speaker": searches[6]["speaker"]}, {"naming": "anonymous"}, {"words": "president"}, {"form": "mixed", "before": "2017-12-31"}]
    spans = [{"timeline": True, **one} for one in spans]
    without = [{key: value for key, value in one.items() if key != "timeline"} for one in spans]
    told("timeline, 6 queries", best(options.runs, lambda: [case.search(**one)[0] for one in spans]), best(options.runs, lambda: [plain(db, one) for one in without]), 50)


def plain_speaker(db, name):
    started = time.perf_counter()
    number = db.execute("SELECT speaker FROM derived_speaker WHERE name = ?", (name,)).fetchone()[0]
    db.execute("SELECT count(*), count(DISTINCT article) FROM derived_statement WHERE speaker = ?", (number,)).fetchone()
    db.execute("SELECT a.id, a.outlet, a.published, a.title, a.text, t.* FROM derived_statement t JOIN read_article a USING (article) WHERE speaker = ?"
               " ORDER BY t.day DESC, t.statement DESC LIMIT 1000", (number,)).fetchall()
    return 1000 * (time.perf_counter() - started)


def measure_pages(case, db, options):
    names = [row[0] for row in db.execute("SELECT r.name FROM derived_speaker r JOIN derived_statement t USING (speaker) WHERE r.kind = 0 GROUP BY r.speaker ORDER BY count(*) DESC LIMIT 40")]
    told("a speaker's page, the 40 busiest", best(options.runs, lambda: [case.ask("speaker", name.encode())[0] for name in names]),
         best(options.runs, lambda: [plain_speaker(db, name) for name in names]), 100)
    told("a speaker's page, by a part", best(options.runs, lambda: [case.ask("speaker", name.split()[-1].encode())[0] for name in names]),
         best(options.runs, lambda: [plain_speaker(db, name) for name in names]), 100)
    total = db.execute("SELECT count(*) FROM read_article").fetchone()[0]
    offsets = [0, total // 2, total - 60]

    def plain_list(offset):
        started = time.perf_counter()
        db.execute("SELECT article, id, title, outlet, published, url FROM read_article ORDER BY article LIMIT 50 OFFSET ?", (offset,)).fetchall()
        return 1000 * (time.perf_counter() - started)

    def plain_speakers():
        started = time.perf_counter()
        db.execute("SELECT r.name, count(*), count(DISTINCT t.article) FROM derived_statement t JOIN derived_speaker r USING (speaker) GROUP BY r.speaker ORDER BY 2 DESC LIMIT 10000").fetchall()
        return 1000 * (time.perf_counter() - started)

    told("articles, first, middle, last page", best(options.runs, lambda: [case.ask("articles", 50, offset)[0] for offset in offsets]),
         best(options.runs, lambda: [plain_list(offset) for offset in offsets]), 100)
    told("all speakers", best(options.runs, lambda: [case.ask("speakers")[0]]), best(options.runs, lambda: [plain_speakers()]), 0)


# ---- adding ----

def cpu(command, **more):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{command}: exit {done.returncode}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure_adding(options, work):
    """CPU seconds, so that other work on the machine counts little."""
    news, case = work / "some.ndjson", work / "some.case"
    with open(options.news, encoding="utf-8") as lines:
        articles = [line for line in lines]
    news.write_text("".join(articles[i] for i in range(7, len(articles), max(1, len(articles) // options.add)))[:1 << 28], encoding="utf-8")
    n, ratios, costs = news.read_text(encoding="utf-8").count("\n"), [], []
    for _ in range(3):
        for path in work.glob("some.case*"):
            path.unlink()
        reading = cpu([options.program, "read", "--threads", "1", "--json", str(news)])
        adding = cpu([options.program, "--case", str(case), "add", "--threads", "1", str(news)])
        ratios.append(adding / reading)
        costs.append((adding, reading))
    adding, reading = costs[ratios.index(statistics.median(ratios))]
    print(f"adding {n} articles: {1000 * adding / n:.1f} ms of CPU each, reading alone {1000 * reading / n:.1f} ms: {statistics.median(ratios):.3f} times"
          f" (runs {', '.join(f'{ratio:.3f}' for ratio in ratios)}; limit 1.25: {'held' if statistics.median(ratios) <= 1.25 else 'MISSED'})", flush=True)
    print(f"  that case: {case.stat().st_size / n:.0f} bytes an article, its news {news.stat().st_size / n:.0f}", flush=True)


def measure_accounts(options, work, lines):
    case, some = work / "accounts.case", work / "accounts.jsonl"
    with lines.open(encoding="utf-8") as source, some.open("w", encoding="utf-8") as out:
        for _, line in zip(range(options.accounts), source):
            out.write(line)
    subprocess.run([options.program, "--case", str(case), "import", str(some)], stdout=subprocess.DEVNULL, check=True)
    with tempfile.TemporaryFile() as out:
        started = time.time()
        process = subprocess.Popen([options.program, "--case", str(case), "accounts", "--json"], stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        print(f"accounts of {options.accounts} articles: exit {os.waitstatus_to_exitcode(status)}, {time.time() - started:.0f} s, {usage.ru_utime + usage.ru_stime:.0f} s of CPU, "
              f"{usage.ru_maxrss / 1024:.0f} MiB, {out.seek(0, 2) / 1e6:.1f} MB of JSON", flush=True)
    started = time.time()
    subprocess.run([options.program, "--case", str(case), "accounts", "--json"], stdout=subprocess.DEVNULL)
    print(f"  again, kept: {time.time() - started:.2f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("news")
    parser.add_argument("--n", type=int, default=17743)
    parser.add_argument("--records")
    parser.add_argument("--program", default=str(ROOT / "build/hearsay"))
    parser.add_argument("--work", help="keeps the case there, and uses it again")
    parser.add_argument("--add", type=int, default=60, help="how many articles to add and to read; 0: none")
    parser.add_argument("--accounts", type=int, default=0, help="accounts of that many articles")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as own:
        work = Path(options.work or own)
        work.mkdir(exist_ok=True)
        case, lines = work / "large.case", work / "large.jsonl"
        if not case.exists():
            n_read = make_lines(options, lines)
            started = time.time()
            spent = cpu([options.program, "--case", str(case), "import", str(lines)])
            print(f"import of {options.n} records ({n_read} by the model, the others by the pattern): {time.time() - started:.0f} s, {1000 * spent / options.n:.2f} ms of CPU each")
        db = sqlite3.connect(case)
        counts = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("read_article", "derived_statement", "derived_speaker")]
        print(f"{counts[0]} articles, {counts[1]} statements, {counts[2]} names; {case.stat().st_size / counts[0]:.0f} bytes an article, "
              f"of which text {db.execute('SELECT avg(length(CAST(text AS BLOB))) FROM read_article').fetchone()[0]:.0f}; load {os.getloadavg()[0]:.1f}", flush=True)
        large = Case(Path(options.program).parent / "libhearsay.so", case)
        measure_search(large, db, options, random.Random(7))
        measure_pages(large, db, options)
        if options.add:
            measure_adding(options, work)
        if options.accounts:
            measure_accounts(options, work, lines)
        print(f"load at the end {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
