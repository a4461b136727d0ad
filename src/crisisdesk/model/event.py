"""An event: the claims that tell of one act, what they make of it together, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crisisdesk.model.actor import Actor
from crisisdesk.model.claim import Claim, Status
from crisisdesk.model.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One value of a part of an event, and the claims and independent sources (voices) that give it."""

    value: str
    claims: tuple[str, ...]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A part of an event for which its claims give values that cannot all be true.

    ``part`` is ``when``, ``where``, ``actors``, ``recipients``, ``status`` or ``figure``; the variant with most voices
    comes first.
    """

    part: str
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A figure told of an event, over all its claims: lowest, best and highest; unknown is None, never 0."""

    of: str
    low: int | None
    best: int | None
    high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An act as all its claims tell it together.

    ``start`` to ``end`` are the days of the best-supported value, ``earliest`` to ``latest`` the spread over all
    claims; all None where no claim dates the act. ``precision`` is that of the best value (day, week, month, year, ...
    or ``unknown``). ``reports`` counts reports, ``families`` reports that are no copies of each other, ``voices``
    independent sources: publishers of families, and for claims that cite a speaker, the speakers. ``links`` say why the
    claims stand together, a line each; ``judgements`` are ids of those that shaped it. ``id`` is that of the claim told
    first, so any claim's id finds its event.
    """

    id: str
    type: str
    mode: str | None
    cameo: str
    quad: int
    score: float
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    status: Status
    historical: bool
    start: date | None
    end: date | None
    earliest: date | None
    latest: date | None
    precision: str
    place: Place | None
    figures: tuple[Count, ...]
    claims: tuple[str, ...]
    reports: int
    families: int
    voices: int
    disagreements: tuple[Disagreement, ...]
    links: tuple[str, ...]
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What is known of a report without its text."""

    id: str
    digest: str
    published: date | None
    title: str
    publisher: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A claim with its report, its sentence's words, the family of near-copies its report is in, and its voice.

    ``family`` is the id of the family's canonical report. ``voice`` names the independent source: ``speaker:...`` where
    the claim cites one or the publisher is a public actor, else ``publisher:...``, or ``family:...`` if unknown.
    """

    claim: Claim
    report: Masthead
    sentence: str
    family: str
    voice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An event with all that witness it, in the order of publication."""

    event: Event
    witnesses: tuple[Witness, ...]
