"""The optimizer: the encoder computes in bfloat16, its weights are kept and updated in float32; the schedule follows the clock.

Method: AdamW (Loshchilov & Hutter 2019) on a float32 master copy (Micikevicius et al. 2018; bfloat16 needs no loss scale),
lower rates for lower layers (Howard & Ruder 2018), clipped gradients, linear warmup and decay, and an exponential moving
average of the master weights, which is what is evaluated and shipped. Two processes of one thread each work on a
batch of their own and add up their gradients: one process of two threads spent 80 % of its time in the barriers of
OpenMP as soon as anything else ran on the machine. The rate falls with the share of the minutes that are spent.
"""
import copy
import os
import time

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

from network import LAYERS

WARMUP, FLOOR, CLIP = 100, .02, 1.
PROCESSES = 2


def work(rank, job, given):
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method="tcp://127.0.0.1:" + os.environ["HEARSAY_TRAIN_PORT"], rank=rank, world_size=PROCESSES)
    job(rank, *given)
    dist.destroy_process_group()


def launch(job, *given):
    """Runs job(rank, ...) in PROCESSES processes that can add up their gradients."""
    os.environ.setdefault("HEARSAY_TRAIN_PORT", "29517")
    mp.spawn(work, (job, given), PROCESSES)


def depth(name):
    if name.startswith("embeddings"):
        return 0
    return int(name.split(".")[1]) + 1 if name.startswith("layer.") else LAYERS + 1


class Trainer:
    def __init__(self, net, minutes, rate, head_rate, decay, average):
        self.net, self.average, self.steps, self.spent = net, average, 0, 0.     # spent: the share of the time that is over
        self.began, self.seconds = time.time(), 60 * minutes
        self.masters, groups = {}, {}
        for name, p in net.named_parameters():
            if p.requires_grad:
                self.masters[name] = p.detach().float().clone()
                peak = head_rate if depth(name) > LAYERS else rate * decay ** (LAYERS - depth(name))
                groups.setdefault((peak, .01 if p.ndim > 1 else 0.), []).append(self.masters[name])
        self.optimizer = torch.optim.AdamW([{"params": p, "lr": 0., "peak": peak, "weight_decay": w} for (peak, w), p in groups.items()],
                                           betas=(.9, .98), foreach=True)
        self.shadow = {k: v.clone() for k, v in self.masters.items()}
        net.embeddings.bfloat16()
        net.layer.bfloat16()

    def step(self):
        self.steps += 1
        params = dict(self.net.named_parameters())
        self._add_up(params)
        for g in self.optimizer.param_groups:
            g["lr"] = g["peak"] * min(1, self.steps / WARMUP) * max(FLOOR, 1 - self.spent)
        torch.nn.utils.clip_grad_norm_(list(self.masters.values()), CLIP)
        self.optimizer.step()
        keep = min(self.average, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for name, master in self.masters.items():
                params[name].copy_(master)
            torch._foreach_lerp_(list(self.shadow.values()), list(self.masters.values()), 1 - keep)

    def _add_up(self, params):
        """The mean of all processes' gradients into the masters, and of their clocks, so that all stop at the same step."""
        clock = torch.tensor([(time.time() - self.began) / self.seconds])
        flat = torch.cat([torch.zeros(m.numel()) if params[k].grad is None else params[k].grad.flatten().float()
                          for k, m in self.masters.items()] + [clock])
        dist.all_reduce(flat)
        flat /= PROCESSES
        at = 0
        for name, master in self.masters.items():
            params[name].grad = None
            master.grad = flat[at:at + master.numel()].view_as(master)
            at += master.numel()
        self.spent = float(flat[-1])

    def averaged(self):
        """A float32 copy of the network with the averaged weights."""
        net = copy.deepcopy(self.net).float()
        net.load_state_dict(self.shadow, strict=False)
        return net.eval()
