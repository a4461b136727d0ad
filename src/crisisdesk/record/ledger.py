"""The ledger of judgements: what persons decided, as it holds after all undoing, for the claims that are there now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record.clusters import Constraints

Edge = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """Judgements by what they ask for; ``by_claim`` names those that bear on a claim, ``idle`` those that find none."""

    rejected: frozenset[str]
    corrections: Mapping[str, tuple[Judgement, ...]]
    constraints: Constraints
    by_claim: Mapping[str, tuple[str, ...]]
    idle: tuple[str, ...]


def standing(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that hold, in order; an undone undo brings back what it took."""
    void: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.verdict is Verdict.UNDO and judgement.id not in void and judgement.undone:
            void.add(judgement.undone)
    return tuple(j for j in judgements if j.id not in void and j.verdict is not Verdict.UNDO)


def rulings(judgements: Sequence[Judgement], here: Callable[[str], str | None]) -> Rulings:
    """Return what the judgements ask for.

    Args:
        judgements: all of them, in the order in which they were made.
        here: gives for a judged claim's id the id under which the record has it now, None where it has it no more.

    """
    rejected: set[str] = set()
    corrections: dict[str, list[Judgement]] = defaultdict(list)
    by_claim: dict[str, list[str]] = defaultdict(list)
    bonds, idle = _Bonds(), []
    for judgement in standing(judgements):
        claims, against = _present(judgement.claims, here), _present(judgement.against, here)
        if not claims:
            idle.append(judgement.id)
        for claim in (*claims, *against):
            by_claim[claim].append(judgement.id)
        if judgement.verdict is Verdict.REJECT:
            rejected.update(claims)
        elif judgement.verdict is Verdict.CORRECT:
            for claim in claims:
                corrections[claim].append(judgement)
        else:
            bonds.take(judgement.verdict, claims, against)
    return Rulings(
        rejected=frozenset(rejected),
        corrections={claim: tuple(found) for claim, found in corrections.items()},
        constraints=bonds.constraints(),
        by_claim={claim: tuple(ids) for claim, ids in by_claim.items()},
        idle=tuple(idle),
    )


def _present(claims: Iterable[str], here: Callable[[str], str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for claim in claims if (found := here(claim)) is not None))


class _Bonds:
    """Pairs of claims that persons put together or parted; the last word counts."""

    def __init__(self) -> None:
        self.together: set[Edge] = set()
        self.apart: set[Edge] = set()

    def take(self, verdict: Verdict, claims: tuple[str, ...], against: tuple[str, ...]) -> None:
        """Take one judgement in."""
        pairs = set(combinations(claims, 2)) if verdict is Verdict.MERGE else set(product(claims, against))
        both = pairs | {(other, one) for one, other in pairs}
        if verdict is Verdict.MERGE:
            self.together, self.apart = self.together | both, self.apart - both
        else:
            self.together, self.apart = self.together - both, self.apart | both

    def constraints(self) -> Constraints:
        """Return the groups that are to be one event, and the pairs that are not."""
        groups: dict[str, set[str]] = {}
        for one, other in sorted(self.together):
            merged = groups.get(one, {one}) | groups.get(other, {other})
            groups.update(dict.fromkeys(merged, merged))
        distinct = {id(group): tuple(sorted(group)) for group in groups.values()}
        return Constraints(together=tuple(sorted(distinct.values())), apart=frozenset(self.apart))
