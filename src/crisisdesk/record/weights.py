"""The weights of likeness, from ``weights.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "weights.toml"


@dataclass(frozen=True, slots=True)
class Weights:
    """What each point is worth, and the sums from which claims are linked, or a person is asked."""

    points: Mapping[str, float]
    link: float
    doubt: float

    def __getitem__(self, reason: str) -> float:
        return self.points[reason]


@cache
def load_weights() -> Weights:
    """Return the shipped weights, read once."""
    rows = tomllib.loads(PATH.read_text(encoding="utf8"))
    return Weights(rows["points"], rows["link"], rows["doubt"])
