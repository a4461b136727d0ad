"""iCalendar (RFC 5545): an all-day entry an event whose day, week or month is known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import BinaryIO

from crisisdesk.export.event_rows import published
from crisisdesk.export.wording import headline, link, three_numbers, visible
from crisisdesk.export.written import Written, written
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Account, Event, Witness

OCTETS = 75
PRECISE = frozenset({"day", "week", "month"})
STATUS = {Status.ACTUAL: "CONFIRMED", Status.NEGATED: "CANCELLED"}


def write_ical(accounts: Iterable[Account], out: BinaryIO) -> Written:
    """Write one calendar; events without a day, week or month are counted and left out."""
    left_out: Counter[str] = Counter()
    rows = 0
    _put(out, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Crisisdesk//Events//EN", "CALSCALE:GREGORIAN"))
    for account in accounts:
        event = account.event
        if event.start is None or event.end is None or event.precision not in PRECISE:
            left_out["no day, week or month"] += 1
            continue
        _put(out, _entry(account, event.start, event.end))
        rows += 1
    _put(out, ("END:VCALENDAR",))
    return written(rows, left_out)


def folded(line: str) -> bytes:
    """Return a content line, folded so that no line has over 75 octets and no letter is cut, with its line end."""
    rest = line.encode("utf-8", "replace")
    parts: list[bytes] = []
    while len(rest) > OCTETS - bool(parts):
        end = OCTETS - bool(parts)
        while rest[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(rest[:end])
        rest = rest[end:]
    return b"\r\n ".join([*parts, rest]) + b"\r\n"


def escaped(text: str) -> str:
    """Return a text value: backslash, semicolon, comma and line end escaped, other control signs made visible."""
    lines = (visible(line) for line in text.split("\n"))
    return r"\n".join(re.sub(r"([\\;,])", r"\\\1", line) for line in lines)


def _put(out: BinaryIO, lines: Iterable[str]) -> None:
    for line in lines:
        out.write(folded(line))


def _entry(account: Account, start: date, end: date) -> Iterator[str]:
    event, days = account.event, published(account)
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.id)}@crisisdesk"
    yield f"DTSTAMP:{_day(days[-1] if days else end)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_day(start)}"
    if end < date.max:
        yield f"DTEND;VALUE=DATE:{_day(end + timedelta(days=1))}"
    yield f"SUMMARY:{escaped(headline(event))}"
    yield f"DESCRIPTION:{escaped(_description(account))}"
    yield f"CATEGORIES:{escaped(event.type)}"
    yield f"STATUS:{STATUS.get(event.status, 'TENTATIVE')}"
    yield from _place(event)
    yield from _url(account)
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _place(event: Event) -> Iterator[str]:
    if event.place:
        yield f"LOCATION:{escaped(event.place.name)}"
        yield f"GEO:{event.place.lat:.6f};{event.place.lon:.6f}"


def _url(account: Account) -> Iterator[str]:
    links = [found for found in (link(witness.report.url) for witness in account.witnesses) if found]
    if links:
        yield f"URL:{links[0]}"


def _description(account: Account) -> str:
    event = account.event
    numbers = three_numbers(event.reports, event.voices, 1)
    return "\n".join([numbers, *(_quoted(witness) for witness in account.witnesses)])


def _quoted(witness: Witness) -> str:
    report = witness.report
    day = report.published.isoformat() if report.published else ""
    told = ", ".join(part for part in (report.publisher, day, report.url) if part)
    return " ".join(f"“{witness.sentence}” ({told})".split()) if told else " ".join(f"“{witness.sentence}”".split())
