"""Add: reports into the record, as files or as a pasted text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from starlette.datastructures import UploadFile

from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.sniff import ENDINGS
from crisisdesk.record.store import Record, Totals
from crisisdesk.web.marking import shown
from crisisdesk.web.render import Opened, page, settings_of
from crisisdesk.web.safety import checked_form
from crisisdesk.web.uploads import Added, Pasted, Upload, add_uploads

router = APIRouter()
MOST_FILES = 200
FIELDS = ("published", "publisher", "title", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """What can be added here: the endings of files that are read, limits, and how much the record holds."""

    endings: tuple[str, ...]
    upload_bytes: int
    most_files: int
    read_only: bool
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a form brought: files, a text, what holds for all; ``problem`` says why it cannot be taken."""

    uploads: tuple[Upload, ...]
    pasted: Pasted | None
    options: IntakeOptions
    fields: Mapping[str, str]
    problem: str = ""


async def large_form(request: Request) -> None:
    """Read a form whose files and fields may be as large as an upload may be, before anything else reads it.

    Raises:
        HTTPException: 403 where the desk is read-only, 413 where there is too much.

    """
    settings = settings_of(request)
    if settings.read_only:
        raise HTTPException(403, "This desk is read-only: it takes no forms.")
    length = request.headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > settings.upload_bytes:
        raise HTTPException(413, f"At most {settings.upload_bytes / 1e6:g} million bytes can be sent at once.")
    await request.form(max_files=MOST_FILES, max_fields=50, max_part_size=settings.upload_bytes)


async def sent(
    request: Request, _: Annotated[None, Depends(large_form)], __: Annotated[None, Depends(checked_form)]
) -> Sent:
    """Return what a form brought."""
    form = await request.form()
    files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    uploads = tuple([Upload(name=one.filename or "", content=await one.read()) for one in files])
    return read_form({name: found for name in FIELDS if isinstance(found := form.get(name), str)}, uploads)


def read_form(fields: Mapping[str, str], uploads: tuple[Upload, ...]) -> Sent:
    """Return what the fields of a form mean, with what is wrong with them."""
    text = fields.get("text", "").replace("\r\n", "\n")
    day, title = (fields.get(name, "").strip() for name in ("published", "title"))
    published = _day(day)
    problem = "The date is none: write it as 2020-06-16, or leave it empty." if day and not published else ""
    if not uploads and not text.strip():
        problem = "Nothing was sent: choose files, or paste a text."
    pasted = Pasted(text=text, title=title) if text.strip() else None
    options = IntakeOptions(published=published, publisher=" ".join(fields.get("publisher", "").split()))
    return Sent(uploads=uploads, pasted=pasted, options=options, fields=fields, problem=problem)


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def add_page(request: Request, record: Opened) -> AddPage:
    """Return what can be added."""
    settings = settings_of(request)
    return AddPage(
        endings=(*ENDINGS, ".gz"),
        upload_bytes=settings.upload_bytes,
        most_files=MOST_FILES,
        read_only=settings.read_only,
        totals=record.totals(),
    )


Shown = Annotated[AddPage, Depends(add_page)]
Given = Annotated[Sent, Depends(sent)]


@router.get("/add.json")
def add_json(view: Shown) -> AddPage:
    """Return what can be added: formats and limits."""
    return view


@router.get("/add", include_in_schema=False)
def add_html(request: Request, view: Shown) -> Response:
    """Show the form."""
    return page(request, "add.html", view=view, fields={}, shown=shown)


@router.post("/add.json")
def take_json(record: Opened, given: Given) -> Added:
    """Add files (field ``files``) or a text (``text``) to the record; say what came of each.

    The fields ``published`` and ``publisher`` hold for all reports, ``title`` for the text. The token of a form is
    needed, as everywhere: 403 without, 413 where there is too much, 422 where nothing can be made of it.
    """
    if given.problem:
        raise HTTPException(422, given.problem)
    return _add(record, given)


@router.post("/add", include_in_schema=False)
def take(request: Request, record: Opened, given: Given) -> Response:
    """Add what was sent, and show what came of it."""
    if given.problem:
        view = add_page(request, record)
        return page(request, "add.html", 422, view=view, fields=given.fields, error=given.problem, shown=shown)
    added = _add(record, given)
    return page(request, "add.html", view=add_page(request, record), fields={}, added=added, shown=shown)


def _add(record: Record, given: Sent) -> Added:
    return add_uploads(record, given.uploads, given.pasted, given.options, date.today())
