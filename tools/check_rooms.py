#!/usr/bin/env python3
"""Checks that calls go one way: a room includes its own headers, hearsay.h, and rooms that stand before it; nothing else.

Looks at #include lines alone, which is enough: C cannot call what it has not seen declared (-Wstrict-prototypes and
-Wimplicit-function-declaration are on). Also that each room tells what it is for (README.md) and each file begins by saying so.
"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# One row a step; rooms of one row do not see each other.
ORDER = [["base"], ["read", "text"], ["model"], ["attribute"], ["compare"], ["report"], ["hearsay"], ["exchange"], ["store"], ["serve"], ["cli"]]
STEP = {room: i for i, row in enumerate(ORDER) for room in row}
OUTSIDE_ONLY = {"cli"}  # sees hearsay.h and itself
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def may_include(room, other):
    if other == room:
        return True
    return room not in OUTSIDE_ONLY and other in STEP and STEP[other] < STEP[room]


def check_file(path, room):
    text = path.read_text(encoding="utf-8")
    where = path.relative_to(ROOT)
    if not text.startswith("/*"):
        yield f"{where}: does not begin with a comment that says what it is for"
    for name in INCLUDE.findall(text):
        if name == "hearsay.h" or (path.parent / name).exists() and "/" not in name:
            continue
        other = name.split("/")[0]
        if "/" not in name or not (ROOT / "src" / name).exists():
            yield f"{where}: includes '{name}', which is neither here nor in a room"
        elif not may_include(room, other):
            yield f"{where}: room '{room}' must not include '{name}'"


def main():
    problems = []
    for folder in sorted((ROOT / "src").iterdir()):
        room = folder.name
        if not folder.is_dir():
            problems.append(f"src/{room}: a file outside every room")
            continue
        if room not in STEP:
            problems.append(f"src/{room}: not in the order of rooms (tools/check_rooms.py)")
            continue
        if not (folder / "README.md").exists():
            problems.append(f"src/{room}: has no README.md")
        for path in sorted(folder.rglob("*.[ch]")):
            problems += check_file(path, room)
    for name in INCLUDE.findall((ROOT / "include/hearsay.h").read_text()):
        problems.append(f"include/hearsay.h: includes '{name}'")
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
