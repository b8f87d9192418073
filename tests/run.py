#!/usr/bin/env python3
"""run.py [--long] --build DIR --sanitized DIR: every test, one closing line.

The unit programs and the suites run twice: as built, and under the address and undefined-behaviour sanitizers. A suite
is a program that ends with the line 'NAME: N passed, N failed, N skipped' (tests/lib/suite.py)."""
import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ["tools/check_rooms.py", "tools/check_banned.py", "tools/check_symbols.py {build}"]
SUITES = ["tests/cli/run", "tests/contract.py", "tests/terminal.py", "tests/bad-input/run.py", "tests/exchange/run.py", "tests/serve/run.py", "tests/store/run.py", "tests/page/run.py", "tests/docs.py"]
PLAIN_ONLY = {"tests/page/run.py", "tests/docs.py"}  # nothing there that a sanitizer could see and the others do not show
RULES_ONLY = {"tests/terminal.py", "tests/bad-input/run.py", "tests/exchange/run.py", "tests/serve/run.py", "tests/store/run.py"}  # sanitized: without the trained judge, which the first two suites run; it takes twenty minutes otherwise
CLOSING = re.compile(r"^[\w-]+: (\d+) passed, (\d+) failed(?:, (\d+) skipped)?$")
CASES = {word: re.compile(rf"\[ *{word} *\] (\d+) test") for word in ("PASSED", "FAILED")}


class Tally:
    def __init__(self):
        self.counts = [0, 0, 0]

    def add(self, name, passed, failed, skipped, started):
        self.counts = [a + b for a, b in zip(self.counts, (passed, failed, skipped))]
        note = f", {skipped} skipped" if skipped else ""
        print(f"  {name:<28} {passed} of {passed + failed}{note}   ({time.time() - started:.1f} s)", flush=True)


def house(tally, build):
    started, failed = time.time(), 0
    for command in HOUSE:
        done = subprocess.run([sys.executable, *command.format(build=build).split()], cwd=ROOT)
        failed += done.returncode != 0
    tally.add("house", len(HOUSE) - failed, failed, 0, started)


def cases(test):
    """How many cases of one unit program passed and failed; a program that died counts as one failure."""
    output = test.get("stdout", "") + test.get("stderr", "")
    passed, failed = (sum(map(int, pattern.findall(output))) for pattern in CASES.values())
    if test["result"] == "SKIP":
        return 0, 0, 1
    if test["result"] != "OK":
        print(f"FAILED {test['name']} ({test['result']}, exit {test.get('returncode')})\n" + output[-4000:])
        return passed, max(failed, 1), 0
    return max(passed, 1), failed, 0


def unit(tally, name, build):
    started = time.time()
    log = build / "meson-logs/testlog.json"
    log.unlink(missing_ok=True)
    subprocess.run(["meson", "test", "-C", str(build), "--no-rebuild", "--quiet"], cwd=ROOT, stdout=subprocess.DEVNULL)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    totals = [sum(column) for column in zip(*(cases(json.loads(line)) for line in lines))] or [0, 1, 0]
    if not lines:
        print(f"FAILED {name}: no unit test ran")
    tally.add(name, *totals, started)


def rules_only(build):
    """A folder of weights without the trained judge."""
    folder = build / "rules-only"
    folder.mkdir(exist_ok=True)
    if not (folder / "english.hear").exists():
        (folder / "english.hear").symlink_to(ROOT / "models/english.hear")
    return folder.resolve()


def suite(tally, name, command, build, sanitized, long):
    started = time.time()
    environment = {**os.environ, "HEARSAY_PROGRAM": str(build / "hearsay"), "PYTHONDONTWRITEBYTECODE": "1",
                   "HEARSAY_SANITIZED": "1" if sanitized else "", "HEARSAY_LONG": "1" if long else ""}
    if sanitized and command in RULES_ONLY and (ROOT / "models/english.hear").exists():
        environment["HEARSAY_MODEL"] = str(rules_only(build))
    done = subprocess.run([sys.executable, command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, errors="replace")
    *told, last = done.stdout.splitlines() or [""]
    match = CLOSING.match(last)
    if told or not match:
        print("\n".join(told if match else told + [last]))
    counts = [int(n or 0) for n in match.groups()] if match else [0, 1, 0]
    if match and done.returncode and not counts[1]:
        counts[1] = 1
    tally.add(name, *counts, started)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--long", action="store_true")
    options.add_argument("--build", type=Path, default=Path("build"))
    options.add_argument("--sanitized", type=Path)
    options = options.parse_args()
    tally = Tally()
    house(tally, options.build.resolve())
    for build, mark in ((options.build, ""), (options.sanitized, ", sanitized")):
        if build is None:
            continue
        build = build.resolve()
        unit(tally, "unit" + mark, build)
        for command in SUITES:
            if not (mark and command in PLAIN_ONLY):
                suite(tally, command.removeprefix("tests/").split("/")[0].removesuffix(".py") + mark, command, build, bool(mark), options.long)
    passed, failed, skipped = tally.counts
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
