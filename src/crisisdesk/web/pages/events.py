"""The list of events: a filter, its facets, a table, downloads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO, Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from crisisdesk.export.formats import FORMATS
from crisisdesk.filters import Completion, Filter, FilterError, completions
from crisisdesk.web.facets import facets, tallied
from crisisdesk.web.finding import find
from crisisdesk.web.kept import Keeping
from crisisdesk.web.listing import MOST_LETTERS, SORTS, Asked, EventsFound, listed
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
    node = where.node
    tallies = kept.get(record, _name(where), lambda opened: tallied(find(opened.connection, node), node))
    found = listed(find(record.connection, node), where, asked, facets(tallies, node) if tallies else None)
    return _shown(request, asked, found)


@router.get("/events.json")
def list_events(record: Opened, kept: Keeping, asked: Annotated[Asked, Query()]) -> EventsFound:
    """Return a page of the events that a filter finds, with the facets of all of them."""
    where = Filter.parse(asked.q)
    found = find(record.connection, where.node)
    tallies = kept.all(record, _name(where), lambda _: tallied(found, where.node))
    return listed(found, where, asked, facets(tallies, where.node))


def _name(where: Filter) -> str:
    return f"facets {where.canonical}"


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


FILES: dict[str, object] = {"content": {mime: {} for mime in MIMES.values()}}
Form = Annotated[str, Path(description="A format of crisisdesk export.", json_schema_extra={"enum": [*FORMATS]})]


@router.get("/events/download/{form}", response_class=Response, responses={200: FILES})
def download_events(
    record: Opened, form: Form, q: Annotated[str, Query(max_length=MOST_LETTERS)] = ""
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
