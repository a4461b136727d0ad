"""Review: the questions on which a person's look is worth most, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from crisisdesk.errors import JudgementError
from crisisdesk.model.event import Event
from crisisdesk.record.doubts import Question, questions
from crisisdesk.record.store import Record
from crisisdesk.views.event_lines import EventLine, event_line
from crisisdesk.web.judging import asked_by, decide, field
from crisisdesk.web.marking import shown
from crisisdesk.web.pages.event import Given
from crisisdesk.web.render import Opened, page
from crisisdesk.web.telling import Telling, tellings

router = APIRouter()
LIMIT, MOST_SKIPPED = 20, 1000
ANSWERS = {"yes": ("merge", "reviewed: one act"), "no": ("split", "reviewed: two acts")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One claim that a question is about, with its event."""

    event: Event
    line: EventLine
    telling: Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A question: what is asked and why, the claims, and the two events that a yes makes one, none for other kinds."""

    asks: str
    reason: str
    worth: float
    sides: tuple[Side, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """The questions from the one at ``skip`` on, those worth most first; ``skip`` counts those left aside."""

    skip: int
    questions: tuple[Open, ...]
    more: bool


def review_page(record: Record, skip: int) -> ReviewPage:
    """Return the questions after those that are left aside."""
    found = questions(record, LIMIT + 1, skip)
    return ReviewPage(
        skip=skip, questions=tuple(_open(record, question) for question in found[:LIMIT]), more=len(found) > LIMIT
    )


def _open(record: Record, question: Question) -> Open:
    rows = tellings(record, (witness for _, witness in question.told))
    events = (account.event for account, _ in question.told)
    return Open(
        asks=question.asks,
        reason=question.reason,
        worth=question.worth,
        sides=tuple(
            Side(event=event, line=event_line(event), telling=row) for event, row in zip(events, rows, strict=True)
        ),
        events=question.events if question.pair else (),
    )


Skip = Annotated[int, Query(ge=0, le=MOST_SKIPPED, description="how many questions are left aside")]


@router.get("/review.json")
def review_json(record: Opened, skip: Skip = 0) -> ReviewPage:
    """Return the questions that a person's look would settle, those worth most first."""
    return review_page(record, skip)


@router.get("/review", include_in_schema=False)
def review_html(request: Request, record: Opened, skip: Skip = 0) -> Response:
    """Show the first question, and what comes after it."""
    return page(request, "review.html", view=review_page(record, skip), answers=ANSWERS, shown=shown)


@router.post("/review", include_in_schema=False)
def answer(request: Request, record: Opened, form: Given) -> Response:
    """Keep the answer to a question, make the events anew, and go to the next one."""
    skip = _skipped(form)
    action, default = ANSWERS.get(field(form, "answer"), ("", ""))
    asked = asked_by(form, (target for target in form.getlist("target") if isinstance(target, str)))
    try:
        decide(record, replace(asked, action=action, why=asked.why or default))
    except JudgementError as error:
        view = review_page(record, skip)
        return page(request, "review.html", 422, view=view, answers=ANSWERS, error=str(error), shown=shown)
    return RedirectResponse(f"/review?skip={skip}", 303)


def _skipped(form: FormData) -> int:
    told = field(form, "skip")
    return min(int(told), MOST_SKIPPED) if told.isdecimal() and len(told) < 6 else 0
