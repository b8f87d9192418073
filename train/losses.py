"""The losses: tags, entities, dependencies; the chain of tags, and the links between spans.

Method: cross entropy, and for the chain the negative log-likelihood of Lafferty et al. 2001, summed forward over all
windows of a batch at once. Where a window cuts a paragraph the chain is free: no start, no end, and a span may go on.
Links are learned on the spans of the gold in half of the windows and on the chain's own in the other half, since those
are what they will see: a content that meets no gold, or whose cue was missed, should choose none.
"""
import numpy as np
import torch
import torch.nn.functional as F

from corpora import IGNORE, spans_of
from links import link_features
from network import WIDTH


def encode(net, batch):
    """-> the vector of each word's first piece [b, n, 384], float32."""
    ids, shapes, quotes, mask, first = batch.tensors("ids", "shapes", "quotes", "mask", "first")
    return net.encode(ids, shapes, quotes, mask).gather(1, first[..., None].expand(-1, -1, WIDTH)).float()


def labels(net, v, batch):
    """-> losses of Penn tags, entities, heads, relations."""
    pos, ner, head, rel, real = batch.tensors("pos", "ner", "head", "rel", "real")
    entropy = lambda scores, target: F.cross_entropy(scores.flatten(0, 1), target.flatten(), ignore_index=IGNORE)
    arcs, dependents, heads = net.aux.arcs(v)
    some = ((head != IGNORE) & (rel != IGNORE)).nonzero()
    some = some[torch.randperm(len(some))[:600]]           # relations are easy and costly: a sample will do
    d, e = dependents[some[:, 0], some[:, 1]], heads[some[:, 0], head[some[:, 0], some[:, 1]]]
    with torch.autocast("cpu", torch.bfloat16):
        relations = net.aux.relations(d, e)
    return {"pos": entropy(net.head.pos(v), pos), "ner": entropy(net.head.ner(v), ner),
            "arc": entropy(arcs.masked_fill(~real[:, None, :], -1e4), head),
            "rel": F.cross_entropy(relations.float(), rel[some[:, 0], some[:, 1]])}


def chain(net, emissions, batch):
    """Negative log-likelihood a word; emissions [b, n, 7]."""
    tag, begins, real, cut_left, cut_right, lengths = batch.tensors("tag", "begins", "real", "cut_left", "cut_right", "lengths")
    transition, start, end = net.head.tag.chain()
    rows = torch.arange(len(tag))
    first = torch.where(cut_left[:, None], 0., start)                                    # [b, 7]
    last = torch.where(cut_right[:, None], 0., end)
    move = torch.where(begins[:, 1:, None, None], end[:, None] + start[None], transition)   # [b, n - 1, 7, 7]
    alpha = first + emissions[:, 0]
    for t in range(1, tag.shape[1]):
        new = torch.logsumexp(alpha[:, :, None] + move[:, t - 1], 1) + emissions[:, t]
        alpha = torch.where(real[:, t, None], new, alpha)
    path = emissions.gather(2, tag[..., None])[..., 0] * real
    step = move[rows[:, None], torch.arange(tag.shape[1] - 1)[None], tag[:, :-1], tag[:, 1:]] * real[:, 1:]
    gold = path.sum(1) + step.sum(1) + first[rows, tag[:, 0]] + last[rows, tag[rows, lengths - 1]]
    return (torch.logsumexp(alpha + last, 1) - gold).sum() / real.sum()


@torch.no_grad()
def best_paths(net, emissions, batch):
    """Viterbi over all windows at once -> a list of tags for each."""
    transition, start, end = (x.numpy() for x in net.head.tag.chain())
    x, n = emissions.detach().numpy(), emissions.shape[1]
    score, back = np.where(batch.cut_left[:, None], 0, start) + x[:, 0], []
    over = end[:, None] + start[None]
    for t in range(1, n):
        every = score[:, :, None] + np.where(batch.begins[:, t, None, None], over, transition)
        arg, live = every.argmax(1), batch.real[:, t, None]
        back.append(np.where(live, arg, np.arange(7)))
        score = np.where(live, every.max(1) + x[:, t], score)
    tags = [(score + np.where(batch.cut_right[:, None], 0, end)).argmax(1)]
    rows = np.arange(len(x))
    for arg in reversed(back):
        tags.append(arg[rows, tags[-1]])
    return [list(row[:k]) for row, k in zip(np.array(tags[::-1]).T, batch.lengths)]


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]) + 1)


def meets(span, others):
    """Index of the span of `others` that shares most words with `span`, or None."""
    best = max(range(len(others)), key=lambda k: overlap(span, others[k]), default=None)
    return best if best is not None and overlap(span, others[best]) else None


def link_targets(document, first, last, spans):
    """For contents the index of the cue, for cues that of the source; their number for none, IGNORE for what cannot be known here."""
    contents, cues, sources = spans["Content"], spans["Cue"], spans["Source"]
    inside = lambda s: s is not None and first <= s[0] and s[1] < last
    of_content = {c: cue for cue, cs, _ in document.links for c in cs}
    of_cue = {cue: source for cue, _, source in document.links}

    def target(span, gold_of, all_gold, candidates, unmet):
        k = meets(span, all_gold)
        gold = None if k is None else gold_of.get(all_gold[k])
        if k is None:
            return unmet
        if gold is None:
            return len(candidates)
        if not inside(gold):
            return IGNORE
        found = meets(gold, candidates)
        return len(candidates) if found is None else found

    near = lambda role: [s for s in document.spans[role] if s[1] >= first and s[0] < last]
    return ([target(c, of_content, near("Content"), cues, len(cues)) for c in contents],
            [target(c, of_cue, near("Cue"), sources, IGNORE) for c in cues])


def linking(net, v, batch, paths, rng):
    """Cross entropy of the links, a word; `paths` are the chain's own tags, or None for gold spans alone."""
    total = v.new_zeros(())
    for k, (d, first, last) in enumerate(batch.windows):
        if paths is not None and rng.random() < .5:
            found = spans_of(paths[k], d.words.paragraph[first:last])
            spans = {r: [(a + first, b + first) for a, b in s] for r, s in found.items()}
        else:
            spans = {r: [s for s in d.spans[r] if first <= s[0] and s[1] < last] for r in d.spans}
        if not spans["Cue"]:
            continue
        vectors = lambda ss: torch.cat([v[k, [a - first for a, _ in ss]], v[k, [b - first for _, b in ss]]], 1)
        to_cue, to_source = link_targets(d, first, last, spans)
        for kind, left, right, target in (("content", spans["Content"], spans["Cue"], to_cue), ("source", spans["Cue"], spans["Source"], to_source)):
            if any(t != IGNORE for t in target):
                feats = link_features(d.words.paragraph, left, right, spans["Cue"], kind == "content")
                scores = net.head.link.scores(kind, vectors(left), vectors(right), feats)
                total = total + F.cross_entropy(scores, torch.tensor(target), ignore_index=IGNORE, reduction="sum")
    return total / int(batch.lengths.sum())
