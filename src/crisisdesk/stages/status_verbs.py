"""What stands on one verb or predicate itself: auxiliaries, negations, conjunctions, and the form of the verb."""

from __future__ import annotations

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.grammar import Grammar
from crisisdesk.model.claim import Status
from crisisdesk.stages.status_effects import CONDITION, Effect

FINITE = frozenset(("VBD", "VBP", "VBZ"))


class VerbReader:
    """Reads the words on one verb of a parse."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse, self.grammar = parse, grammar

    def modals(self, token: Token) -> list[Effect]:
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
            elif child.dep == "mark" and self._is_condition(child, token):
                effects.append(Effect(child.i, Status.HYPOTHETICAL, CONDITION))
            elif child.dep == "mark" and child.lower in self.grammar["negation.prepositions"]:
                effects.append(Effect(child.i, Status.NEGATED, "negates"))
            elif child.dep == "advmod" and child.lower in self.grammar["hypothetical.adverbs"]:
                effects.append(Effect(child.i, Status.HYPOTHETICAL, "makes it a possibility"))
        return effects + self._by_subject(token)

    def _by_subject(self, token: Token) -> list[Effect]:
        """Read a subject that negates: "**nobody** left", "**no** troops left"."""
        subject = next((c for c in self.parse.children(token.i, "nsubj")), None)
        if subject is None:
            return []
        words = (subject, *self.parse.children(subject.i, "det"))
        negative = (word for word in words if word.lower in self.grammar["negation.pronouns"])
        return [Effect(word.i, Status.NEGATED, "negates") for word in negative]

    def ahead(self, token: Token) -> list[Effect]:
        """Read an infinitive that tells what comes: "is to leave", a headline's "Oslo to leave", "talks to be held"."""
        if not self.has_to(token):
            return []
        head = self.parse.tokens[token.head]
        forms = [child for child in self.parse.children(token.i, "aux", "cop") if child.lemma == "be"]
        finite = any(child.tag in FINITE for child in forms)
        headline = head.i == token.i or token.dep == "parataxis" or (head.head == head.i and head.pos == "PROPN")
        passive = token.dep == "acl" and any(child.dep == "aux:pass" for child in forms)
        if finite and self.is_perfect(token):
            return [Effect(token.i, Status.NEGATED, "is told as missed")]
        if finite or headline or passive:
            return [Effect(token.i, Status.FUTURE, "is told as to come")]
        return []

    def has_to(self, token: Token) -> bool:
        """Say whether a "to" marks a verb."""
        return any(mark.lower == "to" for mark in self.parse.children(token.i, "mark"))

    def is_infinitive(self, token: Token) -> bool:
        """Say whether a verb is an infinitive, with "to" or without."""
        return token.tag == "VB" or any(mark.lower == "to" for mark in self.parse.children(token.i, "mark", "aux"))

    def is_perfect(self, token: Token) -> bool:
        """Say whether "have" stands before a verb: "is said to **have** left"."""
        return any(child.lemma == "have" for child in self.parse.children(token.i, "aux"))

    def tense(self, token: Token) -> str:
        """Return the tag of a clause's finite verb: the first auxiliary, else its verb."""
        return next((child.tag for child in self.parse.children(token.i, "aux", "cop")), token.tag)

    def _is_condition(self, mark: Token, token: Token) -> bool:
        """Say whether a conjunction leaves its clause open; "until they left" does not."""
        past = mark.lower in self.grammar["time_marks"] and self.tense(token) == "VBD"
        return mark.lower in self.grammar["hypothetical.marks"] and not past

    def _is_reported(self, token: Token) -> bool:
        """Say whether "would" only tells what was said to come: "said it would leave", not "would leave if"."""
        if any(mark.lower in self.grammar["hypothetical.marks"] for mark in self.parse.children(token.i, "mark")):
            return False
        conditional = any(
            mark.lower in self.grammar["hypothetical.conditions"]
            for c in self.parse.children(token.i, "advcl")
            for mark in self.parse.children(c.i, "mark")
        )
        above = self.parse.tokens[token.head]
        if token.dep == "conj":
            return self._is_reported(above)
        return not conditional and token.dep in ("ccomp", "parataxis") and above.lemma in self.grammar["speech.verbs"]
