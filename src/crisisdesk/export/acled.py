"""The profile ``acled``: 31 columns as CSV; a row an event of the kinds that ACLED covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import BinaryIO

from crisisdesk.export.acled_sides import Sides, sides_of
from crisisdesk.export.cells import Row, Value
from crisisdesk.export.columns import columns_of
from crisisdesk.export.event_rows import distinct, published
from crisisdesk.export.facts import AcledType, country_of, load_acled_types, load_crosswalk
from crisisdesk.export.profile import name_of, names_of, province_of, year_of
from crisisdesk.export.sheet import write_csv
from crisisdesk.export.written import ACTUAL, Written, of_status, written
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Account, Event
from crisisdesk.model.place import Place

NO_REPORT = "[fatalities=no report]"


def write_acled(accounts: Iterable[Account], out: BinaryIO, statuses: frozenset[Status] = ACTUAL) -> Written:
    """Write the rows; events of another status, or of a type that ACLED does not cover, are counted and left out."""
    left_out: Counter[str] = Counter()
    chosen = of_status(accounts, statuses, left_out)
    return written(write_csv(columns_of("acled"), _rows(chosen, left_out), out), left_out)


def acled_type(event: Event, versus: str) -> AcledType | None:
    """Return which ACLED event an act is against an armed, unarmed or unknown side; None where it covers none such."""
    for row in load_acled_types():
        fits = row.mode in ("*", event.mode or "") and row.versus in ("any", versus)
        if row.type == event.type and fits:
            return row
    return None


def deaths_of(event: Event) -> int | None:
    """Return the lowest told number of deaths, ACLED being conservative; None where none is told."""
    counts = load_crosswalk().acled.deaths
    return next((figure.low for figure in event.figures if figure.of in counts and figure.low is not None), None)


def _rows(accounts: Iterable[Account], left_out: Counter[str]) -> Iterator[Row]:
    for account in accounts:
        event = account.event
        sides = sides_of(event)
        kind = acled_type(event, sides.versus)
        if kind is None:
            left_out[f"type {event.type}"] += 1
            continue
        yield _what(event, kind) | _who(sides, kind) | _where(event.place) | _told(account)


def _what(event: Event, kind: AcledType) -> dict[str, Value]:
    return {
        "event_id_cnty": event.id,
        "event_date": event.start if _time_precision(event) else None,
        "year": year_of(event),
        "time_precision": _time_precision(event),
        "disorder_type": kind.disorder,
        "event_type": kind.event,
        "sub_event_type": kind.sub,
    }


def _time_precision(event: Event) -> int | None:
    if event.precision == "day" and event.start != event.end:
        return load_crosswalk().acled.time_precision["week"]
    return load_crosswalk().acled.time_precision.get(event.precision) if event.start else None


def _who(sides: Sides, kind: AcledType) -> dict[str, Value]:
    targeted = kind.disorder.startswith("Political violence") and sides.versus == "unarmed"
    return {
        "actor1": name_of(sides.first[0]) if sides.first else None,
        "assoc_actor_1": names_of(sides.first[1:]),
        "inter1": sides.inter1,
        "actor2": name_of(sides.second[0]) if sides.second else None,
        "assoc_actor_2": names_of(sides.second[1:]),
        "inter2": sides.inter2,
        "interaction": sides.interaction,
        "civilian_targeting": "Civilian targeting" if targeted else None,
    }


def _where(place: Place | None) -> dict[str, Value]:
    if place is None:
        return {}
    country = country_of(place.country)
    return {
        "iso": int(country.numeric) if country.numeric else None,
        "country": country.name,
        "admin1": province_of(place),
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": load_crosswalk().acled.geo_precision.get(place.precision),
    }


def _told(account: Account) -> dict[str, Value]:
    days, deaths = published(account), deaths_of(account.event)
    sentence = " ".join(account.witnesses[0].sentence.split()) if account.witnesses else ""
    return {
        "source": "; ".join(distinct(found.report.publisher for found in account.witnesses)),
        "notes": sentence if deaths is not None else f"{sentence} {NO_REPORT}".strip(),
        "fatalities": deaths,
        "timestamp": _seconds(days[-1]) if days else None,
    }


def _seconds(day: date) -> int:
    """Return midnight UTC of a day in Unix seconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
