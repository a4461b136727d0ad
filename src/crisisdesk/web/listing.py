"""A page of the list of events: what is asked in the address, and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field

from crisisdesk.filters import Filter
from crisisdesk.model.event import Event
from crisisdesk.web.facets import Facet
from crisisdesk.web.finding import Found

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


def listed(found: Found, where: Filter, asked: Asked, narrowed: tuple[Facet, ...] | None) -> EventsFound:
    """Return a page of the events that a filter finds."""
    total = found.count(MOST_COUNTED)
    return EventsFound(
        filter=where.canonical,
        total=min(total, MOST_COUNTED),
        capped=total > MOST_COUNTED,
        page=asked.page,
        pages=-(-min(total, MOST_COUNTED) // PER_PAGE),
        per_page=PER_PAGE,
        sort=asked.sort,
        facets=narrowed,
        events=found.ordered(ORDERS[asked.sort], PER_PAGE, (asked.page - 1) * PER_PAGE),
    )
