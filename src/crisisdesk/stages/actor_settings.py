"""The setting of a head: the country and the sector that the words before it and the places after it give."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crisisdesk.lexicon.actor_roles import ActorWords
from crisisdesk.lexicon.actors import NameKind
from crisisdesk.model.actor import NO_COUNTRY
from crisisdesk.stages.actor_names import PERSONAL
from crisisdesk.stages.actor_persons import person_actor
from crisisdesk.stages.actor_phrases import Item, Segment
from crisisdesk.stages.actor_readings import GOVERNMENT, IGO, NGO, TERRITORIAL, Setting


class SettingReader:
    """Reads what stands around a head, as of a day."""

    def __init__(self, words: ActorWords, on: date | None) -> None:
        self.words, self.on = words, on

    def of(self, left: Sequence[Item], owner: Setting) -> Setting:
        """Read what stands before a head from the right: the nearest sector, then the nearest country."""
        sector = ""
        for item in reversed(left):
            if item.entries:
                found = self._named(item, sector)
                if found.country or found.lost:
                    return found
                sector = found.sector
            else:
                sector = sector or (item.role.sector if item.role else self.words.adjectives.get(item.normal, ""))
        return Setting(country=owner.country, sector=sector or owner.sector, lost=owner.lost)

    def _named(self, item: Item, sector: str) -> Setting:
        entry = item.entries[0]
        if entry.kind in PERSONAL:
            person = person_actor(item.entries, self.on)
            return (
                Setting(country=person.country, sector=sector or person.sector or "")
                if person
                else Setting(sector=sector, lost=True)
            )
        if entry.kind in TERRITORIAL:
            entry = (
                next((e for e in item.entries if e.kind is NameKind.PLACE), entry)
                if sector not in ("", GOVERNMENT)
                else entry
            )
            return Setting(country="" if entry.country == NO_COUNTRY else entry.country, sector=sector)
        known = "" if entry.country == NO_COUNTRY else entry.country
        return Setting(country=known, sector=entry.sector if known == IGO else sector or entry.sector)

    def place(self, segment: Segment) -> str:
        """Return the country of the first place behind a segment's prepositions of place, or an empty string."""
        places = (country_in(a.items) for a in segment.adjuncts if a.preposition in self.words.locating)
        return next((place for place in places if place not in ("", IGO, NGO)), "")

    def is_stranger(self, left: Sequence[Item]) -> bool:
        """Say whether an unknown name stands just before."""
        return bool(left) and left[-1].proper and left[-1].normal not in self.words.determiners


def country_in(items: Sequence[Item]) -> str:
    """Return the country of the first name of a state, capital or place in a run of items, or an empty string."""
    for item in items:
        for entry in item.entries:
            if entry.kind in TERRITORIAL and entry.country not in (NO_COUNTRY, IGO):
                return entry.country
    return ""
