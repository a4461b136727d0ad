"""Dyads: all of them ranked by how tension changed, and one with its events and its tension on one axis of time."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from crisisdesk.errors import CrisisdeskError
from crisisdesk.filters import canonical
from crisisdesk.views.tension_periods import By
from crisisdesk.web.pages.brief import events_href
from crisisdesk.web.pages.dyad_chart import chart_of
from crisisdesk.web.pages.dyad_view import HALF_LIFE, Asked, DyadView, between_of, drawing_of, dyad_view
from crisisdesk.web.pages.dyads_view import DyadsView, dyads_view
from crisisdesk.web.render import Opened, page

router = APIRouter()
Day = Annotated[str, Query(max_length=10)]
FirstDay = Annotated[str, Query(alias="from", max_length=10)]
HalfLife = Annotated[float, Query(ge=0.01, le=1e6)]
PeriodName = Annotated[str, Query(max_length=12)]


def asked_of(
    by: By = By.WEEK, half_life: HalfLife = HALF_LIFE, start: FirstDay = "", to: Day = "", period: PeriodName = ""
) -> Asked:
    """Return what the address asks of one dyad."""
    return Asked(by=by, half_life=half_life, start=start, end=to, period=period)


Wanted = Annotated[Asked, Depends(asked_of)]


@router.get("/dyad.json")
def dyads_json(record: Opened, q: str = "", by: By = By.MONTH, to: Day = "") -> DyadsView:
    """Return the ranking as JSON."""
    return dyads_view(record, q, by, to)


@router.get("/dyad", include_in_schema=False)
def dyads(
    request: Request, record: Opened, a: str = "", b: str = "", q: str = "", by: By = By.MONTH, to: Day = ""
) -> Response:
    """Show the ranking, or go to the dyad that the form names."""
    if a.strip() and b.strip():
        return RedirectResponse(f"/dyad/{quote(a.strip(), safe='')}/{quote(b.strip(), safe='')}", 303)
    try:
        view = dyads_view(record, q, by, to)
    except CrisisdeskError as error:
        return page(request, "dyads.html", 422, view=None, problem=error, q=q, by=by.value, to=to)
    return page(request, "dyads.html", view=view, problem="", q=q, by=by.value, to=to)


@router.get("/dyad/{a}/{b}.json")
def dyad_json(record: Opened, a: str, b: str, asked: Wanted) -> DyadView:
    """Return one dyad as JSON."""
    return dyad_view(record, a, b, asked)


@router.get("/dyad/{a}/{b}", include_in_schema=False)
def dyad(request: Request, record: Opened, a: str, b: str, asked: Wanted) -> Response:
    """Show one dyad."""
    try:
        view = dyad_view(record, a, b, asked)
    except CrisisdeskError as error:
        return page(request, "dyad.html", 422, view=None, problem=error, asked=asked, a=a, b=b)
    chart, between = chart_of(drawing_of(view)), between_of(view)
    links = {"events": events_href(between), "explain": f"/explain?{urlencode({'q': canonical(between)})}"}
    return page(request, "dyad.html", view=view, problem="", chart=chart, links=links, asked=asked, a=a, b=b)
