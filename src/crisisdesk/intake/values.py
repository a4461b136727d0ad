"""JSON values one after another, or in an array, without the whole file in memory.

``json`` of the standard library reads each value; what is here finds where the next one begins. (ijson would do
that too, but it stops at the first value that is wrong.)
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from io import BufferedReader

from crisisdesk.diagnostics import note
from crisisdesk.intake.streams import CHUNK, BrokenError

BETWEEN = re.compile(r"[\s,]*")
OPEN = re.compile(r"\s*\[?\s*")
NEAR = 10


class Window:
    """The part of a text that is being read."""

    def __init__(self, stream: BufferedReader) -> None:
        self.stream, self.text, self.at, self.ended = stream, "", 0, False
        self.broken: BrokenError | None = None
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="surrogateescape")

    def widen(self) -> None:
        """Read on: as much again as there is, at least a chunk."""
        self.text, self.at = self.text[self.at :], 0
        wanted, parts = max(CHUNK, len(self.text)), list[str]()
        while wanted > 0 and not self.ended:
            taken = self._take()
            self.ended = not taken
            wanted -= len(taken)
            parts.append(self.decoder.decode(taken, final=self.ended))
        self.text += "".join(parts)

    def _take(self) -> bytes:
        try:
            return self.stream.read1(CHUNK)
        except BrokenError as error:
            self.broken = error
            return b""

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Go past what the pattern matches; return the character after it, "" at the end."""
        while True:
            found = pattern.match(self.text, self.at)
            end = found.end() if found else self.at
            if end < len(self.text) or self.ended:
                self.at = end
                return self.text[end : end + 1]
            if pattern is BETWEEN:
                self.at = end
            self.widen()


def values_of(stream: BufferedReader, limit: int) -> Iterator[tuple[int, object]]:
    """Yield the values with their numbers from 1; a diagnostic for one that cannot be read."""
    window, number = Window(stream), 0
    window.skip(OPEN)
    margin = _margin(window)
    while window.skip(BETWEEN) not in ("", "]"):
        number += 1
        value, found = _value(window, limit)
        yield number, value
        if not found and not _resume(window, margin):
            break
    if window.broken:
        raise window.broken


def _margin(window: Window) -> re.Pattern[str]:
    """Return what the beginning of another value looks like: a brace as far from the line's beginning as the first."""
    begin = window.text.rfind("\n", 0, window.at) + 1
    before = window.text[begin : window.at]
    return re.compile(rf"\n{before if not before.strip() else ''}(?=\{{)")


def _value(window: Window, limit: int) -> tuple[object, bool]:
    while True:
        try:
            value, end = json.JSONDecoder().raw_decode(window.text, window.at)
        except json.JSONDecodeError as error:
            near = error.msg.startswith("Unterminated") or error.pos >= len(window.text) - NEAR
            if not near or window.ended:
                return note("D022", reason=error.msg), False
        except (ValueError, RecursionError) as error:
            deep = isinstance(error, RecursionError)
            return note("D022", reason="it is nested too deep" if deep else str(error)), False
        else:
            if end < len(window.text) or window.ended:
                window.at = end
                return value, True
        if len(window.text) - window.at > limit:
            return note("D015", limit=limit), False
        window.widen()


def _resume(window: Window, margin: re.Pattern[str]) -> bool:
    """Go on to the next value after one that cannot be read; False where none is found."""
    while True:
        if found := margin.search(window.text, window.at + 1):
            window.at = found.end()
            return True
        if window.ended:
            return False
        window.at = max(window.at, len(window.text) - CHUNK)
        window.widen()
