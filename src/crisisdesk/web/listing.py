"""A page of the list of events: what is asked in the address, and what is found."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from crisisdesk.filters import Filter, Subject
from crisisdesk.model.event import Event
from crisisdesk.record.codec import EVENT
from crisisdesk.web.facets import Facet

PER_PAGE = 50
MOST_LETTERS = 2000
MOST_COUNTED = 100_000


class Sort(StrEnum):
    """The orders of the list."""

    NEWEST = "newest"
    OLDEST = "oldest"
    REPORTS = "reports"
    SOURCES = "sources"
    CONFLICT = "conflict"
    COOPERATION = "cooperation"


ORDERS = {
    Sort.NEWEST: "e.start DESC, e.id DESC",
    Sort.OLDEST: "e.start NULLS LAST, e.id",
    Sort.REPORTS: "e.reports DESC, e.start DESC, e.id",
    Sort.SOURCES: "e.voices DESC, e.start DESC, e.id",
    Sort.CONFLICT: "e.score, e.start DESC, e.id",
    Sort.COOPERATION: "e.score DESC, e.start DESC, e.id",
}
SORTS = {
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.REPORTS: "most reports first",
    Sort.SOURCES: "most independent sources first",
    Sort.CONFLICT: "most hostile first",
    Sort.COOPERATION: "most cooperative first",
}


class Asked(BaseModel):
    """What the address asks: the filter, the page and the order."""

    model_config = ConfigDict(frozen=True)

    q: str = Field("", max_length=MOST_LETTERS, description="A filter; GET /help.json explains the language.")
    page: int = Field(1, ge=1, le=1_000_000, description="The page, from 1.")
    sort: Sort = Field(Sort.NEWEST, description="The order of the list.")

    def at(self, path: str = "/events", **changes: object) -> str:
        """Return the address that asks this, with some of it changed; what is as it comes is left out."""
        asked = {"q": self.q, "sort": self.sort.value, "page": self.page} | changes
        plain = {"q": "", "sort": Sort.NEWEST.value, "page": 1}
        told = {name: value for name, value in asked.items() if value != plain.get(name)}
        return f"{path}?{urlencode(told)}" if told else path


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsFound:
    """A page of events.

    ``filter`` is the filter in its one canonical form. ``total`` counts all events found, over all pages; ``capped``
    where there are more than that. ``facets`` is None where the counts are still being made, which is never so in JSON.
    """

    filter: str
    total: int
    capped: bool
    page: int
    pages: int
    per_page: int
    sort: Sort
    facets: tuple[Facet, ...] | None
    events: tuple[Event, ...]


def total_of(connection: sqlite3.Connection, where: Filter) -> int:
    """Return how many events a filter finds, one more than ``MOST_COUNTED`` where there are more."""
    condition, values = where.sql(Subject.EVENTS)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM event e WHERE {condition} LIMIT {MOST_COUNTED + 1})"
    return int(connection.execute(sql, values).fetchone()[0])


def events_of(connection: sqlite3.Connection, where: Filter, asked: Asked) -> tuple[Event, ...]:
    """Return the events of a page."""
    condition, values = where.sql(Subject.EVENTS)
    sql = f"SELECT e.n FROM event e WHERE {condition} ORDER BY {ORDERS[asked.sort]} LIMIT {PER_PAGE} OFFSET ?"
    found = [n for (n,) in connection.execute(sql, (*values, (asked.page - 1) * PER_PAGE))]
    marks = ", ".join("?" * len(found))
    bodies = dict(connection.execute(f"SELECT n, body FROM event WHERE n IN ({marks})", found))
    return tuple(EVENT.validate_json(bodies[n]) for n in found)


def found_of(
    connection: sqlite3.Connection, where: Filter, asked: Asked, narrowed: tuple[Facet, ...] | None
) -> EventsFound:
    """Return a page of the events that a filter finds."""
    total = total_of(connection, where)
    capped = total > MOST_COUNTED
    return EventsFound(
        filter=where.canonical,
        total=min(total, MOST_COUNTED),
        capped=capped,
        page=asked.page,
        pages=-(-min(total, MOST_COUNTED) // PER_PAGE),
        per_page=PER_PAGE,
        sort=asked.sort,
        facets=narrowed,
        events=events_of(connection, where, asked),
    )
