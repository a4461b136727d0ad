"""A stretch of a report's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets into ``Report.text``; always ``report.text[start:end] == text``."""

    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, object]:
        """Return the span as plain values."""
        return {"start": self.start, "end": self.end, "text": self.text}
