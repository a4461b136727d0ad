"""Figures: how many were killed, wounded, arrested or displaced by an act, how many did it, and with how much.

A number belongs to the nearest predicate above it, and a predicate that tells a toll to the act whose toll it is: below
it ("exploded, **killing** 12"), beside it ("attacked the village and **killed** 12") or above it ("12 were **killed**
in the attack", "the attack **left** 12 dead"). What is part of another number is left out ("including three children").
"""

from __future__ import annotations

from functools import cached_property

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.figures import FigureWords, load_figure_words
from crisisdesk.model.figure import Figure
from crisisdesk.stages.figure_counts import Counted, counted_by
from crisisdesk.stages.figure_numbers import Numeral, Numerals
from crisisdesk.stages.figure_tolls import Tolls, climb
from crisisdesk.stages.triggers import Trigger


def find_figures(parse: Parse, trigger: Trigger) -> tuple[Figure, ...]:
    """Return the figures of one act in text order; they stand in the sentence of its trigger."""
    start, end = parse.sentences[parse.tokens[trigger.i].sentence]
    words = load_figure_words()
    finder = _Finder(parse, words, trigger)
    found = (finder.figure(numeral) for numeral in Numerals(parse, words, start, end).all())
    return tuple(dict.fromkeys(figure for figure in found if figure is not None))


class _Finder:
    """Ties the number expressions of a sentence to one act."""

    def __init__(self, parse: Parse, words: FigureWords, trigger: Trigger) -> None:
        self.parse, self.words, self.trigger = parse, words, trigger
        self.tolls = Tolls(parse, words)

    @cached_property
    def domain(self) -> frozenset[int]:
        """The words whose figures are the act's."""
        return frozenset({self.trigger.i, self.trigger.frame.verb}) | self.tolls.of_act(self.trigger)

    def figure(self, numeral: Numeral) -> Figure | None:
        """Return the figure that a number expression is, if it counts something of the act."""
        counted = counted_by(self.parse, self.words, numeral)
        if counted is None:
            return None
        ties = climb(self.parse, self.words, counted.top)
        tie = next(((i, via) for i, via in ties if i in self.domain), None)
        of = self._what(numeral, counted, *tie) if tie else ""
        if not of or not self._is_told(numeral, counted, of):
            return None
        span = self.parse.span(counted.first, numeral.end - 1)
        return Figure(of=of, low=numeral.low, best=numeral.best, high=numeral.high, span=span)

    def _what(self, numeral: Numeral, counted: Counted, predicate: int, via: Token) -> str:
        """Return what is counted: what was done to it, else its plural."""
        kind = self.tolls.kind(predicate)
        if kind and not counted.money and self.tolls.befalls(predicate, via, numeral.first):
            return kind if self._is_tally(predicate, via) else self._plural(counted)
        if self.tolls.is_carrier(predicate) and not counted.money:
            kind = self._of_toll(numeral, predicate) or ("" if via.dep == "nsubj" else self.tolls.result(predicate))
        else:
            kind = ""
        return kind or counted.money or self._named(numeral, counted, via)

    def _is_tally(self, predicate: int, via: Token) -> bool:
        """Say whether a number right at a noun counts those it befell: "12 **deaths**", not "three **massacres**"."""
        token = self.parse.tokens[predicate]
        direct = via.i == predicate and token.pos == "NOUN"
        return not direct or token.lemma in self.words["classes.tallies"] or token.lemma in self.words["classes.harmed"]

    def _of_toll(self, numeral: Numeral, carrier: int) -> str:
        """Return what a running count counts where the number is its outcome: "the death toll rose to 34"."""
        before = self.parse.tokens[numeral.first - 1].lower if numeral.first else ""
        subjects = self.parse.children(carrier, "nsubj")
        counts = self.words["classes.tolls"] | self.words["classes.tallies"]
        tolls = [subject.i for subject in subjects if subject.lemma in counts]
        if not tolls or before in self.words["not_counts.change"]:
            return ""
        return self.tolls.kind(tolls[0])

    def _named(self, numeral: Numeral, counted: Counted, via: Token) -> str:
        if counted.noun is not None:
            return self._plural(counted)
        is_subject = via.dep.partition(":")[0] == "nsubj"
        return self.words.plurals["person"] if is_subject or numeral.best is None else ""

    def _plural(self, counted: Counted) -> str:
        """Return the plural of the noun that is counted."""
        noun = counted.noun or counted.top
        plurals = self.words.plurals
        if noun.lemma in plurals or noun.lower in plurals:
            return plurals.get(noun.lemma) or plurals[noun.lower]
        return noun.lower if noun.tag in ("NNS", "NNPS") else _regular_plural(noun.lower)

    def _is_told(self, numeral: Numeral, counted: Counted, of: str) -> bool:
        """Say whether a number is told as one of this kind: "a man" only of harm and arrest, "no" only of tolls."""
        if numeral.single:
            return of in self.words["classes.persons"] and counted.noun is not None and self._is_one(counted.noun)
        return of in self.words.tolls.values() or not (numeral.none or counted.definite)

    def _is_one(self, noun: Token) -> bool:
        no_person = noun.lemma in self.words["classes.collectives"] or noun.lemma in self.words.tolls
        return noun.tag == "NN" and not no_person


def _regular_plural(noun: str) -> str:
    """Return the plural of a regular English noun."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"
