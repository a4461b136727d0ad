"""Three F1s of coded events against gold, sentence by sentence: type; type and dyad; type, dyad and status."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from crisisdesk.evaluation.gold import Event

LEVELS = ("type", "dyad", "full")
JOINT = frozenset(("CONSULT", "COOPERATE", "AGREE"))
SAME_STATE = {"UNO": "IGO", "NAT": "IGO", "EUR": "IGO", "EU": "IGO", "UN": "IGO", "XKX": "KSV", "ROM": "ROU"}
Key = tuple[str, int]


def parties(codes: Iterable[str]) -> frozenset[str]:
    """Return the countries of codes; an armed group counts as one, whichever state it is placed in."""
    found = set()
    for code in codes:
        country, _, sector = code.partition(":")
        found.add("REB" if sector == "REB" else SAME_STATE.get(country.strip(), country.strip()))
    return frozenset(found - {"---", ""})


def agree(one: Iterable[str], two: Iterable[str]) -> bool:
    """Say whether two lists name the same parties: both none, or at least half of all named."""
    a, b = parties(one), parties(two)
    return not (a | b) or len(a & b) * 2 >= len(a | b)


def same_dyad(gold: Event, coded: Event) -> bool:
    """Say whether actors and recipients agree; a joint act has no direction."""
    if agree(gold.actors, coded.actors) and agree(gold.recipients, coded.recipients):
        return True
    doing, done_to = parties(gold.actors), parties(gold.recipients)
    joint = coded.type in JOINT or (len(doing) > 1 and (not done_to or doing == done_to))
    return joint and agree(gold.actors + gold.recipients, coded.actors + coded.recipients)


def readings(gold: Event) -> tuple[Event, ...]:
    """Return the gold event and its second reading, where it has one."""
    return (gold, gold.also) if gold.also else (gold,)


def level_of(gold: Event, coded: Event) -> int:
    """Return how far a coded event matches: 0 not at all, 1 type, 2 dyad, 3 full."""
    both = readings(gold)
    if not any(coded.type == reading.type or coded.type in reading.alternatives for reading in both):
        return 0
    if not any(same_dyad(reading, coded) for reading in both):
        return 1
    return 3 if any(reading.status == coded.status for reading in both) else 2


@dataclass
class Tally:
    """Counts at one level, with what was missed and what was coded wrongly, by type."""

    matched: int = 0
    gold: int = 0
    coded: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Share of coded events that match."""
        return self.matched / self.coded if self.coded else 0.0

    @property
    def recall(self) -> float:
        """Share of gold events that are matched."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.matched / (self.coded + self.gold) if self.coded + self.gold else 0.0


def score(gold: dict[Key, list[Event]], coded: dict[Key, list[Event]]) -> dict[str, Tally]:
    """Score coded events against gold events by (document, sentence)."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for key in sorted(gold.keys() | coded.keys()):
        for need, level in enumerate(LEVELS, start=1):
            _score_sentence(tallies[level], list(gold.get(key, ())), list(coded.get(key, ())), need)
    return dict(tallies)


def _score_sentence(tally: Tally, gold: list[Event], coded: list[Event], need: int) -> None:
    left = sorted(gold, key=lambda event: event.optional)
    tally.gold += sum(not event.optional for event in gold)
    for event in sorted(coded, key=lambda event: -sum(level_of(other, event) for other in gold)):
        fitting = [other for other in left if level_of(other, event) >= need]
        if not fitting:
            tally.wrong[event.type] += 1
            tally.coded += 1
            continue
        best = max(
            fitting, key=lambda other: level_of(other, event) + (other.type == event.type) - 0.5 * other.optional
        )
        left.remove(best)
        tally.matched += not best.optional
        tally.coded += not best.optional
    tally.missed.update(event.type for event in left if not event.optional)
