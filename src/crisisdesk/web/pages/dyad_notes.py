"""What the pages on one dyad and on all of them share: names, and what is told of events that are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crisisdesk.lexicon.codes import country_names
from crisisdesk.views.tension_placing import Apart


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartRow:
    """Events that are in no point, and why."""

    reason: str
    n: int


def name_of(party: str) -> str:
    """Return a party in words."""
    country, colon, sector = party.partition(":")
    return f"{country_names().get(country, country)}{colon}{sector}"


def left_out(total: int, shown: int, noun: str, verb: str = "counted") -> Iterator[str]:
    """Yield that not all is shown, where it is not."""
    if shown < total:
        yield f"The newest {shown:,} of {total:,} {noun} are {verb}; choose days for others."


def apart_rows(found: Iterable[Apart]) -> tuple[ApartRow, ...]:
    """Return what is counted in no point, by reason."""
    return tuple(ApartRow(reason=row.reason, n=len(row.events)) for row in found)
