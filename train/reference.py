"""The float reference of an exported model, and how far the C program is from it.

    python reference.py CHECKPOINT WEIGHTS MODEL_DUMP [--kernel NAME] [--texts FILE] [--windows N]

Runs the network of network.py in float32 and the program `model_dump` (built by meson in bench/) on the same windows, and prints for the
last layer and the tag emissions the largest and the mean absolute difference, and the share of pieces whose best tag and labels are equal.
Exits 1 when a bound of BOUNDS is passed. Texts: UTF-8, one article a line as JSON with "text"; without it, windows of drawn pieces,
on which a network is less sure of anything than on text: bounds that hold there hold.
"""
import argparse
import json
import lzma
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from network import Network
from words import CLS, SEP, WINDOW, Words

WIDTH, TAGS = 384, 7
# Stated bounds, on text with the trained model: mean |difference| of emissions, share of equal best tags.
BOUNDS = {"emissions mean": .06, "tags equal": .985}


def drawn_windows(n, n_pieces, seed=1):
    draw = np.random.default_rng(seed)
    for i in range(n):
        size = WINDOW if i % 2 == 0 else int(draw.integers(3, WINDOW + 1))
        ids = np.concatenate([[CLS], draw.integers(1000, n_pieces, size - 2), [SEP]])
        shapes, quotes = draw.integers(1, 8, size), draw.integers(1, 7, size)
        shapes[[0, -1]] = quotes[[0, -1]] = 0
        yield ids, shapes, quotes


def text_windows(path, n):
    """Of each article the windows that reading it takes, until there are n."""
    made = 0
    with (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            words, first = Words(json.loads(line)["text"]), 0
            while first < len(words) and made < n:
                last = words.last_in_window(first)
                ids, shapes, quotes, *_ = words.encode(first, last)
                yield tuple(np.asarray(x[:WINDOW]) for x in (ids, shapes, quotes))
                first, made = last, made + 1
            if made >= n:
                return


class Program:
    """`model_dump`, kept running: one window in, its vectors, emissions and labels out."""

    def __init__(self, program, weights, kernel):
        self.run = subprocess.Popen([program, weights] + ([kernel] if kernel else []), stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, window):
        self.run.stdin.write("".join(" ".join(map(str, map(int, part))) + "\n" for part in window).encode())
        self.run.stdin.flush()
        n = len(window[0])
        raw = [self.run.stdout.read(4 * n * width) for width in (WIDTH, TAGS, 2)]
        return [np.frombuffer(r, "<f4").reshape(n, -1) for r in raw]

    def encode(self, ids, shapes, quotes, mask):
        """In the place of Network.encode, for one window."""
        return torch.from_numpy(self([x[0].tolist() for x in (ids, shapes, quotes)])[0].copy())[None]

    def close(self):
        self.run.stdin.close()
        self.run.wait()


def run_float(network, window):
    ids, shapes, quotes = (torch.as_tensor(x, dtype=torch.long)[None] for x in window)
    with torch.no_grad():
        h = network.encode(ids, shapes, quotes, torch.ones_like(ids, dtype=torch.bool))[0]
        head = network.head
        labels = torch.stack([head.pos(h).argmax(-1), head.ner(h).argmax(-1)], 1)
        return h.numpy(), head.tag(h).numpy(), labels.numpy()


def load(path):
    given = torch.load(path, map_location="cpu", weights_only=True)
    network = Network(len(given["pos_labels"]), len(given["ner_labels"]))
    missing, unknown = network.load_state_dict(given["state"], strict=False)
    assert not unknown and all(m.startswith("aux.") for m in missing), (missing, unknown)
    return network.eval()


def compare(network, windows, results):
    """-> figures by name."""
    apart, tag_equal, label_equal = {"hidden": [], "emissions": []}, [], []
    for window, (hidden, tags, labels) in zip(windows, results):
        h, t, l = run_float(network, window)
        apart["hidden"].append(np.abs(h - hidden).ravel())
        apart["emissions"].append(np.abs(t - tags).ravel())
        tag_equal.append(t.argmax(-1) == tags.argmax(-1))
        label_equal.append(l == labels)
    figures = {"pieces": sum(len(w[0]) for w in windows)}
    for name, parts in apart.items():
        every = np.concatenate(parts)
        figures |= {f"{name} mean": every.mean(), f"{name} 99.9 %": np.quantile(every, .999), f"{name} max": every.max()}
    both = np.concatenate(label_equal)
    return figures | {"tags equal": np.concatenate(tag_equal).mean(), "pos equal": both[:, 0].mean(), "ner equal": both[:, 1].mean()}


def scores(network, program, data, referee):
    """Referee's figures on the development documents with the float encoder, and with the C program's; the rest of both is the same."""
    from corpora import polnear
    from evaluate import line, score
    from extract import extract
    docs, figures = polnear(data, "dev"), []
    for encode in (network.encode, program.encode):
        network.encode = encode
        with tempfile.TemporaryDirectory() as folder:
            found = {d.name: extract(network, d.text) for d in docs}
            figures.append(line(score(found, referee, data / "polnear" / "dev", Path(folder))))
    return figures


def main():
    parser = argparse.ArgumentParser(description="the C program against the float reference")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("program", type=Path)
    parser.add_argument("--kernel")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--windows", type=int, default=40)
    parser.add_argument("--score", type=Path, nargs=2, metavar=("DATA", "REFEREE"), help="compare the referee's figures instead")
    a = parser.parse_args()
    torch.set_num_threads(1)
    network = load(a.checkpoint)
    program = Program(a.program, a.weights, a.kernel)
    if a.score:
        in_float, in_c = scores(network, program, *a.score)
        for name, value in in_float.items():
            print(f"{name:18} float {value:.4f}   C {in_c[name]:.4f}   {in_c[name] - value:+.4f}")
        return program.close()
    windows = list(text_windows(a.texts, a.windows) if a.texts else drawn_windows(a.windows, network.embeddings.word.num_embeddings))
    figures = compare(network, windows, map(program, windows))
    program.close()
    for name, value in figures.items():
        print(f"{name:18} {value:.6g}")
    if a.texts and (figures["emissions mean"] > BOUNDS["emissions mean"] or figures["tags equal"] < BOUNDS["tags equal"]):
        sys.exit("reference: the C program is farther from the reference than stated")


if __name__ == "__main__":
    main()
