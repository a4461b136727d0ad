"""The tables of facts of this package: countries, CAMEO labels, what sectors are called elsewhere; each read once."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's name and codes; a code that is not known is empty. ``numeric`` is ISO 3166-1, ``fips`` FIPS 10-4."""

    iso3: str
    name: str = ""
    numeric: str = ""
    cameo: str = ""
    fips: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """What a PLOVER sector is called elsewhere; empty where it has no name there."""

    word: str = ""
    icews: str = ""
    cameo: str = ""
    acled: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """GDELT's actor code and known group of an intergovernmental organisation."""

    code: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledRules:
    """ACLED's kinds of actors and its codes of precision; ``deaths`` are the figures that count deaths."""

    order: tuple[str, ...]
    armed: tuple[str, ...]
    deaths: tuple[str, ...]
    time_precision: Mapping[str, int]
    geo_precision: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class AcledType:
    """A row of ``acled_types.csv``."""

    type: str
    mode: str
    versus: str
    disorder: str
    event: str
    sub: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """``crosswalk.toml``."""

    sectors: Mapping[str, Sector]
    organisations: Mapping[str, Organisation]
    acled: AcledRules
    joint_types: frozenset[str]
    joint_cameo: frozenset[str]


@cache
def load_countries() -> dict[str, Country]:
    """Return the countries by ISO 3166-1 alpha-3."""
    return {row["iso3"]: Country(**row) for row in _rows("countries.csv")}


@cache
def load_labels() -> dict[str, str]:
    """Return what the CAMEO codes mean."""
    return {row["code"]: row["label"] for row in _rows("cameo.csv")}


@cache
def load_acled_types() -> tuple[AcledType, ...]:
    """Return which ACLED event an act is, first match first."""
    return tuple(AcledType(**row) for row in _rows("acled_types.csv"))


@cache
def load_crosswalk() -> Crosswalk:
    """Return the names of sectors and organisations elsewhere, ACLED's rules and what acts are joint."""
    tables = tomllib.loads(_text("crosswalk.toml"))
    rules = tables["acled"]
    return Crosswalk(
        sectors={code: Sector(**row) for code, row in tables["sectors"].items()},
        organisations={code: Organisation(**row) for code, row in tables["organisations"].items()},
        acled=AcledRules(**rules | {key: tuple(rules[key]) for key in ("order", "armed", "deaths")}),
        joint_types=frozenset(tables["joint"]["types"]),
        joint_cameo=frozenset(tables["joint"]["cameo"]),
    )


def cameo_label(code: str) -> str:
    """Return what a CAMEO code means: its own label, else that of its base or root code; empty for no such code."""
    labels = load_labels()
    return next((labels[code[:length]] for length in (4, 3, 2) if code[:length] in labels), "")


def country_of(code: str) -> Country:
    """Return a country by code; one without name and codes if there is none."""
    return load_countries().get(code, Country(iso3=code))


def sector_of(code: str | None) -> Sector:
    """Return what a sector is called elsewhere; one without names if it is None or a code of ours alone."""
    return load_crosswalk().sectors.get(code or "", Sector())


def _text(name: str) -> str:
    return (files("crisisdesk.export") / name).read_text(encoding="utf8")


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in _text(name).splitlines() if not line.startswith("#")))
