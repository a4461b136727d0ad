"""Status: whether an act happened, is to come, might happen or did not, by the chain of words that govern it.

PLOVER's auxiliary modes (manual of 2021); the chain after Sauri and Pustejovsky 2012.
"""

from __future__ import annotations

from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.grammar import Grammar
from crisisdesk.model.claim import Reason, Status
from crisisdesk.stages.clauses import Frame
from crisisdesk.stages.status_chains import ChainReader
from crisisdesk.stages.status_effects import CONDITION, Effect
from crisisdesk.stages.status_nouns import NounReader
from crisisdesk.stages.status_verbs import VerbReader


class StatusFinder:
    """Reads the chain of governing words of a trigger."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse, self.grammar = parse, grammar
        verbs = VerbReader(parse, grammar)
        self.chains = ChainReader(parse, grammar, verbs)
        self.nouns = NounReader(parse, grammar, verbs, self.chains)

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
        if trigger.pos not in ("NOUN", "PROPN"):
            return self.chains.read(trigger)
        effects = self.nouns.on(trigger)
        if frame.verb == frame.trigger:
            return effects + self.nouns.above(trigger)
        light = self.parse.tokens[frame.verb]
        if light.lemma in self.grammar["hypothetical.verbs"]:
            effects.append(Effect(light.i, Status.HYPOTHETICAL, "makes it a wish or a plan"))
        if light.lemma in self.grammar["future.takers"]:
            effects.append(Effect(light.i, Status.FUTURE, "sets it in the future"))
        return effects + self.chains.read(light)
