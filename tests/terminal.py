#!/usr/bin/env python3
"""What the goldens cannot show: the program on a terminal, interrupted, with nobody left to read, on a full disk, with a case that it may
only look at, and with articles and words that would like to command the terminal."""
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import fcntl
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
from suite import ENVIRONMENT, MODEL, PROGRAM, ROOT, SANITIZED, STORY, Suite, hearsay  # noqa: E402

LOOKS = (["search", "bridge"], ["search", "--speaker", "Dragan"], ["timeline"], ["speaker", "Dragan"], ["origins"], ["origins", "0"], ["accounts"], ["log"], ["export", "--format", "csv"],
         ["lint", "examples/recall.txt"])
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
EVIL = "\x1b[31mred\x1b]0;title\x07 \u202egpj.exe\u202c \u200bthin \x9b1m \x08\x08 \r over"


class Terminal:
    """The program with a terminal of its own as standard error, and as standard output too unless `out` says otherwise."""

    def __init__(self, *arguments, columns=80, out=None):
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {name: value for name, value in ENVIRONMENT.items() if name != "COLUMNS"}
        self.ours, self.shown = ours, b""
        self.process = subprocess.Popen([PROGRAM, *map(str, arguments)], cwd=ROOT, env={**environment, "TERM": "xterm"}, stdin=theirs, stdout=out or theirs, stderr=theirs,
                                        preexec_fn=self.settle)
        os.close(theirs)

    @staticmethod
    def settle():
        """In the new process: the terminal is its own, and an interrupt ends it even where the tests run in the background, which ignores them."""
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    def read(self, until=None, seconds=120):
        """What it showed, up to its end or until the pattern is there."""
        end = time.time() + seconds
        while time.time() < end and not (until and re.search(until, self.shown)):
            if not select.select([self.ours], [], [], 0.2)[0]:
                continue
            try:
                part = os.read(self.ours, 65536)
            except OSError:
                part = b""
            if not part:
                break
            self.shown += part
        return self.shown

    def end(self):
        self.read()
        status = self.process.wait(timeout=60)
        os.close(self.ours)
        return status


def many(path, n):
    """Articles enough to be interrupted in; each is another text."""
    text = (ROOT / "examples/council.txt").read_text(encoding="utf-8")
    with path.open("w", encoding="utf-8") as out:
        for i in range(n):
            out.write(json.dumps({"id": f"a{i}", "text": f"Report {i}. {text}"}) + "\n")


def interrupted(suite, folder):
    inputs, case, n = folder / "many.ndjson", folder / "many.case", 200 if SANITIZED else 3000
    many(inputs, n)
    at_work = Terminal("--case", case, "add", "--threads", 1, inputs)
    shown = at_work.read(until=rb"[1-9]\d* articles?, \d+ words a second")
    suite.check(re.search(rb"\r\x1b\[K *\d+ %, \d+ articles?, \d+ words a second", shown), "add shows how far it is on a terminal", shown)
    os.write(at_work.ours, b"\x03")
    status = at_work.end()
    suite.check(status == -signal.SIGINT, "add ends by the interrupt", status)
    suite.check(at_work.shown.endswith(b"\r\x1b[Khearsay: stopped; what is done so far is in the case, and the same command goes on from there\r\n"),
                "add says that nothing is lost, on a line of its own", at_work.shown[-300:])
    kept = hearsay("--case", case, "export", "--format", "jsonl")
    articles = [json.loads(line) for line in kept.stdout.splitlines()]
    suite.check(0 < len(articles) < n, "some articles were added before the interrupt, not all", len(articles))
    suite.check([one["id"] for one in articles] == [f"a{i}" for i in range(len(articles))] and all(one["attributions"] for one in articles), "those that are there are whole, and the first")
    many(folder / "some.ndjson", len(articles) + 3)
    again = hearsay("--case", case, "add", "--json", folder / "some.ndjson")
    suite.check(json.loads(again.stdout) == {"added": 3, "known": len(articles)} and not again.stderr, "run again it goes on where it stopped, and a pipe gets no progress", again)


def widths(suite, case):
    for columns in (60, 80, 200):
        for words in LOOKS[:8]:
            shown = Terminal("--case", case, *words, columns=columns)
            status = shown.end()
            lines = re.sub(r"\x1b\[[01]m", "", shown.shown.decode("utf-8").replace("\r\n", "\n")).splitlines()
            suite.check(status == 0 and lines and max(map(len, lines)) <= columns, f"{' '.join(words)} keeps within a terminal of {columns} columns", "\n".join(lines))
            suite.check(not OBEYED.search("\n".join(lines)), f"{' '.join(words)}: nothing on the terminal but words and our own bold", lines)


