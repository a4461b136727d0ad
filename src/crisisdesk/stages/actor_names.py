"""Names of the actor lexicon in a list of tokens: the longest match, written as the name is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crisisdesk.lexicon.actor_words import POSSESSIVES, Word, count_at, key_of, words_of
from crisisdesk.lexicon.actors import ActorEntry, ActorLexicon, NameKind, load_actor_lexicon

ACRONYM = 6
STRICT = (NameKind.PARTY, NameKind.BODY)
_SPLIT = re.compile(r"[\s-]+")
PERSONAL = (NameKind.PERSON, NameKind.SURNAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit:
    """A name in a token list: half-open token range, its words and the lexicon entries it may stand for."""

    start: int
    end: int
    text: str
    entries: tuple[ActorEntry, ...]

    @property
    def kind(self) -> NameKind:
        """The kind of the first entry."""
        return self.entries[0].kind


def find_names(tokens: Sequence[str], lexicon: ActorLexicon | None = None) -> tuple[NameHit, ...]:
    """Return every name of the lexicon in the tokens, longest match first from the left, without overlap.

    A surname that may stand alone is returned with all its bearers; ``actor_persons`` chooses among them by date.
    """
    lexicon = lexicon or load_actor_lexicon()
    words = words_of(tokens)
    hits: list[NameHit] = []
    at = 0
    while at < len(words):
        length, entries = name_at(words, at, lexicon)
        alone = tuple(entry for entry in entries if not entry.titled)
        if alone:
            hits.append(hit_of(tokens, words[at : at + length], alone))
        at += max(length, 1)
    return tuple(hits)


def hit_of(tokens: Sequence[str], words: Sequence[Word], entries: tuple[ActorEntry, ...]) -> NameHit:
    """Make the hit of matched words."""
    start, end = words[0].token, words[-1].token + 1
    return NameHit(start=start, end=end, text=" ".join(tokens[start:end]), entries=entries)


def name_at(words: Sequence[Word], at: int, lexicon: ActorLexicon) -> tuple[int, tuple[ActorEntry, ...]]:
    """Return how many words the longest name at a position has and its entries; (0, ()) if there is none."""
    longest = max(lexicon.longest(words[at].normal), lexicon.longest(key_of(words[at : at + 2])))
    for length in range(count_at(words, at, longest), 0, -1):
        run = words[at : at + length]
        found = lexicon.entries(key_of(run)) if run[-1].normal not in POSSESSIVES else ()
        fitting = tuple(entry for entry in found if written_as(run, entry, lexicon))
        if fitting:
            return length, _names_first(fitting)
    return 0, ()


def _names_first(entries: tuple[ActorEntry, ...]) -> tuple[ActorEntry, ...]:
    """Prefer a name of a state or body to a namesake person, and full names to surnames."""
    for kinds in ((NameKind.SURNAME, NameKind.PERSON), (NameKind.SURNAME,)):
        better = tuple(entry for entry in entries if entry.kind not in kinds)
        if better:
            return better
    return entries


def written_as(run: Sequence[Word], entry: ActorEntry, lexicon: ActorLexicon) -> bool:
    """Tell whether words are written as the name needs: acronyms in capitals, names with a capital."""
    if entry.kind in PERSONAL:
        return _personal(run, lexicon)
    alias = entry.alias.replace(".", "")
    if alias.isupper() and len(alias) <= ACRONYM:
        return "".join(w.written for w in run).isupper()
    if alias.islower():
        return True
    if entry.kind in STRICT:
        named = [w for w in run if w.normal not in POSSESSIVES]
        return all(w.capital or not a[0].isupper() for w, a in zip(named, _SPLIT.split(entry.alias), strict=False))
    return _capital_where_due(run, lexicon)


def _personal(run: Sequence[Word], lexicon: ActorLexicon) -> bool:
    small = lexicon.words.particles
    fits = all(w.capital or w.normal in small or (w.joined and n > 0) for n, w in enumerate(run))
    return fits and any(w.capital for w in run)


def _capital_where_due(run: Sequence[Word], lexicon: ActorLexicon) -> bool:
    due = [
        w
        for w in run
        if w.normal not in lexicon.words.particles and not w.written[0].isdigit() and w.normal not in POSSESSIVES
    ] or list(run)
    return due[0].capital
