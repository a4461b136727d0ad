"""Clauses: who stands where around a word, with passives, control, relatives and conjunctions undone.

Roles after Universal Dependencies v2 (de Marneffe et al. 2021); the surface order of words is never used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.grammar import Grammar

MAX_DEPTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The surroundings of a trigger, as indices of the head tokens of phrases.

    ``places`` maps ``subject``, ``object``, ``indirect``, ``possessor``, ``modifier`` and prepositions to tokens;
    conjuncts are already added. ``verb`` is the governing light verb of a noun, else the trigger itself.
    """

    trigger: int
    verb: int
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    particles: tuple[str, ...] = ()
    complements: frozenset[str] = frozenset()
    clause: int | None = None
    passive: bool = False

    def at(self, place: str) -> tuple[int, ...]:
        """Return the tokens at one place, or nothing."""
        return self.places.get(place, ())


class Clauses:
    """Builds frames over one parse; remembers those it has built."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse, self.grammar = parse, grammar
        self._verbs: dict[int, Frame] = {}

    def frame(self, token: Token) -> Frame:
        """Return the frame of a trigger of any part of speech."""
        if token.pos in ("NOUN", "PROPN") and not self._is_predicate(token):
            return self._noun(token)
        return self.verb(token.i)

    def _is_predicate(self, token: Token) -> bool:
        return self.parse.child(token.i, "cop") is not None and token.pos == "ADJ"

    def verb(self, i: int, depth: int = 0) -> Frame:
        """Return the frame of a verb or predicate."""
        if i in self._verbs:
            return self._verbs[i]
        frame = self._build(self.parse.tokens[i], depth)
        if depth == 0:
            self._verbs[i] = frame
        return frame

    def _build(self, token: Token, depth: int) -> Frame:
        parse = self.parse
        passive = self.is_passive(token)
        places = self._obliques(token.i)
        subjects = self._surface_subjects(token.i) or self._lent_subject(token, depth)
        objects = self._conjuncts(self._relative(child.i) for child in parse.children(token.i, "obj"))
        if passive:
            agents = places.get("by", ())
            places |= {"object": subjects or self._participle_head(token), "subject": agents}
            if objects:
                places["indirect"], places["object"] = places["object"], objects
        else:
            places |= {"subject": subjects, "object": objects}
        indirect = self._conjuncts(child.i for child in parse.children(token.i, "iobj"))
        if indirect:
            places["indirect"] = indirect
        clause = next((child.i for child in parse.children(token.i, "xcomp", "ccomp")), None)
        if clause is None:
            clause = next((c.i for c in parse.children(token.i, "advcl") if self._is_aim(c)), None)
        particles = [child.lower for child in parse.children(token.i, "compound:prt")]
        particles += [child.lower for child in parse.children(token.i, "advmod") if child.i == token.i + 1]
        particles += [word for child in parse.children(token.i, "obl") for word in parse.case_words(child.i)[:-1]]
        return Frame(
            trigger=token.i,
            verb=token.i,
            places=places,
            particles=tuple(particles),
            complements=self._complements(token.i),
            clause=clause,
            passive=passive,
        )

    def _is_aim(self, token: Token) -> bool:
        """Say whether a clause is marked with "to": "came to **help**", "committed to **helping**"."""
        return token.tag == "VB" or any(mark.lower == "to" for mark in self.parse.children(token.i, "mark"))

    def is_passive(self, token: Token) -> bool:
        """Say whether a verb form is passive: by label, by auxiliary, or as a bare past participle after a noun."""
        if any(child.dep in ("nsubj:pass", "aux:pass", "csubj:pass") for child in self.parse.children(token.i)):
            return True
        participle = token.tag == "VBN" and "Voice=Act" not in token.feats
        active = any(child.dep in ("aux", "nsubj", "obj") for child in self.parse.children(token.i))
        if participle and not active:
            if token.dep == "conj":
                return self.is_passive(self.parse.tokens[token.head])
            return token.dep in ("acl", "amod", "advcl", "xcomp", "ccomp", "root", "parataxis")
        return False

    def _surface_subjects(self, i: int) -> tuple[int, ...]:
        found = [child.i for child in self.parse.children(i, "nsubj") if child.dep != "nsubj:outer"]
        return self._conjuncts(self._relative(child) for child in found)

    def _relative(self, i: int) -> int:
        """Return the noun that a relative pronoun stands for, else the word itself."""
        token = self.parse.tokens[i]
        if "PronType=Rel" in token.feats or token.lower in self.grammar["pronouns.relative"]:
            for above in (token, *self.parse.ancestors(i)):
                if above.dep in ("acl:relcl", "advcl:relcl"):
                    return above.head
        return i

    def _participle_head(self, token: Token) -> tuple[int, ...]:
        return (token.head,) if token.dep in ("acl", "acl:relcl", "amod") else ()

    def _lent_subject(self, token: Token, depth: int) -> tuple[int, ...]:
        """Return the subject that a verb without one has from its governor (control, conjunction, participle)."""
        if depth > MAX_DEPTH or token.head == token.i:
            return ()
        head, base = self.parse.tokens[token.head], token.dep.partition(":")[0]
        if base == "acl":
            if self.is_passive(token) or token.dep == "acl:relcl":
                return (head.i,)
            return (head.i,) if token.tag == "VBG" else self._controller(head, depth)
        if base == "conj":
            return self.verb(head.i, depth + 1).at("object" if self.is_passive(head) else "subject")
        if base in ("xcomp", "advcl", "ccomp") and head.pos in ("VERB", "ADJ", "NOUN", "AUX"):
            above = self.verb(head.i, depth + 1)
            marks = self.grammar["object_control_marks"]
            into = any(mark.lower in marks for mark in self.parse.children(token.i, "mark", "case"))
            lends = (head.lemma in self.grammar["object_control"] and base == "xcomp") or into
            taken = above.at("object") or above.at("indirect") if lends or above.passive else above.at("subject")
            return taken or above.at("subject")
        return ()

    def _controller(self, noun: Token, depth: int) -> tuple[int, ...]:
        """Return who does the infinitive under a noun: "their decision to withdraw"."""
        holders = self._conjuncts(child.i for child in self.parse.children(noun.i, "nmod:poss"))
        if holders or noun.dep not in ("obj", "nsubj:pass"):
            return holders or ((noun.i,) if noun.dep == "nsubj" else ())
        return self.verb(noun.head, depth + 1).at("subject")

    def _conjuncts(self, tokens: Iterable[int]) -> tuple[int, ...]:
        """Return words with their conjuncts, those that a parse hangs on a name's first part included."""
        found: list[int] = []
        for i in tokens:
            parts = (i, *(c.i for c in self.parse.children(i, "compound", "amod", "flat")))
            joined = (c.i for part in parts for c in self.parse.children(part, "conj") if part == i or c.i > i)
            found += [word for word in (i, *joined) if word not in found]
        return tuple(found)

    def _obliques(self, i: int) -> dict[str, tuple[int, ...]]:
        places: dict[str, tuple[int, ...]] = {}
        for child in self.parse.children(i, "obl", "nmod"):
            if child.dep in ("nmod:poss", "nmod:desc", "nmod:unmarked", "obl:unmarked"):
                continue
            prep = self.parse.case(child.i) or ("by" if child.dep == "obl:agent" else "")
            if prep:
                places[prep] = places.get(prep, ()) + self._conjuncts([self._relative(child.i)])
        return places

    def _complements(self, i: int) -> frozenset[str]:
        kinds = set()
        for child in self.parse.children(i, "xcomp", "ccomp", "advcl", "parataxis", "acl"):
            if child.dep in ("acl:relcl", "advcl:relcl"):
                continue
            if child.dep == "ccomp" or child.dep == "parataxis":
                kinds.add("clause")
            elif child.tag == "VBG":
                kinds.add("gerund")
            elif any(mark.lower == "to" for mark in self.parse.children(child.i, "mark")) and child.dep in (
                "xcomp",
                "acl",
            ):
                kinds.add("infinitive")
        return frozenset(kinds)

    def _noun(self, token: Token) -> Frame:
        """Return the frame of an event noun, with the places of a light verb that governs it."""
        parse, places = self.parse, self._obliques(token.i)
        nested = tuple(i for part in places.get("of", ()) for i in self._obliques(part).get("by", ()))
        if nested and "by" not in places:
            places["by"] = nested
        subjects = self._surface_subjects(token.i)
        if subjects:
            places["subject"] = subjects
        places["possessor"] = self._conjuncts(child.i for child in parse.children(token.i, "nmod:poss"))
        places["modifier"] = tuple(
            child.i for child in parse.children(token.i, "amod", "compound", "nmod:desc", "nmod:unmarked", "appos")
        )
        complements = self._complements(token.i)
        clause = next((child.i for child in parse.children(token.i, "acl") if "infinitive" in complements), None)
        head = parse.tokens[token.head]
        light = self._light(token, head)
        if not light:
            return Frame(trigger=token.i, verb=token.i, places=places, complements=complements, clause=clause)
        above = self.verb(head.i)
        for place, tokens in above.places.items():
            if place not in ("object",) and not (set(tokens) & {token.i}):
                places.setdefault(place, tokens)
        if light == "reverse":
            places["of"] = places.pop("subject", ())
        return Frame(trigger=token.i, verb=head.i, places=places, complements=complements, clause=clause)

    def _light(self, token: Token, head: Token) -> str:
        """Say whether the noun's governor lends it its subject: ``light``, ``reverse`` or nothing."""
        if head.pos != "VERB" or head.i == token.i:
            return ""
        is_object = token.dep == "obj" or (token.dep == "nsubj:pass")
        if head.lemma in self.grammar["reverse_light_verbs"] and is_object:
            return "reverse"
        if is_object and head.lemma in self.grammar["light_verbs"]:
            return "light"
        return (
            "light"
            if token.dep == "obl"
            and self.parse.case(token.i) in self.grammar["entering_prepositions"]
            and head.lemma in (self.grammar["entering_verbs"])
            else ""
        )
