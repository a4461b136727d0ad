"""Tension between two parties over time: sums of the scores of distinct actual events, with the events behind each.

The formulas are in ``docs/tension.md``. Nothing here reads a file or a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from crisisdesk.model.event import Event
from crisisdesk.views.tension_change import LEAST_EVENTS, WINDOWS, Change, change
from crisisdesk.views.tension_parties import Party, Way, each_once, ids, ways
from crisisdesk.views.tension_periods import By, Period, run_of
from crisisdesk.views.tension_placing import Apart, Placing, Window, apart, by_period, placings, settled, window

HALF_LIFE = 30.0
DISPUTES = frozenset(("when", "status", "actors", "recipients"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a series is asked for: the length of periods, the half-life in days, the days shown, the guard.

    Events before ``start`` still count for the stock and the means; events after ``end`` do not.
    """

    by: By = By.WEEK
    half_life: float = HALF_LIFE
    start: date | None = None
    end: date | None = None
    least: int = LEAST_EVENTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The sums of a period in one direction or both: ``conflict`` and ``cooperation`` are sums of scores, not below 0.

    ``hostile`` counts the events with a negative score, ``stock`` is the decayed sum of net up to the period's end.
    """

    n: int
    hostile: int
    conflict: float
    cooperation: float
    stock: float = 0.0
    changes: tuple[Change, ...] = ()
    events: tuple[str, ...]

    @property
    def net(self) -> float:
        """Cooperation less conflict: the sum of the scores."""
        return self.cooperation - self.conflict

    @property
    def tension(self) -> float:
        """Conflict less cooperation."""
        return self.conflict - self.cooperation


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A period: acts of A on B (``there``), of B on A (``back``), and all of them, each event once (``both``)."""

    period: Period
    there: Tally
    back: Tally
    both: Tally

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the events behind the point."""
        return self.both.events

    def of(self, way: Way) -> Tally:
        """Return the sums of a direction."""
        return {Way.THERE: self.there, Way.BACK: self.back, Way.BOTH: self.both}[way]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The points of a question, one a period without gaps; ``disputed`` are ids of counted events with disputed parts.

    Disputed parts are the days, the actors, the recipients, or whether it took place.
    """

    a: Party
    b: Party
    question: Question
    points: tuple[Point, ...]
    apart: tuple[Apart, ...]
    disputed: tuple[str, ...]

    def point(self, name: str) -> Point | None:
        """Return the point of a period by its name, such as ``2020-W25``."""
        return next((point for point in self.points if point.period.name == name), None)


def tension(events: Iterable[Event], a: Party, b: Party, question: Question | None = None) -> Series:
    """Return the series of tension between two parties from the events of a record.

    Only events between them with status ``actual`` count, each once. Events told as background (``historical``) count
    inside the days asked for, or where none are, between the first and last event that is news.

    Raises:
        TensionError: the series would be too long, or end before it begins.

    """
    question = question or Question()
    told = each_once(events)
    between = {event.id: found for event in told if (found := ways(event, a, b))}
    rows = placings((event for event in told if event.id in between), question.by)
    shown = window(rows, question.by, question.start, question.end)
    rows = settled(rows, shown)
    points = _points(rows, between, shown, question) if shown else ()
    counted = {name for point in points for name in point.events}
    disputed = tuple(e.id for e in told if e.id in counted and any(d.part in DISPUTES for d in e.disagreements))
    return Series(a=a, b=b, question=question, points=points, apart=apart(rows), disputed=disputed)


def _points(
    rows: Sequence[Placing], between: Mapping[str, frozenset[Way]], shown: Window, question: Question
) -> tuple[Point, ...]:
    run = run_of(min([shown[0], *(row.period for row in rows if row.period)]), shown[1], question.by)
    by_way = {way: by_period(row for row in rows if way in between[row.event.id] | {Way.BOTH}) for way in Way}
    there, back, both = (tallied(run, by_way[way], question) for way in (Way.THERE, Way.BACK, Way.BOTH))
    made = (
        Point(period=period, there=one, back=other, both=together)
        for period, one, other, together in zip(run, there, back, both, strict=True)
    )
    return tuple(point for point in made if point.period >= shown[0])


def tallied(
    run: Sequence[Period], events: Mapping[Period, Sequence[Event]], question: Question, stock: float = 0.0
) -> list[Tally]:
    """Return the sums of each period of a run without gaps, with stock and changes.

    ``stock`` is that of the end of the day before the run.
    """
    done: list[Tally] = []
    for period in run:
        bare = _sums(events.get(period, ()))
        stock = stock * 2 ** (-period.days / question.half_life) + bare.net
        done.append(replace(bare, stock=stock, changes=_changes(bare, done, question)))
    return done


def last_tally(
    run: Sequence[Period], events: Mapping[Period, Sequence[Event]], question: Question, stock: float = 0.0
) -> Tally:
    """Return the last of what ``tallied`` gives, without comparing the periods before it."""
    done = [_sums(events.get(period, ())) for period in run]
    for period, bare in zip(run, done, strict=True):
        stock = stock * 2 ** (-period.days / question.half_life) + bare.net
    return replace(done[-1], stock=stock, changes=_changes(done[-1], done[:-1], question))


def _changes(now: Tally, earlier: Sequence[Tally], question: Question) -> tuple[Change, ...]:
    return tuple(change(now, earlier, size, question.least) for size in WINDOWS)


def stock_before(period: Period, events: Mapping[Period, Sequence[Event]], half_life: float) -> float:
    """Return the stock at the end of the day before a period, from the events of all periods before it."""
    earlier = ((found, _sums(told).net) for found, told in events.items() if found < period)
    return fsum(net * 2 ** (-((period.start - found.end).days - 1) / half_life) for found, net in earlier)


NOTHING = Tally(n=0, hostile=0, conflict=0.0, cooperation=0.0, events=())


def _sums(events: Sequence[Event]) -> Tally:
    if not events:
        return NOTHING
    scores = [event.score for event in events]
    return Tally(
        n=len(events),
        hostile=sum(score < 0 for score in scores),
        conflict=-fsum(score for score in scores if score < 0) + 0.0,
        cooperation=fsum(score for score in scores if score > 0),
        events=ids(events),
    )
