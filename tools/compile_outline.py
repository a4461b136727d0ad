"""Compile the outline of the world that the map shows: ``python tools/compile_outline.py countries-110m.json``.

Reads the TopoJSON of the npm package world-atlas 2.0.2 (ISC; ``npm pack world-atlas@2.0.2``), which is Natural Earth
1:110m (public domain), and writes the land and the borders between countries as SVG path data in the Equal Earth
projection. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from crisisdesk.web.pages.map_projection import OUTLINE, SOUTHMOST, projected

HEADER = """\
# Outline of the world in the Equal Earth projection, 4000 units wide. Made by tools/compile_outline.py; do not edit.
# Natural Earth 1:110m (public domain, https://www.naturalearthdata.com) through world-atlas 2.0.2 (ISC,
# Michael Bostock), changed: projected, rounded, without Antarctica.
"""
Degrees = tuple[float, float]
Point = tuple[int, int]


def arcs_of(topology: dict[str, Any]) -> list[list[Degrees]]:
    """Return the arcs of a topology in degrees, longitude first."""
    (width, height), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    return [[(left + x * width, low + y * height) for x, y in _summed(arc)] for arc in topology["arcs"]]


def _summed(arc: Iterable[Sequence[int]]) -> Iterator[Point]:
    x = y = 0
    for right, up in arc:
        x, y = x + right, y + up
        yield x, y


def rings_of(geometry: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the rings of a geometry as numbers of arcs; ``~n`` is the arc n from its end."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from rings_of(part)
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon


def line_of(ring: Iterable[int], arcs: Sequence[Sequence[Degrees]]) -> list[Degrees]:
    """Return the points of arcs one after the other; a ring over the 180th meridian goes on beyond it."""
    found: list[Degrees] = []
    for n in ring:
        part = arcs[n] if n >= 0 else arcs[~n][::-1]
        found += part[1:] if found else part
    return [(lon + 360 * round((last - lon) / 360), lat) for (lon, lat), last in _after(found)]


def _after(line: Sequence[Degrees]) -> Iterator[tuple[Degrees, float]]:
    """Yield points with the longitude of the first one, from which no shown ring with a jump is half the world away."""
    jumps = any(abs(a[0] - b[0]) > 180 for a, b in pairwise(line))
    for point in line:
        yield point, line[0][0] if jumps else point[0]


def path_of(line: Iterable[Degrees], end: str = "") -> str:
    """Return a line as path data in whole units, each point from the one before; empty where nothing is left."""
    points = [(round(x), round(y)) for x, y in (projected(lat, lon) for lon, lat in line)]
    kept = [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]
    if len(kept) < 2 + bool(end):
        return ""
    steps = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept))
    told = " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    return f"M{kept[0][0]} {kept[0][1]}l{told}{end}".replace(" -", "-")


def is_shown(line: Iterable[Degrees]) -> bool:
    """Say whether a line reaches north of the edge of the map."""
    return any(lat > SOUTHMOST for _, lat in line)


def compiled(topology: dict[str, Any]) -> str:
    """Return the file's text."""
    arcs, objects = arcs_of(topology), topology["objects"]
    land = (line_of(ring, arcs) for ring in rings_of(objects["land"]))
    used = Counter(n if n >= 0 else ~n for ring in rings_of(objects["countries"]) for n in ring)
    borders = (arcs[n] for n, times in sorted(used.items()) if times > 1)
    parts = ("".join(path_of(line, "z") for line in land if is_shown(line)), "".join(map(path_of, borders)))
    return f"{HEADER}land {parts[0]}\nborders {parts[1]}\n"


def main() -> None:
    """Write the outline."""
    OUTLINE.write_text(compiled(json.loads(Path(sys.argv[1]).read_text(encoding="utf8"))), encoding="utf8")


if __name__ == "__main__":
    main()
