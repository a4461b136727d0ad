"""Roles: the phrases that stand as actor and recipient of a trigger, by the places its rule names."""

from __future__ import annotations

from collections.abc import Callable

from crisisdesk.language.parse import Parse
from crisisdesk.model.codebook import Kind, Rule
from crisisdesk.stages.attribution import Citations
from crisisdesk.stages.clauses import Clauses, Frame

ACTOR_PLACES = {
    Kind.VERB: ("subject",),
    Kind.NOUN: ("possessor", "by", "subject", "modifier"),
    Kind.ADJECTIVE: ("subject",),
    Kind.MODAL: ("speaker",),
}
RECIPIENT_PLACES = {
    Kind.VERB: ("object",),
    Kind.NOUN: ("on", "against", "of", "object"),
    Kind.ADJECTIVE: ("of",),
    Kind.MODAL: ("subject",),
}


def actor_places(rule: Rule) -> tuple[str, ...]:
    """Return where the actors of a rule stand, in order of preference."""
    given = rule.actor or ACTOR_PLACES[rule.kind]
    return given if "subject" in given or rule.kind != Kind.NOUN else (*given, "subject")


def recipient_places(rule: Rule) -> tuple[str, ...]:
    """Return where the recipients of a rule stand, in order of preference."""
    return rule.recipient or RECIPIENT_PLACES[rule.kind]


class RoleFinder:
    """Looks up places of a frame; a place that no actor stands at is passed over."""

    def __init__(
        self,
        parse: Parse,
        clauses: Clauses,
        parties: Callable[[int], frozenset[str]],
        citations: Citations | None = None,
    ) -> None:
        self.parse, self.clauses, self.parties, self.citations = parse, clauses, parties, citations or Citations()

    def is_actor(self, i: int) -> bool:
        """Say whether word ``i`` stands for a public actor."""
        return bool(self.parties(i))

    def tokens(self, frame: Frame, place: str) -> tuple[int, ...]:
        """Return the head tokens at one place, derived places included."""
        if place == "speaker":
            return tuple(c.source for c in self.citations.around(frame.verb)[-1:] if c.source is not None)
        if place == "subject-holder":
            return self._under(frame.at("subject"), "possessor") or self._capitalised(frame.at("subject"))
        if place == "object-possessor":
            return self._under(frame.at("object"), "possessor")
        if place == "object-of":
            return self._under_prepositions(frame.at("object"))
        if place in ("clause-object", "clause-subject") and frame.clause is not None:
            return self._in_clause(self.clauses.verb(frame.clause), place.partition("-")[2])
        if place == "modifier":
            return tuple(i for i in frame.at(place) if self._is_named(i))
        return frame.at(place)

    def _is_named(self, i: int) -> bool:
        """Say whether a modifier names its actor: "**Russian** invasion", but not "**military** action"."""
        return self.parse.tokens[i].text[:1].isupper() or "REB" in self.parties(i)

    def first(
        self,
        frame: Frame,
        places: tuple[str, ...],
        taken: tuple[int, ...] = (),
        avoid: frozenset[str] = frozenset(),
    ) -> tuple[int, ...]:
        """Return the tokens that name actors at the first of the places that has any, other than parties to avoid."""
        for place in places:
            found = tuple(i for i in self.tokens(frame, place) if i not in taken and self.parties(i) - avoid)
            if found:
                return found
        return ()

    def _in_clause(self, inner: Frame, place: str) -> tuple[int, ...]:
        if place == "subject":
            return inner.at("subject")
        for name in ("object", "with", "to", "against", "on", "between", "for", "from", "at"):
            named = tuple(i for i in inner.at(name) if self.is_actor(i))
            if named:
                return named
        found = inner.at("object")
        named = tuple(i for i in self._under(found, "possessor") if self.is_actor(i))
        return named or self._under_prepositions(found)

    def _under(self, tokens: tuple[int, ...], place: str) -> tuple[int, ...]:
        labels = {"possessor": ("nmod:poss",), "modifier": ("amod", "compound", "nmod:desc")}[place]
        return tuple(child.i for i in tokens for child in self.parse.children(i, *labels) if child.dep in labels)

    def _under_prepositions(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        for prep in self.clauses.grammar.lists["under_object"]:
            found = [
                part
                for i in (*tokens, *self._nested(tokens))
                for child in self.parse.children(i, "nmod", "obl")
                if self.parse.case(child.i) == prep
                for part in (child.i, *(other.i for other in self.parse.children(child.i, "conj")))
            ]
            named = tuple(i for i in found if self.is_actor(i))
            if named:
                return named
        return tuple(i for i in self._capitalised(tokens) if self.is_actor(i))

    def _nested(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        """Return the nouns of of-phrases below: "lines of **communication** with Seoul"."""
        between = self.clauses.grammar["under_object_nested"]
        return tuple(c.i for i in tokens for c in self.parse.children(i, "nmod") if self.parse.case(c.i) in between)

    def _capitalised(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        """Return modifiers that are names: "**Israeli** bulldozers"."""
        return tuple(i for i in self._under(tokens, "modifier") if self.parse.tokens[i].text[:1].isupper())
