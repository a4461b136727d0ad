"""Which mentions are of one channel: same kind, and parties, place and words that go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from crisisdesk.model.actor import Actor
from crisisdesk.model.channel import Telling, party_code

BOTH = 2


@dataclass(slots=True, kw_only=True)
class Group:
    """The mentions of one channel, as it is put together."""

    kind: str
    parties: frozenset[str]
    place: str | None
    words: frozenset[str]
    told: list[Telling] = field(default_factory=list)

    def takes(self, other: Group) -> bool:
        """Say whether another group's mentions can be of this channel."""
        if self.kind != other.kind or (self.place and other.place and self.place != other.place):
            return False
        if self.words and other.words and not self.words & other.words:
            return False
        small, large = sorted((self.parties, other.parties), key=len)
        return (bool(small) and small <= large) or (not small and self.place is not None and self.place == other.place)

    def add(self, other: Group) -> None:
        """Take the mentions of another group."""
        self.parties |= other.parties
        self.place = self.place or other.place
        self.words |= other.words
        self.told.extend(other.told)


def merged(tellings: Iterable[Telling]) -> list[Group]:
    """Return the channels of mentions: those that name both parties first, then what fits one channel alone."""
    groups: list[Group] = []
    alone = [group_of(telling) for telling in tellings]
    for one in sorted(alone, key=lambda group: (-len(group.parties), group.place is None)):
        fitting = [group for group in groups if group.takes(one)]
        if one.told[0].mention.words or len(one.parties) == BOTH:
            fitting = fitting[:1]
        if len(fitting) == 1:
            fitting[0].add(one)
        else:
            groups.append(one)
    return groups


def group_of(telling: Telling) -> Group:
    """Return a group of one mention."""
    mention = telling.mention
    return Group(
        kind=mention.kind,
        parties=frozenset(party_code(party.actor) for party in mention.parties),
        place=mention.place.place.name if mention.place else None,
        words=frozenset(mention.words),
        told=[telling],
    )


def name_of(told: Iterable[Telling]) -> str:
    """Return the name that most mentions give; among equals the fullest one."""
    counts = Counter(telling.mention.name for telling in told)
    return max(counts, key=lambda name: (len(name.split()) > 1, counts[name], len(name), name))


def parties_of(told: Iterable[Telling]) -> tuple[Actor, ...]:
    """Return the parties by code, each as states or groups are named most often."""
    found: dict[str, Counter[Actor]] = {}
    for telling in told:
        for party in telling.mention.parties:
            found.setdefault(party_code(party.actor), Counter())[_bare(party.actor)] += 1
    return tuple(max(found[code], key=lambda actor: (found[code][actor], actor.name)) for code in sorted(found))


def _bare(actor: Actor) -> Actor:
    """Return the state of its bodies: a channel joins North Korea, not its army."""
    if actor.country in ("IGO", "NGO") or actor.sector == "REB":
        return actor
    return Actor(country=actor.country, name=actor.name if actor.sector is None else "")
