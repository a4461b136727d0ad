"""Three F1s of coded events against gold, sentence by sentence: type; type and dyad; type, dyad and status."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How the gold and coded events of a sentence are paired at one level, by their places in the two lists.

    ``missed`` are the gold events that count and have no partner, ``extra`` the coded ones without a partner.
    """

    pairs: tuple[tuple[int, int], ...]
    missed: tuple[int, ...]
    extra: tuple[int, ...]


def align(gold: Sequence[Event], coded: Sequence[Event], level: str) -> Alignment:
    """Pair the events of a sentence that match at least to a level of ``LEVELS``.

    The coded events choose in turn, those first that fit most; each takes the gold event that it fits best. An optional
    gold event is taken last and not missed.
    """
    need = LEVELS.index(level) + 1
    left = sorted(range(len(gold)), key=lambda i: gold[i].optional)
    pairs, extra = [], []
    for j in sorted(range(len(coded)), key=lambda j: -sum(level_of(other, coded[j]) for other in gold)):
        fitting = [i for i in left if level_of(gold[i], coded[j]) >= need]
        if fitting:
            best = max(fitting, key=lambda i: _fit(gold[i], coded[j]))
            left.remove(best)
            pairs.append((best, j))
        else:
            extra.append(j)
    missed = sorted(i for i in left if not gold[i].optional)
    return Alignment(pairs=tuple(sorted(pairs)), missed=tuple(missed), extra=tuple(sorted(extra)))


def _fit(gold: Event, coded: Event) -> float:
    """Return how well a coded event suits a gold one: by level, then by the same best type."""
    return level_of(gold, coded) + (gold.type == coded.type) - 0.5 * gold.optional


@dataclass
class Tally:
    """Counts at one level, and by type: what was missed and what coded wrongly, of how many."""

    matched: int = 0
    gold: int = 0
    coded: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    gold_types: Counter[str] = field(default_factory=Counter)
    coded_types: Counter[str] = field(default_factory=Counter)

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

    def of_type(self, kind: str) -> tuple[float, float, float]:
        """Return precision over coded events of a type, recall over gold ones, and their harmonic mean."""
        coded, gold = self.coded_types[kind], self.gold_types[kind]
        precision = 1 - self.wrong[kind] / coded if coded else 0.0
        recall = 1 - self.missed[kind] / gold if gold else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def add(self, gold: Sequence[Event], coded: Sequence[Event], alignment: Alignment) -> None:
        """Count one sentence; a coded event paired with an optional gold event is passed over."""
        passed = {j for i, j in alignment.pairs if gold[i].optional}
        self.gold_types.update(event.type for event in gold if not event.optional)
        self.coded_types.update(event.type for j, event in enumerate(coded) if j not in passed)
        self.missed.update(gold[i].type for i in alignment.missed)
        self.wrong.update(coded[j].type for j in alignment.extra)
        self.matched += len(alignment.pairs) - len(passed)
        self.gold += sum(not event.optional for event in gold)
        self.coded += len(coded) - len(passed)


def score(gold: Mapping[Key, Sequence[Event]], coded: Mapping[Key, Sequence[Event]]) -> dict[str, Tally]:
    """Score coded events against gold events by (document, sentence)."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for key in sorted(gold.keys() | coded.keys()):
        wanted, found = gold.get(key, ()), coded.get(key, ())
        for level in LEVELS:
            tallies[level].add(wanted, found, align(wanted, found, level))
    return dict(tallies)
