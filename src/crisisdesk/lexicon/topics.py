"""The words by which reports without political acts are told, from ``en/topics.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWords:
    """Words by kind of news, the words of crisis news, and when a kind is held for sure (see the file)."""

    kinds: Mapping[str, frozenset[str]]
    crisis: frozenset[str]
    share: float
    least: int
    against: float


@cache
def load_topic_words() -> TopicWords:
    """Return the shipped words, read once."""
    rows = tomllib.loads((files("crisisdesk.lexicon") / "en" / "topics.toml").read_text(encoding="utf8"))
    kinds = {name: frozenset(words.split()) for name, words in rows["kinds"].items()}
    return TopicWords(kinds=kinds, crisis=frozenset(rows["crisis"]["words"].split()), **rows["limits"])
