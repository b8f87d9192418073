"""What a link knows besides its two spans: their distance, the cues between them, the paragraphs; exactly as docs/model.md says."""
import torch

BUCKET_ENDS = (0, 1, 2, 4, 7, 12, 20, 40, 80)


def bucket(gap):
    return sum(gap > end for end in BUCKET_ENDS)


def link_features(paragraph, left, right, cues, cue_is_right):
    """Three index tensors [left, right]: distance, cues between, paragraphs apart. Spans are (first, last), inclusive."""
    distance, between, apart = [], [], []
    for a in left:
        for b in right:
            cue, other = (b, a) if cue_is_right else (a, b)
            x, y = (a, b) if a[0] <= b[0] else (b, a)
            distance.append(bucket(max(0, y[0] - x[1] - 1)) + (10 if cue[0] < other[0] else 0))
            between.append(min(3, sum(c != cue and x[0] < c[0] < y[0] for c in cues)))
            apart.append(min(2, abs(paragraph[a[0]] - paragraph[b[0]])))
    return [torch.tensor(x, dtype=torch.long).view(len(left), len(right)) for x in (distance, between, apart)]
