"""The gazetteer: which places bear a name. Rows are parsed only when they are asked for."""

from __future__ import annotations

import csv
import gzip
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crisisdesk.lexicon.names import name_key
from crisisdesk.lexicon.place_cues import PlaceCues
from crisisdesk.model.place import Place

MARKS = {"~": "alias", "+": "demonym"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place under one of its names; ``match`` is ``name``, ``alias`` or ``demonym``.

    ``region`` is the first-order region (``USA.TX``); ``kind`` is ``own``, ``country``, ``admin1``, ``extra``,
    ``capital`` or empty.
    """

    place: Place
    region: str
    kind: str
    match: str


def parse_row(line: str, match: str) -> Entry:
    """Return the entry that a row of the gazetteer file describes."""
    name, country, lat, lon, key, precision, population, region, kind = line.split("\t")
    place = Place(
        name=name,
        country=country,
        lat=float(lat),
        lon=float(lon),
        gazetteer=key,
        precision=precision,
        population=int(population),
    )
    return Entry(place=place, region=region, kind=kind, match=match)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Rows and names as sorted text lines, places of our own by key, and the cue words of the language."""

    rows: Sequence[str]
    names: Sequence[str]
    own: Mapping[str, tuple[Entry, ...]]
    cues: PlaceCues

    @staticmethod
    def load() -> Gazetteer:
        """Return the shipped gazetteer, read once a process."""
        return _shipped()

    def entries(self, key: str) -> tuple[Entry, ...]:
        """Return all places under ``key`` (see :func:`name_key`), our own first; demonyms are marked as such."""
        return (*self.own.get(key, ()), *self._filed(key))

    def _filed(self, key: str) -> tuple[Entry, ...]:
        """Return the entries of the compiled file by bisection."""
        found, wanted = [], key + "\t"
        for at in range(bisect_left(self.names, wanted), len(self.names)):
            if not self.names[at].startswith(wanted):
                break
            tail = self.names[at][len(wanted) :]
            found.append(parse_row(self.rows[int(tail.lstrip("~+"))], MARKS.get(tail[0], "name")))
        return tuple(found)


def _own_places() -> dict[str, tuple[Entry, ...]]:
    """Return the hand-written places by the keys of all their names."""
    text = files("crisisdesk").joinpath("lexicon/en/places.csv").read_text(encoding="utf-8")
    found: dict[str, tuple[Entry, ...]] = {}
    for line in csv.DictReader(row for row in text.splitlines() if not row.startswith("#")):
        slug = name_key(line["name"]).lower().replace(" ", "-")
        where = (line["name"], line["country"], line["lat"], line["lon"])
        fields = (*where, f"own:{slug}", line["precision"], "0", "", "own")
        names = dict.fromkeys(name_key(name) for name in (line["name"], *line["aliases"].split("|")) if name)
        for key in names:
            found[key] = (*found.get(key, ()), parse_row("\t".join(fields), "name"))
    return found


def _further_names(rows: Sequence[str], cues: PlaceCues) -> dict[str, tuple[Entry, ...]]:
    """Return entries for the names and demonyms of countries that the cue file adds."""
    nations = {line.split("\t")[1]: line for line in rows if line.endswith("\tcountry")}
    found: dict[str, tuple[Entry, ...]] = {}
    for match, names in (("name", cues.country_names), ("demonym", cues.demonyms)):
        for key, countries in names.items():
            entries = tuple(parse_row(nations[iso3], match) for iso3 in countries if iso3 in nations)
            found[key] = (*found.get(key, ()), *entries)
    return found


@cache
def _shipped() -> Gazetteer:
    """Read the files of the package."""
    packed = files("crisisdesk").joinpath("lexicon/facts/gazetteer.tsv.gz").read_bytes()
    head, _, tail = gzip.decompress(packed).decode("utf-8").partition("\n\n")
    rows, names = [line for line in head.split("\n") if not line.startswith("#")], tail.rstrip("\n").split("\n")
    cues = PlaceCues.load()
    own, further = _own_places(), _further_names(rows, cues)
    merged = {key: (*further.get(key, ()), *own.get(key, ())) for key in {**own, **further}}
    return Gazetteer(rows=rows, names=names, own=merged, cues=cues)
