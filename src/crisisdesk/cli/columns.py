"""Cells of tables on a terminal."""

from __future__ import annotations


def fit(text: str, width: int) -> str:
    """Return a text in exactly so many characters; one that is cut ends with an ellipsis."""
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
