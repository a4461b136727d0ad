"""PLOVER's event types with quad class and score, from ``plover.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One event type: what it is, its quad class (1 to 4), score (-10 to 10) and the scores of its modes."""

    name: str
    caption: str
    quad: int
    score: float
    verbal: bool = False
    modes: dict[str, float]


@dataclass(frozen=True, slots=True)
class Plover:
    """The ontology: event types by name."""

    types: dict[str, EventType]

    @property
    def verbal(self) -> frozenset[str]:
        """The types that are acts of speech, whose content is no second act."""
        return frozenset(name for name, found in self.types.items() if found.verbal)

    def rate(self, name: str, mode: str | None) -> tuple[int, float]:
        """Return quad class and score of a type and mode."""
        found = self.types[name]
        return found.quad, found.modes.get(mode or "", found.score)


@cache
def load_plover() -> Plover:
    """Return the shipped ontology, read once."""
    text = (files("crisisdesk.lexicon") / "plover.toml").read_text(encoding="utf8")
    rows = tomllib.loads(text)["types"]
    return Plover({name: EventType(**({"modes": {}} | row | {"name": name})) for name, row in rows.items()})
