"""What actor the core of a phrase names: its head noun, what stands before it and what follows with a preposition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crisisdesk.lexicon.actor_roles import ActorWords, Role, RoleKind
from crisisdesk.lexicon.actors import ActorEntry, ActorLexicon, NameKind
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.stages.actor_persons import FORMER, person_actor
from crisisdesk.stages.actor_phrases import POSSESSIVE, Item, Segment

IGO, NGO, CIVILIAN, REBEL, MILITARY, GOVERNMENT = "IGO", "NGO", "CVL", "REB", "MIL", "GOV"
TERRITORIAL = (NameKind.COUNTRY, NameKind.DEMONYM, NameKind.PEOPLE, NameKind.CAPITAL, NameKind.PLACE)
PERSONAL = (NameKind.PERSON, NameKind.SURNAME)
MOVABLE = (NameKind.BODY, NameKind.SEAT, NameKind.PARTY, NameKind.GROUP)
PUBLIC = (MILITARY, "COP", REBEL, CIVILIAN, "JUD", "LEG")
OPPOSING = (REBEL, "OPP", "PRM", "CRM")
LED = "led"
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

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return bool(self.country or self.sector)


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """A core without the modifiers that name no actor of it."""

    items: tuple[Item, ...]
    former: bool = False
    led: Item | None = None


def core_of(items: Sequence[Item], words: ActorWords) -> Core:
    """Leave out "US-backed", "anti-Assad", "former" and numbers; remember who leads and that it is over."""
    kept: list[Item] = []
    former, led, at = False, None, 0
    while at < len(items):
        item, after = items[at], items[at + 1] if at + 1 < len(items) else None
        linked = after is not None and after.joined and after.normal in words.participles
        if after is not None and linked:
            kept += [item] if after.normal in words.homes else []
            led = item if after.normal == LED else led
        elif item.normal in words.opposites and after is not None and after.joined:
            linked = True
        elif item.plain and item.normal in words.former and at + 1 < len(items):
            former = True
        elif not item.normal.isdigit():
            kept.append(item)
        at += 2 if linked else 1
    return Core(items=_without_trailing(kept, words), former=former, led=led)


def _without_trailing(items: list[Item], words: ActorWords) -> tuple[Item, ...]:
    while len(items) > 1 and items[-1].plain and (items[-1].normal in words.trailing or not items[-1].normal.isalnum()):
        items = items[:-1]
    return tuple(items)


class SegmentReader:
    """Reads one segment; ``resolve`` reads what follows a preposition."""

    def __init__(self, lexicon: ActorLexicon, on: date | None, resolve: Resolve) -> None:
        self.lexicon, self.words, self.on, self.resolve = lexicon, lexicon.words, on, resolve

    def read(self, segment: Segment) -> Reading:
        """Return what a segment names."""
        parts = _split_possessives(segment.core)
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
        head, left = core.items[at], core.items[:at]
        if head.role is not None:
            reading = self._role(head, left, owner, segment, core, tail)
        else:
            reading = self._name(head, left, owner, segment, core, tail)
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

    # --- names

    def _name(
        self, head: Item, left: tuple[Item, ...], owner: Setting, segment: Segment, core: Core, tail: tuple[Item, ...]
    ) -> Reading:
        kind = head.entries[0].kind
        if kind in PERSONAL:
            return self._person(head, left, owner, segment, core, tail)
        if kind in TERRITORIAL and tail:
            return self._titled_unknown(left, owner, segment, core, (head, *tail))
        if kind in TERRITORIAL:
            return self._territory(head, left, owner, segment)
        return Reading(actors=(self._institution(head.entries[0], left, owner),), bare=kind)

    def _institution(self, entry: ActorEntry, left: Sequence[Item], owner: Setting) -> Actor:
        setting = self._setting(left, owner) if entry.kind in MOVABLE else Setting()
        moved = setting.country not in ("", IGO, NGO) and entry.country not in (IGO, NGO)
        return Actor(country=setting.country if moved else entry.country, sector=entry.sector or None, name=entry.name)

    def _territory(self, head: Item, left: tuple[Item, ...], owner: Setting, segment: Segment) -> Reading:
        entry = head.entries[0]
        modified = any(item.plain and item.normal not in self.words.determiners for item in left)
        named = entry.kind is NameKind.COUNTRY and self._stranger(left)
        if entry.kind is NameKind.PLACE or (entry.kind is NameKind.CAPITAL and modified) or named:
            return Reading(closed=bool(segment.adjuncts))
        if entry.kind in (NameKind.COUNTRY, NameKind.CAPITAL):
            return Reading(actors=(_plain_actor(entry),), bare=entry.kind)
        return self._people(entry, left, owner, segment)

    def _people(self, entry: ActorEntry, left: tuple[Item, ...], owner: Setting, segment: Segment) -> Reading:
        if entry.country == NO_COUNTRY:
            place = self._setting(left, owner).country or self._adjunct_country(segment)
            return Reading(
                actors=(Actor(country=place or NO_COUNTRY, sector=CIVILIAN, name=entry.alias),), role=CIVILIAN
            )
        counted = any(item.normal in self.words.counted or item.normal.isdigit() for item in (*left, *segment.core))
        sector = CIVILIAN if counted else None
        return Reading(actors=(Actor(country=entry.country, sector=sector, name=entry.name),), bare=entry.kind)

    # --- persons

    def _person(
        self, head: Item, left: tuple[Item, ...], owner: Setting, segment: Segment, core: Core, tail: tuple[Item, ...]
    ) -> Reading:
        at = next((i for i in range(len(left) - 1, -1, -1) if left[i].role is not None), -1)
        if self._is_another(head, left, tail):
            return self._titled_unknown(left, owner, segment, core, (head, *tail))
        role = left[at].role if at >= 0 else None
        title = role.noun if role is not None else ""
        polite = bool(left) and left[-1].normal in self.words.honorifics
        person = person_actor(head.entries, self.on, title, polite)
        said = self._role(left[at], left[:at], owner, segment, core, (head,)) if at >= 0 else Reading()
        actor = self._joint(person, said.actors, role) if said.actors else person
        return Reading(actors=(actor,) if actor else self._by_country(left, owner, head))

    def _is_another(self, head: Item, left: tuple[Item, ...], tail: tuple[Item, ...]) -> bool:
        """Say whether a last name is that of somebody else, by the given name before it or the words after it."""
        entry, before = head.entries[0], left[-1].normal if left else ""
        if entry.kind is NameKind.SURNAME:
            return bool(tail) or self._stranger(left) or _given(left)
        own = {word.lower() for word in entry.name.split()} & {item.normal for item in left}
        stranger = self._stranger(left) and before not in self.words.honorifics
        return len(head.words) == 1 and stranger and not own

    def _joint(self, person: Actor | None, titles: tuple[Actor, ...], role: Role | None) -> Actor:
        title = titles[0]
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

    def _by_country(self, left: Sequence[Item], owner: Setting, head: Item) -> tuple[Actor, ...]:
        country = self._setting(left, owner).country
        known = country and not any(item.proper and item.normal not in self.words.determiners for item in left)
        return (Actor(country=country, name=head.text),) if known else ()

    def _titled_unknown(
        self, left: tuple[Item, ...], owner: Setting, segment: Segment, core: Core, named: tuple[Item, ...]
    ) -> Reading:
        """Read a title before a name that the lexicon does not hold: the title alone tells who it is."""
        at = next((i for i in range(len(left) - 1, -1, -1) if not left[i].plain), -1)
        if at < 0 or left[at].role is None:
            return Reading(closed=bool(segment.adjuncts))
        return self._role(left[at], left[:at], owner, segment, core, (*left[at + 1 :], *named))

    # --- role nouns

    def _role(
        self, head: Item, left: tuple[Item, ...], owner: Setting, segment: Segment, core: Core, named: tuple[Item, ...]
    ) -> Reading:
        role = head.role
        assert role is not None
        if left and left[-1].plain and left[-1].normal in self.words.elsewhere:
            return Reading(closed=bool(segment.adjuncts))
        setting = self._setting(left, owner)
        name = " ".join(i.text for i in named) or " ".join(
            i.text for i in (*left, head) if i.normal not in self.words.determiners
        )
        if core.led is not None and head.normal in self.lexicon.roles.led:
            return Reading(actors=(self._coalition(core.led, name),))
        if role.kind in (RoleKind.COALITION, RoleKind.BODIES) and not setting.sector:
            return Reading(actors=(Actor(country=IGO, sector=role.sector or None, name=name),), role=role.sector)
        if role.kind is RoleKind.COALITION and setting.country == "":
            return Reading(actors=(Actor(country=NO_COUNTRY, sector=setting.sector, name=name),), role=setting.sector)
        if setting.country:
            return self._placed(role, setting, name)
        return self._open(role, setting, left, segment, name)

    def _coalition(self, leader: Item, name: str) -> Actor:
        entry = leader.entries[0] if leader.entries else None
        sector = entry.sector if entry is not None and entry.country == IGO else MILITARY
        return Actor(country=IGO, sector=sector or MILITARY, name=name)

    def _placed(self, role: Role, setting: Setting, name: str, located: bool = False) -> Reading:
        sector = _sector(role, setting)
        actor = Actor(country=setting.country or NO_COUNTRY, sector=sector or None, name=name)
        return Reading(actors=(actor,), role=sector, located=located)

    def _open(self, role: Role, setting: Setting, left: Sequence[Item], segment: Segment, name: str) -> Reading:
        """Read a role without a country before it: look behind it, else leave the country open or abstain."""
        found = self._adjunct(role, segment)
        if found is not None:
            return self._placed(
                role, Setting(country=found.country, sector=setting.sector or found.sector), name, located=True
            )
        private = role.needs_owner or (role.kind is RoleKind.AGENT and self._stranger(left))
        lost = (setting.lost or self._of_stranger(role, segment)) and role.sector not in PUBLIC
        if (private or lost) and not setting.sector:
            return Reading(closed=bool(segment.adjuncts))
        return self._placed(role, setting, name)

    def _adjunct(self, role: Role, segment: Segment) -> Setting | None:
        """Return what the prepositional phrases say of the owner: "of Iraq", "for the rebels", "in Cairo"."""
        first = segment.adjuncts[0].preposition if segment.adjuncts else ""
        owning = first == "of" or (role.kind is not RoleKind.ROLE and first in self.words.owning)
        if owning:
            actors = self.resolve(segment.after())
            if actors:
                country = "" if actors[0].country == NO_COUNTRY else actors[0].country
                return Setting(country=country, sector=actors[0].sector or "")
        country = "" if role.posted and first != "of" else self._adjunct_country(segment)
        return Setting(country=country) if country else None

    def _adjunct_country(self, segment: Segment) -> str:
        places = (country_in(a.items) for a in segment.adjuncts if a.preposition in self.words.locating)
        return next((place for place in places if place not in ("", IGO, NGO)), "")

    def _stranger(self, left: Sequence[Item]) -> bool:
        """Whether an unknown name stands just before."""
        return bool(left) and left[-1].proper and left[-1].normal not in self.words.determiners

    def _of_stranger(self, role: Role, segment: Segment) -> bool:
        """Whether the role belongs to something that is no public actor: "head of Toyota", "president of the club"."""
        prepositions = ("of", "for") if role.kind is RoleKind.AGENT else ("of",)
        if not segment.adjuncts or segment.adjuncts[0].preposition not in prepositions:
            return False
        items = segment.adjuncts[0].items
        roles = [item.role for item in items if item.role is not None]
        if roles:
            return roles[-1].sector != GOVERNMENT
        return bool(items) and (items[-1].proper or role.kind is RoleKind.AGENT)

    def _setting(self, left: Sequence[Item], owner: Setting) -> Setting:
        """Read what stands before a head from the right: the nearest sector, then the nearest country."""
        sector = ""
        for item in reversed(left):
            if item.entries:
                found = self._named_setting(item, sector)
                if found.country or found.lost:
                    return found
                sector = found.sector
            else:
                sector = sector or (item.role.sector if item.role else self.words.adjectives.get(item.normal, ""))
        return Setting(country=owner.country, sector=sector or owner.sector, lost=owner.lost)

    def _named_setting(self, item: Item, sector: str) -> Setting:
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


def _sector(role: Role, setting: Setting) -> str:
    if setting.country == NGO:
        return ""
    if setting.country == IGO:
        return setting.sector or role.sector
    if role.kind is RoleKind.ROLE:
        return REBEL if role.sector == MILITARY and setting.sector in OPPOSING else role.sector
    return setting.sector or role.sector


def _given(left: Sequence[Item]) -> bool:
    """Whether a country's or a town's name stands directly before a surname, as a given name does ("Chad Smith")."""
    return bool(left) and any(e.kind in (NameKind.COUNTRY, NameKind.CAPITAL, NameKind.PLACE) for e in left[-1].entries)


def _plain_actor(entry: ActorEntry) -> Actor:
    return Actor(country=entry.country, sector=entry.sector or None, name=entry.name)


def _split_possessives(items: Sequence[Item]) -> list[list[Item]]:
    parts: list[list[Item]] = [[]]
    for item in items:
        if item.normal == POSSESSIVE and item.plain:
            parts.append([])
        else:
            parts[-1].append(item)
    return parts if parts[-1] or len(parts) == 1 else parts[:-1]


def country_in(items: Sequence[Item]) -> str:
    """Return the country of the first name of a state, capital or place in a run of items, or an empty string."""
    for item in items:
        for entry in item.entries:
            if entry.kind in TERRITORIAL and entry.country not in (NO_COUNTRY, IGO):
                return entry.country
    return ""
