"""Values of a filter, bare or in quotes, cut from its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from crisisdesk.filters.errors import FilterError

MAX_VALUE = 200
QUOTES = '"“”'
_BARE_VALUE = re.compile(r'[^\s"“”(),|]+')
_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?!")|“([^”]*)”')
_BLANKS = re.compile(r"\s*")
_ENDS = "()|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value or word as typed, without its quotes, and its place."""

    text: str
    start: int
    end: int


def fail(text: str, start: int, end: int, reason: str, hint: str = "") -> NoReturn:
    """Say what is wrong at a place of a filter."""
    raise FilterError(text=text, start=start, end=max(end, start + 1), reason=reason, hint=hint)


def after_blanks(text: str, at: int) -> int:
    """Return the first place that is no blank."""
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def scan_values(text: str, at: int, example: str) -> tuple[Value, ...]:
    """Return the values of a term, which commas part; blanks may follow a comma."""
    values = [_value(text, at, example)]
    while text[values[-1].end : values[-1].end + 1] == ",":
        values.append(_value(text, after_blanks(text, values[-1].end + 1), example))
    check_end(text, values[-1].end)
    return tuple(values)


def _value(text: str, at: int, example: str) -> Value:
    if text[at : at + 1] in ('"', "“"):
        return scan_quoted(text, at)
    found = _BARE_VALUE.match(text, at)
    if found is None:
        fail(text, at, at, "a value is missing", f"write it right after the colon or comma: {example}")
    return short_value(text, found[0], at, found.end())


def scan_quoted(text: str, at: int) -> Value:
    """Return what stands in the quotes that open here, with single blanks."""
    found = _QUOTED.match(text, at)
    if found is None:
        fail(text, at, len(text), "a quote without its other half")
    inner = found[2] if found[1] is None else found[1].replace('""', '"')
    plain = " ".join(inner.split())
    if not plain:
        fail(text, at, found.end(), "nothing between the quotes")
    return short_value(text, plain, at, found.end())


def short_value(text: str, value: str, start: int, end: int) -> Value:
    """Return a value unless it is too long."""
    if len(value) > MAX_VALUE:
        fail(text, start, end, f"a value longer than {MAX_VALUE} letters")
    return Value(text=value, start=start, end=end)


def check_end(text: str, at: int) -> None:
    """Check that what ends here is followed by a blank, a parenthesis or nothing."""
    after = text[at : at + 1]
    if after and not after.isspace() and after not in _ENDS:
        hint = 'put the quotes around the whole of it; a quote inside is written twice: ""'
        fail(text, at, at + 1, f"{after} right after a value", hint)
