"""Outputs of the heads for acts, made by hand from chances."""

from __future__ import annotations

import numpy as np

from crisisdesk.language.learned import EVENTS, ROLES, STATUSES, ActTables, Learned

ACTOR_WHERE_ALIKE = np.zeros((2, len(ROLES), 2), dtype=np.float32)
ACTOR_WHERE_ALIKE[0, ROLES.index("actor"), 0] = 1


def logits(rows: list[dict[str, float]], names: tuple[str, ...], rest: str) -> np.ndarray:
    """Return logits whose softmax gives the chances of each row; what a row leaves is the chance of ``rest``."""
    table = np.full((len(rows), len(names)), 1e-9, dtype=np.float32)
    for i, row in enumerate(rows):
        for name, chance in ({rest: 1 - sum(row.values()), **row} if rest not in row else row).items():
            table[i, names.index(name)] = max(chance, 1e-9)
    return np.log(table)


def heads(
    words: int,
    events: dict[int, dict[str, float]] | None = None,
    statuses: dict[int, dict[str, float]] | None = None,
    acts: dict[int, float] | None = None,
    parties: dict[int, float] | None = None,
) -> Learned:
    """Return heads with these chances by word; acts and parties have one feature, alike in sign for an actor."""
    return Learned(
        ActTables(
            event=logits([(events or {}).get(i, {}) for i in range(words)], EVENTS, EVENTS[0]),
            status=logits([(statuses or {}).get(i, {}) for i in range(words)], STATUSES, STATUSES[0]),
            act=np.array([[(acts or {}).get(i, 0)] for i in range(words)], dtype=np.float32),
            party=np.array([[(parties or {}).get(i, 0)] for i in range(words)], dtype=np.float32),
        ),
        ACTOR_WHERE_ALIKE,
    )
