"""What the reading of a phrase works with: a head among its words, the setting before it, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crisisdesk.lexicon.actors import NameKind
from crisisdesk.model.actor import Actor
from crisisdesk.stages.actor_cores import Core
from crisisdesk.stages.actor_phrases import Item, Segment

IGO, NGO, CIVILIAN, REBEL, MILITARY, GOVERNMENT = "IGO", "NGO", "CVL", "REB", "MIL", "GOV"
TERRITORIAL = (NameKind.COUNTRY, NameKind.DEMONYM, NameKind.PEOPLE, NameKind.CAPITAL, NameKind.PLACE)
Resolve = Callable[[Sequence[Item]], tuple[Actor, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a segment gave: its actors, and what a neighbour in a list may share with it."""

    actors: tuple[Actor, ...] = ()
    role: str = ""
    bare: NameKind | None = None
    located: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What stands before a head: a country, a sector, and the last known owner."""

    country: str = ""
    sector: str = ""
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a core with the items left of it and its ``tail`` right of it, its owner, and its segment."""

    item: Item
    left: tuple[Item, ...]
    tail: tuple[Item, ...]
    owner: Setting
    core: Core
    segment: Segment

    def title(self, at: int, named: tuple[Item, ...]) -> Head:
        """Return the item at a place of the left as a head that what is ``named`` follows."""
        return replace(self, item=self.left[at], left=self.left[:at], tail=named)

    def nobody(self) -> Reading:
        """Return the reading of a head that is no actor, whose adjuncts belong to it."""
        return Reading(closed=bool(self.segment.adjuncts))
