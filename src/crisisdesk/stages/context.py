"""Parties from the document: who is meant where a sentence leaves actor or recipient out.

A bare "the attack" takes the parties of the attack told before; arrests and protests without another side stay inside
their country; else the party that the text around speaks of most. Each is marked as resolved from the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from crisisdesk.language.parse import Parse
from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention, party_key
from crisisdesk.model.place import PlaceMention
from crisisdesk.stages.coreference import Cast

VIA = "document"
NEAR, BEFORE, TITLE, LEVEL = 6, 3, 2, 1
WINDOW = 6
CITIZENS = frozenset(("CVL", "LAB", "EDU", "BUS", "REL", "SOC", "AGR", "MED", "REF"))


class Surroundings:
    """What the text around a word says of parties; asked for by word."""

    def __init__(self, parse: Parse, cast: Cast, places: tuple[PlaceMention, ...]) -> None:
        self.parse, self.cast = parse, cast
        self.publisher = frozenset(party_key(actor) for actor in cast.publisher)
        self._named = _by_sentence((t.sentence, m) for t in parse.tokens for m in self._at(t.i))
        self._placed = _by_sentence(self._places(places))

    def _at(self, i: int) -> tuple[ActorMention, ...]:
        """Return the actors that a noun or adjective names; a country behind "in" is a place and no party."""
        token = self.parse.tokens[i]
        if token.pos not in ("NOUN", "PROPN", "ADJ") or self.parse.case(i) in self.cast.grammar["place.cases"]:
            return ()
        return self.cast.finder.at(i)

    def _places(self, places: tuple[PlaceMention, ...]) -> Iterator[tuple[int, ActorMention]]:
        starts = [self.parse.tokens[first].start for first, _ in self.parse.sentences]
        for found in places:
            sentence = bisect_right(starts, found.span.start) - 1
            actor = Actor(country=found.place.country or NO_COUNTRY, name=found.place.name)
            yield sentence, ActorMention(actor=actor, span=found.span, via=VIA)

    def party(
        self,
        i: int,
        barred: frozenset[str],
        at_least: int = 1,
        sectors: frozenset[str] | None = None,
        own: bool = False,
    ) -> tuple[ActorMention, ...]:
        """Return the actor that the text around speaks of most, none of those barred; the publisher only if ``own``."""
        named = [row for row in _near(self._named, self._here(i)) if sectors is None or row[1].actor.sector in sectors]
        return self._heaviest(named, i, barred | (frozenset() if own else self.publisher), at_least)

    def rebels(self, i: int, barred: frozenset[str]) -> tuple[ActorMention, ...]:
        """Return the armed group that the text around word ``i`` speaks of most."""
        return self.party(i, barred, sectors=frozenset(("REB",)))

    def country(self, i: int, barred: frozenset[str] = frozenset()) -> tuple[ActorMention, ...]:
        """Return the state that actors and places around word ``i`` speak of most."""
        here = self._here(i)
        found = _near(self._named, here) + _near(self._placed, here)
        return self._heaviest(found, i, barred | self.publisher | {"REB", "IGO", "NGO"}, 1)

    def _here(self, i: int) -> int:
        return self.parse.tokens[i].sentence

    def _heaviest(
        self, found: list[tuple[int, ActorMention]], i: int, barred: frozenset[str], at_least: int
    ) -> tuple[ActorMention, ...]:
        here = self._here(i)
        weights: Counter[str] = Counter()
        best: dict[str, ActorMention] = {}
        for sentence, mention in found:
            key = party_key(mention.actor)
            if key in barred or key == NO_COUNTRY or mention.actor.sector == "JRN":
                continue
            weights[key] += weight(sentence, here)
            if key not in best or sentence <= here:
                best[key] = mention
        if not weights:
            return ()
        key = max(weights, key=lambda key: (weights[key], key))
        return (_as_party(best[key]),) if weights[key] >= at_least else ()


def _as_party(mention: ActorMention) -> ActorMention:
    """Return the party that a mention speaks for: some citizens of a state that is spoken of stand for the state."""
    actor = mention.actor
    if actor.sector is None or actor.sector in CITIZENS:
        actor = Actor(country=actor.country)
    return replace(mention, actor=actor, via=VIA)


Rows = list[tuple[int, ActorMention]]


def _by_sentence(rows: Iterable[tuple[int, ActorMention]]) -> dict[int, Rows]:
    found: dict[int, Rows] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _near(rows: dict[int, Rows], here: int) -> Rows:
    """Return the rows of the first sentence and of those that still count for an act in sentence ``here``."""
    sentences = dict.fromkeys((0, *range(max(0, here - WINDOW), here + 1)))
    return [row for sentence in sentences for row in rows.get(sentence, ())]


def weight(there: int, here: int) -> int:
    """Return how much a mention in one sentence counts for an act in another."""
    if there == here:
        return NEAR
    if there == here - 1:
        return BEFORE
    if there == 0:
        return TITLE
    return LEVEL if here - WINDOW <= there < here else 0


def same_country(mentions: tuple[ActorMention, ...], sector: str) -> tuple[ActorMention, ...]:
    """Return a party of the first mention's own country, with another sector."""
    first = mentions[0]
    if first.actor.country in (NO_COUNTRY, "IGO", "NGO"):
        return ()
    actor = Actor(country=first.actor.country, sector=sector, name=first.actor.name)
    return (ActorMention(actor=actor, span=first.span, via=VIA),)
