"""The network of docs/model.md in PyTorch: a BERT encoder with shape and quotation inputs, and light heads.

Method: Devlin et al. 2019 for the encoder (weights from all-MiniLM-L6-v2, Wang et al. 2020), a linear-chain CRF
(Lafferty et al. 2001) for the spans, biaffine scores (Dozat & Manning 2017) for links, and in training only for
dependency arcs. Dropout draws one mask a window and feature (Gal & Ghahramani 2016), which on a processor costs
next to nothing; drawing one number an element took a tenth of the step.
The names of the parameters are those of the page; everything under `aux` is for training and is not exported.
"""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

from words import MODEL_DIR

LAYERS, WIDTH, HEADS, FFN, LINK, ARC = 6, 384, 12, 1536, 128, 128
ROLES = ("Source", "Cue", "Content")
TAGS = ("O", "B-Source", "I-Source", "B-Cue", "I-Cue", "B-Content", "I-Content")
FORBIDDEN = -1e4


class SharedDropout(nn.Module):
    def __init__(self, p):
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training or not self.p:
            return x
        mask = torch.rand(x.shape[0], 1, x.shape[-1]) < 1 - self.p
        return x * (mask.to(x.dtype) / (1 - self.p))


class Attention(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = SharedDropout(dropout)

    def forward(self, x, mask):
        b, t, _ = x.shape
        w = torch.cat([self.q.weight, self.k.weight, self.v.weight])
        bias = torch.cat([self.q.bias, self.k.bias, self.v.bias])
        q, k, v = F.linear(x, w, bias).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, t, WIDTH)
        return self.norm(x + self.drop(self.o(y)))


