"""Templates, and the record of a request."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, Request, Response
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader

from crisisdesk.errors import RecordError
from crisisdesk.filters.terms import quad_choices
from crisisdesk.lexicon.codes import country_names
from crisisdesk.record.store import BUSY_SECONDS, Record
from crisisdesk.views.event_lines import event_line
from crisisdesk.web.safety import form_token
from crisisdesk.web.settings import Settings

NAVIGATION = (
    ("/", "Desk"),
    ("/events", "Events"),
    ("/explain", "Explain"),
    ("/dyad", "Tension"),
    ("/actor", "Actors"),
    ("/map", "Map"),
    ("/sources", "Sources"),
    ("/review", "Review"),
    ("/add", "Add"),
    ("/help", "Help"),
)
ASKING = ("GET", "HEAD")
SEEN = "\N{REPLACEMENT CHARACTER}"
CONTROLS = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), SEEN)
SPACES = frozenset("\t\n\r")
HIDDEN = {n: shown for n, shown in CONTROLS.items() if chr(n) not in SPACES}


def settings_of(request: Request) -> Settings:
    """Return what the desk was started with."""
    found: Settings = request.app.state.settings
    return found


def record_of(request: Request) -> Iterator[Record]:
    """Open the record for one request, which may be answered in more than one thread, one after the other.

    What only asks sees one state of the record, whatever is added meanwhile.
    """
    path = settings_of(request).record
    if not path.is_file():
        raise RecordError(path=path, reason="there is no such file")
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    with Record(path, connection) as record, record.reading() if request.method in ASKING else nullcontext():
        yield record


Opened = Annotated[Record, Depends(record_of)]


def page(request: Request, template: str, status: int = 200, **context: object) -> Response:
    """Return a page; every template gets ``settings``."""
    return TEMPLATES.TemplateResponse(request, template, {"settings": settings_of(request), **context}, status)


def many(n: int, noun: str, plural: str = "") -> str:
    """Return ``1 report`` or ``1,200 reports``."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def country(code: str) -> str:
    """Return the name of a country, the code where it has none."""
    return country_names().get(code, code)


def quad(n: int) -> str:
    """Return the kind of an act in words."""
    return next((choice.value.replace("-", " ") for choice in quad_choices() if choice.also == str(n)), "")


def segment(words: str) -> str:
    """Return words as one part of the path of a link."""
    return quote(words, safe="")


def navigation(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the path and the label of the pages that every page links to."""
    closed = ("/add",) if settings_of(request).read_only else ()
    return tuple(row for row in NAVIGATION if row[0] not in closed)


def here(request: Request, path: str) -> bool:
    """Tell whether the page shown is the one at this path, or one under it."""
    return request.url.path == path or (path != "/" and request.url.path.startswith(f"{path}/"))


def seen(value: object) -> object:
    """Make the marks visible that turn around or hide what follows; nothing stands for None."""
    if value is None:
        return ""
    return value.translate(HIDDEN) if isinstance(value, str) else value


def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    made = Environment(loader=loader, autoescape=True, finalize=seen, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(form_token=form_token, event_line=event_line, many=many, navigation=navigation, here=here)
    made.filters.update(segment=segment, country=country, quad=quad)
    return made


TEMPLATES = Jinja2Templates(env=_environment())
