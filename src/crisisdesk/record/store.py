"""The record file: SQLite with reports and claims; a report added again replaces nothing and doubles nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crisisdesk.errors import RecordError
from crisisdesk.model.report import Report

SCHEMA = """
CREATE TABLE IF NOT EXISTS report (
    digest TEXT PRIMARY KEY, published TEXT, title TEXT, publisher TEXT, url TEXT, text TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS claim (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL REFERENCES report, sentence INTEGER NOT NULL, type TEXT NOT NULL,
    status TEXT NOT NULL, claim TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS claim_by_report ON claim (digest, sentence);
"""


class Record:
    """An open record file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Record]:
        """Open a record, made when it is not there; each report is kept as it is added.

        Raises:
            RecordError: the file cannot be opened or written, or is something else.

        """
        connection = _connect(path)
        try:
            with connection:
                yield cls(connection)
        finally:
            connection.close()

    def add(self, report: Report) -> None:
        """Add a report with its claims for good; the same text again changes nothing."""
        source = report.source
        day = source.published.isoformat() if source.published else None
        self.connection.execute(
            "INSERT OR IGNORE INTO report VALUES (?, ?, ?, ?, ?, ?)",
            (source.digest, day, source.title, source.publisher, source.url, source.text),
        )
        rows = [
            (c.id, source.digest, c.sentence, c.type, c.status.value, json.dumps(c.to_dict(), ensure_ascii=False))
            for c in report.claims
        ]
        self.connection.executemany("INSERT OR IGNORE INTO claim VALUES (?, ?, ?, ?, ?, ?)", rows)
        self.connection.commit()

    def text_of(self, claim: str) -> tuple[str, str | None, str] | None:
        """Return text, publication date and publisher of the report of a claim, by its id or the id's beginning."""
        row: Any = self.connection.execute(
            "SELECT text, published, publisher FROM report JOIN claim USING (digest) "
            "WHERE substr(claim.id, 1, length(?)) = ?",
            (claim, claim),
        ).fetchone()
        return tuple(row) if row else None


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.executescript(SCHEMA)
    except sqlite3.Error as error:
        raise RecordError(path=path, reason=str(error)) from error
    return connection
