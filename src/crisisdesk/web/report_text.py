"""The text of a report, a part at a time, with what the stages found in it as marks, sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from crisisdesk.model.event import Witness
from crisisdesk.model.report import Sentence
from crisisdesk.model.span import Span
from crisisdesk.record.codec import Layers
from crisisdesk.web.claim_marks import PART
from crisisdesk.web.marking import LAYERS, Piece, Stretch, cut

MOST_MARKS = 6000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with its number and kind, or the text between sentences (``sentence`` None), cut at its marks."""

    sentence: int | None
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A part of a text: number and offset, its passages, and how many marks were too many to show."""

    part: int
    parts: int
    start: int
    end: int
    passages: tuple[Passage, ...]
    left_out: int


def show_part(text: str, part: int, sentences: Sequence[Sentence], marks: Iterable[Stretch]) -> Shown:
    """Return a part of a text, numbered from 1, with marks; a number beyond the last is the last."""
    parts = max(1, -(-len(text) // PART))
    part = min(max(part, 1), parts)
    start, end = (part - 1) * PART, min(part * PART, len(text))
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    kept = sorted(inside, key=lambda m: (LAYERS.index(m.layer), m.start))[:MOST_MARKS]
    apart = _apart(sentences)
    bounds = [place for s in apart for place in (s.span.start, s.span.end)]
    passages = tuple(_passages(cut(text[start:end], start, kept, bounds), apart))
    return Shown(part=part, parts=parts, start=start, end=end, passages=passages, left_out=len(inside) - len(kept))


def _apart(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return sentences in order, without any that reaches into the one before."""
    kept: list[Sentence] = []
    for sentence in sorted(sentences, key=lambda s: s.span.start):
        if not kept or kept[-1].span.end <= sentence.span.start:
            kept.append(sentence)
    return kept


def _passages(pieces: Iterable[Piece], sentences: Sequence[Sentence]) -> Iterator[Passage]:
    """Yield pieces gathered by sentence; all of them lie in one sentence or between two."""
    at, held, over = 0, None, list[Piece]()
    for piece in pieces:
        while at < len(sentences) and sentences[at].span.end <= piece.start:
            at += 1
        here = sentences[at] if at < len(sentences) and sentences[at].span.start <= piece.start else None
        if over and here is not held:
            yield _passage(held, over)
            over = []
        held = here
        over.append(piece)
    if over:
        yield _passage(held, over)


def _passage(sentence: Sentence | None, pieces: list[Piece]) -> Passage:
    return Passage(
        sentence=sentence.n if sentence else None, kind=sentence.kind if sentence else "", pieces=tuple(pieces)
    )


def marks_in(layers: Layers, witnesses: Sequence[Witness], wanted: Collection[str], why: str) -> Iterator[Stretch]:
    """Yield the marks of the layers that are wanted; each links to the claim that its words belong to.

    Words of no claim link to ``why`` with the number of their sentence: what became of them.
    """
    links = _links(witnesses)
    for layer, label, span in _found(layers, witnesses):
        if layer in wanted:
            href = links.get((span.start, span.end)) or _sentence_link(layers.sentences, span, why)
            yield Stretch(start=span.start, end=span.end, layer=layer, label=label, href=href)


def _found(layers: Layers, witnesses: Iterable[Witness]) -> Iterator[tuple[str, str, Span]]:
    for witness in witnesses:
        yield "claim", f"claim: {witness.claim.type}, {witness.claim.status.value}", witness.claim.trigger
    for statement in layers.statements:
        if statement.source is not None:
            codes = ", ".join(mention.actor.code for mention in statement.speakers)
            yield "speaker", f"speaker: {codes or 'no public actor'}", statement.source
        yield "speaker", "word of saying", statement.cue
    for mention in layers.actors:
        yield "actor", f"actor: {mention.actor.code} {mention.actor.name}".strip(), mention.span
    for place in layers.places:
        yield "place", f"place: {place.place.name}, {place.place.country}", place.span
    for time in layers.times:
        yield "time", f"{time.type.lower()}: {time.value}", time.span


def _links(witnesses: Iterable[Witness]) -> dict[tuple[int, int], str]:
    """Return the link of the words of each claim; where words belong to several, the first told has them."""
    found: dict[tuple[int, int], str] = {}
    rows = [(witness.claim, f"/event/{witness.claim.id}") for witness in witnesses]
    for claim, href in rows:
        found.setdefault((claim.trigger.start, claim.trigger.end), href)
    for claim, href in rows:
        spans = [mention.span for mention in (*claim.actors, *claim.recipients)]
        spans += [speaker.mention.span for speaker in claim.said_by]
        spans += [span for span in (claim.when.span, claim.where.span if claim.where else None) if span]
        for span in spans:
            found.setdefault((span.start, span.end), href)
    return found


def _sentence_link(sentences: Sequence[Sentence], span: Span, why: str) -> str:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].span.end <= span.start:
            low = middle + 1
        else:
            high = middle
    return f"{why}{sentences[low].n}#why-not" if low < len(sentences) else ""
