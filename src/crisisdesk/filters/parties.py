"""How a filter names actors: by code, by sector, or by a name that the actor lexicon may know."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from crisisdesk.filters.errors import BadValueError, closest
from crisisdesk.filters.values import check_pattern
from crisisdesk.model.actor import NO_COUNTRY, Actor

_CODE = re.compile(r"([A-Za-z]{3}|---|):([A-Za-z][A-Za-z0-9-]{1,20})")
_LETTERS = re.compile(r"[A-Za-z]{3}|---")
_ORGANISATIONS = ("IGO", "NGO")
_STATES = ("country", "demonym", "people")


@cache
def country_codes() -> frozenset[str]:
    """Return the country codes that actors have: ISO 3166 alpha-3, ``IGO``, ``NGO``, ``---``."""
    folder = files("crisisdesk.lexicon")
    facts = (folder / "facts" / "countries.tsv").read_text(encoding="utf8").splitlines()
    hand = (folder / "en" / "actors" / "names.csv").read_text(encoding="utf8").splitlines()
    rows = [line.split("\t") for line in facts] + [line.split(",") for line in hand]
    codes = {row[2] for row in rows if len(row) > 3 and _LETTERS.fullmatch(row[2])}
    return frozenset((*codes, *_ORGANISATIONS, NO_COUNTRY))


@cache
def sector_codes() -> frozenset[str]:
    """Return the sectors of public actors."""
    text = (files("crisisdesk.lexicon") / "sectors.toml").read_text(encoding="utf8")
    return frozenset(tomllib.loads(text)["sectors"])


def check_country(value: str) -> str:
    """Check a country: its code, or a name that the lexicon knows."""
    code = value.upper()
    if code in country_codes():
        return code
    known = _known(value)
    if known and known in country_codes():
        return known
    raise BadValueError(f"no such country: {value}", closest(value, tuple(sorted(country_codes()))))


def check_party(value: str) -> str:
    """Check an actor: ``PRK``, ``PRK:GOV``, ``:MIL`` or a name.

    A country in words becomes its code, another name that the lexicon has the one that records use.
    """
    if value.upper() in country_codes():
        return value.upper()
    if found := _CODE.fullmatch(value):
        return _code(found[1].upper(), found[2].upper())
    if "*" in value:
        return check_pattern(value)
    return _known(value) or _phrase(value) or _name(value)


def _code(country: str, sector: str) -> str:
    if country and country not in country_codes():
        raise BadValueError(f"no such country: {country}", closest(country, tuple(sorted(country_codes()))))
    if country not in ("", *_ORGANISATIONS) and sector not in sector_codes():
        raise BadValueError(f"no such sector: {sector}", closest(sector, tuple(sorted(sector_codes()))))
    return f"{country}:{sector}"


def _name(value: str) -> str:
    if _LETTERS.fullmatch(value) and value.isupper():
        hint = f"did you mean :{value}?" if value in sector_codes() else closest(value, tuple(sorted(country_codes())))
        raise BadValueError(f"no such country code or name: {value}", hint)
    return value


def _known(value: str) -> str:
    """Return the code of a country in words, or the first name of an actor that the lexicon has; empty if unclear."""
    found = _entry(value)
    return found if not found or found in country_codes() or _entry(found) == found else ""


def _entry(value: str) -> str:
    from crisisdesk.lexicon.actor_words import normal
    from crisisdesk.lexicon.actors import load_actor_lexicon

    entries = load_actor_lexicon().entries(normal(value))
    states = {entry.country for entry in entries if entry.kind in _STATES}
    names = {entry.name for entry in entries if entry.kind != "place"}
    found = states or names
    return found.pop() if len(found) == 1 else ""


def _phrase(value: str) -> str:
    """Return the code of a phrase such as "South Korean army", or the name of the one it means; empty if unclear."""
    from crisisdesk.stages.actors import resolve_actor

    found = resolve_actor(value)
    if len(found) != 1:
        return ""
    name = found[0].name
    return name if name and _entry(name) == name else _code_of(found[0])


def _code_of(actor: Actor) -> str:
    code = actor.code.removeprefix(NO_COUNTRY)
    return code if _CODE.fullmatch(code) or code in country_codes() else ""
