"""What the three F1s leave out: status, speakers, date and place of the events that the scores pair by type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crisisdesk.evaluation.comparison import Comparison, tallies_of
from crisisdesk.evaluation.gold import Event, event_of
from crisisdesk.evaluation.scores import LEVELS, agree, align, readings
from crisisdesk.model.claim import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many values of a layer are right, of how many that gold gives and how many that are coded."""

    right: int = 0
    gold: int = 0
    coded: int = 0

    @property
    def figure(self) -> float:
        """F1; where each pair of events is asked for just one value, ``gold`` equals ``coded`` and it is the share."""
        return 2 * self.right / (self.gold + self.coded) if self.gold + self.coded else 0.0

    def __add__(self, other: Share) -> Share:
        return Share(right=self.right + other.right, gold=self.gold + other.gold, coded=self.coded + other.coded)


def _answer(asked: bool, right: bool) -> Share:
    return Share(right=right, gold=1, coded=1) if asked else Share()


def _status(gold: Event, claim: Claim) -> Share:
    return _answer(True, any(reading.status == claim.status.value for reading in readings(gold)))


def _said_by(gold: Event, claim: Claim) -> Share:
    """Count who is cited; one who is cited on one side only is wrong, whatever the code."""
    cited = event_of(claim).said_by
    both = bool(gold.said_by) and bool(cited)
    return Share(right=both and agree(gold.said_by, cited), gold=bool(gold.said_by), coded=bool(cited))


def _when(gold: Event, claim: Claim) -> Share:
    """Ask whether the first and the last coded day both lie in the day, month or year of gold."""
    days = (claim.when.start, claim.when.end)
    return _answer(bool(gold.when), all(day is not None and day.isoformat().startswith(gold.when) for day in days))


def _where(gold: Event, claim: Claim) -> Share:
    """Ask whether the coded words, or the name of the coded place, are the gold place or contain it, as whole words."""
    coded = (claim.where.span.text, claim.where.place.name) if claim.where else ()
    wanted = re.compile(rf"(?<!\w){re.escape(gold.where)}(?!\w)", re.IGNORECASE)
    return _answer(bool(gold.where), any(wanted.search(words) for words in coded))


MEASURES: dict[str, Callable[[Event, Claim], Share]] = {
    "status": _status,
    "said_by": _said_by,
    "when": _when,
    "where": _where,
}
LAYERS = tuple(MEASURES)
FIGURES = (*LEVELS, *LAYERS)


def layers_of(comparisons: Iterable[Comparison]) -> dict[str, Share]:
    """Measure the layers of one gold file over the pairs that the scores make by type, optional events left out.

    A layer of which the gold says nothing is left out: no event has a speaker, date or place; all statuses are actual.
    """
    kept = list(comparisons)
    told = _told(event for comparison in kept for event in comparison.gold)
    pairs = [pair for comparison in kept for pair in _pairs(comparison)]
    return {layer: sum((MEASURES[layer](*pair) for pair in pairs), start=Share()) for layer in LAYERS if layer in told}


def _told(gold: Iterable[Event]) -> frozenset[str]:
    told: set[str] = set()
    for event in gold:
        says = (event.status != "actual", event.said_by, event.when, event.where)
        told.update(layer for layer, said in zip(LAYERS, says, strict=True) if said)
    return frozenset(told)


def _pairs(comparison: Comparison) -> Iterator[tuple[Event, Claim]]:
    for i, j in align(comparison.gold, comparison.coded, "type").pairs:
        if not comparison.gold[i].optional:
            yield comparison.gold[i], comparison.claims[j]


def together(files: Sequence[Mapping[str, Share]]) -> dict[str, Share]:
    """Return the layers of several gold files as those of one; a file counts for the layers that it has."""
    found = {layer: [shares[layer] for shares in files if layer in shares] for layer in LAYERS}
    return {layer: sum(shares, start=Share()) for layer, shares in found.items() if shares}


def figures_of(comparisons: Iterable[Comparison]) -> dict[str, float]:
    """Return all figures of one gold file, in the order of ``FIGURES``: the three F1s and what it has of the layers."""
    kept = list(comparisons)
    scores = {level: tally.f1 for level, tally in tallies_of(kept).items()}
    return scores | {layer: share.figure for layer, share in layers_of(kept).items()}
