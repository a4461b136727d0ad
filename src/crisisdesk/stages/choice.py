"""Choice: whom a document means by a party that neither sentence nor rules tell; a softmax over weighed features."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from crisisdesk.language.encoder import MODEL
from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention, party_key
from crisisdesk.stages.candidates import ACTOR, NOBODY, RECIPIENT, STATE, Candidates, Features, is_stateless
from crisisdesk.stages.context import VIA
from crisisdesk.stages.coreference import STATE_BODIES
from crisisdesk.stages.findings import Act, Findings, party_keys
from crisisdesk.stages.parties import JOINT_TYPES

FILE = "parties.json"


@dataclass(frozen=True, slots=True)
class Choice:
    """The likeliest candidate, ``NOBODY`` included, and its chance."""

    key: str
    chance: float


@dataclass(frozen=True, slots=True)
class Chooser:
    """Weights of features by role, as trained (``language/training/parties.py``)."""

    weights: dict[str, dict[str, float]]

    @classmethod
    def load(cls, folder: Path = MODEL) -> Chooser:
        """Load the weights of a model folder."""
        return cls(json.loads((folder / FILE).read_text(encoding="utf8")))

    def choose(self, role: str, candidates: dict[str, Features], barred: frozenset[str] = frozenset()) -> Choice:
        """Return the best candidate for a role, none of those barred."""
        weights = self.weights[role]
        scores = {
            key: sum(weights.get(name, 0.0) * value for name, value in features.items())
            for key, features in candidates.items()
            if key not in barred
        }
        best = max(scores, key=lambda key: (scores[key], key == NOBODY, key))
        total = sum(math.exp(score - scores[best]) for score in scores.values())
        return Choice(best, 1 / total)


@cache
def load_chooser() -> Chooser:
    """Return the shipped weights, loaded once."""
    return Chooser.load()


def choose_parties(act: Act, candidates: Candidates) -> Act:
    """Fill the parties that are still unknown with those that the document most likely means.

    Where somebody who is no public actor does it, nobody else is guessed. An act of which neither sentence nor
    rules tell any party is filled only if the trained heads take it for one of its type: else it is likely private.
    Who tells of violence is not thereby who did it.
    """
    findings = candidates.findings
    if not (act.actors or act.recipients) and not _is_likely(act, findings):
        return act
    if not act.actors and not _is_private(findings, act):
        tellers = candidates.speakers(act) if act.trigger.rule.type == "ASSAULT" else frozenset()
        act = replace(act, actors=_chosen(act, candidates, ACTOR, tellers))
    if act.trigger.rule.type in JOINT_TYPES:
        alone = act.actors and not act.recipients and len(party_keys(act.actors)) == 1
        other = _chosen(act, candidates, RECIPIENT, party_keys(act.actors)) if alone else ()
        return replace(act, actors=act.actors + other)
    return act if act.recipients else replace(act, recipients=_chosen(act, candidates, RECIPIENT))


def name_parties(act: Act, candidates: Candidates, states: Candidates) -> Act:
    """Fill roles that the rules leave open with the words of the sentence that the trained heads are sure of."""
    if not act.actors:
        act = replace(act, actors=_named(act, candidates, states, ACTOR))
    if act.recipients or act.trigger.rule.type in JOINT_TYPES:
        return act
    return replace(act, recipients=_named(act, candidates, states, RECIPIENT))


def _named(act: Act, candidates: Candidates, states: Candidates, role: str) -> tuple[ActorMention, ...]:
    """Return whom the heads name, but not who stands on the other side, nor a body of that state by guess."""
    others = act.recipients if role == ACTOR else act.actors
    codes, keys = {mention.actor.code for mention in others}, party_keys(others)
    found = candidates.named(act, role, candidates.findings.trust.named)
    placed = [_in_state(mention, act, states, role) for mention in found]
    return tuple(m for m in placed if m.actor.code not in codes and not (party_key(m.actor) in keys and _is_state(m)))


def _is_state(mention: ActorMention) -> bool:
    sector = mention.actor.sector
    return sector is None or (mention.via == VIA and sector in STATE_BODIES)


def choose_states(act: Act, states: Candidates) -> Act:
    """Give parties that name no state ("the miners", "the army") the one that the document most likely means.

    ``states`` are the candidates without guesses.
    """
    return replace(
        act,
        actors=tuple(_in_state(mention, act, states, ACTOR) for mention in act.actors),
        recipients=tuple(_in_state(mention, act, states, RECIPIENT) for mention in act.recipients),
    )


def _in_state(mention: ActorMention, act: Act, states: Candidates, role: str) -> ActorMention:
    if not is_stateless(mention):
        return mention
    found = states.states(act, role, mention)
    known = mention.actor.country != NO_COUNTRY or mention.actor.sector in STATE_BODIES
    barred = frozenset((NOBODY,)) if known and len(found) > 1 else frozenset()
    choice = load_chooser().choose(STATE, found, barred)
    return replace(mention, actor=replace(mention.actor, country=choice.key or NO_COUNTRY), via=VIA)


def _is_private(findings: Findings, act: Act) -> bool:
    """Say whether a person or body that is no public actor does it: "**Boeing** promised"."""
    return any(findings.parse.tokens[i].entity in ("PER", "ORG") for i in act.trigger.frame.at("subject"))


def _is_likely(act: Act, findings: Findings) -> bool:
    learned = findings.parse.learned
    return learned is None or learned.chance(act.trigger.i, act.trigger.rule.type) >= findings.trust.unnamed


def _chosen(
    act: Act, candidates: Candidates, role: str, barred: frozenset[str] = frozenset()
) -> tuple[ActorMention, ...]:
    other = act.recipients if role == ACTOR else act.actors
    barred |= {known.actor.country for known in other if known.actor.sector is None}
    choice = load_chooser().choose(role, candidates.features(act, role), barred)
    if choice.key == NOBODY:
        return ()
    found = candidates.mention(choice.key, act)
    within = any(known.actor.country == found.actor.country for known in other) and found.actor.sector != "REB"
    return (replace(found, actor=Actor(country=found.actor.country)) if within else found,)
