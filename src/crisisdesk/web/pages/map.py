"""The map: where the events of a filter took place, by place, with those of which no place is told counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from crisisdesk.filters import FilterError, Node
from crisisdesk.filters.errors import BadValueError
from crisisdesk.filters.nodes import all_of
from crisisdesk.filters.values import check_pattern
from crisisdesk.record.store import Record
from crisisdesk.web.finding import find
from crisisdesk.web.pages.brief import days_asked, events_href, narrowed, term
from crisisdesk.web.pages.map_projection import WIDTH, Box, world
from crisisdesk.web.pages.map_svg import Dot, box_around, map_of
from crisisdesk.web.render import Opened, page

router = APIRouter()
MOST_PLACES = 250
NARROW = WIDTH / 3
PLACES = (
    "SELECT e.place, e.country, e.lat, e.lon, count(*) AS n, sum(e.score < 0), max(e.voices), min(e.start), "
    "max(e.end), min(e.id), count(*) OVER (), sum(count(*)) OVER () FROM event e WHERE {} AND e.place IS NOT NULL "
    "GROUP BY e.place, e.country, e.lat, e.lon ORDER BY n DESC, e.place, e.country, e.lat LIMIT ?"
)
DAYS = "SELECT min(e.start), max(e.end) FROM event e WHERE {} AND NOT e.historical AND e.start IS NOT NULL"
PRECISION = "SELECT json_extract(body, '$.place.precision') FROM event WHERE id = ?"


class Zoom(StrEnum):
    """What the map shows: what fits best, the whole world, or the part with the places."""

    AUTO = ""
    WORLD = "world"
    PLACES = "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place: its events, how many of them are hostile, the most independent sources of one, their first and last day.

    ``exact`` is false where the place is a country or region, in which the events took place somewhere.
    """

    name: str
    country: str
    lat: float
    lon: float
    events: int
    hostile: int
    voices: int
    first: str
    last: str
    exact: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """The places of the events of a filter: ``total`` counts all, ``located`` the events that have one.

    ``first`` and ``last`` are the days from which a time can be chosen, empty where no event is dated.
    """

    q: str
    start: str
    end: str
    zoom: Zoom
    total: int
    located: int
    unplaced: int
    kinds: int
    places: tuple[PlaceRow, ...]
    first: str
    last: str
    notes: tuple[str, ...]


def map_view(record: Record, q: str, start: str, end: str, zoom: Zoom = Zoom.AUTO) -> MapView:
    """Return the places of the events that a filter lets through between two days.

    Raises:
        FilterError: the filter or a day cannot be read.

    """
    node = narrowed(q, *days_asked(start, end))
    found = find(record.connection, node)
    rows = found.rows(PLACES, MOST_PLACES)
    kinds, located = (rows[0][-2], rows[0][-1]) if rows else (0, 0)
    total = found.count()
    first, last = (found if node == narrowed(q) else find(record.connection, narrowed(q))).rows(DAYS)[0]
    return MapView(
        q=q,
        start=start,
        end=end,
        zoom=zoom,
        total=total,
        located=located,
        unplaced=total - located,
        kinds=kinds,
        places=tuple(_place(record, node, row) for row in rows),
        first=first or "",
        last=last or "",
        notes=tuple(_notes(kinds, located, rows)),
    )


def _notes(kinds: int, located: int, rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    if kinds > len(rows):
        held = sum(row[4] for row in rows)
        yield f"The {len(rows)} places with most events are shown, of {kinds:,}: {held:,} of {located:,} events."


def _place(record: Record, node: Node, row: tuple[Any, ...]) -> PlaceRow:
    name, country, lat, lon, n, hostile, voices, first, last, event = row[:10]
    precision = record.connection.execute(PRECISION, (event,)).fetchone()[0]
    return PlaceRow(
        name=name,
        country=country,
        lat=lat,
        lon=lon,
        events=n,
        hostile=hostile,
        voices=voices,
        first=first or "",
        last=last or "",
        exact=precision in (None, "place"),
        href=events_href(_within(node, name, country)),
    )


def _within(node: Node, name: str, country: str) -> Node:
    """Return the filter of a place's events; a name that no filter can hold is left to its country."""
    try:
        return all_of((node, term("place", check_pattern(name)), term("country", country)))
    except BadValueError:
        return all_of((node, term("country", country)))


def dots_of(view: MapView) -> tuple[Dot, ...]:
    """Return what the map draws."""
    return tuple(
        Dot(
            name=place.name,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            events=place.events,
            exact=place.exact,
            href=place.href,
        )
        for place in view.places
    )


def zoom_links(view: MapView) -> dict[str, str]:
    """Return the queries of the links to the whole world and to the places."""
    named = {key: value for key, value in (("q", view.q), ("from", view.start), ("to", view.end)) if value}
    return {zoom.value: f"?{urlencode(named | {'zoom': zoom.value})}" for zoom in (Zoom.WORLD, Zoom.PLACES)}


def shown_box(view: MapView) -> Box:
    """Return the part of the world that is shown: the places, if asked for or if they lie close together."""
    near = box_around(dots_of(view))
    close = view.zoom is Zoom.PLACES or (view.zoom is Zoom.AUTO and near.width < NARROW)
    return near if close else world()


@router.get("/map.json")
def map_json(
    record: Opened,
    q: str = "",
    start: Annotated[str, Query(alias="from", max_length=10)] = "",
    to: Annotated[str, Query(max_length=10)] = "",
) -> MapView:
    """Return the places as JSON."""
    return map_view(record, q, start, to)


@router.get("/map", include_in_schema=False)
def show_map(
    request: Request,
    record: Opened,
    q: str = "",
    start: Annotated[str, Query(alias="from", max_length=10)] = "",
    to: Annotated[str, Query(max_length=10)] = "",
    zoom: Zoom = Zoom.AUTO,
) -> Response:
    """Show the map."""
    asked = {"q": q, "start": start, "to": to}
    try:
        view = map_view(record, q, start, to, zoom)
    except FilterError as error:
        return page(request, "map.html", 422, view=None, filter_error=error, asked=asked)
    box = shown_box(view)
    drawing = map_of(dots_of(view), box)
    return page(request, "map.html", view=view, asked=asked, drawing=drawing, close=box.width < WIDTH,
                links=zoom_links(view))  # fmt: skip
