"""Makers of readings for months, seasons, quarters, halves and weeks named beside a year or relative to one."""

from __future__ import annotations

from crisisdesk.stages.timex.anchor import Anchor, nearest
from crisisdesk.stages.timex.calendar import (
    Reading,
    day_at,
    of_half,
    of_month,
    of_quarter,
    of_season,
    of_week,
    period,
    shift,
)
from crisisdesk.stages.timex.dates import maybe_day, year_of
from crisisdesk.stages.timex.tokens import MONTH_TABLES, Parts

WEEK_MIDDLE = 4  # the week of the 4th is the first of its month, as ISO counts the weeks of a year


def relative_year(parts: Parts, anchor: Anchor) -> int | None:
    """Return the year that a rule names or counts to, None where it does neither."""
    known, count = year_of(parts), parts.number("shift", "DEICTIC", "ANAPHORIC")
    base = anchor.published if parts.value("shift", "DEICTIC") is not None else anchor.told(parts.at)
    return known if known is not None or base is None else base.year + (count or 0)


def month_of_relative_year(parts: Parts, anchor: Anchor) -> Reading:
    """Read expressions such as June last year, October of that year."""
    month, year = parts.number("month", *MONTH_TABLES) or 1, relative_year(parts, anchor)
    return of_month(year, month) if year else Reading(value=f"XXXX-{month:02d}")


def day_of_relative_year(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as June 17 last year, 25 July of the same year."""
    month, day = parts.number("month", *MONTH_TABLES) or 1, parts.number("day") or 1
    year = relative_year(parts, anchor)
    return maybe_day(year, month, day) if year else Reading(value=f"XXXX-{month:02d}-{day:02d}")


def relative_month(parts: Parts, anchor: Anchor) -> Reading:
    """Read expressions such as last March, next June, the previous April."""
    month, count = parts.number("month", *MONTH_TABLES) or 1, parts.number("shift", "DEICTIC", "ANAPHORIC") or 0
    deictic = parts.value("shift", "DEICTIC") is not None
    base = anchor.published if deictic else anchor.told(parts.at)
    if base is None:
        return Reading(value=f"XXXX-{month:02d}")
    passed = (month < base.month) if count < 0 else (month > base.month)
    return of_month(base.year if passed else base.year + count, month)


def season(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as the summer of 2001, summer, the spring of next year."""
    name = season_name(parts)
    if year_of(parts) or parts.get("shift"):
        year = relative_year(parts, anchor)
        return of_season(year, name) if year else Reading(value=f"XXXX-{name}")
    return nearest(lambda near: of_season(near, name), f"XXXX-{name}", parts, anchor)


def season_name(parts: Parts) -> str:
    """Return the TIMEX3 letters of a season."""
    return str(parts.value("season", "SEASON", "SPRINGFALL"))


def relative_season(parts: Parts, anchor: Anchor) -> Reading:
    """Read expressions such as last summer, this spring, the following winter."""
    name, count = season_name(parts), parts.number("shift", "DEICTIC", "ANAPHORIC") or 0
    deictic = parts.value("shift", "DEICTIC") is not None and "the next" not in parts.words
    base = anchor.published if deictic else anchor.told(parts.at)
    if base is None:
        return Reading(value=f"XXXX-{name}")
    here = of_season(base.year, name)
    passed = bool(here.end and here.end < base) if count < 0 else bool(here.start and here.start > base)
    return of_season(base.year if passed else base.year + count, name)


def quarter(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as the first quarter of 2010, third-quarter, Q1, the last quarter."""
    if parts.get("quarter") == "last" and not parts.get("year") and not parts.get("shift"):
        return period("Q", shift(anchor.published, -1, "Q"))
    number = parts.number("quarter", "ORDINAL") or int(parts.get("quarter")[-1:].isdigit() and parts.get("quarter")[-1])
    number = number or 4
    if number > 4:
        return None
    if year_of(parts) or parts.get("shift"):
        year = relative_year(parts, anchor)
        return of_quarter(year, number) if year else Reading(value=f"XXXX-Q{number}")
    return nearest(lambda near: of_quarter(near, number), f"XXXX-Q{number}", parts, anchor)


def half(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as the first half of 2010, the second half of the year."""
    number, year = parts.number("half", "ORDINAL") or 2, relative_year(parts, anchor)
    return None if number > 2 else of_half(year, number) if year else Reading(value=f"XXXX-H{number}")


def week_of_month(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as the first week of March, the last week of June 2009."""
    month, number = parts.number("month", *MONTH_TABLES) or 1, parts.number("week", "ORDINAL")

    def make(year: int) -> Reading | None:
        first = day_at(year, month, WEEK_MIDDLE)
        middle = shift(first, number - 1, "W") if number else shift(shift(first, 1, "M"), -1, "W")
        return of_week(middle) if middle and (number or 0) <= WEEK_MIDDLE + 1 else None

    known = year_of(parts)
    return make(known) if known else nearest(make, "XXXX-WXX", parts, anchor)
