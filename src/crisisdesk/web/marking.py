"""Marks on a text: it is cut at every boundary, so that marks may overlap, and control characters are made visible."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

LAYERS = ("claim", "speaker", "actor", "place", "time")
DEEPEST = 8
# Marks of direction, zero-width and invisible characters and controls, all but tab and the ends of lines.
CONTROL = re.compile(
    "([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f])\\1*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A half-open range of a text with what stands there: its layer, a label, and where a link on it leads."""

    start: int
    end: int
    layer: str
    label: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The words between two boundaries, with the layers and labels over them.

    ``href`` is the link of the most important mark; ``begins`` says that this mark begins with this piece.
    """

    start: int
    text: str
    layers: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    href: str = ""
    begins: bool = False


def cut(text: str, at: int, marks: Iterable[Stretch], bounds: Iterable[int] = ()) -> Iterator[Piece]:
    """Yield the pieces of a text that begins at offset ``at``, cut where marks begin and end and at ``bounds``.

    Joined, the pieces are the text. Where more than ``DEEPEST`` marks lie over each other, the later ones are left out.
    """
    end = at + len(text)
    inside = (m for m in marks if m.start < end and m.end > at and m.start < m.end)
    waiting = deque(sorted(inside, key=lambda m: (m.start, -m.end, LAYERS.index(m.layer))))
    edges = {at, end, *(place for m in waiting for place in (m.start, m.end)), *bounds}
    over: list[Stretch] = []
    for first, last in pairwise(sorted(edge for edge in edges if at <= edge <= end)):
        over = [mark for mark in over if mark.end > first]
        while waiting and waiting[0].start <= first:
            mark = waiting.popleft()
            if len(over) < DEEPEST:
                over.append(mark)
        yield _piece(first, text[first - at : last - at], over, at)


def _piece(start: int, text: str, over: Iterable[Stretch], at: int) -> Piece:
    ranked = sorted(over, key=lambda m: (LAYERS.index(m.layer), m.end - m.start))
    if not ranked:
        return Piece(start=start, text=text)
    linked = next((mark for mark in ranked if mark.href), ranked[0])
    return Piece(
        start=start,
        text=text,
        layers=tuple(dict.fromkeys(mark.layer for mark in ranked)),
        labels=tuple(dict.fromkeys(mark.label for mark in ranked)),
        href=linked.href,
        begins=max(linked.start, at) == start,
    )


def shown(text: str) -> Markup:
    """Return a text for a page: escaped, returns kept, control characters as their code points, runs of one counted."""
    escaped = CONTROL.sub(_named, str(escape(text)))
    return Markup(escaped.replace("\r", "&#13;"))


def _named(found: re.Match[str]) -> str:
    times = len(found[0])
    return f'<span class="control">U+{ord(found[1]):04X}{f" ×{times}" if times > 1 else ""}</span>'
