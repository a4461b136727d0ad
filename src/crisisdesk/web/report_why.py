"""What is behind a claim, and what became of the words of a sentence: the report coded once more, and remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

from crisisdesk.model.claim import Claim
from crisisdesk.model.report import Report, Source
from crisisdesk.views.lines import Line, line_of
from crisisdesk.views.why import Why, why, why_not
from crisisdesk.web.claim_marks import sentence_pieces
from crisisdesk.web.marking import Piece

REMEMBERED = 4
CODING = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What is behind a claim: its sentence cut at marks, the rule with its place, heads, and the steps to its status.

    Without a rule, the rules of today do not make this claim any more.
    """

    claim: str
    pieces: tuple[Piece, ...] = ()
    line: Line | None = None
    rule: str = ""
    rule_at: str = ""
    cameo: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    heads: tuple[tuple[str, float], ...] = ()
    status: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    versions: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindNot:
    """What became of the words of a sentence that rules name: a line each."""

    sentence: int
    words: str
    lines: tuple[str, ...]


def behind(source: Source, claim: str) -> Behind:
    """Return what is behind a claim of a source; codes the source, which takes a second or more."""
    report = coded(source)
    found = why(report, claim) if claim else None
    return Behind(claim=claim) if found is None else _behind(report, found)


def _behind(report: Report, found: Why) -> Behind:
    claim = found.claim
    return Behind(
        claim=claim.id,
        pieces=_pieces(report, claim),
        line=line_of(claim),
        rule=found.rule.id,
        rule_at=f"{found.rule.file}:{found.rule.line}",
        cameo=found.rule.cameo,
        marks=tuple((mark.label, " ".join(mark.span.text.split())) for mark in found.marks),
        heads=found.heads,
        status=found.status,
        speakers=found.speakers,
        missing=claim.missing,
        versions=(claim.lexicon, claim.model),
    )


def _pieces(report: Report, claim: Claim) -> tuple[Piece, ...]:
    sentence = next((s for s in report.sentences if s.n == claim.sentence), None)
    return sentence_pieces(claim, sentence, claim.trigger.text)


def behind_not(source: Source, sentence: int) -> BehindNot:
    """Return what became of a sentence of a source, by number; codes the source, which takes a second or more."""
    report = coded(source)
    here = next((s for s in report.sentences if s.n == sentence), None)
    if here is None:
        return BehindNot(sentence=sentence, words="", lines=("there is no sentence with this number",))
    inside = range(here.span.start, here.span.end)
    alone = replace(
        report,
        claims=tuple(claim for claim in report.claims if claim.sentence == sentence),
        dropped=tuple(word for word in report.dropped if word.sentence == sentence),
        actors=tuple(mention for mention in report.actors if mention.span.start in inside),
    )
    return BehindNot(sentence=sentence, words=here.span.text, lines=why_not(alone))


@lru_cache(maxsize=REMEMBERED)
def coded(source: Source) -> Report:
    """Return a source coded by the rules of today; one at a time, the last few remembered."""
    from crisisdesk.coder import load_coder

    with CODING:
        return load_coder().code(source)
