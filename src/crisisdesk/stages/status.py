"""Status: whether an act happened, is to come, might happen or did not, by the chain of words that govern it.

PLOVER's auxiliary modes (manual of 2021); the chain after Sauri and Pustejovsky 2012.
"""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.grammar import Grammar
from crisisdesk.model.claim import Reason, Status
from crisisdesk.stages.clauses import Frame

STRENGTH = {Status.ACTUAL: 0, Status.FUTURE: 2, Status.HYPOTHETICAL: 3}
OPEN = 1
CONDITION = "makes it a condition"
FINITE = frozenset(("VBD", "VBP", "VBZ"))
DEFINITE = frozenset(("the", "this", "that", "these", "those"))


@dataclass(frozen=True, slots=True)
class Effect:
    """What one governing word does: sets a status, or turns the polarity.

    An ``open`` one only leaves a status open: "allowed to attack" is hypothetical, "will allow to attack" is future.
    """

    word: int
    status: Status
    why: str
    open: bool = False

    @property
    def strength(self) -> int:
        """Say which of several effects wins."""
        return OPEN if self.open else STRENGTH[self.status]


class StatusFinder:
    """Reads the chain of governing words of a trigger."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse, self.grammar = parse, grammar

    def find(self, frame: Frame) -> tuple[Status, tuple[Reason, ...]]:
        """Return the status of a trigger and the words that gave it."""
        effects = list({effect.word: effect for effect in reversed(self._effects(frame))}.values())[::-1]
        negating = [self.parse.tokens[effect.word].lower for effect in effects if effect.status is Status.NEGATED]
        negations = len(negating) - ("neither" in negating and "nor" in negating)
        others = [effect for effect in effects if effect.status is not Status.NEGATED]
        reasons = tuple(Reason(word=self.parse.span(e.word, e.word), effect=e.why) for e in effects)
        if negations % 2 and not any(effect.why == CONDITION for effect in effects):
            return Status.NEGATED, reasons
        strongest = max(others, key=lambda effect: effect.strength, default=None)
        return strongest.status if strongest else Status.ACTUAL, reasons

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
            if light.lemma in self.grammar["future.takers"]:
                effects.append(Effect(light.i, Status.FUTURE, "sets it in the future"))
            return effects + self._chain(light)
        return self._chain(trigger)

    def _on_noun(self, noun: Token) -> list[Effect]:
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

    def _above_noun(self, noun: Token) -> list[Effect]:
        """Read the word above a bare event noun; a definite one is a fact, unless it was called off or is to come."""
        head = self.parse.tokens[noun.head]
        if noun.head == noun.i:
            return []
        counted = noun.dep == "nmod" and head.lemma in self.grammar["quantifiers"] and head.dep != "obl"
        if counted or (noun.dep == "conj" and head.pos in ("NOUN", "PROPN")):
            return self._above_noun(head)
        undone = self._undone(noun, head)
        if undone or self._is_definite(noun):
            return undone
        if noun.dep == "obl" and set(self.parse.case_words(noun.i)) & self.grammar["actual.prepositions"]:
            return []
        kept = noun.dep in ("obj", "nmod") or (noun.dep == "obl" and self.parse.case(noun.i) == "from")
        if kept and head.lemma in self.grammar["negation.verbs"] | self.grammar["negation.nouns"]:
            return [Effect(head.i, Status.NEGATED, "keeps it from happening"), *self._modals(head)]
        if noun.dep == "nmod":
            return self._of_noun(noun, head)
        if head.pos == "VERB" and noun.dep in ("obj", "nsubj", "nsubj:pass", "obl"):
            listed = head.lemma in self.grammar["hypothetical.verbs"] and noun.dep in ("obj", "obl")
            made = [Effect(head.i, Status.HYPOTHETICAL, "makes it a wish or a plan")] if listed else []
            return made + (self._chain(head) if noun.dep in ("nsubj", "nsubj:pass") else self._modals(head))
        return []

    def _undone(self, noun: Token, head: Token) -> list[Effect]:
        """Read a verb that tells even of a definite act that it did not or has yet to happen."""
        passive = noun.dep == "nsubj:pass"
        if (passive or noun.dep == "obj") and head.lemma in self.grammar["negation.forestalling"]:
            return [Effect(head.i, Status.NEGATED, "keeps it from happening"), *self._modals(head)]
        if (passive or noun.dep == "obj") and head.lemma in self.grammar["future.takers"]:
            return [Effect(head.i, Status.FUTURE, "sets it in the future"), *self._modals(head)]
        if passive or noun.dep == "nsubj":
            verbs = (head, *self.parse.children(head.i, "xcomp"))
            happening = next((verb for verb in verbs if verb.lemma in self.grammar["future.happening"]), None)
            if happening is not None:
                return self._chain(happening)
            if head.lemma in self.grammar["hypothetical.adjectives"]:
                return [Effect(head.i, Status.HYPOTHETICAL, "makes it a possibility"), *self._modals(head)]
            if head.pos == "ADJ" and head.lemma in self.grammar["future.adjectives"]:
                return [Effect(head.i, Status.FUTURE, "sets it in the future"), *self._modals(head)]
            if self.parse.child(head.i, "cop") is not None:
                return [effect for effect in self._modals(head) if effect.status is not Status.NEGATED]
        return []

    def _of_noun(self, noun: Token, head: Token) -> list[Effect]:
        """Read the noun above in "a risk of war" and "plans for talks"."""
        if self.parse.case(noun.i) not in self.grammar["hypothetical.prepositions"]:
            return []
        if head.lemma in self.grammar["hypothetical.nouns"]:
            return [Effect(head.i, Status.HYPOTHETICAL, "makes it a possibility")]
        return [Effect(head.i, Status.FUTURE, "plans it")] if head.lemma in self.grammar["future.nouns"] else []

    def _is_definite(self, noun: Token) -> bool:
        return any(
            child.lower in DEFINITE or child.dep == "nmod:poss" for child in self.parse.children(noun.i, "det", "nmod")
        )

    def _chain(self, token: Token) -> list[Effect]:
        effects = self._modals(token) + self._ahead(token)
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
        return [e for e in self._modals(head) if not (but and e.status is Status.NEGATED)]

    def _governed(self, token: Token, head: Token, base: str) -> list[Effect] | None:
        infinitive = self._is_infinitive(token)
        if infinitive and head.lemma == "have" and self._has_yet(token, head):
            return [Effect(head.i, Status.NEGATED, "says it has not happened"), *self._modals(head)]
        if infinitive and self._is_perfect(token):
            return self._modals(head)
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
        if infinitive and self._is_told_of(head):
            return self._modals(head)
        weighs = infinitive or token.tag == "VBG" or base == "ccomp"
        if weighs and head.lemma in self.grammar["hypothetical.verbs"] | self.grammar["hypothetical.adjectives"]:
            return [Effect(head.i, Status.HYPOTHETICAL, "makes it a wish or a possibility"), *self._modals(head)]
        if base == "ccomp" and head.lemma in self.grammar["speech.verbs"]:
            return None
        if infinitive and base == "xcomp":
            return [self._left_open(head), *self._modals(head)]
        return self._modals(head)

    def _has_yet(self, *tokens: Token) -> bool:
        return any(child.lower == "yet" for token in tokens for child in self.parse.children(token.i, "advmod"))

    def _is_perfect(self, token: Token) -> bool:
        return any(child.lemma == "have" for child in self.parse.children(token.i, "aux"))

    def _is_told_of(self, head: Token) -> bool:
        """Say whether a passive verb tells what a source says: "is reported to have left"; not "was told to leave"."""
        passive = self.parse.child(head.i, "aux:pass", "nsubj:pass") is not None
        told = head.lemma in self.grammar["speech.verbs"] and head.lemma not in self.grammar["object_control"]
        return passive and told

    def _under_noun(self, token: Token, head: Token) -> list[Effect] | None:
        if not any(mark.lower == "to" for mark in self.parse.children(token.i, "mark")):
            told = any(self.parse.children(token.i, "nsubj"))
            listed = told and head.lemma in self.grammar["hypothetical.nouns"]
            return [Effect(head.i, Status.HYPOTHETICAL, "makes it a possibility")] if listed else None
        if head.lemma in self.grammar["actual.nouns"] or self._is_ranked(head):
            return []
        if head.lemma in self.grammar["future.nouns"]:
            return [Effect(head.i, Status.FUTURE, "plans it")]
        if head.lemma in self.grammar["negation.nouns"]:
            return [Effect(head.i, Status.NEGATED, "says it did not happen")]
        return [self._left_open(head)]

    def _is_ranked(self, noun: Token) -> bool:
        """Say whether a noun is one of a row, which is told of what was done: "the first country to recognise it"."""
        if noun.lemma in self.grammar["hypothetical.nouns"]:
            return False
        ranks = self.grammar["actual.ranks"]
        return any(c.lower in ranks or c.tag == "JJS" for c in (noun, *self.parse.children(noun.i, "amod", "nummod")))

    def _left_open(self, head: Token) -> Effect:
        return Effect(head.i, Status.HYPOTHETICAL, "leaves open whether it was done", open=True)

    def _adverbial(self, token: Token) -> list[Effect] | None:
        for mark in self.parse.children(token.i, "mark", "case"):
            if mark.lower == "into":
                return self._modals(self.parse.tokens[token.head])
            if mark.lower in self.grammar["negation.prepositions"]:
                return None
            if mark.lower in self.grammar["hypothetical.marks"]:
                return None
        if self._is_infinitive(token):
            return self._purpose(token, self.parse.tokens[token.head])
        return self._beside(token, self.parse.tokens[token.head])

    def _beside(self, token: Token, head: Token) -> list[Effect] | None:
        """Read a clause that tells how ("may win by attacking") or when, in the present ("will go when it ends")."""
        marks = {mark.lower for mark in self.parse.children(token.i, "mark", "case", "advmod")}
        if token.tag == "VBG" and marks & self.grammar["means_marks"]:
            return [effect for effect in self._modals(head) if effect.status is not Status.NEGATED]
        if marks & self.grammar["time_marks"] and self._tense(token) in ("VBP", "VBZ"):
            return [effect for effect in self._modals(head) if effect.status is Status.FUTURE]
        return None

    def _tense(self, token: Token) -> str:
        """Return the tag of a clause's finite verb: the first auxiliary, else its verb."""
        return next((child.tag for child in self.parse.children(token.i, "aux", "cop")), token.tag)

    def _purpose(self, token: Token, head: Token) -> list[Effect] | None:
        """Read an infinitive beside its verb: what one uses or sends or builds something for is as real as that."""
        listed = ("negation.verbs", "future.verbs", "actual.verbs", "hypothetical.verbs")
        if any(head.lemma in self.grammar[name] for name in listed):
            return self._governed(token, head, "xcomp")
        if head.pos == "ADJ":
            return [Effect(token.i, Status.HYPOTHETICAL, "is a purpose"), *self._modals(head)]
        return self._modals(head)

    def _ahead(self, token: Token) -> list[Effect]:
        """Read an infinitive that tells what comes: "is to leave", a headline's "Oslo to leave", "talks to be held"."""
        if not any(mark.lower == "to" for mark in self.parse.children(token.i, "mark")):
            return []
        head = self.parse.tokens[token.head]
        forms = [child for child in self.parse.children(token.i, "aux", "cop") if child.lemma == "be"]
        finite = any(child.tag in FINITE for child in forms)
        headline = head.i == token.i or token.dep == "parataxis" or (head.head == head.i and head.pos == "PROPN")
        passive = token.dep == "acl" and any(child.dep == "aux:pass" for child in forms)
        if finite and self._is_perfect(token):
            return [Effect(token.i, Status.NEGATED, "is told as missed")]
        if finite or headline or passive:
            return [Effect(token.i, Status.FUTURE, "is told as to come")]
        return []

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
            elif child.dep == "mark" and self._is_condition(child, token):
                effects.append(Effect(child.i, Status.HYPOTHETICAL, CONDITION))
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

    def _is_condition(self, mark: Token, token: Token) -> bool:
        """Say whether a conjunction leaves its clause open; "until they left" does not."""
        past = mark.lower in self.grammar["time_marks"] and self._tense(token) == "VBD"
        return mark.lower in self.grammar["hypothetical.marks"] and not past

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
