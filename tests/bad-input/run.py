#!/usr/bin/env python3
"""Bad input: every kind that the project names. Each must give a message that names the input and the reason, the right exit status, and must
not keep the other inputs from being read. Under the sanitizers an overrun or a leak ends with status 99, which nothing here allows."""
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lib"))
from suite import ENVIRONMENT, LONG, MODEL, PROGRAM, ROOT, SANITIZED, Suite, hearsay, spoken, tell  # noqa: E402

GOOD = ROOT / "examples/council.txt"
MIB = 1 << 20


class Bad:
    """The bad inputs of one run, in one folder."""

    def __init__(self, suite, folder):
        self.suite, self.folder = suite, folder

    def file(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return path

    def refused(self, what, path, *words, **more):
        """Alone: exit 2. Beside a good one: exit 0, the good one read, the bad one named."""
        alone = hearsay("read", "--json", path, **more)
        self.suite.check(alone.returncode == 2 and not alone.stdout, f"{what}, alone: exit 2 and no record", tell(alone))
        self.suite.check(spoken(alone, str(path)[:100], *words), f"{what}, alone: told with the input's name and why", tell(alone))
        self.beside(what, path)

    def beside(self, what, path, lines=1):
        both = hearsay("read", "--json", path, GOOD)
        read = both.stdout.decode().splitlines()
        self.suite.check(both.returncode == 0 and len(read) == lines and json.loads(read[-1])["id"].startswith("council"),
                         f"{what}, beside a good one: that is still read", tell(both))
        self.suite.check(spoken(both, str(path)[:100]) or lines > 1, f"{what}, beside a good one: told", tell(both))

    def nothing(self, what, path):
        """Not wrong, but nothing to read: exit 1 and said so."""
        alone = hearsay("read", "--json", path)
        self.suite.check(alone.returncode == 1 and not alone.stdout, f"{what}: exit 1 and no record", tell(alone))
        self.suite.check(spoken(alone, str(path)), f"{what}: told", tell(alone))
        self.beside(what, path)

    def read(self, what, path, **more):
        done = hearsay("read", "--json", path, **more)
        ok = self.suite.check(done.returncode in (0, 1) and done.stdout.count(b"\n") == 1, f"{what}: read", tell(done))
        return json.loads(done.stdout) if ok else None


def texts(bad):
    bad.nothing("empty file", bad.file("empty.txt", b""))
    bad.nothing("blank file", bad.file("blank.txt", b" \n\t\r\n  \n"))
    bad.nothing("empty ndjson", bad.file("empty.ndjson", b"\n\n"))
    bad.refused("binary file", bad.file("binary.bin", bytes(range(256)) * 400))
    bad.refused("a program", bad.file("program", Path("/bin/true").read_bytes()[:200_000]))

    broken = b"The mayor said \xff\xfe that \xe2\x80 it was \xc0\xaf safe, \xed\xa0\x80 and left.\n"
    record = bad.read("invalid UTF-8", bad.file("broken.txt", broken))
    if record:
        bad.suite.check(record["text"] == broken.decode("utf-8", errors="replace"), "invalid UTF-8: replaced as everybody does", record["text"])
        bad.suite.check(record["diagnostics"], "invalid UTF-8: in diagnostics", record["diagnostics"])
    record = bad.read("NUL bytes", bad.file("nul.txt", b"The mayor said\0 that it was safe.\0\0 He left.\n"))
    if record:
        bad.suite.check(record["text"] == "The mayor said\ufffd that it was safe.\ufffd\ufffd He left.\n", "NUL bytes: replaced, offsets kept", record["text"])
        bad.suite.check(record["diagnostics"], "NUL bytes: in diagnostics")
    for name, text in {"one word": "No", "no sentence end": "he said that", "quotation marks": '"“”\'" ""', "right to left": "قال «لا»",
                       "marks and blanks": "“ ” “ ”\n“\n", "one line feed more": "a\n"}.items():
        bad.read(name, bad.file(f"{name}.txt", text.encode()))


def ndjson(bad):
    good = b'{"id": "a", "text": "Bell said no."}\n'
    cases = {
        "no JSON": b"{not json}\n", "an array": b"[1, 2]\n", "no text": b'{"id": "x"}\n', "text is a number": b'{"id": "x", "text": 5}\n',
        "text is null": b'{"id": "x", "text": null}\n', "cut short": b'{"id": "x", "text": "Bell sa', "deep": b'{"text": ' + b"[" * 100_000 + b"\n",
        "invalid UTF-8": b'{"id": "x", "text": "Bell \xff said"}\n'[:-1] + b"\n", "a lone surrogate": b'{"id": "x", "text": "Bell \\ud800 said no."}\n',
    }
    for name, line in cases.items():
        path = bad.file(f"{name}.ndjson", good + line + (b"" if line.endswith(b"\n") else b"\n") + good.replace(b'"a"', b'"b"'))
        done = hearsay("read", "--json", path)
        ids = [json.loads(one)["id"] for one in done.stdout.decode().splitlines()]
        bad.suite.check(done.returncode == 0 and ids[:1] + ids[-1:] == ["a", "b"], f"ndjson, {name}: the articles before and behind it are read", tell(done))
        if len(ids) == 2:
            bad.suite.check(spoken(done, str(path)), f"ndjson, {name}: told", tell(done))
    odd = b'{"id": 7, "url": ["x"], "outlet": {}, "published": 20240101, "title": true, "text": "Bell said no."}\n'
    done = hearsay("read", "--json", bad.file("odd.ndjson", odd))
    bad.suite.check(done.returncode in (0, 2), "ndjson, fields of other types: no crash", tell(done))
    slash = b'{"id": "../../etc/x\\u0000\\n", "text": "Bell said no."}\n'
    out = bad.folder / "brat-out"
    done = hearsay("read", "--format", "brat", "-o", out, bad.file("slash.ndjson", slash))
    bad.suite.check(not (bad.folder / "etc").exists() and all(path.parent == out for path in out.rglob("*")), "ndjson: an id never leaves the folder", tell(done))
    bad.suite.check(done.returncode in (0, 2), "ndjson: an id with slashes", tell(done))


def places(bad):
    bad.refused("a folder", bad.folder, "directory")
    bad.refused("no such file", bad.folder / "nothing-here.txt", "No such file")
    link = bad.folder / "dangling.txt"
    link.symlink_to("nowhere")
    bad.refused("a dangling link", link, "No such file")
    loop = bad.folder / "loop.txt"
    loop.symlink_to("loop.txt")
    bad.refused("a link to itself", loop)
    bad.refused("a device", Path("/proc/self/mem"))
    bad.refused("a name too long", Path("x" * 290 + ".txt"))
    odd = bad.file("na\x1bme\nwith.txt", b"")
    done = hearsay("read", "--json", odd)
    bad.suite.check(b"\x1b" not in done.stderr and done.stderr.count(b"\n") == 1, "a name with control characters: told on one safe line", tell(done))
    secret = bad.file("secret.txt", GOOD.read_bytes())
    secret.chmod(0)
    if os.geteuid() == 0:
        # Root reads anything; nobody does not.
        open_to_all = all(path.stat().st_mode & 0o001 for path in [PROGRAM, *PROGRAM.parents, *secret.parents])
        if not open_to_all:
            bad.suite.skip("an unreadable file", "the program's folder is closed to other users")
        else:
            done = hearsay("read", "--json", secret, GOOD, user=65534, environment={"HEARSAY_MODEL": str(MODEL.parent)})
            bad.suite.check(done.returncode == 0 and spoken(done, str(secret), "ermission denied"), "an unreadable file: told, the other read", tell(done))
    else:
        bad.refused("an unreadable file", secret, "ermission denied")


def large(bad):
    line = bad.folder / "line.txt"
    with line.open("wb") as out:
        for _ in range(50):
            out.write(b"Bell said that it was so and then " * (MIB // 34))
    started = time.time()
    bad.refused("a line of 50 MB", line)
    bad.suite.check(time.time() - started < 60, "a line of 50 MB: in bounded time", time.time() - started)

    record = b'{"id": "big", "text": "' + b"Bell said no. " * (50 * MIB // 14) + b'"}\n'
    path = bad.file("line.ndjson", record + b'{"id": "after", "text": "Bell said no."}\n')
    done = hearsay("read", "--json", path)
    bad.suite.check(done.returncode == 0 and done.stdout.count(b"\n") == 1 and b'"after"' in done.stdout and spoken(done, str(path)),
                    "an ndjson line of 50 MB: told, the next article is read", tell(done))
    path.unlink()

    giant = bad.folder / "giant.txt"
    with giant.open("wb") as out:
        out.truncate(1 << 30)
        out.write(b"Bell said no. " * 1000)
    started = time.time()
    bad.refused("a file of 1 GB", giant)
    bad.suite.check(time.time() - started < 60, "a file of 1 GB: in bounded time", time.time() - started)
    line.unlink()
    giant.unlink()

    if LONG:
        # One endless line through a pipe: the reader must give up by itself, in bounded memory.
        feeder = subprocess.Popen(["sh", "-c", "yes 'Bell said no and' | tr '\\n' ' ' | head -c 1073741824"], stdout=subprocess.PIPE)
        done = subprocess.run([PROGRAM, "read", "--json", "-"], stdin=feeder.stdout, capture_output=True, env=ENVIRONMENT, timeout=300)
        feeder.stdout.close()
        feeder.wait()
        bad.suite.check(done.returncode == 2 and spoken(done, "'-'"), "1 GB in one line through a pipe", tell(done))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        bad.suite.check(SANITIZED or peak < 1_000_000, "1 GB in one line: bounded memory", f"{peak} kB")


def outputs(bad):
    done = subprocess.run(["bash", "-c", f"set -o pipefail; '{PROGRAM}' read --json examples/story.ndjson | head -c 10"], cwd=ROOT, env=ENVIRONMENT,
                          capture_output=True, timeout=120)
    bad.suite.check(done.returncode in (2, 141) and b"anitizer" not in done.stderr, "a broken pipe: ends, without a fuss", tell(done))
    bad.suite.check(done.returncode == 141 or spoken(done), "a broken pipe: if told, told well", tell(done))
    for arguments in (["read", "--json", GOOD], ["read", GOOD], ["accounts", "--json", "examples/story.ndjson"], ["accounts", "examples/story.ndjson"],
                      ["--help"], ["--version"]):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, *arguments], cwd=ROOT, env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, timeout=120)
        done.stdout = b""
        bad.suite.check(done.returncode == 2 and spoken(done, "o space left"), f"a full disk: {' '.join(map(str, arguments[:2]))}", tell(done))
    closed = subprocess.run(["sh", "-c", f"exec '{PROGRAM}' read --json examples/council.txt >&-"], cwd=ROOT, env=ENVIRONMENT, capture_output=True, timeout=120)
    bad.suite.check(closed.returncode == 2 and spoken(closed), "standard output closed", tell(closed))
    done = hearsay("read", "--format", "brat", "-o", "/proc/nothing/here", GOOD)
    bad.suite.check(done.returncode == 2 and spoken(done, "/proc/nothing"), "brat into a folder that cannot be", tell(done))
    a_file = bad.file("a-file", b"x")
    done = hearsay("read", "--format", "brat", "-o", a_file, GOOD)
    bad.suite.check(done.returncode == 2 and spoken(done, str(a_file)), "brat into a file", tell(done))
    small_disk(bad)


def small_disk(bad):
    """A file system of 16 kB, where the root of the machine lets us make one."""
    disk = bad.folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "none", disk], capture_output=True).returncode:
        bad.suite.skip("brat onto a full disk", "no right to mount")
        return
    try:
        (disk / "filling").write_bytes(b"x" * 12 * 1024)
        done = hearsay("read", "--format", "brat", "-o", disk, "examples/story.ndjson", GOOD)
        bad.suite.check(done.returncode == 2 and spoken(done, "o space left"), "brat onto a full disk", tell(done))
    finally:
        subprocess.run(["umount", disk], check=False)


