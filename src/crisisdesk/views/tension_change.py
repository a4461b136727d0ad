"""A period against the mean of those before it, and when there is too little to say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Protocol

WINDOWS = (4, 52)
LEAST_EVENTS = 5
Z_EVENTS, Z_PERIODS = 30, 12
TOO_SHORT, TOO_FEW = "too few periods", "too few events"


class Sums(Protocol):
    """What is compared: the sums of a period."""

    @property
    def n(self) -> int:
        """Events."""

    @property
    def hostile(self) -> int:
        """Events with a negative score."""

    @property
    def conflict(self) -> float:
        """Sum of the negative scores, without the sign."""

    @property
    def tension(self) -> float:
        """Conflict less cooperation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Tension of a period against the mean of the ``window`` periods before it; above 0 is more tension.

    ``events`` is how many events those have. With a ``caution``, no number is given. ``ratio`` is conflict over mean
    conflict, where those periods have enough events of conflict; ``z`` the difference in standard deviations, where
    there are ``Z_EVENTS`` events in at least ``Z_PERIODS`` periods; else None.
    """

    window: int
    events: int
    mean: float | None = None
    difference: float | None = None
    ratio: float | None = None
    z: float | None = None
    caution: str = ""


def change(now: Sums, earlier: Sequence[Sums], window: int, least: int = LEAST_EVENTS) -> Change:
    """Return the change of a period against the last ``window`` of the earlier ones; ``least`` events are needed."""
    base = earlier[-window:]
    events = sum(sums.n for sums in base)
    if len(base) < window or events < least:
        return Change(window=window, events=events, caution=TOO_SHORT if len(base) < window else TOO_FEW)
    mean = fsum(sums.tension for sums in base) / window
    difference = now.tension - mean
    return Change(
        window=window,
        events=events,
        mean=mean,
        difference=difference,
        ratio=_ratio(now, base, least),
        z=_z(difference, base, events),
    )


def _ratio(now: Sums, base: Sequence[Sums], least: int) -> float | None:
    conflict = fsum(sums.conflict for sums in base) / len(base)
    hostile = sum(sums.hostile for sums in base)
    return now.conflict / conflict if conflict > 0 and hostile >= least else None


def _z(difference: float, base: Sequence[Sums], events: int) -> float | None:
    if events < Z_EVENTS or len(base) < Z_PERIODS:
        return None
    spread = _spread([sums.tension for sums in base])
    return difference / spread if spread > 0 else None


def _spread(values: Sequence[float]) -> float:
    """Return the standard deviation of a sample; as ``statistics.stdev``, whose exact sums take too long for a page."""
    if min(values) == max(values):
        return 0.0
    mean = fsum(values) / len(values)
    return sqrt(fsum((value - mean) ** 2 for value in values) / (len(values) - 1))
