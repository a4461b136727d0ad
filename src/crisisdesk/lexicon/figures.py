"""The words of figures, read from ``en/figures.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crisisdesk.lexicon.codebook import FOLDER


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """Numbers by word, bounds by phrase (as words), what was done by lemma, and word sets by dotted name."""

    cardinals: Mapping[str, int]
    multipliers: Mapping[str, int]
    short: Mapping[str, int]
    vague: Mapping[str, int]
    several_least: int
    bounds: Mapping[tuple[str, ...], str]
    bounds_after: Mapping[tuple[str, ...], str]
    tolls: Mapping[str, str]
    money: Mapping[str, str]
    plurals: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@cache
def load_figure_words() -> FigureWords:
    """Return the shipped words, read once."""
    rows: dict[str, Any] = tomllib.loads((FOLDER / "figures.toml").read_text(encoding="utf8"))
    sets = {
        f"{part}.{name}": frozenset(words)
        for part in ("classes", "not_counts", "numbers", "zero", "one")
        for name, words in rows[part].items()
    }
    return FigureWords(
        cardinals=rows["cardinals"],
        multipliers=rows["multipliers"],
        short=rows["short"],
        vague=rows["vague"],
        several_least=rows["several_least"],
        bounds=_by_phrase(rows["bounds"]),
        bounds_after=_by_phrase(rows["bounds_after"]),
        tolls={lemma: kind for kind, lemmas in rows["tolls"].items() for lemma in lemmas},
        money=rows["money"],
        plurals=rows["plurals"],
        sets=sets | {"several": frozenset(rows["several"])},
    )


def _by_phrase(phrases: Mapping[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(phrase.split()): kind for kind, listed in phrases.items() for phrase in listed}
