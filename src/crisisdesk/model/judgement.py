"""A judgement: a person's correction or merge, kept for good; another judgement undoes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a person decided."""

    MERGE = "merge"
    SPLIT = "split"
    CORRECT = "correct"
    REJECT = "reject"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision about claims.

    ``claims`` are the claims decided on. ``merge``: they tell of one act. ``split``: they tell of another act than
    those in ``against``. ``correct``: in each of them, the part ``part`` is ``value``. ``reject``: they are no claims.
    ``undo``: the judgement ``undone`` is void. ``at`` is the time in ISO form, UTC.
    """

    id: str
    verdict: Verdict
    claims: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    part: str | None = None
    value: str | None = None
    undone: str | None = None
    who: str = ""
    at: str = ""
    why: str = ""
