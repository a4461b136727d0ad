"""What follows what: how often an act of A on B is followed by another within some days, and how often by chance."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import fsum
from statistics import median
from typing import TypeAlias

from crisisdesk.model.claim import Status
from crisisdesk.model.event import Event
from crisisdesk.views.tension_change import LEAST_EVENTS
from crisisdesk.views.tension_parties import country_ways, each_once, ids
from crisisdesk.views.tension_periods import exact_day
from crisisdesk.views.tension_placing import Apart

WITHIN = 14
NOT_ACTUAL, INEXACT = "did not take place", "not dated to one day"
Key: TypeAlias = tuple[str, str, str]
Act: TypeAlias = tuple[date, str]
Acts: TypeAlias = Mapping[Key, Sequence[Act]]


class Answer(StrEnum):
    """Who acts after A acted on B: A on B again, or B on A."""

    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Of ``of`` acts of the type ``first`` by A on B, ``followed`` had one of type ``then`` within the days asked.

    ``expected`` is how many would have by chance, ``median_lag`` in days to the first that follows. ``events`` are the
    ids of each act with the first that follows it.
    """

    first: str
    then: str
    by: Answer
    of: int
    followed: int
    expected: float
    median_lag: float | None
    events: tuple[tuple[str, str], ...]

    @property
    def ratio(self) -> float | None:
        """Followed over expected; None where there are fewer than ``LEAST_EVENTS`` acts, or nothing is expected."""
        return self.followed / self.expected if self.of >= LEAST_EVENTS and self.expected > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequences:
    """The sequences of all dyads of countries in ``days`` days, from the first event that counts to the last."""

    within: int
    days: int
    rows: tuple[Following, ...]
    apart: tuple[Apart, ...]


def find_sequences(events: Iterable[Event], within: int = WITHIN, a: str = "", b: str = "") -> Sequences:
    """Return how often each type of act is followed by each within 1 to ``within`` days, the most above chance first.

    Only actual events dated to one day count, each once; a joint act is an act of each on the other. With a type ``a``
    or ``b``, only sequences that begin, or end, with it; with both, also those that never happen.
    """
    told = [event for event in each_once(events) if country_ways(event)]
    actual = [event for event in told if event.status is Status.ACTUAL]
    dated = [(event, day) for event in actual if (day := exact_day(event))]
    acts = _acts(dated)
    kinds = sorted({kind for kind, _, _ in acts})
    span = _span([day for _, day in dated], within)
    asked = ((x, y, by) for x in ([a] if a else kinds) for y in ([b] if b else kinds) for by in Answer)
    rows = [row for row in (_row(acts, x, y, by, span) for x, y, by in asked) if row.followed or (a and b)]
    left = {NOT_ACTUAL: [e for e in told if e not in actual], INEXACT: [e for e in actual if exact_day(e) is None]}
    return Sequences(
        within=within,
        days=span.days,
        rows=tuple(sorted(rows, key=lambda row: (row.expected - row.followed, row.first, row.then, row.by))),
        apart=tuple(Apart(reason=why, events=ids(found)) for why, found in left.items() if found),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """The days that are seen: how many, the last of them, and how many after an act are looked at."""

    days: int
    last: date
    within: int

    def chance(self, day: date, others: int) -> float:
        """Return how likely one of some acts, each on any of the days alike, falls into those looked at after a day."""
        seen = min(self.within, (self.last - day).days)
        return 1 - (1 - seen / self.days) ** others


def _span(days: Sequence[date], within: int) -> _Span:
    first, last = min(days, default=date.max), max(days, default=date.max)
    return _Span(days=(last - first).days + 1 if days else 0, last=last, within=within)


def _acts(dated: Iterable[tuple[Event, date]]) -> Acts:
    found: dict[Key, list[Act]] = defaultdict(list)
    for event, day in dated:
        for x, y in country_ways(event):
            found[event.type, x, y].append((day, event.id))
    return {key: sorted(acts) for key, acts in found.items()}


def _row(acts: Acts, first: str, then: str, by: Answer, span: _Span) -> Following:
    lags: list[int] = []
    pairs: list[tuple[str, str]] = []
    chances: list[float] = []
    for (kind, x, y), begun in sorted(acts.items()):
        later = acts.get((then, x, y) if by is Answer.SAME else (then, y, x), ()) if kind == first else ()
        for day, name in begun if kind == first else ():
            chances.append(span.chance(day, sum(other != name for _, other in later)))
            if (found := _next(later, day)) and (found[0] - day).days <= span.within:
                lags.append((found[0] - day).days)
                pairs.append((name, found[1]))
    return Following(
        first=first,
        then=then,
        by=by,
        of=len(chances),
        followed=len(lags),
        expected=fsum(chances),
        median_lag=float(median(lags)) if lags else None,
        events=tuple(pairs),
    )


def _next(acts: Sequence[Act], day: date) -> Act | None:
    at = bisect_right(acts, day, key=lambda act: act[0])
    return acts[at] if at < len(acts) else None


def first(found: Sequences, limit: int | None) -> Sequences:
    """Return the sequences with the first so many rows."""
    return replace(found, rows=found.rows[:limit])
