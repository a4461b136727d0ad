"""The effects of which the status of an act is made: what one governing word does to it."""

from __future__ import annotations

from dataclasses import dataclass

from crisisdesk.model.claim import Status

STRENGTH = {Status.ACTUAL: 0, Status.FUTURE: 2, Status.HYPOTHETICAL: 3}
OPEN = 1
CONDITION = "makes it a condition"


@dataclass(frozen=True, slots=True)
class Effect:
    """What one governing word does: sets a status, or turns the polarity.

    An ``open`` one only leaves a status open: "allowed to attack" is hypothetical, "will allow to attack" is future.
    """

    word: int
    status: Status
    why: str
    open: bool = False

    @property
    def strength(self) -> int:
        """Say which of several effects wins."""
        return OPEN if self.open else STRENGTH[self.status]
