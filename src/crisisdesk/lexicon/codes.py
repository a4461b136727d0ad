"""The codes that actors may have: countries and sectors."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files

from crisisdesk.model.actor import NO_COUNTRY

LETTERS = 3


@cache
def _rows() -> tuple[list[str], ...]:
    """Return the rows of names: aliases, kind, country code, sector."""
    folder = files("crisisdesk.lexicon")
    compiled = (folder / "facts" / "countries.tsv").read_text(encoding="utf8").splitlines()
    own = (folder / "en" / "actors" / "names.csv").read_text(encoding="utf8").splitlines()
    rows = [line.split("\t") for line in compiled if line and not line.startswith("#")]
    return (*rows, *csv.reader(line for line in own if line and not line.startswith("#")))


@cache
def load_countries() -> frozenset[str]:
    """Return the codes that stand in the place of a country: ISO 3166 alpha-3, ``IGO``, ``NGO``, ``---``."""
    return frozenset(row[2] for row in _rows() if len(row[2]) == LETTERS) | {"IGO", "NGO", NO_COUNTRY}


@cache
def country_names() -> dict[str, str]:
    """Return a name for each code of a country; where several names carry a code, the one written down for it."""
    written = (files("crisisdesk.lexicon") / "countries.toml").read_text(encoding="utf8")
    told: dict[str, dict[str, str]] = tomllib.loads(written)
    return {row[2]: row[0].split("|")[0] for row in _rows() if row[1] == "country"} | told["names"]


@cache
def load_sectors() -> frozenset[str]:
    """Return the codes of sectors, and the letters of intergovernmental organisations."""
    rows = tomllib.loads((files("crisisdesk.lexicon") / "sectors.toml").read_text(encoding="utf8"))
    return frozenset(rows["sectors"] | rows["organisations"])
