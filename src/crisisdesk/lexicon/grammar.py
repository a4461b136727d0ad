"""The function words of the stages, from ``en/grammar.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from crisisdesk.lexicon.codebook import FOLDER


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word sets by dotted name: ``grammar["negation.adverbs"]``; ``lists`` has their words in the order of the file."""

    sets: dict[str, frozenset[str]]
    lists: dict[str, tuple[str, ...]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@cache
def load_grammar() -> Grammar:
    """Return the shipped word sets, read once."""
    rows: dict[str, Any] = tomllib.loads((FOLDER / "grammar.toml").read_text(encoding="utf8"))
    lists: dict[str, tuple[str, ...]] = {}
    for name, value in rows.items():
        if isinstance(value, dict):
            lists |= {f"{name}.{part}": tuple(words) for part, words in value.items()}
        else:
            lists[name] = tuple(value)
    return Grammar({name: frozenset(words) for name, words in lists.items()}, lists)
