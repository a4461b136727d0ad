"""Coreference: pronouns, "the government", "both sides" and last names, resolved from the document before them.

A sieve after Lee et al. 2013, narrowed to public actors; what no sieve resolves stays unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.grammar import Grammar
from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention, party_key
from crisisdesk.stages.attribution import Citations
from crisisdesk.stages.clauses import Clauses
from crisisdesk.stages.mentions import MentionFinder, phrase_of

STATE_BODIES = frozenset(("GOV", "MIL", "COP"))
STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP"))
SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
REBELS = "REB"
FOCUS_WEIGHT = 3
REACH = 300


class Cast:
    """The actors of a report by word: names first, then what the document tells of pronouns and short forms."""

    def __init__(
        self,
        parse: Parse,
        finder: MentionFinder,
        grammar: Grammar,
        clauses: Clauses,
        citations: Citations,
        publisher: tuple[Actor, ...] = (),
    ) -> None:
        self.parse, self.finder, self.grammar, self.citations = parse, finder, grammar, citations
        self.clauses, self.publisher = clauses, publisher
        self._known: dict[int, tuple[ActorMention, ...]] = {}
        self._asked: set[int] = set()
        nouns = [t for t in parse.tokens if t.pos in ("NOUN", "PROPN")]
        self._heads = [t for t in nouns if finder.at(t.i) or self._is_pair(t)]
        self._places = [head.i for head in self._heads]

    def at(self, i: int) -> tuple[ActorMention, ...]:
        """Return the actors that word ``i`` stands for; nothing where that is not known."""
        if i in self._known:
            return self._known[i]
        if i in self._asked:
            return ()
        self._asked.add(i)
        found = self._resolve(self.parse.tokens[i])
        self._known[i] = found
        return found

    def names_actor(self, i: int) -> bool:
        """Say whether word ``i`` stands for a public actor."""
        return bool(self.at(i))

    def parties(self, i: int) -> frozenset[str]:
        """Return what tells the actors of word ``i`` apart: countries, ``REB`` for an armed group."""
        return frozenset(party_key(mention.actor) for mention in self.at(i))

    def _resolve(self, token: Token) -> tuple[ActorMention, ...]:
        named = self.finder.at(token.i)
        if token.pos == "PRON" and token.text != "US":
            return self._relabel(token, self._pronoun(token), "pronoun")
        if not named:
            return self._relabel(token, self._short_form(token), "short form")
        if any(mention.actor.country == NO_COUNTRY for mention in named):
            return tuple(self._complete(token, mention) for mention in named)
        return named

    def _relabel(self, token: Token, actors: tuple[Actor, ...], via: str) -> tuple[ActorMention, ...]:
        phrase = phrase_of(self.parse, token.i)
        span = self.parse.span(phrase.first, phrase.last)
        return tuple(ActorMention(actor=actor, span=span, via=via) for actor in actors)

    def _pronoun(self, token: Token) -> tuple[Actor, ...]:
        word = token.lower
        if word in self.grammar["pronouns.speaker"]:
            return self._speaker(token)
        if word in self.grammar["pronouns.person"]:
            return self._last(token, person=True)
        if word in self.grammar["pronouns.plural"]:
            return self._last(token, person=False, plural=True) or self._last(token, person=False)
        if word in self.grammar["pronouns.thing"]:
            return self._last(token, person=False)
        return self._pair(token) if word in self.grammar["pronouns.pair"] else ()

    def _speaker(self, token: Token) -> tuple[Actor, ...]:
        """Return who says "we": the innermost speaker of a quotation, else the publisher of a statement."""
        for citation in reversed(self.citations.around(token.i)):
            if citation.source is not None and citation.source != token.i:
                said = tuple(mention.actor for mention in self.at(citation.source))
                if said:
                    return said
        return self.publisher

    def _last(self, token: Token, person: bool, plural: bool = False) -> tuple[Actor, ...]:
        """Return the nearest earlier mention that agrees; subjects of this and the last sentence come first."""
        barred = self._barred(token)
        before = [
            head
            for head in self._before(token)
            if head.i not in barred
            and head.sentence >= token.sentence - 3
            and (head.entity == "PER" or self._is_person(head)) == person
            and (not plural or self._is_many(head))
        ]
        subjects = [h for h in before if h.dep in SUBJECTS and h.sentence >= token.sentence - 1]
        same = [h for h in before if h.sentence == token.sentence]
        leading = [h for h in same if h.dep in SUBJECTS] if token.dep in SUBJECTS else []
        free = plural or token.dep not in (*SUBJECTS, "nmod:poss")
        candidates = leading or (same if free and same else subjects or before)
        return self._with_conjuncts(self._first_conjunct(candidates[-1]), plural) if candidates else ()

    def _is_many(self, head: Token) -> bool:
        """Say whether "they" may stand for a phrase: a plural, several conjuncts, or a body of people."""
        bodies = any(
            m.actor.sector in ("GOV", "MIL", "COP", "REB", "LEG", "PTY", "OPP") for m in self.finder.at(head.i)
        )
        return "Number=Plur" in head.feats or any(self.parse.children(head.i, "conj")) or bodies

    def _barred(self, token: Token) -> frozenset[int]:
        """Return whom a pronoun that is no subject cannot mean: the subject of its own verb."""
        head = self.parse.tokens[token.head]
        if token.dep in SUBJECTS or token.dep == "nmod:poss" or head.pos != "VERB" or token.lower.endswith("self"):
            return frozenset()
        return frozenset(self.clauses.verb(head.i).at("subject"))

    def _first_conjunct(self, head: Token) -> Token:
        while head.dep == "conj" and self.finder.at(head.head):
            head = self.parse.tokens[head.head]
        return head

    def _before(self, token: Token) -> list[Token]:
        """Return the named heads before a word, the nearest ``REACH`` of them."""
        end = bisect_left(self._places, token.i)
        return self._heads[max(0, end - REACH) : end]

    def _with_conjuncts(self, head: Token, plural: bool) -> tuple[Actor, ...]:
        parts = (head, *self.parse.children(head.i, "conj")) if plural else (head,)
        return tuple(mention.actor for part in parts for mention in self.at(part.i))

    def _is_person(self, head: Token) -> bool:
        return any(
            child.entity == "PER" for child in self.parse.children(head.i, "appos", "flat", "compound", "nmod:desc")
        )

    def _short_form(self, token: Token) -> tuple[Actor, ...]:
        """Resolve a noun without a name of its own: a last name, "the two countries", "the group", "the country"."""
        if token.entity == "PER" or token.pos == "PROPN":
            return self._last_name(token)
        if self._is_pair(token):
            return self._pair(token)
        known = self.grammar["definite.pointing"] | self.grammar["definite.owned"]
        definite = any(c.lower in known for c in self.parse.children(token.i))
        if definite and token.text.islower() and token.lemma in self.grammar["pronouns.group_nouns"]:
            return self._last_of(token, lambda actor: actor.sector == "REB")
        if definite and token.lemma in self.grammar["pronouns.country_nouns"]:
            return self._focus(token)
        return ()

    def _is_pair(self, token: Token) -> bool:
        return token.lemma in self.grammar["pronouns.pair_nouns"] and self._says_two(token)

    def _says_two(self, token: Token) -> bool:
        words = {child.lower for child in self.parse.children(token.i)}
        return bool(words & self.grammar["pronouns.both"]) or token.lemma == "side"

    def _pair(self, token: Token) -> tuple[Actor, ...]:
        """Return the two parties that the text before a word speaks of most, other than the one that speaks.

        They are states, or a state and an armed group; what only tells a place ("in Amman") does not count.
        """
        speakers = [c.source for c in self.citations.around(token.i) if c.source is not None]
        speakers += self._barred(token)
        speaking = {party_key(m.actor) for i in speakers for m in self.finder.at(i)}
        counts: Counter[str] = Counter()
        groups: tuple[Actor, ...] = ()
        for head in self._before(token):
            if self.parse.case(head.i) not in self.grammar["place.cases"]:
                named = {party_key(m.actor): m.actor for m in self.finder.at(head.i)}
                counts.update(sorted(named.keys() - speaking - {NO_COUNTRY, "IGO", "NGO"}))
                groups = (named[REBELS],) if REBELS in named else groups
        names = [key for key, _ in counts.most_common(2)]
        found = (actor for key in names for actor in (groups if key == REBELS else (Actor(country=key),)))
        return tuple(found) if len(names) == 2 else ()

    def _last_name(self, token: Token) -> tuple[Actor, ...]:
        for head in reversed(self._before(token)):
            words = {
                head.text,
                *(c.text for c in self.parse.children(head.i, "flat", "compound", "appos", "nmod:desc")),
            }
            words |= {c.text for a in self.parse.children(head.i, "appos") for c in self.parse.children(a.i, "flat")}
            if token.text in words and len(token.text) > 2 and token.entity != "ORG":
                return tuple(mention.actor for mention in self.at(head.i))
        return ()

    def _last_of(self, token: Token, wanted: object) -> tuple[Actor, ...]:
        for head in reversed(self._before(token)):
            actors = tuple(m.actor for m in self.finder.at(head.i) if wanted(m.actor))  # type: ignore[operator]
            if actors:
                return actors
        return ()

    def _focus(self, token: Token) -> tuple[Actor, ...]:
        """Return the state that the text before a word speaks of most; later mentions and titles weigh more."""
        weights: Counter[str] = Counter()
        for head in self._before(token) or self._heads[:1]:
            for mention in self.finder.at(head.i):
                if mention.actor.country not in (NO_COUNTRY, "IGO", "NGO"):
                    recent = head.sentence >= token.sentence - 1
                    weights[mention.actor.country] += FOCUS_WEIGHT if recent or head.sentence == 0 else 1
        return (Actor(country=weights.most_common(1)[0][0]),) if weights else ()

    def _complete(self, token: Token, mention: ActorMention) -> ActorMention:
        """Give "the government" or "the army" the state that the document is about; "its miners" that of "its"."""
        actor = mention.actor
        if actor.country != NO_COUNTRY:
            return mention
        holder = self.parse.child(token.i, "nmod:poss")
        owned = states_of(m.actor for m in self.at(holder.i)) if holder is not None else ()
        if owned or actor.sector not in STATE_SECTORS:
            return _in_state(mention, owned, "pronoun") if owned else mention
        if self.publisher and actor.sector == "GOV" and token.lemma not in self.grammar["pronouns.country_nouns"]:
            return _in_state(mention, self.publisher, "publisher")
        set_in = self._told_by(token) or self._scene(token)
        if set_in:
            return _in_state(mention, set_in, "context")
        return _in_state(mention, self._same_sector(token, actor) or self._focus(token), "document")

    def _told_by(self, token: Token) -> tuple[Actor, ...]:
        """Return the official whose words name a government or army without its state: it is their own."""
        sources = [c.source for c in self.citations.around(token.i) if c.source not in (None, token.i)]
        told = (m.actor for i in sources[-1:] if i is not None for m in self.at(i) if m.actor.sector in STATE_BODIES)
        return states_of(told)[:1]

    def _scene(self, token: Token) -> tuple[Actor, ...]:
        """Return the state in which a sentence sets what it tells: "**In Seoul**, the minister spoke of regret"."""
        first, end = self.parse.sentences[token.sentence]
        heads = self._heads[bisect_left(self._places, first) : bisect_left(self._places, end)]
        named = (head for head in heads if head.pos == "PROPN" and head.head != token.i)
        scenes = (head for head in named if self.parse.case(head.i) == "in")
        found = (m.actor for head in scenes for m in self.finder.at(head.i) if m.actor.sector is None)
        return states_of(found)[:1]

    def _same_sector(self, token: Token, actor: Actor) -> tuple[Actor, ...]:
        found = self._last_of(token, lambda other: other.sector == actor.sector and other.country != NO_COUNTRY)
        return found[:1]


def _in_state(mention: ActorMention, states: tuple[Actor, ...], via: str) -> ActorMention:
    country = next((state.country for state in states), NO_COUNTRY)
    return replace(mention, actor=replace(mention.actor, country=country), via=via)


def states_of(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Return those that belong to a known state."""
    return tuple(actor for actor in actors if actor.country not in (NO_COUNTRY, "IGO", "NGO"))
