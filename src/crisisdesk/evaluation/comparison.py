"""Gold and coded events of a sentence side by side: what the scores pair, what they leave, and on which words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from crisisdesk.evaluation.gold import Event, GoldDocument, boundaries_of, event_of
from crisisdesk.evaluation.scores import LEVELS, Key, Tally, align, score
from crisisdesk.model.claim import Claim
from crisisdesk.model.report import Dropped, Report
from crisisdesk.model.span import Span

ERRORS = ("missed", "extra", "parties", "status")
NOTHING = ""
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A gold and a coded event, by their places, and the levels at which the scores pair them; or one left alone.

    The scores pair anew at each level, so that an event may have one partner by type and another by dyad.
    """

    gold: int | None
    coded: int | None
    levels: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """How far the pair matches: ``type``, ``dyad``, ``full``, ``missed``, ``extra``, or the odd levels alone."""
        if not self.levels:
            return "extra" if self.gold is None else "missed"
        return self.levels[-1] if self.levels == LEVELS[: len(self.levels)] else f"{', '.join(self.levels)} only"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A gold sentence with what was coded in it.

    ``gold_at`` and ``claims_at`` are the half-open character ranges of the triggers in ``text``; ``dropped`` holds for
    each gold event the words of its trigger that a stage dropped.
    """

    document: GoldDocument
    n: int
    text: str
    gold: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    gold_at: tuple[Ranges, ...] = ()
    claims_at: tuple[Ranges, ...] = ()
    dropped: tuple[tuple[Dropped, ...], ...] = ()

    @property
    def key(self) -> Key:
        """Document and number of the sentence, as the scores know it."""
        return self.document.doc, self.n

    @property
    def coded(self) -> tuple[Event, ...]:
        """The claims as events."""
        return tuple(event_of(claim) for claim in self.claims)

    def on_words_of(self, gold: int) -> tuple[int, ...]:
        """Return the places of the claims whose trigger shares letters with that of a gold event."""
        return tuple(j for j, ranges in enumerate(self.claims_at) if overlap(ranges, self.gold_at[gold]))


def compare(document: GoldDocument, report: Report) -> Iterator[Comparison]:
    """Yield the sentences of a document, coded with its boundaries, with their claims; rows of one number are one."""
    numbers = [sentence.n for sentence in document.sentences]
    rows = zip(document.sentences, boundaries_of(document), strict=True)
    for n, group in groupby(rows, key=lambda row: row[0].n):
        sentences, bounds = zip(*group, strict=True)
        text = "\n".join(sentence.text for sentence in sentences)
        start, end = bounds[0][0], bounds[-1][1]
        gold = tuple(event for sentence in sentences for event in sentence.events)
        claims = tuple(claim for claim in report.claims if numbers[claim.sentence - 1] == n)
        gold_at = tuple(locate(text, event.trigger) for event in gold)
        dropped = [(_inside(text, d.word, start), d) for d in report.dropped if start <= d.word.start < end]
        yield Comparison(
            document=document,
            n=n,
            text=text,
            gold=gold,
            claims=claims,
            gold_at=gold_at,
            claims_at=tuple(_inside(text, claim.trigger, start) for claim in claims),
            dropped=tuple(tuple(d for place, d in dropped if overlap(place, ranges)) for ranges in gold_at),
        )


def _inside(text: str, span: Span, start: int) -> Ranges:
    """Return the range in a sentence of a report's span; where the report's text is another, that of its words."""
    begin, end = span.start - start, span.end - start
    return ((begin, end),) if begin >= 0 and text[begin:end] == span.text else locate(text, span.text)


def locate(text: str, words: str) -> Ranges:
    """Return where words first stand: together, else one by one in their order; those that do not are left out."""
    begin = _find(text, words, 0)
    if begin >= 0:
        return ((begin, begin + len(words)),) if words else ()
    found, after = [], 0
    for word in words.split():
        begin = _find(text, word, after)
        if begin >= 0:
            after = begin + len(word)
            found.append((begin, after))
    return tuple(found)


def _find(text: str, words: str, after: int) -> int:
    """Return where words begin, best as whole words; -1 where they do not stand."""
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, after)
    return whole.start() if whole else text.find(words, after)


def overlap(one: Ranges, two: Ranges) -> bool:
    """Say whether two places share a letter."""
    return any(a < d and c < b for a, b in one for c, d in two)


def pairings(gold: Sequence[Event], coded: Sequence[Event]) -> tuple[Pairing, ...]:
    """Return all pairs that the scores make at any level, and the events that they never pair; in order of gold."""
    levels: dict[tuple[int, int], tuple[str, ...]] = {}
    for level in LEVELS:
        for pair in align(gold, coded, level).pairs:
            levels[pair] = (*levels.get(pair, ()), level)
    found = [Pairing(gold=i, coded=j, levels=reached) for (i, j), reached in levels.items()]
    found += [Pairing(gold=i, coded=None) for i in set(range(len(gold))) - {i for i, _ in levels}]
    found += [Pairing(gold=None, coded=j) for j in set(range(len(coded))) - {j for _, j in levels}]
    last = len(gold)
    return tuple(sorted(found, key=lambda p: (last if p.gold is None else p.gold, -1 if p.coded is None else p.coded)))


def errors_of(comparison: Comparison) -> Counter[tuple[str, str]]:
    """Count the errors of a sentence by type and kind (``ERRORS``); there are none where no level misses anything.

    ``missed`` and ``extra`` are what the scores do not pair by type; what they pair by type and no longer by dyad fails
    for its ``parties``, what they pair by dyad and no longer in full for its ``status``.
    """
    gold, coded = comparison.gold, comparison.coded
    by_type, by_dyad, full = (align(gold, coded, level) for level in LEVELS)
    found = Counter((gold[i].type, "missed") for i in by_type.missed)
    found.update((coded[j].type, "extra") for j in by_type.extra)
    for kind, before, after in (("parties", by_type, by_dyad), ("status", by_dyad, full)):
        found.update((gold[i].type, kind) for i, _ in before.pairs if i in after.missed)
        found.update((coded[j].type, kind) for i, j in before.pairs if j in after.extra and i not in after.missed)
    return found


def confusion(comparisons: Iterable[Comparison]) -> Counter[tuple[str, str]]:
    """Count gold type against coded type; ``NOTHING`` is the partner of an event that has none.

    What the scores pair by type is counted so; of what they leave, a missed and an extra event on the same words are
    set against each other. Optional gold events are not counted, so that rows and columns add up to the tallies.
    """
    found: Counter[tuple[str, str]] = Counter()
    for comparison in comparisons:
        found.update(_confused(comparison))
    return found


def _confused(comparison: Comparison) -> Iterator[tuple[str, str]]:
    gold, coded = comparison.gold, comparison.coded
    alignment = align(gold, coded, "type")
    left = list(alignment.extra)
    yield from ((gold[i].type, coded[j].type) for i, j in alignment.pairs if not gold[i].optional)
    for i in alignment.missed:
        same = next((j for j in comparison.on_words_of(i) if j in left), None)
        yield gold[i].type, NOTHING if same is None else coded[same].type
        if same is not None:
            left.remove(same)
    yield from ((NOTHING, coded[j].type) for j in left)


def tallies_of(comparisons: Iterable[Comparison]) -> dict[str, Tally]:
    """Score sentences."""
    kept = list(comparisons)
    return score({c.key: c.gold for c in kept}, {c.key: c.coded for c in kept})
