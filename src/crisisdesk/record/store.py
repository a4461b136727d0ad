"""The record: one SQLite file with reports, claims and judgements, and the events derived from them.

One process writes at a time, any number read meanwhile (WAL). What is kept is never changed; events are made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from crisisdesk.errors import RecordError
from crisisdesk.model.event import Account, Event, Witness
from crisisdesk.model.judgement import Judgement
from crisisdesk.model.report import Source
from crisisdesk.record import keeping, queries
from crisisdesk.record.codec import Layers, unpack
from crisisdesk.record.migrations import migrate

if TYPE_CHECKING:
    import pandas
    import pyarrow

    from crisisdesk.engine.packing import Coded
    from crisisdesk.record.rebuild import Rebuilt

BUSY_SECONDS = 60.0
NEWEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The numbers of a record: ``families`` are reports that are no copies of each other."""

    reports: int
    families: int
    claims: int
    events: int
    judgements: int
    refused: int

    def told(self) -> str:
        """Return the three numbers that matter, and what they rest on."""
        return f"{self.reports} reports ({self.families} without copies), {self.claims} claims, {self.events} events"


class Record:
    """An open record file; a context manager.

    >>> with Record.open(Path("crisis.db")) as record:
    ...     record.add(["reports/"])
    ...     for event in record.events("actor:PRK type:ASSAULT"):
    ...         print(event.start, event.actors, event.recipients)
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection

    @classmethod
    def open(cls, path: Path | str, *, new: bool = True) -> Self:
        """Open a record; made when it is not there, unless ``new`` is false.

        Raises:
            RecordError: the file cannot be opened or written, or is something else.

        """
        path = Path(path)
        if not new and not path.is_file():
            raise RecordError(path=path, reason="there is no such file")
        if not new and not path.stat().st_size:
            raise RecordError(path=path, reason="the file is empty")
        try:
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            migrate(connection)
        except sqlite3.Error as error:
            raise RecordError(path=path, reason=str(error)) from error
        return cls(path, connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.connection.close()

    def add(self, sources: Iterable[Source | Path | str], workers: int = 1) -> Rebuilt:
        """Code sources, keep them, and make the events anew; a source that is there already changes nothing.

        A path or string names files, a folder or a pattern, as for ``crisisdesk add``; what cannot be read is kept as
        refused.
        """
        from crisisdesk.record.adding import add_sources, read_all

        for _ in add_sources(self, read_all(self, sources), workers):
            pass
        return self.rebuild()

    def keep(self, batch: Sequence[Coded], versions: keeping.Versions) -> int:
        """Keep coded reports in one transaction; return how many were new."""
        now = _now()
        with self.writing():
            new = sum(keeping.keep_report(self.connection, coded.source, now) for coded in batch)
            for coded in batch:
                keeping.keep_coding(self.connection, coded, versions, now)
        return new

    def refuse(self, locator: str, code: str, message: str) -> None:
        """Keep that something could not be read, and why."""
        with self.writing():
            keeping.keep_refusal(self.connection, locator, code, message)

    def judge(self, judgement: Judgement) -> bool:
        """Keep a judgement; return whether it is new. It takes effect at the next rebuild."""
        with self.writing():
            return keeping.keep_judgement(self.connection, judgement)

    def rebuild(self, tell: Callable[[str], None] = lambda _: None) -> Rebuilt:
        """Make families and events anew from what is kept, with all judgements applied."""
        from crisisdesk.record.rebuild import rebuild

        return rebuild(self.connection, tell)

    @property
    def stale(self) -> bool:
        """Whether something was kept since the events were made."""
        return keeping.is_stale(self.connection)

    def totals(self) -> Totals:
        """Return how much there is."""
        return Totals(**queries.totals(self.connection))

    def events(self, where: str = "", limit: int | None = None) -> Iterator[Event]:
        """Yield the events that a filter lets through, by day, undated ones last.

        Raises:
            FilterError: the filter cannot be read.

        """
        return queries.events(self.connection, where, limit)

    def claims(self, where: str = "", limit: int | None = None) -> Iterator[Witness]:
        """Yield the claims that a filter lets through, with report and sentence, by day, undated ones last.

        Raises:
            FilterError: the filter cannot be read.

        """
        return queries.claims(self.connection, where, limit)

    def accounts(self, where: str = "", limit: int | None = None) -> Iterator[Account]:
        """Yield events with all their claims."""
        with self._snapshot() as connection:
            for event in queries.events(connection, where, limit):
                yield Account(event=event, witnesses=queries.witnesses_of(connection, event))

    def account(self, claim: str) -> Account | None:
        """Return the event that holds a claim, found by the beginning of its id; an event's id is that of a claim."""
        with self.reading():
            event = queries.event_of(self.connection, claim)
            return Account(event=event, witnesses=queries.witnesses_of(self.connection, event)) if event else None

    def layers_of(self, report: str) -> Layers | None:
        """Return what the newest coding found in a report beside claims; None where it has none."""
        row = self.connection.execute(
            "SELECT layers FROM coding WHERE report = ? ORDER BY n DESC LIMIT 1", (report,)
        ).fetchone()
        return unpack(row[0]) if row else None

    def source_of(self, claim: str) -> Source | None:
        """Return the report of a claim, found by the beginning of the claim's id."""
        report = queries.report_of(self.connection, claim)
        return keeping.source_of_row(self.connection, report) if report else None

    def to_arrow(self, where: str = "") -> pyarrow.Table:
        """Return the events that a filter lets through as a table, with the columns of ``docs/exports.md``.

        Raises:
            MissingExtraError: pyarrow is not installed.
            FilterError: the filter cannot be read.

        """
        from crisisdesk.export.frames import to_arrow

        return to_arrow(self.accounts(where))

    def to_pandas(self, where: str = "") -> pandas.DataFrame:
        """Return the events that a filter lets through as a data frame; needs pandas, else as ``to_arrow``."""
        from crisisdesk.export.frames import to_pandas

        return to_pandas(self.accounts(where))

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """Open the file once more, in the state of this moment, so that what is read together belongs together."""
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Keep the state of the first question for all questions in the block; one block may stand in another."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            yield
        finally:
            self.connection.execute("ROLLBACK")  # nothing was written

    def writing(self) -> Writing:
        """Return a transaction of a writer."""
        return Writing(self.connection)

    def _repr_html_(self) -> str:
        from crisisdesk.views.record_page import summary_of

        return summary_of(f"{self.path.name}: {self.totals().told()}", queries.newest(self.connection, NEWEST))


class Writing:
    """A transaction that takes the writer's place at once, so that two writers wait for each other and never fail."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __enter__(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, failed: object, *_: object) -> None:
        self.connection.execute("ROLLBACK" if failed else "COMMIT")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
