"""Status: whether an act happened, is to come, might happen or did not, by the chain of words that govern it.

PLOVER's auxiliary modes (manual of 2021); the chain after Sauri and Pustejovsky 2012.
"""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.grammar import Grammar
from crisisdesk.model.claim import Reason, Status
from crisisdesk.stages.clauses import Frame

STRENGTH = {Status.ACTUAL: 0, Status.FUTURE: 1, Status.HYPOTHETICAL: 2}
DEFINITE = frozenset(("the", "this", "that", "these", "those"))


@dataclass(frozen=True, slots=True)
class Effect:
    """What one governing word does: sets a status, or turns the polarity."""

    word: int
    status: Status | None
    why: str


class StatusFinder:
    """Reads the chain of governing words of a trigger."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse, self.grammar = parse, grammar

    def find(self, frame: Frame) -> tuple[Status, tuple[Reason, ...]]:
        """Return the status of a trigger and the words that gave it."""
        effects = list({effect.word: effect for effect in reversed(self._effects(frame))}.values())[::-1]
        negations = sum(effect.status is Status.NEGATED for effect in effects)
        others = [effect.status for effect in effects if effect.status not in (None, Status.NEGATED)]
        reasons = tuple(Reason(word=self.parse.span(e.word, e.word), effect=e.why) for e in effects)
        if negations % 2:
            return Status.NEGATED, reasons
        return max((s for s in others if s), key=STRENGTH.__getitem__, default=Status.ACTUAL), reasons

    def _effects(self, frame: Frame) -> list[Effect]:
        trigger = self.parse.tokens[frame.trigger]
        if trigger.pos == "AUX":
            return []
        if trigger.pos in ("NOUN", "PROPN"):
            effects = self._on_noun(trigger)
            if frame.verb == frame.trigger:
                return effects + self._above_noun(trigger)
            light = self.parse.tokens[frame.verb]
            if light.lemma in self.grammar["hypothetical.verbs"]:
                effects.append(Effect(light.i, Status.HYPOTHETICAL, "makes it a wish or a plan"))
            return effects + self._chain(light)
        return self._chain(trigger)

    def _on_noun(self, noun: Token) -> list[Effect]:
        effects = []
        for child in self.parse.children(noun.i, "det", "amod", "case", "advmod", "compound"):
            if child.lower in self.grammar["negation.determiners"] | self.grammar["negation.prepositions"]:
                effects.append(Effect(child.i, Status.NEGATED, "negates"))
            elif {child.lemma, child.lower} & self.grammar["hypothetical.adjectives"]:
                effects.append(Effect(child.i, Status.HYPOTHETICAL, "makes it a possibility"))
            elif {child.lemma, child.lower} & self.grammar["future.adjectives"] and child.dep == "amod":
                effects.append(Effect(child.i, Status.FUTURE, "sets it in the future"))
        return effects

    def _above_noun(self, noun: Token) -> list[Effect]:
        """Read the word above a bare event noun; a definite one is taken for a fact."""
        if noun.head == noun.i or self._is_definite(noun):
            return []
        head = self.parse.tokens[noun.head]
        if noun.dep == "conj" and head.pos in ("NOUN", "PROPN"):
            return self._above_noun(head)
        if head.lemma in self.grammar["negation.verbs"] | self.grammar["negation.nouns"] and noun.dep in (
            "obj",
            "obl",
            "nmod",
        ):
            return [Effect(head.i, Status.NEGATED, "keeps it from happening"), *self._modals(head)]
        if head.lemma in self.grammar["hypothetical.nouns"] and noun.dep == "nmod":
            return [Effect(head.i, Status.HYPOTHETICAL, "makes it a possibility")]
        if head.pos == "VERB" and noun.dep in ("obj", "nsubj", "nsubj:pass", "obl"):
            listed = head.lemma in self.grammar["hypothetical.verbs"] and noun.dep in ("obj", "obl")
            made = [Effect(head.i, Status.HYPOTHETICAL, "makes it a wish or a plan")] if listed else []
            return made + (self._chain(head) if noun.dep in ("nsubj", "nsubj:pass") else self._modals(head))
        return []

    def _is_definite(self, noun: Token) -> bool:
        return any(
            child.lower in DEFINITE or child.dep == "nmod:poss" for child in self.parse.children(noun.i, "det", "nmod")
        )

    def _chain(self, token: Token) -> list[Effect]:
        effects = self._modals(token)
        seen = {token.i}
        while token.head not in seen:
            head = self.parse.tokens[token.head]
            seen.add(head.i)
            link = self._link(token, head)
            if link is None:
                break
            effects += link
            token = head
        return effects

    def _link(self, token: Token, head: Token) -> list[Effect] | None:
        """Return what the governor of a clause does to it; None where the chain ends."""
        base = token.dep.partition(":")[0]
        if base == "conj":
            shared = token.tag == "VB" or not any(self.parse.children(token.i, "nsubj", "aux"))
            return self._modals(head) if shared and head.pos in ("VERB", "ADJ", "NOUN") else []
        if token.dep in ("acl:relcl", "advcl:relcl") or base in ("parataxis", "root", "list", "discourse"):
            return None
        if base == "acl":
            return self._under_noun(token, head)
        if base == "advcl":
            return self._adverbial(token)
        if base in ("xcomp", "ccomp", "csubj", "obj", "obl"):
            return self._governed(token, head, base)
        return None

    def _governed(self, token: Token, head: Token, base: str) -> list[Effect] | None:
        infinitive = self._is_infinitive(token)
        if head.lemma in self.grammar["negation.verbs"] | self.grammar["negation.adjectives"]:
            return [Effect(head.i, Status.NEGATED, "says it did not happen"), *self._modals(head)]
        if head.lemma == "go" and head.tag == "VBG" and infinitive:
            return [Effect(head.i, Status.FUTURE, "sets it in the future"), *self._modals(head)]
        if head.lemma in self.grammar["actual.verbs"] | self.grammar["actual.adjectives"]:
            return self._modals(head)
        if infinitive and (
            head.lemma in self.grammar["future.verbs"] or head.lemma in self.grammar["future.adjectives"]
        ):
            return [Effect(head.i, Status.FUTURE, "plans it"), *self._modals(head)]
        weighs = infinitive or token.tag == "VBG" or base == "ccomp"
        if weighs and head.lemma in self.grammar["hypothetical.verbs"] | self.grammar["hypothetical.adjectives"]:
            return [Effect(head.i, Status.HYPOTHETICAL, "makes it a wish or a possibility"), *self._modals(head)]
        if base == "ccomp" and head.lemma in self.grammar["speech.verbs"]:
            return None
        if infinitive and base == "xcomp":
            return [Effect(head.i, Status.HYPOTHETICAL, "leaves open whether it was done"), *self._modals(head)]
        return self._modals(head)

    def _under_noun(self, token: Token, head: Token) -> list[Effect] | None:
        if not self._is_infinitive(token):
            return None
        if head.lemma in self.grammar["future.nouns"]:
            return [Effect(head.i, Status.FUTURE, "plans it")]
        if head.lemma in self.grammar["negation.nouns"]:
            return [Effect(head.i, Status.NEGATED, "says it did not happen")]
        return [Effect(head.i, Status.HYPOTHETICAL, "leaves open whether it was done")]

    def _adverbial(self, token: Token) -> list[Effect] | None:
        for mark in self.parse.children(token.i, "mark", "case"):
            if mark.lower == "into":
                return self._modals(self.parse.tokens[token.head])
            if mark.lower in self.grammar["negation.prepositions"]:
                return None
            if mark.lower in self.grammar["hypothetical.marks"]:
                return None
        if self._is_infinitive(token):
            head = self.parse.tokens[token.head]
            above = self._modals(head) if head.pos == "ADJ" else []
            return [Effect(token.i, Status.HYPOTHETICAL, "is a purpose"), *above]
        return None

    def _is_infinitive(self, token: Token) -> bool:
        return token.tag == "VB" or any(mark.lower == "to" for mark in self.parse.children(token.i, "mark", "aux"))

    def _modals(self, token: Token) -> list[Effect]:
        """Read the auxiliaries, negations and conjunctions on one verb or predicate."""
        effects = []
        for child in self.parse.children(token.i, "aux", "advmod", "mark", "det", "cc", "cop"):
            if child.lower in self.grammar["negation.adverbs"]:
                effects.append(Effect(child.i, Status.NEGATED, "negates"))
            elif child.dep.startswith("aux") and child.lower in self.grammar["future.auxiliaries"]:
                effects.append(Effect(child.i, Status.FUTURE, "sets it in the future"))
            elif child.dep == "aux" and child.lower == "would" and self._is_reported(token):
                effects.append(Effect(child.i, Status.FUTURE, "sets it in the future of what was said"))
            elif child.dep == "aux" and child.lower in self.grammar["hypothetical.auxiliaries"]:
                effects.append(Effect(child.i, Status.HYPOTHETICAL, "makes it a possibility"))
            elif child.dep == "mark" and child.lower in self.grammar["hypothetical.marks"]:
                effects.append(Effect(child.i, Status.HYPOTHETICAL, "makes it a condition"))
            elif child.dep == "mark" and child.lower in self.grammar["negation.prepositions"]:
                effects.append(Effect(child.i, Status.NEGATED, "negates"))
            elif child.dep == "advmod" and child.lower in self.grammar["hypothetical.adverbs"]:
                effects.append(Effect(child.i, Status.HYPOTHETICAL, "makes it a possibility"))
        subject = next((c for c in self.parse.children(token.i, "nsubj")), None)
        if subject is not None:
            words = (subject, *self.parse.children(subject.i, "det"))
            negative = (word for word in words if word.lower in self.grammar["negation.pronouns"])
            effects += [Effect(word.i, Status.NEGATED, "negates") for word in negative]
        return effects

    def _is_reported(self, token: Token) -> bool:
        if any(mark.lower in self.grammar["hypothetical.marks"] for mark in self.parse.children(token.i, "mark")):
            return False
        conditional = any(
            mark.lower in ("if", "unless")
            for c in self.parse.children(token.i, "advcl")
            for mark in self.parse.children(c.i, "mark")
        )
        above = self.parse.tokens[token.head]
        if token.dep == "conj":
            return self._is_reported(above)
        return not conditional and token.dep in ("ccomp", "parataxis") and above.lemma in self.grammar["speech.verbs"]
