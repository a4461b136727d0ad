"""Judgements from what a person names: events and claims by the beginnings of their ids."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crisisdesk.errors import AmbiguousIdError, JudgementError
from crisisdesk.model.event import Account
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record.corrections import correct
from crisisdesk.record.rebuild import load_judgements

if TYPE_CHECKING:
    from crisisdesk.record.store import Record

MIN_ID = 4


def merge(record: Record, events: Sequence[str], made: Judgement) -> Judgement:
    """Return the judgement that events are one act.

    Raises:
        JudgementError: there are fewer than two of them, or one is not there.

    """
    found = {account.event.id: account for account in (_account(record, event) for event in events)}
    if len(found) < 2:
        raise JudgementError(reason="name two events or more; these are one already")
    return _sealed(replace(made, verdict=Verdict.MERGE, claims=_claims(*found.values())))


def split(record: Record, targets: Sequence[str], made: Judgement) -> Judgement:
    """Return the judgement that claims tell of another act than the rest of their event, or that two events are two.

    Raises:
        JudgementError: something is not there, or nothing would be left of the event.

    """
    accounts = [_account(record, target) for target in targets]
    events = {account.event.id: account for account in accounts}
    if len(events) == 2 and len(targets) == 2:
        one, other = events.values()
        return _sealed(replace(made, verdict=Verdict.SPLIT, claims=_claims(one), against=_claims(other)))
    if len(events) != 1:
        raise JudgementError(reason="name claims of one event, or two events that are not to be one")
    event = accounts[0].event
    taken = tuple(_full(target, event.claims) for target in targets)
    rest = tuple(claim for claim in event.claims if claim not in taken)
    if not rest:
        raise JudgementError(reason=f"event {event.id} has no other claims; there is nothing to part")
    return _sealed(replace(made, verdict=Verdict.SPLIT, claims=taken, against=rest))


def correction(record: Record, target: str, part: str, value: str, made: Judgement) -> Judgement:
    """Return the judgement that a part of a claim is something else.

    Raises:
        JudgementError: there is no such claim or part, or the value cannot be read.

    """
    account = _account(record, target)
    claim = _full(target, account.event.claims)
    judged = _sealed(replace(made, verdict=Verdict.CORRECT, claims=(claim,), part=part, value=value))
    correct(next(w.claim for w in account.witnesses if w.claim.id == claim), judged)
    return judged


def reject(record: Record, targets: Sequence[str], made: Judgement) -> Judgement:
    """Return the judgement that claims are none.

    Raises:
        JudgementError: one of them is not there.

    """
    claims = tuple(_full(target, _account(record, target).event.claims) for target in targets)
    return _sealed(replace(made, verdict=Verdict.REJECT, claims=claims))


def undo(record: Record, target: str, made: Judgement) -> Judgement:
    """Return the judgement that another is void.

    Raises:
        JudgementError: there is no such judgement, or the beginning of its id is that of several.

    """
    found = [j.id for j in load_judgements(record.connection) if target and j.id.startswith(target)]
    if len(found) != 1:
        raise JudgementError(reason=f"{target} is the beginning of {len(found)} judgements; judge list shows them")
    return _sealed(replace(made, verdict=Verdict.UNDO, undone=found[0]))


def _account(record: Record, target: str) -> Account:
    try:
        found = record.account(target) if len(target) >= MIN_ID else None
    except AmbiguousIdError as error:
        raise JudgementError(reason=str(error)) from error
    if found is None:
        raise JudgementError(reason=f"there is no event or claim {target}; give at least {MIN_ID} letters of its id")
    return found


def _full(target: str, claims: Sequence[str]) -> str:
    found = [claim for claim in claims if claim.startswith(target)]
    if len(found) != 1:
        raise JudgementError(reason=f"{target} is the beginning of {len(found)} claims; give more of it")
    return found[0]


def _claims(*accounts: Account) -> tuple[str, ...]:
    return tuple(claim for account in accounts for claim in account.event.claims)


def _sealed(judgement: Judgement) -> Judgement:
    told = repr(replace(judgement, id=""))
    return replace(judgement, id=hashlib.sha256(told.encode()).hexdigest()[:12])