def weights(bad):
    folder = bad.folder / "models"
    folder.mkdir()
    path = folder / MODEL.name
    data = MODEL.read_bytes()
    at = {"cut to nothing": b"", "cut to 3 bytes": data[:3], "cut in the head": data[:200], "cut in half": data[:len(data) // 2], "cut by one byte": data[:-1],
          "another kind of file": b"PK\3\4" + b"\0" * 5000, "one byte too many": data + b"\0"}
    for part in (0.1, 0.5, 0.9):
        k = int(len(data) * part)
        at[f"one bit turned at {part}"] = data[:k] + bytes([data[k] ^ 4]) + data[k + 1:]
    for k in (4, 8, 12, 16, 24):
        at[f"another version or size (byte {k})"] = data[:k] + bytes([data[k] + 1 & 255]) + data[k + 1:]
        at[f"the most (bytes {k} to {k + 4})"] = data[:k] + b"\xff" * 4 + data[k + 4:]
    for what, bytes_ in at.items():
        path.write_bytes(bytes_)
        done = hearsay("read", "--json", "--model", folder, GOOD)
        bad.suite.check(done.returncode == 2 and not done.stdout and spoken(done, MODEL.name), f"weights, {what}: exit 2, told", tell(done))
    path.unlink()
    done = hearsay("read", "--json", "--model", folder, GOOD)
    bad.suite.check(done.returncode == 2 and spoken(done, str(folder)), "weights missing: exit 2, told where", tell(done))
    done = hearsay("read", "--json", GOOD, environment={"HEARSAY_MODEL": str(bad.folder / "none")})
    bad.suite.check(done.returncode == 2 and spoken(done, "none"), "weights missing at $HEARSAY_MODEL: told where", tell(done))
    path.mkdir()
    done = hearsay("read", "--json", "--model", folder, GOOD)
    bad.suite.check(done.returncode == 2 and spoken(done, MODEL.name), "weights are a folder: exit 2, told", tell(done))


def command_line(bad):
    for arguments in (["read"], ["frobnicate"], ["read", "--nonsense", GOOD], ["read", "--threads", GOOD], ["read", "--threads", "-1", GOOD],
                      ["read", "--threads", "many", GOOD], ["read", "--threads", "99999999999999999999", GOOD], ["read", "--format", "xml", GOOD],
                      ["accounts"], ["read", "--as", "pdf", GOOD], ["accounts", "--questions", bad.folder / "none", GOOD], ["read", "--json="]):
        done = hearsay(*arguments)
        bad.suite.check(done.returncode == 2 and not done.stdout and done.stderr.startswith(b"hearsay: "), f"hearsay {' '.join(map(str, arguments))}"[:70], tell(done))
    done = hearsay()
    bad.suite.check(done.returncode == 2 and b"hearsay" in done.stderr + done.stdout, "no command: exit 2 with the usage", tell(done))


def memory(bad):
    """Little memory: an error in words, never a crash. (The sanitizers need terabytes of addresses.)"""
    if SANITIZED:
        return
    for mib in (20, 40, 80, 120):
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (mib * MIB, mib * MIB))  # noqa: E731,B023
        done = hearsay("read", "--json", "--threads", "1", GOOD, preexec_fn=limit)
        bad.suite.check(done.returncode in (0, 2, 127) and (done.returncode == 0 or done.stderr), f"{mib} MiB of address space", tell(done))


