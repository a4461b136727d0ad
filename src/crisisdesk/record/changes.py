"""What a record says now that it did not say before: the newest coding of each report against the one before it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from crisisdesk.model.claim import Claim
from crisisdesk.record.codec import CLAIM
from crisisdesk.views.lines import line_of

Place = tuple[int, int]
PAIRS = (
    "SELECT report, max(n), (SELECT max(older.n) FROM coding older WHERE older.report = coding.report "
    "AND older.n < max(coding.n)) FROM coding GROUP BY report HAVING count(*) > 1 ORDER BY report"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A claim that is new, gone or changed; ``parts`` are the names of the parts that changed."""

    report: str
    before: Claim | None
    after: Claim | None
    parts: tuple[str, ...]


def changes(connection: sqlite3.Connection) -> Iterator[Change]:
    """Yield the changes of every report that was coded more than once, by report and place in its text."""
    for report, newest, older in connection.execute(PAIRS).fetchall():
        before, after = _claims(connection, older), _claims(connection, newest)
        yield from _between(report, before, after)


def _claims(connection: sqlite3.Connection, coding: int) -> dict[Place, list[Claim]]:
    rows = connection.execute("SELECT body FROM claim WHERE coding = ? ORDER BY start, end, id", (coding,))
    found: dict[Place, list[Claim]] = defaultdict(list)
    for (body,) in rows:
        claim = CLAIM.validate_json(body)
        found[claim.trigger.start, claim.trigger.end].append(claim)
    return found


def _between(report: str, before: dict[Place, list[Claim]], after: dict[Place, list[Claim]]) -> Iterator[Change]:
    for at in sorted(before.keys() | after.keys()):
        for old, new in _pairs(before.get(at, []), after.get(at, [])):
            parts = changed_parts(old, new) if old and new else ()
            if old is None or new is None or parts:
                yield Change(report=report, before=old, after=new, parts=parts)


def _pairs(before: list[Claim], after: list[Claim]) -> Iterator[tuple[Claim | None, Claim | None]]:
    """Yield the claims on one word in pairs, those of one type first."""
    left, new = list(before), list(after)
    for claim in after:
        twin = next((old for old in left if old.type == claim.type), None)
        if twin is not None:
            left.remove(twin)
            new.remove(claim)
            yield twin, claim
    yield from zip_longest(left, new)


def changed_parts(before: Claim, after: Claim) -> tuple[str, ...]:
    """Return the names of the parts in which two codings of the same words differ, as a reader sees them."""
    old, new = line_of(before), line_of(after)
    parts = tuple(name for name in old.__dataclass_fields__ if getattr(old, name) != getattr(new, name))
    counts = [[(f.of, f.low, f.best, f.high) for f in claim.figures] for claim in (before, after)]
    return parts if counts[0] == counts[1] else (*parts, "figures")
