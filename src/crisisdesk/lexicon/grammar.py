"""The function words of the stages, from ``en/grammar.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from crisisdesk.lexicon.codebook import FOLDER


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word sets by dotted name: ``grammar["negation.adverbs"]``."""

    sets: dict[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@cache
def load_grammar() -> Grammar:
    """Return the shipped word sets, read once."""
    rows: dict[str, Any] = tomllib.loads((FOLDER / "grammar.toml").read_text(encoding="utf8"))
    sets: dict[str, frozenset[str]] = {}
    for name, value in rows.items():
        if isinstance(value, dict):
            sets |= {f"{name}.{part}": frozenset(words) for part, words in value.items()}
        else:
            sets[name] = frozenset(value)
    return Grammar(sets)
