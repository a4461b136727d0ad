"""What a number counts, and which numbers count nothing: years, ages, distances, shares, parts of names."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.language.parse import Parse, Token
from crisisdesk.lexicon.figures import FigureWords
from crisisdesk.stages.figure_numbers import Numeral

YEARS = range(1900, 2101)
MODIFYING = frozenset(("nummod", "det", "amod", "compound", "advmod", "nmod", "dep"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The word by which a number hangs in the tree, the noun it counts, or the currency, and the first token of it."""

    top: Token
    noun: Token | None
    money: str
    first: int
    definite: bool


def counted_by(parse: Parse, words: FigureWords, numeral: Numeral) -> Counted | None:
    """Return what a number counts; None where it is no count."""
    around = _Around(parse, words, numeral)
    if around.is_measure() or around.is_label() or around.is_part():
        return None
    top = around.top()
    if top is None:
        return None
    noun = around.noun(top)
    if noun is not None and noun.lemma in words["not_counts.units"]:
        return None
    first, money = around.money()
    definite = around.lower(numeral.first - 1) in words["not_counts.definite"]
    return Counted(top=top, noun=noun, money=money, first=first, definite=definite)


class _Around:
    """The words around one number expression."""

    def __init__(self, parse: Parse, words: FigureWords, numeral: Numeral) -> None:
        self.parse, self.words, self.numeral = parse, words, numeral
        self.sentence = parse.sentences[parse.tokens[numeral.first].sentence]

    def token(self, i: int) -> Token | None:
        """Return a token of the sentence."""
        return self.parse.tokens[i] if self.sentence[0] <= i < self.sentence[1] else None

    def lower(self, i: int) -> str:
        """Return a word of the sentence in small letters, or nothing beyond its ends."""
        token = self.token(i)
        return token.lower if token else ""

    def is_measure(self) -> bool:
        """Say whether a unit, a month or a hyphen follows: "30 km", "12 May", "a two-day visit"."""
        after, words = self.token(self.numeral.end), self.words
        if after is None:
            return False
        glued = after.start == self.parse.tokens[self.numeral.end - 1].end and after.text in ("-", "–", ":", "/")
        is_unit = after.lemma in words["not_counts.units"] or after.lower in words["not_counts.units"]
        return glued or is_unit or after.lower in words["not_counts.months"] or self._is_partitive(after)

    def _is_partitive(self, after: Token) -> bool:
        lone = self.lower(self.numeral.core) in self.words["zero.one"] and not self.numeral.none
        return lone and after.lower in self.words["numbers.lone"]

    def is_label(self) -> bool:
        """Say whether a number is a year, an age or part of a name: "in 2020", "Smith, 34,", "Resolution 2254"."""
        if self.numeral.single or self.numeral.none:
            return False
        core, before, words = self.parse.tokens[self.numeral.core], self.lower(self.numeral.first - 1), self.words
        if before in words["not_counts.before"] or before in words["not_counts.months"]:
            return True
        previous = self.token(self.numeral.core - 1)
        if previous is not None and previous.end == core.start and previous.lower not in words.money:
            return previous.text not in ("(", '"', "“", "'", "‘", "—", "–")
        return self._is_year(core) or self._is_age(core) or self._changes()

    def _is_year(self, core: Token) -> bool:
        after = self.token(self.numeral.end)
        counts = after is not None and after.tag in ("NNS", "JJ")
        return core.text.isdecimal() and len(core.text) == 4 and int(core.text) in YEARS and not counts

    def _is_age(self, core: Token) -> bool:
        head = self.parse.tokens[core.head]
        alone = self.lower(self.numeral.end) in (",", ".", ")", "")
        return alone and self.lower(self.numeral.first - 1) in (",", "(") and head.pos == "PROPN"

    def _changes(self) -> bool:
        """Say whether a number is what was before: "rose **from 20** to 34"."""
        after = self.token(self.numeral.end + 1)
        rises = self.lower(self.numeral.end) == "to" and after is not None and after.pos == "NUM"
        return rises and self.lower(self.numeral.first - 1) == "from"

    def is_part(self) -> bool:
        """Say whether a number is part of another: "including three children", "of whom five were soldiers"."""
        first, end, them = self.numeral.first, self.numeral.end, self.words["classes.them"]
        before = self.lower(first - 1)
        if before in self.words["not_counts.parts"]:
            return True
        if before in them:
            return self.lower(first - 2) in self.words["numbers.counted_before"]
        return before == "," and self.lower(end) == "of" and self.lower(end + 1) in them

    def _root(self) -> Token:
        """Return the word of the expression from which the others hang."""
        inside = range(self.numeral.core, self.numeral.end)
        tokens = [self.parse.tokens[i] for i in inside if self.parse.tokens[i].head not in inside or i == self._head(i)]
        numbers = [token for token in tokens if token.pos in ("NUM", "NOUN", "PRON", "DET", "SYM")] or tokens
        return numbers[-1] if numbers else self.parse.tokens[self.numeral.core]

    def _head(self, i: int) -> int:
        return self.parse.tokens[i].head

    def top(self) -> Token | None:
        """Return the word by which the number hangs in the tree; None where it stands behind what it numbers."""
        root = self._root()
        head = self.parse.tokens[root.head]
        if root.dep.partition(":")[0] in MODIFYING and head.i != root.i:
            if head.i >= self.numeral.end or head.lower in self.words.money:
                is_noun = root.dep.partition(":")[0] in ("nummod", "det") or head.i == self.numeral.end
                return head if is_noun else root
            return root if root.dep.partition(":")[0] in ("nmod", "dep") else None
        after = self.token(self.numeral.end)
        if after is not None and after.lower in self.words["classes.harmed"] and root.dep != "nsubj":
            return after
        plain = after is not None and after.tag in ("NNS", "NNPS") and root.dep != "root"
        return after if plain and not self.numeral.none else root

    def noun(self, top: Token) -> Token | None:
        """Return the noun that is counted: the word itself, or what stands behind "of" in "dozens of people"."""
        inside = range(self.numeral.core, self.numeral.end)
        if top.i not in inside:
            return top if top.pos in ("NOUN", "PROPN") else None
        for i in reversed(inside):
            for child in self.parse.children(i, "nmod"):
                if child.i not in inside and self.parse.case(child.i) == "of":
                    return child
        return None

    def money(self) -> tuple[int, str]:
        """Return where an amount of money begins, and its currency; else where the number begins."""
        before = self.numeral.core - 1
        if self.lower(before) in self.words.money:
            return min(before, self.numeral.first), self.words.money[self.lower(before)]
        after = self.token(self.numeral.end)
        return self.numeral.first, self.words.money.get(after.lemma, "") if after else ""
