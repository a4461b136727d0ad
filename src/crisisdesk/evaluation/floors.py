"""Floors: what the figures of a gold file must not fall below, pinned in a file that keeps its own history.

Each ``[[pinned]]`` entry has a ``date``, the SHA-256 of the ``gold`` file, a ``reason`` and ``floors``, from 0 to 1.
The last entry binds and has one for each of ``FIGURES``; an older one may lack those of figures that came later. An
entry may put a floor lower than the one before it for the same gold and figure only if it says why in ``lowered``.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from crisisdesk.errors import FloorsError
from crisisdesk.evaluation.layers import FIGURES

FIELDS = frozenset(("date", "gold", "reason", "floors", "lowered"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Floors as pinned on a day for a gold file; ``lowered`` says why a floor is lower than before, if one is."""

    date: date
    gold: str
    reason: str
    floors: Mapping[str, float]
    lowered: str = ""


def read_floors(path: Path) -> tuple[Pin, ...]:
    """Read the history of pinned floors.

    Raises:
        FloorsError: the file is no TOML, holds no entry, or an entry lacks a field or has one that is not understood.

    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf8"))["pinned"]
        pins = tuple(_pin(row) for row in rows)
    except KeyError as error:
        raise FloorsError(path=path, reason=f"{error.args[0]} is missing") from error
    except (ValueError, TypeError) as error:
        raise FloorsError(path=path, reason=str(error)) from error
    if not pins:
        raise FloorsError(path=path, reason="nothing is pinned")
    if lacking := [name for name in FIGURES if name not in pins[-1].floors]:
        raise FloorsError(path=path, reason=f"the last entry has no floor for {', '.join(lacking)}")
    return pins


def _pin(row: dict[str, Any]) -> Pin:
    if unknown := row.keys() - FIELDS:
        raise ValueError(f"{min(unknown)} is no field of an entry")
    if type(row["date"]) is not date:
        raise ValueError(f"{row['date']} is no date")
    texts = {name: row.get(name, "") if name == "lowered" else row[name] for name in ("gold", "reason", "lowered")}
    if not all(isinstance(text, str) for text in texts.values()) or not texts["reason"].strip():
        raise ValueError("gold, reason and lowered must be texts, and a reason must be given")
    floors = row["floors"]
    if unknown := set(floors) - set(FIGURES):
        raise ValueError(f"{min(unknown)} is no figure: there are {', '.join(FIGURES)}")
    if wrong := [name for name, floor in floors.items() if type(floor) not in (int, float) or not 0 <= floor <= 1]:
        raise ValueError(f"the floor of {wrong[0]} is no number from 0 to 1")
    return Pin(date=row["date"], floors=floors, **texts)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def problems_of(pins: Sequence[Pin], digest: str, figures: Mapping[str, float]) -> tuple[str, ...]:
    """Return in sentences what breaks the rules; nothing where all holds.

    Args:
        pins: the history, oldest first; at least one entry.
        digest: that of the gold file as it is.
        figures: what was measured on it; a layer that is not there is below any floor, also one of 0.

    """
    return (*_history(pins), *_other_gold(pins[-1], digest), *_below(pins[-1], figures))


def _history(pins: Sequence[Pin]) -> Iterator[str]:
    for before, pin in pairwise(pins):
        if pin.date < before.date:
            yield f"the entry of {pin.date} stands after that of {before.date}"
    standing: dict[tuple[str, str], float] = {}
    for pin in pins:
        lower = [name for name, floor in pin.floors.items() if floor < standing.get((pin.gold, name), 0.0)]
        standing |= {(pin.gold, name): floor for name, floor in pin.floors.items()}
        if lower and not pin.lowered.strip():
            yield f"the entry of {pin.date} lowers {', '.join(lower)} and does not say why in `lowered`"


def _other_gold(pin: Pin, digest: str) -> Iterator[str]:
    if digest != pin.gold:
        yield f"the gold file has the digest {digest}, and the floors of {pin.date} were pinned for {pin.gold}"


def _below(pin: Pin, figures: Mapping[str, float]) -> Iterator[str]:
    for name in FIGURES:
        if name not in figures:
            yield f"{name} has no figure"
        elif figures[name] < pin.floors[name]:
            yield f"{name} is {figures[name]:.4f}, below its floor of {pin.floors[name]:.4f}"
