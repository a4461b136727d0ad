"""The grammar of times: which rule matches where, and what its maker reads there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from crisisdesk.lexicon.times import TimeRule, load_times
from crisisdesk.stages.timex import amounts, dates, days, holidays, relative, seasons
from crisisdesk.stages.timex.anchor import Anchor
from crisisdesk.stages.timex.calendar import Reading
from crisisdesk.stages.timex.tokens import Parts, Tokens

Maker = Callable[[Parts, Anchor], Reading | None]

MAKERS: Mapping[str, Maker] = {
    "iso": dates.iso,
    "slashed": dates.slashed,
    "day_of_month": dates.day_of_month,
    "day_of_relative_year": seasons.day_of_relative_year,
    "day_of_last": dates.day_of_last,
    "day_of_that_month": dates.day_of_last,
    "bare_day": dates.bare_day,
    "month": dates.month,
    "relative_month": seasons.relative_month,
    "month_of_relative_year": seasons.month_of_relative_year,
    "year": dates.year,
    "closing_year": dates.closing_year,
    "before_christ": dates.before_christ,
    "decade": dates.decade,
    "century": dates.century,
    "season": seasons.season,
    "relative_season": seasons.relative_season,
    "quarter": seasons.quarter,
    "half": seasons.half,
    "week_of_month": seasons.week_of_month,
    "holiday": holidays.holiday,
    "eve": holidays.eve,
    "easter": holidays.easter_day,
    "attacks": holidays.attacks,
    "dayword": days.dayword,
    "weekday": days.weekday,
    "weekday_of_week": days.weekday_of_week,
    "part_of_relative_day": days.part_of_relative_day,
    "part": days.part,
    "clock": days.clock,
    "relative_unit": relative.relative_unit,
    "anaphoric_unit": relative.anaphoric_unit,
    "adjacent_unit": relative.adjacent_unit,
    "distant": relative.distant,
    "spanning": amounts.spanning,
    "recent_units": amounts.past,
    "every": amounts.every,
    "frequency": amounts.frequency,
    "duration": amounts.duration,
    "reference": amounts.reference,
    "present": amounts.present,
    "past": amounts.past,
    "future": amounts.future,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A reading of the tokens from ``start`` up to ``end``."""

    start: int
    end: int
    reading: Reading


def candidates(symbols: str, at: int) -> list[tuple[TimeRule, re.Match[str]]]:
    """Return the rules that match at a token, the longest first, else in the order of the lexicon."""
    possible = load_times().rules[symbols[at]]
    if not possible.anything.match(symbols, at):
        return []
    tried = [(rule, rule.pattern.match(symbols, at)) for rule in possible.rules]
    matched = [(rule, match) for rule, match in tried if match and match.end() > at]
    return sorted(matched, key=lambda found: -found[1].end())


def read_at(tokens: Tokens, at: int, anchor: Anchor) -> Found | None:
    """Return the reading of the longest rule at a token whose maker makes one."""
    for rule, match in candidates(tokens.symbols, at):
        reading = MAKERS[rule.make](Parts(tokens=tokens, match=match), anchor)
        if reading:
            return Found(start=at, end=match.end(), reading=reading)
    return None


def read_all(tokens: Tokens, anchor: Anchor) -> Iterator[Found]:
    """Yield the readings of a text in order; each moves the anchor of the next."""
    starters, at = load_times().starters, 0
    while match := starters.search(tokens.symbols, at):
        found = read_at(tokens, match.start(), anchor)
        at = found.end if found else match.start() + 1
        if found:
            anchor = anchor.after(found.reading, found.start)
            yield found
