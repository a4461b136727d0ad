"""Lines of a stream, with their numbers and a limit to their length."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from crisisdesk.diagnostics import note
from crisisdesk.model.diagnostic import Diagnostic


def lines_of(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines with their numbers from 1, None for one that is longer than ``limit`` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit or line.endswith(b"\n"):
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield number, None


def decode_line(line: bytes) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return a line as text: UTF-8, else Windows-1252 with a warning."""
    try:
        return line.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return line.decode("cp1252", errors="replace"), (note("D003", place=error.start),)
