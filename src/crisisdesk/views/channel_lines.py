"""Channels in words: lines for a terminal, Markdown for a page."""

from __future__ import annotations

from collections.abc import Iterator

from crisisdesk.model.actor import Actor
from crisisdesk.model.channel import Channel, Telling, Turn, party_code
from crisisdesk.model.claim import Status
from crisisdesk.views.event_lines import many
from crisisdesk.views.lines import UNKNOWN, named, span_of_days


def text_lines(channel: Channel) -> Iterator[str]:
    """Yield a channel as lines: its head, its state, its life with every sentence, what contradicts."""
    yield title_of(channel)
    yield f"  state    {state_of(channel)}"
    for turn in channel.life:
        yield f"  {day_of(turn).ljust(13)} {turn_of(turn)}"
        for telling in turn.told:
            yield f"    {told_of(telling)}"
            yield f"      “{telling.words}”"
    for found in channel.contradictions:
        yield f"  contradiction: {found.about}"
        for label, told in found.versions:
            yield f"    {label}: {'; '.join(told_of(telling) for telling in told)}"
    if channel.plain:
        reports = {telling.report.id for telling in channel.plain}
        yield f"  named without a change {many(len(channel.plain), 'time')} in {many(len(reports), 'report')}"


def markdown_lines(channel: Channel) -> Iterator[str]:
    """Yield a channel as Markdown; what reports say stands in quotations, their marks escaped."""
    yield f"## {_escaped(title_of(channel))}"
    yield f"\nState: **{_escaped(state_of(channel))}**\n"
    for turn in channel.life:
        yield f"- {day_of(turn)}: **{_escaped(turn_of(turn))}**"
        for telling in turn.told:
            yield f"  - {_escaped(told_of(telling))}: “{_escaped(telling.words)}”"
    if channel.contradictions:
        yield "\nContradictions:\n"
    for found in channel.contradictions:
        yield f"- {found.about}"
        for label, told in found.versions:
            yield f"  - {label}: {_escaped('; '.join(told_of(telling) for telling in told))}"
    yield ""


def title_of(channel: Channel) -> str:
    """Return a channel's kind, name and parties."""
    place = f", {channel.place}" if channel.place and channel.place not in channel.name else ""
    return f"{channel.kind}: {channel.name}{place}  ({_parties(channel.parties)})"


def _parties(parties: tuple[Actor, ...]) -> str:
    known = [party_code(actor) for actor in parties]
    return " – ".join([*known, "unknown"] if len(known) == 1 else known) or "parties unknown"


def state_of(channel: Channel) -> str:
    """Return the state after the last actual change, with its day."""
    if channel.state is None:
        return "unknown: no report tells a change as a fact"
    turn = next(t for t in channel.life if t.change is channel.state and t.start == channel.since)
    return (
        f"{channel.state}, {day_of(turn)}" if channel.since_dated else f"{channel.state}, day not told ({day_of(turn)})"
    )


def day_of(turn: Turn) -> str:
    """Return the days of a change; ``by`` a day where only that of the report is known."""
    if turn.start is None or turn.end is None:
        return UNKNOWN
    return span_of_days(turn.start, turn.end, turn.precision) if turn.dated else f"by {turn.start.isoformat()}"


def turn_of(turn: Turn) -> str:
    """Return a change in words: what, by whom, and its status where it is no fact."""
    toward = f" to be {turn.toward}" if turn.toward else ""
    by = f" by {', '.join(party_code(actor) for actor in turn.by)}" if turn.by else ""
    status = "" if turn.status is Status.ACTUAL else f" ({turn.status})"
    return f"{turn.change}{toward}{by}{status}"


def told_of(telling: Telling) -> str:
    """Return who tells a change: the report, its day and sentence, who is cited."""
    head, mention = telling.report, telling.mention
    cited = " < ".join(named(speaker.mention) for speaker in reversed(mention.said_by))
    said = f", says {cited}" if cited else ""
    denied = ", denied" if mention.status is Status.NEGATED else ""
    return (
        f"{head.publisher or 'no publisher'}, {head.published or 'no date'}, sentence {mention.sentence}{said}{denied}"
    )


def _escaped(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in text)
