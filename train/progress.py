"""A line to standard output now and then: what is spent, how fast, and the mean of each loss since the last line."""
import collections
import time


class Progress:
    def __init__(self, every=25):
        self.every, self.pieces, self.began = every, 0, time.time()
        self.sums = collections.defaultdict(list)

    def note(self, trainer, pieces, parts, say):
        self.pieces += pieces
        for name, x in parts.items():
            self.sums[name].append(float(x.detach()))
        if say and trainer.steps % self.every == 0:
            losses = " ".join(f"{k} {sum(v) / len(v):.4f}" for k, v in self.sums.items())
            print(f"{time.strftime('%H:%M:%S')} {trainer.spent:.3f} step {trainer.steps} {self.pieces / (time.time() - self.began):.0f} pieces/s a process {losses}",
                  flush=True)
            self.sums.clear()
