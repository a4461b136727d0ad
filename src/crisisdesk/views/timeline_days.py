"""Days in words, as exact as they are told: "15 June 2020", "June 2020", "2018", "between 3 and 9 June 2020"."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

FINE_DAYS = 14
LONG_GAP = 730
YEAR = 365.25


def day_in_words(day: date, *, month: bool = True, year: bool = True) -> str:
    """Return ``15 June 2020``, without the year or the month where they are told elsewhere."""
    return " ".join([str(day.day), *([f"{day:%B}"] if month else []), *([str(day.year)] if year else [])])


def days_in_words(start: date, end: date) -> str:
    """Return a day, a month, a year, or between which days; whole months and years are named, not counted out."""
    if start == end:
        return day_in_words(start)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _months(start, end)
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month
    first = day_in_words(start, month=not same_month, year=not same_year)
    return f"between {first} and {day_in_words(end)}"


def _months(start: date, end: date) -> str:
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    last = f"{end:%B} {end.year}"
    if start.year != end.year:
        return f"{start:%B} {start.year} to {last}"
    return last if start.month == end.month else f"{start:%B} to {last}"


def is_rough(start: date, end: date) -> bool:
    """Say whether days are so many that they name no day: over two weeks, such as a month or a year."""
    return (end - start).days >= FINE_DAYS


def reported_in_words(published: Sequence[date]) -> str:
    """Return on which days, given in order, something undated was reported; never a day on which it happened."""
    if not published:
        return "no day told; in a report without a date"
    first, last = published[0], published[-1]
    if first == last:
        return f"no day told; reported on {day_in_words(first)}"
    begun = day_in_words(first, year=first.year != last.year)
    return f"no day told; reported from {begun} to {day_in_words(last)}"


def length_in_words(days: int) -> str:
    """Return ``13 days``, of two years and more about how many years."""
    return f"about {round(days / YEAR)} years" if days >= LONG_GAP else f"{days} day{'' if days == 1 else 's'}"
