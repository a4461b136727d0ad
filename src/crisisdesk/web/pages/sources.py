"""Sources: families of copies, publishers, who quotes whom, and what could not be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from crisisdesk.export.wording import visible
from crisisdesk.filters.errors import BadValueError
from crisisdesk.filters.values import check_pattern
from crisisdesk.record.store import Record
from crisisdesk.web.pages.brief import events_href, narrowed, one, term
from crisisdesk.web.render import Opened, page

router = APIRouter()
FAMILIES, COPIES, PUBLISHERS, QUOTES, REFUSED = 25, 12, 100, 50, 100
BIG = (
    "SELECT family, count(*) AS n, count(*) OVER () FROM family GROUP BY family HAVING n > 1 "
    "ORDER BY n DESC, family LIMIT ? OFFSET ?"
)
MEMBERS = (
    "SELECT r.id, r.published, r.title, r.publisher, f.kind FROM family f JOIN report r ON r.id = f.report "
    "WHERE f.family = ? ORDER BY r.id <> f.family, r.published IS NULL, r.published, r.id LIMIT ?"
)
REPORTS = "SELECT publisher, count(*), min(published), max(published) FROM report GROUP BY publisher"
CLAIMS = "SELECT publisher, count(*) FROM witness GROUP BY publisher"
CITED = (
    "SELECT publisher, country, sector, name, claims FROM quoting "
    "ORDER BY claims DESC, publisher, country, sector, name LIMIT ?"
)
UNREAD = "SELECT locator, code, message FROM refused ORDER BY locator, code LIMIT ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A report of a family: ``kind`` is canonical, or how it is a copy."""

    report: str
    published: str
    title: str
    publisher: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Reports that are copies of each other, the canonical one first, at most some of ``size``."""

    id: str
    size: int
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """A publisher: how many reports and claims the record has of it, and the days of its first and last report."""

    name: str
    reports: int
    claims: int
    first: str
    last: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoting:
    """How many claims of a publisher cite a speaker."""

    publisher: str
    code: str
    name: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What could not be read: where it was, the code and the message of the diagnostic."""

    locator: str
    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView:
    """Families with copies, page by page; publishers with most reports first; who quotes whom; what was refused."""

    reports: int
    families: int
    copied: int
    page: int
    pages: int
    with_copies: tuple[Family, ...]
    publishers: tuple[Publisher, ...]
    quotes: tuple[Quoting, ...]
    refused: tuple[Refusal, ...]
    notes: tuple[str, ...]


def sources_view(record: Record, number: int = 1) -> SourcesView:
    """Return the sources of a record, with a page of families from 1 on."""
    connection, totals = record.connection, record.totals()
    rows = connection.execute(BIG, (FAMILIES, (number - 1) * FAMILIES)).fetchall()
    copied = rows[0][2] if rows else one(connection, f"SELECT count(*) FROM ({BIG})", (-1, 0))
    publishers, refused = _publishers(connection), one(connection, "SELECT count(*) FROM refused")
    return SourcesView(
        reports=totals.reports,
        families=totals.families,
        copied=copied,
        page=number,
        pages=max(1, -(-copied // FAMILIES)),
        with_copies=tuple(_family(connection, family, size) for family, size, _ in rows),
        publishers=publishers[:PUBLISHERS],
        quotes=tuple(_quotes(connection)),
        refused=tuple(
            Refusal(locator=visible(where), code=code, message=visible(why))
            for where, code, why in connection.execute(UNREAD, (REFUSED,))
        ),
        notes=tuple(_notes(len(publishers), refused)),
    )


def _notes(publishers: int, refused: int) -> Iterator[str]:
    if publishers > PUBLISHERS:
        yield f"The {PUBLISHERS} publishers with most reports are shown, of {publishers:,}."
    if refused > REFUSED:
        yield f"{REFUSED} of {refused:,} refusals are shown; crisisdesk reports --refused lists all."


def _family(connection: sqlite3.Connection, family: str, size: int) -> Family:
    members = (
        Member(report=report, published=published or "", title=visible(title), publisher=visible(publisher), kind=kind)
        for report, published, title, publisher, kind in connection.execute(MEMBERS, (family, COPIES))
    )
    return Family(id=family, size=size, members=tuple(members))


def _publishers(connection: sqlite3.Connection) -> tuple[Publisher, ...]:
    claims = dict(connection.execute(CLAIMS))
    rows = sorted(connection.execute(REPORTS), key=lambda row: (-row[1], row[0]))
    return tuple(
        Publisher(
            name=visible(name),
            reports=n,
            claims=claims.get(name, 0),
            first=first or "",
            last=last or "",
            href=_href(name) if at < PUBLISHERS else "",
        )
        for at, (name, n, first, last) in enumerate(rows)
    )


def _href(publisher: str) -> str:
    try:
        return events_href(narrowed("", term("source", check_pattern(publisher)))) if publisher else ""
    except BadValueError:
        return ""


def _quotes(connection: sqlite3.Connection) -> Iterator[Quoting]:
    for publisher, country, sector, name, n in connection.execute(CITED, (QUOTES,)):
        code = f"{country}:{sector}" if sector else country
        yield Quoting(publisher=visible(publisher), code=code, name=visible(name), claims=n)


@router.get("/sources.json")
def sources_json(record: Opened, number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1) -> SourcesView:
    """Return the sources as JSON."""
    return sources_view(record, number)


@router.get("/sources", include_in_schema=False)
def sources(
    request: Request, record: Opened, number: Annotated[int, Query(alias="page", ge=1, le=1_000_000)] = 1
) -> Response:
    """Show the sources."""
    return page(request, "sources.html", view=sources_view(record, number))
