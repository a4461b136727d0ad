"""Who is who: what a record knows of one actor: names, roles over time, acts, statements, counterparts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention
from crisisdesk.model.event import Witness
from crisisdesk.stages.actors import resolve_actor

if TYPE_CHECKING:
    from crisisdesk.record.store import Record

LAST = 3
IN_TEXT = frozenset(("name", "", "place"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A code and name under which an actor stands in claims, with the first and last day of their reports."""

    actor: Actor
    first: date | None
    last: date | None
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """Acts of one type that an actor did or received: how many claims tell them, and the last few."""

    type: str
    claims: int
    last: tuple[Witness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """What a record knows of an actor.

    ``wanted`` are the actors that the name was resolved to; ``aliases`` are its spellings in reports with their
    number, ``statements`` the claims for which it is cited, and ``counterparts`` codes with the claims in which they
    are on the other side.
    """

    name: str
    wanted: tuple[Actor, ...]
    aliases: tuple[tuple[str, int], ...]
    roles: tuple[Role, ...]
    done: tuple[Deeds, ...]
    received: tuple[Deeds, ...]
    statements: int
    last_statements: tuple[Witness, ...]
    counterparts: tuple[tuple[str, int], ...]


def load_actor_page(record: Record, name: str, on: date | None = None) -> ActorPage:
    """Return the page of an actor, given by name or by a code as in ``PRK:GOV``; empty where nothing is known of it."""
    return actor_page(record.claims(), name, wanted_by(name, on))


def wanted_by(name: str, on: date | None = None) -> tuple[Actor, ...]:
    """Return the actors that a name or code means."""
    country, _, sector = name.partition(":")
    if name.isupper() and (len(country) == len(NO_COUNTRY)) and not resolve_actor(name, on):
        return (Actor(country=country, sector=sector or None),)
    return resolve_actor(name, on) or (Actor(country=NO_COUNTRY, name=name),)


def actor_page(witnesses: Iterable[Witness], name: str, wanted: tuple[Actor, ...]) -> ActorPage:
    """Return what claims tell of an actor; a country stands for all its sectors, a person only for itself."""
    claims = sorted(witnesses, key=_by_day)
    done = [w for w in claims if _among(w.claim.actors, name, wanted)]
    received = [w for w in claims if _among(w.claim.recipients, name, wanted)]
    said = [w for w in claims if _among((s.mention for s in w.claim.said_by), name, wanted)]
    mentions = [(w, m) for w in claims for m in mentions_of(w) if is_meant(m, name, wanted)]
    return ActorPage(
        name=name,
        wanted=wanted,
        aliases=_counted(" ".join(m.span.text.split()) for _, m in mentions if m.via in IN_TEXT and m.span.text),
        roles=_roles(mentions),
        done=_deeds(done),
        received=_deeds(received),
        statements=len(said),
        last_statements=tuple(reversed(said[-LAST:])),
        counterparts=_counterparts((*done, *received), name, wanted),
    )


def mentions_of(witness: Witness) -> tuple[ActorMention, ...]:
    """Return all actors that a claim names: its parties and those who say so."""
    claim = witness.claim
    return (*claim.actors, *claim.recipients, *(speaker.mention for speaker in claim.said_by))


def is_meant(mention: ActorMention, name: str, wanted: tuple[Actor, ...]) -> bool:
    """Say whether a mention is of the actor: the same code, name or words; a bare country covers its sectors."""
    words = {mention.actor.name.casefold(), " ".join(mention.span.text.split()).casefold()}
    if name.casefold() in words:
        return True
    return any(_same(actor, mention.actor, name) for actor in wanted)


def _same(actor: Actor, other: Actor, name: str) -> bool:
    if actor.country == NO_COUNTRY or actor.country != other.country:
        return False
    if actor.sector is None:
        return True
    person = bool(actor.name) and actor.name.casefold() == name.casefold()
    return actor.sector == other.sector and (not person or actor.name == other.name)


def _among(mentions: Iterable[ActorMention], name: str, wanted: tuple[Actor, ...]) -> bool:
    return any(is_meant(mention, name, wanted) for mention in mentions)


def _by_day(witness: Witness) -> tuple[date, str]:
    when = witness.claim.when
    return (when.start or witness.report.published or date.min, witness.claim.id)


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return names with their number, the most frequent first, equals by name."""
    return tuple(sorted(Counter(names).items(), key=lambda one: (-one[1], one[0])))


def _roles(mentions: Iterable[tuple[Witness, ActorMention]]) -> tuple[Role, ...]:
    days: dict[tuple[str, str], list[date]] = {}
    claims: dict[tuple[str, str], set[str]] = {}
    actors: dict[tuple[str, str], Actor] = {}
    for witness, mention in mentions:
        key = (mention.actor.code, mention.actor.name)
        actors[key] = mention.actor
        claims.setdefault(key, set()).add(witness.claim.id)
        days.setdefault(key, []).extend([witness.report.published] if witness.report.published else [])
    found = (
        Role(
            actor=actors[key],
            first=min(days[key], default=None),
            last=max(days[key], default=None),
            claims=len(claims[key]),
        )
        for key in actors
    )
    return tuple(
        sorted(found, key=lambda r: (r.first is None, r.first or date.max, -r.claims, r.actor.code, r.actor.name))
    )


def _deeds(witnesses: Iterable[Witness]) -> tuple[Deeds, ...]:
    by_type: dict[str, list[Witness]] = {}
    for witness in witnesses:
        by_type.setdefault(witness.claim.type, []).append(witness)
    found = (Deeds(type=kind, claims=len(ws), last=tuple(reversed(ws[-LAST:]))) for kind, ws in by_type.items())
    return tuple(sorted(found, key=lambda deeds: (-deeds.claims, deeds.type)))


def _counterparts(witnesses: Iterable[Witness], name: str, wanted: tuple[Actor, ...]) -> tuple[tuple[str, int], ...]:
    codes: list[str] = []
    for claim in {witness.claim.id: witness.claim for witness in witnesses}.values():
        others = (m for m in (*claim.actors, *claim.recipients) if not is_meant(m, name, wanted))
        codes += dict.fromkeys(m.actor.code for m in others)
    return _counted(codes)
