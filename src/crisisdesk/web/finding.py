"""The events that a filter finds, of which a page asks several questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crisisdesk.filters import Node, Subject, compile_filter
from crisisdesk.filters.conditions import Sql
from crisisdesk.model.event import Event
from crisisdesk.record.codec import EVENT

LISTS = "IN (SELECT"
FEW = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The events that a filter finds: ``condition`` with its ``values`` holds in queries on ``event e``."""

    connection: sqlite3.Connection
    condition: str
    values: tuple[object, ...]

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query in which ``{}`` stands for the condition, before all other values."""
        return self.connection.execute(sql.format(self.condition), (*self.values, *values)).fetchall()

    def count(self, most: int | None = None, also: Sql = ("1", ())) -> int:
        """Return how many events there are, or one more than ``most`` where there are more; ``also`` is more SQL."""
        asked, values = also
        limit = "" if most is None else f" LIMIT {int(most) + 1}"
        row = self.rows(f"SELECT count(*) FROM (SELECT 1 FROM event e WHERE {{}} AND {asked}{limit})", *values)[0]
        return int(row[0])

    def ordered(self, order: str, limit: int, skip: int = 0, also: Sql = ("1", ())) -> tuple[Event, ...]:
        """Return so many events in an order, which is SQL."""
        asked, values = also
        sql = f"SELECT e.n FROM event e WHERE {{}} AND {asked} ORDER BY {order} LIMIT {int(limit)} OFFSET {int(skip)}"
        return bodies(self.connection, [n for (n,) in self.rows(sql, *values)])

    def newest(self, limit: int, also: Sql = ("1", ())) -> tuple[Event, ...]:
        """Return the last so many events, undated ones only where there is room."""
        return self.ordered("e.start DESC, e.id", limit, also=also)


def find(connection: sqlite3.Connection, node: Node) -> Found:
    """Return what a filter finds; where that takes lists of ids, it is found out once, for this connection.

    Of few events, SQLite looks up each; else it walks an index and asks of each row whether it is found.
    """
    condition, values = compile_filter(node, Subject.EVENTS)
    if LISTS not in condition:
        return Found(connection=connection, condition=condition, values=values)
    walked = condition.replace("+e.id IN", "e.id IN", 1)  # here nothing is wanted in order, so one list may lead
    return _laid_down(connection, walked, values)


def narrow(found: Found, node: Node) -> Found:
    """Return what a further filter finds among what one found."""
    condition, values = compile_filter(node, Subject.EVENTS)
    return _laid_down(found.connection, f"{found.condition} AND {condition}", (*found.values, *values))


def _laid_down(connection: sqlite3.Connection, condition: str, values: tuple[object, ...]) -> Found:
    made = connection.execute("SELECT count(*) FROM temp.sqlite_master").fetchone()[0]
    connection.execute(f"CREATE TEMP TABLE found{made} (n INTEGER PRIMARY KEY)")
    told = connection.execute(f"INSERT INTO found{made} SELECT e.n FROM event e WHERE {condition}", values)
    few = told.rowcount <= FEW
    return Found(connection=connection, condition=f"{'' if few else '+'}e.n IN found{made}", values=())


def bodies(connection: sqlite3.Connection, numbers: Sequence[int]) -> tuple[Event, ...]:
    """Return the events with these numbers, in this order."""
    marks = ", ".join("?" * len(numbers))
    told = dict(connection.execute(f"SELECT n, body FROM event WHERE n IN ({marks})", numbers))
    return tuple(EVENT.validate_json(told[n]) for n in numbers)
