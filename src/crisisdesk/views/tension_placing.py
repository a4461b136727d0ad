"""Which events of a dyad count in which period, and why the others do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from crisisdesk.model.claim import Status
from crisisdesk.model.event import Event
from crisisdesk.views.tension_periods import By, Period, TensionError, Unplaced, period_of, place

BACKGROUND = "background from outside the time shown"
AFTER = "after the time shown"
BEFORE = "before the time shown; in stock and means only"
Window: TypeAlias = tuple[Period, Period]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """An event with the period it counts in, None where it counts in none, and why it is in no point shown."""

    event: Event
    period: Period | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Events that are in no point that is shown, and why."""

    reason: str
    events: tuple[str, ...]


def placings(events: Iterable[Event], by: By) -> tuple[Placing, ...]:
    """Return each event with its period; without one if it is not known to have taken place, or when."""
    return tuple(_placing(event, by) for event in events)


def _placing(event: Event, by: By) -> Placing:
    if event.status is not Status.ACTUAL:
        return Placing(event=event, reason=f"not actual: {event.status.value}")
    found = place(event, by)
    if isinstance(found, Unplaced):
        return Placing(event=event, reason=found.value)
    return Placing(event=event, period=found)


def window(rows: Sequence[Placing], by: By, start: date | None, end: date | None) -> Window | None:
    """Return the first and last period to show: those of the days asked for, else those with events that are news.

    Raises:
        TensionError: the days asked for end before they begin.

    """
    if start and end and end < start:
        raise TensionError(reason=f"the time asked for ends on {end}, before it begins on {start}")
    placed = [row for row in rows if row.period]
    news = [row for row in placed if not row.event.historical] or placed
    asked = [period_of(day, by) for day in (start, end) if day]
    known = [*(row.period for row in news if row.period), *asked]
    if not known:
        return None
    return period_of(start, by) if start else min(known), period_of(end, by) if end else max(known)


def settled(rows: Iterable[Placing], shown: Window | None) -> tuple[Placing, ...]:
    """Return the placings with those outside the window set apart; background and what is later count nowhere."""
    return tuple(_settled(row, shown) if shown and row.period else row for row in rows)


def _settled(row: Placing, shown: Window) -> Placing:
    if row.period is None or shown[0] <= row.period <= shown[1]:
        return row
    if row.event.historical:
        return replace(row, period=None, reason=BACKGROUND)
    return replace(row, period=None, reason=AFTER) if row.period > shown[1] else replace(row, reason=BEFORE)


def by_period(rows: Iterable[Placing]) -> dict[Period, list[Event]]:
    """Return the events that count, by period."""
    found: dict[Period, list[Event]] = defaultdict(list)
    for row in rows:
        if row.period:
            found[row.period].append(row.event)
    return found


def apart(rows: Iterable[Placing]) -> tuple[Apart, ...]:
    """Return the ids of the events that are in no point shown, by reason."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.reason:
            found[row.reason].append(row.event.id)
    return tuple(Apart(reason=reason, events=tuple(events)) for reason, events in sorted(found.items()))
