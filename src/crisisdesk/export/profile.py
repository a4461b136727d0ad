"""What the profiles share: pairs of actors, names, days as far as known, numbers for rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from itertools import permutations, product

from crisisdesk.export.facts import country_of, load_crosswalk, sector_of
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.model.event import Account, Event
from crisisdesk.model.place import Place

Pair = tuple[Actor | None, Actor | None]
DIGITS = 15
HEXADECIMAL = re.compile(rf"[0-9a-f]{{{DIGITS},}}")
GEONAMES = "geonames:"


def pairs(event: Event) -> tuple[Pair, ...]:
    """Return actor and recipient in all pairs; of a joint act all ordered pairs of its parties; else one side alone."""
    if event.actors and event.recipients:
        return tuple(product(event.actors, event.recipients))
    if is_joint(event):
        return tuple(permutations(event.actors, 2))
    return (*((actor, None) for actor in event.actors), *((None, recipient) for recipient in event.recipients))


def is_joint(event: Event) -> bool:
    """Say whether all actors do it with one another: several, and no recipient, of an act such as a meeting."""
    facts = load_crosswalk()
    joint = event.type in facts.joint_types or event.cameo in facts.joint_cameo
    return joint and len(event.actors) > 1 and not event.recipients


def number(event: Event, row: int) -> int:
    """Return a number under 2**60 for a row of an event, rows counted from 0.

    Of the first row, it is the first fifteen hexadecimal digits of the event's id; of others, and of ids that are not
    such digits, those of the SHA-256 of id and row.
    """
    if row == 0 and HEXADECIMAL.fullmatch(event.id):
        return int(event.id[:DIGITS], 16)
    return int(hashlib.sha256(f"{event.id}/{row}".encode("utf-8", "replace")).hexdigest()[:DIGITS], 16)


def name_of(actor: Actor | None) -> str:
    """Return an actor's name, else its sector with the country, as in ``Military (North Korea)``, else the country."""
    if actor is None:
        return ""
    country, word = country_of(actor.country).name, sector_of(actor.sector).word
    if actor.name or not word:
        return actor.name or country
    return f"{word} ({country})" if country else word


def names_of(actors: Iterable[Actor]) -> str:
    """Return the names of actors, parted by semicolons."""
    return "; ".join(name for name in map(name_of, actors) if name)


def country_code(actor: Actor | None) -> str:
    """Return ISO 3166 alpha-3, IGO or NGO; empty for none."""
    return "" if actor is None or actor.country == NO_COUNTRY else actor.country


def words_of(account: Account, actors: Iterable[Actor], *, recipients: bool) -> str:
    """Return the words that name the actors, each as first told, parted by semicolons."""
    first: dict[Actor, str] = {}
    for witness in account.witnesses:
        for mention in witness.claim.recipients if recipients else witness.claim.actors:
            first.setdefault(mention.actor, mention.span.text)
    return "; ".join(first[actor] for actor in actors if first.get(actor))


def day_of(event: Event) -> date | None:
    """Return the first day of an event that is dated to the day; None for others."""
    return event.start if event.precision == "day" else None


def month_of(event: Event) -> date | None:
    """Return a day in the month of an event, if that is known."""
    if event.start is None or event.end is None:
        return None
    same = (event.start.year, event.start.month) == (event.end.year, event.end.month)
    return event.start if same or event.precision == "day" else None


def year_of(event: Event) -> int | None:
    """Return the year of an event, if that is known."""
    if event.start is None or event.end is None:
        return None
    return event.start.year if event.start.year == event.end.year or event.precision == "day" else None


def geonames_id(place: Place | None) -> int | None:
    """Return GeoNames' number of a place; None for one from elsewhere."""
    told = place.gazetteer.removeprefix(GEONAMES) if place and place.gazetteer.startswith(GEONAMES) else ""
    return int(told) if told.isdecimal() else None


def city_of(place: Place | None) -> str | None:
    """Return the name of a place that is a city or town of GeoNames."""
    return place.name if place and place.precision == "place" and geonames_id(place) is not None else None


def province_of(place: Place | None) -> str | None:
    """Return the name of a place that is a first-order region of GeoNames."""
    return place.name if place and place.precision == "region" and geonames_id(place) is not None else None
