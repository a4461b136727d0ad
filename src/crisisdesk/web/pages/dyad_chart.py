"""The chart of a dyad: its events and its tension on one axis of time, as SVG without script or style of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2

from markupsafe import Markup

from crisisdesk.export.wording import visible
from crisisdesk.views.event_lines import many
from crisisdesk.views.html import Html, tag
from crisisdesk.views.plots import AXIS, DOWN, INK, UP, shown_labels, ticks

WIDTH, LEFT, RIGHT = 1000, 64, 16
LANE, LINE, LANES_TOP, BARS_TOP, BARS, BOTTOM = 44, 34, 26, 182, 200, 30
HEIGHT = BARS_TOP + BARS + BOTTOM
NEAR, STEP, MOST_STACKED = 9, 7, 4
NEUTRAL = "#6b7178"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """A period: its days, the sums of both directions, and the changes in words."""

    name: str
    start: date
    end: date
    n: int
    there: int
    back: int
    conflict: float
    cooperation: float
    net: float
    stock: float
    changes: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event on the axis: ``lane`` is 0 for A on B, 1 for B on A, 2 for both ways; ``words`` tell it."""

    id: str
    lane: int
    start: date
    end: date
    score: float
    actual: bool
    voices: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is drawn: the names of the lanes, points in order, marks, and where each period leads."""

    title: str
    lanes: tuple[str, str, str]
    points: tuple[PointRow, ...]
    marks: tuple[Mark, ...]
    hrefs: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The days of the drawing, and the values of its bars."""

    first: date
    last: date
    low: float
    high: float

    def x(self, day: date, share: float = 0.0) -> float:
        """Return where a day begins; ``share`` of it further to the right."""
        days = (self.last - self.first).days + 1
        return LEFT + ((day - self.first).days + share) / days * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Return how far down a value is."""
        return BARS_TOP + (self.high - value) / (self.high - self.low) * BARS


def axis_of(points: Sequence[PointRow], marks: Sequence[Mark]) -> Axis | None:
    """Return the axis of points and marks; None where there are neither."""
    days = [day for p in points for day in (p.start, p.end)] + [day for m in marks for day in (m.start, m.end)]
    if not days:
        return None
    low = min([0.0, *(-p.conflict for p in points), *(p.stock for p in points)])
    high = max([0.0, *(p.cooperation for p in points), *(p.stock for p in points)])
    return Axis(first=min(days), last=max(days), low=low, high=high if high > low else low + 1)


def chart_of(drawing: Drawing) -> Markup:
    """Return the chart; empty where nothing is dated."""
    axis = axis_of(drawing.points, drawing.marks)
    if axis is None:
        return Markup("")
    parts = (*_frame(drawing, axis), *_marks(drawing.marks, axis), *_tension(drawing, axis))
    box = {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": str(WIDTH), "height": str(HEIGHT)}
    named = tag("title", visible(drawing.title))
    kind = {"class": "chart", "role": "group", "aria-label": visible(drawing.title), "font-size": "12"}
    return Markup(tag("svg", named, *parts, xmlns="http://www.w3.org/2000/svg", **box, **kind))


def _frame(drawing: Drawing, axis: Axis) -> Iterator[Html]:
    for n, name in enumerate(drawing.lanes):
        top = LANES_TOP + LANE * n
        yield _line((LEFT, top + LINE), (WIDTH - RIGHT, top + LINE), "0.5")
        yield _words(visible(name), LEFT, top + 10, class_="lane", font_size="11")
    for value in ticks(axis.low, axis.high):
        yield _line((LEFT, axis.y(value)), (WIDTH - RIGHT, axis.y(value)), "1" if value == 0 else "0.25")
        yield _words(f"{value:g}", LEFT - 6, axis.y(value) + 4, text_anchor="end")
    for day, label in _labels(drawing.points, axis):
        yield _line((axis.x(day), LANES_TOP), (axis.x(day), BARS_TOP + BARS), "0.25")
        yield _words(label, axis.x(day), HEIGHT - 10)


def _labels(points: Sequence[PointRow], axis: Axis) -> Iterator[tuple[date, str]]:
    if not points:
        yield axis.first, axis.first.isoformat()
    for n, label in shown_labels([point.name for point in points]):
        yield points[n].start, label


def _marks(marks: Sequence[Mark], axis: Axis) -> Iterator[Html]:
    stacked: Counter[tuple[int, int]] = Counter()
    for mark in marks:
        x = axis.x(mark.start, 0.5) if mark.start == mark.end else (axis.x(mark.start) + axis.x(mark.end, 1.0)) / 2
        place = (mark.lane, round(x / NEAR))
        y = LANES_TOP + LANE * mark.lane + LINE - STEP * min(stacked[place], MOST_STACKED)
        stacked[place] += 1
        yield _mark(mark, axis, x, y)


def _mark(mark: Mark, axis: Axis, x: float, y: float) -> Html:
    kind, colour = ("hostile", DOWN) if mark.score < 0 else ("friendly", UP) if mark.score > 0 else ("neutral", NEUTRAL)
    size = 3 + log2(1 + mark.voices)
    paint = {"fill": colour} if mark.actual else {"fill": "none", "stroke": colour, "stroke-dasharray": "2 1.5"}
    words = visible(mark.words)
    parts = [tag("title", words), tag("path", d=_shape(kind, x, y, size), **paint)]
    if mark.start != mark.end:
        ends = {"x1": f"{axis.x(mark.start):.1f}", "x2": f"{axis.x(mark.end, 1.0):.1f}", "y1": f"{y:.1f}"}
        parts.append(tag("line", **ends, y2=f"{y:.1f}", stroke=colour))
    status = "mark " + kind + ("" if mark.actual else " open")
    return tag("a", *parts, href=f"/event/{mark.id}", aria_label=words, class_=status)


def _shape(kind: str, x: float, y: float, r: float) -> str:
    """Return a triangle down for a hostile act, up for a friendly one, else a square on its tip: not colour alone."""
    if kind == "neutral":
        return f"M{x - r:.1f} {y:.1f}L{x:.1f} {y - r:.1f}L{x + r:.1f} {y:.1f}L{x:.1f} {y + r:.1f}z"
    tip = r if kind == "hostile" else -r
    return f"M{x - r:.1f} {y - tip * 0.7:.1f}L{x + r:.1f} {y - tip * 0.7:.1f}L{x:.1f} {y + tip:.1f}z"


def _tension(drawing: Drawing, axis: Axis) -> Iterator[Html]:
    for point in drawing.points:
        if point.n:
            yield _bars(point, axis, drawing.hrefs.get(point.name, ""))
    middles = ((axis.x(p.end, 1.0), axis.y(p.stock)) for p in drawing.points)
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in middles)
    if line:
        yield tag("polyline", points=line, fill="none", stroke=INK, stroke_width="1.5", class_="stock")


def _bars(point: PointRow, axis: Axis, href: str) -> Html:
    words = (
        f"{point.name}: {many(point.n, 'event')}, conflict {point.conflict:.1f}, cooperation {point.cooperation:.1f}"
    )
    left, right = axis.x(point.start, 0.15), axis.x(point.end, 0.85)
    width = max(1.5, right - left)
    parts = [tag("title", words), _rect(left, BARS_TOP, width, BARS, "none", "reach")]
    for value, colour, kind in ((point.cooperation, UP, "up"), (-point.conflict, DOWN, "down")):
        if value:
            top, bottom = sorted((axis.y(value), axis.y(0)))
            parts.append(_rect(left, top, width, bottom - top, colour, kind))
    return tag("a", *parts, href=href, aria_label=words)


def _rect(x: float, y: float, width: float, height: float, colour: str, kind: str) -> Html:
    size = {"width": f"{width:.2f}", "height": f"{height:.2f}", "fill": colour}
    caught = {"pointer-events": "all"} if colour == "none" else {}
    return tag("rect", x=f"{x:.2f}", y=f"{y:.2f}", class_=kind, **size, **caught)


def _line(start: tuple[float, float], end: tuple[float, float], width: str) -> Html:
    ends = {"x1": f"{start[0]:.1f}", "y1": f"{start[1]:.1f}", "x2": f"{end[0]:.1f}", "y2": f"{end[1]:.1f}"}
    return tag("line", stroke=AXIS, stroke_width=width, class_="axis", **ends)


def _words(text: str, x: float, y: float, **more: str) -> Html:
    return tag("text", text, x=f"{x:.1f}", y=f"{y:.1f}", fill=INK, **more)
