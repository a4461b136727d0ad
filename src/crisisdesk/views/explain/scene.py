"""The scene of an explainer: its lead event, the two parties, and the thing at the centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crisisdesk.lexicon.explain import load_explain_cues
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.actor import NO_COUNTRY, party_key
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Account, Event, Witness
from crisisdesk.record.likeness import STEM, is_definite
from crisisdesk.record.subordinate import stands_under
from crisisdesk.views.explain.told import Told
from crisisdesk.views.timeline_choice import salience

WINDOW, FRESH = timedelta(days=120), timedelta(days=2)
PLANS = frozenset((Status.FUTURE, Status.HYPOTHETICAL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What everything else is seen from.

    ``reports`` are the ids of those that tell the lead; ``day`` is the first day of the lead, or that of its first
    report; ``principals`` are at most two parties by key; ``focus``, ``focus_kind`` and ``focus_stems`` are name, kind
    and words of the institution or place at the centre, empty where there is none; ``place_stems`` are words of the
    lead's place, ``lead_stems`` the beginnings of the words by which the lead is called.
    """

    lead: Account
    reports: frozenset[str]
    day: date | None
    principals: tuple[str, ...]
    focus: str
    focus_kind: str
    focus_stems: frozenset[str]
    place_stems: frozenset[str]
    lead_stems: frozenset[str]

    def is_lead(self, witness: Witness, event: Event) -> bool:
        """Say whether an act is the lead, or a noun that can only mean it: "the blast" in a report that tells of it."""
        if event.id == self.lead.event.id:
            return True
        return event.type == self.lead.event.type and is_definite(witness) and witness.report.id in self.reports

    def tells_lead(self, told: Told) -> bool:
        """Say whether a sentence tells the lead."""
        return any(self.is_lead(w, event) for w, event in told.acts)

    def tells_lead_first(self, told: Told) -> bool:
        """Say whether the lead is what a sentence says, not what it says when something else was."""
        spoken = any(event.type in load_plover().verbal for w, event in told.acts if not self.is_lead(w, event))
        leads = [w for w, event in told.acts if self.is_lead(w, event) and not stands_under(w)]
        return any(not (spoken and w.claim.noun) for w in leads)

    def came_before(self, witness: Witness, event: Event) -> bool:
        """Say whether an act came before the lead."""
        published = witness.report.published
        early = published is not None and self.day is not None and published < self.day
        if event.status in PLANS:
            return early
        end = event.end or (witness.claim.when.end if witness.claim.when.basis == "expression" else None)
        if end is not None and self.day is not None:
            return end < self.day
        return early or event.historical or (is_perfect(witness) and self._is_fresh(witness))

    def _is_fresh(self, witness: Witness) -> bool:
        """Say whether a report is so near the lead that what "had" happened in it had happened before the lead."""
        published = witness.report.published
        near = self.day is None or published is None or published <= self.day + FRESH
        return near or (witness.report.id in self.reports and len(self.reports) == 1)

    def is_early(self, told: Told) -> bool:
        """Say whether a sentence was published before the lead."""
        published = told.report.published
        return published is not None and self.day is not None and published < self.day

    def concerns(self, told: Told) -> bool:
        """Say whether a sentence has to do with the lead, its parties or its thing."""
        return bool(told.parties & set(self.principals)) or bool(told.stems & (self.focus_stems | self.lead_stems))


def is_perfect(witness: Witness) -> bool:
    """Say whether a sentence tells an act as one that had gone before: "had threatened"."""
    before, found, _ = witness.sentence.partition(witness.claim.trigger.text)
    perfect = load_explain_cues().patterns["perfect"]
    return bool(found) and not witness.claim.said_by and perfect.search(before.lower()) is not None


def choose_lead(events: Iterable[Event]) -> Event | None:
    """Return the event that stands out most of those that were done and are no history; the first told of equals."""
    done = [event for event in events if event.status is Status.ACTUAL and not event.historical]
    return min(done, key=lambda event: (-salience(event), event.start or date.max, event.id), default=None)


def in_window(event: Event, lead: Event) -> bool:
    """Say whether an event may belong to the story of the lead: within four months, or undated, or told as history."""
    if event.start is None or lead.start is None or event.historical:
        return True
    return abs(event.start - lead.start) <= WINDOW


def scene_of(lead: Account, accounts: Sequence[Account], told: Sequence[Told]) -> Scene:
    """Return the scene of a lead event."""
    event = lead.event
    reported = [w.report.published for w in lead.witnesses if w.report.published]
    focus, kind, stems = _focus(lead, told)
    generic = load_explain_cues().words["generic"]
    called = {w.claim.lemma[:STEM] for w in lead.witnesses} | {word[:STEM] for word in generic}
    return Scene(
        lead=lead,
        reports=frozenset(w.report.id for w in lead.witnesses),
        day=event.start or min(reported, default=None),
        principals=_principals(lead, accounts),
        focus=focus,
        focus_kind=kind,
        focus_stems=stems,
        place_stems=frozenset({event.place.name.lower()[:STEM]}) if event.place else frozenset(),
        lead_stems=frozenset(called),
    )


def _principals(lead: Account, accounts: Sequence[Account]) -> tuple[str, ...]:
    """Return the lead's parties, filled up to two with those who have most to do with the first."""
    own = [party_key(actor) for actor in (*lead.event.actors, *lead.event.recipients)]
    counts: Counter[str] = Counter()
    for account in accounts:
        sides = {party_key(a) for a in (*account.event.actors, *account.event.recipients)} - {NO_COUNTRY}
        if not own or sides & set(own):
            counts.update(dict.fromkeys(sides, account.event.reports))
    ranked = [key for key, _ in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]
    return tuple(dict.fromkeys([key for key in own if key != NO_COUNTRY] + ranked))[:2]


def _focus(lead: Account, told: Sequence[Told]) -> tuple[str, str, frozenset[str]]:
    """Return name, kind and words of the channel that most sentences on the lead name, else its place."""
    near = [channel for one in told if any(e.id == lead.event.id for _, e in one.acts) for channel in one.channels]
    if near:
        kind = Counter(channel.kind for channel in near).most_common(1)[0][0]
        names = [channel.name for channel in near if channel.kind == kind]
        name = max(names, key=lambda name: (names.count(name), len(name)))
        words = [word.strip(".,").lower()[:STEM] for word in name.split() if len(word) > 3]
        return name, kind, frozenset(words)
    place = lead.event.place
    return (place.name, "place", frozenset({place.name.lower()[:STEM]})) if place else ("", "", frozenset())
