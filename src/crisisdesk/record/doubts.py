"""Where a person's look is worth most: events that may be one, events whose claims contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crisisdesk.model.event import Account, Witness
from crisisdesk.views.lines import line_of

if TYPE_CHECKING:
    from crisisdesk.record.store import Record

PAIRS = (
    "SELECT a.event, b.event, d.one, d.other, max(d.score), d.reason FROM doubt d JOIN witness a ON a.id = d.one "
    "JOIN witness b ON b.id = d.other GROUP BY min(a.event, b.event), max(a.event, b.event)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something to settle: what is asked, the claims it is about, why, and the commands that answer it.

    ``worth`` orders questions: how many reports hang on the answer, more where the likeness leaves it open.
    """

    asks: str
    lines: tuple[str, ...]
    reason: str
    answers: tuple[str, ...]
    worth: float


def questions(record: Record, limit: int) -> tuple[Question, ...]:
    """Return the questions that are worth most."""
    found = [*_pairs(record), *_contradicted(record)]
    return tuple(sorted(found, key=lambda question: (-question.worth, question.lines))[:limit])


def _pairs(record: Record) -> Iterator[Question]:
    for _, _, one, other, score, reason in record.connection.execute(PAIRS).fetchall():
        first, second = record.account(one), record.account(other)
        if first is None or second is None or first.event.id == second.event.id:
            continue
        ids = f"{first.event.id} {second.event.id}"
        file = f"--record {record.path}"
        yield Question(
            asks="Do these tell of one act?",
            lines=(told(_witness(first, one)), told(_witness(second, other))),
            reason=reason,
            answers=(
                f'yes: crisisdesk judge merge {ids} {file} --why "..."',
                f'no:  crisisdesk judge split {ids} {file} --why "..."',
            ),
            worth=score + 0.5 * (first.event.reports + second.event.reports),
        )


def _contradicted(record: Record) -> Iterator[Question]:
    for account in record.accounts("disputed:yes"):
        event = account.event
        for found in event.disagreements:
            ways = "; ".join(f"{variant.value} ({len(variant.voices)})" for variant in found.variants)
            first = {variant.claims[0] for variant in found.variants}
            command = f"crisisdesk judge correct CLAIM {found.part} VALUE --record {record.path}"
            yield Question(
                asks=f"Which is right, {found.part}: {ways}?",
                lines=tuple(told(w) for w in account.witnesses if w.claim.id in first),
                reason=f"the claims of event {event.id} differ, with the number of sources in brackets",
                answers=(f'a claim misread: {command} --why "..."', "a real difference of the sources: leave it"),
                worth=1.0 + 0.5 * event.reports,
            )


def _witness(account: Account, claim: str) -> Witness:
    return next(witness for witness in account.witnesses if witness.claim.id == claim)


def told(witness: Witness) -> str:
    """Return a claim in a line, with its sentence."""
    line, head = line_of(witness.claim), witness.report
    said = f"{head.publisher or head.id}: “{witness.sentence}”"
    return f"{witness.claim.id} {line.who} {line.what} {line.whom} {line.when} | {said}"
