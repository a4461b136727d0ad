"""What an explainer is made of: all that a filter lets through, or of too much the part around the lead event."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from crisisdesk.errors import UnknownEventError
from crisisdesk.filters import Subject, compile_filter
from crisisdesk.filters.conditions import Sql
from crisisdesk.filters.nodes import Term, all_of
from crisisdesk.model.actor import NO_COUNTRY
from crisisdesk.model.event import Account, Event
from crisisdesk.record.queries import witnesses_of
from crisisdesk.record.store import Record
from crisisdesk.views.explain import Explanation, explain_accounts
from crisisdesk.views.explain.scene import choose_lead
from crisisdesk.web.finding import Found, find, narrow
from crisisdesk.web.pages.brief import narrowed, term

MOST_EVENTS, MOST_TELLINGS = 100, 120
NARROWED_EVENTS, NARROWED_TELLINGS = 50, 80
WINDOWS = (120, 45, 14, 4)
STANDS_OUT = "2 * log2(1 + e.voices) + log2(1 + e.claims) + 0.4 * abs(e.score)"
DONE: Sql = ("e.status = 'actual' AND NOT e.historical", ())
BY_DAY = "e.start IS NULL, e.start, e.id"
LEADS = f"round({STANDS_OUT}, 2) DESC, e.start IS NULL, e.start, e.id"


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
    found = find(record.connection, narrowed(q))
    total = found.count()
    named = record.account(event) if event else None
    if event and named is None:
        raise UnknownEventError(event=event)
    notes: tuple[str, ...] = ()
    if _fits(found, MOST_EVENTS, MOST_TELLINGS):
        events = found.ordered(BY_DAY, MOST_EVENTS)
        lead = named.event if named else choose_lead(events)
    else:
        lead = named.event if named else next(iter(found.ordered(LEADS, 1, also=DONE)), None)
        events, notes = _around(found, lead) if lead else ((), ())
    accounts = (Account(event=one, witnesses=witnesses_of(record.connection, one)) for one in events)
    told = explain_accounts(record, lead, accounts, q, length)
    return Story(told=told, notes=(*notes, *([_capped(total)] if notes else [])))


def _fits(found: Found, events: int, tellings: int, also: Sql = ("1", ())) -> bool:
    """Tell whether there are at most so many events, told by so many reports, each counted once an event."""
    asked, values = also
    n, reports = found.rows(f"SELECT count(*), sum(e.reports) FROM event e WHERE {{}} AND {asked}", *values)[0]
    return n <= events and (reports or 0) <= tellings


def _capped(total: int) -> str:
    return f"The filter lets {total:,} events through, too many for one explainer; a narrower one tells more."


def _around(found: Found, lead: Event) -> tuple[tuple[Event, ...], tuple[str, ...]]:
    """Return the story around the lead: events of its parties, in days before and after it, ever fewer."""
    parties = sorted({a.country for a in (*lead.actors, *lead.recipients)} - {NO_COUNTRY, "IGO", "NGO"})
    said = f"Told are events of {', '.join(parties)}" if parties else "Told are events"
    held = narrow(found, term("party", *parties)) if parties else found
    for days, words in _windows(lead.start):
        also = compile_filter(all_of(days), Subject.EVENTS)
        if _fits(held, NARROWED_EVENTS, NARROWED_TELLINGS, also):
            return held.ordered(BY_DAY, NARROWED_EVENTS, also=also), (f"{said} {words}.",)
    return (lead,), ("Told is the one event that stands out most.",)


def _windows(day: date | None) -> Iterator[tuple[tuple[Term, ...], str]]:
    if day is None:
        yield (), "at any time"
    for days in WINDOWS if day else ():
        first, last = _shifted(day, -days), _shifted(day, days)
        yield (term("from", first), term("to", last)), f"from {first} to {last}, dated ones alone"


def _shifted(day: date | None, days: int) -> str:
    at = (day or date.min).toordinal() + days
    return date.fromordinal(min(max(at, 1), date.max.toordinal())).isoformat()
