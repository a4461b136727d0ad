"""Records of a WARC stream told apart, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from crisisdesk.diagnostics import note
from crisisdesk.intake.streams import CHUNK
from crisisdesk.model.diagnostic import Diagnostic

BEGIN = re.compile(rb"WARC/\d")
LENGTH = re.compile(rb"^content-length:\s*(\d{1,15})\s*$", re.IGNORECASE | re.MULTILINE)
LONGEST_HEAD = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One record: its bytes with its head, up to a limit, or what is wrong there; ``cut`` where there are more."""

    place: str
    content: bytes = b""
    cut: bool = False
    found: tuple[Diagnostic, ...] = ()


class Counted:
    """A stream with the place of its next byte, of which one line may be given back."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.at, self.back = stream, 0, b""

    def line(self) -> bytes:
        """Return the next line, or a part of a long one."""
        line, self.back = self.back or self.stream.readline(CHUNK), b""
        self.at += len(line)
        return line

    def give(self, line: bytes) -> None:
        """Give back the line that was read last."""
        self.back, self.at = line, self.at - len(line)

    def read(self, size: int) -> bytes:
        """Return the next bytes, fewer at the end."""
        content = self.stream.read(size)
        self.at += len(content)
        return content


def frames_of(stream: BinaryIO, limit: int) -> Iterator[Frame]:
    """Yield the records of a stream with up to ``limit`` bytes each, and what lies between them as damage."""
    counted = Counted(stream)
    while True:
        damaged = _next(counted)
        if damaged is not None:
            yield Frame(place=str(damaged), found=(note("D031", place=damaged, after=counted.at),))
        place, line = counted.at, counted.line()
        if not line:
            return
        yield _frame(counted, line, place, limit)


def _next(counted: Counted) -> int | None:
    """Go on to the beginning of a record; return where other bytes than empty lines began before it."""
    damaged, fresh = None, True
    while line := counted.line():
        if fresh and BEGIN.match(line):
            counted.give(line)
            break
        if damaged is None and line.strip():
            damaged = counted.at - len(line)
        fresh = line.endswith(b"\n")
    return damaged


def _frame(counted: Counted, line: bytes, place: int, limit: int) -> Frame:
    head = [line]
    size = len(line)
    while line.strip() and size < LONGEST_HEAD:
        line = counted.line()
        head.append(line)
        size += len(line)
    length = LENGTH.search(b"".join(head))
    if line.strip() or not line or not length:
        return Frame(place=str(place), found=(note("D031", place=place, after=counted.at),))
    wanted = int(length.group(1))
    body = counted.read(min(wanted, limit))
    missing = wanted - len(body)
    while missing and (dropped := counted.read(min(missing, CHUNK))):
        missing -= len(dropped)
    if missing:
        return Frame(place=str(place), found=(note("D016", place=counted.at, reason="it ends too early"),))
    return Frame(place=str(place), content=b"".join((*head, body)), cut=wanted > limit)
