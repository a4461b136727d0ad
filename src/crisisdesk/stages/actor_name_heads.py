"""What actor a name of the lexicon at the head of a core names: states, peoples, institutions, persons."""

from __future__ import annotations

from crisisdesk.lexicon.actor_roles import ActorWords
from crisisdesk.lexicon.actors import ActorEntry, NameKind
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.stages.actor_names import PERSONAL
from crisisdesk.stages.actor_person_heads import PersonHeadReader
from crisisdesk.stages.actor_readings import CIVILIAN, IGO, NGO, TERRITORIAL, Head, Reading, Setting
from crisisdesk.stages.actor_settings import SettingReader

MOVABLE = (NameKind.BODY, NameKind.SEAT, NameKind.PARTY, NameKind.GROUP)


class NameHeadReader:
    """Reads heads that are names."""

    def __init__(self, words: ActorWords, settings: SettingReader, persons: PersonHeadReader) -> None:
        self.words, self.settings, self.persons = words, settings, persons

    def read(self, head: Head) -> Reading:
        """Return what a name stands for, by its kind."""
        kind = head.item.entries[0].kind
        if kind in PERSONAL:
            return self.persons.read(head)
        if kind in TERRITORIAL:
            return self.persons.titled(head) if head.tail else self._territory(head)
        return Reading(actors=(self._institution(head),), bare=kind)

    def _institution(self, head: Head) -> Actor:
        entry = head.item.entries[0]
        setting = self.settings.of(head.left, head.owner) if entry.kind in MOVABLE else Setting()
        moved = setting.country not in ("", IGO, NGO) and entry.country not in (IGO, NGO)
        return Actor(country=setting.country if moved else entry.country, sector=entry.sector or None, name=entry.name)

    def _territory(self, head: Head) -> Reading:
        entry = head.item.entries[0]
        modified = any(item.plain and item.normal not in self.words.determiners for item in head.left)
        named = entry.kind is NameKind.COUNTRY and self.settings.is_stranger(head.left)
        if entry.kind is NameKind.PLACE or (entry.kind is NameKind.CAPITAL and modified) or named:
            return head.nobody()
        if entry.kind in (NameKind.COUNTRY, NameKind.CAPITAL):
            return Reading(actors=(_plain_actor(entry),), bare=entry.kind)
        return self._people(head, entry)

    def _people(self, head: Head, entry: ActorEntry) -> Reading:
        if entry.country == NO_COUNTRY:
            place = self.settings.of(head.left, head.owner).country or self.settings.place(head.segment)
            return Reading(
                actors=(Actor(country=place or NO_COUNTRY, sector=CIVILIAN, name=entry.alias),), role=CIVILIAN
            )
        around = (*head.left, *head.segment.core)
        counted = any(item.normal in self.words.counted or item.normal.isdigit() for item in around)
        sector = CIVILIAN if counted else None
        return Reading(actors=(Actor(country=entry.country, sector=sector, name=entry.name),), bare=entry.kind)


def _plain_actor(entry: ActorEntry) -> Actor:
    return Actor(country=entry.country, sector=entry.sector or None, name=entry.name)
