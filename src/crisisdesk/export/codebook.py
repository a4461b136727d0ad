"""The codebook: what every column of every export means, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from crisisdesk.export.columns import Column, load_tables
from crisisdesk.export.formats import FORMATS
from crisisdesk.export.sheet import text_of

HEAD = ("| column | type | unit | meaning | unknown |", "|---|---|---|---|---|")


def write_codebook(out: BinaryIO) -> None:
    """Write all tables as Markdown."""
    with text_of(out) as stream:
        stream.writelines(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield "## Codebook"
    for table, columns in load_tables().items():
        formats = ", ".join(f"`{found.name}`" for found in FORMATS.values() if found.table == table)
        yield from ("", f"### Table {table}", "", f"Of {formats}. {len(columns)} columns.", "", *HEAD)
        yield from map(_row, columns)


def _row(column: Column) -> str:
    unknown = column.unknown if column.filled else "always empty"
    cells = (f"`{column.name}`", column.type, column.unit, column.meaning, unknown)
    return "| " + " | ".join(text.replace("|", "\\|") for text in cells) + " |"
