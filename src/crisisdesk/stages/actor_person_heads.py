"""What actor a personal name at the head of a core names, with the title before it: "President Moon"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crisisdesk.lexicon.actor_roles import ActorWords, Role, RoleKind
from crisisdesk.lexicon.actors import NameKind
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.stages.actor_persons import person_actor
from crisisdesk.stages.actor_phrases import Item
from crisisdesk.stages.actor_readings import GOVERNMENT, IGO, MILITARY, REBEL, Head, Reading
from crisisdesk.stages.actor_role_heads import RoleHeadReader
from crisisdesk.stages.actor_settings import SettingReader


class PersonHeadReader:
    """Reads heads that are personal names, as of a day."""

    def __init__(self, words: ActorWords, on: date | None, settings: SettingReader, roles: RoleHeadReader) -> None:
        self.words, self.on, self.settings, self.roles = words, on, settings, roles

    def read(self, head: Head) -> Reading:
        """Return who a personal name is: by its office and its title, else by the country before it."""
        left = head.left
        at = next((i for i in range(len(left) - 1, -1, -1) if left[i].role is not None), -1)
        if self._is_another(head):
            return self.titled(head)
        role = left[at].role if at >= 0 else None
        title = role.noun if role is not None else ""
        polite = bool(left) and left[-1].normal in self.words.honorifics
        person = person_actor(head.item.entries, self.on, title, polite)
        said = self.roles.read(head.title(at, (head.item,))) if at >= 0 else Reading()
        actor = _joint(person, said.actors[0], role) if said.actors else person
        return Reading(actors=(actor,) if actor else self._by_country(head))

    def titled(self, head: Head) -> Reading:
        """Read a title before a name that the lexicon does not hold: the title alone tells who it is."""
        left = head.left
        at = next((i for i in range(len(left) - 1, -1, -1) if not left[i].plain), -1)
        if at < 0 or left[at].role is None:
            return head.nobody()
        return self.roles.read(head.title(at, (*left[at + 1 :], head.item, *head.tail)))

    def _is_another(self, head: Head) -> bool:
        """Say whether a last name is that of somebody else, by the given name before it or the words after it."""
        left, entry, before = head.left, head.item.entries[0], head.left[-1].normal if head.left else ""
        if entry.kind is NameKind.SURNAME:
            return bool(head.tail) or self.settings.is_stranger(left) or _is_given(left)
        own = {word.lower() for word in entry.name.split()} & {item.normal for item in left}
        stranger = self.settings.is_stranger(left) and before not in self.words.honorifics
        return len(head.item.words) == 1 and stranger and not own

    def _by_country(self, head: Head) -> tuple[Actor, ...]:
        country = self.settings.of(head.left, head.owner).country
        known = country and not any(item.proper and item.normal not in self.words.determiners for item in head.left)
        return (Actor(country=country, name=head.item.text),) if known else ()


def _joint(person: Actor | None, title: Actor, role: Role | None) -> Actor:
    """Return the actor that a person and the title before the name make together."""
    if person is None:
        return title
    country = person.country if title.country == NO_COUNTRY else title.country
    plain = role is not None and role.kind is RoleKind.ROLE and title.sector == GOVERNMENT
    dated = plain and person.sector and title.country == NO_COUNTRY
    sector = person.sector if dated or (title.country == NO_COUNTRY and person.country == IGO) else title.sector
    rebel = person.sector == REBEL and title.sector == MILITARY
    if title.country == NO_COUNTRY and role is not None and (rebel or role.kind is not RoleKind.ROLE):
        sector = person.sector or title.sector
    return Actor(country=country, sector=sector, name=person.name)


def _is_given(left: Sequence[Item]) -> bool:
    """Say whether a country's or a town's name stands before a surname, as a given name does ("Chad Smith")."""
    return bool(left) and any(e.kind in (NameKind.COUNTRY, NameKind.CAPITAL, NameKind.PLACE) for e in left[-1].entries)
