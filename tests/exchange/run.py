#!/usr/bin/env python3
"""Every export format on the examples' story and on articles made to break it: own structural checks always, the formats' own libraries where `install` put them."""
import csv
import html.parser
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))
from suite import MODEL, ROOT, SANITIZED, STORY, Suite, hearsay  # noqa: E402

FORMATS = ["html", "jsonl", "csv", "brat", "webannotation", "ftm", "stix"]
PYTHON = ROOT / "build/exchange-venv/bin/python"
SAID = 'Anna Berg said that the ferry sank. Carl Dorn denied that the ferry sank. "{}," said Anna Berg, the mayor.\n'
EVIL = ["</script><script>alert(1)</script>", "=HYPERLINK(\"http://x\")", "\u202eevil\u202c \u2066x\u2069", "a\u0000b\u001b[31mc\u0007", "]]> <!-- --> &lt;", "\" onmouseover=\"alert(1)",
        "../../etc/passwd", "O'Brien \"Q\" <b>", "+1", "@x", "<img src=x onerror=alert(1)>"]
VOID = {"meta", "br", "img", "link", "input", "hr"}
TAGS = {"html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article", "footer", "h1", "h2", "h3", "h4", "p", "ol", "ul", "li", "a", "b", "bdi", "span",
        "div", "blockquote", "mark", "time", "table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "details", "summary"}
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "rel", "dir", "datetime", "aria-label", "scope", "data-h"}


class Page(html.parser.HTMLParser):
    """A page is well formed, of known elements and attributes alone, and links to itself or to http."""
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.stack, self.wrong, self.ids, self.links = [], [], [], []
        self.feed(text)
        self.close()
        self.wrong += [f"open at the end: {self.stack}"] if self.stack else []
        self.wrong += [f"link to nothing: {link}" for link in self.links if link.startswith("#") and self.ids.count(link[1:]) != 1]
        self.wrong += [f"link out: {link}" for link in self.links if not link.startswith(("#", "http://", "https://"))]

    def handle_starttag(self, tag, attributes):
        self.wrong += [f"element {tag}"] if tag not in TAGS else []
        self.wrong += [f"attribute {name} of {tag}" for name, _ in attributes if name not in ATTRIBUTES]
        if tag not in VOID:
            self.stack.append(tag)
        self.ids += [value for name, value in attributes if name == "id"]
        self.links += [value for name, value in attributes if name == "href"]

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append(f"</{tag}> closes what is not open")


def records_of(path):
    return [json.loads(line) for line in hearsay("export", "--format", "jsonl", path).stdout.decode().splitlines()]


