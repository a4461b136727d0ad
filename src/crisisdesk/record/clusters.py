"""Claims to events: average-link clustering of claims of one type, the likeliest pairs first; the same in any order.

Pairs that score ``link`` or more (``likeness.py``) are taken in falling order; two clusters become one where their
claims, seen two by two, reach a quarter of that on average. What a person merged is merged before, what a person parted
stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from crisisdesk.record.likeness import Likeness, Traits

WINDOW, MONTH, SAMPLE, LEAST = 7, 31, 12, 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two claims, by id, and what speaks for their telling of one act."""

    one: str
    other: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What persons decided: claims that tell of one act, and pairs of claims that do not (both ways round)."""

    together: tuple[tuple[str, ...], ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """Clusters of claim ids, the pair that joined each step, and the best pairs that were not joined."""

    clusters: tuple[tuple[str, ...], ...]
    joined: tuple[Pair, ...]
    doubted: tuple[Pair, ...]


def cluster(traits: Sequence[Traits], likeness: Likeness, constraints: Constraints) -> Clustering:
    """Return the clusters of claims; every claim is in one, if alone."""
    by_id = {trait.witness.claim.id: trait for trait in traits}
    growing = _Growing(by_id, likeness, constraints)
    for ids in constraints.together:
        growing.force([claim for claim in ids if claim in by_id])
    pairs = sorted(_pairs(traits, likeness), key=lambda pair: (-pair.score, pair.one, pair.other))
    doubted = [pair for pair in pairs if not growing.join(pair)]
    clusters = sorted({id(members): tuple(sorted(members)) for members in growing.of.values()}.values())
    left = tuple(pair for pair in doubted if growing.is_open(pair))
    return Clustering(clusters=tuple(clusters), joined=tuple(growing.joined), doubted=left)


def _pairs(traits: Sequence[Traits], likeness: Likeness) -> Iterator[Pair]:
    """Yield the pairs of near claims of one type that are like enough to be joined or doubted."""
    blocks: dict[tuple[str, str], list[tuple[int, str, Traits]]] = defaultdict(list)
    for trait in traits:
        claim = trait.witness.claim
        blocks[claim.type, trait.told].append((_day(trait), claim.id, trait))
    for block in blocks.values():
        block.sort(key=lambda row: row[:2])
        for i, (day, _, one) in enumerate(block):
            for _, _, other in _while(block, i + 1, day + _reach(one) + WINDOW):
                if _share(one, other):
                    pair = _ordered(one, other, likeness.total(one, other))
                    if pair.score >= likeness.weights.doubt:
                        yield pair


def _while(block: list[tuple[int, str, Traits]], begin: int, last: int) -> Iterator[tuple[int, str, Traits]]:
    for i in range(begin, len(block)):
        if block[i][0] > last:
            return
        yield block[i]


def _reach(trait: Traits) -> int:
    """Return how many days after its first a dated act may have been, for a month and less."""
    days = (trait.last or 0) - (trait.first or 0)
    return days if days < MONTH else 0


def _day(trait: Traits) -> int:
    return trait.first if trait.first is not None else trait.published or 0


def _share(one: Traits, other: Traits) -> bool:
    """Tell whether two claims have a party, a trigger or a place in common: without any they are never one."""
    if one.stem == other.stem or one.actors.keys & other.actors.keys or one.recipients.keys & other.recipients.keys:
        return True
    mine, theirs = one.witness.claim.where, other.witness.claim.where
    return mine is not None and theirs is not None and mine.place.country == theirs.place.country


def _ordered(one: Traits, other: Traits, score: float) -> Pair:
    first, second = sorted((one.witness.claim.id, other.witness.claim.id))
    return Pair(one=first, other=second, score=score)


@dataclass(slots=True)
class _Growing:
    """Clusters while they grow: each claim's list of fellows."""

    traits: Mapping[str, Traits]
    likeness: Likeness
    constraints: Constraints
    of: dict[str, list[str]] = field(init=False)
    joined: list[Pair] = field(default_factory=list)
    seen: dict[tuple[str, str], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.of = {claim: [claim] for claim in self.traits}

    def force(self, claims: Sequence[str]) -> None:
        """Put claims together whatever they are like, except those that are to be apart."""
        for n, claim in enumerate(claims):
            fellow = next((self.of[one] for one in claims[:n] if not self._parted(self.of[one], self.of[claim])), None)
            if fellow is not None:
                self._unite(fellow, self.of[claim])

    def join(self, pair: Pair) -> bool:
        """Unite the clusters of a pair, if nothing speaks against it."""
        one, other = self.of[pair.one], self.of[pair.other]
        if one is other:
            return True
        if pair.score < self.likeness.weights.link or self._parted(one, other) or not self._alike(one, other):
            return False
        self._unite(one, other)
        self.joined.append(pair)
        return True

    def is_open(self, pair: Pair) -> bool:
        """Tell whether nobody and nothing has settled a pair."""
        one, other = self.of[pair.one], self.of[pair.other]
        return one is not other and not self._parted(one, other)

    def _unite(self, one: list[str], other: list[str]) -> None:
        if one is other:
            return
        large, small = (one, other) if len(one) >= len(other) else (other, one)
        large += small
        large.sort()
        for claim in small:
            self.of[claim] = large

    def _parted(self, one: Iterable[str], other: Iterable[str]) -> bool:
        apart = self.constraints.apart
        return bool(apart) and any(pair in apart for pair in product(one, other))

    def _alike(self, one: Sequence[str], other: Sequence[str]) -> bool:
        scores = [self._score(a, b) for a, b in product(sorted(one)[:SAMPLE], sorted(other)[:SAMPLE])]
        return sum(scores) / len(scores) >= self.likeness.weights.link * LEAST

    def _score(self, one: str, other: str) -> float:
        key = (one, other) if one < other else (other, one)
        if key not in self.seen:
            self.seen[key] = self.likeness.total(self.traits[one], self.traits[other])
        return self.seen[key]
