"""An event in words: one line of a list, and the lines of its account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crisisdesk.model.actor import Actor
from crisisdesk.model.event import Account, Count, Event, Witness
from crisisdesk.views.lines import UNKNOWN, line_of, span_of_days


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event in one line; what is not known is a dash. ``counts`` are reports, then independent sources."""

    when: str
    what: str
    who: str
    whom: str
    where: str
    status: str
    counts: str
    marks: str


def event_line(event: Event) -> EventLine:
    """Return an event in words."""
    disputed = ", ".join(dict.fromkeys(found.part for found in event.disagreements))
    return EventLine(
        when=when_of(event),
        what=f"{event.type} {event.mode}" if event.mode else event.type,
        who=actors_of(event.actors),
        whom=actors_of(event.recipients),
        where=event.place.name if event.place else UNKNOWN,
        status=event.status.value + (" (past)" if event.historical else ""),
        counts=f"{many(event.reports, 'report')}, {many(event.voices, 'source')}",
        marks=f"disputed: {disputed}" if disputed else "",
    )


def many(n: int, noun: str) -> str:
    """Return ``1 report`` or ``3 reports``."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def when_of(event: Event) -> str:
    """Return the best-supported days of an event, a dash where none are told."""
    if event.start is None or event.end is None:
        return UNKNOWN
    return span_of_days(event.start, event.end, event.precision)


def actors_of(actors: tuple[Actor, ...]) -> str:
    """Return actors by code and name."""
    return ", ".join(f"{actor.code} {actor.name}".strip() for actor in actors) or UNKNOWN


def account_lines(account: Account) -> Iterator[str]:
    """Yield the lines that tell an event: its parts, where its claims differ, their sentences, why they are one."""
    event = account.event
    line = event_line(event)
    yield f"{event.id}  {line.what}  {line.who} → {line.whom}"
    yield f"  when     {line.when}{_spread(event)}"
    yield f"  where    {_where(event)}"
    yield f"  status   {line.status}"
    for figure in event.figures:
        yield f"  figure   {count_of(figure)}"
    yield (
        f"  told by  {many(len(event.claims), 'claim')} in {many(event.reports, 'report')}, "
        f"{event.families} without copies, {many(event.voices, 'independent source')}"
    )
    for found in event.disagreements:
        yield f"  disputed {found.part}:"
        for variant in found.variants:
            yield f"    {variant.value}: {many(len(variant.voices), 'source')}, claims {', '.join(variant.claims)}"
    for witness in account.witnesses:
        yield from _witness(witness)
    for link in event.links:
        yield f"  joined   {link}"
    for judgement in event.judgements:
        yield f"  judged   {judgement}"


def _spread(event: Event) -> str:
    if event.earliest is None or event.latest is None or (event.earliest, event.latest) == (event.start, event.end):
        return ""
    return f"  (claims range from {event.earliest} to {event.latest})"


def _where(event: Event) -> str:
    place = event.place
    return f"{place.name}, {place.country}  {place.lat:.2f}, {place.lon:.2f}  {place.gazetteer}" if place else UNKNOWN


def count_of(figure: Count) -> str:
    """Return a figure with its spread; a bound that is not told is a question mark."""
    low, best, high = ("?" if n is None else str(n) for n in (figure.low, figure.best, figure.high))
    return f"{best} {figure.of}" if low == best == high else f"{best} {figure.of} ({low} to {high})"


def _witness(witness: Witness) -> Iterator[str]:
    head, line = witness.report, line_of(witness.claim)
    yield f"  claim    {witness.claim.id}  {head.publisher or 'no publisher'}, {head.published or 'no date'}"
    yield f"           “{witness.sentence}”"
    cited = f", says {line.said_by}" if line.said_by != UNKNOWN else ""
    yield f"           {line.who} {line.what} {line.whom}, {line.when}, {line.where}, {line.status}{cited}"
