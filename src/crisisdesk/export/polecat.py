"""The profile ``polecat``: 40 columns, parted by tabs, with a header; a row an event, its actors as lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

from crisisdesk.export.cells import Row, Value
from crisisdesk.export.columns import columns_of
from crisisdesk.export.event_rows import distinct, published
from crisisdesk.export.profile import city_of, country_code, day_of, geonames_id, names_of, province_of, words_of
from crisisdesk.export.sheet import write_tsv
from crisisdesk.export.written import ACTUAL, Written, of_status, written
from crisisdesk.model.actor import Actor
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Account, Event
from crisisdesk.model.place import Place

QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def write_polecat(accounts: Iterable[Account], out: BinaryIO, statuses: frozenset[Status] = ACTUAL) -> Written:
    """Write the rows; events of another status are counted and left out."""
    left_out: Counter[str] = Counter()
    rows = map(_row, of_status(accounts, statuses, left_out))
    return written(write_tsv(columns_of("polecat"), rows, out, header=True), left_out)


def _row(account: Account) -> Row:
    event = account.event
    who = _party(event.actors, "Actor", "Actor Sectors")
    whom = _party(event.recipients, "Recipient", "Recipient Sectors")
    raw = {
        "Actor Name Raw": words_of(account, event.actors, recipients=False),
        "Recipient Name Raw": words_of(account, event.recipients, recipients=True),
    }
    return _act(event) | who | whom | raw | _place(event.place) | _source(account)


def _act(event: Event) -> dict[str, Value]:
    return {
        "Event ID": event.id,
        "Event Date": day_of(event),
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": event.score,
        "Quad Code": QUADS[event.quad],
    }


def _party(actors: tuple[Actor, ...], side: str, sectors: str) -> dict[str, Value]:
    told = [actor.sector or "" for actor in actors]
    return {
        f"{side} Name": names_of(actors),
        f"{side} Country": "; ".join(distinct(map(country_code, actors))),
        f"Primary {side} Sector": told[0] if told else None,
        sectors: "; ".join(distinct(told)),
    }


def _place(place: Place | None) -> dict[str, Value]:
    if place is None:
        return {}
    return {
        "Placename": place.name,
        "City": city_of(place),
        "Province": province_of(place),
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": geonames_id(place),
    }


def _source(account: Account) -> dict[str, Value]:
    days = published(account)
    lexicons = distinct(found.claim.lexicon for found in account.witnesses)
    return {
        "Raw Placename": _raw_place(account),
        "Source": "; ".join(distinct(found.report.publisher for found in account.witnesses)),
        "Publication Date": days[0] if days else None,
        "Language": "; ".join(distinct(lexicon.partition("-")[0] for lexicon in lexicons)),
        "Version": "; ".join(lexicons),
    }


def _raw_place(account: Account) -> str | None:
    """Return the words that name the event's place where it is first told."""
    place = account.event.place
    told = [found.claim.where for found in account.witnesses if found.claim.where]
    return next((where.span.text for where in told if where.place == place), None)
