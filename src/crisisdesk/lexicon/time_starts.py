"""Which names a pattern of the grammar of times can begin with, so that a rule is only tried where it may match."""

from __future__ import annotations

import re
from dataclasses import dataclass

PIECE = re.compile(r"\(\?<?[=!]|(?:[a-z]\w*:)?\(|\)|(?:[a-z]\w*:)?[A-Za-z][\w']*|[|?*+$]")
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Start:
    """The names a piece of a pattern can begin with, whether it may be empty, and the piece after it."""

    names: frozenset[str]
    empty: bool
    after: int


def starts(pattern: str) -> frozenset[str]:
    """Return the classes and words that can stand first in a match of a pattern, its macros written out."""
    return alternatives(PIECE.findall(pattern), 0).names


def alternatives(pieces: list[str], at: int) -> Start:
    """Read alternatives up to the closing bracket or the end."""
    found = sequence(pieces, at)
    while found.after < len(pieces) and pieces[found.after] == "|":
        other = sequence(pieces, found.after + 1)
        found = Start(found.names | other.names, found.empty or other.empty, other.after)
    return found


def sequence(pieces: list[str], at: int) -> Start:
    """Read pieces that follow each other."""
    found = Start(NOTHING, True, at)
    while found.after < len(pieces) and pieces[found.after] not in ("|", ")"):
        part = repeated(pieces, found.after)
        found = Start(found.names | part.names if found.empty else found.names, found.empty and part.empty, part.after)
    return found


def repeated(pieces: list[str], at: int) -> Start:
    """Read one piece with the sign of repetition behind it."""
    part = single(pieces, at)
    sign = pieces[part.after] if part.after < len(pieces) else ""
    if sign not in ("?", "*", "+") or not sign:
        return part
    return Start(part.names, part.empty or sign != "+", part.after + 1)


def single(pieces: list[str], at: int) -> Start:
    """Read a name, a bracket or a look to either side; the last takes no token."""
    piece = pieces[at]
    if piece == "$":
        return Start(NOTHING, True, at + 1)
    if not piece.endswith(("(", "=", "!")):
        return Start(frozenset({piece.rpartition(":")[2]}), False, at + 1)
    inner = alternatives(pieces, at + 1)
    around = piece.startswith("(?")
    return Start(NOTHING if around else inner.names, around or inner.empty, inner.after + 1)
