"""The map as SVG: the outline of the world, and a circle a place, which leads to its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from markupsafe import Markup

from crisisdesk.export.wording import visible
from crisisdesk.views.event_lines import many
from crisisdesk.views.html import Html, tag
from crisisdesk.web.pages.map_projection import WIDTH, Box, load_outline, projected, world

SMALLEST, LARGEST = 10.0, 64.0
LABELLED, LETTERS = 12, 40.0
LEAST_WIDTH, MARGIN = 160.0, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A place with its number of events; ``exact`` is false where only the country or region is told."""

    name: str
    country: str
    lat: float
    lon: float
    events: int
    exact: bool
    href: str


def box_around(dots: Sequence[Dot]) -> Box:
    """Return the part of the world that holds all dots with room around them, in the shape of the world's map."""
    whole = world()
    if not dots:
        return whole
    points = [projected(dot.lat, dot.lon) for dot in dots]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    ratio = whole.width / whole.height
    width = max(right - left, (bottom - top) * ratio, LEAST_WIDTH) * (1 + 2 * MARGIN)
    if width >= whole.width:
        return whole
    x, y = (left + right - width) / 2, (top + bottom - width / ratio) / 2
    return Box(x=x, y=y, width=width, height=width / ratio)


def map_of(dots: Sequence[Dot], box: Box) -> Markup:
    """Return the map; the largest circles are drawn first, so that small ones stay in reach."""
    scale = box.width / WIDTH
    most = max((dot.events for dot in dots), default=1)
    outline = load_outline()
    sea = {"x": f"{box.x:.1f}", "y": f"{box.y:.1f}", "width": f"{box.width:.1f}", "height": f"{box.height:.1f}"}
    parts = (
        tag("title", "Where events took place"),
        tag("rect", fill="#e8eef3", class_="sea", **sea),
        tag("path", d=outline.land, fill="#ffffff", stroke="#9aa3ab", stroke_width=f"{3 * scale:.2f}", class_="land"),
        tag(
            "path",
            d=outline.borders,
            fill="none",
            stroke="#c3cad0",
            stroke_width=f"{2.5 * scale:.2f}",
            class_="borders",
        ),
        *_dots(sorted(dots, key=lambda dot: (-dot.events, dot.name)), scale, most),
    )
    size = {"viewBox": str(box), "width": "1000", "height": f"{1000 * box.height / box.width:.0f}"}
    kind = {"class": "map", "role": "group", "aria-label": "Map of places with their number of events"}
    return Markup(tag("svg", *parts, xmlns="http://www.w3.org/2000/svg", **size, **kind))


def _dots(dots: Sequence[Dot], scale: float, most: int) -> Iterator[Html]:
    for dot in dots:
        yield _dot(dot, scale, most)
    taken: list[tuple[float, float]] = []
    for dot in dots:
        x, y = projected(dot.lat, dot.lon)
        free = all(abs(x - a) > 420 * scale or abs(y - b) > LETTERS * 1.2 * scale for a, b in taken)
        if free and len(taken) < LABELLED:
            taken.append((x, y))
            yield _label(dot, x + (_radius(dot, most) + 8) * scale, y + LETTERS / 3 * scale, LETTERS * scale)


def _radius(dot: Dot, most: int) -> float:
    """Return a radius whose circle's area grows with the number of events."""
    return SMALLEST + (LARGEST - SMALLEST) * sqrt(dot.events / max(most, 12))


def _dot(dot: Dot, scale: float, most: int) -> Html:
    x, y = projected(dot.lat, dot.lon)
    told = "" if dot.exact else ", the place within it not told"
    words = f"{visible(dot.name)}, {dot.country}: {many(dot.events, 'event')}{told}"
    shape = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": f"{_radius(dot, most) * scale:.2f}"}
    paint = {"fill": "#b2182b", "fill-opacity": "0.55" if dot.exact else "0.15", "stroke": "#b2182b"}
    dashes = "" if dot.exact else f"{9 * scale:.2f} {7 * scale:.2f}"
    circle = tag("circle", tag("title", words), stroke_width=f"{3 * scale:.2f}", stroke_dasharray=dashes,
                 **shape, **paint)  # fmt: skip
    return tag("a", circle, href=dot.href, aria_label=words, class_="dot" if dot.exact else "dot rough")


def _label(dot: Dot, x: float, y: float, letters: float) -> Html:
    halo = {"stroke": "#ffffff", "stroke-width": f"{letters / 5:.2f}", "paint-order": "stroke", "aria-hidden": "true"}
    return tag("text", visible(dot.name), x=f"{x:.1f}", y=f"{y:.1f}", font_size=f"{letters:.2f}", class_="place",
               fill="#222222", **halo)  # fmt: skip
