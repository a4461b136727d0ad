"""Makers of readings for dates that name a day, month or year."""

from __future__ import annotations

import re
from datetime import date

from crisisdesk.lexicon.times import load_times
from crisisdesk.stages.timex.anchor import Anchor, nearest
from crisisdesk.stages.timex.calendar import (
    Reading,
    add_days,
    at_time,
    between,
    day_at,
    easter,
    of_century,
    of_day,
    of_decade,
    of_month,
    of_year,
)
from crisisdesk.stages.timex.tokens import Parts

MONTH_TABLES = ("MONTH", "MAYMARCH", "ABBREVIATION")
THIS_CENTURY = 30  # '29 is 2029, '30 is 1930


def full_year(digits: int) -> int:
    """Return the year that two digits stand for; four stay as they are."""
    return digits if digits >= 100 else digits + (2000 if digits < THIS_CENTURY else 1900)


def year_of(parts: Parts) -> int | None:
    """Return the year that a rule matched."""
    year = parts.number("year")
    return None if year is None else full_year(year)


def maybe_day(year: int, month: int, day: int) -> Reading | None:
    """Return a day, None where the calendar has none."""
    found = day_at(year, month, day)
    return of_day(found) if found else None


def iso(parts: Parts, _: Anchor) -> Reading | None:
    """2020-06-17, 2020-06-17T10:00Z."""
    day, _, time = parts.get("date").upper().partition("T")
    found = maybe_day(*(int(part) for part in day.split("-")))
    return at_time(found.start, time) if found and time else found


def slashed(parts: Parts, _: Anchor) -> Reading | None:
    """17/06/2020, 6/17/20, 17.06.2020; month first with strokes where both would do, as in the United States."""
    first, second, year = (int(part) for part in re.split(r"[./]", parts.get("date")))
    day_first = first > 12 or "." in parts.get("date")
    month, day = (second, first) if day_first else (first, second)
    return maybe_day(full_year(year), month, day)


def day_of_month(parts: Parts, anchor: Anchor) -> Reading | None:
    """17 June 2020, June 17."""
    month, day, year = parts.number("month", *MONTH_TABLES), parts.number("day"), year_of(parts)
    if month is None or day is None:
        return None
    if year is not None:
        return maybe_day(year, month, day)
    return nearest(lambda near: maybe_day(near, month, day), f"XXXX-{month:02d}-{day:02d}", parts, anchor)


def day_of_last(parts: Parts, anchor: Anchor) -> Reading | None:
    """The second day of "June 17-19", "17" in "the 17th of that month"."""
    last, day = anchor.last, parts.number("day")
    if last is None or last.start is None or day is None:
        return None
    return maybe_day(year_of(parts) or last.start.year, last.start.month, day)


def bare_day(parts: Parts, anchor: Anchor) -> Reading | None:
    """On the 17th: of the month the narrative stands at."""
    told, day = anchor.told(parts.at), parts.number("day") or 0
    return maybe_day(told.year, told.month, day) if told else Reading(value=f"XXXX-XX-{day:02d}")


def month(parts: Parts, anchor: Anchor) -> Reading | None:
    """June 2009, early March, in June."""
    number, year = parts.number("month", *MONTH_TABLES), year_of(parts)
    if number is None:
        return None
    if year is not None:
        return of_month(year, number)
    return nearest(lambda near: of_month(near, number), f"XXXX-{number:02d}", parts, anchor)


def year(parts: Parts, _: Anchor) -> Reading | None:
    """2003, the year 2003, '82."""
    found = year_of(parts)
    return of_year(found) if found else None


def closing_year(parts: Parts, anchor: Anchor) -> Reading | None:
    """The "45" of 1939-45."""
    last, digits = int(parts.tokens.words(parts.at - 2, parts.at - 1)), parts.number("year") or 0
    found = last - last % 100 + digits
    return of_year(found) if found > last else None


def before_christ(parts: Parts, _: Anchor) -> Reading:
    """264 BC; before the calendar of this program, so without days."""
    return between(f"BC{parts.number('year') or 0:04d}", None, None, "year")


def decade(parts: Parts, _: Anchor) -> Reading:
    """The 1990s, the '80s, the eighties."""
    number = parts.number("decade", "DECADEWORD") or 0
    tens = number if parts.value("decade", "DECADEWORD") else number // 10
    return of_decade(tens if tens >= 100 else 190 + tens)


def century(parts: Parts, _: Anchor) -> Reading:
    """The 19th century, whose TIMEX3 value is 18."""
    hundreds = (parts.number("ordinal", "ORDINAL") or 1) - 1
    return between(f"BC{hundreds:02d}", None, None, "century") if parts.get("era") else of_century(hundreds)


def on_holiday(parts: Parts, anchor: Anchor, month: int, day: int, before: int = 0) -> Reading | None:
    """Return a holiday, ``before`` days earlier."""

    def make(near: int) -> Reading | None:
        found = day_at(near, month, day)
        eve = add_days(found, -before) if found else None
        return of_day(eve) if eve else None

    known = year_of(parts)
    return make(known) if known else nearest(make, f"XXXX-{month:02d}-{day:02d}", parts, anchor)


def holiday(parts: Parts, anchor: Anchor) -> Reading | None:
    """Christmas Day, New Year's Day."""
    found = str(parts.value("holiday", "HOLIDAY") or "01-01")
    return on_holiday(parts, anchor, int(found[:2]), int(found[3:]))


def eve(parts: Parts, anchor: Anchor) -> Reading | None:
    """Christmas Eve, New Year's Eve."""
    found = str(parts.value("eve", "HOLIDAY") or "01-01")
    if found == "01-01":
        return on_holiday(parts, anchor, 12, 31)
    return on_holiday(parts, anchor, int(found[:2]), int(found[3:]), 1)


def easter_day(parts: Parts, anchor: Anchor) -> Reading | None:
    """Easter, Easter Monday, Good Friday, Pentecost."""
    days = -2 if parts.get("good") else (parts.number("holiday", "EASTER") or 0) + bool(parts.get("monday"))

    def make(near: int) -> Reading | None:
        found = add_days(easter(near), days)
        return of_day(found) if found else None

    known = year_of(parts)
    return make(known) if known else nearest(make, "XXXX-XX-XX", parts, anchor)


def attacks(parts: Parts, _: Anchor) -> Reading | None:
    """9/11, the September 11 attacks."""
    day = date.fromisoformat(str(next(iter(load_times().values["NINEELEVEN"].values()))))
    return of_day(day) if parts.get("attack") or parts.number("day") == day.day else None
