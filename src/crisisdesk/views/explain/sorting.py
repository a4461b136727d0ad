"""Into which section a sentence goes, and how much it is worth there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crisisdesk.lexicon.explain import load_explain_cues
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.actor import NO_COUNTRY, Actor
from crisisdesk.model.channel import BEGINNINGS
from crisisdesk.model.claim import Status
from crisisdesk.model.event import Event, Witness
from crisisdesk.views.explain.parts import Part
from crisisdesk.views.explain.scene import PLANS, Scene, is_perfect
from crisisdesk.views.explain.told import Told
from crisisdesk.views.timeline_choice import salience, share_party

OTHERS = "others"
OBSERVERS = frozenset(("EDU", "NGO"))
YEAR = re.compile(r"\b(1[89]|20)\d\d\b")
NUMBER = re.compile(r"\b\d[\d,.]*\b")
FEWEST_WORDS, DETAILS = 5, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A sentence in its section."""

    told: Told
    part: Part
    worth: float
    label: str = ""
    group: str = ""


def placed(told: Sequence[Told], scene: Scene) -> tuple[Placed, ...]:
    """Return the sentences that belong to the story, each in one section."""
    kept = [one for one in told if len(one.text.split()) >= FEWEST_WORDS and not one.text.endswith("?")]
    sorter = _Sorter(scene, _details(kept, scene))
    return tuple(found for one in kept for found in sorter.place(one))


def _details(told: Sequence[Told], scene: Scene) -> frozenset[tuple[str, int]]:
    """Return the sentences soon after one that tells the lead: how it was, what was seen and heard."""
    found: set[tuple[str, int]] = set()
    left, report = 0, ""
    for one in told:
        left = left - 1 if one.report.id == report else 0
        report = one.report.id
        if scene.tells_lead_first(one):
            left = DETAILS
        elif one.acts:
            left = 0
        elif left > 0:
            found.add((one.report.id, one.n))
    return frozenset(found)