def nobody_reads(suite, case):
    for words in (*LOOKS, ["correct", "speaker", "2:0", "A", "--reason", "b", "--who", "c"], ["undo", "--who", "c"], ["add", str(STORY)], ["import", "--json", str(case.with_name("kept.jsonl"))]):
        read, write = os.pipe()
        os.close(read)
        for name, out in (("a reader that went away", write), ("a full disk", os.open("/dev/full", os.O_WRONLY))):
            done = subprocess.run([PROGRAM, "--case", case, *words], cwd=ROOT, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE, timeout=120)
            why = b"Broken pipe" if out == write else b"No space left on device"
            suite.check(done.returncode == 2 and done.stderr == b"hearsay: standard output: " + why + b"\n", f"{' '.join(words)}: {name}", done)
            os.close(out)
    full = hearsay("--case", case, "export", "--format", "html", "-o", "/dev/full")
    suite.check(full.returncode == 2 and full.stderr == b"hearsay: '/dev/full': No space left on device\n", "export -o: a full disk", full)


def only_to_look(suite, folder, case):
    """As somebody else, who may not write: root may write anything."""
    if os.geteuid() != 0:
        suite.skip("a case that belongs to somebody else", "not run by root")
        return
    if not all(path.stat().st_mode & 0o001 for path in [PROGRAM, *PROGRAM.parents, MODEL.parent, *MODEL.parents]):
        suite.skip("a case that belongs to somebody else", "the program's folder is closed to other users")
        return
    locked = folder / "locked"
    locked.mkdir()
    copy = locked / "story.case"
    copy.write_bytes(case.read_bytes())
    for path, mode in ((folder, 0o755), (copy, 0o444), (locked, 0o555)):
        path.chmod(mode)
    def become():
        os.setgid(65534)
        os.setuid(65534)
    for words in LOOKS:
        done = hearsay("--case", copy, *words, preexec_fn=become)
        suite.check(done.returncode == (1 if words == ["log"] else 0) and (done.stdout or words == ["log"]), f"{' '.join(words)}: a case that is read-only", done)
    for words in (["add", "examples/council.txt"], ["correct", "speaker", "2:0", "A", "--reason", "b", "--who", "c"], ["undo", "--who", "c"], ["import", "examples/story.ndjson"]):
        done = hearsay("--case", copy, *words, preexec_fn=become)
        suite.check(done.returncode == 2 and str(copy).encode() in done.stderr and b"read-only" in done.stderr, f"{' '.join(words)}: a case that is read-only is named", done)


def hostile(suite, folder):
    text = (f"Mayor {EVIL} Bell said on Friday that the {EVIL} bridge was safe. \"It is {EVIL} safe,\" Bell said.\n\n"
            f"Engineer Ann Poe denied that the bridge was safe. Bell {EVIL} did not agree, she said.\n")
    article = {"id": EVIL, "title": EVIL, "outlet": EVIL, "published": EVIL, "byline": EVIL, "url": EVIL, "text": text}
    more = {**article, "id": "2", "outlet": "B", "text": text.replace("Ann Poe", "Eve Fox") + " Bell said that the bridge was not safe."}
    (folder / "evil.ndjson").write_text("\n".join(map(json.dumps, (article, more))) + "\n")
    case = folder / "evil.case"
    done = hearsay("--case", case, "add", folder / "evil.ndjson")
    suite.check(done.returncode == 0, "a hostile article is added", done)
    place = json.loads(hearsay("--case", case, "search", "--json", "--limit", "1").stdout)["hits"][0]
    hearsay("--case", case, "correct", "speaker", f"{place['article']}:{place['attribution']}", f"Roe {EVIL}".replace("\0", ""), "--reason", EVIL, "--who", EVIL)
    for words in (["search", "safe"], ["search"], ["timeline"], ["speaker", "Roe"], ["speaker", "Bell"], ["origins"], ["origins", "0"], ["accounts"], ["log"], ["search", EVIL], ["speaker", EVIL],
                  ["origins", EVIL], ["correct", EVIL], ["undo", EVIL], ["search", "--outlet", EVIL], ["search", "--after", EVIL], ["search", "--naming", EVIL], ["import", EVIL]):
        done = hearsay("--case", case, *words, environment={"USER": EVIL})
        shown = (done.stdout + done.stderr).decode("utf-8")
        suite.check(done.returncode in (0, 1, 2) and shown, f"{words[0]}: a hostile article or word: shown", done)
        suite.check(not OBEYED.search(shown), f"{words[0]}: a hostile article or word: harmless", repr(shown[:2000]))
    for words in ('"', '""', "*", '"a', "a AND b", "NEAR(a b)", "title:bridge", "-safe", "(", "' OR 1=1 --", "\\", "%", "𝔟ridge", "a" * 5000, " ", ""):
        done = hearsay("--case", case, "search", "--", words)
        suite.check(done.returncode in (0, 1) or b"search" in done.stderr, f"search {words[:20]!r} is only words", done)


def main():
    suite = Suite("terminal")
    if not MODEL.exists():
        suite.skip("all", "no weights")
        suite.close()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        case = folder / "story.case"
        done = hearsay("--case", case, "add", STORY)
        suite.check(done.returncode == 0, "the story is added", done)
        (folder / "kept.jsonl").write_bytes(hearsay("--case", case, "export", "--format", "jsonl").stdout)
        only_to_look(suite, folder, case)
        hearsay("--case", case, "correct", "speaker", "2:1", "Jane Roe", "--reason", "to see", "--who", "me")
        widths(suite, case)
        nobody_reads(suite, case)
        hostile(suite, folder)
        interrupted(suite, folder)
    suite.close()


if __name__ == "__main__":
    main()
