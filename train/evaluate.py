"""Score a checkpoint with the referee: `python evaluate.py CHECKPOINT DATA REFEREE [--held-out] [--out FOLDER] [--log FILE --note TEXT]`.

Method: the attributions of every development document (or of the forty training documents that were held out), written as brat
standoff and scored by score_attributions.py --all-annotators. The figures go to the terminal, and as one line to --log.
"""
import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import torch

from corpora import polnear, training_parts
from extract import extract
from network import ROLES
from reference import load


def standoff(words, attributions):
    """Attributions -> the text of an .ann file."""
    lines, n = [], 0
    for k, a in enumerate(attributions):
        args, anchor = [], None                # the attribution is anchored at its cue
        for role, spans in zip(ROLES, ([a.source] if a.source else [], [a.cue], a.content)):
            if spans:
                n += 1
                at = [(words.begin[first], words.end[last]) for first, last in spans]
                said = " ".join(words.text[b:e] for b, e in at).replace("\n", " ")
                lines.append(f"T{n}\t{role} {';'.join(f'{b} {e}' for b, e in at)}\t{said}")
                args.append(f"{role}:T{n}")
                anchor = n if role == "Cue" else anchor
        lines.append(f"E{k + 1}\tAttribution:T{anchor} {' '.join(args)}")
    return "\n".join(lines) + "\n" if lines else ""


def gold_folder(data, docs, where):
    """The held-out documents laid out as the referee reads them."""
    source = Path(data) / "polnear" / "train"
    for part, pattern in (("text", "{}.txt"), ("attributions", "{}_*.ann")):
        (where / part).mkdir(parents=True)
        for d in docs:
            for path in (source / part).glob(pattern.format(d.name)):
                (where / part / path.name).symlink_to(path.resolve())
    return where


def score(found, referee, gold, out):
    """The referee's figures of {document: (words, attributions)}."""
    out.mkdir(parents=True, exist_ok=True)
    for name, attributions in found.items():
        (out / f"{name}.ann").write_text(standoff(*attributions), encoding="utf-8", newline="")
    run = subprocess.run([sys.executable, referee, gold, out, "--all-annotators", "--json"], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def line(result):
    b = result["B"]
    form = b["linked"]["recall_by_form"]
    figures = {f"{r.lower()} exact": result["A"][r]["f1"] for r in ROLES} | {
        "linked": b["linked"]["f1"], "direct": form["direct"], "mixed": form["mixed"], "indirect": form["indirect"]}
    return figures | {"source overlap": b["Source"]["overlap"]["f1"], "cue overlap": b["Cue"]["overlap"]["f1"],
                      "content overlap": b["Content"]["overlap"]["f1"], "all exact": b["allexact"]["f1"]}


def main():
    parser = argparse.ArgumentParser(description="score a checkpoint with the referee")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("referee", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--log", type=Path)
    parser.add_argument("--note", default="")
    a = parser.parse_args()
    torch.set_num_threads(1)
    net = load(a.checkpoint)
    with tempfile.TemporaryDirectory() as folder:
        docs = training_parts(a.data)[1] if a.held_out else polnear(a.data, "dev")
        gold = gold_folder(a.data, docs, Path(folder) / "gold") if a.held_out else a.data / "polnear" / "dev"
        figures = line(score({d.name: extract(net, d.text) for d in docs}, a.referee, gold, a.out or Path(folder) / "out"))
    for name, value in figures.items():
        print(f"{name:16} {value:.4f}")
    if a.log:
        new = not a.log.exists()
        with open(a.log, "a", encoding="utf-8") as log:
            if new:
                print("time", "note", "documents", *figures, sep="\t", file=log)
            print(time.strftime("%Y-%m-%d %H:%M"), a.note, "held out" if a.held_out else "dev", *figures.values(), sep="\t", file=log)


if __name__ == "__main__":
    main()
