"""An explanation of a record, or of what a filter lets through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisisdesk.errors import UnknownEventError
from crisisdesk.lexicon.codes import country_names
from crisisdesk.lexicon.explain import load_explain_cues
from crisisdesk.model.actor import Actor
from crisisdesk.model.channel import ChannelRow
from crisisdesk.model.event import Account, Event
from crisisdesk.views.channels import channels
from crisisdesk.views.event_lines import actors_of, count_of, many, when_of
from crisisdesk.views.explain.disputes import Dispute, disputes
from crisisdesk.views.explain.parts import Explanation, Line, Note, Part, Section
from crisisdesk.views.explain.picking import Picked, picked
from crisisdesk.views.explain.scene import Scene, choose_lead, in_window, scene_of
from crisisdesk.views.explain.sorting import OTHERS, placed
from crisisdesk.views.explain.told import Told, told_of

if TYPE_CHECKING:
    from crisisdesk.record.store import Record

LENGTHS = ("short", "normal", "long")
CHOSEN = (Part.HAPPENED, Part.WHY, Part.WHAT_IS, Part.NEXT, Part.SAID, Part.UNKNOWN)
HEADINGS = {
    Part.HAPPENED: "What happened",
    Part.WHY: "Why",
    Part.WHAT_IS: "What is {focus}",
    Part.NEXT: "What happened next",
    Part.SAID: "Who said what",
    Part.DISPUTED: "What is disputed",
    Part.UNKNOWN: "What is not known",
}


def explain(record: Record, where: str = "", event: str | None = None, length: str = "normal") -> Explanation:
    """Return the explainer of a record: sentences of its reports under seven questions, each with its sources.

    Args:
        record: the record.
        where: a filter; only events that it lets through may lead, and only they are told.
        event: the id of the event that leads, or of one of its claims; else the one that stands out most.
        length: ``short``, ``normal`` or ``long``.

    Raises:
        FilterError: the filter cannot be read.
        UnknownEventError: there is no such event.
        AmbiguousIdError: the beginning of an id is that of several.

    """
    named = record.account(event) if event else None
    if event and named is None:
        raise UnknownEventError(event=event)
    chosen = named.event if named else choose_lead(record.events(where))
    accounts = record.accounts(where) if chosen else ()
    return explain_accounts(record, chosen, accounts, where, length)


def explain_accounts(
    record: Record, chosen: Event | None, accounts: Iterable[Account], where: str = "", length: str = "normal"
) -> Explanation:
    """Return the explainer of some events of a record with the one that leads; as ``explain``, nothing without one."""
    if chosen is None:
        return Explanation(
            title="Nothing to explain", where=where, lead=None, sections=(), notes=(), reports=0, families=0
        )
    near = tuple(account for account in accounts if in_window(account.event, chosen))
    lead = next((account for account in near if account.event.id == chosen.id), None) or record.account(chosen.id)
    assert lead is not None
    told = told_of(record, near if lead in near else (*near, lead))
    scene = scene_of(lead, near, told)
    writer = _Writer(told, scene, LENGTHS.index(length))
    return writer.explanation(disputes(near, channels(_channel_rows(told)), told, scene), where)


def _channel_rows(told: Sequence[Told]) -> Iterable[ChannelRow]:
    by_report: dict[str, list[Told]] = {}
    for one in told:
        by_report.setdefault(one.report.id, []).append(one)
    for here in by_report.values():
        words = {one.n: one.text for one in here}
        mentions = tuple(channel for one in here for channel in one.channels)
        yield ChannelRow(
            report=here[0].report,
            sentences=tuple(words.get(n, "") for n in range(1, max(words) + 1)),
            mentions=mentions,
        )


@dataclass(slots=True)
class _Notes:
    """Footnotes, numbered as they are first used."""

    by_place: dict[tuple[str, int], Note]
    told: Mapping[tuple[str, int], Told]

    def of(self, places: Iterable[tuple[str, int]]) -> tuple[int, ...]:
        numbers = []
        for place in dict.fromkeys(places):
            one = self.told.get(place)
            if one is None:
                continue
            note = self.by_place.get(place)
            if note is None:
                note = Note(n=len(self.by_place) + 1, report=one.report, sentence=one.n, text=one.text)
                self.by_place[place] = note
            numbers.append(note.n)
        return tuple(numbers)


class _Writer:
    """Writes the sections of one scene."""

    def __init__(self, told: Sequence[Told], scene: Scene, length: int) -> None:
        self.told, self.scene, self.length = told, scene, length
        self.notes = _Notes({}, {(one.report.id, one.n): one for one in told})

    def explanation(self, found: Sequence[Dispute], where: str) -> Explanation:
        """Return the whole."""
        sorted_ = placed(self.told, self.scene)
        lines: dict[Part, list[Line]] = {}
        shown: list[Picked] = []
        for part in CHOSEN:
            most = load_explain_cues().lines[part.value][self.length]
            chosen = picked((one for one in sorted_ if one.part is part), most, shown)
            shown += chosen
            lines[part] = [self._line(one) for one in self._ordered(part, chosen)]
        lines[Part.HAPPENED] = [self._facts(), *lines[Part.HAPPENED]]
        lines[Part.DISPUTED] = [line for one in found for line in self._dispute(one)]
        focus = self.scene.focus or "this"
        sections = tuple(
            Section(part=part, heading=HEADINGS[part].format(focus=focus), lines=tuple(lines[part])) for part in Part
        )
        return Explanation(
            title=title_of(self.scene.lead.event),
            where=where,
            lead=self.scene.lead.event,
            sections=sections,
            notes=tuple(self.notes.by_place.values()),
            reports=len({note.report.id for note in self.notes.by_place.values()}),
            families=len({self.notes.told[place].family for place in self.notes.by_place}),
        )

    def _ordered(self, part: Part, chosen: Sequence[Picked]) -> list[Picked]:
        """Return lines in order: of the lead the fullest first, statements by party, the two sides before others."""
        if part is Part.HAPPENED:
            return sorted(chosen, key=lambda one: (-(one.placed.worth >= LEADING), one.placed.told.key))
        if part is Part.SAID:
            sides = {key: n for n, key in enumerate(self.scene.principals)}
            return sorted(chosen, key=lambda one: (_rank(one.placed.group, sides), one.placed.told.key))
        return list(chosen)

    def _line(self, one: Picked) -> Line:
        told = one.placed.told
        places = [(told.report.id, told.n), *((also.report.id, also.n) for also in one.also)]
        events = tuple(dict.fromkeys(event.id for _, event in told.acts))
        return Line(
            text=told.text,
            notes=self.notes.of(places),
            label=one.placed.label,
            group=one.placed.group,
            events=events,
        )

    def _facts(self) -> Line:
        lead = self.scene.lead
        places = [(w.report.id, w.claim.sentence) for w in lead.witnesses]
        return Line(text=facts_of(lead), notes=self.notes.of(places), label="facts", events=(lead.event.id,))

    def _dispute(self, found: Dispute) -> Iterator[Line]:
        """Yield the question, then for each side the first sentence that takes it."""
        places = [place for _, sentences in found.sides for place in sentences]
        yield Line(text=found.text, notes=self.notes.of(places), events=found.events)
        for value, sentences in found.sides:
            told = next((self.notes.told[place] for place in sentences if place in self.notes.told), None)
            if told is not None:
                yield Line(text=told.text, notes=self.notes.of(sentences), label=value, events=found.events)


LEADING = 6.0


def _rank(group: str, sides: Mapping[str, int]) -> tuple[int, str]:
    """Order statements: the two sides, other powers, then everybody else."""
    return (len(sides) + 1 if group == OTHERS else sides.get(group, len(sides))), group


def title_of(event: Event) -> str:
    """Return a title made of the parts of an event."""
    parts = [event.place.name if event.place else "", when_of(event) if event.start else ""]
    whom = f" → {names_of(event.recipients)}" if event.recipients else ""
    return ", ".join([f"{names_of(event.actors)}: {event.type.lower()}{whom}", *filter(None, parts)])


def names_of(actors: Sequence[Actor]) -> str:
    """Return actors by name, or by that of their country."""
    return ", ".join(actor.name or country_names().get(actor.country, actor.code) for actor in actors) or "Somebody"


def facts_of(account: Account) -> str:
    """Return the parts of an event in a line: who, whom, when, where, figures with their spread, told by how many."""
    event = account.event
    told = [f"Who: {actors_of(event.actors)}", f"What: {event.type}" + (f" ({event.mode})" if event.mode else "")]
    if event.recipients:
        told.append(f"To whom: {actors_of(event.recipients)}")
    told.append(f"When: {when_of(event) if event.start else 'no day told'}")
    told.append(f"Where: {event.place.name if event.place else 'not told'}")
    told += [f"How many: {count_of(figure)}" for figure in event.figures]
    told.append(f"Told by {many(event.reports, 'report')}, {many(event.voices, 'independent source')}")
    return ". ".join(told) + "."
