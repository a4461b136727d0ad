"""The first page: what is new in the record."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from crisisdesk.record.store import Record
from crisisdesk.web.kept import PATIENCE, Keeping, Kept
from crisisdesk.web.overview import Overview, overview, tension_now
from crisisdesk.web.render import Opened, page

router = APIRouter(tags=["desk"])


@router.get("/", include_in_schema=False)
def show_desk(request: Request, record: Opened, kept: Keeping) -> Response:
    """Show what is new."""
    return page(request, "desk.html", desk=_overview(record, kept, PATIENCE))


@router.get("/desk.json")
def tell_desk(record: Opened, kept: Keeping) -> Overview:
    """Return what is new: totals, latest events, last additions, questions, pairs of countries by change of tension."""
    return _overview(record, kept, None)


def _overview(record: Record, kept: Kept, wait: float | None) -> Overview:
    return overview(record, kept.get(record, "tension", tension_now, wait))
