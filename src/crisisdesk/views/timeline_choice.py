"""What a timeline chooses: the sentence that tells an event best, the key events, the act that carries out a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from math import log2

from crisisdesk.lexicon.grammar import load_grammar
from crisisdesk.model.actor import NO_COUNTRY, Actor, ActorMention, party_key
from crisisdesk.model.claim import Claim, Status
from crisisdesk.model.event import Account, Event, Witness

LONG = 240
FULL = re.compile(r"[.!?…][\"'”’)\]]*$")
CUTS = re.compile(r"[,;:–—]")
SUBORDINATE = ("time_marks", "pronouns.relative", "hypothetical.marks")
SEVERITY_SHARE = 0.4
PLAN_DAYS = 60
PLANS = frozenset({Status.FUTURE, Status.HYPOTHETICAL})


def choose_witness(account: Account) -> Witness:
    """Return the witness whose sentence tells an event best.

    First come those that tell the event's status in a full sentence of the body; of these, those that tell most of
    what the event is (kind, day, place, parties by name), in a main clause of their own and not at length; then the one
    published first. An account has at least one witness.
    """
    event = account.event
    return min(
        account.witnesses,
        key=lambda w: (
            w.claim.status is not event.status,
            not is_full(w),
            _untold(w.claim, event) + is_subordinate(w) + (len(w.sentence) > LONG),
            w.report.published or date.max,
            w.report.id,
            w.claim.trigger.start,
            w.claim.id,
        ),
    )


def is_full(witness: Witness) -> bool:
    """Say whether a witness tells it in a full sentence, which headlines are not."""
    sentence = witness.sentence.strip()
    return bool(FULL.search(sentence)) and sentence != witness.report.title.strip()


def is_subordinate(witness: Witness) -> bool:
    """Say whether the act stands in a clause under another: cited, or after a word such as "after" or "which".

    Only the words are there, no tree: those between the last comma before the trigger and the trigger are looked at.
    """
    before, trigger, _ = witness.sentence.partition(witness.claim.trigger.text)
    clause = CUTS.split(before)[-1].lower().split() if trigger else ()
    grammar = load_grammar()
    return bool(witness.claim.said_by) or any(word in grammar[name] for name in SUBORDINATE for word in clause)


def _untold(claim: Claim, event: Event) -> int:
    """Count the parts of an event that a claim does not tell as the event has them."""
    place = claim.where.place.name if claim.where else None
    return sum(
        (
            (claim.type, claim.mode) != (event.type, event.mode),
            event.start is not None and (claim.when.start, claim.when.end) != (event.start, event.end),
            event.place is not None and place != event.place.name,
            bool(event.actors) and not _names(claim.actors, event.actors),
            bool(event.recipients) and not _names(claim.recipients, event.recipients),
        )
    )


def _names(mentions: Iterable[ActorMention], actors: Sequence[Actor]) -> bool:
    return share_party([mention.actor for mention in mentions if mention.via != "document"], actors)


def salience(event: Event) -> float:
    """Return how much an event stands out, from 2 up.

    Twice the doublings of independent sources, the doublings of claims, and up to 4 for the severity: 0.4 times the
    distance of the conflict-cooperation score from 0. Doublings are log2(1 + n): 1 for one, 2 for three.
    """
    told = 2 * log2(1 + event.voices) + log2(1 + len(event.claims))
    return round(told + SEVERITY_SHARE * abs(event.score), 2)


def key_events(events: Iterable[Event], most: int, least: float = 0.0) -> frozenset[str]:
    """Return the ids of the ``most`` salient events, none of a salience under ``least``; the earlier one of equals."""
    ranked = sorted(events, key=lambda event: (-salience(event), event.start or date.max, event.id))
    return frozenset(event.id for event in ranked[: max(most, 0)] if salience(event) >= least)


def act_of(plan: Account, acts: Iterable[Event]) -> Event | None:
    """Return the act that carries out a plan, as far as can be told; the likest of several, then the first.

    It is of the plan's type, shares an actor and a recipient or place, and falls whole within 60 days from the day on
    which the plan was first reported or, where that is not known, for which it is planned.
    """
    since = min((w.report.published for w in plan.witnesses if w.report.published), default=plan.event.start)
    if plan.event.status not in PLANS or since is None:
        return None
    last = max(since, plan.event.start or since)
    until = last + timedelta(days=min(PLAN_DAYS, (date.max - last).days))
    fit = [act for act in acts if _within(act, since, until) and _alike(plan.event, act)]
    return min(fit, key=lambda act: (act.mode != plan.event.mode, act.start or date.max, act.id), default=None)


def _within(act: Event, since: date, until: date) -> bool:
    return act.start is not None and act.end is not None and since <= act.start <= act.end <= until


def _alike(plan: Event, act: Event) -> bool:
    if act.status is not Status.ACTUAL or act.type != plan.type or not share_party(plan.actors, act.actors):
        return False
    return share_party(plan.recipients, act.recipients) or _same_place(plan, act)


def _same_place(one: Event, other: Event) -> bool:
    if one.place is None or other.place is None or "country" in (one.place.precision, other.place.precision):
        return False
    return one.place.gazetteer == other.place.gazetteer


def share_party(some: Iterable[Actor], others: Sequence[Actor]) -> bool:
    """Say whether two sides have a party in common: the same country or armed group, or the same name."""
    return any(_same(one, other) for one in some for other in others)


def _same(one: Actor, other: Actor) -> bool:
    if one.name and one.name == other.name:
        return True
    return party_key(one) == party_key(other) and NO_COUNTRY not in (one.country, other.country)