class _Sorter:
    """Asks the questions of the sections in turn."""

    def __init__(self, scene: Scene, details: frozenset[tuple[str, int]]) -> None:
        self.scene, self.details = scene, details
        self.cues = load_explain_cues()
        self.verbal = load_plover().verbal
        self.defined: set[tuple[str, int]] = set()

    def place(self, told: Told) -> Iterator[Placed]:
        """Yield the section of a sentence, none where it has nothing to do with the story."""
        for question in (
            self._unknown, self._happened, self._what_is, self._early, self._detail, self._why, self._plan, self._said,
            self._next,
        ):  # fmt: skip
            found = question(told)
            if found is not None:
                yield found
                return

    def _unknown(self, told: Told) -> Placed | None:
        words = any(event.type in self.verbal and not w.claim.noun for w, event in told.acts)
        open_ = self.cues.has("unclear", told.text) and not words and not self.scene.tells_lead_first(told)
        if open_ and (self.scene.concerns(told) or told.report.id in self.scene.reports):
            return Placed(told=told, part=Part.UNKNOWN, worth=1.0 + self._nearness(told))
        return None

    def _happened(self, told: Told) -> Placed | None:
        leads = [w for w, e in told.acts if self.scene.is_lead(w, e)]
        if not self.scene.tells_lead_first(told) or any(self._contradicts(w) for w in leads):
            return None
        exact = any(w.claim.when.basis == "expression" for w in leads)
        own = any(not w.claim.said_by and w.claim.actors for w in leads)
        return Placed(told=told, part=Part.HAPPENED, worth=4.0 + exact + 2.0 * own + 0.5 * len(told.acts))

    def _contradicts(self, witness: Witness) -> bool:
        """Say whether a claim gives the lead another day than most: that is for the disputes."""
        when, lead = witness.claim.when, self.scene.lead.event
        dated = when.basis == "expression" and when.precision == "day" and lead.precision == "day"
        return dated and (when.start, when.end) != (lead.start, lead.end)

    def _what_is(self, told: Told) -> Placed | None:
        begun = [c for c in told.channels if c.kind == self.scene.focus_kind and c.change in BEGINNINGS]
        named = len(told.stems & self.scene.focus_stems)
        near = bool(told.stems & self.scene.place_stems) or (told.report.id, told.n - 1) in self.defined
        defined = (named or (near and not told.acts)) and self.cues.has("define", told.text)
        if self._is_news(told) or not (begun or defined):
            return None
        self.defined.add((told.report.id, told.n))
        worth = 2.0 * bool(begun) + named + bool(YEAR.search(told.text)) + 0.5 * bool(NUMBER.search(told.text))
        return Placed(told=told, part=Part.WHAT_IS, worth=worth)

    def _is_news(self, told: Told) -> bool:
        """Say whether a sentence tells of the lead or of acts after it."""
        return self.scene.tells_lead(told) or any(
            not self.scene.came_before(w, e) and e.status is Status.ACTUAL for w, e in told.acts
        )

    def _early(self, told: Told) -> Placed | None:
        """Place what was published before the lead: all of it is how it came about."""
        if not (self.scene.is_early(told) and self.scene.concerns(told) and (told.acts or told.statements)):
            return None
        events = [e for _, e in told.acts]
        cause = self.cues.has("cause", told.text)
        if told.statements and not cause and not any(e.quad in (3, 4) for e in events):
            return None
        conflict = max((salience(e) / 3 for e in events if e.quad in (3, 4)), default=0.0)
        worth = 1.0 + conflict + cause + self._nearness(told)
        return Placed(told=told, part=Part.WHY, worth=worth, label=self._carried_out(told, events))

    def _why(self, told: Told) -> Placed | None:
        before = [(w, e) for w, e in told.acts if self.scene.came_before(w, e)]
        conflict = [e for _, e in before if e.quad in (3, 4) or e.type == "REQUEST"]
        cause = self.cues.has("cause", told.text) and self._explains(told)
        later = [e for w, e in told.acts if not self.scene.came_before(w, e)]
        gone = any(is_perfect(w) for w, _ in before)
        if not cause and (not conflict or (later and not gone)):
            return None
        if not (self.scene.concerns(told) or (cause and told.report.id in self.scene.reports)):
            return None
        worth = 2.0 * cause + max((salience(e) / 3 for e in conflict), default=0.0) + self._nearness(told)
        return Placed(told=told, part=Part.WHY, worth=worth, label=self._carried_out(told, conflict))

    def _explains(self, told: Told) -> bool:
        """Say whether a sentence with a cause is the report's own voice or that of an observer, not of a party."""
        speakers = [mention.actor for statement in told.statements for mention in statement.speakers]
        scholars = any(actor.sector in OBSERVERS for actor in speakers)
        return not told.statements or scholars or self.cues.has("observer", told.text)

    def _carried_out(self, told: Told, events: Iterable[Event]) -> str:
        """Say so where a party of the lead threatened, in words by which the lead or its thing is called."""
        lead = self.scene.lead.event
        called = told.stems & (self.scene.focus_stems | self.scene.lead_stems)
        threats = [e for e in events if called and e.type == "THREATEN" and share_party(e.actors, lead.actors)]
        return "threat, carried out" if threats and lead.quad == 4 else ""

    def _plan(self, told: Told) -> Placed | None:
        plans = [e for w, e in told.acts if e.status in PLANS and e.quad in (2, 4) and not self.scene.came_before(w, e)]
        if not plans or self._quoted(told) or not self.scene.concerns(told):
            return None
        return Placed(told=told, part=Part.NEXT, worth=3.0 + max(map(salience, plans)) / 3, label="plan")

    def _next(self, told: Told) -> Placed | None:
        later = [e for w, e in told.acts if not self.scene.came_before(w, e) and not self.scene.is_lead(w, e)]
        done = [e for e in later if e.status is Status.ACTUAL]
        followed = self.scene.tells_lead(told) and self.cues.has("after", told.text)
        if not (done or followed) or not self.scene.concerns(told):
            return None
        return Placed(told=told, part=Part.NEXT, worth=1.0 + followed + max(map(salience, done), default=0.0) / 3)

    @staticmethod
    def _quoted(told: Told) -> bool:
        return any(statement.direct for statement in told.statements)

    def _said(self, told: Told) -> Placed | None:
        groups = tuple(map(group_of, self._speakers(told))) or self._other_powers(told)
        if not groups or not (self.scene.concerns(told) or told.report.id in self.scene.reports):
            return None
        third = not set(groups) & set(self.scene.principals)
        worth = 1.0 + 1.5 * self._quoted(told) + third + self._nearness(told)
        return Placed(told=told, part=Part.SAID, worth=worth, group=groups[0])

    def _other_powers(self, told: Told) -> tuple[str, ...]:
        """Return the third powers in a sentence in which somebody speaks, though no statement of theirs was found."""
        spoke = self.cues.has("spoke", told.text)
        return tuple(sorted(told.named - {"REB", *self.scene.principals})) if spoke else ()

    def _speakers(self, told: Told) -> tuple[Actor, ...]:
        """Return who says something in a sentence: cited, or by an act of words after the lead."""
        cited = [mention.actor for statement in told.statements for mention in statement.speakers]
        acting = [mention.actor for w, e in told.acts if self._speaks(w, e) for mention in w.claim.actors]
        return tuple(dict.fromkeys((*cited, *acting)))

    def _speaks(self, witness: Witness, event: Event) -> bool:
        return event.type in self.verbal and not self.scene.came_before(witness, event)

    def _detail(self, told: Told) -> Placed | None:
        explains = self.cues.has("cause", told.text) and self.cues.has("observer", told.text)
        if (told.report.id, told.n) in self.details and not (told.acts or told.statements or explains):
            return Placed(told=told, part=Part.HAPPENED, worth=1.0 + 0.5 * bool(NUMBER.search(told.text)))
        return None

    def _nearness(self, told: Told) -> float:
        """Weigh how many of the words by which lead and centre are called a sentence has."""
        return 0.5 * len(told.stems & (self.scene.focus_stems | self.scene.lead_stems))


def group_of(speaker: Actor) -> str:
    """Return whose statement it is: the country's or organisation's code, else ``OTHERS``."""
    return (
        speaker.code
        if speaker.country in ("IGO", "NGO")
        else OTHERS
        if speaker.country == NO_COUNTRY
        else speaker.country
    )
