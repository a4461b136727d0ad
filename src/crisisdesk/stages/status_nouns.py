"""What stands on an event noun and above it: "no attack", "a risk of war", "the talks were called off"."""

from __future__ import annotations

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.grammar import Grammar
from crisisdesk.model.claim import Status
from crisisdesk.stages.status_chains import ChainReader
from crisisdesk.stages.status_effects import Effect
from crisisdesk.stages.status_verbs import VerbReader


class NounReader:
    """Reads the words around one event noun of a parse."""

    def __init__(self, parse: Parse, grammar: Grammar, verbs: VerbReader, chains: ChainReader) -> None:
        self.parse, self.grammar, self.verbs, self.chains = parse, grammar, verbs, chains

    def on(self, noun: Token) -> list[Effect]:
        """Read the determiners, prepositions and modifiers of an event noun."""
        effects = []
        for child in self.parse.children(noun.i, "det", "amod", "case", "advmod", "compound"):
            if child.lower in self.grammar["negation.determiners"] | self.grammar["negation.prepositions"]:
                effects.append(Effect(child.i, Status.NEGATED, "negates"))
            elif child.lower in self.grammar["negation.modifiers"]:
                effects.append(Effect(child.i, Status.NEGATED, "says it was called off"))
            elif {child.lemma, child.lower} & self.grammar["hypothetical.adjectives"]:
                effects.append(Effect(child.i, Status.HYPOTHETICAL, "makes it a possibility"))
            elif {child.lemma, child.lower} & self.grammar["future.adjectives"] and child.dep == "amod":
                effects.append(Effect(child.i, Status.FUTURE, "sets it in the future"))
        return effects

    def above(self, noun: Token) -> list[Effect]:
        """Read the word above a bare event noun; a definite one is a fact, unless it was called off or is to come."""
        head = self.parse.tokens[noun.head]
        if noun.head == noun.i:
            return []
        counted = noun.dep == "nmod" and head.lemma in self.grammar["quantifiers"] and head.dep != "obl"
        if counted or (noun.dep == "conj" and head.pos in ("NOUN", "PROPN")):
            return self.above(head)
        undone = self._undone(noun, head)
        return undone if undone or self._is_definite(noun) else self._governed(noun, head)

    def _governed(self, noun: Token, head: Token) -> list[Effect]:
        """Read the governor of an indefinite event noun: "prevented an attack", "a risk of war"."""
        if noun.dep == "obl" and set(self.parse.case_words(noun.i)) & self.grammar["actual.prepositions"]:
            return []
        kept = noun.dep in ("obj", "nmod") or (noun.dep == "obl" and self.parse.case(noun.i) == "from")
        if kept and head.lemma in self.grammar["negation.verbs"] | self.grammar["negation.nouns"]:
            return [Effect(head.i, Status.NEGATED, "keeps it from happening"), *self.verbs.modals(head)]
        if noun.dep == "nmod":
            return self._of_noun(noun, head)
        if head.pos == "VERB" and noun.dep in ("obj", "nsubj", "nsubj:pass", "obl"):
            listed = head.lemma in self.grammar["hypothetical.verbs"] and noun.dep in ("obj", "obl")
            made = [Effect(head.i, Status.HYPOTHETICAL, "makes it a wish or a plan")] if listed else []
            is_subject = noun.dep in ("nsubj", "nsubj:pass")
            return made + (self.chains.read(head) if is_subject else self.verbs.modals(head))
        return []

    def _undone(self, noun: Token, head: Token) -> list[Effect]:
        """Read a verb that tells even of a definite act that it did not or has yet to happen."""
        passive = noun.dep == "nsubj:pass"
        if (passive or noun.dep == "obj") and head.lemma in self.grammar["negation.forestalling"]:
            return [Effect(head.i, Status.NEGATED, "keeps it from happening"), *self.verbs.modals(head)]
        if (passive or noun.dep == "obj") and head.lemma in self.grammar["future.takers"]:
            return [Effect(head.i, Status.FUTURE, "sets it in the future"), *self.verbs.modals(head)]
        return self._said_of(head) if passive or noun.dep == "nsubj" else []

    def _said_of(self, head: Token) -> list[Effect]:
        """Read what is said of an act as a subject: that it will happen, is possible or due, or is not something."""
        verbs = (head, *self.parse.children(head.i, "xcomp"))
        happening = next((verb for verb in verbs if verb.lemma in self.grammar["future.happening"]), None)
        if happening is not None:
            return self.chains.read(happening)
        if head.lemma in self.grammar["hypothetical.adjectives"]:
            return [Effect(head.i, Status.HYPOTHETICAL, "makes it a possibility"), *self.verbs.modals(head)]
        if head.pos == "ADJ" and head.lemma in self.grammar["future.adjectives"]:
            return [Effect(head.i, Status.FUTURE, "sets it in the future"), *self.verbs.modals(head)]
        if self.parse.child(head.i, "cop") is not None:
            return [effect for effect in self.verbs.modals(head) if effect.status is not Status.NEGATED]
        return []

    def _of_noun(self, noun: Token, head: Token) -> list[Effect]:
        """Read the noun above in "a risk of war" and "plans for talks"."""
        if self.parse.case(noun.i) not in self.grammar["hypothetical.prepositions"]:
            return []
        if head.lemma in self.grammar["hypothetical.nouns"]:
            return [Effect(head.i, Status.HYPOTHETICAL, "makes it a possibility")]
        return [Effect(head.i, Status.FUTURE, "plans it")] if head.lemma in self.grammar["future.nouns"] else []

    def _is_definite(self, noun: Token) -> bool:
        pointing = self.grammar["definite.pointing"]
        beside = self.parse.children(noun.i, "det", "nmod")
        return any(child.lower in pointing or child.dep == "nmod:poss" for child in beside)
