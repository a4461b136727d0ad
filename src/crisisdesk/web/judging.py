"""Judgements from forms, and the history of those that bear on claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from crisisdesk.errors import JudgementError
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record import deciding
from crisisdesk.record.ledger import standing
from crisisdesk.record.rebuild import load_judgements
from crisisdesk.record.store import Record

LONGEST = 2000
NOBODY = "desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a form asks for; ``targets`` are ids of events, claims or judgements, or their beginnings."""

    action: str
    targets: tuple[str, ...]
    part: str = ""
    value: str = ""
    why: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A judgement of the history; ``holds`` is false for one that was undone, None for an undoing."""

    judgement: Judgement
    holds: bool | None
    by: str


def asked_by(form: Mapping[str, object], targets: Iterable[str]) -> Asked:
    """Return what the fields of a form ask for."""
    action, part, value, why, who = (field(form, name) for name in ("action", "part", "value", "why", "who"))
    named = tuple(dict.fromkeys(target.strip() for target in targets if target.strip()))
    return Asked(action=action, targets=named, part=part, value=value, why=why, who=who)


def field(form: Mapping[str, object], name: str) -> str:
    """Return a field of a form as text without blanks around it; a file or nothing is an empty text."""
    found = form.get(name)
    return found.strip() if isinstance(found, str) else ""


def decide(record: Record, asked: Asked) -> Judgement:
    """Keep the judgement that is asked for and make the events anew.

    Raises:
        JudgementError: the reason is missing, or the judgement cannot be taken.

    """
    if not asked.why:
        raise JudgementError(reason="give a reason: it is kept with the judgement")
    if max(map(len, (asked.why, asked.value, asked.who))) > LONGEST:
        raise JudgementError(reason=f"that is too long: at most {LONGEST} characters")
    if asked.action not in ACTIONS:
        raise JudgementError(reason=f"what can be done is {', '.join(ACTIONS)}")
    if not asked.targets:
        raise JudgementError(reason="nothing is chosen: name a claim or an event")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    made = Judgement(id="", verdict=Verdict.UNDO, who=asked.who or NOBODY, why=asked.why, at=at)
    judgement = ACTIONS[asked.action](record, asked, made)
    record.judge(judgement)
    record.rebuild()
    return judgement


def _undo(record: Record, asked: Asked, made: Judgement) -> Judgement:
    if asked.targets[0] not in {j.id for j in standing_of(record)}:
        raise JudgementError(reason=f"{asked.targets[0]} is no judgement that holds")
    return deciding.undo(record, asked.targets[0], made)


def _correct(record: Record, asked: Asked, made: Judgement) -> Judgement:
    return deciding.correction(record, asked.targets[0], asked.part, asked.value, made)


ACTIONS: Mapping[str, Callable[[Record, Asked, Judgement], Judgement]] = {
    "reject": lambda record, asked, made: deciding.reject(record, asked.targets, made),
    "correct": _correct,
    "split": lambda record, asked, made: deciding.split(record, asked.targets, made),
    "merge": lambda record, asked, made: deciding.merge(record, asked.targets, made),
    "undo": _undo,
}


def standing_of(record: Record) -> tuple[Judgement, ...]:
    """Return the judgements of a record that hold."""
    return standing(load_judgements(record.connection))


def history(record: Record, bears: Callable[[Judgement], bool]) -> tuple[Past, ...]:
    """Return the judgements that bear on something, and what undid them, the oldest first."""
    every = load_judgements(record.connection)
    found: dict[str, Judgement] = {}
    for judgement in every:
        if bears(judgement) or judgement.undone in found:
            found[judgement.id] = judgement
    return _past(every, found.values())


def newest(record: Record, limit: int, skip: int = 0) -> tuple[int, tuple[Past, ...]]:
    """Return how many judgements there are, and so many of them, the newest first."""
    every = load_judgements(record.connection)
    return len(every), _past(every, every[::-1][skip : skip + limit])


def _past(every: tuple[Judgement, ...], shown: Iterable[Judgement]) -> tuple[Past, ...]:
    held = {judgement.id for judgement in standing(every)}
    undoing: dict[str | None, str] = {}
    for judgement in every:
        undoing.setdefault(judgement.undone, judgement.id)
    return tuple(
        Past(judgement=one, holds=None, by="")
        if one.verdict is Verdict.UNDO
        else Past(judgement=one, holds=one.id in held, by="" if one.id in held else undoing.get(one.id, ""))
        for one in shown
    )


def rejections(record: Record, reports: Iterable[str]) -> tuple[Past, ...]:
    """Return the rejections of claims of reports, and what undid them."""
    query = "SELECT DISTINCT id FROM claim WHERE coding IN (SELECT n FROM coding WHERE report = ?)"
    inside = {claim for report in reports for (claim,) in record.connection.execute(query, (report,))}
    return history(record, lambda judged: judged.verdict is Verdict.REJECT and not inside.isdisjoint(judged.claims))
