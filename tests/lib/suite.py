"""A suite of checks that counts itself. Its closing line is read by tests/run.py: 'NAME: 12 passed, 0 failed, 1 skipped'."""
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(os.environ.get("HEARSAY_PROGRAM", ROOT / "build/hearsay")).resolve()
SANITIZED = bool(os.environ.get("HEARSAY_SANITIZED"))
LONG = bool(os.environ.get("HEARSAY_LONG"))
MODEL = Path(os.environ.get("HEARSAY_MODEL") or ROOT / "models").resolve() / "english.hear"  # another folder: to try other weights
STORY = ROOT / "examples/story.ndjson"

ENVIRONMENT = {
    "PATH": f"{PROGRAM.parent}:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "80",
    **({"HEARSAY_MODEL": str(MODEL.parent)} if os.environ.get("HEARSAY_MODEL") else {}), "HOME": os.environ.get("HOME", "/"), "TMPDIR": os.environ.get("TMPDIR", "/tmp"),
    # A leak or an overrun must look like one, whatever the program's own exit status would have been.
    "ASAN_OPTIONS": "exitcode=99:detect_leaks=1", "UBSAN_OPTIONS": "halt_on_error=1:exitcode=99:print_stacktrace=1",
}


class Suite:
    def __init__(self, name):
        self.name, self.passed, self.failed, self.skipped = name, 0, 0, 0

    def check(self, ok, what, detail=""):
        if ok:
            self.passed += 1
            return True
        self.failed += 1
        print(f"FAILED {self.name}: {what}")
        for line in str(detail).splitlines()[:40]:
            print(f"    {line[:400]}")
        return False

    def skip(self, what, why):
        self.skipped += 1
        print(f"skipped {self.name}: {what}: {why}")

    def close(self):
        print(f"{self.name}: {self.passed} passed, {self.failed} failed, {self.skipped} skipped", flush=True)
        sys.exit(1 if self.failed else 0)


def hearsay(*arguments, stdin=None, timeout=300, environment=None, **more):
    """Runs the program from the repository's root. Bytes in, bytes out."""
    return subprocess.run([str(PROGRAM), *map(str, arguments)], input=stdin, capture_output=True, timeout=timeout, cwd=more.pop("cwd", ROOT),
                          env={**ENVIRONMENT, **(environment or {})}, stdin=subprocess.DEVNULL if stdin is None else None, **more)


def tell(done):
    """What a run did, for the line that says it failed."""
    return f"exit {done.returncode}\nstdout {done.stdout[:300]!r}\nstderr {done.stderr[-3000:].decode(errors='replace')}"


def spoken(done, *words):
    """Messages on standard error, one a line, the program's name first and no full stop last, with these words in them."""
    err = done.stderr.decode("utf-8", errors="replace")
    lines = [line for line in err.splitlines() if line]
    return bool(lines) and all(word in err for word in words) and all(line.startswith("hearsay: ") and not line.endswith(".") for line in lines)
