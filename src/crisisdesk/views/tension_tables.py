"""Tables of the tension views as CSV, as JSON or as columns of text: the numbers are rounded here and nowhere else."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from crisisdesk.export.cells import guard
from crisisdesk.views.tension import Point, Series, Tally
from crisisdesk.views.tension_change import WINDOWS, Change
from crisisdesk.views.tension_parties import Way

Cell: TypeAlias = str | int | float | date | tuple[str, ...] | None
DIGITS = 4
CHANGES = ("events", "mean", "difference", "ratio", "z", "caution")
SUMS = ("n", "hostile", "conflict", "cooperation", "net", "stock")
COLUMNS = (
    *("period", "start", "end", "actor", "recipient", "direction", *SUMS),
    *(f"{name}_{window}" for window in WINDOWS for name in CHANGES),
    "event_ids",
)


def rounded(value: float) -> float:
    """Return a number with so many digits as tables show, nought without a sign."""
    return round(value, DIGITS) + 0.0


def csv_of(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows under a header, as RFC 4180 has them; lists are parted by ``|``, unknown values are empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Cell) -> str:
    if isinstance(value, tuple):
        return guard("|".join(value))
    if isinstance(value, float):
        return f"{rounded(value):.10g}"
    return "" if value is None else guard(value) if isinstance(value, str) else str(value)


def json_of(value: object) -> str:
    """Return dataclasses, days and numbers as JSON, with the names of their fields and properties in order."""
    return json.dumps(plain(value), ensure_ascii=False, indent=1) + "\n"


def plain(value: object) -> object:
    """Return dataclasses as mappings of all their fields and public properties, and what is in them likewise."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        named = [field.name for field in fields(value)]
        more = [name for name, part in vars(type(value)).items() if isinstance(part, property)]
        return {name: plain(getattr(value, name)) for name in (*named, *more)}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return rounded(value)
    return value.isoformat() if isinstance(value, date) else value


def text_of(heads: Sequence[str], rows: Iterable[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Yield lines of columns under heads, the first ``left`` columns and the last to the left, the others to the right.

    The last column has no head of its own width: it may be long.
    """
    table = [tuple(heads), *map(tuple, rows)]
    widths = [max(len(row[n]) for row in table) for n in range(len(heads))]
    for row in table:
        cells = (cell.ljust(width) if n < left else cell.rjust(width) for n, (cell, width) in _columns(row, widths))
        yield "  ".join((*cells, row[-1])).rstrip()


def _columns(row: Sequence[str], widths: Sequence[int]) -> Iterable[tuple[int, tuple[str, int]]]:
    return enumerate(zip(row[:-1], widths[:-1], strict=True))


def series_rows(series: Series, ways: Sequence[Way]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a period and direction, by ``COLUMNS``."""
    for point in series.points:
        for way in ways:
            yield _series_row(series, point, way)


def _series_row(series: Series, point: Point, way: Way) -> tuple[Cell, ...]:
    period, tally = point.period, point.of(way)
    parties = (series.b.value, series.a.value) if way is Way.BACK else (series.a.value, series.b.value)
    changes = (cell for found in tally.changes for cell in change_cells(found))
    return (period.name, period.start, period.end, *parties, way.value, *_sums(tally), *changes, tally.events)


def _sums(tally: Tally) -> tuple[Cell, ...]:
    return tally.n, tally.hostile, tally.conflict, tally.cooperation, tally.net, tally.stock


def change_cells(change: Change) -> tuple[Cell, ...]:
    """Return the cells of a change, by ``CHANGES``."""
    return change.events, change.mean, change.difference, change.ratio, change.z, change.caution
