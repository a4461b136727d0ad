"""Whom an act against a line or institution between two actors is done to: the other of the two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crisisdesk.model.actor import NO_COUNTRY, ActorMention, party_key
from crisisdesk.model.channel import ChannelMention
from crisisdesk.stages.findings import Act, Findings, party_keys
from crisisdesk.stages.parties import JOINT_TYPES


def aim_at_partner(findings: Findings, act: Act, channels: Sequence[ChannelMention]) -> Act:
    """Return an act on a channel with the other party as recipient: "the North blew up the liaison office".

    Recipients that the sentence names stay; those guessed from the document, and the actor's own state, do not.
    """
    if act.trigger.rule.type in JOINT_TYPES or not act.actors:
        return act
    own = party_keys(act.actors)
    told = [m for m in act.recipients if m.via != "document" and party_key(m.actor) not in own | {NO_COUNTRY}]
    other = () if told else _other_party(findings, act, channels, own)
    return replace(act, recipients=other) if other else act


def _other_party(
    findings: Findings, act: Act, channels: Sequence[ChannelMention], own: frozenset[str]
) -> tuple[ActorMention, ...]:
    """Return the one party of the changed channel that is not the actor, where the actor is the other one."""
    token = findings.parse.tokens[act.trigger.i]
    for channel in channels:
        hit = channel.trigger is not None and channel.trigger.start <= token.start < channel.trigger.end
        keys = {party_key(mention.actor) for mention in channel.parties}
        if hit and keys & own:
            others = [m for m in channel.parties if party_key(m.actor) not in own | {NO_COUNTRY}]
            return tuple(replace(mention, span=channel.span, via="channel") for mention in others[:1])
    return ()
