"""What a browser sends into a record: files laid down in a folder of their own, texts that were pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from crisisdesk.engine.reading import refused_of
from crisisdesk.intake.finish import finish
from crisisdesk.intake.item import Item, Opened
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.sources import open_sources
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.report import Source
from crisisdesk.record.adding import add_sources, refuse
from crisisdesk.record.store import Record

PASTED = "pasted text"
MOST_REPORTS = 500
ENDING = re.compile(r"(?:\.[A-Za-z0-9]{1,10}){0,2}$")
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as the browser names it, with its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A text that was pasted, with its title."""

    text: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A report that was tried: its place, its id or None where it could not be read, what was noticed.

    ``new`` says that the record did not have it.
    """

    place: str
    report: str | None
    title: str
    new: bool
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of an upload, and how much the record holds now."""

    tried: tuple[Tried, ...]
    new: int
    read: int
    refused: int
    reports: int
    claims: int
    events: int


def add_uploads(
    record: Record, uploads: Sequence[Upload], pasted: Pasted | None, options: IntakeOptions, today: date
) -> Added:
    """Read what was sent, code it, keep it, and make the events anew."""
    before = record.totals().reports
    with TemporaryDirectory(prefix="crisisdesk-") as folder:
        opened = tuple(_opened(Path(folder), uploads, pasted, replace(options, max_records=MOST_REPORTS), today))
        known = {one.source.id for one in opened if one.source and _is_kept(record, one.source)}
        for _ in add_sources(record, _sources(record, opened)):
            pass
    if record.stale or record.totals().reports != before:
        record.rebuild()
    return _added(record, tuple(_tried(one, known) for one in opened), before)


def _added(record: Record, tried: tuple[Tried, ...], before: int) -> Added:
    totals, read = record.totals(), sum(one.report is not None for one in tried)
    return Added(
        tried=tried,
        new=totals.reports - before,
        read=read,
        refused=len(tried) - read,
        reports=totals.reports,
        claims=totals.claims,
        events=totals.events,
    )


def _opened(
    folder: Path, uploads: Iterable[Upload], pasted: Pasted | None, options: IntakeOptions, today: date
) -> Iterator[Opened]:
    if pasted is not None:
        yield finish(Item(path=PASTED, text=pasted.text, title=pasted.title), options, today)
    for n, upload in enumerate(uploads):
        path = folder / f"{n}{''.join(ENDING.findall(upload.name)[:1])}"
        path.write_bytes(upload.content)
        for found in open_sources([str(path)], options, today):
            yield _named(found, str(path), plain_name(upload.name))


def plain_name(name: str) -> str:
    """Return the last part of a file's name, legible and not too long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c if c.isprintable() else "\ufffd" for c in last)[-LONGEST_NAME:] or "file"


def _named(found: Opened, path: str, name: str) -> Opened:
    """Return what was opened under the name that it was sent with: nothing tells where on this machine it lay."""
    told = tuple(replace(d, message=d.message.replace(path, name)) for d in found.diagnostics)
    source = found.source and replace(found.source, diagnostics=told)
    return Opened(path=found.path.replace(path, name), source=source, diagnostics=told)


def _sources(record: Record, opened: Iterable[Opened]) -> Iterator[Source]:
    for found in opened:
        if found.source is not None:
            yield found.source
        else:
            refuse(record, refused_of(found))


def _is_kept(record: Record, source: Source) -> bool:
    return record.connection.execute("SELECT 1 FROM report WHERE id = ?", (source.id,)).fetchone() is not None


def _tried(found: Opened, known: set[str]) -> Tried:
    source = found.source
    return Tried(
        place=found.path,
        report=source.id if source else None,
        title=source.title if source else "",
        new=source is not None and source.id not in known,
        diagnostics=found.diagnostics,
    )
