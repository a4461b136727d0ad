"""What values a key takes: each check returns the one form of a value, or says what is wrong with it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from crisisdesk.filters.errors import BadValueError, closest

Check: TypeAlias = Callable[[str], str]
MAX_STARS = 3
_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_COMPARED = re.compile(r"(<=|>=|<|>|=|)\s*(-?)([0-9]{1,6})(\.[0-9]{1,2})?")
_STARS = re.compile(r"\*+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a closed set, what it means, and another way to write it."""

    value: str
    caption: str = ""
    also: str = ""


Choices: TypeAlias = Callable[[], tuple[Choice, ...]]


def one_of(noun: str, choices: Choices) -> Check:
    """Return the check of a closed set: any case, blanks for hyphens."""

    def check(value: str) -> str:
        wanted = value.lower().replace(" ", "-")
        for choice in choices():
            if wanted in (choice.value.lower(), choice.also):
                return choice.value
        raise BadValueError(f"no such {noun}: {value}", closest(value, tuple(c.value for c in choices())))

    return check


def period(value: str) -> tuple[date, date]:
    """Return the first and last day of a year, month or day in ISO form.

    Raises:
        BadValueError: it is none.

    """
    found = _PERIOD.fullmatch(value)
    if found is None:
        raise BadValueError(f"not a date: {value}", "write a year, month or day: 2020, 2020-06 or 2020-06-15")
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise BadValueError(f"no such day in the calendar: {value}") from error
    last_month = first.month if month else 12
    return first, first.replace(month=last_month, day=first.day if day else monthrange(first.year, last_month)[1])


def check_period(value: str) -> str:
    """Check a year, month or day."""
    period(value)
    return value


def check_score(value: str) -> str:
    """Check a comparison with a number: ``<-5``, ``>=2.5``, ``4``."""
    found = _COMPARED.fullmatch(value)
    if found is None:
        raise BadValueError(f"not a comparison with a number: {value}", "write it like <-5, >=2.5 or 4")
    sign, minus, whole, part = found.groups(default="")
    number = f"{float(minus + whole + part) + 0:.12g}"
    return ("" if sign == "=" else sign) + number


def check_count(value: str) -> str:
    """Check a comparison with a count: ``>=2``, ``1``."""
    found = _COMPARED.fullmatch(value)
    if found is None or found[2] or found[4]:
        raise BadValueError(f"not a comparison with a count: {value}", "write it like >=2, <5 or 1")
    return ("" if found[1] == "=" else found[1]) + str(int(found[3]))


def compared(value: str) -> tuple[str, float]:
    """Return sign and number of a checked comparison."""
    number = value.lstrip("<>=")
    return value[: len(value) - len(number)] or "=", float(number)


def check_pattern(value: str) -> str:
    """Check a name in which each ``*`` stands for any letters."""
    pattern = _STARS.sub("*", value)
    if pattern.count("*") > MAX_STARS:
        raise BadValueError(f"more than {MAX_STARS} stars in a value")
    return pattern


def check_cameo(value: str) -> str:
    """Check a CAMEO code or the beginning of one."""
    if not re.fullmatch(r"[0-9]{1,4}", value):
        raise BadValueError(f"not a CAMEO code: {value}", "write one to four digits, like 19 or 190")
    return value


def check_id(value: str) -> str:
    """Check an id or the beginning of one; a star at the end is left out."""
    bare = value.rstrip("*")
    if not bare or "*" in bare:
        raise BadValueError(f"not an id: {value}", "write the id or its beginning")
    return bare
