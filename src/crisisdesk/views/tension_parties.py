"""Who acts on whom: whether an event is an act of one party on another, and in which directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import permutations

from crisisdesk.export.profile import is_joint, pairs
from crisisdesk.filters.parties import check_party, country_codes
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.model.event import Event

NO_STATE = frozenset(("IGO", "NGO", NO_COUNTRY))


class Way(StrEnum):
    """The direction of an act between A and B; ``BOTH`` stands for the two together."""

    THERE = "there"
    BACK = "back"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party as filters name it: ``PRK``, ``PRK:GOV``, ``:MIL`` or a name, in which ``*`` stands for any letters."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Party:
        """Return the party of a filter value in any form: ``North Korea`` is ``PRK``.

        Raises:
            BadValueError: there is no such country or sector.

        """
        return cls(value=check_party(text))

    def holds(self, actor: Actor) -> bool:
        """Say whether an actor is of the party, as ``party:`` in a filter does."""
        country, colon, sector = self.value.partition(":")
        if colon:
            return country in ("", actor.country) and actor.sector == sector
        if self.value in country_codes():
            return actor.country == self.value
        return _pattern(self.value).fullmatch(actor.name) is not None


@cache
def _pattern(value: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, value.split("*"))), re.IGNORECASE | re.DOTALL)


def ways(event: Event, a: Party, b: Party) -> frozenset[Way]:
    """Return the directions in which an event goes between two parties; none where it is not between them.

    A joint act, such as talks with both as actors and no recipient, goes both ways.
    """
    there = _acts(event, a, b)
    back = _acts(event, b, a)
    return frozenset(way for way, found in ((Way.THERE, there), (Way.BACK, back)) if found)


def _acts(event: Event, one: Party, other: Party) -> bool:
    if is_joint(event):
        return any(one.holds(x) and other.holds(y) for x, y in permutations(event.actors, 2))
    return any(map(one.holds, event.actors)) and any(map(other.holds, event.recipients))


def country_ways(event: Event) -> tuple[tuple[str, str], ...]:
    """Return the pairs of countries of which the first acts on the second, each once; acts at home are none."""
    found = ((x.country, y.country) for x, y in pairs(event) if x is not None and y is not None)
    return tuple(sorted({(x, y) for x, y in found if x != y and not NO_STATE & {x, y}}))


def each_once(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events by day and id, an event that comes again left out; undated ones last."""
    found: dict[str, Event] = {}
    for event in events:
        found.setdefault(event.id, event)
    return tuple(sorted(found.values(), key=lambda e: (e.start is None, str(e.start or ""), e.id)))


def ids(events: Sequence[Event]) -> tuple[str, ...]:
    """Return the ids of events."""
    return tuple(event.id for event in events)
