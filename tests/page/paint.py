#!/usr/bin/env python3
"""paint.py CASE: the first paint of the pages of a case, and beside it the time of a plain SQLite query of the rows that the page shows.
The case is opened as `hearsay serve` opens it: give a copy if it must stay as it is."""
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "serve"))
from server import Server  # noqa: E402

PAGE = 50


def median_ms(run, times=9):
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        run()
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)[times // 2]


def plain(case, name, number, speaker):
    """The rows of a page by one query. The accounts are one row: the kept text of all questions."""
    accounts = ("SELECT json FROM derived_kept WHERE name LIKE 'accounts%' ORDER BY name DESC LIMIT 1", ())
    rows = "SELECT s.*, a.title, a.text FROM derived_statement s JOIN read_article a USING (article)"
    queries = {
        "front": accounts, "question": accounts,
        "articles": ("SELECT * FROM read_article ORDER BY article LIMIT ?", (PAGE,)),
        "article": ("SELECT * FROM read_article JOIN derived_record USING (article) WHERE article = ?", (number,)),
        "people": ("SELECT p.name, count(*), count(DISTINCT article) FROM derived_statement JOIN derived_speaker p USING (speaker) GROUP BY p.same_as ORDER BY 2 DESC", ()),
        "person": (f"{rows} WHERE s.speaker IN (SELECT speaker FROM derived_speaker WHERE name = ?) ORDER BY s.day DESC LIMIT 1000", (speaker,)),
        "timeline": (f"{rows} ORDER BY s.clock LIMIT 100", ()),
        "search": ("SELECT a.* FROM derived_words w JOIN read_article a ON a.article = w.rowid WHERE derived_words MATCH 'president' ORDER BY rank LIMIT ?", (PAGE,)),
    }
    base = sqlite3.connect(case)
    try:
        return median_ms(lambda: base.execute(*queries[name]).fetchall())
    finally:
        base.close()


def main():
    case = Path(sys.argv[1])
    with Server(case) as server:
        begun = time.perf_counter()
        while server.ask("GET", "/", timeout=900)[0] == 503:
            time.sleep(1)
        print(f"accounts at hand after {time.perf_counter() - begun:.1f} s")
        total = json.loads(server.get("/api/articles?limit=1")[2])["total"]
        people = json.loads(server.get("/api/people")[2])["speakers"]
        questions = json.loads(server.ask("GET", "/api/questions", timeout=300)[2])["questions"]
        speaker, number = (people[0]["name"] if people else "nobody"), (total + 1) // 2
        addresses = {"front": "/", "articles": "/articles", "article": f"/articles/{number}", "people": "/people", "person": f"/person?name={quote(speaker)}", "timeline": "/timeline",
                     "search": "/search?q=president", **({"question": "/questions/0"} if questions else {})}
        done = subprocess.run(["node", str(HERE / "drive.js"), server.address, shutil.which("chromium"), json.dumps(addresses), "paint"], stdout=subprocess.PIPE, text=True, timeout=900)
    print(f"{total} articles, {len(questions)} questions, {case.stat().st_size / 1e6:.1f} MB")
    print("| page | first paint, ms | answer at hand, ms | plain query, ms | ratio |\n|---|---|---|---|---|")
    for line in done.stdout.splitlines():
        word, name, paint, answer = (line.split("\t") + ["", "", ""])[:4]
        if word == "paint":
            query = plain(case, name, number, speaker)
            print(f"| {name} | {float(paint):.0f} | {float(answer):.0f} | {query:.2f} | {float(answer) / query:.1f} |")


if __name__ == "__main__":
    main()
