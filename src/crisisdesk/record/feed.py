"""The feed of changes: which events are new, changed or gone, so that what was taken over can be followed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from crisisdesk.model.event import Event
from crisisdesk.record.codec import EVENT


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChange:
    """A change in the feed: ``kind`` is ``new``, ``changed`` or ``gone``, ``n`` rises with time.

    ``successor`` is the event that now holds the first claim of one that is gone, None where the claim is gone too.
    """

    n: int
    at: str
    event: str
    kind: str
    successor: str | None


def keep_changes(connection: sqlite3.Connection, events: Sequence[Event]) -> None:
    """Compare the events with those of the last rebuild and keep what changed."""
    before = dict(connection.execute("SELECT event, seal FROM event_seal").fetchall())
    after = {event.id: hashlib.sha256(EVENT.dump_json(event)).hexdigest()[:16] for event in events}
    holders = {claim: event.id for event in events for claim in event.claims}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    rows = [(now, event, kind, successor) for event, kind, successor in _changes(before, after, holders)]
    connection.executemany("INSERT INTO change (at, event, kind, successor) VALUES (?, ?, ?, ?)", rows)
    connection.execute("DELETE FROM event_seal")
    connection.executemany("INSERT INTO event_seal VALUES (?, ?)", sorted(after.items()))


def _changes(
    before: dict[str, str], after: dict[str, str], holders: dict[str, str]
) -> Iterator[tuple[str, str, str | None]]:
    for event in sorted(before.keys() | after.keys()):
        if event not in after:
            yield event, "gone", holders.get(event)
        elif event not in before:
            yield event, "new", None
        elif before[event] != after[event]:
            yield event, "changed", None


def feed(connection: sqlite3.Connection, since: int = 0) -> Iterator[EventChange]:
    """Yield the changes after the one numbered ``since``, in order."""
    rows = connection.execute("SELECT n, at, event, kind, successor FROM change WHERE n > ? ORDER BY n", (since,))
    for n, at, event, kind, successor in rows:
        yield EventChange(n=n, at=at, event=event, kind=kind, successor=successor)
