"""The list of events: a filter, its facets, a table, downloads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import StreamingResponse

from crisisdesk.export.formats import FORMATS
from crisisdesk.filters import Completion, Filter, FilterError, completions
from crisisdesk.record.store import Record
from crisisdesk.web.facets import Facet, Tallies, facets, tallied
from crisisdesk.web.kept import PATIENCE, Keeping, Kept
from crisisdesk.web.listing import MOST_LETTERS, SORTS, Asked, EventsFound, found_of
from crisisdesk.web.render import Opened, page

router = APIRouter(tags=["events"])
CHUNK = 1 << 16
MIMES = {
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".geojson": "application/geo+json",
    ".ics": "text/calendar; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".tsv": "text/tab-separated-values; charset=utf-8",
}
FIRST = ("events-csv", "jsonl", "events-parquet")
EXAMPLES = (
    "between:PRK,KOR",
    "actor:PRK type:ASSAULT,COERCE",
    "from:2020-06 to:2020-07 status:actual",
    "sources:>=2 disputed:yes",
    '"liaison office"',
)


@router.get("/events", include_in_schema=False)
def show_events(request: Request, record: Opened, kept: Keeping, asked: Annotated[Asked, Query()]) -> Response:
    """Show the events that a filter finds."""
    try:
        where = Filter.parse(asked.q)
    except FilterError as error:
        return _shown(request, asked, None, error)
    found = found_of(record.connection, where, asked, _facets(record, kept, where, PATIENCE))
    return _shown(request, asked, found)


@router.get("/events.json")
def list_events(record: Opened, kept: Keeping, asked: Annotated[Asked, Query()]) -> EventsFound:
    """Return a page of the events that a filter finds, with the facets of all of them."""
    where = Filter.parse(asked.q)
    return found_of(record.connection, where, asked, _facets(record, kept, where, None))


def _facets(record: Record, kept: Kept, where: Filter, wait: float | None) -> tuple[Facet, ...] | None:
    text = where.canonical

    def ask(opened: Record) -> Tallies:
        return tallied(opened.connection, text)

    tallies = kept.get(record, f"facets {text}", ask, wait)
    return None if tallies is None else facets(tallies, where.node)


def _shown(request: Request, asked: Asked, found: EventsFound | None, error: FilterError | None = None) -> Response:
    return page(
        request,
        "events.html",
        422 if error else 200,
        asked=asked,
        found=found,
        filter_error=error,
        sorts=SORTS,
        examples=EXAMPLES,
        first=tuple(FORMATS[name] for name in FIRST),
        rest=tuple(form for form in FORMATS.values() if form.name not in FIRST),
    )


@router.get("/events/download/{form}", response_class=Response)
def download_events(
    record: Opened, form: str, q: Annotated[str, Query(max_length=MOST_LETTERS)] = ""
) -> StreamingResponse:
    """Return all events that a filter finds in a format of ``crisisdesk export``, the same bytes."""
    if form not in FORMATS:
        raise HTTPException(404, f"There is no such format; there are {', '.join(FORMATS)}.")
    chosen = FORMATS[form]
    out = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it is sent
    try:
        chosen.write(record.accounts(q), out)
    except BaseException:
        out.close()
        raise
    named = f'attachment; filename="{chosen.name}{chosen.suffix}"'
    return StreamingResponse(_sent(out), headers={"content-disposition": named}, media_type=MIMES[chosen.suffix])


def _sent(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        out.seek(0)
        while chunk := out.read(CHUNK):
            yield chunk


@router.get("/filters/completions.json")
def complete_filter(
    text: Annotated[str, Query(max_length=MOST_LETTERS)] = "",
    cursor: Annotated[int, Query(ge=0, le=MOST_LETTERS)] = 0,
) -> list[Completion]:
    """Return what may stand at the cursor of a filter that is being typed."""
    return list(completions(text, cursor))
