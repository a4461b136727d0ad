"""One training run of the network: rates by part, a linear schedule, and a running average of all weights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor

from crisisdesk.language.training.network import Network

LOWEST, CLIP = 0.02, 2.0


@dataclass(frozen=True)
class Pace:
    """How fast the parts of the network learn: rates by the first prefix that fits their names, and the schedule."""

    rates: dict[str, float]
    decay: float
    average: float
    warmup: float = 0.08


class Trainer:
    """Holds the network, its running average and the optimiser of one run; the word vectors stay as they are."""

    def __init__(self, network: Network, pace: Pace, steps: int) -> None:
        self.network, self.pace, self.steps = network, pace, steps
        network.encoder.words.weight.requires_grad_(False)
        self.optimiser = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), weight_decay=pace.decay)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.mean = {name: p.detach().clone() for name, p in network.named_parameters()}
        self.done = 0

    def _groups(self) -> list[dict[str, object]]:
        parts: dict[str, list[Tensor]] = {prefix: [] for prefix in self.pace.rates}
        for name, parameter in self.network.named_parameters():
            if parameter.requires_grad:
                parts[next(prefix for prefix in parts if name.startswith(prefix))].append(parameter)
        return [{"params": part, "lr": self.pace.rates[prefix]} for prefix, part in parts.items()]

    def _rate(self, step: int) -> float:
        warm = max(1, int(self.pace.warmup * self.steps))
        return step / warm if step < warm else max(LOWEST, (self.steps - step) / (self.steps - warm))

    def begin(self) -> None:
        """Begin a step: the losses that follow add up until ``end``."""
        self.network.train()
        self.optimiser.zero_grad()

    def end(self) -> None:
        """End a step: learn from the losses, and let the average follow."""
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), CLIP)
        self.optimiser.step()
        self.schedule.step()
        self.done += 1
        keep = min(self.pace.average, self.done / (self.done + 10))
        with torch.no_grad():
            for name, value in self.network.named_parameters():
                self.mean[name].lerp_(value, 1 - keep)

    @contextmanager
    def averaged(self) -> Iterator[Network]:
        """Lend the network with its averaged weights."""
        raw = {name: value.detach().clone() for name, value in self.network.named_parameters()}
        self.network.load_state_dict(self.mean)
        yield self.network
        self.network.load_state_dict(raw)
