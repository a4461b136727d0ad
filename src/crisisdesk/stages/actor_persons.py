"""Who a personal name stands for on a day: office-holders by date, surnames only where they are unambiguous."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from crisisdesk.lexicon.actors import ActorEntry, NameKind
from crisisdesk.model.actor import Actor

GRACE = timedelta(days=45)
OPEN_END = "9999"
REMEMBERED = timedelta(days=365 * 12)
FORMER = "ELI"
MINISTER = 2


def person_actor(
    entries: tuple[ActorEntry, ...], on: date | None, title: str = "", polite: bool = False
) -> Actor | None:
    """Return the actor of a personal name on a day, or None where it is ambiguous.

    A surname that many bear needs its bearer's ``title``, or a ``polite`` Mr or Ms where the bearer is well known.

    In office: the sector of the office; after it ``ELI``; before it the country alone.
    """
    known = [e for e in entries if not e.titled or _fits(e, title) or (polite and e.rank <= MINISTER)]
    if not known:
        return None
    surname = known[0].kind is NameKind.SURNAME
    if surname and any(e.rank == 1 for e in known):
        known = [e for e in known if e.rank <= MINISTER]
    if on is None:
        return _undated(known, surname)
    return _dated(known, on, surname)


def _fits(entry: ActorEntry, title: str) -> bool:
    return bool(title) and title.rsplit(" ", 1)[-1] in entry.office


def _undated(entries: list[ActorEntry], surname: bool) -> Actor | None:
    best = _best(entries)
    if best is None or (surname and best.rank > MINISTER):
        return None
    return _actor(best, best.sector)


def _dated(entries: list[ActorEntry], on: date, surname: bool) -> Actor | None:
    now = [e for e in entries if _holds(e, on)]
    if now:
        best = _best(now)
        return _actor(best, best.sector) if best else None
    past = [e for e in entries if e.end and e.end < on.isoformat() and _remembered(e, on, surname)]
    if past:
        best = _best(past, latest=True)
        return _actor(best, _after_office(best)) if best else None
    best = None if surname else _best(entries)
    return _actor(best, None) if best else None


def _holds(entry: ActorEntry, on: date) -> bool:
    early = (on + timedelta(days=GRACE.days // 3)).isoformat()
    late = (on - GRACE).isoformat()
    return (entry.start <= early and (entry.end or OPEN_END) >= on.isoformat()) or (
        entry.start <= early and entry.end >= late
    )


def _remembered(entry: ActorEntry, on: date, surname: bool) -> bool:
    return not surname or (entry.rank == 1 and entry.end >= (on - REMEMBERED).isoformat())


def _after_office(entry: ActorEntry) -> str:
    return (
        entry.sector
        if entry.sector not in ("GOV", "LEG", "MIL", "SPY", "COP", "JUD") and entry.country != "IGO"
        else FORMER
    )


def _best(entries: Iterable[ActorEntry], latest: bool = False) -> ActorEntry | None:
    """Return the entry of highest rank if all of that rank are of one country; of one country the latest."""
    ranked = sorted(entries, key=lambda e: e.rank)
    top = [e for e in ranked if e.rank == ranked[0].rank]
    if len({e.country for e in top}) > 1:
        return None
    same = [e for e in ranked if e.country == top[0].country] if latest else top
    return max(same, key=lambda e: (e.end or OPEN_END, e.start))


def _actor(entry: ActorEntry, sector: str | None) -> Actor:
    return Actor(country=entry.country, sector=sector or None, name=entry.name)
