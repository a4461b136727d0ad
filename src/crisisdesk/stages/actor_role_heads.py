"""What actor a role noun at the head of a core names: "the Iraqi army", "rebels in Mali", "the US-led coalition"."""

from __future__ import annotations

from crisisdesk.lexicon.actor_roles import Role, RoleKind
from crisisdesk.lexicon.actors import ActorLexicon
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.stages.actor_phrases import Item, Segment
from crisisdesk.stages.actor_readings import (
    CIVILIAN,
    GOVERNMENT,
    IGO,
    MILITARY,
    NGO,
    REBEL,
    Head,
    Reading,
    Resolve,
    Setting,
)
from crisisdesk.stages.actor_settings import SettingReader

PUBLIC = (MILITARY, "COP", REBEL, CIVILIAN, "JUD", "LEG")
OPPOSING = (REBEL, "OPP", "PRM", "CRM")


class RoleHeadReader:
    """Reads heads that are role nouns; ``resolve`` reads what follows a preposition."""

    def __init__(self, lexicon: ActorLexicon, settings: SettingReader, resolve: Resolve) -> None:
        self.roles, self.words, self.settings, self.resolve = lexicon.roles, lexicon.words, settings, resolve

    def read(self, head: Head) -> Reading:
        """Return what a role noun names, called by the name behind it where there is one."""
        role = head.item.role
        assert role is not None
        if head.left and head.left[-1].plain and head.left[-1].normal in self.words.elsewhere:
            return head.nobody()
        setting, name = self.settings.of(head.left, head.owner), self._name(head)
        if head.core.led is not None and head.item.normal in self.roles.led:
            return Reading(actors=(_coalition(head.core.led, name),))
        if role.kind in (RoleKind.COALITION, RoleKind.BODIES) and not setting.sector:
            return Reading(actors=(Actor(country=IGO, sector=role.sector or None, name=name),), role=role.sector)
        if role.kind is RoleKind.COALITION and setting.country == "":
            return Reading(actors=(Actor(country=NO_COUNTRY, sector=setting.sector, name=name),), role=setting.sector)
        return _placed(role, setting, name) if setting.country else self._open(head, role, setting, name)

    def _name(self, head: Head) -> str:
        said = (item for item in (*head.left, head.item) if item.normal not in self.words.determiners)
        return " ".join(item.text for item in head.tail or said)

    def _open(self, head: Head, role: Role, setting: Setting, name: str) -> Reading:
        """Read a role without a country before it: look behind it, else leave the country open or abstain."""
        found = self._adjunct(role, head.segment)
        if found is not None:
            return _placed(
                role, Setting(country=found.country, sector=setting.sector or found.sector), name, located=True
            )
        private = role.needs_owner or (role.kind is RoleKind.AGENT and self.settings.is_stranger(head.left))
        lost = (setting.lost or self._is_of_stranger(role, head.segment)) and role.sector not in PUBLIC
        if (private or lost) and not setting.sector:
            return head.nobody()
        return _placed(role, setting, name)

    def _adjunct(self, role: Role, segment: Segment) -> Setting | None:
        """Return what the prepositional phrases say of the owner: "of Iraq", "for the rebels", "in Cairo"."""
        first = segment.adjuncts[0].preposition if segment.adjuncts else ""
        owning = first == "of" or (role.kind is not RoleKind.ROLE and first in self.words.owning)
        if owning:
            actors = self.resolve(segment.after())
            if actors:
                country = "" if actors[0].country == NO_COUNTRY else actors[0].country
                return Setting(country=country, sector=actors[0].sector or "")
        country = "" if role.posted and first != "of" else self.settings.place(segment)
        return Setting(country=country) if country else None

    def _is_of_stranger(self, role: Role, segment: Segment) -> bool:
        """Say whether the role belongs to no public actor: "head of Toyota", "president of the club"."""
        first = segment.adjuncts[0].preposition if segment.adjuncts else ""
        if first != "of" and not (role.kind is RoleKind.AGENT and first in self.words.agency):
            return False
        items = segment.adjuncts[0].items
        roles = [item.role for item in items if item.role is not None]
        if roles:
            return roles[-1].sector != GOVERNMENT
        return bool(items) and (items[-1].proper or role.kind is RoleKind.AGENT)


def _coalition(leader: Item, name: str) -> Actor:
    entry = leader.entries[0] if leader.entries else None
    sector = entry.sector if entry is not None and entry.country == IGO else MILITARY
    return Actor(country=IGO, sector=sector or MILITARY, name=name)


def _placed(role: Role, setting: Setting, name: str, located: bool = False) -> Reading:
    sector = _sector(role, setting)
    actor = Actor(country=setting.country or NO_COUNTRY, sector=sector or None, name=name)
    return Reading(actors=(actor,), role=sector, located=located)


def _sector(role: Role, setting: Setting) -> str:
    if setting.country == NGO:
        return ""
    if setting.country == IGO:
        return setting.sector or role.sector
    if role.kind is RoleKind.ROLE:
        own = role.sector == MILITARY and setting.sector in OPPOSING
        office = role.sector == GOVERNMENT and setting.sector == REBEL
        return REBEL if own or office else role.sector
    return setting.sector or role.sector
