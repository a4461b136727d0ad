"""The Equal Earth projection, on which areas compare as they are on the globe, and the outline of the world in it.

Šavrič, Patterson and Jenny 2018, The Equal Earth map projection.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import asin, cos, pi, radians, sin, sqrt
from pathlib import Path

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
WIDTH = 4000
UNIT = WIDTH * 3 * A1 / (4 * sqrt(3) * pi)
NORTHMOST, SOUTHMOST = 84.0, -58.0
OUTLINE = Path(__file__).parents[1] / "static" / "world.path"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A part of the drawing: the left upper corner, width and height, y downwards."""

    x: float
    y: float
    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.x:.1f} {self.y:.1f} {self.width:.1f} {self.height:.1f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Land as areas and borders as lines, as the ``d`` of SVG paths."""

    land: str
    borders: str


def projected(lat: float, lon: float) -> tuple[float, float]:
    """Return the point of a drawing ``WIDTH`` wide for degrees north and east; the equator has y = 0."""
    theta = asin(sqrt(3) / 2 * sin(radians(lat)))
    power = theta**2
    down = 3 * (9 * A4 * power**4 + 7 * A3 * power**3 + 3 * A2 * power + A1)
    x = 2 * sqrt(3) * radians(lon) * cos(theta) / down
    y = theta * (A4 * power**4 + A3 * power**3 + A2 * power + A1)
    return WIDTH / 2 + UNIT * x, -UNIT * y


def world() -> Box:
    """Return the whole drawing, without Antarctica."""
    top, bottom = projected(NORTHMOST, 0)[1], projected(SOUTHMOST, 0)[1]
    return Box(x=0, y=top, width=WIDTH, height=bottom - top)


@cache
def load_outline() -> Outline:
    """Return the outline of the world, read once."""
    rows = (row.split(" ", 1) for row in OUTLINE.read_text(encoding="utf8").splitlines() if not row.startswith("#"))
    return Outline(**dict(rows))
