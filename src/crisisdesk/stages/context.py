"""Parties from the document: who is meant where a sentence leaves actor or recipient out.

A bare "the attack" takes the parties of the attack told before; arrests and protests without another side stay inside
their country; else the actor that the text around speaks of most. Each is marked as resolved from the document.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.plover import Plover
from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention
from crisisdesk.stages.coreference import Cast

VIA = "document"
NEAR, BEFORE, TITLE, LEVEL = 6, 3, 2, 1
WINDOW = 6


class Surroundings:
    """What the text around a word says of parties; asked for by word."""

    def __init__(self, parse: Parse, cast: Cast, plover: Plover) -> None:
        self.parse, self.cast, self.plover = parse, cast, plover
        heads = [t for t in parse.tokens if t.pos in ("NOUN", "PROPN", "ADJ", "PRON") and cast.finder.at(t.i)]
        self._mentions = [(t, mention) for t in heads for mention in cast.finder.at(t.i)]

    def other_party(self, i: int, taken: frozenset[str], type_name: str) -> tuple[ActorMention, ...]:
        """Return the party that the text around word ``i`` speaks of most, other than the countries ``taken``."""
        weights: Counter[str] = Counter()
        best: dict[str, ActorMention] = {}
        sentence = self.parse.tokens[i].sentence
        for token, mention in self._mentions:
            key = party_key(mention.actor)
            if key in taken or key == NO_COUNTRY or mention.actor.sector == "JRN":
                continue
            weights[key] += self._weight(token.sentence, sentence)
            if key not in best or token.sentence <= sentence:
                best[key] = mention
        if not weights:
            return ()
        chosen = best[max(weights, key=lambda key: (weights[key], key))]
        return (replace(chosen, via=VIA),)

    def _weight(self, there: int, here: int) -> int:
        if there == here:
            return NEAR
        if there == here - 1:
            return BEFORE
        if there == 0:
            return TITLE
        return LEVEL if here - WINDOW <= there < here else 0


def party_key(actor: Actor) -> str:
    """Return what tells parties apart: the country, or ``REB`` for an armed group."""
    return "REB" if actor.sector == "REB" else actor.country


def same_country(mentions: tuple[ActorMention, ...], sector: str) -> tuple[ActorMention, ...]:
    """Return a party of the first mention's own country, with another sector."""
    first = mentions[0]
    if first.actor.country in (NO_COUNTRY, "IGO", "NGO"):
        return ()
    actor = Actor(country=first.actor.country, sector=sector, name=first.actor.name)
    return (ActorMention(actor=actor, span=first.span, via=VIA),)
