"""Checkpoint to weights file: `python export.py CHECKPOINT VOCABULARY OUT [--texts NEWS]`. The format is docs/weights.md, the names docs/model.md.

Method: matrices of the encoder and the word embeddings become int8, one float32 scale an output row, symmetric; everything else stays
float32. Of some forty clipping points between 70 % and 100 % of a row's largest magnitude, the one with the least squared error is taken.
A few inputs of a matrix are many times larger than the others; so that these keep their share of the 255 steps, each input is multiplied
and its weights divided by a factor found on texts (SmoothQuant, Xiao et al. 2023). Query, key and value of a layer are laid together head by head, and matrices are packed in panels of 16 outputs by 4 inputs, as the
kernels read them. The file is written beside its place and renamed, so that nobody ever maps half a file.
Source of the clipping: Banner et al. 2019 (they solve for the optimum; a search over few points is as good and needs no distribution).
"""
import argparse
import json
import os
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import xxhash

MAGIC, VERSION, ALIGN = b"\x89HEAR\r\n\x1a", 1, 64
TEXT, FLOAT, INT8_ROWS, INT8_PANELS = 1, 2, 3, 4
HEADER, ENTRY = struct.Struct("<8sIIQQQIIIIQ"), struct.Struct("<56sIIIIQQQQ24x")
WIDTH, FFN, HEADS, LINK, TAGS, WINDOW = 384, 1536, 12, 128, 7, 256
MOST_BYTES = 32 << 20


class Unusable(Exception):
    pass


# ---- quantization and packing ----

def quantize(weight, search=True):
    """[rows, columns] float32 -> int8 and one scale a row, by the least squared error."""
    top = np.abs(weight).max(1)
    best, scale = np.full(len(top), np.inf), np.zeros(len(top), np.float32)
    for share in np.linspace(.7, 1, 41) if search else (1.,):
        s = (np.maximum(top, 1e-30) * share / 127).astype(np.float32)
        error = ((np.clip(np.rint(weight / s[:, None]), -127, 127) * s[:, None] - weight) ** 2).sum(1)
        better = error < best
        best[better], scale[better] = error[better], s[better]
    return np.clip(np.rint(weight / scale[:, None]), -127, 127).astype(np.int8), scale


