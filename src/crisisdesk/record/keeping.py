"""Rows into a record: reports, codings, judgements and refusals; what is there already stays as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from crisisdesk.engine.packing import Coded, CodedClaim
from crisisdesk.intake.copies import Copyable, compare, signature_of
from crisisdesk.model.judgement import Judgement
from crisisdesk.model.report import Source
from crisisdesk.model.when import as_day
from crisisdesk.record.codec import BLOCKS, JUDGEMENT

Versions = tuple[str, str]


def keep_report(connection: sqlite3.Connection, source: Source, now: str) -> bool:
    """Keep a report and find its near-copies; return whether it is new."""
    row = (
        source.id,
        source.digest,
        source.published.isoformat() if source.published else None,
        source.title,
        source.publisher,
        source.url,
        source.text,
        BLOCKS.dump_json(source.blocks).decode(),
        now,
    )
    added = connection.execute(
        "INSERT OR IGNORE INTO report (id, digest, published, title, publisher, url, text, blocks, added) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    if added.rowcount:
        _keep_copies(connection, source)
    return bool(added.rowcount)


def _keep_copies(connection: sqlite3.Connection, source: Source) -> None:
    bands = signature_of(source.text, source.blocks).bands
    likely: set[str] = set()
    for number, value in bands:
        rows = connection.execute("SELECT report FROM band WHERE number = ? AND hash = ?", (number, value))
        likely.update(report for (report,) in rows)
    if source.url:
        likely.update(report for (report,) in connection.execute("SELECT id FROM report WHERE url = ?", (source.url,)))
    connection.executemany(
        "INSERT OR IGNORE INTO band VALUES (?, ?, ?)", [(number, value, source.id) for number, value in bands]
    )
    mine = copyable(source)
    for report in sorted(likely - {source.id}):
        found = compare(mine, copyable(source_of_row(connection, report)))
        if found is not None:
            one, other = sorted((source.id, report))
            connection.execute("INSERT OR IGNORE INTO copy VALUES (?, ?, ?, ?)", (one, other, found.kind, found.share))


def copyable(source: Source) -> Copyable:
    """Return what of a source is compared with others."""
    return Copyable(
        text=source.text,
        blocks=source.blocks,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        published=source.published,
    )


def source_of_row(connection: sqlite3.Connection, report: str) -> Source:
    """Return the source of a report that is kept."""
    digest, published, title, publisher, url, text, blocks = connection.execute(
        "SELECT digest, published, title, publisher, url, text, blocks FROM report WHERE id = ?", (report,)
    ).fetchone()
    return Source(
        id=report,
        digest=digest,
        text=text,
        published=as_day(published),
        title=title,
        publisher=publisher,
        url=url,
        blocks=BLOCKS.validate_json(blocks),
    )


def all_sources(connection: sqlite3.Connection) -> Iterator[Source]:
    """Yield every report that is kept, by id."""
    for (report,) in connection.execute("SELECT id FROM report ORDER BY id").fetchall():
        yield source_of_row(connection, report)


def keep_coding(connection: sqlite3.Connection, coded: Coded, versions: Versions, now: str) -> None:
    """Keep what the coder of these versions found in a report."""
    keep_claims(connection, coded.source.id, coded.layers, coded.claims, versions, now)


def keep_claims(
    connection: sqlite3.Connection,
    report: str,
    layers: bytes,
    claims: Sequence[CodedClaim],
    versions: Versions,
    now: str,
) -> None:
    """Keep a coding: its layers and claims."""
    added = connection.execute(
        "INSERT OR IGNORE INTO coding (report, lexicon, model, layers, added) VALUES (?, ?, ?, ?, ?)",
        (report, *versions, layers, now),
    )
    if added.rowcount:
        rows = [(added.lastrowid, claim.id, report, claim.start, claim.end, claim.body) for claim in claims]
        connection.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?)", rows)
        mark_stale(connection)


def keep_judgement(connection: sqlite3.Connection, judgement: Judgement) -> bool:
    """Keep a judgement; return whether it is new."""
    body = JUDGEMENT.dump_json(judgement).decode()
    added = connection.execute("INSERT OR IGNORE INTO judgement (id, body) VALUES (?, ?)", (judgement.id, body))
    mark_stale(connection)
    return bool(added.rowcount)


def keep_refusal(connection: sqlite3.Connection, locator: str, code: str, message: str) -> None:
    """Keep that something could not be read, and why."""
    connection.execute("INSERT OR REPLACE INTO refused VALUES (?, ?, ?)", (locator, code, message))


def is_coded(connection: sqlite3.Connection, report: str, versions: Versions) -> bool:
    """Tell whether a report has been coded by these versions of lexicon and model."""
    row = connection.execute(
        "SELECT 1 FROM coding WHERE report = ? AND lexicon = ? AND model = ?", (report, *versions)
    ).fetchone()
    return row is not None


def mark_stale(connection: sqlite3.Connection) -> None:
    """Note that the events are older than what is kept."""
    connection.execute("INSERT OR REPLACE INTO state VALUES ('stale', '1')")


def is_stale(connection: sqlite3.Connection) -> bool:
    """Tell whether the events are older than what is kept."""
    return connection.execute("SELECT 1 FROM state WHERE key = 'stale'").fetchone() is not None
