"""A report: its text as published with what was found in it marked, its claims, copies and diagnostics, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from pydantic import WithJsonSchema

from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.event import Witness
from crisisdesk.model.report import Source
from crisisdesk.model.when import as_day
from crisisdesk.record.codec import Layers
from crisisdesk.record.keeping import source_of_row
from crisisdesk.record.store import Record
from crisisdesk.views.lines import Line, line_of
from crisisdesk.web.claim_marks import report_href
from crisisdesk.web.judging import Past, rejections
from crisisdesk.web.marking import LAYERS, shown
from crisisdesk.web.render import Opened, page
from crisisdesk.web.report_text import Shown, marks_in, show_part
from crisisdesk.web.report_why import Behind, BehindNot, behind, behind_not

router = APIRouter()
EMPTY = Layers(sentences=(), statements=(), times=(), places=(), actors=(), diagnostics=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What of a report is asked for: the part of a long text, layers, the claim or sentence to explain."""

    part: int
    layers: tuple[str, ...]
    claim: str
    sentence: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim of a report in words; ``href`` leads to its sentence."""

    claim: str
    sentence: int
    href: str
    trigger: str
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A report of the same family of copies; the canonical one was published first."""

    report: str
    publisher: str
    published: date | None
    title: str
    kind: str
    canonical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report with all that its page shows.

    ``link`` is its address where that is one of the web; ``layers`` are those marked; ``behind`` and ``behind_not``
    explain the claim and the sentence that were asked for; ``rejected`` are the judgements that took claims out.
    """

    id: str
    digest: str
    title: str
    publisher: str
    published: date | None
    url: str
    link: str
    characters: int
    sentences: int
    layers: tuple[str, ...]
    shown: Shown
    claims: tuple[Told, ...]
    copies: tuple[Copy, ...]
    diagnostics: tuple[Diagnostic, ...]
    rejected: tuple[Past, ...]
    behind: Behind | None
    behind_not: BehindNot | None


def wanted(
    part: Annotated[int, Query(ge=1, le=100_000, description="part of a long text, from 1")] = 1,
    layer: Annotated[
        list[Annotated[str, WithJsonSchema({"type": "string", "enum": [*LAYERS]})]] | None,
        Query(description="marked layers, all unless given; unknown ones mark nothing"),
    ] = None,
    claim: Annotated[str, Query(max_length=64, description="explain this claim: codes the report anew")] = "",
    sentence: Annotated[int | None, Query(ge=1, description="explain what became of this sentence")] = None,
) -> Wanted:
    """Return what the address asks for."""
    chosen = tuple(name for name in LAYERS if layer is None or name in layer)
    return Wanted(part=part, layers=chosen, claim=claim.strip(), sentence=sentence)


Asked = Annotated[Wanted, Depends(wanted)]


def found_source(record: Record, name: str) -> Source:
    """Return the report whose id is, or alone begins with, a name.

    Raises:
        HTTPException: 404, where there is none or there are several.

    """
    query = "SELECT id FROM report WHERE substr(id, 1, length(?)) = ? ORDER BY id = ? DESC, id LIMIT 2"
    rows = [report for (report,) in record.connection.execute(query, (name, name, name))]
    if not rows or (len(rows) > 1 and rows[0] != name):
        raise HTTPException(404, f"{name} is the beginning of {'several reports' if rows else 'no report'} here.")
    return source_of_row(record.connection, rows[0])


def report_page(record: Record, source: Source, asked: Wanted) -> ReportPage:
    """Return the page of a report."""
    layers = record.layers_of(source.id) or EMPTY
    starts = {sentence.n: sentence.span.start for sentence in layers.sentences}
    witnesses = sorted(record.claims(f"report:{source.id}"), key=lambda w: (w.claim.sentence, w.claim.trigger.start))
    return ReportPage(
        id=source.id,
        digest=source.digest,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        link=web_link(source.url),
        characters=len(source.text),
        sentences=len(layers.sentences),
        layers=asked.layers,
        shown=text_of(source, layers, witnesses, asked.part, asked.layers),
        claims=tuple(_told(witness, starts) for witness in witnesses),
        copies=copies_of(record, source.id),
        diagnostics=layers.diagnostics,
        rejected=rejections(record, (source.id,)),
        behind=behind(source, asked.claim) if asked.claim else None,
        behind_not=behind_not(source, asked.sentence) if asked.sentence else None,
    )


def text_of(source: Source, layers: Layers, witnesses: Sequence[Witness], part: int, chosen: Collection[str]) -> Shown:
    """Return a part of a report's text with marks."""
    marks = marks_in(layers, witnesses, chosen, f"/report/{source.id}?sentence=")
    return show_part(source.text, part, layers.sentences, marks)


def web_link(url: str) -> str:
    """Return an address where a browser may be sent to it, else nothing."""
    try:
        return url if urlsplit(url).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _told(witness: Witness, starts: Mapping[int, int]) -> Told:
    claim = witness.claim
    href = report_href(witness.report.id, claim.sentence, starts.get(claim.sentence, 0))
    return Told(claim=claim.id, sentence=claim.sentence, href=href, trigger=claim.trigger.text, line=line_of(claim))


def copies_of(record: Record, report: str) -> tuple[Copy, ...]:
    """Return the other reports of a report's family, the canonical one first."""
    rows = record.connection.execute(
        "SELECT r.id, r.publisher, r.published, r.title, o.kind, o.report = o.family FROM family f "
        "JOIN family o ON o.family = f.family AND o.report <> f.report JOIN report r ON r.id = o.report "
        "WHERE f.report = ? ORDER BY o.report <> o.family, r.published, r.id",
        (report,),
    )
    return tuple(
        Copy(report=name, publisher=publisher, published=as_day(day), title=title, kind=kind, canonical=bool(canonical))
        for name, publisher, day, title, kind, canonical in rows
    )


@router.get("/report/{name}.json")
def report_json(record: Opened, name: str, asked: Asked) -> ReportPage:
    """Return a report: a part of its text cut at marks, claims, copies, diagnostics, and what was asked to explain."""
    return report_page(record, found_source(record, name), asked)


@router.get("/report/{name}", include_in_schema=False)
def report_html(request: Request, record: Opened, name: str, asked: Asked) -> Response:
    """Show a report."""
    view = report_page(record, found_source(record, name), asked)
    return page(request, "report.html", view=view, all_layers=LAYERS, shown=shown)
