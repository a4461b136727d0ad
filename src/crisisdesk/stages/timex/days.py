"""Makers of readings for weekdays, parts of days and times of the clock."""

from __future__ import annotations

from datetime import date

from crisisdesk.stages.timex.anchor import Anchor, tense
from crisisdesk.stages.timex.calendar import Reading, add_days, at_time, of_day, shift
from crisisdesk.stages.timex.dates import day_of_month
from crisisdesk.stages.timex.tokens import Parts

MIDDAY = {"MI": "12:00"}


def with_part(day: date | None, part: int | str | None, unknown: str = "XXXX-XX-XX") -> Reading:
    """Return a day or a part of it."""
    if part is None:
        return of_day(day) if day else Reading(value=unknown)
    code = MIDDAY.get(str(part), str(part))
    return at_time(day, code) if day else Reading(type="TIME", value=f"{unknown}T{code}")


def dayword(parts: Parts, anchor: Anchor) -> Reading:
    """Read expressions such as yesterday, tonight, tomorrow morning, the day before yesterday."""
    days = parts.number("dayword", "DAYWORD") or 0
    days += -1 if parts.get("before") else 1 if "after tomorrow" in parts.words else 0
    part = "NI" if parts.get("dayword") == "tonight" else parts.value("part", "PART")
    return with_part(shift(anchor.published, days, "D"), part)


def on_weekday(base: date, weekday: int, direction: int, *, strict: bool = False) -> date | None:
    """Return the weekday on or before a day, after it where ``direction`` is 1; ``strict`` excludes the day."""
    behind = (base.isoweekday() - weekday) % 7
    back = behind or (7 if strict else 0)
    ahead = -behind % 7 or (7 if strict else 0)
    return add_days(base, ahead if direction > 0 else -back)


def weekday(parts: Parts, anchor: Anchor) -> Reading:
    """Read expressions such as Monday, next Friday, Tuesday night."""
    number, part = parts.number("weekday", "WEEKDAY") or 1, parts.value("part", "PART")
    named = parts.number("shift", "DEICTIC", "ANAPHORIC", "SPANNING")
    told = parts.value("shift", "ANAPHORIC") is not None and parts.value("shift", "DEICTIC") is None
    base = (anchor.told_day(parts.at) if told or anchor.narrative else None) or anchor.published
    if base is None:
        return with_part(None, part, f"XXXX-WXX-{number}")
    direction = named or tense(parts)
    if parts.get("shift") == "this" and direction == 0:
        direction = 1
    return with_part(on_weekday(base, number, direction, strict=bool(named)), part)


def weekday_of_week(parts: Parts, anchor: Anchor) -> Reading:
    """Read expressions such as Monday last week, Friday of next week."""
    number, count = parts.number("weekday", "WEEKDAY") or 1, parts.number("shift", "DEICTIC") or 0
    base = shift(anchor.published, count, "W")
    day = add_days(base, number - base.isoweekday()) if base else None
    return with_part(day, parts.value("part", "PART"), f"XXXX-WXX-{number}")


def part_of_relative_day(parts: Parts, anchor: Anchor) -> Reading:
    """Read expressions such as this morning, last night, the next evening, that afternoon."""
    word = parts.get("shift")
    count = parts.number("shift", "DEICTIC", "ANAPHORIC") or 0
    spoken = word in ("this", "last") and not anchor.narrative
    return with_part(shift(anchor.published if spoken else anchor.told_day(parts.at), count, "D"), part_code(parts))


def part_code(parts: Parts) -> int | str:
    """Return the letters of a part of the day: morning for "the early hours", night for "overnight"."""
    return parts.value("part", "PART") or ("MO" if parts.get("early") else "NI")


def named_day(parts: Parts, anchor: Anchor) -> tuple[bool, date | None]:
    """Return whether a rule names a day beside its time, and which."""
    if parts.get("weekday"):
        return True, weekday(parts, anchor).start
    if parts.get("dayword"):
        return True, dayword(parts, anchor).start
    found = day_of_month(parts, anchor) if parts.get("month") and parts.get("day") else None
    return found is not None, found.start if found else None


def day_of_time(parts: Parts, anchor: Anchor) -> date | None:
    """Return the day of a time: the one named beside it, else the one the narrative stands at."""
    named, day = named_day(parts, anchor)
    return day if named else anchor.told_day(parts.at)


def part(parts: Parts, anchor: Anchor) -> Reading:
    """Read expressions such as in the morning, the night of 13 February, overnight."""
    return with_part(day_of_time(parts, anchor), part_code(parts))


def clock(parts: Parts, anchor: Anchor) -> Reading | None:
    """Read expressions such as 5 p.m., 17:00 GMT on Monday, noon, five o'clock in the morning."""
    time = clock_time(parts)
    return at_time(day_of_time(parts, anchor), f"{time}{parts.value('zone', 'ZONE') or ''}") if time else None


def clock_time(parts: Parts) -> str | None:
    """Return hours and minutes, None where the clock has no such time."""
    point = parts.value("point", "POINT")
    if point:
        return str(point)
    digits = parts.get("clock").replace(":", "").replace(".", "")
    hour = parts.number("hour", "NUMBERWORD") if not digits else int(digits[:-2] if len(digits) < 5 else digits[:-4])
    minute = minutes(parts, digits)
    if hour is None or hour > 24 or minute > 59:
        return None
    return f"{hour + later_half(parts, hour):02d}:{minute:02d}"


def minutes(parts: Parts, digits: str) -> int:
    """Return the minutes of a time."""
    if digits:
        return int(digits[-2:] if len(digits) < 5 else digits[-4:-2])
    after = parts.get("hour").partition(".")[2]
    return int(after) if after else 0


def later_half(parts: Parts, hour: int) -> int:
    """Return the hours to add to a time of the afternoon, or take from midnight's twelve."""
    meridiem = parts.value("meridiem", "MERIDIEM")
    if meridiem is None:
        return 12 if hour < 12 and parts.value("part", "PART") in ("AF", "EV") else 0
    return (12 if hour < 12 else 0) if meridiem else (-12 if hour == 12 else 0)
