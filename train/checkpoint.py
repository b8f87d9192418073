"""Checkpoints: written beside their place and renamed, so that a reader never finds half a one."""
import os

import torch

from network import Network


def save(net, labels, path, meta):
    given = {"state": net.exported(), "aux": {k: v.float() for k, v in net.aux.state_dict().items()}, "pos_labels": list(labels.pos),
             "ner_labels": list(labels.ner), "rel_labels": list(labels.rel), "calibration": None, "meta": meta}
    torch.save(given, f"{path}.tmp")
    os.replace(f"{path}.tmp", path)


def restore(path, labels):
    """The network of a checkpoint, for further training; its labels go into `labels`."""
    given = torch.load(path, map_location="cpu", weights_only=True)
    for kind in ("pos", "ner", "rel"):
        getattr(labels, kind).update({label: i for i, label in enumerate(given[f"{kind}_labels"])})
    net = Network(len(labels.pos), len(labels.ner), len(labels.rel))
    net.load_state_dict(given["state"] | {f"aux.{k}": v for k, v in given["aux"].items()})
    return net
