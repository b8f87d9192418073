#!/usr/bin/env python3
"""Checks that no banned function is called: those that overrun, those that keep hidden state, and, in the library, those
that end the program or write to its terminal. Comments and strings are blanked first."""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVERYWHERE = {
    "strcpy": "snprintf or a span", "stpcpy": "snprintf or a span", "strcat": "buffer_append", "strncpy": "memcpy",
    "strncat": "buffer_append", "sprintf": "snprintf", "vsprintf": "vsnprintf", "gets": "getline", "alloca": "the arena",
    "strtok": "a loop over spans", "atoi": "strtol", "atol": "strtol", "atof": "strtod", "scanf": "strtol", "sscanf": "strtol",
    "tmpnam": "mkstemp", "mktemp": "mkstemp", "system": "nothing", "setjmp": "a status", "longjmp": "a status",
    "localtime": "localtime_r", "gmtime": "gmtime_r", "strerror": "strerror_r or %m", "rand": "a seeded generator",
    "setlocale": "code that does not need it", "signal": "sigaction",
}
LIBRARY = {
    "exit": "a status", "_exit": "a status", "abort": "a status", "assert": "a status, or _Static_assert", "printf": "a string for the caller",
    "vprintf": "a string for the caller", "fprintf": "a string for the caller", "puts": "a string for the caller",
    "putchar": "a string for the caller", "perror": "error_set", "getopt": "nothing", "getopt_long": "nothing", "setenv": "an option",
}
NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def check(path, banned):
    text = NOISE.sub(blank, path.read_text(encoding="utf-8"))
    pattern = re.compile(r"(?<![\w.>])(" + "|".join(map(re.escape, banned)) + r")\s*\(")
    for match in pattern.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield f"{path.relative_to(ROOT)}:{line}: '{match[1]}' is banned; use {banned[match[1]]}"


def main():
    problems = []
    for path in sorted((ROOT / "src").rglob("*.[ch]")):
        in_program = path.relative_to(ROOT / "src").parts[0] == "cli"
        problems += check(path, EVERYWHERE if in_program else {**EVERYWHERE, **LIBRARY})
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
