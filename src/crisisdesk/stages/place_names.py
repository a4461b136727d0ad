"""Names in a text that the gazetteer knows: light words by regular expression, then the longest capitalised match."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crisisdesk.lexicon.names import name_key
from crisisdesk.lexicon.place_cues import PlaceCues
from crisisdesk.lexicon.places import Entry, Gazetteer

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’ʼ‘ʻ`][^\W\d_]+)*")
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
JOINT = re.compile(r"[ \u00a0]+|[ \u00a0]*\n[ \u00a0]*|[-‐‑–]|\.[ \u00a0]|, ")
LONGEST = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its offsets, its key, and what stands between it and the word before."""

    start: int
    end: int
    text: str
    key: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether the word opens with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words ``first`` to ``last`` (not included) and the places that bear the name; none if it is no place."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    @property
    def demonym(self) -> bool:
        """Whether the name is that of a people rather than of a place."""
        return bool(self.entries) and all(entry.match == "demonym" for entry in self.entries)


def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of ``text``; a possessive ending belongs to no word."""
    words, before = [], 0
    for match in WORD.finditer(text):
        bare = POSSESSIVE.sub("", match.group())
        end = match.start() + len(bare)
        words.append(Word(match.start(), end, bare, name_key(bare), text[before : match.start()]))
        before = end
    return tuple(words)


def joined(words: tuple[Word, ...], at: int, cues: PlaceCues) -> bool:
    """Return whether word ``at`` may go on the name that the word before belongs to."""
    gap, before = words[at].gap, words[at - 1]
    if gap == ", ":
        return words[at].text in cues.words["after_comma"]
    if gap.startswith("."):
        return before.text in cues.words["shortened"]
    return JOINT.fullmatch(gap) is not None


def name_ends(words: tuple[Word, ...], first: int, gazetteer: Gazetteer) -> Iterator[int]:
    """Yield where a name that opens at ``first`` may end, the longest first; its last word has a capital."""
    cues = gazetteer.cues
    ends, last = [], first
    while last < len(words) and last - first < LONGEST and (last == first or joined(words, last, cues)):
        word = words[last]
        if word.capital:
            ends.append(last + 1)
        elif word.key not in cues.words["small"] and "-" not in word.gap:
            break
        last += 1
    yield from reversed(ends)


def keys_of(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Return the keys to look up; a short name in capitals is an acronym first and a shouted name second."""
    key = " ".join(word.key for word in words)
    if len(words) > 1:
        plain = " ".join(word.key.lower() for word in words)
        return (key,) if plain == key else (key, plain)
    return (key, key.lower()) if key.isupper() and len(key) > 3 else (key,)


def look_up(words: tuple[Word, ...], gazetteer: Gazetteer) -> tuple[Entry, ...] | None:
    """Return the entries of a name, an empty tuple when it is known to be no place, None when nobody knows it."""
    for key in keys_of(words):
        if key in gazetteer.cues.words["never"]:
            return ()
        entries = gazetteer.entries(key)
        if entries:
            named = tuple(entry for entry in entries if entry.match != "demonym")
            nation = any(entry.kind in {"country", "own"} for entry in named)
            return named if nation or len(named) == len(entries) else tuple(set(entries) - set(named))
    return None


def find_candidates(words: tuple[Word, ...], gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Yield the names of ``words`` that the gazetteer or its list of names that are no places know, left to right."""
    at = 0
    while at < len(words):
        following = at + 1
        for end in name_ends(words, at, gazetteer) if words[at].capital else ():
            entries = look_up(words[at:end], gazetteer)
            if entries is not None:
                yield Candidate(at, end, entries)
                following = end
                break
        at = following
