"""What the clauses above a verb do to it: the chain of governing words, up to where it ends."""

from __future__ import annotations

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.grammar import Grammar
from crisisdesk.model.claim import Status
from crisisdesk.stages.status_effects import Effect
from crisisdesk.stages.status_verbs import FINITE, VerbReader


class ChainReader:
    """Climbs from a verb over the clauses that govern it."""

    def __init__(self, parse: Parse, grammar: Grammar, verbs: VerbReader) -> None:
        self.parse, self.grammar, self.verbs = parse, grammar, verbs

    def read(self, token: Token) -> list[Effect]:
        """Read what stands on a verb and on each word above it."""
        effects = self.verbs.modals(token) + self.verbs.ahead(token)
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
            return self._shared(token, head)
        if token.dep in ("acl:relcl", "advcl:relcl") or base in ("parataxis", "root", "list", "discourse"):
            return None
        if base == "acl":
            return self._under_noun(token, head)
        if base == "advcl":
            return self._adverbial(token)
        if base in ("xcomp", "ccomp", "csubj", "obj", "obl"):
            return self._governed(token, head, base)
        return None

    def _shared(self, token: Token, head: Token) -> list[Effect]:
        """Return what a conjunct takes from the first one: auxiliaries that fit its form, no "not" before "but"."""
        own = token.tag != "VB" and any(self.parse.children(token.i, "nsubj", "aux"))
        if own or head.pos not in ("VERB", "ADJ", "NOUN") or (token.tag in FINITE and head.tag not in FINITE):
            return []
        but = any(child.lower == "but" for child in self.parse.children(token.i, "cc"))
        return [e for e in self.verbs.modals(head) if not (but and e.status is Status.NEGATED)]

    def _governed(self, token: Token, head: Token, base: str) -> list[Effect] | None:
        infinitive, modals = self.verbs.is_infinitive(token), self.verbs.modals(head)
        if infinitive and head.lemma == "have" and self._has_yet(token, head):
            return [Effect(head.i, Status.NEGATED, "says it has not happened"), *modals]
        if infinitive and self.verbs.is_perfect(token):
            return modals
        if head.lemma in self.grammar["negation.verbs"] | self.grammar["negation.adjectives"]:
            return [Effect(head.i, Status.NEGATED, "says it did not happen"), *modals]
        if head.lemma == "go" and head.tag == "VBG" and infinitive:
            return [Effect(head.i, Status.FUTURE, "sets it in the future"), *modals]
        if head.lemma in self.grammar["actual.verbs"] | self.grammar["actual.adjectives"]:
            return modals
        if infinitive and head.lemma in self.grammar["future.verbs"] | self.grammar["future.adjectives"]:
            return [Effect(head.i, Status.FUTURE, "plans it"), *modals]
        if infinitive and self._is_told_of(head):
            return modals
        weighs = infinitive or token.tag == "VBG" or base == "ccomp"
        if weighs and head.lemma in self.grammar["hypothetical.verbs"] | self.grammar["hypothetical.adjectives"]:
            return [Effect(head.i, Status.HYPOTHETICAL, "makes it a wish or a possibility"), *modals]
        if base == "ccomp" and head.lemma in self.grammar["speech.verbs"]:
            return None
        return [_left_open(head), *modals] if infinitive and base == "xcomp" else modals

    def _has_yet(self, *tokens: Token) -> bool:
        return any(child.lower == "yet" for token in tokens for child in self.parse.children(token.i, "advmod"))

    def _is_told_of(self, head: Token) -> bool:
        """Say whether a passive verb tells what a source says: "is reported to have left"; not "was told to leave"."""
        passive = self.parse.child(head.i, "aux:pass", "nsubj:pass") is not None
        told = head.lemma in self.grammar["speech.verbs"] and head.lemma not in self.grammar["object_control"]
        return passive and told

    def _under_noun(self, token: Token, head: Token) -> list[Effect] | None:
        if not self.verbs.has_to(token):
            told = any(self.parse.children(token.i, "nsubj"))
            listed = told and head.lemma in self.grammar["hypothetical.nouns"]
            return [Effect(head.i, Status.HYPOTHETICAL, "makes it a possibility")] if listed else None
        if head.lemma in self.grammar["actual.nouns"] or self._is_ranked(head):
            return []
        if head.lemma in self.grammar["future.nouns"]:
            return [Effect(head.i, Status.FUTURE, "plans it")]
        if head.lemma in self.grammar["negation.nouns"]:
            return [Effect(head.i, Status.NEGATED, "says it did not happen")]
        return [_left_open(head)]

    def _is_ranked(self, noun: Token) -> bool:
        """Say whether a noun is one of a row, which is told of what was done: "the first country to recognise it"."""
        if noun.lemma in self.grammar["hypothetical.nouns"]:
            return False
        ranks = self.grammar["actual.ranks"]
        return any(c.lower in ranks or c.tag == "JJS" for c in (noun, *self.parse.children(noun.i, "amod", "nummod")))

    def _adverbial(self, token: Token) -> list[Effect] | None:
        for mark in self.parse.children(token.i, "mark", "case"):
            if mark.lower == "into":
                return self.verbs.modals(self.parse.tokens[token.head])
            if mark.lower in self.grammar["negation.prepositions"]:
                return None
            if mark.lower in self.grammar["hypothetical.marks"]:
                return None
        if self.verbs.is_infinitive(token):
            return self._purpose(token, self.parse.tokens[token.head])
        return self._beside(token, self.parse.tokens[token.head])

    def _beside(self, token: Token, head: Token) -> list[Effect] | None:
        """Read a clause that tells how ("may win by attacking") or when, in the present ("will go when it ends")."""
        marks = {mark.lower for mark in self.parse.children(token.i, "mark", "case", "advmod")}
        if token.tag == "VBG" and marks & self.grammar["means_marks"]:
            return [effect for effect in self.verbs.modals(head) if effect.status is not Status.NEGATED]
        if marks & self.grammar["time_marks"] and self.verbs.tense(token) in ("VBP", "VBZ"):
            return [effect for effect in self.verbs.modals(head) if effect.status is Status.FUTURE]
        return None

    def _purpose(self, token: Token, head: Token) -> list[Effect] | None:
        """Read an infinitive beside its verb: what one uses or sends or builds something for is as real as that."""
        listed = ("negation.verbs", "future.verbs", "actual.verbs", "hypothetical.verbs")
        if any(head.lemma in self.grammar[name] for name in listed):
            return self._governed(token, head, "xcomp")
        if head.pos == "ADJ":
            return [Effect(token.i, Status.HYPOTHETICAL, "is a purpose"), *self.verbs.modals(head)]
        return self.verbs.modals(head)


def _left_open(head: Token) -> Effect:
    return Effect(head.i, Status.HYPOTHETICAL, "leaves open whether it was done", open=True)
