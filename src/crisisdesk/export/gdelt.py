"""The profile ``gdelt``: rows like GDELT 2.0 events, 61 columns, parted by tabs, no header; a row a pair of actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import BinaryIO

from crisisdesk.export.cells import Row, Value
from crisisdesk.export.columns import columns_of
from crisisdesk.export.event_rows import distinct, published
from crisisdesk.export.facts import country_of, load_crosswalk, sector_of
from crisisdesk.export.profile import day_of, geonames_id, month_of, name_of, number, pairs, year_of
from crisisdesk.export.sheet import write_tsv
from crisisdesk.export.written import ACTUAL, Written, of_status, written
from crisisdesk.model.actor import Actor
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Account, Event
from crisisdesk.model.place import Place

BODIES = frozenset({"IGO", "NGO"})


def write_gdelt(accounts: Iterable[Account], out: BinaryIO, statuses: frozenset[Status] = ACTUAL) -> Written:
    """Write the rows; events of another status, or without any actor, are counted and left out."""
    left_out: Counter[str] = Counter()
    chosen = of_status(accounts, statuses, left_out)
    return written(write_tsv(columns_of("gdelt"), _rows(chosen, left_out), out, header=False), left_out)


def actor_code(actor: Actor) -> str:
    """Return the whole CAMEO code of an actor: country, then role; empty where neither is known."""
    known = load_crosswalk().organisations.get(actor.sector or "") if actor.country == "IGO" else None
    if known:
        return known.code
    if actor.country in BODIES:
        return actor.country
    return country_of(actor.country).cameo + sector_of(actor.sector).cameo


def fraction(day: date) -> float:
    """Return GDELT's approximate year with fraction: months of 30 days, years of 365."""
    return round(day.year + ((day.month - 1) * 30 + day.day) / 365, 4)


def _rows(accounts: Iterable[Account], left_out: Counter[str]) -> Iterator[Row]:
    for account in accounts:
        event = account.event
        shared = _act(event) | _place(event.place) | _sources(account)
        found = pairs(event)
        left_out.update(["no actor"] if not found else [])
        for row, (actor, recipient) in enumerate(found):
            own = {"GLOBALEVENTID": number(event, row)}
            yield own | _party("Actor1", actor) | _party("Actor2", recipient) | shared


def _act(event: Event) -> dict[str, Value]:
    day, month = day_of(event), month_of(event)
    return {
        "SQLDATE": int(f"{day:%Y%m%d}") if day else None,
        "MonthYear": int(f"{month:%Y%m}") if month else None,
        "Year": year_of(event),
        "FractionDate": fraction(day) if day else None,
        "EventCode": event.cameo,
        "EventBaseCode": event.cameo[:3],
        "EventRootCode": event.cameo[:2],
        "QuadClass": event.quad,
        "GoldsteinScale": event.score,
    }


def _party(side: str, actor: Actor | None) -> dict[str, Value]:
    if actor is None:
        return {}
    known = load_crosswalk().organisations.get(actor.sector or "") if actor.country == "IGO" else None
    return {
        f"{side}Code": actor_code(actor),
        f"{side}Name": name_of(actor).upper(),
        f"{side}CountryCode": country_of(actor.country).cameo,
        f"{side}KnownGroupCode": known.group if known else None,
        f"{side}Type1Code": actor.country if actor.country in BODIES else sector_of(actor.sector).cameo,
    }


def _place(place: Place | None) -> dict[str, Value]:
    if place is None:
        return {}
    return {
        "ActionGeo_Type": _geo_type(place),
        "ActionGeo_FullName": place.name,
        "ActionGeo_CountryCode": country_of(place.country).fips,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
    }


def _geo_type(place: Place) -> int | None:
    """Return 1 country, 2 or 5 first-order region, 3 or 4 city, the first of the United States; else None."""
    if place.precision == "country":
        return 1
    if geonames_id(place) is None and place.precision == "region":
        return None
    home = place.country == "USA"
    return (2 if home else 5) if place.precision == "region" else (3 if home else 4)


def _sources(account: Account) -> dict[str, Value]:
    days = published(account)
    publishers = distinct(found.report.publisher for found in account.witnesses)
    urls = distinct(found.report.url for found in account.witnesses)
    return {
        "NumMentions": len(account.witnesses),
        "NumSources": len(publishers) or None,
        "NumArticles": account.event.reports,
        "DATEADDED": int(f"{days[0]:%Y%m%d}000000") if days else None,
        "SOURCEURL": urls[0] if urls else None,
    }
