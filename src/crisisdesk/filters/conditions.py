"""The single comparisons that filters are made of, as SQL with parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from crisisdesk.filters.parties import country_codes
from crisisdesk.filters.terms import quad_choices
from crisisdesk.filters.values import compared, period

Sql: TypeAlias = tuple[str, tuple[object, ...]]
_LAST = "\U0010ffff"


def _joined(parts: Iterable[Sql], word: str, empty: str) -> Sql:
    found = tuple(parts)
    texts = [text for text, _ in found]
    values = tuple(value for _, each in found for value in each)
    return (texts[0] if len(texts) == 1 else f"({f' {word} '.join(texts)})") if texts else empty, values


def both(parts: Iterable[Sql]) -> Sql:
    """Return what all parts ask."""
    return _joined(parts, "AND", "1")


def either(parts: Iterable[Sql]) -> Sql:
    """Return what one of the parts asks."""
    return _joined(parts, "OR", "0")


def like(column: str, pattern: str) -> Sql:
    """Return a comparison without regard to case; SQLite folds ASCII letters only, so others are asked in each case."""
    forms = (pattern, pattern.lower(), pattern.upper(), pattern.title())
    values = (pattern,) if pattern.isascii() else tuple(dict.fromkeys(forms))
    if "*" in pattern:
        return either((f"{column} LIKE ? ESCAPE '\\'", (_liked(value),)) for value in values)
    return either((f"{column} = ? COLLATE NOCASE", (value,)) for value in values)


def _liked(pattern: str) -> str:
    plain = pattern.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return plain.replace("*", "%")


def begins(column: str, prefix: str) -> Sql:
    """Return a comparison with the beginning of a text."""
    return f"({column} >= ? AND {column} < ?)", (prefix, prefix + _LAST)


def party(value: str) -> Sql:
    """Return what is asked of a row ``p`` of a table of parties."""
    country, colon, sector = value.partition(":")
    if not colon:
        return ("p.country = ?", (value,)) if value in country_codes() else like("p.name", value)
    return both([*([("p.country = ?", (country,))] if country else []), ("p.sector = ?", (sector,))])


def matches(column: str, value: str) -> Sql:
    """Return a comparison with a number, by its sign."""
    sign, number = compared(value)
    return f"{column} {sign} ?", (number,)


def flag(column: str, value: str) -> Sql:
    """Return a comparison of a 0 or 1 with yes or no."""
    return f"{column} = ?", (int(value == "yes"),)


def since(column: str, value: str) -> Sql:
    """Return that a day is not before a year, month or day."""
    return f"{column} >= ?", (period(value)[0].isoformat(),)


def until(column: str, value: str) -> Sql:
    """Return that a day is not after a year, month or day."""
    return f"{column} <= ?", (period(value)[1].isoformat(),)


def quad_number(value: str) -> int:
    """Return the number of a quad class in words."""
    return next(int(choice.also) for choice in quad_choices() if choice.value == value)
