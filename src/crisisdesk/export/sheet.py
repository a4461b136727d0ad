"""Rows as comma-separated (RFC 4180) or tab-separated text in UTF-8, without a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, TextIO

from crisisdesk.export.cells import Row, cell, one_line
from crisisdesk.export.columns import Column


@contextmanager
def text_of(out: BinaryIO) -> Iterator[TextIO]:
    """Give a binary stream as text in UTF-8; the stream stays open."""
    stream = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        yield stream
    finally:
        stream.detach()


def write_csv(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> int:
    """Write a header and rows; return their number."""
    number = 0
    with text_of(out) as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([cell(row.get(column.name), column.type) for column in columns])
            number += 1
    return number


def write_tsv(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO, *, header: bool) -> int:
    """Write rows parted by tabs and nothing quoted, with or without a header; return their number."""
    number = 0
    with text_of(out) as stream:
        if header:
            stream.write("\t".join(column.name for column in columns) + "\n")
        for row in rows:
            stream.write("\t".join(_bare(row, column) for column in columns) + "\n")
            number += 1
    return number


def _bare(row: Row, column: Column) -> str:
    value = row.get(column.name)
    return cell(one_line(value) if isinstance(value, str) else value, column.type)
