"""What the heads for acts say of the words of a report: event type, status, and who is party to what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float32]
EVENTS = (
    "O", "ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "COOPERATE", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN",
)  # fmt: skip
STATUSES = ("actual", "future", "hypothetical", "negated")
ROLES = ("none", "actor", "recipient")


class ActTables(NamedTuple):
    """The outputs for n words: logits (n, events) and (n, statuses), features of acts (n, f) and of parties (n, f)."""

    event: Table
    status: Table
    act: Table
    party: Table


class Learned:
    """The heads' outputs for all tokens of a report, as chances; ``weight`` is the bilinear form of the roles."""

    __slots__ = ("_tables", "_weight", "events")

    def __init__(self, tables: ActTables, weight: Table) -> None:
        self._tables, self._weight = tables, weight
        self.events = softmax(tables.event)

    def chance(self, i: int, kind: str) -> float:
        """Return the chance that word ``i`` is an act of a type."""
        return float(self.events[i, EVENTS.index(kind)])

    def kind(self, i: int) -> tuple[str, float]:
        """Return the likeliest type of word ``i``, ``O`` for no act left out, and its chance."""
        best = int(self.events[i, 1:].argmax()) + 1
        return EVENTS[best], float(self.events[i, best])

    def no_act(self, i: int) -> float:
        """Return the chance that word ``i`` is no act."""
        return float(self.events[i, 0])

    def status(self, i: int) -> dict[str, float]:
        """Return the chance of each status of an act."""
        return dict(zip(STATUSES, softmax(self._tables.status[i : i + 1])[0].tolist(), strict=True))

    def roles(self, i: int, words: Sequence[int]) -> Table:
        """Return (words, roles): the chance of each role of some words in the act at word ``i``."""
        act = np.append(self._tables.act[i], np.float32(1))
        party = np.concatenate([self._tables.party[list(words)], np.ones((len(words), 1), dtype=np.float32)], axis=1)
        size = len(act)
        half = (act @ self._weight.reshape(size, -1)).reshape(len(ROLES), size)
        return softmax(party @ half.T)


def softmax(logits: Table) -> Table:
    """Return chances over the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    found: Table = powers / powers.sum(-1, keepdims=True)
    return found
