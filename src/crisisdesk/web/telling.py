"""Claims side by side: each with its report, its sentence with marked words, and its parts in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from crisisdesk.model.event import Witness
from crisisdesk.model.report import Sentence
from crisisdesk.record.store import Record
from crisisdesk.views.lines import Line, line_of
from crisisdesk.web.claim_marks import report_href, sentence_pieces
from crisisdesk.web.marking import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim as a row: ``href`` leads to its sentence in the report, ``pieces`` are that sentence, cut at marks."""

    claim: str
    report: str
    publisher: str
    published: date | None
    title: str
    family: str
    voice: str
    sentence: int
    href: str
    pieces: tuple[Piece, ...]
    line: Line


def tellings(record: Record, witnesses: Iterable[Witness]) -> tuple[Telling, ...]:
    """Return claims as rows, in order."""

    @cache
    def sentences(report: str) -> tuple[Sentence, ...]:
        layers = record.layers_of(report)
        return layers.sentences if layers else ()

    return tuple(_telling(witness, sentences) for witness in witnesses)


def _telling(witness: Witness, sentences: Callable[[str], tuple[Sentence, ...]]) -> Telling:
    claim, head = witness.claim, witness.report
    sentence = next((s for s in sentences(head.id) if s.n == claim.sentence), None)
    return Telling(
        claim=claim.id,
        report=head.id,
        publisher=head.publisher,
        published=head.published,
        title=head.title,
        family=witness.family,
        voice=witness.voice,
        sentence=claim.sentence,
        href=report_href(head.id, claim.sentence, sentence.span.start if sentence else 0),
        pieces=sentence_pieces(claim, sentence, witness.sentence),
        line=line_of(claim),
    )
