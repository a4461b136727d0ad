"""Judgements: all that persons decided, the newest first, with what each bears on and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from crisisdesk.export.wording import visible
from crisisdesk.model.judgement import Judgement
from crisisdesk.record.store import Record
from crisisdesk.web.judging import Past, newest
from crisisdesk.web.marking import shown
from crisisdesk.web.render import Opened, page

router = APIRouter()
PER_PAGE, MOST_CLAIMS = 25, 4
CLAIM = "SELECT event, words, publisher, published FROM witness WHERE id = ?"
UNDONE = "SELECT body ->> '$.claims[0]' FROM judgement WHERE id = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A claim that a judgement bears on, with its event and sentence; both empty where no event has it now."""

    claim: str
    event: str
    words: str
    source: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """A judgement: whether it holds, how many claims it bears on, the first of them, and where it is shown best.

    An undoing bears on the claims of what it undoes, of which the first is shown.
    """

    past: Past
    claims: int
    touched: tuple[Touched, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """A page of the judgements; ``total`` counts all."""

    total: int
    page: int
    pages: int
    rows: tuple[LedgerRow, ...]


def ledger(record: Record, number: int) -> Ledger:
    """Return a page of the judgements, from 1, the newest first."""
    with record.reading():
        total, found = newest(record, PER_PAGE, (number - 1) * PER_PAGE)
        rows = tuple(_row(record, past) for past in found)
    return Ledger(total=total, page=number, pages=max(1, -(-total // PER_PAGE)), rows=rows)


def _row(record: Record, past: Past) -> LedgerRow:
    judgement = past.judgement
    touched = tuple(_touched(record, judgement))
    claims = len(judgement.claims) + len(judgement.against)
    return LedgerRow(past=past, claims=claims, touched=touched, href=touched[0].href if touched else "")


def _touched(record: Record, judgement: Judgement) -> Iterator[Touched]:
    claims: tuple[str | None, ...] = (*judgement.claims, *judgement.against)[:MOST_CLAIMS]
    if judgement.undone:
        claims = record.connection.execute(UNDONE, (judgement.undone,)).fetchone() or ()
    for claim in filter(None, claims):
        row = record.connection.execute(CLAIM, (claim,)).fetchone() or ("", "", "", "")
        event, words, publisher, published = row
        source = f"{visible(publisher) or 'no publisher'}, {published or 'no date'}" if event else ""
        place = f"/event/{event}#c-{claim}" if event else f"/event/{claim}"
        yield Touched(claim=claim, event=event, words=visible(words), source=source, href=place)


Number = Annotated[int, Query(alias="page", ge=1, le=1_000_000)]


@router.get("/judgements.json")
def judgements_json(record: Opened, number: Number = 1) -> Ledger:
    """Return a page of the judgements with the claims that each bears on, the newest first."""
    return ledger(record, number)


@router.get("/judgements", include_in_schema=False)
def judgements_html(request: Request, record: Opened, number: Number = 1) -> Response:
    """Show a page of the judgements."""
    return page(request, "judgements.html", view=ledger(record, number), shown=shown)
