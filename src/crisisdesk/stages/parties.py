"""Parties: the actors and recipients that the sentence of an act names, and its status."""

from __future__ import annotations

from collections.abc import Iterable

from crisisdesk.model.actor import ActorMention
from crisisdesk.model.claim import Status
from crisisdesk.stages.findings import Act, Findings, party_keys
from crisisdesk.stages.roles import actor_places, recipient_places
from crisisdesk.stages.triggers import Trigger

JOINT_PLACES = ("with", "between", "among", "object", "to")
JOINT_TYPES = frozenset(("CONSULT", "COOPERATE", "AGREE"))


def act_of(findings: Findings, trigger: Trigger) -> Act:
    """Return a trigger with the parties that its sentence names, and its status."""
    actors, recipients, missing = _roles(findings, trigger)
    status, reasons = findings.statuses.find(trigger.frame)
    if trigger.rule.utterance and status is not Status.NEGATED:
        status = Status.ACTUAL
    return Act(trigger=trigger, actors=actors, recipients=recipients, status=status, reasons=reasons, missing=missing)


def _roles(
    findings: Findings, trigger: Trigger
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...], tuple[str, ...]]:
    rule, frame, roles = trigger.rule, trigger.frame, findings.roles
    actors = roles.first(frame, (*actor_places(rule), "subject-holder"))
    if not actors and "speaker" in actor_places(rule):
        return _by_publisher(findings, trigger)
    if rule.mutual:
        others = roles.first(frame, (*rule.recipient, *JOINT_PLACES), taken=actors)
        return _sides(rule.type, mentions_of(findings, (*actors, *others)))
    named = mentions_of(findings, actors)
    places = (*recipient_places(rule), "object-possessor", "object-of")
    others = roles.first(frame, places, taken=actors, avoid=party_keys(named))
    own = () if others else roles.first(frame, recipient_places(rule), taken=actors)
    done_to = mentions_of(findings, others or tuple(i for i in own if _is_body(findings, i)))
    missing = () if named else ("actor: passive without an agent",) if frame.passive else ("actor: not named",)
    return named, done_to, missing


def _is_body(findings: Findings, i: int) -> bool:
    """Say whether a word stands for people, so that they can be the other side inside one state; a building cannot."""
    token = findings.parse.tokens[i]
    return token.pos == "PROPN" or any(m.actor.sector not in (None, "GOV") for m in findings.cast.at(i))


def _sides(
    kind: str, named: tuple[ActorMention, ...]
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...], tuple[str, ...]]:
    """Return the parties of a joint act: all are actors; of a clash the first is, and the others its recipients."""
    if kind in JOINT_TYPES or not named:
        return named, (), () if named else ("actor: not named",)
    return named[:1], named[1:] or named, ()


def _by_publisher(
    findings: Findings, trigger: Trigger
) -> tuple[tuple[ActorMention, ...], tuple[ActorMention, ...], tuple[str, ...]]:
    """Return the parties of a demand in the publisher's own voice; nothing where the publisher is no public actor."""
    span = findings.parse.span(trigger.i, trigger.i)
    named = tuple(ActorMention(actor=actor, span=span, via="publisher") for actor in findings.cast.publisher)
    places = (*recipient_places(trigger.rule), "object-possessor", "object-of")
    asked = mentions_of(findings, findings.roles.first(trigger.frame, places, avoid=party_keys(named)))
    return (named, asked, ()) if named else ((), (), ("actor: not named",))


def mentions_of(findings: Findings, tokens: Iterable[int]) -> tuple[ActorMention, ...]:
    """Return the actors of some phrases, each once, in order."""
    found: dict[str, ActorMention] = {}
    for i in tokens:
        for mention in findings.cast.at(i):
            found.setdefault(mention.actor.code + mention.actor.name, mention)
    return tuple(found.values())
