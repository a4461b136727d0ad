"""What an explainer is made of: all that a filter lets through, or of too much the part around the lead event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from crisisdesk.errors import UnknownEventError
from crisisdesk.filters import Node, Subject, canonical, compile_filter
from crisisdesk.model.actor import NO_COUNTRY
from crisisdesk.model.event import Event
from crisisdesk.record.codec import EVENT
from crisisdesk.record.store import Record
from crisisdesk.views.explain import Explanation, explain
from crisisdesk.web.pages.brief import count_events, narrowed, term

MOST_EVENTS, NARROWED_EVENTS = 250, 100
WINDOWS = (120, 45, 14, 4)
STANDS_OUT = "2 * log2(1 + e.voices) + log2(1 + e.claims) + 0.4 * abs(e.score)"
NONE = "claims:0"
DONE = "e.status = 'actual' AND NOT e.historical"
LEAD = "SELECT e.body FROM event e WHERE {} AND {} ORDER BY round({}, 2) DESC, e.start IS NULL, e.start, e.id LIMIT 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An explainer, and in words what of the record it leaves out."""

    told: Explanation
    notes: tuple[str, ...]


def story_of(record: Record, q: str, event: str = "", length: str = "normal") -> Story:
    """Return the explainer of a filter, or of the event with an id; a record too big for it is narrowed first.

    Raises:
        FilterError: the filter cannot be read.
        UnknownEventError: there is no such event.
        AmbiguousIdError: the beginning of an id is that of several.

    """
    node = narrowed(q)
    total = count_events(record, node)
    if total <= MOST_EVENTS:
        return Story(told=explain(record, q, event or None, length), notes=())
    lead = _lead(record, node, event)
    if lead is None:
        return Story(told=replace(explain(record, NONE, None, length), where=q), notes=())
    shown, notes = _around(record, node, lead)
    told = explain(record, canonical(shown), lead.id, length)
    return Story(told=replace(told, where=q), notes=(*notes, _capped(total)))


def _capped(total: int) -> str:
    return f"The filter lets {total:,} events through, too many for one explainer; a narrower one tells more."


def _lead(record: Record, node: Node, event: str) -> Event | None:
    named = record.account(event) if event else None
    if event and named is None:
        raise UnknownEventError(event=event)
    if named:
        return named.event
    condition, values = compile_filter(node, Subject.EVENTS)
    row = record.connection.execute(LEAD.format(condition, DONE, STANDS_OUT), values).fetchone()
    return EVENT.validate_json(row[0]) if row else None


def _around(record: Record, node: Node, lead: Event) -> tuple[Node, tuple[str, ...]]:
    """Return the filter of the story around the lead: its parties, in days before and after it, ever fewer."""
    parties = sorted({a.country for a in (*lead.actors, *lead.recipients)} - {NO_COUNTRY, "IGO", "NGO"})
    held = narrowed(canonical(node), *([term("party", *parties)] if parties else []))
    said = f"Told are events of {', '.join(parties)}" if parties else "Told are events"
    for found, words in _windows(held, lead.start):
        if count_events(record, found) <= NARROWED_EVENTS:
            return found, (f"{said} {words}.",)
    alone = narrowed("", term("id", lead.id))
    return alone, ("Told is the one event that stands out most.",)


def _windows(node: Node, day: date | None) -> Iterator[tuple[Node, str]]:
    if day is None:
        yield node, "at any time"
    for days in WINDOWS if day else ():
        first, last = _shifted(day, -days), _shifted(day, days)
        yield (
            narrowed(canonical(node), term("from", first), term("to", last)),
            f"from {first} to {last}, dated ones alone",
        )


def _shifted(day: date | None, days: int) -> str:
    at = (day or date.min).toordinal() + days
    return date.fromordinal(min(max(at, 1), date.max.toordinal())).isoformat()
