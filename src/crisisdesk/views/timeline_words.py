"""The words that all forms of a timeline share: headings, marks, disputes, numbers and the source of a sentence."""

from __future__ import annotations

from dataclasses import replace

from crisisdesk.export.wording import headline, three_numbers, visible
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Disagreement, Event
from crisisdesk.model.when import as_day
from crisisdesk.views.event_lines import many
from crisisdesk.views.timeline import Entry, Gap, Kind, Timeline
from crisisdesk.views.timeline_days import day_in_words, days_in_words, length_in_words, reported_in_words

UNDATED = "No day told"
DONE = {Status.ACTUAL.value: "done", Status.NEGATED.value: "not done"}
PARTS = {"when": "day", "where": "place", "status": "whether it was done", "figure": "figure"}


def days_of(entry: Entry) -> str:
    """Return the days of an entry in words, for an undated one those of its reports, told as such."""
    if entry.start is None or entry.end is None:
        return reported_in_words(entry.reported)
    return days_in_words(entry.start, entry.end)


def name_of(event: Event) -> str:
    """Return who did what to whom and where; whether it was done is told by the marks."""
    return headline(replace(event, status=Status.ACTUAL))


def heading_of(entry: Entry) -> str:
    """Return what an entry stands under; days that name none are told as such."""
    if entry.start is None:
        return UNDATED
    return f"{days_of(entry)}, no day told" if entry.rough else days_of(entry)


def totals_of(timeline: Timeline) -> str:
    """Return the three numbers of a timeline, and how many events have no day."""
    undated = len(timeline.undated)
    left = f", {undated} without a day" if undated else ""
    return three_numbers(timeline.reports, timeline.voices, len(timeline.entries)) + left


def gap_in_words(gap: Gap) -> str:
    """Return ``13 days without a dated event``; where rough ones may fall into them, that too."""
    if not gap.rough:
        return f"{length_in_words(gap.days)} without a dated event"
    return f"{length_in_words(gap.days)} without an event told to the day; {gap.rough} told roughly may fall there"


def marks_of(entry: Entry) -> tuple[str, ...]:
    """Return what must be said beside the headline: that it is a plan and for when, not done, or long past."""
    said = {Kind.ACT: "", Kind.PLAN: _plan(entry), Kind.NOT_DONE: _denied(entry)}[entry.kind]
    past = "told as past" if entry.event.historical else ""
    return tuple(mark for mark in (said, past) if mark)


def _plan(entry: Entry) -> str:
    certain = "plan" if entry.event.status is Status.FUTURE else "plan or possibility, not certain"
    days = days_of(entry) if entry.start else UNDATED.lower()
    return f"{certain}, {'for ' if days[0].isdigit() else ''}{days}"


def _denied(entry: Entry) -> str:
    """Return who denies it where all who tell it cite somebody, else that it was not done."""
    told = [w.claim for w in entry.account.witnesses if w.claim.status is Status.NEGATED]
    if not told or not all(claim.said_by for claim in told):
        return "not done"
    actors = [claim.said_by[-1].mention.actor for claim in told]
    return "denied by " + ", ".join(dict.fromkeys(visible(actor.name or actor.code) for actor in actors))


def act_in_words(entry: Entry) -> str:
    """Return the act that carries out a plan, nothing where there is none."""
    act = entry.act
    if act is None or act.start is None or act.end is None:
        return ""
    return f"carried out: {days_in_words(act.start, act.end)}, {name_of(act)} ({act.id})"


def disputes_of(entry: Entry) -> tuple[str, ...]:
    """Return a line for every part on which the reports differ, with all variants and their sources."""
    return tuple(_dispute(found) for found in entry.event.disagreements)


def _dispute(found: Disagreement) -> str:
    told = (f"{_value(found.part, v.value)} ({many(len(v.voices), 'source')})" for v in found.variants)
    return f"disputed {PARTS.get(found.part, found.part)}: " + " or ".join(told)


def _value(part: str, value: str) -> str:
    if part == "when":
        return _days(value)
    return DONE.get(value, value) if part == "status" else visible(value)


def _days(value: str) -> str:
    """Return the days of a variant, ``2020-06-15`` or ``2020-06-15/2020-06-17``, in words; other text as it is."""
    first, _, last = value.partition("/")
    try:
        start, end = as_day(first), as_day(last or first)
    except ValueError:
        return visible(value)
    return days_in_words(start, end) if start and end else visible(value)


def numbers_of(entry: Entry) -> str:
    """Return how many reports, how many that are no copies, and how many independent sources tell it."""
    event = entry.event
    sources = many(event.voices, "independent source")
    return f"{many(event.reports, 'report')}, {event.families} without copies, {sources}"


def source_of(entry: Entry) -> str:
    """Return publisher and date of the sentence that is quoted."""
    report = entry.witness.report
    day = day_in_words(report.published) if report.published else "no date"
    return f"{visible(report.publisher) or 'no publisher'}, {day}"
