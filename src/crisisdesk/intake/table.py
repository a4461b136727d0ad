"""Tables as text: CSV, TSV and their like, with a header."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from crisisdesk.diagnostics import note
from crisisdesk.intake.fields import item_of, no_text, pick, split_header
from crisisdesk.intake.item import Given, Item
from crisisdesk.intake.lines import decode_line, lines_of
from crisisdesk.model.diagnostic import Diagnostic

MAX_RETRIES = 100


class Lines:
    """The lines of a table as ``csv`` wants them, which remembers those of the row that is being read."""

    def __init__(self, given: Given) -> None:
        self.lines, self.limit = lines_of(given.stream, given.options.max_bytes), given.options.max_bytes
        self.again: list[tuple[int, bytes | None]] = []
        self.row: list[tuple[int, bytes | None]] = []
        self.found: tuple[Diagnostic, ...] = ()
        self.ended, self.size, self.until = False, 0, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """Return the next line; a row that grows too long is an error of ``csv``, as a field is."""
        following = self.again.pop() if self.again else next(self.lines, None)
        if following is None:
            self.ended = True
            raise StopIteration
        self.row.append(following)
        self.size += len(following[1] or b"")
        if following[1] is None or self.size > self.limit:
            raise csv.Error(f"it is larger than {self.limit} bytes")
        text, found = decode_line(following[1])
        self.found = self.found or found
        return text

    def begin(self) -> None:
        """Forget the row that was read."""
        self.row, self.found, self.size = [], (), 0

    def replay(self) -> None:
        """Give the lines after the first of this row once more, as rows of their own."""
        self.again += reversed(self.row[1:])
        self.until = max(self.until, self.row[-1][0])
        self.ended = False


def read(given: Given) -> Iterator[Item]:
    """Yield the rows of a table; a bad row is a diagnostic with its line."""
    csv.field_size_limit(max(csv.field_size_limit(), given.options.max_bytes))
    lines = Lines(given)
    try:
        header, delimiter = split_header(next(lines, ""))
    except csv.Error as error:
        yield Item(path=given.name, found=(note("D029", reason=error),))
        return
    picked = pick(header, given.options.columns)
    if "text" not in picked:
        yield Item(path=given.name, found=(no_text(header, given.options.columns),))
        return
    for line, row, found in _rows(lines, delimiter, len(header)):
        path = f"{given.name}:{line}"
        if row is None:
            yield Item(path=path, found=found)
        elif row:
            yield item_of(path, dict(zip(header, row, strict=False)), picked, found)


def _rows(lines: Lines, delimiter: str, columns: int) -> Iterator[tuple[int, list[str] | None, tuple[Diagnostic, ...]]]:
    """Yield each row with its first line, None with the reason for a bad one."""
    retries = 0
    while retries <= MAX_RETRIES:
        lines.begin()
        row, reason = _row(lines, delimiter)
        if not lines.row:
            return
        if reason:
            retries += len(lines.row) > 1
            lines.replay()
        fields, line = len(row or ()), lines.row[0][0]
        if row and fields != columns and line <= lines.until:
            continue  # a piece of the bad row
        if fields > columns:
            row, reason = None, f"it has {fields} fields, the header {columns}"
        yield line, row, (note("D029", reason=reason),) if reason else lines.found
    yield lines.row[0][0], None, (note("D029", reason="too many are like this, so the rest was left out"),)


def _row(lines: Lines, delimiter: str) -> tuple[list[str] | None, str]:
    lines.ended = False
    try:
        row = next(csv.reader(lines, delimiter=delimiter), None)
    except csv.Error as error:
        return None, str(error)
    return (None, "a quotation mark is never closed") if lines.ended and lines.row else (row, "")
