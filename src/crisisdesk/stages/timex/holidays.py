"""Makers of readings for holidays that fall on a known day."""

from __future__ import annotations

from datetime import date

from crisisdesk.lexicon.times import load_times
from crisisdesk.stages.timex.anchor import Anchor, nearest
from crisisdesk.stages.timex.calendar import Reading, add_days, day_at, easter, of_day
from crisisdesk.stages.timex.dates import year_of
from crisisdesk.stages.timex.tokens import Parts


def on_holiday(parts: Parts, anchor: Anchor, month: int, day: int, before: int = 0) -> Reading | None:
    """Return a holiday, ``before`` days earlier."""

    def make(near: int) -> Reading | None:
        found = day_at(near, month, day)
        eve = add_days(found, -before) if found else None
        return of_day(eve) if eve else None

    known = year_of(parts)
    return make(known) if known else nearest(make, f"XXXX-{month:02d}-{day:02d}", parts, anchor)


def holiday(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as Christmas Day, New Year's Day."""
    found = str(parts.value("holiday", "HOLIDAY") or "01-01")
    return on_holiday(parts, anchor, int(found[:2]), int(found[3:]))


def eve(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as Christmas Eve, New Year's Eve."""
    found = str(parts.value("eve", "HOLIDAY") or "01-01")
    if found == "01-01":
        return on_holiday(parts, anchor, 12, 31)
    return on_holiday(parts, anchor, int(found[:2]), int(found[3:]), 1)


def easter_day(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as Easter, Easter Monday, Good Friday, Pentecost."""
    days = -2 if parts.get("good") else (parts.number("holiday", "EASTER") or 0) + bool(parts.get("monday"))

    def make(near: int) -> Reading | None:
        sunday = easter(near)
        found = add_days(sunday, days) if sunday else None
        return of_day(found) if found else None

    known = year_of(parts)
    return make(known) if known else nearest(make, "XXXX-XX-XX", parts, anchor)


def attacks(parts: Parts, _: Anchor) -> Reading | None:
    """Read expressions such as 9/11, the September 11 attacks."""
    day = date.fromisoformat(str(next(iter(load_times().values["NINEELEVEN"].values()))))
    return of_day(day) if parts.get("attack") or parts.number("day") == day.day else None
