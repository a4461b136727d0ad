"""An event as one row of the table ``events``."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crisisdesk.export.cells import Row, Value
from crisisdesk.model.actor import Actor
from crisisdesk.model.event import Account, Disagreement, Event


def event_row(account: Account) -> Row:
    """Return the row of an account, by column."""
    return _what(account.event) | _when_and_where(account.event) | _support(account) | _versions(account)


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that are not empty, each once, in the order they come."""
    return tuple(dict.fromkeys(word for word in words if word))


def published(account: Account) -> tuple[date, ...]:
    """Return the known publication dates of the reports, earliest first."""
    return tuple(sorted({found.report.published for found in account.witnesses if found.report.published}))


def _what(event: Event) -> dict[str, Value]:
    return {
        "event_id": event.id,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "quad": event.quad,
        "score": event.score,
        "status": event.status.value,
        "historical": event.historical,
        **_party("actors", "actor_names", event.actors),
        **_party("recipients", "recipient_names", event.recipients),
    }


def _party(codes: str, names: str, actors: tuple[Actor, ...]) -> dict[str, Value]:
    return {codes: tuple(actor.code for actor in actors), names: tuple(actor.name for actor in actors)}


def _when_and_where(event: Event) -> dict[str, Value]:
    place = event.place
    return {
        "start": event.start,
        "end": event.end,
        "earliest": event.earliest,
        "latest": event.latest,
        "precision": event.precision,
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "gazetteer": place.gazetteer if place else None,
        "place_precision": place.precision if place else None,
    }


def _support(account: Account) -> dict[str, Value]:
    event, days = account.event, published(account)
    return {
        "reports": event.reports,
        "families": event.families,
        "voices": event.voices,
        "figures": tuple(figure.of for figure in event.figures),
        "figures_low": tuple(figure.low for figure in event.figures),
        "figures_best": tuple(figure.best for figure in event.figures),
        "figures_high": tuple(figure.high for figure in event.figures),
        "disagreements": tuple(_disagreement(found) for found in event.disagreements),
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
        "publishers": distinct(found.report.publisher for found in account.witnesses),
        "urls": distinct(found.report.url for found in account.witnesses),
        "sentence": account.witnesses[0].sentence if account.witnesses else None,
    }


def _disagreement(found: Disagreement) -> str:
    return f"{found.part}: " + " / ".join(f"{variant.value} ({len(variant.voices)})" for variant in found.variants)


def _versions(account: Account) -> dict[str, Value]:
    event = account.event
    return {
        "claims": event.claims,
        "links": event.links,
        "judgements": event.judgements,
        "lexicons": distinct(found.claim.lexicon for found in account.witnesses),
        "models": distinct(found.claim.model for found in account.witnesses),
    }
