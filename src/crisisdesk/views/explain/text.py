"""An explanation as Markdown, as a page, and as plain values."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

from crisisdesk.export.markdown import plain
from crisisdesk.lexicon.codes import country_names
from crisisdesk.views.event_lines import many
from crisisdesk.views.explain.parts import Explanation, Line, Note, Part, Section
from crisisdesk.views.html import Html, page, tag

STYLE = Path(__file__).parent / "explain.css"
NOTHING = "Not reported."


def markdown_lines(found: Explanation) -> Iterator[str]:
    """Yield the lines of an explainer with footnotes."""
    yield f"# {plain(found.title)}"
    yield ""
    counted = f"From {many(found.reports, 'report')}, {found.families} without copies."
    asked = f" Of what {plain(found.where)} lets through." if found.where else ""
    yield f"{counted}{asked}"
    yield "Lines are sentences of reports, except the facts of the lead and what is asked in a dispute."
    for section in found.sections:
        yield ""
        yield f"## {plain(section.heading)}"
        yield ""
        if not section.lines:
            yield NOTHING
        group = ""
        for line in section.lines:
            if line.group and line.group != group:
                group = line.group
                yield ""
                yield f"**{plain(group_name(group))}**"
                yield ""
            yield f"- {_label(line)}{plain(line.text)}{''.join(f'[^{n}]' for n in line.notes)}"
    yield ""
    for note in found.notes:
        yield f"[^{note.n}]: {plain(source_of(note))}: “{plain(note.text)}”"


def _label(line: Line) -> str:
    return f"[{line.label}] " if line.label and line.label != "facts" else ""


def group_name(group: str) -> str:
    """Return whose statements they are, in words."""
    return country_names().get(group, group).capitalize() if group.islower() else country_names().get(group, group)


def source_of(note: Note) -> str:
    """Return publisher, date, address and sentence of a footnote."""
    head = note.report
    told = (head.publisher or "no publisher", str(head.published or "no date"), head.url, f"sentence {note.sentence}")
    return ", ".join(part for part in told if part)


def explain_page(found: Explanation) -> Html:
    """Return an explainer as one page that needs nothing from elsewhere."""
    sections = (_section(section) for section in found.sections)
    notes = (tag("li", tag("b", source_of(note)), f": “{note.text}”", id=f"note-{note.n}") for note in found.notes)
    counted = f"From {found.reports} reports, {found.families} of them no copies of others."
    body = (tag("h1", found.title), tag("p", counted), *sections, tag("h2", "Sources"), tag("ol", *notes))
    return page(found.title, STYLE.read_text(encoding="utf8"), tag("main", *body))


def _section(section: Section) -> Html:
    if not section.lines:
        return tag("section", tag("h2", section.heading), tag("p", NOTHING, class_="nothing"))
    rows: list[Html] = []
    group = ""
    for line in section.lines:
        if line.group and line.group != group:
            group = line.group
            rows.append(tag("h3", group_name(group)))
        links = (tag("a", str(n), href=f"#note-{n}") for n in line.notes)
        marks = (tag("sup", link) for link in links)
        label = (tag("span", line.label, class_="label"), " ") if _label(line) else ()
        rows.append(tag("p", *label, line.text, *marks, class_="facts" if line.label == "facts" else ""))
    return tag("section", tag("h2", section.heading), *rows)


def explanation_object(found: Explanation) -> dict[str, object]:
    """Return an explainer as plain values: title, lead, sections with lines, notes with report and sentence."""
    return {
        "title": found.title,
        "lead": found.lead.id if found.lead else None,
        "reports": found.reports,
        "families": found.families,
        "sections": [
            {"part": s.part.value, "heading": s.heading, "lines": [dataclasses.asdict(line) for line in s.lines]}
            for s in found.sections
        ],
        "notes": [
            {
                "n": note.n,
                "report": note.report.id,
                "publisher": note.report.publisher,
                "published": note.report.published.isoformat() if note.report.published else None,
                "url": note.report.url,
                "sentence": note.sentence,
                "text": note.text,
            }
            for note in found.notes
        ],
    }


__all__ = ["Part", "explain_page", "explanation_object", "markdown_lines", "source_of"]
