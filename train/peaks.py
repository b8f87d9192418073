"""How large each input of each matrix gets on texts: what export.py smooths by."""
import torch

from reference import load, text_windows


def watch(module, name, peaks):
    def look(_, given):
        top = given[0].abs().reshape(-1, given[0].shape[-1]).amax(0)
        peaks[name] = torch.maximum(peaks[name], top) if name in peaks else top
    module.register_forward_pre_hook(look)


def input_peaks(checkpoint, texts, n_windows):
    """{"layer.0.attention.qkv": [384], ...}"""
    network, peaks = load(checkpoint), {}
    for i, layer in enumerate(network.layer):
        watch(layer, f"layer.{i}.attention.qkv", peaks)       # what goes into a layer goes into its queries, keys and values
        watch(layer.attention.o, f"layer.{i}.attention.o", peaks)
        watch(layer.ffn.up, f"layer.{i}.ffn.up", peaks)
        watch(layer.ffn.down, f"layer.{i}.ffn.down", peaks)
    with torch.no_grad():
        for window in text_windows(texts, n_windows):
            ids, shapes, quotes = (torch.as_tensor(x, dtype=torch.long)[None] for x in window)
            network.encode(ids, shapes, quotes, torch.ones_like(ids, dtype=torch.bool))
    return {name: x.numpy() for name, x in peaks.items()}
