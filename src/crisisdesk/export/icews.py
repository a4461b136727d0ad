"""The profile ``icews``: 20 columns, parted by tabs, with a header; a row a pair of actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from crisisdesk.export.cells import Row, Value
from crisisdesk.export.columns import columns_of
from crisisdesk.export.facts import cameo_label, country_of, sector_of
from crisisdesk.export.profile import city_of, day_of, name_of, number, pairs, province_of
from crisisdesk.export.sheet import write_tsv
from crisisdesk.export.written import ACTUAL, Written, of_status, written
from crisisdesk.model.actor import Actor
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Account, Event
from crisisdesk.model.place import Place


def write_icews(accounts: Iterable[Account], out: BinaryIO, statuses: frozenset[Status] = ACTUAL) -> Written:
    """Write the rows; events of another status, or without both a source and a target, are counted and left out."""
    left_out: Counter[str] = Counter()
    chosen = of_status(accounts, statuses, left_out)
    return written(write_tsv(columns_of("icews"), _rows(chosen, left_out), out, header=True), left_out)


def _rows(accounts: Iterable[Account], left_out: Counter[str]) -> Iterator[Row]:
    for account in accounts:
        event = account.event
        shared = _act(event) | _place(event.place) | _source(account)
        both = [(actor, target) for actor, target in pairs(event) if actor and target]
        left_out.update(["no source or no target"] if not both else [])
        for row, (actor, target) in enumerate(both):
            yield {"Event ID": number(event, row)} | _party("Source", actor) | _party("Target", target) | shared


def _act(event: Event) -> dict[str, Value]:
    return {
        "Event Date": day_of(event),
        "Event Text": cameo_label(event.cameo),
        "CAMEO Code": event.cameo,
        "Intensity": event.score,
    }


def _party(side: str, actor: Actor) -> dict[str, Value]:
    return {
        f"{side} Name": name_of(actor),
        f"{side} Sectors": sector_of(actor.sector).icews,
        f"{side} Country": country_of(actor.country).name,
    }


def _place(place: Place | None) -> dict[str, Value]:
    if place is None:
        return {}
    return {
        "City": city_of(place),
        "Province": province_of(place),
        "Country": country_of(place.country).name,
        "Latitude": place.lat,
        "Longitude": place.lon,
    }


def _source(account: Account) -> dict[str, Value]:
    if not account.witnesses:
        return {}
    first = account.witnesses[0]
    return {"Story ID": first.report.id, "Sentence Number": first.claim.sentence, "Publisher": first.report.publisher}
