"""A timeline for the terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from textwrap import wrap

from crisisdesk.export.markdown import plain
from crisisdesk.export.wording import link, visible
from crisisdesk.views.timeline import Entry, Gap, Timeline
from crisisdesk.views.timeline_words import (
    UNDATED,
    act_in_words,
    days_of,
    disputes_of,
    gap_in_words,
    heading_of,
    marks_of,
    name_of,
    numbers_of,
    source_of,
    totals_of,
)

WIDTH = 100
LEGEND = "* key event   ~ some time within these days"


def sections(timeline: Timeline) -> Iterator[tuple[str, tuple[Entry, ...]] | Gap]:
    """Yield the parts of a timeline in order: a heading with its entries, or a gap; those without a day last."""
    for _, group in groupby(timeline.rows(), key=lambda row: "" if isinstance(row, Gap) else heading_of(row)):
        rows = tuple(group)
        yield from (row for row in rows if isinstance(row, Gap))
        entries = tuple(row for row in rows if isinstance(row, Entry))
        if entries:
            yield heading_of(entries[0]), entries
    if timeline.undated:
        yield UNDATED, timeline.undated


def text_lines(timeline: Timeline, title: str = "Timeline", width: int = WIDTH) -> Iterator[str]:
    """Yield the lines of a timeline for a terminal, wrapped to a width in columns."""
    yield from (*_wrapped(visible(title), width, ""), *_wrapped(totals_of(timeline), width, ""), LEGEND)
    for part in sections(timeline):
        yield ""
        if isinstance(part, Gap):
            yield f"-- {gap_in_words(part)} --"
            continue
        heading, entries = part
        yield f"~ {heading}" if is_interval(entries[0]) else heading
        for entry in entries:
            yield from _entry_lines(entry, width)


def is_interval(entry: Entry) -> bool:
    """Say whether an entry lies somewhere in more days than one."""
    return entry.start != entry.end


def _entry_lines(entry: Entry, width: int) -> Iterator[str]:
    marks = "".join(f" [{mark}]" for mark in marks_of(entry))
    yield from _wrapped(f"{'*' if entry.key else '-'} {name_of(entry.event)}{marks}", width, "  ", "    ")
    yield from _wrapped(f"“{visible(entry.witness.sentence)}” ({source_of(entry)})", width, "    ")
    for line in details(entry):
        yield from _wrapped(line, width, "    ", "      ")
    yield from _wrapped(f"{numbers_of(entry)}; {entry.event.id}", width, "    ")


def details(entry: Entry) -> tuple[str, ...]:
    """Return the lines that only some entries have: when it was reported, its act, its disputes."""
    undated = days_of(entry) if entry.start is None else ""
    return tuple(line for line in (undated, act_in_words(entry), *disputes_of(entry)) if line)


def _wrapped(text: str, width: int, first: str, rest: str | None = None) -> list[str]:
    after = first if rest is None else rest
    return wrap(text, width, initial_indent=first, subsequent_indent=after, break_on_hyphens=False)


def markdown_lines(timeline: Timeline, title: str = "Timeline") -> Iterator[str]:
    """Yield the lines of a timeline in Markdown; text of reports is escaped."""
    yield from (f"# {plain(title)}", "", f"{totals_of(timeline)}.")
    for part in sections(timeline):
        if isinstance(part, Gap):
            yield from ("", f"*— {gap_in_words(part)} —*")
            continue
        yield from ("", f"## {part[0]}", "")
        for entry in part[1]:
            yield from _markdown_entry(entry)


def _markdown_entry(entry: Entry) -> Iterator[str]:
    marks = "".join(f" — *{plain(mark)}*" for mark in marks_of(entry))
    yield f"- {'★ ' if entry.key else ''}**{plain(name_of(entry.event))}**{marks} ({numbers_of(entry)})"
    yield f"  - “{plain(entry.witness.sentence)}” — {plain(source_of(entry))}{_address(entry)}"
    yield from _listed(details(entry))


def _address(entry: Entry) -> str:
    address = link(entry.witness.report.url)
    return f", <{address}>" if address else ""


def _listed(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"  - {plain(line)}"
