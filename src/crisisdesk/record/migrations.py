"""The tables of a record file, as numbered steps; each step done is noted in the file.

Rows of ``report``, ``coding``, ``claim`` and ``judgement`` are only ever added. The tables of the second step, and
``question`` and ``quoting``, are derived from them, and ``rebuild`` makes them anew.
"""

from __future__ import annotations

import sqlite3

KEPT = """
CREATE TABLE report (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, published TEXT, title TEXT NOT NULL,
    publisher TEXT NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL, blocks TEXT NOT NULL, added TEXT NOT NULL
);
CREATE INDEX report_by_digest ON report (digest);
CREATE INDEX report_by_url ON report (url) WHERE url <> '';
CREATE TABLE band (
    number INTEGER NOT NULL, hash INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (number, hash, report)
) WITHOUT ROWID;
CREATE TABLE copy (
    one TEXT NOT NULL, other TEXT NOT NULL, kind TEXT NOT NULL, likeness REAL NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE TABLE coding (
    n INTEGER PRIMARY KEY, report TEXT NOT NULL REFERENCES report (id), lexicon TEXT NOT NULL, model TEXT NOT NULL,
    layers BLOB NOT NULL, added TEXT NOT NULL, UNIQUE (report, lexicon, model)
);
CREATE TABLE claim (
    coding INTEGER NOT NULL REFERENCES coding (n), id TEXT NOT NULL, report TEXT NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (coding, id)
) WITHOUT ROWID;
CREATE INDEX claim_by_id ON claim (id);
CREATE TABLE judgement (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
CREATE TABLE refused (
    locator TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL, PRIMARY KEY (locator, code)
) WITHOUT ROWID;
CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
DERIVED = """
CREATE TABLE family (report TEXT PRIMARY KEY, family TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX family_members ON family (family);
CREATE TABLE event (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, mode TEXT, cameo TEXT NOT NULL,
    quad INTEGER NOT NULL, score REAL NOT NULL, status TEXT NOT NULL, historical INTEGER NOT NULL, start TEXT, end TEXT,
    precision TEXT NOT NULL, place TEXT, country TEXT, lat REAL, lon REAL, reports INTEGER NOT NULL,
    families INTEGER NOT NULL, voices INTEGER NOT NULL, claims INTEGER NOT NULL, disputed INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX event_by_day ON event (
    start, id, end, type, mode, cameo, quad, score, status, historical, place, country, reports, families, voices,
    claims, disputed
);
CREATE INDEX event_by_type ON event (type, start);
CREATE TABLE event_party (
    event TEXT NOT NULL, role TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (event, role, country, sector, name)
) WITHOUT ROWID;
CREATE INDEX event_party_by_country ON event_party (country, role, event);
CREATE TABLE witness (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, event TEXT NOT NULL, report TEXT NOT NULL,
    sentence INTEGER NOT NULL, type TEXT NOT NULL, mode TEXT, cameo TEXT NOT NULL, quad INTEGER NOT NULL,
    score REAL NOT NULL, status TEXT NOT NULL, historical INTEGER NOT NULL, start TEXT, end TEXT,
    precision TEXT NOT NULL, place TEXT, country TEXT, lat REAL, lon REAL, publisher TEXT NOT NULL, published TEXT,
    family TEXT NOT NULL, voice TEXT NOT NULL, words TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX witness_by_event ON witness (event, id, published, publisher, voice);
CREATE INDEX witness_by_report ON witness (report, sentence);
CREATE INDEX witness_by_day ON witness (
    start, id, event, end, type, mode, cameo, quad, score, status, historical, place, country, publisher, published,
    voice
);
CREATE INDEX witness_by_type ON witness (type, start);
CREATE TABLE witness_party (
    claim TEXT NOT NULL, role TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (claim, role, country, sector, name)
) WITHOUT ROWID;
CREATE INDEX witness_party_by_country ON witness_party (country, role, claim);
CREATE TABLE doubt (
    one TEXT NOT NULL, other TEXT NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE witness_words USING fts5 (words, content = 'witness', content_rowid = 'n');
"""
FEED = """
CREATE TABLE change (n INTEGER PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL, kind TEXT NOT NULL, successor TEXT);
CREATE TABLE event_seal (event TEXT PRIMARY KEY, seal TEXT NOT NULL) WITHOUT ROWID;
"""
ASKED = """
INSERT INTO question SELECT max(d.score) + 0.5 * (x.reports + y.reports), d.one, d.other, -1
    FROM doubt d JOIN witness a ON a.id = d.one JOIN witness b ON b.id = d.other
    JOIN event x ON x.id = a.event JOIN event y ON y.id = b.event
    WHERE a.event <> b.event GROUP BY min(a.event, b.event), max(a.event, b.event);
INSERT INTO question SELECT 1.0 + 0.5 * e.reports, e.id, '', found.key
    FROM event e, json_each(e.body, '$.disagreements') found WHERE e.disputed = 1;
INSERT INTO quoting SELECT count(*) AS n, w.publisher, p.country, p.sector, p.name
    FROM witness_party p JOIN witness w ON w.id = p.claim WHERE p.role = 'speaker' GROUP BY 2, 3, 4, 5;
"""
"""What is asked a person: pairs of claims that may tell of one act, the likeliest one of two events, and disagreements
of events by their place; and how many claims of a publisher cite whom. Run once more by every rebuild."""
READY = (
    """
CREATE TABLE question (
    worth REAL NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (worth DESC, one, other, place)
) WITHOUT ROWID;
CREATE TABLE quoting (
    claims INTEGER NOT NULL, publisher TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (claims DESC, publisher, country, sector, name)
) WITHOUT ROWID;
CREATE INDEX event_by_place ON event (
    place, country, lat, lon, id, start, end, type, mode, cameo, quad, score, status, historical, reports, families,
    voices, claims, disputed
) WHERE place IS NOT NULL;
CREATE INDEX event_by_kind ON event (
    type, quad, status, disputed, id, start, end, mode, cameo, score, historical, place, country, reports, families,
    voices, claims
);
CREATE INDEX event_party_by_name ON event_party (name COLLATE NOCASE, role, event);
CREATE INDEX witness_party_by_name ON witness_party (name COLLATE NOCASE, role, claim);
CREATE INDEX witness_by_publisher ON witness (publisher, event);
CREATE INDEX report_by_publisher ON report (publisher, published);
"""
    + ASKED
)
APPLICATION = 0x43524953  # "CRIS"
STEPS = (
    ("what is kept", KEPT),
    ("what is derived", DERIVED),
    ("the feed of changes", FEED),
    ("what the desk asks for", READY),
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables of a file up to date, all missing steps in one transaction.

    Raises:
        sqlite3.DatabaseError: the file is a database of something else.

    """
    if _is_of(connection) and _steps(connection) == len(STEPS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        if not _is_of(connection):
            _mark_as_ours(connection)
        done = _steps(connection)
        for number, (name, script) in enumerate(STEPS[done:], start=done + 1):
            run_script(connection, script)
            connection.execute("INSERT INTO migration VALUES (?, ?)", (number, name))
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Execute statements, each of which ends a line, in the transaction that is open."""
    for statement in script.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def _is_of(connection: sqlite3.Connection) -> bool:
    """Tell whether a file is a record."""
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION)


def _mark_as_ours(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise sqlite3.DatabaseError("it is a database of another program")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")


def _steps(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM migration").fetchone()[0])
