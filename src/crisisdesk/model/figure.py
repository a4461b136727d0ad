"""A figure: how many the words of an act count, and of what."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number tied to an act; a bound that is not told is None, 0 is told ("no one was hurt").

    ``of`` is what was done to those counted (``killed``, ``wounded``, ``arrested``, ``displaced``, ...) or the plural
    of what is counted (``soldiers``, ``rockets``, ``dollars``). An exact number has all three alike. "At least" and
    "more than" give low and best; "up to", "fewer than" and "nearly" best and high; "about" best alone; "20 to 30" and
    "two or three" low and high; "dozens" and "hundreds" low alone (24, 200: two of them).
    """

    of: str
    low: int | None
    best: int | None
    high: int | None
    span: Span

    def to_dict(self) -> dict[str, object]:
        """Return the figure as plain values."""
        return {"of": self.of, "low": self.low, "best": self.best, "high": self.high, "span": self.span.to_dict()}
