"""The gold of the open stories as input for the driver, and the referee's rules."""
import json


def referee(path):
    """The functions of score_accounts.py, without its main()."""
    source = open(path, encoding="utf-8").read().rsplit("\nmain()", 1)[0]
    scope = {"__name__": "referee"}
    exec(compile(source, path, "exec"), scope)
    return scope


def inside(inner, outers):
    return inner and any(b <= inner[0] and inner[1] <= e for b, e in outers)


def whole_word(text, span, string, near):
    """The span if it stands on word borders, else the nearest occurrence of the string that does (README.md of the stories: it can be the wrong one)."""
    good = lambda b, e: not (b > 0 and text[b - 1].isalnum() and text[b].isalnum()) and not (e < len(text) and text[e - 1].isalnum() and text[e].isalnum())
    if good(*span):
        return span
    found, at = [], text.find(string)
    while at >= 0:
        if good(at, at + len(string)):
            found.append(at)
        at = text.find(string, at + 1)
    if not found:
        return span
    at = min(found, key=lambda b: abs(b - near))
    return [at, at + len(string)]


def spans(gold, articles):
    for art in articles:
        claims = sorted((c for c in gold["claims"] if c["doc"] == art["id"]), key=lambda c: (c["cue_span"] or c["span"])[0] if c.get("cue_span") else c["span"][0])
        out = []
        for c in claims:
            out.append({"source": whole_word(art["text"], c["source_span"], c["source"], c["span"][0]) if c["source"] and c.get("source_span") else None, "cue": c.get("cue_span") if c["cue"] else None, "content": [c["span"]], "parent": None,
                        "hearsay": c["cue"] in ("reportedly",) and not c["source"]})
        for i, x in enumerate(out):
            best = None
            for j, y in enumerate(out):
                if i != j and y["content"] != x["content"] and (inside(x["cue"], y["content"]) or (not x["cue"] and inside(x["source"], y["content"]))):
                    if best is None or y["content"][0][1] - y["content"][0][0] < out[best]["content"][0][1] - out[best]["content"][0][0]:
                        best = j
            x["parent"] = best
        yield claims, dict(art, attributions=out)
