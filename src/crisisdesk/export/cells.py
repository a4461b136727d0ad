"""One value as the text of a cell: lists, unknown values, and text that a spreadsheet would run as a formula."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

Scalar = str | int | float | bool | date | None
Value = Scalar | tuple[Scalar, ...]
Row = Mapping[str, Value]

NUMERIC = (int, float, date)
FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
CODE = re.compile(r"[A-Za-z0-9:|._-]*")
BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")


def cell(value: Value, kind: str) -> str:
    """Return a value as text for a column of a type; unknown is empty, text that begins a formula has an apostrophe."""
    if value is None:
        return ""
    text = _plain(value)
    if isinstance(value, NUMERIC) or (kind.endswith("code") and CODE.fullmatch(text)):
        return text
    if isinstance(value, tuple) and kind.endswith(("integer", "number", "date")):
        return text
    return guard(text)


def guard(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula (OWASP, CSV injection).

    Text that begins with apostrophes before such a sign gets one more, so that ``unguard`` gives every text back.
    """
    return f"'{text}" if FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take away the apostrophe that ``guard`` put there."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def one_line(text: str) -> str:
    """Return text for tab-separated files, which have no quoting: line ends and tabs are spaces, ``"`` is ``'``."""
    return BREAKS.sub(" ", text).replace('"', "'")


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a list cell: ``|`` parts them, ``\\|`` and ``\\\\`` are signs of an item."""
    if not text:
        return ()
    parts = re.findall(r"(?:^|\|)((?:[^\\|]|\\.)*)", text, re.DOTALL)
    return tuple(re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in parts)


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(_plain(item).replace("\\", "\\\\").replace("|", "\\|") for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return format(value, ".10g")
    return value.isoformat() if isinstance(value, date) else str(value)
