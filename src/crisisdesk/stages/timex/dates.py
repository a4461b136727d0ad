"""Makers of readings for dates that name a day, month or year."""

from __future__ import annotations

import re

from crisisdesk.stages.timex.anchor import Anchor, nearest
from crisisdesk.stages.timex.calendar import (
    Reading,
    at_time,
    between,
    day_at,
    of_century,
    of_day,
    of_decade,
    of_month,
    of_year,
)
from crisisdesk.stages.timex.tokens import MONTH_TABLES, Parts

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


def iso(parts: Parts, __: Anchor) -> Reading | None:
    """Read expressions such as 2020-06-17, 2020-06-17T10:00Z."""
    day, _, time = parts.get("date").upper().partition("T")
    found = maybe_day(*(int(part) for part in day.split("-")))
    return at_time(found.start, time) if found and time else found


def slashed(parts: Parts, _: Anchor) -> Reading | None:
    """Read expressions such as 17/06/2020 and 17.06.2020; the month is first with strokes where both would do."""
    first, second, year = (int(part) for part in re.split(r"[./]", parts.get("date")))
    day_first = first > 12 or "." in parts.get("date")
    month, day = (second, first) if day_first else (first, second)
    return maybe_day(full_year(year), month, day)


def day_of_month(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as 17 June 2020, June 17."""
    month, day, year = parts.number("month", *MONTH_TABLES), parts.number("day"), year_of(parts)
    if month is None or day is None:
        return None
    if year is not None:
        return maybe_day(year, month, day)
    return nearest(lambda near: maybe_day(near, month, day), f"XXXX-{month:02d}-{day:02d}", parts, anchor)


def day_of_last(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as the second day of "June 17-19" and "the 17th of that month"."""
    last, day = anchor.last, parts.number("day")
    if day is None:
        return None
    if last is None or last.start is None:
        month = parts.month_before()
        return Reading(value=f"XXXX-{month:02d}-{day:02d}") if month else None
    return maybe_day(year_of(parts) or last.start.year, last.start.month, day)


def bare_day(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as on the 17th: of the month the narrative stands at."""
    told, day = anchor.told(parts.at), parts.number("day") or 0
    return maybe_day(told.year, told.month, day) if told else Reading(value=f"XXXX-XX-{day:02d}")


def month(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as June 2009, early March, in June."""
    number, year = parts.number("month", *MONTH_TABLES), year_of(parts)
    if number is None:
        return None
    if year is not None:
        return of_month(year, number)
    return nearest(lambda near: of_month(near, number), f"XXXX-{number:02d}", parts, anchor)


def year(parts: Parts, _: Anchor) -> Reading | None:
    """Read expressions such as 2003, the year 2003, '82."""
    found = year_of(parts)
    return of_year(found) if found else None


def closing_year(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as the "45" of 1939-45."""
    last, digits = int(parts.tokens.words(parts.at - 2, parts.at - 1)), parts.number("year") or 0
    found = last - last % 100 + digits
    return of_year(found) if found > last else None


def before_christ(parts: Parts, _: Anchor) -> Reading:
    """Read expressions such as 264 BC; before the calendar of this program, so without days."""
    return between(f"BC{parts.number('year') or 0:04d}", None, None, "year")


def decade(parts: Parts, _: Anchor) -> Reading:
    """Read expressions such as the 1990s, the '80s, the eighties."""
    number = parts.number("decade", "DECADEWORD") or 0
    tens = number if parts.value("decade", "DECADEWORD") else number // 10
    return of_decade(tens if tens >= 100 else 190 + tens)


def century(parts: Parts, _: Anchor) -> Reading:
    """Read expressions such as the 19th century, whose TIMEX3 value is 18."""
    hundreds = (parts.number("ordinal", "ORDINAL") or 1) - 1
    return between(f"BC{hundreds:02d}", None, None, "century") if parts.get("era") else of_century(hundreds)
