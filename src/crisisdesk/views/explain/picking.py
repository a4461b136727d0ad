"""Which sentences of a section are shown: the worthiest, no two saying the same, copies as further sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from crisisdesk.views.explain.sorting import Placed
from crisisdesk.views.explain.told import Told

SAME, COVERED = 0.5, 0.8
NUMBER = re.compile(
    r"\b(?:\d[\d,.]*\d|\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty"
    r"|forty|fifty|sixty|no|not|nobody|never)\b"
)


@dataclass(slots=True)
class Picked:
    """A sentence that is shown, and those that say the same."""

    placed: Placed
    also: list[Told] = field(default_factory=list)


def picked(found: Iterable[Placed], most: int, shown: Sequence[Picked]) -> list[Picked]:
    """Return at most so many sentences, worthiest first chosen, in the order of publication.

    A sentence that says what one of ``shown`` or one chosen before says becomes a further source of it.
    """
    chosen: list[Picked] = []
    for one in sorted(found, key=lambda p: (-p.worth, p.told.key)):
        twin = next((p for p in (*shown, *chosen) if says_the_same(p.placed.told, one.told)), None)
        if twin is not None:
            twin.also.append(one.told)
        elif len(chosen) < most:
            chosen.append(Picked(one))
    return sorted(chosen, key=lambda p: p.placed.told.key)


def says_the_same(one: Told, other: Told) -> bool:
    """Say whether two sentences share so many words that one of them is enough."""
    if not one.stems or not other.stems:
        return one.text == other.text
    common = len(one.stems & other.stems)
    alike = common / len(one.stems | other.stems) >= SAME
    covered = common / min(len(one.stems), len(other.stems)) >= COVERED
    return (alike or covered) and numbers_of(one) == numbers_of(other)


def numbers_of(told: Told) -> frozenset[str]:
    """Return the numbers and negations of a sentence: with others it says something else."""
    return frozenset(NUMBER.findall(told.text.lower()))
