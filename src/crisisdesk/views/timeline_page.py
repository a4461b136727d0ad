"""A timeline as one page of HTML that needs nothing from elsewhere: light, dark and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from crisisdesk.export.wording import link, visible
from crisisdesk.views.html import Html, page, tag
from crisisdesk.views.timeline import Entry, Gap, Kind, Timeline
from crisisdesk.views.timeline_text import is_interval, sections
from crisisdesk.views.timeline_words import (
    act_in_words,
    days_of,
    disputes_of,
    gap_in_words,
    marks_of,
    name_of,
    numbers_of,
    source_of,
    totals_of,
)

CLASSES = {Kind.ACT: "", Kind.PLAN: "plan", Kind.NOT_DONE: "denied"}
LEGEND = "★ key event. A dashed line: some time within these days."


def timeline_page(timeline: Timeline, title: str = "Timeline") -> str:
    """Return the page as HTML, complete in itself; all text of reports is escaped."""
    head = (tag("h1", visible(title)), tag("p", f"{totals_of(timeline)}."), tag("p", LEGEND, class_="dim"))
    return page(visible(title), load_style(), *head, *map(_part, sections(timeline)))


@cache
def load_style() -> str:
    """Return the page's style sheet, read once."""
    return (files("crisisdesk.views") / "timeline.css").read_text(encoding="utf8")


def _part(part: tuple[str, tuple[Entry, ...]] | Gap) -> Html:
    if isinstance(part, Gap):
        return tag("p", gap_in_words(part), class_="gap")
    heading, entries = part
    first = entries[0]
    kind = "undated" if first.start is None else "within" if is_interval(first) else "day"
    return tag("section", tag("h2", heading), *map(_article, entries), class_=kind)


def _article(entry: Entry) -> Html:
    classes = " ".join(name for name in (CLASSES[entry.kind], "key" if entry.key else "") if name)
    name = tag("h3", "★ " if entry.key else "", tag("bdi", name_of(entry.event)), *_marks(marks_of(entry)))
    quote = tag("blockquote", "“", tag("bdi", visible(entry.witness.sentence)), "” ", tag("small", *_source(entry)))
    numbers = tag("p", f"{numbers_of(entry)} · {entry.event.id}", class_="dim")
    return tag("article", name, quote, *_details(entry), numbers, class_=classes, id=f"e{entry.event.id}")


def _marks(marks: Iterable[str]) -> Iterator[Html]:
    for mark in marks:
        yield Html(f" {tag('span', f'[{mark}]', class_='mark')}")


def _source(entry: Entry) -> Iterator[str]:
    address = link(entry.witness.report.url)
    told = tag("bdi", source_of(entry))
    yield tag("a", told, href=address, rel="noreferrer") if address else told


def _details(entry: Entry) -> Iterator[Html]:
    if entry.start is None:
        yield tag("p", days_of(entry))
    if entry.act is not None:
        yield tag("p", tag("a", act_in_words(entry), href=f"#e{entry.act.id}"))
    for line in disputes_of(entry):
        yield tag("p", line, class_="dispute")
