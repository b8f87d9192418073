"""A judge's checkpoint to its weights file: `judge_export.py CHECKPOINT VOCABULARY OUT STORIES`. The stories' pairs set by how much inputs are smoothed."""
import json
import random
import sys
from pathlib import Path

import torch

from export import MOST_BYTES, build, write
from judge import all_stories, collate, restore
from judge_data import story_pairs
from judge_input import encode
from peaks import watch


def peaks_of(net, pairs):
    """{"layer.0.attention.qkv": [384], ...}: the largest magnitude of each input of each matrix."""
    peaks = {}
    for i, layer in enumerate(net.layer):
        for part, name in ((layer, "attention.qkv"), (layer.attention.o, "attention.o"), (layer.ffn.up, "ffn.up"), (layer.ffn.down, "ffn.down")):
            watch(part, f"layer.{i}.{name}", peaks)
    net.eval()
    with torch.no_grad():
        for at in range(0, len(pairs), 16):
            net(*collate([encode(*pair[:4]) for pair in pairs[at:at + 16]]))
    return {name: x.numpy() for name, x in peaks.items()}


def main():
    checkpoint, vocabulary, out, stories = map(Path, sys.argv[1:5])
    given = torch.load(checkpoint, map_location="cpu", weights_only=True)
    pairs = story_pairs(all_stories(stories), random.Random(1), 1)[:160]
    given["meta"] = {k: v for k, v in given["meta"].items() if k in ("steps", "pairs", "left_out")}
    data = build(given, vocabulary.read_text(encoding="utf-8"), json.loads(Path(__file__).with_name("judge_meta.json").read_text(encoding="utf-8")),
                 peaks_of(restore(checkpoint), pairs), report=lambda line: None)
    if len(data) > MOST_BYTES:
        sys.exit(f"judge_export: the file would have {len(data)} bytes, more than {MOST_BYTES}")
    write(out, data)
    print(f"{out}: {len(data)} bytes")


if __name__ == "__main__":
    main()
