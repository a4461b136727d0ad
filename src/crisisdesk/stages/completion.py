"""Completion: parties that a sentence leaves out, taken by rules from the acts told before and from the text around.

What these rules leave open is chosen by trained weights (``stages/choice.py``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crisisdesk.model.actor import Actor, ActorMention
from crisisdesk.model.codebook import Kind
from crisisdesk.stages.context import VIA, same_country
from crisisdesk.stages.findings import Act, Findings, countries_of, party_keys
from crisisdesk.stages.parties import mentions_of
from crisisdesk.stages.roles import actor_places
from crisisdesk.stages.setting import where_of
from crisisdesk.stages.triggers import Trigger

ARMED = frozenset(("REB", "MIL", "COP", "GOV", "UAF", "PRM"))
MEMORY = 25
MATERIAL_CONFLICT = 4
TWO_SIDED = frozenset(("ACCUSE", "ASSAULT", "AID", "SUPPORT", "REQUEST", "COERCE", "REJECT", "THREATEN", "SANCTION"))
INWARD = {
    "PROTEST": frozenset(("CVL", "OPP", "LAB", "EDU", "REL", "PTY", None)),
    "COERCE": frozenset(("COP", "JUD", "SPY", "LEG")),
}


def is_placed(findings: Findings, act: Act) -> bool:
    """Say whether an act without a party can stand by its place: a curfew, a clash, a riot somewhere."""
    rule = act.trigger.rule
    placed = findings.plover.types[rule.type].quad == MATERIAL_CONFLICT and not rule.mutual
    return placed and where_of(findings, act.trigger) is not None


def complete(findings: Findings, act: Act, earlier: Sequence[Act], speaking: frozenset[str]) -> Act:
    """Fill parties that the sentence leaves out from the acts told before and from the text around."""
    kind = act.trigger.rule.type
    if act.trigger.rule.mutual:
        return act if act.actors else _from_earlier(findings, act, earlier)
    if kind not in TWO_SIDED | INWARD.keys():
        return act
    if kind not in findings.plover.verbal:
        act = _from_earlier(findings, act, earlier)
    barred = party_keys(act.actors + act.recipients) | speaking
    if not act.actors and not act.recipients:
        return _bare_violence(findings, act, barred)
    if not act.recipients:
        return (
            act
            if _names_someone(findings, act, "object")
            else replace(act, recipients=_other_side(findings, act, barred))
        )
    if _names_someone(findings, act, "subject"):
        return act
    return replace(act, actors=_doer(findings, act, barred)) if not act.actors and kind in TWO_SIDED else act


def _names_someone(findings: Findings, act: Act, place: str) -> bool:
    """Say whether a role is taken by a name that is no known public actor: then nobody else is guessed."""
    tokens = (findings.parse.tokens[i] for i in act.trigger.frame.at(place))
    return any(token.entity == "PER" or (token.pos == "PROPN" and token.tag == "NNP") for token in tokens)


def _doer(findings: Findings, act: Act, barred: frozenset[str]) -> tuple[ActorMention, ...]:
    """Return who did an act without a named actor, as far as the document tells: for violence those who bear arms."""
    i, rule = act.trigger.i, act.trigger.rule
    if rule.counter:
        return findings.around.party(i, barred | {"REB"}, at_least=3, own=True)
    if rule.type == "ASSAULT":
        return findings.around.rebels(i, barred) or findings.around.party(i, barred, at_least=3, sectors=ARMED)
    where = where_of(findings, act.trigger) if rule.mode == "arrest" else None
    if where is not None and where.place.country:
        police = Actor(country=where.place.country, sector="COP", name=where.place.name)
        return (ActorMention(actor=police, span=where.span, via="place"),)
    return findings.around.party(i, barred, at_least=3)


def _bare_violence(findings: Findings, act: Act, barred: frozenset[str]) -> Act:
    """Give a bare noun of violence ("the fighting goes on") the parties that the text around speaks of."""
    if act.trigger.rule.kind is not Kind.NOUN or act.trigger.rule.type not in ("ASSAULT", "AID"):
        return act
    if act.trigger.rule.type == "AID":
        return _own_aid(findings, act)
    doers = _doer(findings, act, barred)
    return replace(act, actors=doers, recipients=findings.around.country(act.trigger.i, barred | party_keys(doers)))


def _own_aid(findings: Findings, act: Act) -> Act:
    """Give aid that a government speaks of in its own statement ("this assistance") to it and the state around."""
    i = act.trigger.i
    span = findings.parse.span(i, i)
    own = tuple(ActorMention(actor=actor, span=span, via="publisher") for actor in findings.cast.publisher)
    return replace(act, actors=own, recipients=findings.around.country(i, party_keys(own))) if own else act


def _other_side(findings: Findings, act: Act, barred: frozenset[str]) -> tuple[ActorMention, ...]:
    """Return who an act without a named recipient is done to, as far as the document tells."""
    kind = act.trigger.rule.type
    if act.actors[0].actor.sector in INWARD.get(kind, ()):
        return same_country(act.actors, "GOV" if kind == "PROTEST" else "CVL")
    if kind == "ASSAULT":
        rebels = findings.around.rebels(act.trigger.i, barred)
        if rebels:
            return rebels
        where = where_of(findings, act.trigger)
        if where is not None and where.place.country and where.place.country not in barred:
            actor = Actor(country=where.place.country, name=where.place.name)
            return (ActorMention(actor=actor, span=where.span, via="place"),)
    return findings.around.party(act.trigger.i, barred, at_least=3) if kind in TWO_SIDED else ()


def speaking_parties(findings: Findings, triggers: Sequence[Trigger]) -> dict[int, frozenset[str]]:
    """Return by sentence the parties that condemn, welcome or ask: what they speak of is not done by or to them."""
    found: dict[int, frozenset[str]] = {}
    for trigger in triggers:
        if trigger.rule.type in findings.plover.verbal:
            sentence = findings.parse.tokens[trigger.i].sentence
            named = mentions_of(findings, findings.roles.first(trigger.frame, actor_places(trigger.rule)))
            found[sentence] = found.get(sentence, frozenset()) | party_keys(named)
    return found


def _from_earlier(findings: Findings, act: Act, earlier: Sequence[Act]) -> Act:
    """Take missing parties from the last act of the same kind whose known parties agree."""
    for other in reversed(earlier):
        if not (act.actors or act.recipients) and findings.parse.tokens[act.trigger.i].pos == "VERB":
            continue
        near = findings.parse.tokens[act.trigger.i].sentence - findings.parse.tokens[other.trigger.i].sentence <= MEMORY
        if (
            not near
            or other.trigger.rule.type != act.trigger.rule.type
            or other.status is not act.status
            or not other.actors
            or any(m.via == VIA for m in other.actors + other.recipients)
        ):
            continue
        if act.actors and not countries_of(act.actors) & countries_of(other.actors):
            continue
        if act.recipients and not countries_of(act.recipients) & countries_of(other.recipients):
            continue
        return replace(
            act,
            actors=act.actors or tuple(replace(m, via=VIA) for m in other.actors),
            recipients=act.recipients or tuple(replace(m, via=VIA) for m in other.recipients),
        )
    return act


def aim_at_doers(act: Act, acts: Sequence[Act]) -> Act:
    """Let blame or praise of an act fall on those who did it: "condemned the attack in Paris" is not aimed at Paris."""
    if act.trigger.rule.type not in ("ACCUSE", "SUPPORT"):
        return act
    objects = act.trigger.frame.at("object") + act.trigger.frame.at("by")
    doers = next((o.actors for o in acts if o.trigger.i in objects and o is not act and o.actors), ())
    doers = tuple(m for m in doers if m.actor.country not in {own.actor.country for own in act.actors})
    return replace(act, recipients=doers) if doers else act
