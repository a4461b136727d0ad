"""Calendar periods as readings: TIMEX3 value, first and last day, precision."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, date

SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
UNKNOWN |= {"DE": "XXX", "CE": "XX"}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
DAYS = {"D": 1, "W": 7, "WE": 7, "2W": 14}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression means: the fields of a ``TimeExpression`` without its span."""

    type: str = "DATE"
    value: str
    start: date | None = None
    end: date | None = None
    precision: str = "vague"


def day_at(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has no such day."""
    known = 1 <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    return date(year, month, day) if known else None


def add_months(day: date, months: int) -> date | None:
    """Return the same day so many months on, the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 1 <= year < MAXYEAR else None


def add_days(day: date, days: int) -> date | None:
    """Return the day so many days on; None beyond the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def shift(day: date | None, count: int, unit: str) -> date | None:
    """Return the day ``count`` units on; None for no day, no such unit or beyond the calendar."""
    if day is None or unit not in MONTHS | DAYS:
        return None
    return add_months(day, count * MONTHS[unit]) if unit in MONTHS else add_days(day, count * DAYS[unit])


def between(value: str, start: date | None, end: date | None, precision: str) -> Reading:
    """Return a date of these days, of none where the calendar of this program does not reach one of them."""
    if start is None or end is None:
        return Reading(value=value)
    return Reading(value=value, start=start, end=end, precision=precision)


def of_day(day: date) -> Reading:
    """Return a day."""
    return between(day.isoformat(), day, day, "day")


def of_week(day: date) -> Reading:
    """Return the ISO week of a day."""
    year, week, weekday = day.isocalendar()
    start, end = add_days(day, 1 - weekday), add_days(day, 7 - weekday)
    return between(f"{year:04d}-W{week:02d}", start, end, "week")


def of_weekend(day: date) -> Reading:
    """Return Saturday and Sunday of a day's ISO week."""
    week = of_week(day)
    return between(f"{week.value}-WE", add_days(day, 6 - day.isoweekday()), week.end, "week")


def months(value: str, first: date | None, count: int, precision: str) -> Reading:
    """Return so many months from the first of one."""
    after = add_months(first, count) if first else None
    return between(value, first, add_days(after, -1) if after else None, precision)


def of_month(year: int, month: int) -> Reading:
    """Return a month."""
    return months(f"{year:04d}-{month:02d}", day_at(year, month, 1), 1, "month")


def of_quarter(year: int, quarter: int) -> Reading:
    """Return a quarter, from 1 to 4."""
    return months(f"{year:04d}-Q{quarter}", day_at(year, 3 * quarter - 2, 1), 3, "quarter")


def of_half(year: int, half: int) -> Reading:
    """Return half a year, 1 or 2."""
    return months(f"{year:04d}-H{half}", day_at(year, 6 * half - 5, 1), 6, "year")


def of_season(year: int, season: str) -> Reading:
    """Return a northern season by the meteorologists' months; winter begins in December of its year."""
    return months(f"{year:04d}-{season}", day_at(year, SEASON_STARTS[season], 1), 3, "season")


def of_year(year: int) -> Reading:
    """Return a year."""
    return months(f"{year:04d}", day_at(year, 1, 1), 12, "year")


def of_decade(decade: int) -> Reading:
    """Return a decade by its year without the last digit."""
    return months(f"{decade:03d}", day_at(decade * 10, 1, 1), 120, "decade")


def of_century(hundreds: int) -> Reading:
    """Return a century by its year without the last two digits, as TIMEX3 counts: 19 is 1900 to 1999."""
    return months(f"{hundreds:02d}", day_at(hundreds * 100, 1, 1), 1200, "century")


PERIODS: dict[str, Callable[[date], Reading]] = {
    "D": of_day,
    "W": of_week,
    "WE": of_weekend,
    "2W": of_week,
    "M": lambda day: of_month(day.year, day.month),
    "Q": lambda day: of_quarter(day.year, (day.month + 2) // 3),
    "Y": lambda day: of_year(day.year),
    "DE": lambda day: of_decade(day.year // 10),
    "CE": lambda day: of_century(day.year // 100),
}


def period(unit: str, day: date | None) -> Reading | None:
    """Return the period of a unit that holds a day, with X where the day is not known; None for units of the clock."""
    if unit not in PERIODS:
        return None
    return PERIODS[unit](day) if day else Reading(value=UNKNOWN.get(unit, UNKNOWN["W"]))


def at_time(day: date | None, time: str) -> Reading:
    """Return a time of a day: ``MO``, ``17:00`` or ``17:00Z``."""
    value = f"{day.isoformat() if day else UNKNOWN['D']}T{time}"
    return Reading(type="TIME", value=value, start=day, end=day, precision="day" if day else "vague")


def easter(year: int) -> date | None:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature, 1876)."""
    century, golden = year // 100, year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (year % 100 // 4) - epact - year % 100 % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return day_at(year, month, day + 1)