def allocations(bad):
    """The Nth allocation fails, then all from the Nth on."""
    if SANITIZED:
        return
    shim = bad.folder / "fail_malloc.so"
    built = subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, Path(__file__).parent / "fail_malloc.c"], capture_output=True, text=True)
    if built.returncode:
        bad.suite.skip("failing allocations", "no such C library")
        return
    commands = (["read", "--json", "--threads", "2", "examples/recall.txt"], ["read", "examples/recall.txt"], ["accounts", "examples/story.ndjson"])
    steps = range(1, 600) if LONG else [*range(1, 40, 3), *range(40, 400, 23), 1_000, 3_000, 10_000]
    for arguments in commands:
        wrong = []
        for at in steps:
            for on in "01":
                done = hearsay(*arguments, environment={"LD_PRELOAD": str(shim), "FAIL_AT": str(at), "FAIL_ON": on})
                if done.returncode not in (0, 1, 2, 127) or done.returncode == 2 and not done.stderr:
                    wrong.append(f"allocation {at}{' and all after it' * (on == '1')}: exit {done.returncode} {done.stderr[-200:]!r}")
        bad.suite.check(not wrong, f"{arguments[0]}: every allocation that fails ends in words", "\n".join(wrong))


def main():
    suite = Suite("bad-input")
    if not PROGRAM.exists() or not MODEL.exists():
        suite.skip("all", "no program or no weights")
        suite.close()
    with tempfile.TemporaryDirectory() as scratch:
        os.chmod(scratch, 0o755)
        bad = Bad(suite, Path(scratch).resolve())
        for part in (command_line, texts, ndjson, places, large, outputs, weights, memory, allocations):
            try:
                part(bad)
            except subprocess.TimeoutExpired as late:
                suite.check(False, f"{part.__name__}: in bounded time", late)
    suite.close()


if __name__ == "__main__":
    main()
