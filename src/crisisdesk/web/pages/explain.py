"""The explainer: what happened, why, what next, who said what, every line with its footnotes; to read and to keep."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from crisisdesk.export.wording import visible
from crisisdesk.filters import FilterError
from crisisdesk.record.store import Record
from crisisdesk.views.explain import Explanation, Line, Note, Section
from crisisdesk.views.explain.text import explain_page, group_name, markdown_lines
from crisisdesk.web.pages.explain_story import Story, story_of
from crisisdesk.web.render import Opened, page

router = APIRouter()
FORMS = ("md", "html", "json")
EventId = Annotated[str, Query(max_length=64)]


class Length(StrEnum):
    """How much is told."""

    SHORT = "short"
    NORMAL = "normal"
    LONG = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainLine:
    """A line with the numbers of its footnotes and the ids of the events that it tells."""

    text: str
    label: str
    group: str
    notes: tuple[int, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainSection:
    """A question with its lines; without lines the record has nothing on it."""

    part: str
    heading: str
    lines: tuple[ExplainLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainNote:
    """A footnote: a sentence of a report, by its number."""

    n: int
    report: str
    publisher: str
    published: str
    url: str
    sentence: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainView:
    """An explainer; ``lead`` is the id of the event that it tells, empty where nothing can be explained."""

    q: str
    event: str
    length: Length
    title: str
    lead: str
    reports: int
    families: int
    sections: tuple[ExplainSection, ...]
    notes: tuple[ExplainNote, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of the explainer."""

    q: str = ""
    event: str = ""
    length: Length = Length.NORMAL

    def downloads(self) -> dict[str, str]:
        """Return the paths of the files to take away, by form."""
        named = {"q": self.q, "event": self.event, "length": self.length.value}
        query = urlencode({key: value for key, value in named.items() if value})
        return {form: f"/explain.{form}?{query}" for form in FORMS}


def explain_view(record: Record, asked: Asked) -> ExplainView:
    """Return the explainer of a filter or an event.

    Raises:
        FilterError: the filter cannot be read.
        AmbiguousIdError: the beginning of an id is that of several.

    """
    return view_of(story_of(record, asked.q, asked.event, asked.length.value), asked)


def view_of(story: Story, asked: Asked) -> ExplainView:
    """Return an explainer as the page and its JSON show it."""
    found = story.told
    return ExplainView(
        q=asked.q,
        event=asked.event,
        length=asked.length,
        title=visible(found.title),
        lead=found.lead.id if found.lead else "",
        reports=found.reports,
        families=found.families,
        sections=tuple(map(_section, found.sections)),
        notes=tuple(map(_note, found.notes)),
        left_out=story.notes,
    )


def _section(section: Section) -> ExplainSection:
    return ExplainSection(
        part=section.part.value, heading=visible(section.heading), lines=tuple(map(_line, section.lines))
    )


def _line(line: Line) -> ExplainLine:
    return ExplainLine(
        text=visible(line.text),
        label="" if line.label == "facts" else visible(line.label),
        group=visible(group_name(line.group)) if line.group else "",
        notes=line.notes,
        events=line.events,
    )


def _note(note: Note) -> ExplainNote:
    head = note.report
    return ExplainNote(
        n=note.n,
        report=head.id,
        publisher=visible(head.publisher),
        published=str(head.published or ""),
        url=head.url,
        sentence=note.sentence,
        text=visible(note.text),
    )


def _told(record: Record, asked: Asked) -> Explanation:
    """Return the explainer of a download.

    Raises:
        FilterError: the filter cannot be read.
        AmbiguousIdError: the beginning of an id is that of several.
        HTTPException: 404, where nothing can be explained.

    """
    story = story_of(record, asked.q, asked.event, asked.length.value)
    if story.told.lead is None:
        raise HTTPException(404, "nothing that was done is told there")
    return story.told


def _file(form: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="explainer.{form}"'}


@router.get("/explain.json")
def explain_json(record: Opened, q: str = "", event: EventId = "", length: Length = Length.NORMAL) -> ExplainView:
    """Return the explainer as JSON."""
    return explain_view(record, Asked(q=q, event=event, length=length))


@router.get("/explain.md", response_class=Response, responses={200: {"content": {"text/markdown": {}}}})
def explain_markdown(record: Opened, q: str = "", event: EventId = "", length: Length = Length.NORMAL) -> Response:
    """Return the explainer as Markdown, to be kept."""
    lines = markdown_lines(_told(record, Asked(q=q, event=event, length=length)))
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/markdown", headers=_file("md"))


@router.get("/explain.html", response_class=HTMLResponse)
def explain_html(record: Opened, q: str = "", event: EventId = "", length: Length = Length.NORMAL) -> Response:
    """Return the explainer as one page of HTML that needs nothing from elsewhere, to be kept."""
    found = _told(record, Asked(q=q, event=event, length=length))
    return HTMLResponse(str(explain_page(found)), headers=_file("html"))


@router.get("/explain", include_in_schema=False)
def show_explainer(
    request: Request, record: Opened, q: str = "", event: EventId = "", length: Length = Length.NORMAL
) -> Response:
    """Show the explainer."""
    asked = Asked(q=q, event=event, length=length)
    try:
        view = explain_view(record, asked)
    except FilterError as error:
        return page(request, "explain.html", 422, view=None, filter_error=error, asked=asked, lengths=tuple(Length))
    return page(request, "explain.html", view=view, asked=asked, lengths=tuple(Length))
