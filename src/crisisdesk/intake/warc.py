"""Web archives: the pages among the records of a WARC file, compressed or not.

Both readers for WARC end silently where a file is cut off and stop at the first damage (see DEPENDENCIES), so records
are told apart here, with the byte at which each begins; FastWARC reads what is in one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from fastwarc.warc import ArchiveIterator, WarcRecord

from crisisdesk.diagnostics import note
from crisisdesk.intake.frames import Frame, frames_of
from crisisdesk.intake.item import Given, Item
from crisisdesk.intake.page import decode_page, page_item
from crisisdesk.intake.streams import BombError, BrokenError, CutError, Member, Tape, buffered

EASTERNMOST = timedelta(hours=14)
PAGES = frozenset(("text/html", "application/xhtml+xml"))


def read(given: Given) -> Iterator[Item]:
    """Yield the pages of an archive; damage is a diagnostic, and reading goes on at the next record."""
    count = pages = 0
    frames = _packed(given.tape, given) if given.tape else frames_of(given.stream, given.options.max_bytes)
    for frame in frames:
        path = f"{given.name}@{frame.place}"
        if frame.found:
            yield Item(path=path, found=frame.found)
            count += 1
        item = _item(path, frame, given, wanted=given.wanted(count))
        if item:
            # A member may be read alone, from its first record on.
            yield replace(item, begin=int(frame.place)) if given.tape and frame.place.isdecimal() else item
            count, pages = count + 1, pages + 1
    if not pages:
        yield Item(path=given.name, found=(note("D038"),))


def _packed(tape: Tape, given: Given) -> Iterator[Frame]:
    """Yield the records of all gzip members; after a damaged one, those of the next that can be found.

    A record is held back until what follows it could be read too: only then is its checksum known to be right.
    """
    while tape.next_member():
        member = Member(tape, given.options)
        held: Frame | None = None
        try:
            for number, frame in enumerate(frames_of(buffered(member), given.options.max_bytes)):
                if held:
                    yield held
                held = replace(frame, place=f"{member.begin}+{frame.place}" if number else str(member.begin))
        except BombError:
            raise
        except BrokenError as error:
            if held and isinstance(error, CutError):
                yield held
            held = Frame(place=str(member.begin), found=(error.diagnostic,))
            member.leave()
        if held:
            yield held


def _item(path: str, frame: Frame, given: Given, *, wanted: bool) -> Item | None:
    """Return the page in a record, None where there is none; what is not wanted is not extracted."""
    if b"response" not in frame.content[:2000].lower():
        return None
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(frame.content), parse_http=True, auto_decode="all")), None)
        if record is None or not _is_page(record):
            return None
        if frame.cut:
            return Item(path=path, found=(note("D015", limit=given.options.max_bytes),))
        return _page(path, record, given) if wanted else Item(path=path)
    except (OSError, ValueError, EOFError, OverflowError) as error:
        return Item(path=path, found=(note("D039", reason=error),))


def _is_page(record: WarcRecord) -> bool:
    if record.headers.get("WARC-Type") != "response" or record.http_headers is None:
        return False
    return record.http_headers.status_code == 200 and (record.http_content_type or "").lower() in PAGES


def _page(path: str, record: WarcRecord, given: Given) -> Item:
    limit = given.options.max_bytes
    content = record.reader.read(limit + 1)
    if len(content) > limit:
        return Item(path=path, found=(note("D015", limit=limit),))
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    page = decode_page(content, record.http_charset)
    return replace(page_item(path, page, given.today, url), latest=_captured(record))


def _captured(record: WarcRecord) -> date | None:
    """Return the last day that it was anywhere on Earth when the page was captured."""
    moment = record.record_date
    return (moment + EASTERNMOST).date() if moment else None
