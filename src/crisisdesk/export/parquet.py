"""Rows as Parquet, by DuckDB in memory: one thread, so that the same rows give the same bytes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from crisisdesk.export.cells import Row, Value
from crisisdesk.export.columns import Column

SQL_TYPES = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "date": "DATE",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "yes/no": "BOOLEAN",
}
LARGEST = 2**63 - 1
LONGEST_LINE, LONGEST_CHARACTER = 2**24, 4
ALONE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def write_parquet(columns: Sequence[Column], rows: Iterable[Row], out: BinaryIO) -> int:
    """Write rows with the types of their columns; return their number. An unknown value is NULL, no list is empty."""
    with TemporaryDirectory(prefix="crisisdesk-") as folder:
        target = Path(folder) / "rows.parquet"
        number = write_table(columns, rows, target)
        with target.open("rb") as stream:
            shutil.copyfileobj(stream, out)
    return number


def write_table(columns: Sequence[Column], rows: Iterable[Row], target: Path) -> int:
    """Write rows to a file, as ``write_parquet`` does; a file beside it, which is removed, holds them meanwhile."""
    lines = target.with_name(f"{target.name}.jsonl")
    number, longest = _lines(columns, rows, lines)
    _copy(columns, lines, longest, target)
    lines.unlink()
    return number


def sql_type(column: Column) -> str:
    """Return the type of a column in SQL."""
    kind = column.type.removeprefix("list of ")
    return SQL_TYPES[kind] + ("[]" if kind != column.type else "")


def _lines(columns: Sequence[Column], rows: Iterable[Row], path: Path) -> tuple[int, int]:
    """Write rows as JSON lines; return their number, and how many bytes the longest may have."""
    number = longest = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        for row in rows:
            found = {column.name: _fitting(row.get(column.name)) for column in columns}
            line = json.dumps(found, ensure_ascii=False, default=date.isoformat)
            stream.write(f"{line}\n")
            number, longest = number + 1, max(longest, LONGEST_CHARACTER * len(line))
    return number, longest


def _fitting(value: Value) -> Value:
    """Return a value; None in place of a whole number of over 64 bits, which no column holds."""
    if isinstance(value, tuple):
        return tuple(item if _fits(item) else None for item in value)
    return value if _fits(value) else None


def _fits(value: Value) -> bool:
    return not isinstance(value, int) or -LARGEST <= value <= LARGEST


def _copy(columns: Sequence[Column], lines: Path, longest: int, target: Path) -> None:
    import duckdb

    types = ", ".join(f"{_quoted(column.name)}: {_quoted(sql_type(column))}" for column in columns)
    limits = f"format = 'newline_delimited', maximum_object_size = {max(longest, LONGEST_LINE)}"
    rows = f"read_json({_quoted(str(lines))}, {limits}, columns = {{{types}}})"
    with duckdb.connect(":memory:", config=ALONE) as connection:
        connection.execute(f"COPY (SELECT * FROM {rows}) TO {_quoted(str(target))} (FORMAT parquet, COMPRESSION zstd)")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
