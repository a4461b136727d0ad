"""Questions to a record: its numbers, the events and claims that a filter lets through."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from crisisdesk.errors import AmbiguousIdError
from crisisdesk.filters import Filter, Subject
from crisisdesk.filters.conditions import begins
from crisisdesk.model.event import Event, Masthead, Witness
from crisisdesk.model.when import as_day
from crisisdesk.record.codec import CLAIM, EVENT

WITNESS = (
    "SELECT w.body, w.words, w.family, w.voice, r.id, r.digest, r.published, r.title, r.publisher, r.url "
    "FROM witness w JOIN report r ON r.id = w.report"
)
TOTALS = {
    "reports": "SELECT count(*) FROM report",
    "families": "SELECT count(DISTINCT family) FROM family",
    "claims": "SELECT count(*) FROM witness",
    "events": "SELECT count(*) FROM event",
    "judgements": "SELECT count(*) FROM judgement",
    "refused": "SELECT count(DISTINCT locator) FROM refused",
}


def totals(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the numbers of a record by name."""
    return {name: connection.execute(sql).fetchone()[0] for name, sql in TOTALS.items()}


def events(connection: sqlite3.Connection, where: str, limit: int | None) -> Iterator[Event]:
    """Yield events by day, undated ones last."""
    condition, values = Filter.parse(where).sql(Subject.EVENTS)
    sql = f"SELECT e.body FROM event e WHERE {condition} ORDER BY e.start IS NULL, e.start, e.id"
    for (body,) in connection.execute(_limited(sql, limit), values):
        yield EVENT.validate_json(body)


def newest(connection: sqlite3.Connection, limit: int) -> tuple[Event, ...]:
    """Return the dated events of the last days, the last first."""
    sql = "SELECT body FROM event WHERE start IS NOT NULL ORDER BY start DESC, id LIMIT ?"
    return tuple(EVENT.validate_json(body) for (body,) in connection.execute(sql, (limit,)))


def claims(connection: sqlite3.Connection, where: str, limit: int | None) -> Iterator[Witness]:
    """Yield claims with report and sentence, by day, undated ones last."""
    condition, values = Filter.parse(where).sql(Subject.CLAIMS)
    sql = f"{WITNESS} WHERE {condition} ORDER BY w.start IS NULL, w.start, w.id"
    for row in connection.execute(_limited(sql, limit), values):
        yield _witness(row)


def _limited(sql: str, limit: int | None) -> str:
    return sql if limit is None else f"{sql} LIMIT {int(limit)}"


def witnesses_of(connection: sqlite3.Connection, event: Event) -> tuple[Witness, ...]:
    """Return the claims of an event, in its order."""
    found = {w.claim.id: w for w in map(_witness, connection.execute(f"{WITNESS} WHERE w.event = ?", (event.id,)))}
    return tuple(found[claim] for claim in event.claims if claim in found)


def event_of(connection: sqlite3.Connection, claim: str) -> Event | None:
    """Return the event with the claim whose id begins so.

    Raises:
        AmbiguousIdError: claims of several events have an id that begins so.

    """
    if not claim or not claim.isascii():
        return None
    condition, values = begins("w.id", claim)
    rows = connection.execute(
        "SELECT id, body FROM event WHERE id IN "
        f"(SELECT DISTINCT w.event FROM witness w WHERE {condition} ORDER BY w.event LIMIT 6) ORDER BY id",
        values,
    ).fetchall()
    if not rows:
        return None
    if len(rows) > 1:
        raise AmbiguousIdError(beginning=claim, events=tuple(event for event, _ in rows))
    return EVENT.validate_json(rows[0][1])


def report_of(connection: sqlite3.Connection, claim: str) -> str | None:
    """Return the id of the report with the claim whose id begins so."""
    if not claim or not claim.isascii():
        return None
    condition, values = begins("id", claim)
    row = connection.execute(f"SELECT report FROM claim WHERE {condition} ORDER BY id LIMIT 1", values).fetchone()
    return str(row[0]) if row else None


def _witness(row: tuple[str, ...]) -> Witness:
    body, words, family, voice, report, digest, published, title, publisher, url = row
    head = Masthead(id=report, digest=digest, published=as_day(published), title=title, publisher=publisher, url=url)
    return Witness(claim=CLAIM.validate_json(body), report=head, sentence=words, family=family, voice=voice)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A report as a list shows it: how it stands to its family's canonical report, and how many claims it gave."""

    report: Masthead
    family: str
    kind: str
    claims: int


def shelves(connection: sqlite3.Connection) -> Iterator[Shelf]:
    """Yield reports by family, families by the day of their canonical report, which comes first."""
    rows = connection.execute(
        "SELECT r.id, r.digest, r.published, r.title, r.publisher, r.url, f.family, f.kind, "
        "(SELECT count(*) FROM witness w WHERE w.report = r.id) FROM report r JOIN family f ON f.report = r.id "
        "JOIN report c ON c.id = f.family "
        "ORDER BY c.published IS NULL, c.published, f.family, r.id <> f.family, r.published, r.id"
    )
    for report, digest, published, title, publisher, url, family, kind, n in rows:
        head = Masthead(
            id=report, digest=digest, published=as_day(published), title=title, publisher=publisher, url=url
        )
        yield Shelf(report=head, family=family, kind=kind, claims=n)


def refusals(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield what could not be read: where it was, the code and the message of the diagnostic."""
    yield from connection.execute("SELECT locator, code, message FROM refused ORDER BY locator, code")
