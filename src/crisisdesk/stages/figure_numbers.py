"""Numerals: the number expressions of a sentence with what they tell: exact, bounded, a range, vague, none at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.figures import FigureWords

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
MOST_TIMES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number expression from token ``first`` to before token ``end``, its number proper from ``core`` on.

    ``single`` says that it is an article ("a man"), ``none`` that it is a word for nobody.
    """

    first: int
    core: int
    end: int
    low: int | None
    best: int | None
    high: int | None
    single: bool = False
    none: bool = False


class Numerals:
    """Reads the number expressions of one sentence."""

    def __init__(self, parse: Parse, words: FigureWords, start: int, end: int) -> None:
        self.tokens, self.words, self.start, self.end = parse.tokens, words, start, end

    def all(self) -> Iterator[Numeral]:
        """Yield the number expressions from left to right."""
        i = self.start
        while i < self.end:
            found = self._zero(i) or self._range(i) or self._single(i)
            if found is None:
                i += 1
                continue
            yield self._bounded(found)
            i = found.end

    def _lower(self, i: int) -> str:
        return self.tokens[i].lower if self.start <= i < self.end else ""

    def _zero(self, i: int) -> Numeral | None:
        words, after = self.words, self._lower(i + 1)
        if self._lower(i) in words["zero.determiners"]:
            end = i + 2 if after in words["zero.one"] else i + 1
            more = after in words["numbers.not_none"] or after in words.cardinals
            return None if more and end == i + 1 else _exact(i, end, 0, none=True)
        return _exact(i, i + 1, 0, none=True) if self._lower(i) in words["zero.words"] else None

    def _single(self, i: int) -> Numeral | None:
        is_one = self._lower(i) in self.words["one.determiners"] and self._lower(i + 1) not in self.words["several"]
        return _exact(i, i + 1, 1, single=True) if is_one else None

    def _range(self, i: int) -> Numeral | None:
        """Return a number, or two with a word between them that makes them the ends of a range."""
        between = self._lower(i) == "between"
        one = self._number(i + between)
        if one is None:
            return None
        joint = self._lower(one.end)
        other = (
            self._number(one.end + 1) if joint in self.words["numbers.joints"] or (between and joint == "and") else None
        )
        if other is None or one.best is None or other.best is None:
            return None if between else one
        low = one.best
        if low < other.best and other.best >= 1000 > low and other.best % 1000 == 0 and other.end - one.end > 2:
            low *= 1000 if other.best < 1_000_000 else 1_000_000
        if not low < other.best <= MOST_TIMES * low or self._changes(i, joint):
            return None if between else one
        return replace(one, first=i, end=other.end, low=low, best=None, high=other.best)

    def _changes(self, i: int, joint: str) -> bool:
        """Say whether two numbers are before and after: "rose from 20 to 34"."""
        return joint == "to" and self._lower(i - 1) == "from"

    def _number(self, i: int) -> Numeral | None:
        return self._vague(i) or self._plain(i)

    def _vague(self, i: int) -> Numeral | None:
        """Read "dozens", "tens of thousands", "several hundred"."""
        words, end, least = self.words, i, 0
        if self._lower(i) in words["several"] and self._lower(i + 1) in words.multipliers:
            least, end = words.several_least * words.multipliers[self._lower(i + 1)], i + 2
        elif self._lower(i) in words.vague:
            least, end = words.several_least * words.vague[self._lower(i)], i + 1
            while self._lower(end) == "of" and self._lower(end + 1) in words.vague:
                least, end = least * words.vague[self._lower(end + 1)], end + 2
        if not least:
            return None
        first = i - 1 if end == i + 2 and self._lower(i - 1) == "a" else i
        return Numeral(first=first, core=i, end=end, low=least, best=None, high=None)

    def _plain(self, i: int) -> Numeral | None:
        """Read digits or words: "3,000", "1.5 million", "one hundred and twenty-five", "a dozen", "half a dozen"."""
        words = self.words
        half = self._lower(i) == "half" and self._lower(i + 1) == "a"
        first, share = (i + 1, 0.5) if half else (i, 1.0)
        if self._lower(first) in words["numbers.articles"] and self._lower(first + 1) in words.multipliers:
            return _exact(i, first + 2, int(words.multipliers[self._lower(first + 1)] * share))
        return self._sum(i)

    def _sum(self, i: int) -> Numeral | None:
        """Read digits or number words one after the other, as far as they make one number."""
        total, part, end = 0.0, None, i
        while (step := self._step(end, part)) is not None:
            value, end, is_multiplier = step
            if not is_multiplier:
                part = (part or 0) + value
            elif value < 1000:
                part = (part or 1) * value
            else:
                total, part = total + (part or 1) * value, 0.0
        whole = total + (part or 0)
        return _exact(i, end, int(whole)) if end > i and whole == int(whole) else None

    def _step(self, i: int, part: float | None) -> tuple[float, int, bool] | None:
        """Return the next value of a number, what follows it, and whether it multiplies what stands before."""
        word, words = self._lower(i), self.words
        if part is None:
            found = self._digits(i)
            return (found, i + 1, False) if found is not None else self._spelled(i, 100)
        if word in words.multipliers:
            return words.multipliers[word], i + 1, True
        if word in words.short and self._digits(i - 1) is not None and self._is_glued(i):
            return words.short[word], i + 1, True
        if word in ("-", "and") and part and (part % 100 if word == "-" else not part % 100):
            return self._spelled(i + 1, 10 if word == "-" else 100)
        return self._spelled(i, 100) if not part or not part % 100 or (part % 10 == 0 and part > 10) else None

    def _is_glued(self, i: int) -> bool:
        return self.tokens[i - 1].end == self.tokens[i].start and self.tokens[i].pos == "NUM"

    def _spelled(self, i: int, below: int) -> tuple[float, int, bool] | None:
        value = self.words.cardinals.get(self._lower(i))
        return (value, i + 1, False) if value is not None and value < below else None

    def _digits(self, i: int) -> float | None:
        word = self._lower(i)
        return float(word.replace(",", "")) if DIGITS.fullmatch(word) else None

    def _bounded(self, found: Numeral) -> Numeral:
        """Add the words before and after a number that bound it."""
        if found.none or found.single:
            return found
        for length in (4, 3, 2, 1):
            before = tuple(self._lower(i) for i in range(found.first - length, found.first))
            is_particle = length == 1 and self.tokens[found.first - 1].tag == "RP"
            if before in self.words.bounds and not is_particle:
                return _with_bound(replace(found, first=found.first - length), self.words.bounds[before])
        after = (self._lower(found.end), self._lower(found.end + 1))
        if after in self.words.bounds_after:
            return _with_bound(replace(found, end=found.end + 2), self.words.bounds_after[after])
        return found


def _exact(first: int, end: int, value: int, single: bool = False, none: bool = False) -> Numeral:
    return Numeral(first=first, core=first, end=end, low=value, best=value, high=value, single=single, none=none)


def _with_bound(found: Numeral, bound: str) -> Numeral:
    """Return a number with what a bounding word makes of it; a vague one stays so."""
    if found.best is None:
        return replace(found, low=None) if bound == "most" and found.high is not None else found
    kept = {"least": (found.best, None), "most": (None, found.best), "about": (None, None)}[bound]
    return replace(found, low=kept[0], high=kept[1])
