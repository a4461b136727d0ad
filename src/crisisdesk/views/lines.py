"""A claim as one line of words: who, what, whom, when, where, status, said by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crisisdesk.model.actor import ActorMention
from crisisdesk.model.claim import Claim
from crisisdesk.model.when import When

UNKNOWN = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim in words; a part that is not known is a dash."""

    who: str
    what: str
    whom: str
    when: str
    where: str
    status: str
    said_by: str


def line_of(claim: Claim) -> Line:
    """Return a claim in words."""
    mode = f" {claim.mode}" if claim.mode else ""
    speakers = " < ".join(named(speaker.mention) for speaker in reversed(claim.said_by))
    return Line(
        who=joined(claim.actors),
        what=f"{claim.type}{mode}",
        whom=joined(claim.recipients),
        when=days(claim.when),
        where=claim.where.place.name if claim.where else UNKNOWN,
        status=claim.status.value + (" (past)" if claim.historical else ""),
        said_by=speakers or UNKNOWN,
    )


def joined(mentions: tuple[ActorMention, ...]) -> str:
    """Return the actors by code and name."""
    return ", ".join(named(mention) for mention in mentions) or UNKNOWN


def named(mention: ActorMention) -> str:
    """Return an actor as ``PRK:GOV Kim Yo Jong``; in brackets if not the sentence but the document tells it."""
    own = (
        " ".join(mention.span.text.split())
        if mention.via not in ("pronoun", "short form", "context", "document", "channel")
        else ""
    )
    words = f"{mention.actor.code} {mention.actor.name or own}".strip()
    return f"({words})" if mention.via == "document" else words


def days(when: When) -> str:
    """Return the days of an act, or a dash where only the document's date is known."""
    if when.basis != "expression" or when.start is None or when.end is None:
        return UNKNOWN
    return span_of_days(when.start, when.end, when.precision)


def span_of_days(start: date, end: date, precision: str) -> str:
    """Return a day, month or year, or a range."""
    if precision == "month":
        return start.strftime("%Y-%m")
    if precision == "year":
        return start.strftime("%Y")
    if start == end:
        return start.isoformat()
    same_month = (start.year, start.month) == (end.year, end.month)
    return f"{start.isoformat()[2:]}…{end.isoformat()[8 if same_month else 5 :]}"
