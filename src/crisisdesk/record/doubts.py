"""Where a person's look is worth most: events that may be one, events whose claims contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisisdesk.model.event import Account, Witness
from crisisdesk.views.lines import line_of

if TYPE_CHECKING:
    from crisisdesk.record.store import Record

ASKED = "SELECT worth, one, other, place FROM question ORDER BY worth DESC, one, other, place LIMIT ? OFFSET ?"
REASON = "SELECT reason FROM doubt WHERE one = ? AND other = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to settle: what is asked, the claims it is about, why, and the commands that answer it.

    ``worth`` orders questions: how many reports hang on the answer, more where the likeness leaves it open.
    ``told`` are the claims, each with its event, and ``lines`` the same in words; ``pair`` where the question is
    whether two events are one.
    """

    asks: str
    told: tuple[tuple[Account, Witness], ...]
    lines: tuple[str, ...]
    reason: str
    answers: tuple[str, ...]
    worth: float
    pair: bool

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of the claims."""
        return tuple(witness.claim.id for _, witness in self.told)

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the events of the claims, each once."""
        return tuple(dict.fromkeys(account.event.id for account, _ in self.told))


def questions(record: Record, limit: int, skip: int = 0) -> tuple[Question, ...]:
    """Return the questions that are worth most, without so many of the first."""
    with record.reading():
        rows = record.connection.execute(ASKED, (limit, skip)).fetchall()
        return tuple(question for row in rows for question in _question(record, *row))


def count_questions(record: Record) -> int:
    """Return how many questions there are."""
    return int(record.connection.execute("SELECT count(*) FROM question").fetchone()[0])


def _question(record: Record, worth: float, one: str, other: str, place: int) -> Iterator[Question]:
    first = record.account(one)
    second = record.account(other) if other else None
    if first is not None and second is not None:
        yield _pair(record, (first, _witness(first, one)), (second, _witness(second, other)), worth)
    elif first is not None and not other:
        yield _contradicted(record, first, place, worth)


def _pair(record: Record, first: tuple[Account, Witness], second: tuple[Account, Witness], worth: float) -> Question:
    told_of = (first, second)
    one, other = (witness.claim.id for _, witness in told_of)
    ids = f"{first[0].event.id} {second[0].event.id} --record {record.path}"
    return Question(
        asks="Do these tell of one act?",
        told=told_of,
        lines=tuple(told(witness) for _, witness in told_of),
        reason=record.connection.execute(REASON, (one, other)).fetchone()[0],
        answers=(f'yes: crisisdesk judge merge {ids} --why "..."', f'no:  crisisdesk judge split {ids} --why "..."'),
        worth=worth,
        pair=True,
    )


def _contradicted(record: Record, account: Account, place: int, worth: float) -> Question:
    event, found = account.event, account.event.disagreements[place]
    ways = "; ".join(f"{variant.value} ({len(variant.voices)})" for variant in found.variants)
    first = {variant.claims[0] for variant in found.variants}
    sides = tuple(witness for witness in account.witnesses if witness.claim.id in first)
    command = f"crisisdesk judge correct CLAIM {found.part} VALUE --record {record.path}"
    return Question(
        asks=f"Which is right, {found.part}: {ways}?",
        told=tuple((account, witness) for witness in sides),
        lines=tuple(map(told, sides)),
        reason=f"the claims of event {event.id} differ, with the number of sources in brackets",
        answers=(f'a claim misread: {command} --why "..."', "a real difference of the sources: leave it"),
        worth=worth,
        pair=False,
    )


def _witness(account: Account, claim: str) -> Witness:
    return next(witness for witness in account.witnesses if witness.claim.id == claim)


def told(witness: Witness) -> str:
    """Return a claim in a line, with its sentence."""
    line, head = line_of(witness.claim), witness.report
    said = f"{head.publisher or head.id}: “{witness.sentence}”"
    return f"{witness.claim.id} {line.who} {line.what} {line.whom} {line.when} | {said}"
