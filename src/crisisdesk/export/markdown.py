"""Readable Markdown: by day, every event with its three numbers and the sentences that tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import BinaryIO

from crisisdesk.export.sheet import text_of
from crisisdesk.export.wording import headline, link, three_numbers, visible
from crisisdesk.export.written import Written, written
from crisisdesk.model.event import Account, Event, Masthead, Witness

HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
MARKS = re.compile(r"([\\`*_\[\]|~#$!])")
SPANS = {"month": "%Y-%m", "year": "%Y"}
UNDATED = "Day not known"


def write_markdown(accounts: Iterable[Account], out: BinaryIO) -> Written:
    """Write all events, earliest first, those without a day last."""
    ordered = sorted(accounts, key=lambda account: (account.event.start is None, _heading(account.event)))
    with text_of(out) as stream:
        stream.write(f"# Events\n\n{_numbers(ordered)}.\n")
        for heading, group in groupby(ordered, key=lambda account: _heading(account.event)):
            stream.writelines(f"{line}\n" for line in _section(heading, list(group)))
    return written(len(ordered))


def plain(text: str) -> str:
    """Return text of a report on one line, with all signs that mean something in Markdown or HTML escaped."""
    return MARKS.sub(r"\\\1", visible(text).translate(HTML))


def _section(heading: str, accounts: Sequence[Account]) -> Iterator[str]:
    yield from ("", f"## {heading}", "", f"{_numbers(accounts)}.", "")
    for account in accounts:
        event = account.event
        yield f"- **{plain(headline(event))}** ({three_numbers(event.reports, event.voices, 1)})"
        for witness in account.witnesses:
            yield f"  - {_quoted(witness)}"


def _numbers(accounts: Sequence[Account]) -> str:
    witnesses = [witness for account in accounts for witness in account.witnesses]
    reports, voices = {found.report.id for found in witnesses}, {found.voice for found in witnesses}
    return three_numbers(len(reports), len(voices), len(accounts))


def _heading(event: Event) -> str:
    if event.start is None or event.end is None:
        return UNDATED
    if event.precision in SPANS:
        return event.start.strftime(SPANS[event.precision])
    first, last = event.start.isoformat(), event.end.isoformat()
    return first if first == last else f"{first} to {last}"


def _quoted(witness: Witness) -> str:
    told = ", ".join(part for part in _source(witness.report) if part)
    return f"“{plain(witness.sentence)}”" + (f" — {told}" if told else "")


def _source(report: Masthead) -> Iterator[str]:
    yield plain(report.publisher)
    yield report.published.isoformat() if report.published else ""
    address = link(report.url)
    yield f"<{address}>" if address else plain(report.url)
