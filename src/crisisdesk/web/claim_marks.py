"""The words of a claim as marks, and the places of reports in pages."""

from __future__ import annotations

from collections.abc import Iterator

from crisisdesk.model.claim import Claim
from crisisdesk.model.report import Sentence
from crisisdesk.model.span import Span
from crisisdesk.web.marking import Piece, Stretch, cut

PART, LONGEST = 200_000, 2000
CUT_OFF = "…"


def marks_of(claim: Claim, href: str = "") -> Iterator[Stretch]:
    """Yield the words of a claim: act, parties, days, place, speakers; a corrected part has no words of its own."""
    yield _mark(claim.trigger, "claim", f"act: {claim.type}", href)
    for label, mentions in (("actor", claim.actors), ("recipient", claim.recipients)):
        for mention in mentions:
            if mention.via != "judgement":
                yield _mark(mention.span, "actor", f"{label}: {mention.actor.code} {mention.actor.name}".strip(), href)
    if claim.when.span:
        yield _mark(claim.when.span, "time", f"when: {claim.when.start} to {claim.when.end}", href)
    if claim.where and claim.where.span != claim.trigger:
        yield _mark(claim.where.span, "place", f"where: {claim.where.place.name}", href)
    for speaker in claim.said_by:
        yield _mark(speaker.mention.span, "speaker", f"said by: {speaker.mention.actor.code}", href)


def _mark(span: Span, layer: str, label: str, href: str) -> Stretch:
    return Stretch(start=span.start, end=span.end, layer=layer, label=label, href=href)


def sentence_pieces(claim: Claim, sentence: Sentence | None, words: str) -> tuple[Piece, ...]:
    """Return a claim's sentence with its words marked; without the sentence's place its words alone.

    Of a sentence of more than ``LONGEST`` characters only what stands around the act is returned.
    """
    if sentence is None:
        return (Piece(start=0, text=words[:LONGEST]),)
    span = sentence.span
    first = max(span.start, claim.trigger.start - LONGEST // 2) if len(span.text) > LONGEST else span.start
    last = min(span.end, first + LONGEST)
    before = (Piece(start=first, text=CUT_OFF),) if first > span.start else ()
    after = (Piece(start=last, text=CUT_OFF),) if last < span.end else ()
    return (*before, *cut(span.text[first - span.start : last - span.start], first, marks_of(claim)), *after)


def report_href(report: str, sentence: int, start: int = 0) -> str:
    """Return the link to a sentence of a report that begins at offset ``start``."""
    part = start // PART
    return f"/report/{report}{f'?part={part + 1}' if part else ''}#s{sentence}"
