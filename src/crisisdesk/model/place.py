"""Where: a place of the gazetteer and the words that name it."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place; ``lat`` and ``lon`` in degrees, ``precision`` is ``place``, ``region`` or ``country``."""

    name: str
    country: str
    lat: float
    lon: float
    gazetteer: str
    precision: str = "place"
    population: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place and the words of the report that name it."""

    place: Place
    span: Span

    def to_dict(self) -> dict[str, object]:
        """Return name, country, coordinates, gazetteer id, precision and span as plain values."""
        place = self.place
        named = {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon}
        return {**named, "gazetteer": place.gazetteer, "precision": place.precision, **self.span.to_dict()}
