"""Who a noun phrase names: the public actors of a phrase as of a day, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from crisisdesk.lexicon.actors import ActorLexicon, NameKind, load_actor_lexicon
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.model.when import as_day
from crisisdesk.stages.actor_heads import SegmentReader
from crisisdesk.stages.actor_names import NameHit, find_names
from crisisdesk.stages.actor_phrases import COMMA, Item, Segment, items_of, segments_of
from crisisdesk.stages.actor_readings import NGO, REBEL, Reading

__all__ = ["NameHit", "find_names", "resolve_actor"]


def resolve_actor(text: str, on: date | str | None = None, lexicon: ActorLexicon | None = None) -> tuple[Actor, ...]:
    """Return the public actors that a noun phrase names, as of a day; empty where it names none.

    A role without a country ("the government", "rebels") gives the country ``---``: the document may tell which.
    Aid workers and rights groups without one are ``NGO``.
    """
    lexicon = lexicon or load_actor_lexicon()
    return _unique(_stateless(actor) for actor in _Phrase(lexicon, as_day(on)).resolve(items_of(text, lexicon)))


def _stateless(actor: Actor) -> Actor:
    return replace(actor, country=NGO, sector=None) if (actor.country, actor.sector) == (NO_COUNTRY, NGO) else actor


class _Phrase:
    """Resolves runs of items under one lexicon and day."""

    def __init__(self, lexicon: ActorLexicon, on: date | None) -> None:
        self.lexicon = lexicon
        self.reader = SegmentReader(lexicon, on, self.resolve)

    def resolve(self, items: Sequence[Item]) -> tuple[Actor, ...]:
        """Read every segment, let list members share, and join appositions."""
        segments = segments_of(items, self.lexicon)
        readings = _closed([self.reader.read(segment) for segment in segments], segments)
        if any(segment.joiner not in ("", *COMMA) for segment in segments):
            return _unique(actor for reading in _shared(readings, segments) for actor in reading.actors)
        if len(readings) > 1 and all(reading.bare is NameKind.COUNTRY for reading in readings):
            return _unique(actor for reading in readings for actor in reading.actors)
        return _apposed(readings)


def _closed(readings: list[Reading], segments: Sequence[Segment]) -> list[Reading]:
    """Leave out names that belong to a head that is no actor: "talks between Iran and France"."""
    kept: list[Reading] = []
    closed = False
    for reading, segment in zip(readings, segments, strict=True):
        inside = closed and segment.joiner not in COMMA and (reading.bare is not None or not reading.actors)
        kept.append(Reading() if inside else reading)
        closed = reading.closed or inside
    return kept


def _shared(readings: list[Reading], segments: Sequence[Segment]) -> list[Reading]:
    shared = [_with_sector(reading, readings[i + 1 :], segments[i + 1 :]) for i, reading in enumerate(readings)]
    shared = [_with_role_before(reading, shared[:i]) for i, reading in enumerate(shared)]
    return [_with_country(reading, shared, i) for i, reading in enumerate(shared)]


def _with_sector(reading: Reading, later: Sequence[Reading], segments: Sequence[Segment]) -> Reading:
    """Give the first of "Israeli and Palestinian officials" the sector of the head that both share."""
    at = next((i for i, other in enumerate(later) if other.role), -1)
    if reading.bare is None or at < 0 or any(other.bare is None for other in later[:at]):
        return reading
    plain_first = bool(segments[at].core) and bool(segments[at].core[0].entries)
    adjective = reading.bare is NameKind.DEMONYM
    shares = adjective or (plain_first and later[at].role != REBEL and reading.bare is NameKind.COUNTRY)
    return _as(reading, later[at].role) if shares and not later[at].located else reading


def _with_role_before(reading: Reading, before: Sequence[Reading]) -> Reading:
    """Give the second of "the presidents of France and Germany" the sector of the first."""
    shares = bool(before) and before[-1].located and reading.bare in (NameKind.COUNTRY, NameKind.CAPITAL)
    return replace(_as(reading, before[-1].role), role=before[-1].role, located=True) if shares else reading


def _as(reading: Reading, sector: str) -> Reading:
    return replace(reading, actors=tuple(a if a.sector else replace(a, sector=sector or None) for a in reading.actors))


def _with_country(reading: Reading, readings: Sequence[Reading], at: int) -> Reading:
    """Give both of "soldiers and police in Iraq" or "Iraqi soldiers and police" the one country."""
    if not reading.role or not any(actor.country == NO_COUNTRY for actor in reading.actors):
        return reading
    after = readings[at + 1] if at + 1 < len(readings) and readings[at + 1].located else None
    before = readings[at - 1] if at and readings[at - 1].role and reading.role != REBEL else None
    source = after or before
    country = source.actors[0].country if source is not None and source.actors else NO_COUNTRY
    actors = tuple(replace(a, country=country) if a.country == NO_COUNTRY else a for a in reading.actors)
    return reading if country in (NO_COUNTRY, "IGO", "NGO") else replace(reading, actors=actors)


def _apposed(readings: Sequence[Reading]) -> tuple[Actor, ...]:
    """Join what an apposition says: the first known country, and the first sector given for it."""
    found = [actor for reading in readings for actor in reading.actors]
    if len(readings) == 1 or len(found) < 2:
        return tuple(found)
    main = next((actor for actor in found if actor.country != NO_COUNTRY), found[0])
    sector = next((a.sector for a in found if a.sector and a.country in (main.country, NO_COUNTRY)), None)
    return (replace(main, sector=main.sector or sector),)


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    kept: dict[str, Actor] = {}
    for actor in actors:
        kept.setdefault(actor.code, actor)
    return tuple(kept.values())
