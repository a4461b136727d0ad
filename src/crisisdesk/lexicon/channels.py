"""The words of channels, read from ``en/channels.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from crisisdesk.lexicon.codebook import FOLDER
from crisisdesk.model.channel import Change

Words = tuple[str, ...]
Row = TypeVar("Row")
NEEDS = ("nothing", "any", "party", "two", "link", "change")
SETS = (
    "shared",
    "plain",
    "carriers",
    "quantifiers",
    "sectors",
    "linking",
    "placing",
    "pairing",
    "undergoing",
    "facing",
    "definite",
    "indefinite",
    "hosted",
    "mediating",
    "pronouns",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NounRule:
    """Phrases that name channels of one kind; the file says what ``needs`` and the other fields mean."""

    kind: str
    phrases: tuple[tuple[str, ...], ...]
    needs: str
    back: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    verbs: tuple[str, ...] = ()
    not_verbs: frozenset[str] = frozenset()
    not_modifier: frozenset[str] = frozenset()
    not_for: bool = False
    document: bool = False
    match: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRule:
    """Words that tell one change; ``verbs`` are a lemma and the words that must hang on it; no ``kinds`` is all."""

    change: Change
    verbs: tuple[tuple[str, ...], ...] = ()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    at: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    not_kinds: frozenset[str] = frozenset()
    match: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()

    def fits(self, kind: str) -> bool:
        """Say whether the row speaks of channels of a kind."""
        return (not self.kinds or kind in self.kinds) and kind not in self.not_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelWords:
    """All rows, filed by the word that a reader meets first; the phrases and verbs with most words come first."""

    nouns: tuple[NounRule, ...]
    changes: tuple[ChangeRule, ...]
    governing: tuple[ChangeRule, ...]
    starts: Mapping[str, tuple[tuple[tuple[str, ...], NounRule], ...]]
    backs: Mapping[str, tuple[NounRule, ...]]
    verbs: Mapping[str, tuple[tuple[tuple[str, ...], ChangeRule], ...]]
    acts: Mapping[str, tuple[ChangeRule, ...]]
    adjectives: Mapping[str, tuple[ChangeRule, ...]]
    governors: Mapping[str, Change]
    pairs: Mapping[str, tuple[str, ...]]
    prefixes: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


@cache
def load_channel_words() -> ChannelWords:
    """Return the shipped words, read once."""
    rows: dict[str, Any] = tomllib.loads((FOLDER / "channels.toml").read_text(encoding="utf8"))
    nouns = tuple(_noun(row) for row in rows["noun"])
    changes = tuple(_change(row) for row in rows["change"])
    governing = tuple(_change(row) for row in rows["governing"])
    return ChannelWords(
        nouns=nouns,
        changes=changes,
        governing=governing,
        starts=_filed((phrase[0], (phrase, rule)) for phrase, rule in _longest((r.phrases, r) for r in nouns)),
        backs=_filed((word, rule) for rule in nouns for word in sorted(rule.back)),
        verbs=_filed((verb[0], (verb, rule)) for verb, rule in _longest((r.verbs, r) for r in changes)),
        acts=_filed((word, rule) for rule in changes for word in sorted(rule.nouns)),
        adjectives=_filed((word, rule) for rule in changes for word in sorted(rule.adjectives)),
        governors={word: r.change for r in governing for word in (*(v[0] for v in r.verbs), *sorted(r.nouns))},
        pairs={words: tuple(codes) for words, codes in rows["pairs"].items()},
        prefixes=rows["prefixes"],
        sets={name: frozenset(rows[name]) for name in SETS},
    )


def _noun(row: dict[str, Any]) -> NounRule:
    if row["needs"] not in NEEDS:
        raise ValueError(f"channels.toml: needs = {row['needs']!r} is none of {', '.join(NEEDS)}")
    return NounRule(**_fields(NounRule, row | {"phrases": [tuple(phrase.split()) for phrase in row["phrases"]]}))


def _change(row: dict[str, Any]) -> ChangeRule:
    verbs = [tuple(verb.split()) for verb in row.get("verbs", ())]
    return ChangeRule(**_fields(ChangeRule, row | {"verbs": verbs, "change": Change(row["change"])}))


def _fields(kind: type, row: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a row, its lists as what the dataclass holds: sets, or tuples where the order counts."""
    types = kind.__annotations__
    return {
        name: value if not isinstance(value, list) else frozenset(value) if "frozenset" in types[name] else tuple(value)
        for name, value in row.items()
    }


def _longest(rows: Iterable[tuple[tuple[Words, ...], Row]]) -> list[tuple[Words, Row]]:
    """Return every phrase with its row, those of most words first; else in the order of the file."""
    return sorted(((phrase, row) for phrases, row in rows for phrase in phrases), key=lambda one: -len(one[0]))


def _filed(rows: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    filed: dict[str, tuple[Any, ...]] = {}
    for word, row in rows:
        filed[word] = (*filed.get(word, ()), row)
    return filed
