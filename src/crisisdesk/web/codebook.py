"""The codebook in words: event types and modes, quad classes, statuses, sectors, diagnostics, the filter language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from crisisdesk.diagnostics import load_messages
from crisisdesk.filters import HelpRow, filter_help
from crisisdesk.lexicon.plover import load_plover


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A mode of a type, and its conflict-cooperation score."""

    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRow:
    """An event type: what it is, its quad class in words, its score, its modes."""

    name: str
    caption: str
    quad: str
    score: float
    modes: tuple[Rated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A code and what it means."""

    code: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """A diagnostic: its code, ``error``, ``warning`` or ``note``, what it says, and what to do next."""

    code: str
    severity: str
    says: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """All that the help page explains."""

    types: tuple[TypeRow, ...]
    quads: tuple[Meaning, ...]
    statuses: tuple[Meaning, ...]
    sectors: tuple[Meaning, ...]
    organisations: tuple[Meaning, ...]
    filters: tuple[HelpRow, ...]
    diagnostics: tuple[MessageRow, ...]


@cache
def load_codebook() -> Codebook:
    """Return the codebook, read once."""
    words = tomllib.loads((files("crisisdesk.lexicon") / "sectors.toml").read_text(encoding="utf8"))
    return Codebook(
        types=_types(words["quads"]),
        quads=_meanings(words["quads"]),
        statuses=_meanings(words["statuses"]),
        sectors=_meanings(words["sectors"]),
        organisations=_meanings(words["organisations"]),
        filters=filter_help(),
        diagnostics=_messages(),
    )


def _types(quads: dict[str, str]) -> tuple[TypeRow, ...]:
    return tuple(
        TypeRow(
            name=found.name,
            caption=found.caption,
            quad=quads[str(found.quad)],
            score=found.score,
            modes=tuple(Rated(name=name, score=score) for name, score in found.modes.items()),
        )
        for found in load_plover().types.values()
    )


def _meanings(rows: dict[str, Any]) -> tuple[Meaning, ...]:
    return tuple(Meaning(code=code, meaning=meaning) for code, meaning in rows.items())


def _messages() -> tuple[MessageRow, ...]:
    rows = load_messages().items()
    return tuple(MessageRow(code=code, severity=row.severity, says=row.says, next=row.next) for code, row in rows)
