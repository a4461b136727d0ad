"""What actor a segment of a phrase names: its owners, its head noun, what stands before it and what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crisisdesk.lexicon.actors import ActorLexicon, NameKind
from crisisdesk.model.actor import NO_COUNTRY
from crisisdesk.stages.actor_cores import Core, core_of, split_possessives
from crisisdesk.stages.actor_name_heads import NameHeadReader
from crisisdesk.stages.actor_person_heads import PersonHeadReader
from crisisdesk.stages.actor_persons import FORMER
from crisisdesk.stages.actor_phrases import Item, Segment
from crisisdesk.stages.actor_readings import CIVILIAN, IGO, Head, Reading, Resolve, Setting
from crisisdesk.stages.actor_role_heads import RoleHeadReader
from crisisdesk.stages.actor_settings import SettingReader, country_in


class SegmentReader:
    """Reads one segment; ``resolve`` reads what follows a preposition."""

    def __init__(self, lexicon: ActorLexicon, on: date | None, resolve: Resolve) -> None:
        self.words, self.resolve = lexicon.words, resolve
        settings = SettingReader(self.words, on)
        self.roles = RoleHeadReader(lexicon, settings, resolve)
        self.names = NameHeadReader(self.words, settings, PersonHeadReader(self.words, on, settings, self.roles))

    def read(self, segment: Segment) -> Reading:
        """Return what a segment names."""
        parts = split_possessives(segment.core)
        owner = Setting()
        for part in parts[:-1]:
            owner = self._owner(part, owner)
        return self._read_part(parts[-1], owner, segment)

    def _owner(self, part: Sequence[Item], before: Setting) -> Setting:
        found = self._read_part(part, before, Segment((), (), "")).actors
        if found:
            known = "" if found[0].country == NO_COUNTRY else found[0].country
            return Setting(country=known, sector=found[0].sector or "")
        place = country_in(part)
        return Setting(country=place, lost=not place)

    def _read_part(self, items: Sequence[Item], owner: Setting, segment: Segment) -> Reading:
        core = core_of(items, self.words)
        at = next((i for i in range(len(core.items) - 1, -1, -1) if not core.items[i].plain), -1)
        tail = core.items[at + 1 :]
        if at < 0 or any(not item.proper for item in tail):
            return self._unknown(core, segment)
        head = Head(item=core.items[at], left=core.items[:at], tail=tail, owner=owner, core=core, segment=segment)
        reading = self.roles.read(head) if head.item.role is not None else self.names.read(head)
        return self._former(reading) if core.former else reading

    def _unknown(self, core: Core, segment: Segment) -> Reading:
        """Read a head that is no actor; "hundreds of protesters" are the protesters."""
        last = core.items[-1].normal if core.items else ""
        if segment.adjuncts and segment.adjuncts[0].preposition == "of" and last in self.words.quantities:
            people = any(e.kind is NameKind.PEOPLE for item in segment.adjuncts[0].items for e in item.entries[:1])
            sector = CIVILIAN if people else None
            return Reading(actors=tuple(replace(a, sector=a.sector or sector) for a in self.resolve(segment.after())))
        return Reading(closed=bool(segment.adjuncts))

    def _former(self, reading: Reading) -> Reading:
        actors = tuple(
            replace(a, sector=FORMER) if a.sector in self.words.former_sectors or a.country == IGO else a
            for a in reading.actors
        )
        return replace(reading, actors=actors)
