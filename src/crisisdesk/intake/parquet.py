"""Parquet files, by DuckDB in memory: row groups are read one after another."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from crisisdesk.diagnostics import note
from crisisdesk.intake.fields import item_of, no_text, pick
from crisisdesk.intake.item import Given, Item
from crisisdesk.intake.streams import CHUNK, BrokenError
from crisisdesk.intake.unread import unreadable

# No extension is loaded, so nothing is fetched; one thread keeps the order of the rows.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "1GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
ROWS = 16


def read(given: Given) -> Iterator[Item]:
    """Yield the rows of a Parquet file."""
    with tempfile.TemporaryDirectory(prefix="crisisdesk-") as folder:
        # DuckDB takes * and [ in a name for a pattern: the file gets a name without.
        path = Path(folder) / "table.parquet"
        if given.path:
            path.symlink_to(given.path.resolve())
        else:
            _copy(given, path)
        yield from _items(given, str(path))


def _copy(given: Given, path: Path) -> None:
    """Copy what does not lie on this machine as it is, as far as the limit: DuckDB goes to and fro in a file."""
    left = given.options.max_copy
    try:
        with path.open("wb") as copy:
            while taken := given.stream.read(CHUNK):
                left -= len(taken)
                if left < 0:
                    raise BrokenError(note("D047", limit=given.options.max_copy))
                copy.write(taken)
    except OSError as error:
        # Such as a full disk; what the stream itself meets is a BrokenError.
        raise BrokenError(unreadable(error)) from error


def _items(given: Given, path: str) -> Iterator[Item]:
    try:
        with duckdb.connect(":memory:", config=CONFIG) as base:
            header = [str(row[0]) for row in base.execute("DESCRIBE FROM read_parquet(?)", [path]).fetchall()]
            picked = pick(header, given.options.columns)
            if "text" not in picked:
                yield Item(path=given.name, found=(no_text(header, given.options.columns),))
                return
            yield from _rows(base, given, path, picked)
    except (duckdb.Error, UnicodeDecodeError, RuntimeError) as error:
        reason = str(error).replace(path, given.name).splitlines() or [""]
        yield Item(path=given.name, found=(note("D030", reason=reason[0][:200]),))


def _rows(base: duckdb.DuckDBPyConnection, given: Given, path: str, picked: dict[str, str]) -> Iterator[Item]:
    columns = ", ".join('"{}"'.format(column.replace('"', '""')) for column in picked.values())
    base.execute(f"SELECT {columns} FROM read_parquet(?, binary_as_string=true)", [path])
    number, limit = 0, given.options.max_bytes
    while rows := base.fetchmany(ROWS):
        for row in rows:
            number += 1
            record = dict(zip(picked.values(), row, strict=True))
            name = f"{given.name}:{number}"
            if not given.wanted(number - 1):
                yield Item(path=name)
            elif len(str(record[picked["text"]])) > limit:
                yield Item(path=name, found=(note("D015", limit=limit),))
            else:
                yield item_of(name, record, picked, ())
