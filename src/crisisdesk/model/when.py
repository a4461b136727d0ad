"""When: time expressions with TIMEX3 type and value, and the interval of an act with its precision and reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crisisdesk.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression: ``type`` is DATE, TIME, DURATION or SET; ``value`` as in TIMEX3 (``2020-06-15``, ``P3D``).

    ``start`` and ``end`` are the first and last day of what it names, both None where it names no calendar time.
    ``precision`` is day, week, month, quarter, season, year, decade, century or vague.
    """

    span: Span
    type: str
    value: str
    start: date | None = None
    end: date | None = None
    precision: str = "vague"

    def to_dict(self) -> dict[str, object]:
        """Return span, type and value as plain values."""
        return {**self.span.to_dict(), "type": self.type, "value": self.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days in which an act falls; ``basis`` is ``expression``, ``document`` or ``unknown``."""

    start: date | None
    end: date | None
    precision: str
    basis: str
    span: Span | None = None

    def to_dict(self) -> dict[str, object]:
        """Return the interval, its precision, its reason and the words as plain values."""
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "precision": self.precision,
            "basis": self.basis,
            "span": self.span.to_dict() if self.span else None,
        }


def as_day(day: date | str | None) -> date | None:
    """Return a day that is given as a date or in ISO form.

    Raises:
        ValueError: the text is no ISO date.

    """
    return date.fromisoformat(day) if isinstance(day, str) else day
