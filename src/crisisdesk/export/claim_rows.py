"""A claim with its evidence as one row of the table ``claims``."""

from __future__ import annotations

from collections.abc import Iterator

from crisisdesk.export.cells import Row, Value
from crisisdesk.model.actor import ActorMention
from crisisdesk.model.claim import Claim, Speaker
from crisisdesk.model.event import Account, Masthead, Witness
from crisisdesk.model.figure import Figure
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.model.when import When


def claim_rows(account: Account) -> Iterator[Row]:
    """Yield the rows of the claims of an account, in its order."""
    for witness in account.witnesses:
        yield {"claim_id": witness.claim.id, "event_id": account.event.id} | claim_row(witness)


def claim_row(witness: Witness) -> dict[str, Value]:
    """Return what is told of a claim without its id and event."""
    claim = witness.claim
    return {
        **_report(witness.report),
        "family": witness.family,
        "voice": witness.voice,
        "sentence_number": claim.sentence,
        "sentence": witness.sentence,
        **_words("trigger", claim.trigger),
        **_coding(claim),
        **_party("actors", "actor", claim.actors),
        **_party("recipients", "recipient", claim.recipients),
        **_when(claim.when),
        **_where(claim.where),
        **_figures(claim.figures),
        **_said_by(claim.said_by),
        **_origin(claim),
    }


def _report(report: Masthead) -> dict[str, Value]:
    return {
        "report_id": report.id,
        "report_digest": report.digest,
        "publisher": report.publisher or None,
        "published": report.published,
        "title": report.title or None,
        "url": report.url or None,
    }


def _coding(claim: Claim) -> dict[str, Value]:
    return {
        "type": claim.type,
        "mode": claim.mode,
        "cameo": claim.cameo,
        "quad": claim.quad,
        "score": claim.score,
        "status": claim.status.value,
        "historical": claim.historical,
        "reasons": tuple(f"{reason.word.text}: {reason.effect}" for reason in claim.reasons),
    }


def _words(name: str, span: Span | None) -> dict[str, Value]:
    return {
        name: span.text if span else None,
        f"{name}_start": span.start if span else None,
        f"{name}_end": span.end if span else None,
    }


def _party(codes: str, name: str, mentions: tuple[ActorMention, ...]) -> dict[str, Value]:
    return {
        codes: tuple(mention.actor.code for mention in mentions),
        f"{name}_names": tuple(mention.actor.name for mention in mentions),
        f"{name}_words": tuple(mention.span.text for mention in mentions),
        f"{name}_starts": tuple(mention.span.start for mention in mentions),
        f"{name}_ends": tuple(mention.span.end for mention in mentions),
        f"{name}_via": tuple(mention.via for mention in mentions),
    }


def _when(when: When) -> dict[str, Value]:
    return {
        "when_start": when.start,
        "when_end": when.end,
        "when_precision": when.precision,
        "when_basis": when.basis,
        **_words("when_words", when.span),
    }


def _where(where: PlaceMention | None) -> dict[str, Value]:
    place = where.place if where else None
    return {
        "where": place.name if place else None,
        "where_country": place.country or None if place else None,
        "where_lat": place.lat if place else None,
        "where_lon": place.lon if place else None,
        "where_gazetteer": place.gazetteer if place else None,
        "where_precision": place.precision if place else None,
        **_words("where_words", where.span if where else None),
    }


def _figures(figures: tuple[Figure, ...]) -> dict[str, Value]:
    return {
        "figures": tuple(figure.of for figure in figures),
        "figures_low": tuple(figure.low for figure in figures),
        "figures_best": tuple(figure.best for figure in figures),
        "figures_high": tuple(figure.high for figure in figures),
        "figures_words": tuple(figure.span.text for figure in figures),
        "figures_starts": tuple(figure.span.start for figure in figures),
        "figures_ends": tuple(figure.span.end for figure in figures),
    }


def _said_by(speakers: tuple[Speaker, ...]) -> dict[str, Value]:
    return {
        "said_by": tuple(speaker.mention.actor.code for speaker in speakers),
        "said_by_names": tuple(speaker.mention.actor.name for speaker in speakers),
        "said_by_cues": tuple(speaker.cue for speaker in speakers),
        "said_by_words": tuple(speaker.mention.span.text for speaker in speakers),
        "said_by_starts": tuple(speaker.mention.span.start for speaker in speakers),
        "said_by_ends": tuple(speaker.mention.span.end for speaker in speakers),
    }


def _origin(claim: Claim) -> dict[str, Value]:
    return {
        "missing": claim.missing,
        "rule": claim.rule,
        "rule_at": claim.rule_at,
        "lexicon": claim.lexicon,
        "model": claim.model,
    }
