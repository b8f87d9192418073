#!/usr/bin/env python3
"""embed.py OUT PATH=FILE...: writes a C file whose `assets` hold the files' bytes, each served at PATH."""
import hashlib
import sys
from pathlib import Path

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".yaml": "application/yaml; charset=utf-8"}


def rows(data):
    for at in range(0, len(data), 24):
        yield "    " + "".join(f"{byte}," for byte in data[at:at + 24])


def main():
    out, *pairs = sys.argv[1:]
    lines, table = ["/* Made by src/serve/embed.py. */", '#include "serve/serve.h"', ""], []
    for i, pair in enumerate(pairs):
        path, _, file = pair.partition("=")
        data = Path(file).read_bytes()
        lines += [f"static const unsigned char asset_{i}[] = {{", *rows(data), "};"]
        etag = hashlib.sha256(data).hexdigest()[:16]
        table.append(f'    {{"{path}", "{TYPES[Path(file).suffix]}", "\\"{etag}\\"", asset_{i}, sizeof asset_{i}}},')
    lines += ["", "const struct asset assets[] = {", *table, "    {NULL, NULL, NULL, NULL, 0},", "};", ""]
    Path(out).write_text("\n".join(lines))


if __name__ == "__main__":
    main()