def places(thing):
    if isinstance(thing, dict):
        if "selector" in thing:
            yield thing
        for value in thing.values():
            yield from places(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from places(value)


def check_html(out, records):
    return Page(out.decode()).wrong + [word for word in ("\u202e", "\u2066", "\x1b", "\x07") if word in out.decode()]


def check_csv(out, records):
    rows = list(csv.reader(io.StringIO(out.decode(), newline="")))
    wrong = [f"{len(rows)} rows"] if len(rows) != 1 + sum(len(one["attributions"]) for one in records) else []
    return wrong + [cell for row in rows for cell in row if len(row) != len(rows[0]) or cell[:1] in tuple("=+-@\t\r\n|%") and cell]


def check_webannotation(out, records):
    page, texts = json.loads(out), {}
    for one in records:
        texts.setdefault(one["url"], set()).add(one["text"])
    wrong = [] if page["partOf"]["total"] == len(page["items"]) == len({item["id"] for item in page["items"]}) else ["items miscounted, or one id twice"]
    for place in places(page):
        position, quote = place["selector"]
        candidates = texts.get(place["source"]) or {one["text"] for one in records}
        if not any(text[position["start"]:position["end"]] == quote["exact"] and text[:position["start"]].endswith(quote["prefix"]) and
                   text[position["end"]:].startswith(quote["suffix"]) for text in candidates):
            wrong.append(f"{position} is not {quote['exact'][:60]!r}")
    return wrong + [item["motivation"] for item in page["items"] if item["motivation"] == "assessing"]


def check_ftm(out, records):
    entities = [json.loads(line) for line in out.decode().splitlines()]
    ids = {one["id"] for one in entities}
    return [f"{one['schema']}.{name}: {value}" for one in entities for name in ("entity", "document", "resolved", "subject", "object", "proof")
            for value in one["properties"].get(name, []) if value not in ids]


def check_stix(out, records):
    objects = json.loads(out)["objects"]
    ids = [one["id"] for one in objects]
    wrong = [] if len(ids) == len(set(ids)) else ["one id twice"]
    wrong += [ref for one in objects for ref in one.get("object_refs", []) + [one["created_by_ref"]] if ref not in set(ids)]
    return wrong + [one["opinion"] for one in objects if one.get("opinion") not in (None, "agree", "disagree")]


def check_jsonl(out, records):
    return [] if [json.loads(line)["text"] for line in out.decode().splitlines()] == [one["text"] for one in records] else ["texts differ"]


def check_brat(out, records):
    heads = sum(line.startswith("# article ") for line in out.decode().split("\n"))
    return [] if heads == len(records) else [f"{heads} heads for {len(records)} articles"]


def validate(suite, form, path, what):
    done = subprocess.run([str(PYTHON if PYTHON.exists() else sys.executable), str(Path(__file__).parent / "validate.py"), form, str(path)], capture_output=True, text=True)
    if done.returncode == 3:
        suite.skip(f"{what}: {form} by its own library", "not installed; tests/exchange/install")
    else:
        suite.check(done.returncode == 0, f"{what}: {form} is valid to its own library", done.stdout + done.stderr)


def hostile(folder):
    rows = [{"id": f"e{i}", "title": evil, "outlet": evil, "byline": evil, "url": ("javascript:" if i % 2 else "http://a.example/") + evil, "published": "2024-05-0%d" % (i % 9 + 1),
             "text": SAID.format(evil) * 2} for i, evil in enumerate(EVIL)]
    rows += [dict(rows[0]), {"id": "long", "title": "T" * (1 << 20), "text": SAID.format("x")}, {"id": "", "text": SAID.format("y"), "published": "soon"}]
    path = folder / "hostile.ndjson"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def main():
    suite = Suite("exchange")
    if not MODEL.exists():
        suite.skip("every format", "no weights")
        suite.close()
    with tempfile.TemporaryDirectory() as scratch:
        for what, source in (("story", STORY), ("hostile", hostile(Path(scratch)))):
            records = records_of(source)
            suite.check(records, f"{what}: there are records")
            for form in FORMATS:
                path = Path(scratch) / f"{what}.{form}"
                done = hearsay("export", "--format", form, "-o", path, source)
                if not suite.check(done.returncode == 0 and path.exists(), f"{what}: {form} is written", done.stderr):
                    continue
                wrong = globals()[f"check_{form}"](path.read_bytes(), records)
                suite.check(not wrong, f"{what}: {form}", "\n".join(map(str, wrong[:20])))
                if form in ("ftm", "stix", "webannotation") and not SANITIZED:
                    validate(suite, form, path, what)
        done = hearsay("accounts", "--format", "html", STORY)
        suite.check(done.returncode == 0 and not Page(done.stdout.decode()).wrong, "accounts --format html")
        done = hearsay("export", STORY)
        suite.check(done.returncode == 2 and b"--format" in done.stderr, "export without a format is told")
        done = hearsay("lint", "--json", ROOT / "examples/recall.txt")
        suite.check(done.returncode in (0, 1) and json.loads(done.stdout)["statements"] > 0, "lint --json")
    suite.close()


if __name__ == "__main__":
    main()