class FeedForward(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.up, self.down = nn.Linear(WIDTH, FFN), nn.Linear(FFN, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = SharedDropout(dropout)

    def forward(self, x):
        return self.norm(x + self.drop(self.down(F.gelu(self.up(x)))))


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.attention, self.ffn = Attention(dropout), FeedForward(dropout)

    def forward(self, x, mask):
        return self.ffn(self.attention(x, mask))


class Embeddings(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.word, self.position = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.shape, self.quote = nn.Embedding(8, WIDTH), nn.Embedding(8, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = SharedDropout(dropout)

    def forward(self, ids, shapes, quotes):
        x = self.word(ids) + self.position.weight[:ids.shape[1]] + self.shape(shapes) + self.quote(quotes)
        return self.drop(self.norm(x))


class TagHead(nn.Linear):
    """Emissions and the chain: which tag may follow which is fixed, how gladly is learned."""

    def __init__(self):
        super().__init__(WIDTH, len(TAGS))
        self.transition = nn.Parameter(torch.zeros(7, 7))
        self.start, self.end = nn.Parameter(torch.zeros(7)), nn.Parameter(torch.zeros(7))
        allowed = torch.ones(7, 7)
        for to in (2, 4, 6):
            allowed[:, to] = 0
            allowed[to - 1, to] = allowed[to, to] = 1
        begin = torch.tensor([1., 1, 0, 1, 0, 1, 0])
        self.register_buffer("allowed", allowed, persistent=False)
        self.register_buffer("begin", begin, persistent=False)

    def chain(self):
        block = lambda score, ok: score.float() * ok + FORBIDDEN * (1 - ok)
        return block(self.transition, self.allowed), block(self.start, self.begin), self.end.float()


class LinkHead(nn.Module):
    def __init__(self):
        super().__init__()
        for name in ("content", "content_cue", "source", "source_cue"):
            setattr(self, name, nn.Linear(2 * WIDTH, LINK))
        for name in ("content", "source"):
            bilinear = torch.empty(LINK, LINK)
            nn.init.xavier_uniform_(bilinear, gain=.5)
            setattr(self, name + "_bilinear", nn.Parameter(bilinear))
            setattr(self, name + "_null", nn.Linear(LINK, 1))
            for feature, n in (("distance", 20), ("between", 4), ("paragraph", 3)):
                setattr(self, f"{name}_{feature}", nn.Parameter(torch.zeros(n)))

    def scores(self, kind, left, right, feats):
        """left [n, 768] each chooses one of right [m, 768] or null (last column); feats: three index arrays [n, m]."""
        a = F.gelu(getattr(self, "content" if kind == "content" else "source_cue")(left))
        b = F.gelu(getattr(self, "content_cue" if kind == "content" else "source")(right))
        s = a @ getattr(self, kind + "_bilinear") @ b.T
        for name, index in zip(("distance", "between", "paragraph"), feats):
            s = s + getattr(self, f"{kind}_{name}")[index]
        return torch.cat([s, getattr(self, kind + "_null")(a)], 1)


class Heads(nn.Module):
    def __init__(self, n_pos, n_ner):
        super().__init__()
        self.tag, self.link = TagHead(), LinkHead()
        self.pos, self.ner = nn.Linear(WIDTH, n_pos), nn.Linear(WIDTH, n_ner)


class Auxiliary(nn.Module):
    """Training only: dependency arcs and relations."""

    def __init__(self, n_rel):
        super().__init__()
        self.dep, self.head = nn.Linear(WIDTH, 2 * ARC), nn.Linear(WIDTH, 2 * ARC)
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.rel = nn.Parameter(torch.empty(n_rel, ARC + 1, ARC + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.rel, std=.02)

    def arcs(self, h):
        """h [b, n, 384] -> score of each head for each word [b, n, n], and the vectors for the relations."""
        d, e = F.gelu(self.dep(h)).split(ARC, -1), F.gelu(self.head(h)).split(ARC, -1)
        one = torch.ones_like(d[0][..., :1])
        return torch.cat([d[0], one], -1) @ self.arc @ e[0].transpose(1, 2) / math.sqrt(ARC), \
            torch.cat([d[1], one], -1), torch.cat([e[1], one], -1)

    def relations(self, d, e):
        """Matching rows of dependents and heads [m, ARC + 1] -> [m, n_rel]."""
        return torch.einsum("mi,mri->mr", d, torch.einsum("rij,mj->mri", self.rel, e))


class Network(nn.Module):
    def __init__(self, n_pos, n_ner, n_rel=1, dropout=.1):
        super().__init__()
        self.embeddings = Embeddings(dropout)
        self.layer = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.head, self.aux = Heads(n_pos, n_ner), Auxiliary(n_rel)
        for e in (self.embeddings.shape, self.embeddings.quote):
            nn.init.normal_(e.weight, std=.02)

    def encode(self, ids, shapes, quotes, mask):
        """[b, t] index tensors and a boolean mask -> [b, t, 384]."""
        x = self.embeddings(ids, shapes, quotes)
        mask = None if mask.all() else mask[:, None, None, :]
        for layer in self.layer:
            x = layer(x, mask)
        return x

    def load_minilm(self):
        """The encoder of all-MiniLM-L6-v2; its type-0 embedding is folded into the positions."""
        given = load_file(str(MODEL_DIR / "model.safetensors"))
        given = {k.removeprefix("bert."): v.float() for k, v in given.items()}
        own = {"embeddings.word.weight": given["embeddings.word_embeddings.weight"],
               "embeddings.position.weight": given["embeddings.position_embeddings.weight"]
               + given["embeddings.token_type_embeddings.weight"][0]}
        names = {"attention.q": "attention.self.query", "attention.k": "attention.self.key",
                 "attention.v": "attention.self.value", "attention.o": "attention.output.dense",
                 "attention.norm": "attention.output.LayerNorm", "ffn.up": "intermediate.dense",
                 "ffn.down": "output.dense", "ffn.norm": "output.LayerNorm"}
        for p in ("weight", "bias"):
            own[f"embeddings.norm.{p}"] = given[f"embeddings.LayerNorm.{p}"]
            for i in range(LAYERS):
                for ours, theirs in names.items():
                    own[f"layer.{i}.{ours}.{p}"] = given[f"encoder.layer.{i}.{theirs}.{p}"]
        missing, unknown = self.load_state_dict(own, strict=False)
        assert not unknown and all(m.startswith(("head.", "aux.", "embeddings.shape", "embeddings.quote")) for m in missing)

    def exported(self):
        """The state dictionary of the page, in float32; the forbidden transitions carry their score."""
        state = {k: v.detach().float().clone() for k, v in self.state_dict().items() if not k.startswith("aux.")}
        transition, start, _ = self.head.tag.chain()
        state["head.tag.transition"], state["head.tag.start"] = transition.detach().clone(), start.detach().clone()
        return state
