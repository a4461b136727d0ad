"""Days, ISO weeks and months: which one an event falls into, if its date is precise enough for that."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from crisisdesk.errors import CrisisdeskError
from crisisdesk.model.event import Event

MOST_PERIODS = 20_000
FINE = ("day", "week", "month")


class By(StrEnum):
    """How long a period is; weeks are those of ISO 8601, from Monday to Sunday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Unplaced(StrEnum):
    """Why an event falls into no period."""

    UNDATED = "no date"
    COARSE = "a date coarser than the period"
    ACROSS = "days in more than one period"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """A day, week or month from its first to its last day; ``name`` is as in ISO 8601: ``2020-W25``."""

    start: date
    end: date
    name: str

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1


@dataclass
class TensionError(CrisisdeskError):
    """A series cannot be made as asked."""

    reason: str

    def __str__(self) -> str:
        return self.reason


def period_of(day: date, by: By) -> Period:
    """Return the period that a day is in; the last week of the calendar ends with it."""
    if by is By.DAY:
        return Period(start=day, end=day, name=day.isoformat())
    if by is By.MONTH:
        last = monthrange(day.year, day.month)[1]
        return Period(start=day.replace(day=1), end=day.replace(day=last), name=day.isoformat()[:7])
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    sunday = monday + min(timedelta(days=6), date.max - monday)
    return Period(start=monday, end=sunday, name=f"{year:04}-W{week:02}")


def place(event: Event, by: By) -> Period | Unplaced:
    """Return the period of an event, or why it has none.

    Its date must be precise to the day, week or month as the periods are, or finer, and all its days in one period.
    """
    if event.start is None or event.end is None or event.precision == "unknown":
        return Unplaced.UNDATED
    if event.precision not in FINE[: FINE.index(by.value) + 1]:
        return Unplaced.COARSE
    found = period_of(event.start, by)
    return found if found.start <= event.end <= found.end else Unplaced.ACROSS


def exact_day(event: Event) -> date | None:
    """Return the one day of an event, None where it has none or more."""
    found = place(event, By.DAY)
    return found.start if isinstance(found, Period) else None


def run_of(first: Period, last: Period, by: By) -> tuple[Period, ...]:
    """Return all periods from the first to the last, none left out.

    Raises:
        TensionError: they are more than ``MOST_PERIODS``.

    """
    count = (last.start - first.start).days // {By.DAY: 1, By.WEEK: 7, By.MONTH: 28}[by] + 1
    if count > MOST_PERIODS:
        reason = f"{first.name} to {last.name} is more than {MOST_PERIODS} periods by {by.value}"
        raise TensionError(reason=f"{reason}; choose longer ones, or a filter such as from:{last.start.year}")
    return tuple(_run(first, last, by))


def _run(first: Period, last: Period, by: By) -> Iterator[Period]:
    found = first
    while found < last:
        yield found
        found = period_of(found.end + timedelta(days=1), by)
    if found == last:
        yield last


def before(period: Period, by: By, count: int) -> Period:
    """Return the period so many before another, or the first of the calendar."""
    found = period
    for _ in range(count):
        if found.start == date.min:
            break
        found = period_of(found.start - timedelta(days=1), by)
    return found
