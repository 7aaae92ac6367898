"""The loop of training: steps of several tasks, in a given order."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from encoder_tasks import endless
from torch import nn

HEAD_RATE, WARM, DECAY, CLIP = 1e-3, 0.1, 0.01, 1.0
SHOWN_EVERY = 100


def fit(
    network: nn.Module,
    tasks: Mapping[str, nn.Module],
    steps: Sequence[str],
    *,
    rate: float,
    weights: Mapping[str, float],
    rng: np.random.Generator,
) -> None:
    """Train a network and the heads of its tasks, a batch of one task a step.

    What the network did not come with, `network.new`, is trained at the rate of the heads.
    """
    heads = nn.ModuleDict(tasks)
    known = [
        weight
        for name, weight in network.named_parameters()
        if weight.requires_grad and name not in network.new
    ]
    new = [weight for name, weight in network.named_parameters() if name in network.new]
    optimizer = torch.optim.AdamW(
        [{"params": known}, {"params": [*heads.parameters(), *new], "lr": HEAD_RATE}],
        lr=rate,
        weight_decay=DECAY,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: pace(step / len(steps)))
    batches = {name: endless(task.texts.sizes(), rng) for name, task in tasks.items()}
    losses: dict[str, list[float]] = {name: [] for name in tasks}
    network.train(), heads.train()
    for number, name in enumerate(steps, 1):
        loss = tasks[name].loss(network, next(batches[name]))
        (weights[name] * loss).backward()
        nn.utils.clip_grad_norm_(network.parameters(), CLIP)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        losses[name].append(loss.item())
        if number % SHOWN_EVERY == 0 or number == len(steps):
            means = (f"{name} {np.mean(values[-40:]):.3f}" for name, values in losses.items())
            print(f"{number}/{len(steps)}: {', '.join(means)}", flush=True)
    network.eval(), heads.eval()


def pace(done: float) -> float:
    """Give the share of the rate that is used when a share of the steps is done."""
    return done / WARM + 1e-3 if done < WARM else (1 - done) / (1 - WARM)
