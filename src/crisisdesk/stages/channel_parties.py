"""Parties of a channel: the two actors it joins, by its own words, the verb above it, or the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

from crisisdesk.language.parse import Token
from crisisdesk.lexicon.channels import ChannelWords
from crisisdesk.lexicon.names import ACRONYM
from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention
from crisisdesk.model.channel import party_code
from crisisdesk.model.place import PlaceMention
from crisisdesk.stages.channel_nouns import Noun
from crisisdesk.stages.clauses import Frame
from crisisdesk.stages.findings import Findings

JOINT = re.compile(r"[-–—]|\band\b")
HOLDERS = ("subject", "possessor", "with", "between", "by")
BOTH = 2
JOINTS = ("-", "–", "—", "and")


class PartyFinder:
    """Finds the parties of the nouns of one report."""

    def __init__(self, findings: Findings, words: ChannelWords) -> None:
        self.findings, self.words = findings, words
        self.parse, self.cast = findings.parse, findings.cast

    def own(self, noun: Noun) -> tuple[ActorMention, ...]:
        """Return the parties that the phrase itself names."""
        pair = self._pair(noun)
        if pair:
            return pair
        return self.distinct((*self._behind(noun), *self._before(noun)))

    def _pair(self, noun: Noun) -> tuple[ActorMention, ...]:
        """Return the parties that one word names: "inter-Korean", "Sino-Indian", "the two Koreas"."""
        span = self.parse.span(noun.left, noun.right)
        text = " ".join(span.text.lower().split()).replace(" - ", "-")
        found = next((codes for words, codes in self.words.pairs.items() if words in text), ())
        return tuple(ActorMention(actor=Actor(country=code), span=span, via="name") for code in found)

    def _behind(self, noun: Noun) -> Iterator[ActorMention]:
        """Yield the parties behind between, with, to and of, those inside "lines of communication" included."""
        heads = (noun.top, *(i for i in range(noun.first, noun.last + 1) if i != noun.top))
        for child in (c for i in heads for c in self.parse.children(i, "nmod", "obl")):
            if self.parse.case(child.i) in self.words["linking"] and not noun.first <= child.i <= noun.last:
                yield from self._group(child)
                yield from (m for owner in self.parse.children(child.i, "nmod:poss") for m in self._group(owner))

    def _group(self, token: Token) -> Iterator[ActorMention]:
        for part in (token, *self.parse.children(token.i, "conj")):
            yield from self.cast.at(part.i)

    def _before(self, noun: Noun) -> Iterator[ActorMention]:
        """Yield the parties before the noun: owners, then names as in "U.S.-Russia hotline" or "Iranian embassy"."""
        for child in self.parse.children(noun.top, "nmod:poss"):
            yield from self._group(child)
        yield from self._named(noun)

    def _named(self, noun: Noun) -> Iterator[ActorMention]:
        tokens = [t for t in self.parse.tokens[noun.left : noun.first] if t.dep != "nmod:poss" and t.tag != "POS"]
        while tokens and not tokens[0].text[:1].isupper():
            tokens = tokens[1:]
        tokens = _leading(tokens)
        if not tokens:
            return
        span = self.parse.span(tokens[0].i, tokens[-1].i)
        for part in self._parts(" ".join(span.text.split())):
            for actor in self._resolved(part):
                yield ActorMention(actor=actor, span=span, via="name")

    def _parts(self, text: str) -> list[str]:
        parts = [part.strip() for part in JOINT.split(text)]
        return [text] if len(parts) == 1 else [part for part in parts if part]

    def _resolved(self, part: str) -> tuple[Actor, ...]:
        code = self.words.prefixes.get(part.lower())
        found = (Actor(country=code),) if code else self.cast.finder.resolve(part, self.findings.published)
        if found or " " not in part:
            return found
        return self._resolved(part.rpartition(" ")[0])

    def clause(self, noun: Noun, frames: Iterable[Frame]) -> tuple[ActorMention, ...]:
        """Return the parties that the verbs above a noun name: who closes it, with whom."""
        return self.distinct(mention for frame in frames for mention in self.at(noun, frame, HOLDERS))

    def sentence(self, noun: Noun) -> tuple[ActorMention, ...]:
        """Return the two parties that a noun's sentence names, where it names two and no more."""
        first, end = self.parse.sentences[self.parse.tokens[noun.top].sentence]
        named = (t for t in self.parse.tokens[first:end] if t.pos == "PROPN" and not noun.left <= t.i <= noun.right)
        found = {
            party_code(mention.actor): mention
            for token in named
            if not self._is_dateline(token) and self.parse.case(token.i) not in self.words["placing"]
            for mention in self.cast.at(token.i)
            if self.is_party(mention.actor)
        }
        return tuple(found.values()) if len(found) == BOTH else ()

    def doers(self, noun: Noun, frame: Frame) -> tuple[ActorMention, ...]:
        """Return who makes the change that the word of a frame tells."""
        is_noun = self.parse.tokens[frame.trigger].pos in ("NOUN", "PROPN")
        found = self.at(noun, frame, ("by", "possessor", "subject") if is_noun else ("subject",))
        return tuple({party_code(mention.actor): mention for mention in reversed(tuple(found))}.values())[::-1]

    def at(self, noun: Noun, frame: Frame, places: tuple[str, ...]) -> Iterator[ActorMention]:
        """Yield the actors at places of a frame, outside the phrase itself."""
        for i in (i for place in places for i in frame.at(place) if not noun.left <= i <= noun.right):
            if not self._is_dateline(self.parse.tokens[i]):
                yield from self.cast.at(i)

    def _is_dateline(self, token: Token) -> bool:
        """Say whether a word is the town of a date line: "**SEOUL**, June 9 —"."""
        start = self.parse.sentences[token.sentence][0]
        return token.text.isupper() and len(token.text) > ACRONYM and token.i - start < ACRONYM

    def distinct(self, mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
        """Return those that can hold a channel, each party once, two at most."""
        found: dict[str, ActorMention] = {}
        for mention in mentions:
            if self.is_party(mention.actor):
                found.setdefault(party_code(mention.actor), mention)
        return tuple(found.values())[:BOTH]

    def is_party(self, actor: Actor) -> bool:
        """Say whether an actor can hold a channel: a state or its bodies, an organisation, an armed group."""
        if actor.country in (NO_COUNTRY, "NGO"):
            return actor.sector == "REB"
        return actor.sector is None or actor.country == "IGO" or actor.sector in self.words["sectors"]

    def host(self, place: PlaceMention | None, noun: Noun) -> tuple[ActorMention, ...]:
        """Return the state in which an embassy stands."""
        if place is None or noun.rule.kind not in self.words["hosted"] or not place.place.country:
            return ()
        return (ActorMention(actor=Actor(country=place.place.country), span=place.span, via="place"),)

    def other(self, known: tuple[ActorMention, ...], noun: Noun) -> tuple[ActorMention, ...]:
        """Return the other one of the two states that the document is about, where one of them is known."""
        codes = {party_code(mention.actor) for mention in known}
        if len(codes) != 1 or not codes <= set(self.pair):
            return ()
        return tuple(mention for mention in self.both(noun) if mention.actor.country not in codes)

    def both(self, noun: Noun) -> tuple[ActorMention, ...]:
        """Return the two states that the document is about, where there are two."""
        span = self.parse.span(noun.top, noun.top)
        return tuple(ActorMention(actor=Actor(country=code), span=span, via="document") for code in self.pair)

    @cached_property
    def pair(self) -> tuple[str, ...]:
        """The two states that the document names far more than any third one, each at least twice."""
        counts: Counter[str] = Counter()
        for mention in self.cast.finder.all():
            if mention.actor.country not in (NO_COUNTRY, "IGO", "NGO") and mention.actor.sector != "JRN":
                counts[mention.actor.country] += 1
        ranked = [*counts.most_common(BOTH + 1), ("", 0)]
        enough = len(counts) >= BOTH and ranked[1][1] >= BOTH and ranked[1][1] > ranked[2][1]
        return tuple(code for code, _ in ranked[:BOTH]) if enough else ()

    def links_elsewhere(self, noun: Noun) -> bool:
        """Say whether a phrase names another party that is no public actor: "with the builders", "for tourists"."""
        for child in self.parse.children(noun.top, "nmod"):
            case = self.parse.case(child.i)
            other = case in self.words["facing"] or (case == "for" and noun.rule.not_for)
            if other and not any(self.is_party(m.actor) for m in self._all_under(child)) and child.pos != "PRON":
                return True
        return False

    def _all_under(self, child: Token) -> Iterator[ActorMention]:
        yield from self._group(child)
        yield from (m for c in self.parse.children(child.i, "nmod:poss", "nmod") for m in self._group(c))


def _leading(tokens: list[Token]) -> list[Token]:
    """Return the words of names at the beginning: capitalised, or joints between such."""
    other = (n for n, t in enumerate(tokens) if not (t.text[:1].isupper() or t.text in JOINTS))
    end = next(other, len(tokens))
    return tokens[:end]
