"""The two sides of an event as ACLED has them: undirected, each with its kind of actor."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.export.facts import load_crosswalk, sector_of
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.model.event import Event

OUTSIDE = "External/Other forces"
CIVILIANS = "Civilians"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Actors of the first and second side, and their kinds; ``versus`` is what the second is: armed, unarmed, unknown.

    A kind that is not known is empty. ``interaction`` joins the kinds in ACLED's order.
    """

    first: tuple[Actor, ...]
    second: tuple[Actor, ...]
    inter1: str
    inter2: str
    versus: str

    @property
    def interaction(self) -> str:
        """Return ``Rebel group - Civilians``, or ``Protesters only``; empty where the kind of a side is not known."""
        order = load_crosswalk().acled.order
        if self.inter1 and self.inter2:
            return " - ".join(sorted((self.inter1, self.inter2), key=order.index))
        return f"{self.inter1} only" if self.inter1 and not self.second else ""


def sides_of(event: Event) -> Sides:
    """Return the sides of an event; of a protest the first alone, as ACLED does not name whom it is against."""
    second = () if event.type == "PROTEST" else event.recipients
    inter1, inter2 = (_kind_of(event, side[0]) if side else "" for side in (event.actors, second))
    return Sides(first=event.actors, second=second, inter1=inter1, inter2=inter2, versus=_versus(event, second))


def _kind_of(event: Event, actor: Actor) -> str:
    if event.type == "PROTEST":
        return "Rioters" if event.mode == "riot" else "Protesters"
    if actor.country == "IGO":
        return OUTSIDE
    if actor.country == "NGO":
        return CIVILIANS
    if actor.sector is None:
        kind = "" if actor.country == NO_COUNTRY else "State forces"
    else:
        kind = sector_of(actor.sector).acled
    abroad = event.place is not None and event.place.country not in ("", actor.country)
    return OUTSIDE if kind == "State forces" and abroad and actor.country != NO_COUNTRY else kind


def _versus(event: Event, second: tuple[Actor, ...]) -> str:
    """Say whether anybody of the second side bears arms; unknown where no kind is known."""
    kinds = {_kind_of(event, actor) for actor in second} - {""}
    if not kinds:
        return "unknown"
    return "armed" if kinds & set(load_crosswalk().acled.armed) else "unarmed"
