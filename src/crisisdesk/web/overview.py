"""What the first page tells: how much there is, what came last, where tension changed, what a person should look at."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from crisisdesk.model.event import Event
from crisisdesk.record import queries
from crisisdesk.record.doubts import count_questions, questions
from crisisdesk.record.store import Record, Totals
from crisisdesk.views.dyads import Dyad, Ranking, first_of, rank_dyads
from crisisdesk.views.tension import Question
from crisisdesk.views.tension_change import WINDOWS
from crisisdesk.views.tension_periods import By, before, period_of

LATEST, DYADS, QUESTIONS, ADDITIONS = 10, 8, 3, 8
MONTHS = 8
ADDED = (
    "SELECT r.id, r.added, r.published, r.title, r.publisher, (SELECT count(*) FROM witness w WHERE w.report = r.id) "
    "FROM report r ORDER BY r.n DESC LIMIT ?"
)
NEWS = "FROM event WHERE status = 'actual' AND historical = 0 AND precision IN ('day', 'week', 'month')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A report that came last: when it was added, what it is, how many claims it gave."""

    id: str
    added: str
    published: date | None
    title: str
    publisher: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionRow:
    """Two countries in the last month: events, tension (conflict less cooperation), and the change.

    The change is against the mean of the four months before; None where ``caution`` says why there is none.
    """

    actor: str
    recipient: str
    events: int
    tension: float
    mean: float | None
    change: float | None
    caution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TensionNow:
    """The pairs of countries where tension rose most in a month, from ``start`` to ``end``; None without events."""

    start: date | None
    end: date | None
    rows: tuple[TensionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question for a person: what is asked, the claims it is about, and why."""

    asks: str
    lines: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first page; ``tension`` is None where it is still worked out, which is never so in JSON.

    ``stale`` where reports or judgements came since the events were made; ``open`` counts the questions for a person.
    """

    totals: Totals
    stale: bool
    latest: tuple[Event, ...]
    additions: tuple[Addition, ...]
    open: int
    questions: tuple[Doubt, ...]
    tension: TensionNow | None


def additions(connection: sqlite3.Connection, limit: int = ADDITIONS) -> tuple[Addition, ...]:
    """Return the reports that were added last, the last first."""
    return tuple(
        Addition(
            id=report,
            added=added,
            published=date.fromisoformat(published) if published else None,
            title=title,
            publisher=publisher,
            claims=n,
        )
        for report, added, published, title, publisher, n in connection.execute(ADDED, (limit,))
    )


def first_questions(record: Record) -> tuple[Doubt, ...]:
    """Return the questions that are worth most."""
    found = questions(record, QUESTIONS)
    return tuple(Doubt(asks=one.asks, lines=one.lines, reason=one.reason) for one in found)


def tension_now(record: Record) -> TensionNow:
    """Return the pairs of countries where tension rose most, as ``crisisdesk dyads`` ranks them.

    Read are the months that the change rests on; everything, where these do not hold the last month with an event.
    """
    last = record.connection.execute(f"SELECT max(start) {NEWS}").fetchone()[0]
    if last is None:
        return _told(rank_dyads(record.events("status:actual")))
    month = period_of(date.fromisoformat(last), By.MONTH)
    first = before(month, By.MONTH, MONTHS)
    found = _ranked_since(record, first.start)
    enough = found.period is not None and before(found.period, By.MONTH, min(WINDOWS)) >= first
    return _told(found if enough else rank_dyads(record.events("status:actual")))


def _ranked_since(record: Record, since: date) -> Ranking:
    """Return the dyads by the events since a day; in a record that begins before it, months without events are 0."""
    earlier = record.connection.execute(f"SELECT 1 {NEWS} AND start < ? LIMIT 1", (since.isoformat(),)).fetchone()
    question = Question(by=By.MONTH, start=since if earlier else None)
    return rank_dyads(record.events(f"status:actual from:{since.isoformat()}"), question)


def _told(ranking: Ranking) -> TensionNow:
    shown = ranking.period
    rows = tuple(_row(dyad) for dyad in ranking.dyads[:DYADS])
    return TensionNow(start=shown.start if shown else None, end=shown.end if shown else None, rows=rows)


def _row(dyad: Dyad) -> TensionRow:
    short = first_of(dyad.tally.changes)
    return TensionRow(
        actor=dyad.actor,
        recipient=dyad.recipient,
        events=dyad.tally.n,
        tension=dyad.tally.tension,
        mean=short.mean,
        change=short.difference,
        caution=short.caution,
    )


def overview(record: Record, tension: TensionNow | None) -> Overview:
    """Return the first page."""
    return Overview(
        totals=record.totals(),
        stale=record.stale,
        latest=queries.newest(record.connection, LATEST),
        additions=additions(record.connection),
        open=count_questions(record),
        questions=first_questions(record),
        tension=tension,
    )
