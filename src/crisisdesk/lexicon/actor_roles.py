"""Role nouns by sector and the closed-class words that the actor rules use."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from crisisdesk.lexicon.actor_words import normal


class RoleKind(StrEnum):
    """How a role noun finds its sector and country."""

    ROLE = "role"
    AGENT = "agent"
    KIN = "kin"
    HOLDING = "holding"
    COALITION = "coalition"
    BODIES = "bodies"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role noun: ``needs_owner`` where it is no actor alone, ``posted`` where its place is not its country.

    ``short`` is one that is read only with a capital and before a name.
    """

    noun: str
    kind: RoleKind
    sector: str
    needs_owner: bool = False
    posted: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class RoleLexicon:
    """Role nouns, singular and plural, by their comparable words."""

    roles: Mapping[str, Role]
    led: frozenset[str]
    longest: int

    def role(self, key: str) -> Role | None:
        """Return the role of comparable words, or None."""
        return self.roles.get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWords:
    """Closed word lists; all in comparable form."""

    determiners: frozenset[str]
    counted: frozenset[str]
    quantities: frozenset[str]
    prepositions: frozenset[str]
    locating: frozenset[str]
    owning: frozenset[str]
    agency: frozenset[str]
    ethnic: frozenset[str]
    clauses: frozenset[str]
    joiners: frozenset[str]
    participles: frozenset[str]
    opposites: frozenset[str]
    homes: frozenset[str]
    former: frozenset[str]
    former_sectors: frozenset[str]
    trailing: frozenset[str]
    particles: frozenset[str]
    honorifics: frozenset[str]
    common_surnames: frozenset[str]
    ordinary: frozenset[str]
    elsewhere: frozenset[str]
    adjectives: Mapping[str, str]


def plural(noun: str) -> str:
    """Return the regular plural of a noun."""
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh", "x")) else "s")


def _table(name: str) -> dict[str, Any]:
    text = (files("crisisdesk.lexicon") / "en" / "actors" / f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _pairs(table: Mapping[str, Any]) -> Iterable[tuple[RoleKind, str, str]]:
    for noun in table["holdings"]["nouns"]:
        yield RoleKind.HOLDING, "", noun
    for sector, nouns in table["agents"].items():
        for noun in nouns:
            yield RoleKind.AGENT, sector, noun
    for sector, nouns in table["sectors"].items():
        for noun in nouns:
            yield RoleKind.ROLE, sector, noun
    for kind, name, sector in (
        (RoleKind.KIN, "kin", ""),
        (RoleKind.COALITION, "coalitions", "MIL"),
        (RoleKind.BODIES, "bodies", ""),
    ):
        for noun in table[name]["nouns"]:
            yield kind, sector, noun


@cache
def load_roles() -> RoleLexicon:
    """Read the role nouns of the package, once."""
    table = _table("roles")
    lone = set(table["private"]["nouns"]) | set(table["ownerless"]["nouns"])
    posted = set(table["posted"]["nouns"])
    roles: dict[str, Role] = {}
    for kind, sector, noun in _pairs(table):
        owner = noun in lone or kind in (RoleKind.KIN, RoleKind.HOLDING)
        role = Role(noun=noun, kind=kind, sector=sector, needs_owner=owner, posted=noun in posted)
        roles.setdefault(normal(plural(noun)), role)
        roles[normal(noun)] = role
    for sector, nouns in table["short"].items():
        roles |= {noun: Role(noun=noun, kind=RoleKind.ROLE, sector=sector, short=True) for noun in nouns}
    longest = max(key.count(" ") + 1 for key in roles)
    return RoleLexicon(MappingProxyType(roles), frozenset(table["coalitions"]["led_nouns"]), longest)


@cache
def load_actor_words() -> ActorWords:
    """Read the closed word lists of the package, once."""
    words, filters = _table("words"), _table("filters")
    lists = {name: frozenset(value) for name, value in words.items() if isinstance(value, list)}
    return ActorWords(
        **lists,
        common_surnames=frozenset(filters["common_surnames"]),
        ordinary=frozenset(filters["ordinary"]),
        adjectives=MappingProxyType(words["adjectives"]),
    )
