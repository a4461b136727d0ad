"""Which column or key of a record holds which of our fields, and what its values are worth."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from crisisdesk.diagnostics import note
from crisisdesk.intake.item import Item
from crisisdesk.intake.text import parse_date
from crisisdesk.model.diagnostic import Diagnostic

NAMES = {
    "text": ("text", "body", "content", "story", "article"),
    "title": ("title", "headline"),
    "published": ("published", "date", "publication_date", "pubdate", "publishdate", "created"),
    "publisher": ("publisher", "source", "outlet", "domain"),
    "url": ("url", "link", "uri"),
}
DELIMITERS = ",\t;|"
LONGEST_DATE = 100
COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6}Z?)?")
SLASHED = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)\b")
SECONDS, MILLISECONDS = (10**8, 10**10), (10**11, 10**13)


def pick(columns: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Return for each of our fields the column that holds it; fields without one are left out."""
    known = {column.strip().lower(): column for column in reversed(list(columns))}
    wanted = {name: (mapping[name],) if name in mapping else NAMES[name] for name in NAMES}
    found = {
        name: next((known[one.lower()] for one in ones if one.lower() in known), "") for name, ones in wanted.items()
    }
    return {name: column for name, column in found.items() if column}


def split_header(line: str) -> tuple[list[str], str]:
    """Return the columns of a table's first line and the delimiter: the one that gives the most known columns.

    ``csv.Sniffer`` is not asked: it guesses from the text of the reports, and takes its time on long ones.
    """
    rows = {sign: next(csv.reader([line.strip("\r\n")], delimiter=sign), []) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: (len(pick(rows[sign], {})), len(rows[sign])))
    return rows[best], best


def no_text(columns: Iterable[str], mapping: Mapping[str, str]) -> Diagnostic:
    """Return the diagnostic that none of these columns holds the text."""
    wanted = (mapping["text"],) if "text" in mapping else NAMES["text"]
    there = ", ".join(column[:40] for column, _ in zip(columns, range(40), strict=False))
    return note("D023", wanted=", ".join(wanted), columns=there or "none")


def item_of(path: str, record: Mapping[str, object], picked: Mapping[str, str], found: tuple[Diagnostic, ...]) -> Item:
    """Return the item that a record with these columns gives."""
    values = {name: record.get(column) for name, column in picked.items()}
    text = values.pop("text", None)
    if not isinstance(text, str):
        kind = "empty" if text is None else f"no text but {_kind(text)}"
        return Item(path=path, found=(*found, note("D024", column=picked["text"][:40], kind=kind)))
    published = values.pop("published", None)
    told = {name: _words(value) for name, value in values.items()}
    strange = tuple(note("D025", column=picked[name][:40]) for name, value in told.items() if value is None)
    return Item(
        path=path,
        text=text,
        title=told.get("title") or "",
        published=published,
        publisher=told.get("publisher") or "",
        url=told.get("url") or "",
        found=(*found, *strange),
    )


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return kinds.get(type(value), type(value).__name__)


def _words(value: object) -> str | None:
    """Return a value in words, "" for none, None where it is not made of words."""
    if isinstance(value, dict):
        value = value.get("name")
    if value is None or isinstance(value, str):
        return (value or "").strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def day_of(value: object) -> date | None:
    """Return the day that a value of a record names: a date, a text, digits of a date, seconds since 1970."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return _day(str(value).strip()[:LONGEST_DATE])
    except (ValueError, OverflowError, OSError):
        return None


def _day(text: str) -> date | None:
    digits = COMPACT.fullmatch(text) or SLASHED.match(text)
    if digits and 1 <= int(digits[2]) <= 12:
        return date(int(digits[1]), int(digits[2]), int(digits[3]))
    number = float(text) if re.fullmatch(r"\d{9,13}(?:\.\d*)?", text, re.ASCII) else 0
    if SECONDS[0] <= number < SECONDS[1]:
        return datetime.fromtimestamp(number, UTC).date()
    if MILLISECONDS[0] <= number < MILLISECONDS[1]:
        return datetime.fromtimestamp(number / 1000, UTC).date()
    return parse_date(text)
