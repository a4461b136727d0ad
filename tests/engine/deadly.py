"""What workers of the tests do: code without the language model, and die of marked reports as of a fault in memory."""

from __future__ import annotations

import ctypes
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from crisisdesk.engine.seam import Task

if TYPE_CHECKING:
    from crisisdesk.engine.packing import Coded
    from crisisdesk.model.report import Source

DEADLY, UNREADABLE, SLOW = "ends its coder", "ends-its-reader", "takes its time"


def die() -> None:
    """End this process by a fault in memory."""
    ctypes.string_at(0)


def made_code(sources: tuple[Source, ...]) -> tuple[Coded, ...]:
    """Return each source with one claim, on its first word; a marked one ends the process, or takes a while."""
    for source in sources:
        if DEADLY in source.text:
            die()
        if SLOW in source.text:
            time.sleep(0.2)
    return tuple(_made(source) for source in sources)


def _made(source: Source) -> Coded:
    from record.made import claim, coded

    word = source.text.split()[0]
    return replace(coded(source.text, claim(f"claim-{source.id}", word=word)), source=source)


def deadly_read() -> None:
    """Let reading a marked report end this process, in JSON lines and in pages of web archives."""
    from crisisdesk.intake import records, warc

    value_item, page = records.value_item, warc._page

    def read_value(path, value, *more):
        if UNREADABLE in str(value):
            die()
        return value_item(path, value, *more)

    def read_page(path, record, given):
        if UNREADABLE in str(record.headers):
            die()
        return page(path, record, given)

    records.value_item, warc._page = read_value, read_page


def deadly_count() -> None:
    """Let a marked file end the process that counts its reports."""
    from crisisdesk.intake import records

    read = records.read

    def counted(given):
        if UNREADABLE in given.name:
            die()
        return read(given)

    records.read = counted


def nothing() -> None:
    """Warm nothing up."""


def double(number: int) -> int:
    return 2 * number


def fail(reason: str) -> None:
    raise ValueError(reason)


COLD, DEADLY_READ, DEADLY_COUNT = (Task(call=call, given=()) for call in (nothing, deadly_read, deadly_count))
