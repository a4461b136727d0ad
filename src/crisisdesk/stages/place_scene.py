"""A report as the cues for places see it: its words, its names, the countries it speaks of, its persons."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from crisisdesk.lexicon.place_cues import PlaceCues
from crisisdesk.stages.place_names import Candidate, Word

SENTENCE_END = re.compile(r"[.!?:;\n\"“”]|^$")
NEARBY = 60
HEADING_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Anchor:
    """A country, and the first-order region where known, that the name ``key`` at word ``at`` speaks of."""

    at: int
    key: str
    country: str
    region: str


@dataclass(frozen=True, slots=True)
class Scene:
    """The report; ``opening`` has names by first word, ``covered`` the words of names, ``anchors`` are by country."""

    text: str
    words: tuple[Word, ...]
    cues: PlaceCues
    candidates: tuple[Candidate, ...] = ()
    opening: Mapping[int, Candidate] = field(default_factory=dict)
    covered: frozenset[int] = frozenset()
    anchors: Mapping[str, tuple[Anchor, ...]] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()

    def word(self, at: int) -> str:
        """Return the lower-case key of word ``at``, or nothing beyond the ends of the report."""
        return self.words[at].key.lower() if 0 <= at < len(self.words) else ""

    def gap(self, at: int) -> str:
        """Return what stands before word ``at``, or a full stop beyond the ends of the report."""
        return self.words[at].gap if 0 <= at < len(self.words) else "."

    def key(self, name: Candidate) -> str:
        """Return the lower-case key of a name."""
        return " ".join(self.word(at) for at in range(name.first, name.last))

    def among(self, kind: str, *keys: str) -> bool:
        """Return whether a key is in the word class ``kind`` of the lexicon."""
        return any(key in self.cues.words[kind] for key in keys)

    def adjoins(self, at: int) -> bool:
        """Return whether only a space parts word ``at`` from the one before, both in the report."""
        return at > 0 and self.gap(at) in {" ", "\u00a0", "\n"}

    def starts_sentence(self, at: int) -> bool:
        """Return whether word ``at`` opens a sentence or a line."""
        return SENTENCE_END.search(self.gap(at)) is not None

    def heading(self, at: int) -> bool:
        """Return whether most long words in the line of word ``at`` have capitals, as headings have."""
        start = self.text.rfind("\n", 0, self.words[at].start) + 1
        line = self.text[start:].partition("\n")[0].rstrip()
        long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
        capitals = sum(word[0].isupper() for word in long)
        return len(long) > 3 and not line.endswith(".") and capitals > HEADING_SHARE * len(long)

    def stranger(self, at: int) -> bool:
        """Return whether word ``at`` has a capital that no heading, acronym, name of a place or demonym explains."""
        word = self.words[at]
        if not word.capital or (word.text.isupper() and len(word.text) > 1) or at in self.covered:
            return False
        return not self.among("modifiers", word.key) and not self.heading(at)

    def anchored(self, country: str, name: Candidate, reach: int = NEARBY) -> bool:
        """Return whether another name within ``reach`` words speaks of ``country``."""
        anchors, key = self.anchors.get(country, ()), self.key(name)
        for index in range(bisect_left(anchors, name.first - reach, key=lambda one: one.at), len(anchors)):
            if anchors[index].at > name.first + reach:
                break
            if anchors[index].key != key:
                return True
        return False
