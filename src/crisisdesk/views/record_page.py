"""A record in a notebook: its numbers and its newest events, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from crisisdesk.model.event import Event
from crisisdesk.views.event_lines import event_line
from crisisdesk.views.html import Html, joined, tag

HEADER = ("when", "what", "who", "whom", "where", "status", "told by", "")


def summary_of(totals: str, events: Sequence[Event]) -> Html:
    """Return a table of events under a line of totals; what reports say is text, never markup."""
    head = tag("tr", *(tag("th", name) for name in HEADER))
    rows = (tag("tr", *(tag("td", cell) for cell in _cells(event))) for event in events)
    return tag("div", tag("p", totals), tag("table", tag("thead", head), tag("tbody", joined(rows))))


def _cells(event: Event) -> tuple[str, ...]:
    line = event_line(event)
    return (line.when, line.what, line.who, line.whom, line.where, line.status, line.counts, line.marks)
