"""The words around a name that tell whether it is a place, read from ``en/places.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from crisisdesk.lexicon.names import name_key


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """``weights`` by cue, word sets by class, and keys of further country names and demonyms with their ISO3 codes."""

    weights: Mapping[str, float]
    words: Mapping[str, frozenset[str]]
    country_names: Mapping[str, tuple[str, ...]]
    demonyms: Mapping[str, tuple[str, ...]]

    @staticmethod
    def load() -> PlaceCues:
        """Read the cue file of the package."""
        table = tomllib.loads(files("crisisdesk").joinpath("lexicon/en/places.toml").read_text(encoding="utf-8"))
        return PlaceCues(
            weights={name: float(weight) for name, weight in table["weights"].items()},
            words={name: frozenset(words) for name, words in table["words"].items()},
            country_names=by_key(table["country_names"]),
            demonyms=by_key(table["demonyms"]),
        )


def by_key(names: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Return the codes by key of name, from the names by code."""
    found: dict[str, tuple[str, ...]] = {}
    for code, spelled in names.items():
        for key in dict.fromkeys(name_key(name) for name in spelled):
            found[key] = (*found.get(key, ()), code)
    return found
