"""The columns of every table that is exported, from ``columns.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: ``type`` is text, code, date, number, integer or yes/no, or ``list of`` one of them.

    ``code`` is text of a closed set of letters, digits and signs. ``unknown`` says how a value that is not known is
    written; ``filled`` is False for a column of another data set for which a record has nothing.
    """

    name: str
    type: str
    meaning: str
    unit: str = ""
    unknown: str = "empty"
    filled: bool = True


@cache
def load_tables() -> dict[str, tuple[Column, ...]]:
    """Return the columns of all tables, in the order of the file, read once."""
    text = (files("crisisdesk.export") / "columns.toml").read_text(encoding="utf8")
    return {
        table: tuple(Column(name=name, **row) for name, row in rows.items())
        for table, rows in tomllib.loads(text).items()
    }


def columns_of(table: str) -> tuple[Column, ...]:
    """Return the columns of a table: events, claims, gdelt, polecat, icews or acled.

    Raises:
        KeyError: there is no such table.

    """
    return load_tables()[table]
