"""The anchor of an expression: the date line, the last date of the narrative, and which way the sentence looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from crisisdesk.lexicon.times import load_times
from crisisdesk.stages.timex.calendar import Reading
from crisisdesk.stages.timex.tokens import Parts

NEAR = 80  # tokens within which an old date still governs bare months in a news report
FAR = 40  # tokens on either side in which a verb's tense is looked for
DATED = frozenset({"day", "week", "month", "quarter", "season", "year"})
AWAY = 100  # how much a date on the wrong side of the anchor costs, against 1 a day
PAST_FIRST = 4  # the same where the tense is not known: news looks back
ONWARD_FIRST = 1.5  # in a narrative, which looks on
HOME_REACH, HOME_MENTIONS = 2, 3  # what makes a year one that a narrative dwells on
LEAP_YEAR = 2000  # which has every day that a year can have
MANY_YEARS, YEARS_A_WEEKDAY = 4, 3  # what tells a narrative from a report


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where the text stands; ``last`` is the last date it named, at token ``at``, ``last_day`` the last day."""

    published: date | None
    narrative: bool
    home: frozenset[int] = frozenset()
    last: Reading | None = None
    last_day: date | None = None
    at: int = 0

    def after(self, reading: Reading, at: int) -> Anchor:
        """Return the anchor behind an expression."""
        if reading.start is None or reading.precision not in DATED:
            return self
        if reading.precision == "year" and not (self.narrative and self.at_home(reading.start.year)):
            return self
        day = reading.start if reading.precision == "day" else None
        kept = self.last_day if self.last_day and (not self.narrative or holds(reading, self.last_day)) else None
        return replace(self, last=reading, last_day=day or kept, at=at)

    def at_home(self, year: int) -> bool:
        """Return whether a year belongs to the time the text tells of."""
        return not self.home or year in self.home

    def near(self, at: int) -> Reading | None:
        """Return the last date named where it still governs token ``at``."""
        return self.last if self.last and (self.narrative or at - self.at <= NEAR) else None

    def told(self, at: int) -> date | None:
        """Return the day the narrative stands at: the last one named, else the date line."""
        last = self.near(at)
        return (self.last_day or last.start) if last else self.published

    def told_day(self, at: int) -> date | None:
        """Return the same where it is known to the day."""
        return self.last_day if self.near(at) else self.published


def holds(reading: Reading, day: date) -> bool:
    """Return whether a day falls in a reading."""
    return bool(reading.start and reading.end and reading.start <= day <= reading.end)


def is_narrative(symbols: str, years: Iterable[int], published: date | None) -> bool:
    """Return whether a text tells of the past: it names old years, and hardly any weekday or "today"."""
    if published is None:
        return True
    deictic = load_times().symbols["WEEKDAY"] | load_times().symbols["DAYWORD"]
    old = sum(year < published.year - 1 for year in years)
    return old >= MANY_YEARS and old > YEARS_A_WEEKDAY * sum(letter in deictic for letter in symbols)


def home_years(years: Iterable[int]) -> frozenset[int]:
    """Return the years that a text names with their neighbours again and again."""
    counts = Counter(years)
    around = range(-HOME_REACH, HOME_REACH + 1)
    return frozenset(year for year in counts if sum(counts[year + step] for step in around) >= HOME_MENTIONS)


def tense(parts: Parts) -> int:
    """Return 1 where the nearest verb looks ahead, -1 where it looks back, 0 where none tells."""
    start, end = parts.match.span()
    symbols, lexicon = parts.tokens.symbols, load_times()
    before = symbols[max(0, start - FAR) : start][::-1]
    back, on = until_stop(before), until_stop(symbols[end : end + FAR])
    for i, letter in enumerate(back + on):
        if letter in lexicon.symbols["FUTURE"]:
            return 1
        if letter in lexicon.symbols["PAST"]:
            return 1 if i + 1 < len(back) and back[i + 1] in lexicon.symbols["BE"] else -1
    return 0


def until_stop(symbols: str) -> str:
    """Return the symbols up to the end of the sentence."""
    stops = load_times().symbols["STOP"]
    return symbols[: next((i for i, letter in enumerate(symbols) if letter in stops), None)]


def distance(reading: Reading, anchor: date, ahead: float, back: float) -> float:
    """Return how far a reading lies from an anchor, days ahead and back weighted."""
    if reading.start is None or holds(reading, anchor):
        return 0
    days = (reading.start - anchor).days
    return days * ahead if days > 0 else -days * back


def nearest(make: Callable[[int], Reading | None], unknown: str, parts: Parts, anchor: Anchor) -> Reading | None:
    """Return the reading of the year that fits best, ``unknown`` without an anchor, None where no year has it."""
    base, ahead, back = weigh(parts, anchor)
    if base is None:
        return Reading(value=unknown) if make(LEAP_YEAR) else None
    readings = [made for year in (base.year, base.year - 1, base.year + 1) if (made := make(year))]
    return min(readings, key=lambda made: distance(made, base, ahead, back), default=None)


def weigh(parts: Parts, anchor: Anchor) -> tuple[date | None, float, float]:
    """Return the day to count from and what a day ahead and a day back of it cost."""
    last, published = anchor.near(parts.at), anchor.published
    old = last and last.start and published and abs(last.start.year - published.year) > 1
    if last and (anchor.narrative or old):
        same_year = last.precision == "year"
        return (last.end if same_year else last.start), (AWAY if same_year else 1), (1 if same_year else ONWARD_FIRST)
    direction = tense(parts)
    ahead = {1: 1, -1: AWAY}.get(direction, PAST_FIRST)
    return published, ahead, AWAY if direction == 1 else 1