def panels(values):
    """[out, in] -> panels of 16 outputs; in each, steps of 4 inputs for all 16 (kernel.h)."""
    out, inner = values.shape
    return np.ascontiguousarray(values.reshape(out // 16, 16, inner // 4, 4).transpose(0, 2, 1, 3))


def smoothing(weight, peaks):
    """A factor for each input, geometric mean 1, that evens out how large inputs and weights get: inputs are multiplied by it, weights divided."""
    if peaks is None:
        return np.ones(weight.shape[1], np.float32)
    factor = np.sqrt(np.maximum(np.abs(weight).max(0), 1e-5) / np.maximum(peaks, 1e-3))
    return (factor / np.exp(np.log(factor).mean())).astype(np.float32)


def by_heads(*parts):
    """q, k, v [384, ...] -> [1152, ...]: for each head its 32 rows of q, of k, of v."""
    return np.concatenate([p.reshape(HEADS, WIDTH // HEADS, -1) for p in parts], 1).reshape(3 * WIDTH, -1)


# ---- what the file must hold ----

class Checkpoint:
    def __init__(self, given):
        self.state = given["state"]
        self.used = set()

    def __call__(self, name, *shape):
        """The tensor as float32; a dimension None is free."""
        if name not in self.state:
            raise Unusable(f"the checkpoint has no tensor '{name}'")
        x = np.asarray(self.state[name].detach().float().cpu().numpy() if hasattr(self.state[name], "detach") else self.state[name],
                       np.float32)
        if len(x.shape) != len(shape) or any(b is not None and a != b for a, b in zip(x.shape, shape)):
            raise Unusable(f"tensor '{name}' has shape {list(x.shape)}, expected {list(shape)}")
        if not np.isfinite(x).all():
            raise Unusable(f"tensor '{name}' holds what is not a finite number")
        self.used.add(name)
        return x


def n_layers(state):
    return 1 + max(int(k.split(".")[1]) for k in state if k.startswith("layer."))


def encoder_tensors(c, peaks):
    """(name, type, float array) in the order of use. `peaks`: the largest magnitude of each input of a matrix, by its name (peaks.py)."""
    yield "embeddings.word.weight", INT8_ROWS, c("embeddings.word.weight", None, WIDTH)
    yield "embeddings.position.weight", FLOAT, c("embeddings.position.weight", None, WIDTH)[:WINDOW]
    for table in ("shape", "quote"):
        yield f"embeddings.{table}.weight", FLOAT, c(f"embeddings.{table}.weight", 8, WIDTH)
    norm = lambda prefix: [(f"{prefix}.{p}", FLOAT, c(f"{prefix}.{p}", WIDTH)) for p in ("weight", "bias")]
    yield from norm("embeddings.norm")

    def matrix(name, weight, bias):
        smooth = smoothing(weight, peaks.get(name))
        return [(name + ".weight", INT8_PANELS, weight / smooth), (name + ".bias", FLOAT, bias), (name + ".smooth", FLOAT, smooth)]

    for i in range(n_layers(c.state)):
        at = f"layer.{i}."
        parts = [[c(f"{at}attention.{m}.{p}", *shape) for m in "qkv"] for p, shape in (("weight", (WIDTH, WIDTH)), ("bias", (WIDTH,)))]
        yield from matrix(at + "attention.qkv", by_heads(*parts[0]), by_heads(*parts[1])[:, 0])
        for name, out, inner in (("attention.o", WIDTH, WIDTH), ("ffn.up", FFN, WIDTH), ("ffn.down", WIDTH, FFN)):
            yield from matrix(at + name, c(f"{at}{name}.weight", out, inner), c(f"{at}{name}.bias", out))
        yield from norm(at + "attention.norm")
        yield from norm(at + "ffn.norm")


def head_tensors(c, n_pos, n_ner):
    shapes = {"head.tag.transition": (TAGS, TAGS), "head.tag.start": (TAGS,), "head.tag.end": (TAGS,)}
    for name, out, inner in (("tag", TAGS, WIDTH), ("pos", n_pos, WIDTH), ("ner", n_ner, WIDTH), ("link.content", LINK, 2 * WIDTH),
                             ("link.content_cue", LINK, 2 * WIDTH), ("link.source", LINK, 2 * WIDTH),
                             ("link.source_cue", LINK, 2 * WIDTH), ("link.content_null", 1, LINK), ("link.source_null", 1, LINK)):
        shapes |= {f"head.{name}.weight": (out, inner), f"head.{name}.bias": (out,)}
    for kind in ("content", "source"):
        shapes[f"head.link.{kind}_bilinear"] = (LINK, LINK)
        shapes |= {f"head.link.{kind}_{f}": (n,) for f, n in (("distance", 20), ("between", 4), ("paragraph", 3))}
    for name, shape in shapes.items():
        yield name, FLOAT, c(name, *shape)


def judge_tensors(c):
    """The one head of a judge of (question, claim): docs/judge.md."""
    for name, shape in (("head.judge.weight", (3, WIDTH)), ("head.judge.bias", (3,))):
        yield name, FLOAT, c(name, *shape)


def training_commit():
    """Of the working tree that this file lies in; "unknown" outside of one."""
    here = Path(__file__).resolve().parent
    found = subprocess.run(["git", "-C", here, "rev-parse", "HEAD"], capture_output=True, text=True)
    return found.stdout.strip() if found.returncode == 0 else "unknown"


def metadata(given, general):
    """What `general` (meta.json) says of every model, and what the checkpoint says of itself; the latter prevails."""
    meta = general | {k: v for k, v in (given.get("meta") or {}).items() if v is not None}
    meta.setdefault("commit", training_commit())
    for key in ("version", "licence", "commit"):
        if not isinstance(meta.get(key), str) or not meta[key]:
            raise Unusable(f"the checkpoint's meta has no '{key}'")
    if meta.get("task") == "judge":
        return meta
    for key in ("pos_labels", "ner_labels"):
        meta[key] = [str(x) for x in given[key]]
        if not 1 <= len(meta[key]) <= 255:
            raise Unusable(f"'{key}' has {len(meta[key])} labels, expected 1 to 255")
    meta["calibration"] = calibration(given.get("calibration"))
    return meta


def calibration(given):
    if not given:
        return None
    one = {"features": [str(f) for f in given["features"]], "weights": [float(w) for w in given["weights"]], "bias": float(given["bias"])}
    if not one["features"] or len(one["features"]) != len(one["weights"]) or not np.isfinite(one["weights"] + [one["bias"]]).all():
        raise Unusable("the calibration's features and weights do not match, or are not finite")
    return one


# ---- the file ----

def aligned(n):
    return -(-n // ALIGN) * ALIGN


def body(kind, x, search):
    """A tensor's bytes, where its scales stand in them (or None), and its relative squared error."""
    if kind == TEXT:
        return x, None, 0.
    if kind == FLOAT:
        return np.ascontiguousarray(x, "<f4").tobytes(), None, 0.
    q, scale = quantize(x, search)
    error = float(((q * scale[:, None] - x) ** 2).sum() / max((x ** 2).sum(), 1e-30))
    values = (panels(q) if kind == INT8_PANELS else q).tobytes()
    return values.ljust(aligned(len(values)), b"\0") + scale.astype("<f4").tobytes(), aligned(len(values)), error


def entries(tensors, start, search, report):
    """-> table entries, and the tensors' bytes from `start` on."""
    table, data, at = [], [], start
    for name, kind, x in tensors:
        raw, scales, error = body(kind, x, search)
        shape = (len(x), 1) if kind == TEXT or x.ndim == 1 else x.shape
        dimensions = 1 if kind == TEXT or x.ndim == 1 else 2
        table.append(ENTRY.pack(name.encode(), kind, dimensions, *shape, at, len(raw), at + scales if scales else 0, xxhash.xxh3_64_intdigest(raw)))
        data.append(raw.ljust(aligned(len(raw)), b"\0"))
        at += len(data[-1])
        report(f"{name:34} {'x'.join(map(str, shape[:dimensions])):>12} {len(raw):>10}" + (f"  error {error:.2e}" if scales else ""))
    data[-1] = data[-1][:len(raw)]
    return b"".join(table), b"".join(data)


def build(given, vocabulary, general=None, peaks=None, search=True, report=print):
    """The whole file as bytes."""
    c, meta = Checkpoint(given), metadata(given, general or {})
    lines = vocabulary.rstrip("\n").encode() + b"\n"
    tensors = list(encoder_tensors(c, peaks or {})) + [("vocabulary", TEXT, lines)]
    tensors[-1:-1] = judge_tensors(c) if meta.get("task") == "judge" else head_tensors(c, len(meta["pos_labels"]), len(meta["ner_labels"]))
    n_pieces, n_positions = len(tensors[0][2]), len(tensors[1][2])
    if lines.count(b"\n") != n_pieces:
        raise Unusable(f"the vocabulary has {lines.count(chr(10).encode())} lines for {n_pieces} rows of embeddings")
    left = sorted(k for k in c.state if k not in c.used and not k.startswith("aux."))
    if left:
        raise Unusable(f"the checkpoint holds tensors that no place is known for: {', '.join(left[:5])}")
    text = json.dumps(meta, ensure_ascii=False, indent=1).encode()
    metadata_at = HEADER.size + len(tensors) * ENTRY.size
    start = aligned(metadata_at + len(text))
    table, data = entries(tensors, start, search, report)
    header = lambda checksum: HEADER.pack(MAGIC, VERSION, len(tensors), start + len(data), metadata_at, len(text), n_layers(c.state),
                                          n_pieces, n_positions, 0, checksum)
    checksum = xxhash.xxh3_64_intdigest(header(0))
    for part in (table, text):
        checksum = xxhash.xxh3_64_intdigest(part, checksum)
    return (header(checksum) + table + text).ljust(start, b"\0") + data


def write(path, data):
    beside = path.with_name(path.name + f".{os.getpid()}")
    try:
        with open(beside, "wb") as f:
            f.write(data)
            f.flush()
            os.fsync(f.fileno())
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def main():
    import torch
    from peaks import input_peaks
    parser = argparse.ArgumentParser(description="checkpoint to weights file")
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("vocabulary", type=Path, help="one piece a line")
    parser.add_argument("out", type=Path)
    parser.add_argument("--meta", type=Path, default=Path(__file__).with_name("meta.json"), help="version, licence and sources, as JSON")
    parser.add_argument("--texts", type=Path, help="articles, NDJSON (.xz), by which inputs are smoothed; without it they are not")
    parser.add_argument("--windows", type=int, default=48)
    parser.add_argument("--plain", action="store_true", help="scale by the largest magnitude, without the search")
    a = parser.parse_args()
    try:
        given = torch.load(a.checkpoint, map_location="cpu", weights_only=True)
        data = build(given, a.vocabulary.read_text(encoding="utf-8"), json.loads(a.meta.read_text(encoding="utf-8")),
                     input_peaks(a.checkpoint, a.texts, a.windows) if a.texts else None, not a.plain)
        if len(data) > MOST_BYTES:
            raise Unusable(f"the file would have {len(data)} bytes, more than {MOST_BYTES}")
        write(a.out, data)
    except (Unusable, OSError, KeyError, ValueError) as e:
        sys.exit(f"export: {e}")
    print(f"{a.out}: {len(data)} bytes")


if __name__ == "__main__":
    main()
