#!/usr/bin/env python3
"""The page's server over HTTP: routes, headers, who may ask, sizes, hostile articles, additions, corrections, and that docs/openapi.yaml tells the truth."""
import csv
import io
import json
import re
import signal
import socket
import sqlite3
import sys
import tempfile
import time
import urllib.parse
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import openapi  # noqa: E402
from hostile import HOSTILE, RAN, lines  # noqa: E402
from server import Server  # noqa: E402
from suite import LONG, MODEL, ROOT, SANITIZED, STORY, Suite, hearsay  # noqa: E402

PAGES = ["/", "/articles", "/people", "/timeline", "/search", "/log", "/add"]
STARTS = ("/", "#", "?", "http://", "https://")

class Page(HTMLParser):
    """What a browser would run or follow."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.scripts, self.links, self.handlers, self.styles, self.open, self.text, self.ids = [], [], [], 0, [], [], []
        self.unclosed = 0
        self.feed(text)
        self.close()

    VOID = {"meta", "link", "input", "br", "img", "hr"}

    def handle_starttag(self, tag, attributes):
        own = dict(attributes)
        if tag == "script":
            self.scripts.append(own.get("src"))
        self.styles += tag == "style" or "style" in own
        self.handlers += [name for name in own if name.startswith("on")]
        self.links += [own[name] for name in ("href", "src", "action") if name in own]
        self.ids += [own["id"]] if "id" in own else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.unclosed += 1

    def handle_data(self, data):
        self.text.append(data)


def check_page(suite, what, body):
    page = Page(body.decode("utf-8"))
    wrong = [src for src in page.scripts if src not in ("/page.js", "/correct.js")]
    suite.check(not wrong and not page.handlers and not page.styles, f"{what}: nothing runs but our script", (wrong, page.handlers, page.styles))
    bad = [link for link in page.links if link != "" and not (link or "").startswith(STARTS)]  # "": this page again
    suite.check(not bad, f"{what}: links lead to http or here", bad)
    suite.check(not page.unclosed and not page.open, f"{what}: well-formed", (page.unclosed, page.open))
    suite.check(len(page.ids) == len(set(page.ids)), f"{what}: every id once", [one for one in page.ids if page.ids.count(one) > 1][:5])
    suite.check(not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x1b]", body.decode()), f"{what}: no control reaches the page")
    return page


def headers(suite, server):
    code, head, _ = server.get("/")
    policy = head.get("Content-Security-Policy", "")
    suite.check(code == 200 and "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy, "content security policy", policy)
    suite.check(head.get("X-Content-Type-Options") == "nosniff" and head.get("Referrer-Policy") == "no-referrer", "nosniff, no-referrer", head)
    suite.check("no-store" in head.get("Cache-Control", ""), "pages are not kept", head)
    suite.check("Access-Control-Allow-Origin" not in head, "no other origin is let in", head)
    _, head, _ = server.get("/style.css")
    suite.check(head["Content-Type"].startswith("text/css") and server.get("/style.css", If_None_Match=head["ETag"])[0] == 304, "style.css is known again")
    code, head, body = server.ask("HEAD", "/")
    suite.check(code == 200 and not body and int(head["Content-Length"]) > 500, "HEAD", (code, head))


def who_may_ask(suite, server):
    port = server.port
    for host, want in ((f"127.0.0.1:{port}", 200), (f"localhost:{port}", 200), ("evil.example", 421), (f"evil.example:{port}", 421), ("127.0.0.1:1", 421),
                       (f"127.0.0.1:{port}.evil.example", 421), ("", 421)):
        suite.check(server.get("/", Host=host)[0] == want, f"Host '{host}'", server.get("/", Host=host)[0])
    article = {"text": "The mayor said on Monday that the road would open."}
    for name, more in (("no token", {"token": None}), ("a wrong token", {"token": "0" * 64}), ("a short token", {"token": "0"}), ("an empty token", {"token": ""})):
        suite.check(server.post("/api/articles", article, **more)[0] == 403, f"adding with {name}")
        suite.check(server.post("/api/corrections", {"kind": "merge"}, **more)[0] == 403, f"correcting with {name}")
    for origin in ("http://evil.example", "null", f"http://evil.example:{port}", f"https://127.0.0.1:{port}", "http://127.0.0.1:1"):
        suite.check(server.post("/api/corrections", {}, Origin=origin)[0] == 403, f"Origin '{origin}'")
    suite.check(server.post("/api/corrections", {}, Origin=f"http://127.0.0.1:{port}")[0] == 400, "our own Origin goes through")
    suite.check(server.get("/api/articles", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403, "another site's page may not read")
    suite.check(server.get("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")[0] == 200, "a link may be followed")


def addresses(suite, server):
    for path, want in (("/nope", 404), ("/../etc/passwd", 404), ("/%2e%2e/%2e%2e/etc/passwd", 404), ("/articles/999999", 404), ("/articles/-1", 404),
                       ("/articles/1e3", 404), ("/articles/99999999999999999999", 404), ("/questions/999999", 404), ("/api/questions/999999", 404),
                       ("/api/articles/0", 404), ("/api/jobs/0", 404), ("/api/export", 400), ("/api/export?format=exe", 400), ("/api/person", 400), ("/ask", 400),
                       ("/person?name=Nobody%20Of%20This%20Name", 404), ("/" + "a" * 5000, 414), ("/style.css/", 404), ("/page.js%00", None)):
        code = server.get(path)[0]
        suite.check(code == want if want else code < 500, f"{path[:60]} gives {want}", code)
    for method, path, want in (("POST", "/", 405), ("DELETE", "/api/articles/1", 405), ("PUT", "/api/articles", 405), ("GET", "/api/corrections", 405)):
        suite.check(server.ask(method, path)[0] == want, f"{method} {path}", server.ask(method, path)[0])
    suite.check(json.loads(server.get("/api/nope")[2])["code"] == 404, "a refusal under /api is JSON")
    for query in HOSTILE + ["%", "%ff", "a" * 1001, "\u0000", "*" * 900, '"' * 999]:
        for path in ("/search?q=", "/api/search?q=", "/person?name=", "/timeline?speaker=", "/ask?question="):
            code, _, body = server.get(path + urllib.parse.quote(query))
            suite.check(code < 500, f"{path}{query[:30]!r} is answered", (code, body[:200]))
            if code == 200 and not path.startswith("/api"):
                check_page(suite, f"{path}{query[:30]!r}", body)
    suite.check(server.get("/search?q=a&limit=99999999999&offset=-3")[0] == 200, "numbers out of bounds")


def sizes(suite, server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nX-Long: {'a' * 60000}\r\n\r\n".encode())
        suite.check(re.match(rb"HTTP/1.1 4\d\d|$", line.recv(64)), "headers have a bound")
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as line:
        line.sendall(f"POST /api/corrections HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nX-Hearsay-Token: {server.token}\r\nContent-Length: 9999999999\r\n\r\n".encode())
        suite.check(b" 413 " in line.recv(64), "a body announced too large is refused before it comes")
    suite.check(server.post("/api/corrections", "x" * 70000)[0] == 413, "a correction has a bound")
    suite.check(server.post("/api/articles", "", "application/octet-stream")[0] == 400, "an empty file")
    for body in ("", "{", "[]", '"x"', "{}", '{"text": ""}', '{"text": 3}', "\x00"):
        suite.check(server.post("/api/articles", body)[0] == 400, f"no article: {body!r}")
    for body in ("", "{", "[]", "{}", '{"kind": "speaker"}', '{"kind": "no-such", "who": "a", "reason": "b"}', "\x00{}"):
        suite.check(server.post("/api/corrections", body)[0] == 400, f"no correction: {body!r}", server.post("/api/corrections", body)[2][:200])
    suite.check(server.post("/api/corrections", "kind=merge", "application/x-www-form-urlencoded")[0] == 415, "a form is no correction")
    suite.check(server.post("/api/corrections/999/undo", {"who": "a", "reason": "b"})[0] in (400, 404), "undoing what was never decided")


def story(suite, server):
    job = server.add(STORY.read_bytes(), name="story.ndjson")
    suite.check(job["state"] == "done" and job["added"] == 9 and job["troubles"] == 0, "the story is added", job)
    again = server.add(STORY.read_bytes(), name="story.ndjson")
    suite.check(again["state"] == "done" and again["added"] == 0 and again["known"] == 9, "what is known is passed over", again)
    questions = json.loads(server.get("/api/questions")[2])["questions"]
    disputed = [one for one in questions if {"yes", "no"} <= {claim["answer"] for claim in one["claims"]}]
    suite.check(disputed, "accounts meet")
    for path in PAGES + ["/search?q=bridge", "/articles/2"]:
        code, _, body = server.get(path)
        suite.check(code == 200, f"{path} is there", code)
        check_page(suite, path, body)
    for question in disputed[:3]:
        body = server.get(f"/questions/{question['id']}")[2]
        page = check_page(suite, f"question {question['id']}", body)
        suite.check(all(f"claim-{i}" in page.ids for i in range(len(question["claims"]))), "every claim is on the page")
        origins = server.get(f"/api/questions/{question['id']}/origins")
        told = question["unknown"]["no_access"] or bool(question["unknown"]["silent"])
        suite.check(("What is not known" in body.decode()) == told, "what is not known is told", question["unknown"])
        suite.check(origins[0] == 200 and json.loads(origins[2])["nodes"] and b"<svg" in body, "origins are drawn", origins[2][:100])
        few = server.get(f"/questions/{question['id']}?room=1&named=1&direct=1")[2].decode()
        shown = len(re.findall('id="claim-', few))
        want = sum(claim["access"] == "in-room" and claim["naming"] == "named" for claim in question["claims"])
        suite.check(shown <= want, "filters work without script", (shown, want))
    corrections(suite, server)


def corrections(suite, server):
    article = json.loads(server.get("/api/articles/2")[2])
    before = len(article["attributions"])
    place = {"article": 2, "content": article["attributions"][0]["content"]}
    code, _, body = server.post("/api/corrections", {"kind": "not-attribution", **place, "who": "<b>tester</b>", "reason": "</p><script>alert(1)</script>"})
    decision = json.loads(body).get("decision")
    suite.check(code == 200 and decision, "a correction is kept", body)
    suite.check(len(json.loads(server.get("/api/articles/2")[2])["attributions"]) < before, "a correction works")
    check_page(suite, "log", server.get("/log")[2])
    suite.check(json.loads(server.get("/api/log")[2])["decisions"][-1]["stands"], "a correction stands in the log")
    code, _, body = server.post(f"/api/corrections/{decision}/undo", {"who": "tester", "reason": "trial"})
    suite.check(code == 200 and len(json.loads(server.get("/api/articles/2")[2])["attributions"]) == before, "undoing works", body)
    suite.check(server.get("/")[0] == 200, "the accounts are made again")


def hostile(suite, server):
    job = server.add(lines().encode(), name=urllib.parse.quote('../../"><script>alert(1)</script>'))
    suite.check(job["state"] == "done", "hostile articles are added", job)
    found = json.loads(server.get("/api/articles?limit=1000")[2])["articles"]
    mine = [one for one in found if one["id"] in HOSTILE or one["url"] in HOSTILE or one["title"] in HOSTILE]
    suite.check(len(mine) >= len(HOSTILE) - 1, "all of them", len(mine))
    for one in mine:
        code, _, body = server.get(f"/articles/{one['article']}")
        page = check_page(suite, f"hostile article {one['id']!r}", body)
        suite.check(code == 200 and page.text, "is shown")
    for path in PAGES[:-1] + ["/search?q=Monday", "/search?q=%22script%22"]:
        check_page(suite, f"{path} with hostile articles", server.get(path)[2])
    for person in json.loads(server.get("/api/people")[2])["speakers"][:60]:
        code, _, body = server.get("/person?name=" + urllib.parse.quote(person["name"]))
        suite.check(code == 200, f"person {person['name']!r}", code)
        check_page(suite, f"person {person['name']!r}", body)
    for format in ("html", "jsonl", "csv", "webannotation", "ftm", "stix"):
        code, head, body = server.get(f"/api/export?format={format}")
        suite.check(code == 200 and body and head["X-Content-Type-Options"] == "nosniff", f"export {format}", (code, body[:100]))
        if format == "html":
            check_report(suite, head, body)
        if format == "csv":
            cells = [cell for row in csv.reader(io.StringIO(body.decode())) for cell in row]
            suite.check(not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "|", "%")], "no cell is a formula")


def check_report(suite, head, body):
    """The report has its style inside: one, by its nonce, and no script at all."""
    page, policy = Page(body.decode()), head["Content-Security-Policy"]
    nonce = re.search(r"style-src 'nonce-([0-9a-f]{64})'", policy)
    suite.check(nonce and "unsafe" not in policy and "script" not in policy and f'<style nonce="{nonce[1]}">'.encode() in body, "the report's style has a nonce", policy)
    suite.check(not page.scripts and not page.handlers and page.styles == 1 and f"<script>{RAN}".encode() not in body, "nothing runs in the report", page.handlers)
    suite.check(all((link or "").startswith(("#", "http://", "https://")) for link in page.links), "the report's links lead to http or in it", page.links[:5])


def long_word(suite, server):
    n = 10_000_000 if LONG else 300_000
    job = server.add(b"a" * n, "text/plain", name="word.txt", seconds=900)
    suite.check(job["state"] in ("done", "failed"), "one word of many bytes is over", job)
    found = [one for one in json.loads(server.get("/api/articles?limit=1000")[2])["articles"] if one["id"] == "word.txt"]
    if job["state"] == "done" and suite.check(found, "the long word is an article"):
        code, _, body = server.get(f"/articles/{found[0]['article']}")
        suite.check(code == 200 and len(body) < 2_000_000, "a long article comes in parts", (code, len(body)))
        check_page(suite, "the long word", body)


def interface(suite, server):
    told = set()
    path = None
    for line in (ROOT / "docs/openapi.yaml").read_text().splitlines():
        if match := re.match(r"  (/api/\S*):$", line):
            path = match[1]
        elif match := re.match(r"    (get|post|put|delete):", line):
            told.add((match[1].upper(), path))
    routes = set(re.findall(r'\{"(GET|POST)", "(/api/[^"]*)"', (ROOT / "src/serve/routes.c").read_text()))
    suite.check(told == routes and len(told) > 10, "docs/openapi.yaml tells every route", told ^ routes)
    code, head, body = server.get("/api/openapi.yaml")
    suite.check(code == 200 and body == (ROOT / "docs/openapi.yaml").read_bytes(), "and is served")


def ends(suite, case):
    server = Server(case)
    with server:
        other = hearsay("--case", case, "serve", "--port", server.port)
        suite.check(other.returncode == 2 and b"cannot be served" in other.stderr, "a port that is taken", other.stderr)
        suite.check(server.stop() == 0 and not server.errors, "Ctrl-C ends it", (server.process.returncode, server.errors))
    with Server(case) as server:
        suite.check(server.stop(signal.SIGTERM) == 0, "so does SIGTERM")
    for words, name in ((["serve"], "no case"), (["--case", case, "serve", "--port", "70000"], "a port that is none"), (["--case", ROOT / "Makefile", "serve"], "no case file")):
        done = hearsay(*words)
        suite.check(done.returncode == 2 and done.stderr.startswith(b"hearsay: ") and not done.stdout, name, done.stderr)


def ends_at_work(suite, case):
    """Ctrl-C while articles are being added: it ends soon, what was committed is whole, and the rest can be added afterwards."""
    story = [json.loads(line) for line in STORY.read_text(encoding="utf-8").splitlines()]
    articles = "".join(json.dumps({**one, "id": f"{one['id']}-{i}", "text": f"{one['text']}\n\nThis is edition {i}."}) + "\n" for i in range(15) for one in story)
    count = lambda what: sqlite3.connect(case).execute(f"SELECT count(*) FROM {what}").fetchone()[0]  # noqa: E731
    with Server(case) as server:
        server.post("/api/articles?name=many.ndjson", articles.encode(), "application/octet-stream")
        for _ in range(600):
            time.sleep(0.05)
            if count("read_article") > 3:
                break
        begun = time.monotonic()
        status = server.stop()
        taken = time.monotonic() - begun
    kept, all_of_it = count("read_article"), 15 * len(story)
    suite.check(status == 0 and taken < (20 if SANITIZED else 4), "Ctrl-C at work: ends soon", (status, taken, server.errors))
    suite.check(3 < kept < all_of_it, "Ctrl-C at work: it was at work", (kept, all_of_it))
    suite.check(kept == count("derived_record") and sqlite3.connect(case).execute("PRAGMA integrity_check").fetchone()[0] == "ok", "Ctrl-C at work: no half article", kept)
    whole = case.with_name("whole.ndjson")
    whole.write_text(articles, encoding="utf-8")
    done = hearsay("--case", case, "add", "--json", whole)
    suite.check(json.loads(done.stdout or "{}") == {"added": all_of_it - kept, "known": kept}, "Ctrl-C at work: the rest is added afterwards", done)


def main():
    suite = Suite("serve")
    if not MODEL.exists():
        suite.skip("everything", "no weights")
        suite.close()
    with tempfile.TemporaryDirectory() as scratch:
        with Server(Path(scratch) / "story.case") as server:
            for part in (headers, who_may_ask, addresses, sizes, interface, story):
                part(suite, server)
            openapi.check(suite, server, (ROOT / "docs/openapi.yaml").read_text())
            hostile(suite, server)
            if not SANITIZED:
                long_word(suite, server)
            suite.check(server.stop() == 0, "ends in order", server.errors)
            suite.check(not server.errors, "and says nothing", server.errors)
        ends(suite, Path(scratch) / "story.case")
        ends_at_work(suite, Path(scratch) / "work.case")
    suite.close()


if __name__ == "__main__":
    main()
