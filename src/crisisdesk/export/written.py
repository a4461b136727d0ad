"""What an export wrote and what it left out; the choice of events by status that all profiles share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crisisdesk.model.claim import Status
from crisisdesk.model.event import Account

ACTUAL = frozenset({Status.ACTUAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many rows (features, entries, lines) were written, and how many events were not, by reason."""

    rows: int
    left_out: Mapping[str, int] = field(default_factory=dict)


def of_status(accounts: Iterable[Account], statuses: frozenset[Status], left_out: Counter[str]) -> Iterator[Account]:
    """Yield the accounts whose event has one of the statuses; count the others in ``left_out``."""
    for account in accounts:
        if account.event.status in statuses:
            yield account
        else:
            left_out[f"status {account.event.status.value}"] += 1


def written(rows: int, left_out: Counter[str] | None = None) -> Written:
    """Return the outcome of a writer, reasons in alphabetical order."""
    return Written(rows=rows, left_out=dict(sorted((left_out or Counter()).items())))
