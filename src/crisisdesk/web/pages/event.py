"""An event: its parts, the claims side by side, where they differ, why they are one, and what persons decided."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from crisisdesk.errors import AmbiguousIdError, JudgementError
from crisisdesk.model.event import Account, Event
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record.corrections import PARTS
from crisisdesk.record.store import Record
from crisisdesk.views.event_lines import EventLine, count_of, event_line
from crisisdesk.web.judging import Asked, Past, asked_by, decide, field, history, rejections
from crisisdesk.web.marking import shown
from crisisdesk.web.render import Opened, page
from crisisdesk.web.safety import checked_form
from crisisdesk.web.telling import Telling, tellings

router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Reports that are copies of each other: the first published stands for them."""

    canonical: str
    publisher: str
    published: date | None
    reports: tuple[str, ...]
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """An event with all that its page shows.

    ``line`` has its parts in words, ``spread`` the days over all claims where they range wider, ``figures`` the counts
    in words; ``tellings`` are its claims in the order of publication; ``history`` are the judgements that bear on it.
    """

    event: Event
    line: EventLine
    spread: str
    figures: tuple[str, ...]
    tellings: tuple[Telling, ...]
    families: tuple[Family, ...]
    history: tuple[Past, ...]


def event_page(record: Record, account: Account) -> EventPage:
    """Return the page of an event."""
    event, rows = account.event, tellings(record, account.witnesses)
    return EventPage(
        event=event,
        line=event_line(event),
        spread=spread_of(event),
        figures=tuple(map(count_of, event.figures)),
        tellings=rows,
        families=families_of(rows),
        history=history_of(record, event),
    )


def spread_of(event: Event) -> str:
    """Return the days that claims range over, nothing where they are those of the event."""
    if event.earliest is None or event.latest is None or (event.earliest, event.latest) == (event.start, event.end):
        return ""
    return f"claims range from {event.earliest} to {event.latest}"


def families_of(rows: Iterable[Telling]) -> tuple[Family, ...]:
    """Return the families of copies that claims stand in, in the order in which they come."""
    found: dict[str, list[Telling]] = {}
    for row in rows:
        found.setdefault(row.family, []).append(row)
    return tuple(_family(name, inside) for name, inside in found.items())


def _family(name: str, rows: list[Telling]) -> Family:
    first = next((row for row in rows if row.report == name), rows[0])
    reports = tuple(dict.fromkeys(row.report for row in rows))
    return Family(
        canonical=name, publisher=first.publisher, published=first.published, reports=reports, claims=len(rows)
    )


def history_of(record: Record, event: Event) -> tuple[Past, ...]:
    """Return the judgements that shape an event, those on its claims that were undone, and their undoing."""
    shaping, claims = frozenset(event.judgements), frozenset(event.claims)

    def bears(judged: Judgement) -> bool:
        return judged.id in shaping or not claims.isdisjoint((*judged.claims, *judged.against))

    return history(record, bears)


def found_account(record: Record, name: str) -> Account:
    """Return the event that holds a claim, given by its id or the id's beginning.

    Raises:
        HTTPException: 404, with the reason, where there is none or there are several.

    """
    try:
        account = record.account(name)
    except AmbiguousIdError as error:
        raise HTTPException(404, str(error)) from error
    if account is None:
        raise HTTPException(404, f"There is no event or claim {name} in this record.")
    return account


def taken_out(record: Record, name: str) -> tuple[Past, ...]:
    """Return the rejections of a claim that is in the record but in no event."""
    row = record.connection.execute("SELECT 1 FROM claim WHERE id = ?", (name,)).fetchone()
    return history(record, lambda judged: judged.verdict is Verdict.REJECT and name in judged.claims) if row else ()


async def form_of(request: Request, _: Annotated[None, Depends(checked_form)]) -> FormData:
    """Return the fields of a form that is ours."""
    return await request.form()


Given = Annotated[FormData, Depends(form_of)]
Judged = Annotated[str, Query(max_length=64, description="a judgement that was just made")]


@router.get("/event/{name}.json")
def event_json(record: Opened, name: str) -> EventPage:
    """Return an event with its claims, sentences cut at marks, families, disagreements and judgements."""
    return event_page(record, found_account(record, name))


@router.get("/event/{name}", include_in_schema=False)
def event_html(request: Request, record: Opened, name: str, judged: Judged = "") -> Response:
    """Show an event; a claim that was rejected is shown as such, with the way back."""
    try:
        return _shown(request, record, found_account(record, name), judged=judged)
    except HTTPException as error:
        return _none(request, record, name, 404, error.detail)


def _shown(
    request: Request, record: Record, account: Account, error: str = "", asked: Asked | None = None, judged: str = ""
) -> Response:
    view = event_page(record, account)
    others = rejections(record, dict.fromkeys(row.report for row in view.tellings))
    return page(
        request,
        "event.html",
        422 if error else 200,
        view=view,
        event=view.event,
        others=[one for one in others if one.holds],
        correctable=tuple(PARTS),
        error=error,
        asked=asked,
        kept=history(record, lambda made: made.id == judged) if judged else (),
        shown=shown,
    )


@router.post("/event/{name}/judge", include_in_schema=False)
def judge(request: Request, record: Opened, name: str, form: Given) -> Response:
    """Take a judgement on an event or its claims, make the events anew, and go to where its claims are now."""
    asked, before = asked_by(form, _targets(name, form)), claims_of(record, name)
    try:
        judgement = decide(record, asked)
    except JudgementError as error:
        return _failed(request, record, name, asked, str(error))
    place = place_after(record, (name, *before, *judgement.claims))
    return RedirectResponse(f"{place}?judged={judgement.id}", 303)


def claims_of(record: Record, name: str) -> tuple[str, ...]:
    """Return the claims of an event, none where there is no such event."""
    try:
        return found_account(record, name).event.claims
    except HTTPException:
        return ()


def _targets(name: str, form: FormData) -> tuple[str, ...]:
    chosen = tuple(found for found in form.getlist("target") if isinstance(found, str))
    return (name, *chosen) if field(form, "action") == "merge" and any(chosen) else chosen


def _failed(request: Request, record: Record, name: str, asked: Asked, error: str) -> Response:
    try:
        return _shown(request, record, found_account(record, name), error, asked)
    except HTTPException:
        return _none(request, record, name, 422, error)


def _none(request: Request, record: Record, name: str, status: int, reason: str) -> Response:
    past = taken_out(record, name)
    return page(request, "event_none.html", status, reason=reason, history=past, name=name, shown=shown)


def place_after(record: Record, claims: tuple[str, ...]) -> str:
    """Return the page of the event in which the first of some claims is now that is in any, else that of the first."""
    for claim in claims:
        row = record.connection.execute("SELECT event FROM witness WHERE id = ?", (claim,)).fetchone()
        if row is not None:
            return f"/event/{row[0]}"
    return f"/event/{quote(claims[0], safe='')}"
