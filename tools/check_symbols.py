#!/usr/bin/env python3
"""check_symbols.py BUILD: the built library keeps no writable global, and shows the outside nothing but hearsay.h.

Read from the objects themselves: a writable global stands in .data or .bss (.data.rel.ro is written by the loader alone)."""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WRITABLE = re.compile(r"^[0-9a-f]+ .{7} (\.t?data\S*|\.t?bss\S*|\*COM\*)\s+([0-9a-f]+)\s+(\S+)$")


def tool(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def writable(library):
    part = ""
    for line in tool("objdump", "-t", str(library)).splitlines():
        if ":     file format" in line:
            part = line.split(":")[0]
        match = WRITABLE.match(line)
        # Section symbols are of size 0.
        if match and int(match[2], 16) and not match[1].startswith(".data.rel.ro"):
            yield f"{part}: '{match[3]}' is a writable global"


def foreign(library, header):
    for line in tool("nm", "-D", "--defined-only", str(library)).splitlines():
        name = line.split()[-1]
        if not re.search(rf"\b{re.escape(name)}\s*\(", header):
            yield f"{library.name}: '{name}' is exported and not in hearsay.h"


def main():
    build = Path(sys.argv[1])
    header = (ROOT / "include/hearsay.h").read_text()
    problems = list(writable(build / "libhearsay.a")) + list(foreign(build / "libhearsay.so", header))
    exported = tool("nm", "-D", "--defined-only", str(build / "libhearsay.so"))
    for name in re.findall(r"HEARSAY_API[^;]*?\b(hearsay_\w+)\(", header):
        if not re.search(rf"\b{name}\b", exported):
            problems.append(f"hearsay.h: '{name}' is declared and not in the library")
    print("\n".join(problems), end="\n" if problems else "")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
