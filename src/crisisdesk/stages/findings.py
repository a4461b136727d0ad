"""What the stages after the parse hand to one another: the findings in a report, and an act before it is a claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crisisdesk.language.parse import Parse
from crisisdesk.lexicon.plover import Plover
from crisisdesk.model.actor import ActorMention, party_key
from crisisdesk.model.claim import Reason, Status
from crisisdesk.model.place import PlaceMention
from crisisdesk.model.report import Sentence
from crisisdesk.model.when import TimeExpression
from crisisdesk.stages.attribution import Citations
from crisisdesk.stages.context import Surroundings
from crisisdesk.stages.coreference import Cast
from crisisdesk.stages.roles import RoleFinder
from crisisdesk.stages.status import StatusFinder
from crisisdesk.stages.triggers import USUAL, Trigger, Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the earlier stages found in a report."""

    parse: Parse
    sentences: tuple[Sentence, ...]
    cast: Cast
    around: Surroundings
    roles: RoleFinder
    statuses: StatusFinder
    citations: Citations
    times: tuple[TimeExpression, ...]
    places: tuple[PlaceMention, ...]
    published: date | None
    plover: Plover
    report: str
    versions: tuple[str, str]
    trust: Trust = USUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A trigger with its roles and status, before time, place and speakers."""

    trigger: Trigger
    actors: tuple[ActorMention, ...]
    recipients: tuple[ActorMention, ...]
    status: Status
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]


def party_keys(mentions: tuple[ActorMention, ...]) -> frozenset[str]:
    """Return what tells the parties of mentions apart."""
    return frozenset(party_key(mention.actor) for mention in mentions)


def countries_of(mentions: tuple[ActorMention, ...]) -> frozenset[str]:
    """Return the countries of mentions."""
    return frozenset(mention.actor.country for mention in mentions)
