"""Mentions: the noun phrases of a report that name public actors, by their head word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from crisisdesk.language.parse import Parse, Token
from crisisdesk.model.actor import Actor, ActorMention

Resolve = Callable[[str, date | None], tuple[Actor, ...]]
LEFT_OUT = frozenset(
    (
        *("conj", "cc", "acl:relcl", "acl", "appos", "parataxis", "advcl", "advcl:relcl", "punct", "case", "cop"),
        *("nsubj", "nsubj:outer", "aux", "mark", "obl", "list", "dep", "expl"),
    )
)
INNER = frozenset(("flat", "compound", "fixed", "goeswith", "nmod:desc", "case", "punct"))
NAMED = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "X", "SYM", "DET"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its head word and its first and last token; what follows as clause or apposition is left out."""

    head: int
    first: int
    last: int


def phrase_of(parse: Parse, i: int) -> Phrase:
    """Return the phrase around a head word: modifiers and of-phrases, not clauses, conjuncts and appositions."""
    inside, stack = [i], [i]
    while stack:
        for child in parse.children(stack.pop()):
            if child.dep in LEFT_OUT and not (child.dep in ("case", "punct") and child.head != i):
                continue
            if child.dep in ("nmod", "obl", "obl:agent") and parse.case(child.i) == "by":
                continue
            inside.append(child.i)
            stack.append(child.i)
    first, last = min(inside), max(inside)
    return Phrase(i, first, last)


class MentionFinder:
    """Resolves phrases of one parse to actors, each phrase once."""

    def __init__(self, parse: Parse, resolve: Resolve, published: date | None) -> None:
        self.parse, self.resolve, self.published = parse, resolve, published
        self.found: dict[int, tuple[ActorMention, ...]] = {}
        self.namesakes = frozenset(self._namesakes())

    def at(self, i: int) -> tuple[ActorMention, ...]:
        """Return the actors that the phrase around word ``i`` names, without coreference."""
        if i not in self.found:
            self.found[i] = self._resolve(self.parse.tokens[i])
        return self.found[i]

    def _resolve(self, token: Token) -> tuple[ActorMention, ...]:
        if token.pos not in NAMED:
            return ()
        phrase = phrase_of(self.parse, token.i)
        span = self.parse.span(phrase.first, phrase.last)
        words = " ".join(span.text.split())
        actors = tuple(a for a in self.resolve(words, self.published) if not self._is_namesake(a, words))
        if not actors or all(actor.country == "---" for actor in actors):
            actors = self._by_apposition(token, actors)
        name = self._person(token) if len(actors) == 1 else ""
        return tuple(
            ActorMention(actor=replace(actor, name=name or actor.name), span=span, via="name") for actor in actors
        )

    def _namesakes(self) -> Iterator[str]:
        """Yield the last names of persons whom the report names in full and who are no public actors."""
        for token in self.parse.tokens:
            named = token.entity == "PER" or token.pos == "PROPN"
            parts = [c.i for c in self.parse.children(token.i, "flat") if c.i > token.i] if named else []
            if parts and not self.resolve(" ".join(self.parse.span(token.i, parts[-1]).text.split()), self.published):
                yield self.parse.tokens[parts[-1]].text

    def _is_namesake(self, actor: Actor, words: str) -> bool:
        """Say whether only a last name, which is another person's in this report, stands for an actor."""
        given, _, last = actor.name.rpartition(" ")
        return bool(given) and last in self.namesakes and last in words and given.split()[0] not in words

    def _person(self, token: Token) -> str:
        """Return the name of the person that a phrase is about: its own or its apposition's ("his sister Ana")."""
        for head in (token, *self.parse.children(token.i, "appos")):
            if head.entity == "PER":
                last = max([head.i, *(c.i for c in self.parse.children(head.i, "flat") if c.i > head.i)])
                return " ".join(self.parse.span(head.i, last).text.split())
        return ""

    def _by_apposition(self, token: Token, own: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """Return what an apposition says of a phrase that says little itself: "Serge Brammertz, the UN prosecutor"."""
        for child in self.parse.children(token.i, "appos", "nmod:desc"):
            phrase = phrase_of(self.parse, child.i)
            said = self.resolve(self.parse.span(phrase.first, phrase.last).text, self.published)
            if said and said[0].country != "---":
                return (replace(said[0], name=self.parse.span(token.i, token.i).text) if not own else said[0],)
        return own

    def all(self) -> tuple[ActorMention, ...]:
        """Return every actor mention of the report, outermost phrases first in text order."""
        kept: list[ActorMention] = []
        until = -1
        for token in self.parse.tokens:
            nominal = token.pos in NAMED and token.dep not in INNER and token.pos != "DET"
            found = self.at(token.i) if nominal else ()
            if found:
                kept.extend(mention for mention in found if mention.span.end > until)
                until = max(until, max(mention.span.end for mention in found))
        return tuple(sorted(kept, key=lambda mention: (mention.span.start, mention.span.end)))
