"""Charts without a drawing library: bars up and down from a line of nought, and a line over them, as SVG or in text.

The SVG has no script, style sheet or reference; it may stand alone or inside a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crisisdesk.views.html import Html, tag

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 900, 260, 64, 16, 48, 34
UP, DOWN, LINE, AXIS, INK, PAPER = "#2166ac", "#b2182b", "#222222", "#8a8f94", "#222222", "#ffffff"
FONT = "system-ui, sans-serif"
MOST_LABELS = 8
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A title, what the bars and the line are, and for each label a height up, a depth down (not below 0), and a line.

    ``notes`` are the words that a reader sees at each bar.
    """

    title: str
    up_name: str
    down_name: str
    line_name: str
    labels: tuple[str, ...]
    up: tuple[float, ...]
    down: tuple[float, ...]
    line: tuple[float, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From values and places in a row to points of a drawing, y downwards."""

    low: float
    high: float
    count: int
    left: float = LEFT
    top: float = TOP
    width: float = WIDTH - LEFT - RIGHT
    height: float = HEIGHT - TOP - BOTTOM

    @property
    def step(self) -> float:
        """The width for one label."""
        return self.width / max(1, self.count)

    def x(self, n: int) -> float:
        """Return the left end of a place in the row, counted from 0."""
        return self.left + n * self.step

    def y(self, value: float) -> float:
        """Return how far down a value is."""
        return self.top + (self.high - value) / (self.high - self.low) * self.height


def scale_of(chart: Chart) -> Scale:
    """Return a scale that has room for all bars, the line and nought."""
    low = min([0.0, *(-depth for depth in chart.down), *chart.line])
    high = max([0.0, *chart.up, *chart.line])
    return Scale(low=low, high=high if high > low else low + 1, count=len(chart.labels))


def svg_of(charts: Sequence[Chart]) -> Html:
    """Return charts under one another as one SVG picture that needs nothing from elsewhere."""
    height = HEIGHT * max(1, len(charts))
    whole = tag("rect", width=str(WIDTH), height=str(height), fill=PAPER)
    panels = (
        tag("g", *_panel(chart), transform=f"translate(0 {HEIGHT * n})", role="group", aria_label=_clean(chart.title))
        for n, chart in enumerate(charts)
    )
    box = f"0 0 {WIDTH} {height}"
    named = _clean("; ".join(chart.title for chart in charts))
    size = {"width": str(WIDTH), "height": str(height), "viewBox": box, "font-family": FONT, "font-size": "12"}
    return tag(
        "svg", tag("title", named), whole, *panels, xmlns="http://www.w3.org/2000/svg", role="img", lang="en", **size
    )


def _panel(chart: Chart) -> Iterator[Html]:
    scale = scale_of(chart)
    yield _words(chart.title, LEFT, 15, font_weight="bold")
    yield _key(chart)
    for value in ticks(scale.low, scale.high):
        yield _line((LEFT, scale.y(value)), (WIDTH - RIGHT, scale.y(value)), AXIS, "1" if value == 0 else "0.25")
        yield _words(f"{value:g}", LEFT - 6, scale.y(value) + 4, text_anchor="end")
    for n, label in shown_labels(chart.labels):
        yield _words(label, scale.x(n), HEIGHT - BOTTOM + 18)
    for n in range(len(chart.labels)):
        yield from _bars(chart, scale, n)
    points = " ".join(f"{scale.x(n) + scale.step / 2:.2f},{scale.y(v):.2f}" for n, v in enumerate(chart.line))
    yield tag("polyline", points=points, fill="none", stroke=LINE, stroke_width="1.5")


def _bars(chart: Chart, scale: Scale, n: int) -> Iterator[Html]:
    note = tag("title", _clean(f"{chart.labels[n]}: {chart.notes[n]}"))
    for value, colour in ((chart.up[n], UP), (-chart.down[n], DOWN)):
        if value:
            top, bottom = sorted((scale.y(value), scale.y(0)))
            where = {"x": f"{scale.x(n) + scale.step * 0.1:.2f}", "y": f"{top:.2f}"}
            size = {"width": f"{scale.step * 0.8:.2f}", "height": f"{bottom - top:.2f}"}
            yield tag("rect", note, fill=colour, **where, **size)


def _key(chart: Chart) -> Html:
    named = ((chart.up_name, UP), (chart.down_name, DOWN), (chart.line_name, LINE))
    parts = (tag("tspan", f"■ {_clean(name)}  ", fill=colour) for name, colour in named)
    return tag("text", *parts, x=str(LEFT), y="33")


def _line(start: tuple[float, float], end: tuple[float, float], colour: str, width: str) -> Html:
    ends = {"x1": f"{start[0]:.2f}", "y1": f"{start[1]:.2f}", "x2": f"{end[0]:.2f}", "y2": f"{end[1]:.2f}"}
    return tag("line", stroke=colour, stroke_width=width, **ends)


def _words(text: str, x: float, y: float, **more: str) -> Html:
    return tag("text", _clean(text), x=f"{x:.2f}", y=f"{y:.2f}", fill=INK, **more)


def _clean(text: str) -> str:
    return NO_XML.sub("�", text)


def ticks(low: float, high: float) -> tuple[float, ...]:
    """Return round values between two bounds, nought among them."""
    size = 10 ** (len(f"{max(high - low, 1):.0f}") - 1)
    step = next(part * size for part in (0.25, 0.5, 1.0, 2.5) if (high - low) / (part * size) <= 5)
    return tuple(n * step for n in range(-int(-low // step), int(high // step) + 1))


def shown_labels(labels: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield labels with their place, so few that they do not touch."""
    every = -(-len(labels) // MOST_LABELS) or 1
    yield from list(enumerate(labels))[::every]


def bar(down: float, up: float, most: float, width: int = 12) -> str:
    """Return a bar of block characters, down to the left of a line and up to the right of it, ``width`` signs each.

    A value of ``most`` fills its side; a value above nought shows at least half a sign.
    """
    left, right = (_halves(value, most, width) for value in (down, up))
    return f"{('▐' * (left % 2) + '█' * (left // 2)).rjust(width)}│{'█' * (right // 2) + '▌' * (right % 2)}".rstrip()


def _halves(value: float, most: float, width: int) -> int:
    return min(2 * width, max(1, round(2 * width * value / most))) if value > 0 and most > 0 else 0
