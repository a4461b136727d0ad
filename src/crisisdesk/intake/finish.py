"""From what a format gives to a source: values made legible, dates read and checked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from crisisdesk.diagnostics import note
from crisisdesk.intake.fields import day_of
from crisisdesk.intake.item import Item, Opened
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.text import source_of
from crisisdesk.model.diagnostic import Diagnostic

SURROGATE = re.compile("[\ud800-\udfff]")
LONGEST_FIELD = 4000


def finish(item: Item, options: IntakeOptions, today: date | None) -> Opened:
    """Return the source of an item, or None with the reasons."""
    path = legible(item.path)
    if item.text is None:
        return Opened(path=path, source=None, diagnostics=_told(item.found))
    text, found = legible(item.text), list(item.found)
    if text != item.text:
        found.append(note("D019", count=len(SURROGATE.findall(item.text))))
    if not text.strip():
        return Opened(path=path, source=None, diagnostics=_told((*found, note("D001"))))
    published, dated = _published(item, options)
    source = source_of(
        text,
        published,
        title=_line(item.title),
        publisher=options.publisher or _line(item.publisher),
        url=_line(item.url),
        today=today,
    )
    source = replace(source, diagnostics=_told((*found, *dated, *source.diagnostics)))
    failed = any(d.severity == "error" for d in source.diagnostics)
    return Opened(path=path, source=None if failed else source, diagnostics=source.diagnostics)


def legible(text: str) -> str:
    """Return a text that UTF-8 can write: halves of characters are replaced."""
    return SURROGATE.sub("\ufffd", text)


def _told(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return diagnostics without control characters of the file that they quote."""
    shown = ((d, "".join(c if c.isprintable() else "\ufffd" for c in d.message)) for d in found)
    return tuple(d if d.message == message else replace(d, message=message) for d, message in shown)


def _line(text: str) -> str:
    return " ".join(legible(text[:LONGEST_FIELD]).split())


def _published(item: Item, options: IntakeOptions) -> tuple[date | None, tuple[Diagnostic, ...]]:
    if options.published or item.published in (None, ""):
        return options.published, ()
    day = day_of(item.published)
    if day is None:
        return None, (note("D014", value=_line(str(item.published))[:60]),)
    if item.latest and day > item.latest:
        return None, (note("D032", published=day, captured=item.latest),)
    return day, ()
