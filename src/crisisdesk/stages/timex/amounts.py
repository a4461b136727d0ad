"""Makers of durations, sets, and references without calendar time."""

from __future__ import annotations

import re

from crisisdesk.lexicon.times import load_times
from crisisdesk.stages.timex.anchor import Anchor
from crisisdesk.stages.timex.calendar import Reading
from crisisdesk.stages.timex.tokens import Parts

UNIT_TABLES = ("UNIT", "UNITS", "CLOCKUNIT", "CLOCKUNITS", "SECOND")
WEEKDAY_TABLES = ("WEEKDAY", "WEEKDAYS")
MONTH_TABLES = ("MONTH", "MAYMARCH")
YEARS = {"DE": 10, "CE": 100}
PARTS_OF_HALF = {"Y": (6, "M"), "TH": (30, "TM"), "DE": (5, "Y"), "CE": (50, "Y"), "D": (12, "TH")}


def amount(words: str) -> float | None:
    """Return the number that words name: ``twenty-one``, ``1,200``, ``two and a half``; None for none."""
    numbers, total, current = load_times().values["NUMBERWORD"], 0.0, 0.0
    for word in re.findall(r"[\d.,]*\d|[a-z]+", words):
        if word[0].isdigit():
            current += float(word.replace(",", ""))
        elif word == "half":
            current += 0.5
        elif word in numbers:
            value = int(numbers[word])
            current = (current or 1) * value if value >= 100 else current + value
        if word == "thousand":
            total, current = total + current, 0.0
    return total + current or None


def lasting(count: float | None, unit: str) -> str:
    """Return the TIMEX3 value of so many units, X for an unknown number; decades and centuries count in years."""
    scale = 2 if unit == "2W" else YEARS.get(unit, 1) if count else 1
    letter = "W" if unit == "2W" else "Y" if unit in YEARS and count else unit
    number = f"{count * scale:g}" if count else "X"
    return f"PT{number}{letter[1]}" if letter[0] == "T" else f"P{number}{letter}"


def unit_of(parts: Parts, group: str = "unit") -> str:
    """Return the unit that a rule matched in a group."""
    return str(parts.value(group, *UNIT_TABLES))


def count_of(parts: Parts) -> float | None:
    """Return the number of units that a rule matched."""
    half = 0.5 if parts.get("half") else 0
    return 1 + half if parts.get("one") else amount(parts.get("count"))


def duration(parts: Parts, _: Anchor) -> Reading | None:
    """Read expressions such as three years, several months, half an hour, years, week-long."""
    alone = next((group for group in ("some", "one") if parts.value(group, *UNIT_TABLES)), "unit")
    unit, count = unit_of(parts, alone), count_of(parts)
    if parts.get("halved"):
        count, unit = PARTS_OF_HALF.get(unit, (0.5, unit))
    return Reading(type="DURATION", value=lasting(count, unit))


def spanning(parts: Parts, _: Anchor) -> Reading:
    """Read expressions such as the past two weeks, the past year, the coming months."""
    bare = parts.value("some", "UNITS", "CLOCKUNITS") is not None
    unit = unit_of(parts, "some" if bare else "unit")
    single = parts.value("unit", "UNIT", "CLOCKUNIT") is not None
    return Reading(type="DURATION", value=lasting(1 if single and not parts.get("count") else count_of(parts), unit))


def every(parts: Parts, _: Anchor) -> Reading | None:
    """Read expressions such as every Friday, each year, every two weeks, twice a day, on Mondays."""
    number = amount(parts.get("count")) or parts.number("ordinal", "ORDINAL") or (2 if parts.get("other") else 1)
    if parts.get("unit"):
        return Reading(type="SET", value=lasting(number, unit_of(parts)))
    weekday = parts.value("weekday", *WEEKDAY_TABLES) or parts.value("weekdays", *WEEKDAY_TABLES)
    month, within = parts.number("month", *MONTH_TABLES), parts.value("within", "PART")
    season = parts.value("season", "SEASON", "SPRINGFALL")
    base = f"XXXX-WXX-{weekday}" if weekday else f"XXXX-{month:02d}" if month else f"XXXX-{season}" if season else ""
    part = within or parts.value("part", "PART")
    return Reading(type="SET", value=f"{base or 'XXXX-XX-XX'}T{part}" if part else base)


def frequency(parts: Parts, _: Anchor) -> Reading:
    """Read expressions such as daily, weekly, annual."""
    return Reading(type="SET", value=str(parts.value("frequency", "FREQUENCY")))


def reference(parts: Parts, _: Anchor) -> Reading:
    """Read expressions such as now, recently, soon."""
    return Reading(value=str(parts.value("word", "REFERENCE")))


def present(_: Parts, __: Anchor) -> Reading:
    """Read expressions such as at the moment, these days."""
    return Reading(value="PRESENT_REF")


def past(_: Parts, __: Anchor) -> Reading:
    """Read expressions such as in the past, in recent years."""
    return Reading(value="PAST_REF")


def future(_: Parts, __: Anchor) -> Reading:
    """Read expressions such as in the near future."""
    return Reading(value="FUTURE_REF")
