"""Makers of readings for units and periods that count from the date line or from the narrative."""

from __future__ import annotations

from datetime import date

from crisisdesk.stages.timex.amounts import count_of, unit_of
from crisisdesk.stages.timex.anchor import Anchor
from crisisdesk.stages.timex.calendar import Reading, at_time, period, shift
from crisisdesk.stages.timex.tokens import Parts

FINER = {"W": ("day", "week"), "WE": ("day", "week"), "2W": ("day", "week"), "M": ("day", "week", "month")}
HOURS_A_DAY, MINUTES_A_DAY = 24, 1440


def known_to(unit: str, parts: Parts, anchor: Anchor) -> date | None:
    """Return the day the narrative stands at where it is known as finely as the unit needs."""
    last = anchor.near(parts.at)
    if unit in ("D", "TH", "TM"):
        return anchor.told_day(parts.at)
    coarse = last and unit in FINER and last.precision not in FINER[unit]
    return None if coarse else anchor.told(parts.at)


def relative_unit(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as last week, this year, next month."""
    count, unit = parts.number("shift", "DEICTIC") or 0, unit_of(parts)
    if unit == "D" and count < 0:
        return None  # "the last day" is the final one
    if unit == "D" or (count > 0 and "the next" in parts.words):
        return anaphoric_unit(parts, anchor)
    return period(unit, shift(anchor.published, count, unit))


def anaphoric_unit(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as the following week, that year, the end of the month."""
    count, unit = parts.number("shift", "ANAPHORIC") or 0, unit_of(parts)
    if parts.get("shift") or "that" in parts.words or anchor.narrative:
        return period(unit, shift(known_to(unit, parts, anchor), count, unit))
    if parts.get("all"):
        return period(unit, anchor.told(parts.at))
    return period(unit, anchor.last_day if unit == "D" and anchor.last_day else anchor.published)


def adjacent_unit(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as the day before, the week after."""
    unit = unit_of(parts)
    return period(unit, shift(known_to(unit, parts, anchor), -1 if parts.get("before") else 1, unit))


def side_of(parts: Parts) -> int:
    """Return whether an expression lies behind its anchor, -1, or ahead of it, 1."""
    side = parts.number("side", "AFTERWARD")
    return side if side is not None else -1 if parts.get("back") else 1


def distant(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as three weeks ago, two days later, years earlier."""
    side, count, clock = side_of(parts), count_of(parts), parts.value("unit", "CLOCKUNIT", "CLOCKUNITS")
    if count is None:
        return Reading(value="PAST_REF" if side < 0 else "FUTURE_REF")
    spoken, unit = parts.get("side") in ("ago", "hence"), unit_of(parts)
    base = anchor.published if spoken else known_to(unit, parts, anchor)
    if clock:
        days = side * int(count // (HOURS_A_DAY if unit == "TH" else MINUTES_A_DAY))
        return at_time(shift(base, days, "D"), "XX")
    months = unit == "Y" and count % 1
    return period(unit, shift(base, side * int(count * 12 if months else count), "M" if months else unit))
