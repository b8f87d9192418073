#!/usr/bin/env python3
"""The page in a browser: serves the examples' case and lets drive.js look at it. Skipped where tests/page/install has not been run.
HEARSAY_LONG: every width in both colours, and what it measures goes to standard output (docs/figures/page.md)."""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "serve"))
from hostile import lines  # noqa: E402
from server import Server  # noqa: E402
from suite import LONG, MODEL, SANITIZED, STORY, Suite  # noqa: E402


def drive(suite, server, chromium, how):
    done = subprocess.run(["node", str(HERE / "drive.js"), server.address, chromium, str(STORY), how], stdout=subprocess.PIPE, text=True, timeout=1500)
    for line in done.stdout.splitlines():
        word, _, rest = line.partition("\t")
        if word in ("ok", "no"):
            what, _, detail = rest.partition("\t")
            suite.check(word == "ok", what, detail)
        elif LONG:
            print(line)
    suite.check(done.returncode == 0, f"the browser's {how} run came to its end", done.returncode)


def main():
    suite = Suite("page")
    chromium = shutil.which("chromium")
    if not (chromium and shutil.which("node") and (HERE / "node_modules/playwright-core").exists() and (HERE / "node_modules/axe-core").exists()):
        suite.skip("everything", "no browser here; tests/page/install brings it, 'make test-page' runs it")
        suite.close()
    if not MODEL.exists() or SANITIZED:
        suite.skip("everything", "no weights" if not MODEL.exists() else "a browser says nothing about memory that tests/serve does not")
        suite.close()
    with tempfile.TemporaryDirectory() as scratch:
        with Server(Path(scratch) / "story.case") as server:
            server.add(STORY.read_bytes(), name="story.ndjson")
            drive(suite, server, chromium, "long" if LONG else "short")
        with Server(Path(scratch) / "hostile.case") as server:
            server.add(lines().encode(), name="hostile.ndjson")
            drive(suite, server, chromium, "hostile")
    suite.close()


if __name__ == "__main__":
    main()
