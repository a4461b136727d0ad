"""Why a claim is there, and why a sentence gave none."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.codebook import load_codebook
from crisisdesk.model.claim import Claim, Speaker
from crisisdesk.model.codebook import Rule
from crisisdesk.model.report import Report
from crisisdesk.model.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked span of a sentence: what it is to the claim."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A claim with its sentence and marked words, its rule, what the heads say, and the steps to status and speakers.

    ``heads`` holds the likeliest types of the act's words with their chances, most likely first.
    """

    claim: Claim
    sentence: Span
    marks: tuple[Mark, ...]
    rule: Rule
    heads: tuple[tuple[str, float], ...]
    status: tuple[str, ...]
    speakers: tuple[str, ...]


def why(report: Report, claim_id: str) -> Why | None:
    """Return what is behind the claim whose id begins with ``claim_id``; None where the report has none."""
    claim = next((c for c in report.claims if c.id.startswith(claim_id)), None)
    if claim is None:
        return None
    rule = next(r for r in load_codebook().rules if r.id == claim.rule)
    steps = tuple(f"“{reason.word.text}” {reason.effect}" for reason in claim.reasons)
    return Why(
        claim=claim,
        sentence=report.sentences[claim.sentence - 1].span,
        marks=tuple(_marks(claim)),
        rule=rule,
        heads=_heads(report, claim),
        status=steps or ("nothing above it takes it back: actual",),
        speakers=tuple(map(_speaker, claim.said_by)) or ("nobody is cited: the publisher's own voice",),
    )


def _speaker(speaker: Speaker) -> str:
    actor = speaker.mention.actor
    if not speaker.cue:
        return f"{actor.code} {actor.name}, who issued the report"
    return f"{actor.code} “{speaker.mention.span.text}”, cue “{speaker.cue}”"


def _heads(report: Report, claim: Claim) -> tuple[tuple[str, float], ...]:
    """Return the two likeliest readings of the act's words by the trained heads, no act among them."""
    parse = Parse.from_doc(report.to_spacy())
    if parse.learned is None:
        return ()
    inside = [t.i for t in parse.tokens if claim.trigger.start <= t.start < claim.trigger.end]
    word = min(inside, key=parse.learned.no_act)
    kind, chance = parse.learned.kind(word)
    both = ((kind, chance), ("no act", parse.learned.no_act(word)))
    return tuple(sorted(both, key=lambda found: -found[1]))


def _marks(claim: Claim) -> list[Mark]:
    marks = [Mark(label="act", span=claim.trigger)]
    marks += [Mark(label=f"actor {m.actor.code} by {m.via}", span=m.span) for m in claim.actors]
    marks += [Mark(label=f"recipient {m.actor.code} by {m.via}", span=m.span) for m in claim.recipients]
    if claim.when.span:
        marks.append(Mark(label=f"when {claim.when.start}…{claim.when.end}", span=claim.when.span))
    if claim.where:
        marks.append(Mark(label=f"where {claim.where.place.gazetteer}", span=claim.where.span))
    return sorted(marks, key=lambda mark: mark.span.start)


def why_not(report: Report) -> tuple[str, ...]:
    """Return, word by word, at which stage a text came to nothing, or that no word of it is a trigger."""
    lines = [f"{c.type} “{c.trigger.text}” is coded, by {c.rule} ({c.rule_at})" for c in report.claims]
    lines += [f"“{d.word.text}” dropped at {d.stage}: rule {d.rule}: {d.reason}" for d in report.dropped]
    if not lines:
        lines = [
            "triggers: no word of it is a trigger of any rule (crisisdesk lexicon why WORD lists the rules of a word)"
        ]
    if not report.actors:
        lines.append("actors: no phrase of it names a public actor")
    return tuple(lines)
