"""The steps of a shard: coded as a whole; where that ends its workers, without the reports that do."""

from __future__ import annotations

from crisisdesk.engine.plan import Piece, Shard
from crisisdesk.engine.reading import Aside, Unit
from crisisdesk.engine.seam import Task
from crisisdesk.engine.shard import Coding, State, Undone, code_shard, code_units, count_pieces, read_units
from crisisdesk.engine.steps import TRIES, Steps, divided, tried

ROUNDS = 3
TOGETHER = (
    "it ended all workers that coded it, though none of its reports does alone; try fewer --workers, or more memory"
)


def shard_steps(coding: Coding, shard: Shard) -> Steps[State | Undone]:
    """Return what came of a shard, after some rounds of trying where it does not come to its end."""
    aside, undone = Aside(), Undone(number=shard.number, reason=TOGETHER)
    for _ in range(ROUNDS):
        outcome = yield from tried(Task(call=code_shard, given=(coding, shard, aside)), TRIES)
        if isinstance(outcome, State):
            return outcome
        if isinstance(outcome, Undone):
            undone = outcome
        else:
            aside = yield from narrowed(coding, shard)
    return undone


def narrowed(coding: Coding, shard: Shard) -> Steps[Aside]:
    """Return which pieces end the process that counts them, and which reports the one that reads or codes them."""
    counts: tuple[int | None, ...] = yield from divided(
        lambda some: Task(call=count_pieces, given=(coding, some)), shard.pieces, _unknown
    )
    units = [
        (n, item)
        for n, (piece, count) in enumerate(zip(shard.pieces, counts, strict=True))
        for item in range(piece.first, count or 0)
    ]
    coded = yield from divided(lambda some: Task(call=code_units, given=(coding, shard, some)), units, _itself)
    deadly = [unit for unit in coded if unit is not None]
    read = yield from divided(lambda some: Task(call=read_units, given=(coding, shard, some)), deadly, _itself)
    reading = frozenset(unit for unit in read if unit is not None)
    return Aside(
        pieces=frozenset(n for n, count in enumerate(counts) if count is None),
        reading=reading,
        coding=frozenset(deadly) - reading,
    )


def _unknown(piece: Piece) -> int | None:
    return None


def _itself(unit: Unit) -> Unit | None:
    return unit
