"""A timeline: events in the order in which they happened, as exact as they are told, with gaps and plans as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import dropwhile, pairwise
from statistics import median

from crisisdesk.model.claim import Status
from crisisdesk.model.event import Account, Event, Witness
from crisisdesk.views.timeline_choice import act_of, choose_witness, key_events, salience
from crisisdesk.views.timeline_days import is_rough

KEY_EVENTS = 5
LEAST_GAP = 3
GAP_FACTOR = 3


class Kind(StrEnum):
    """What an entry is: an act, a plan (to come, or only possible), or an act that was not done."""

    ACT = "act"
    PLAN = "plan"
    NOT_DONE = "not done"


KINDS = {
    Status.ACTUAL: Kind.ACT,
    Status.NEGATED: Kind.NOT_DONE,
    Status.FUTURE: Kind.PLAN,
    Status.HYPOTHETICAL: Kind.PLAN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event on a timeline.

    ``start`` to ``end`` are the days in which it falls, for a plan those for which it is planned; both None where no
    day is told. ``rough`` marks days so many that they name none, such as a year. ``reported`` are the days of its
    reports, earliest first. ``witness`` is the one that tells it best, ``act`` the event that carries out a plan.
    """

    account: Account
    kind: Kind
    start: date | None
    end: date | None
    rough: bool
    reported: tuple[date, ...]
    witness: Witness
    salience: float
    key: bool
    act: Event | None

    @property
    def event(self) -> Event:
        """The event itself."""
        return self.account.event


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days from ``start`` to ``end`` without a dated event; ``rough`` counts those that may yet fall into them.

    ``before`` is the id of the event that ends the gap.
    """

    start: date
    end: date
    rough: int
    before: str

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Dated entries by their first day, undated ones by the day they were first reported; never mixed.

    ``reports`` and ``voices`` count the reports and independent sources of all entries together, each once.
    """

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    gaps: tuple[Gap, ...]
    reports: int
    voices: int

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, the dated ones first."""
        return (*self.dated, *self.undated)

    def rows(self) -> Iterator[Entry | Gap]:
        """Yield the dated entries with the gaps between them."""
        before = {gap.before: gap for gap in self.gaps}
        for entry in self.dated:
            if entry.event.id in before:
                yield before[entry.event.id]
            yield entry


def timeline(accounts: Iterable[Account], *, key: int = KEY_EVENTS, least: float = 0.0) -> Timeline:
    """Return the timeline of some events.

    A plan is looked up among the same events for the act that carries it out.

    Args:
        accounts: the events with their witnesses, each event once, in any order.
        key: how many events are marked as key events at most.
        least: the salience under which none is.

    """
    told = tuple(accounts)
    marked = key_events((account.event for account in told), key, least)
    acts: dict[str, list[Event]] = {}
    for account in told:
        acts.setdefault(account.event.type, []).append(account.event)
    entries = [_entry(account, acts[account.event.type], marked) for account in told]
    dated = tuple(sorted((entry for entry in entries if entry.start is not None), key=_dated_order))
    witnesses = [witness for account in told for witness in account.witnesses]
    return Timeline(
        dated=dated,
        undated=tuple(sorted((entry for entry in entries if entry.start is None), key=_undated_order)),
        gaps=tuple(find_gaps(dated)),
        reports=len({witness.report.id for witness in witnesses}),
        voices=len({witness.voice for witness in witnesses}),
    )


def _entry(account: Account, acts: Sequence[Event], marked: frozenset[str]) -> Entry:
    event = account.event
    known = (event.start, event.end) if event.start and event.end else (None, None)
    return Entry(
        account=account,
        kind=KINDS[event.status],
        start=known[0],
        end=known[1],
        rough=bool(event.start and event.end and is_rough(event.start, event.end)),
        reported=tuple(sorted({w.report.published for w in account.witnesses if w.report.published})),
        witness=choose_witness(account),
        salience=salience(event),
        key=event.id in marked,
        act=act_of(account, acts),
    )


def _dated_order(entry: Entry) -> tuple[date, int, date, str]:
    """Order by the first day; of those that begin together the longest comes first, as what the others stand in."""
    start, end = entry.start or date.max, entry.end or date.max
    return start, -(end - start).days, _first_reported(entry), entry.event.id


def _undated_order(entry: Entry) -> tuple[date, str]:
    return _first_reported(entry), entry.event.id


def _first_reported(entry: Entry) -> date:
    return entry.reported[0] if entry.reported else date.max


def find_gaps(dated: Sequence[Entry]) -> Iterator[Gap]:
    """Yield the gaps of over three days and over three times the median time from one day with events to the next.

    Entries must be in order. What names no day neither ends nor fills a gap. None is counted before the first event
    that is news: how long ago something was of which reports only remind says nothing of the time between.
    """
    fine = dropwhile(lambda entry: entry.event.historical, (entry for entry in dated if not entry.rough))
    spans = [(e.start, e.end, e.event.id) for e in fine if e.start and e.end]
    starts = sorted({start for start, _, _ in spans})
    least = max(LEAST_GAP, GAP_FACTOR * median([(b - a).days for a, b in pairwise(starts)] or [0]))
    latest = spans[0][1] if spans else date.max
    for start, end, event in spans:
        if (start - latest).days - 1 > least:
            first, last = latest + timedelta(days=1), start - timedelta(days=1)
            yield Gap(start=first, end=last, rough=_touching(dated, first, last), before=event)
        latest = max(latest, end)


def _touching(dated: Sequence[Entry], first: date, last: date) -> int:
    return sum(bool(e.rough and e.start and e.end and e.start <= last and e.end >= first) for e in dated)
