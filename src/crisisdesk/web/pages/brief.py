"""What the pages on dyads, places and actors share: an event in one row, filters put together, links to events."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from crisisdesk.export.wording import visible
from crisisdesk.filters import Node, canonical, parse_filter
from crisisdesk.filters.nodes import Term, all_of
from crisisdesk.model.event import Event
from crisisdesk.record.store import Record
from crisisdesk.views.event_lines import EventLine, event_line

FIRST = (
    "SELECT w.report, w.sentence, w.words, w.publisher, w.published FROM witness w WHERE w.event = ? "
    "ORDER BY w.published IS NULL, w.published, w.id LIMIT 1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventBrief(EventLine):
    """An event in words, with the sentence of its first report; ``sentence`` is that sentence's number."""

    id: str
    score: float
    report: str
    sentence: int
    words: str
    source: str


def brief_of(record: Record, event: Event) -> EventBrief:
    """Return an event in words with its first sentence."""
    row = record.connection.execute(FIRST, (event.id,)).fetchone() or ("", 0, "", "", "")
    report, sentence, words, publisher, published = row
    return EventBrief(
        **asdict(event_line(event)),
        id=event.id,
        score=event.score,
        report=report,
        sentence=sentence,
        words=visible(words),
        source=f"{publisher or 'no publisher'}, {published or 'no date'}",
    )


def words_of(event: Event) -> str:
    """Return an event in one line, for the title of a mark."""
    line = event_line(event)
    return visible(f"{line.when}: {line.what}, {line.who} → {line.whom}, {line.status}, {line.counts}")


def narrowed(text: str, *terms: Term) -> Node:
    """Return a filter with further terms.

    Raises:
        FilterError: the text is no filter.

    """
    return all_of((parse_filter(text), *terms))


def term(key: str, *values: str) -> Term:
    """Return a term of values in their checked form."""
    return Term(key=key, values=values)


def days_asked(start: str, end: str) -> tuple[Term, ...]:
    """Return the terms for the days from a first to a last, either of which may be empty.

    Raises:
        FilterError: one of them is no day, month or year.

    """
    named = (("from", start), ("to", end))
    for key, value in named:
        if value:
            parse_filter(f'{key}:"{value.replace(chr(34), "")}"')
    return tuple(term(key, value) for key, value in named if value)


def events_href(node: Node) -> str:
    """Return the path of the list of events of a filter."""
    return f"/events?{urlencode({'q': canonical(node)})}"


def heads_sql(reports: Sequence[str]) -> str:
    """Return the query for the mastheads of so many reports."""
    marks = ", ".join("?" * len(reports))
    return f"SELECT id, digest, published, title, publisher, url FROM report WHERE id IN ({marks})"


def by_id(events: Iterable[Event]) -> dict[str, Event]:
    """Return events by id."""
    return {event.id: event for event in events}


def one(connection: sqlite3.Connection, sql: str, values: Sequence[object] = ()) -> int:
    """Return the one number that a query asks for."""
    return int(connection.execute(sql, values).fetchone()[0] or 0)
