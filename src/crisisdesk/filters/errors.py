"""What is wrong with a filter, and where in its text."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from crisisdesk.errors import CrisisdeskError

_BEFORE, _AFTER, _FEW = 60, 40, 32


@dataclass(eq=False, kw_only=True)
class FilterError(CrisisdeskError):
    """A filter is not understood: ``text[start:end]`` is the place, ``hint`` what to write instead, or empty."""

    text: str
    start: int
    end: int
    reason: str
    hint: str = ""

    def __str__(self) -> str:
        lines = [self.reason, *self.marked()]
        return "\n".join([*lines, self.hint] if self.hint else lines)

    def marked(self) -> tuple[str, str]:
        """Return the text around the place and a line with carets under it, each indented by two blanks."""
        first = max(0, self.start - _BEFORE)
        shown = "".join(letter if letter.isprintable() else " " for letter in self.text[first : self.end + _AFTER])
        carets = "^" * max(1, self.end - self.start)
        return f"  {shown}", f"  {' ' * (self.start - first)}{carets}"


class BadValueError(ValueError):
    """A value that its key does not take; the parser adds the place and makes a ``FilterError`` of it."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


def closest(word: str, known: tuple[str, ...], *, every: bool = True) -> str:
    """Return a hint with the known word nearest to a mistyped one, else with every one where they are few."""
    lowered = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    if near:
        return f"did you mean {lowered[near[0]]}?"
    return f"one of {', '.join(known)}" if every and len(known) <= _FEW else ""
