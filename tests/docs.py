#!/usr/bin/env python3
"""Every example that the documents give runs: the README's commands, those of --help and of the manual, and examples/read.c
against the installed library. An example is an indented line that begins with 'hearsay ' or 'build/hearsay '. Those of a case find one
with the story in it."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))
from suite import ENVIRONMENT, MODEL, PROGRAM, ROOT, STORY, Suite, hearsay  # noqa: E402

COMMANDS = ("read", "accounts", "export", "lint", "add", "search", "speaker", "timeline", "origins", "correct", "undo", "log", "import", "derive", "serve")


def markdown_examples(path):
    """Indented blocks that call the program; a quoted argument may run over lines."""
    block = []
    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        if line.startswith("    "):
            block.append(line[4:])
            continue
        text = "\n".join(block)
        block = []
        if re.match(r"(build/)?hearsay ", text):
            yield text.replace("build/hearsay", "hearsay")


def help_examples(text):
    for match in re.finditer(rf"^ {{2,}}(?:\$ )?((?:\w+ .*\| *)?hearsay (?:--case \S+ )?(?:{'|'.join(COMMANDS)})\b.*)$", text, re.M):
        if not re.search(r"\[|…|\.\.\.|INPUT|--case FILE| serve\b", match[1]):
            yield match[1]


def man_examples(path):
    """Lines of the .EX blocks, roff's escapes undone."""
    inside = False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line in (".EX", ".nf"):
            inside = True
        elif line in (".EE", ".fi"):
            inside = False
        elif inside and " serve" not in line and re.match(r"(?:\\f\w)?hearsay |\w+ .*\| *hearsay ", line):
            yield re.sub(r"\\f[BIRP]", "", line).replace("\\-", "-").replace("\\(aq", "'").replace("\\e", "\\").replace("\\(dq", '"')


def make_case(suite, path):
    """The story, with one decision in it, and a colleague's copy with another."""
    def do(case, *words):
        done = hearsay("--case", case, *words)
        suite.check(done.returncode == 0, f"the examples' case: {words[0]}", done.stderr)
    do(path, "add", STORY)
    shutil.copy(path, path.with_name("colleague.case"))
    for case, who in ((path, "docs.py"), (path.with_name("colleague.case"), "a colleague")):
        do(case, "correct", "speaker", "2:7", "Anton Reeve", "--reason", "the article says so", "--who", who)


def run(suite, where, example, case):
    """In a folder of its own with the examples and a case in it, so that what an example writes does no harm."""
    with tempfile.TemporaryDirectory() as scratch:
        for part in case.parent.iterdir():
            shutil.copy(part, scratch)
        shutil.copytree(ROOT / "examples", Path(scratch) / "examples")
        for name in (*Path(scratch, "examples").iterdir(),):
            shutil.copy(name, scratch)
        done = subprocess.run(["sh", "-c", example], cwd=scratch, env={**ENVIRONMENT, "USER": "docs.py"}, capture_output=True, timeout=300, stdin=subprocess.DEVNULL)
        suite.check(done.returncode in (0, 1) and done.stdout + done.stderr or "-o" in example, f"{where}: {example.splitlines()[0]}",
                    f"exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
        suite.check(done.returncode in (0, 1), f"{where}: {example.splitlines()[0]}: exit status", done.stderr.decode(errors="replace"))


def options_agree(suite, man):
    """Every long option of --help stands in the manual and the other way round."""
    told = man.read_text(encoding="utf-8").replace("\\-", "-")
    helps = "".join(hearsay(*command, "--help").stdout.decode() for command in [[], *([c] for c in COMMANDS)])
    in_help, in_man = (set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) for text in (helps, told))
    suite.check(in_help == in_man, "the manual and --help name the same options", f"help alone: {in_help - in_man}\nmanual alone: {in_man - in_help}")


def library(suite):
    """examples/read.c, built against an installed copy with what pkg-config says."""
    with tempfile.TemporaryDirectory() as scratch:
        installed = subprocess.run(["meson", "install", "-C", str(PROGRAM.parent), "--no-rebuild", "--quiet", "--destdir", scratch], capture_output=True, text=True)
        if not suite.check(installed.returncode == 0, "make install", installed.stdout + installed.stderr):
            return
        pc, = Path(scratch).rglob("hearsay.pc")
        so, = Path(scratch).rglob("libhearsay.so")
        flags = subprocess.run(["pkg-config", "--cflags", "--libs", "hearsay"], capture_output=True, text=True, check=True, env={
            **ENVIRONMENT, "PKG_CONFIG_PATH": str(pc.parent), "PKG_CONFIG_SYSROOT_DIR": scratch}).stdout.split()
        built = subprocess.run(["cc", "-Wall", "-Wextra", "-Werror", ROOT / "examples/read.c", *flags, "-o", f"{scratch}/read"], capture_output=True, text=True)
        suite.check(built.returncode == 0, "examples/read.c builds against the installed library", built.stderr)
        run_it = {**ENVIRONMENT, "LD_LIBRARY_PATH": str(so.parent)}
        if MODEL.exists():
            done = subprocess.run([f"{scratch}/read", ROOT / "examples/council.txt"], capture_output=True, env={**run_it, "HEARSAY_MODEL": str(MODEL.parent)})
            suite.check(done.returncode == 0 and b"Pym" in done.stdout, "examples/read.c reads", done.stderr)
            program, = (path for path in Path(scratch).rglob("hearsay") if path.is_file() and os.access(path, os.X_OK))
            done = subprocess.run([program, "read", ROOT / "examples/council.txt"], capture_output=True, env=ENVIRONMENT, cwd="/")
            suite.check(done.returncode == 0, "the installed program finds its weights", done.stderr)
        done = subprocess.run([f"{scratch}/read", ROOT / "examples/council.txt"], capture_output=True, env={**run_it, "HEARSAY_MODEL": scratch})
        suite.check(done.returncode == 2 and done.stderr, "examples/read.c without weights tells why", done.stderr)


def main():
    suite = Suite("docs")
    man = next((ROOT / "docs").glob("hearsay.1"), None)
    if not suite.check(PROGRAM.exists(), "the program is built"):
        suite.close()
    examples = {("README.md", one) for one in markdown_examples(ROOT / "README.md")}
    for command in [[], *([c] for c in COMMANDS)]:
        done = hearsay(*command, "--help")
        text = done.stdout.decode()
        suite.check(done.returncode == 0 and text and not done.stderr, f"hearsay {' '.join(command)} --help")
        suite.check(all(len(line) <= 80 for line in text.splitlines()), f"hearsay {' '.join(command)} --help fits 80 columns")
        examples |= {("--help", one) for one in help_examples(text)}
    if suite.check(man, "there is a manual page"):
        examples |= {("the manual", one) for one in man_examples(man)}
        options_agree(suite, man)
    if MODEL.exists():
        with tempfile.TemporaryDirectory() as folder:
            make_case(suite, Path(folder) / "story.case")
            for where, example in sorted(examples):
                run(suite, where, example, Path(folder) / "story.case")
    else:
        suite.skip("examples", "no weights")
    library(suite)
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for name in re.findall(r"`((?:src|docs|tools|tests|examples|include|train|bench)/[\w./-]+)`", path.read_text(encoding="utf-8")):
            suite.check((ROOT / name).exists(), f"{path.relative_to(ROOT)} names '{name}', which is there")
    suite.close()


if __name__ == "__main__":
    main()
