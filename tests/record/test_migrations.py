"""The tables of a record file: made once, and brought up to date."""

from __future__ import annotations

import sqlite3

import pytest
from made import BLAST, claim, coded, events, judge, judgement, keep, on

from crisisdesk.errors import RecordError
from crisisdesk.model.judgement import Verdict
from crisisdesk.record.doubts import questions
from crisisdesk.record.migrations import APPLICATION, KEPT, READY, STEPS, migrate
from crisisdesk.record.store import Record


def tables(path) -> set[str]:
    with Record.open(path) as record:
        return {name for (name,) in record.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_file_gets_all_tables(tmp_path):
    found = tables(tmp_path / "new.db")
    assert found >= {"report", "band", "copy", "coding", "claim", "judgement", "refused", "state"}
    assert found >= {"family", "event", "event_party", "witness", "witness_party", "doubt", "witness_words"}


def test_each_step_is_done_once(tmp_path):
    for _ in range(2):
        with Record.open(tmp_path / "new.db") as record:
            keep(record, coded(BLAST, claim()))
            numbers = [n for (n,) in record.connection.execute("SELECT number FROM migration ORDER BY number")]
            assert numbers == list(range(1, len(STEPS) + 1))
            assert events(record) == ["a"]


def test_a_file_of_an_older_step_keeps_its_reports_and_gets_the_missing_tables(tmp_path, own_weights):
    path = tmp_path / "old.db"
    with sqlite3.connect(path) as old:
        old.executescript(KEPT)
        old.execute("CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        old.execute(f"PRAGMA application_id = {APPLICATION}")
        old.execute("INSERT INTO migration VALUES (1, 'what is kept')")
        old.execute("INSERT INTO judgement VALUES (1, 'j1', '{}')")
    old.close()
    assert "witness_words" in tables(path)
    with Record.open(path) as record:
        assert record.totals().judgements == 1


def test_a_file_of_the_step_before_has_its_questions_at_once(tmp_path, own_weights):
    path = tmp_path / "old.db"
    with Record.open(path) as record:
        keep(record, coded(BLAST, claim("aaaa")), coded("Gone.", claim("bbbb", word="Gone", when=on(17))))
        judge(record, judgement("j", Verdict.MERGE, "aaaa bbbb"))
        before = questions(record, 20)
    with sqlite3.connect(path) as old:
        for kind, name in old.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL").fetchall():
            if f"CREATE {kind.upper()} {name} " in READY:
                old.execute(f"DROP {kind} {name}")
        old.execute("DELETE FROM migration WHERE number > 3")
    old.close()
    with Record.open(path) as record:
        assert before
        assert questions(record, 20) == before


@pytest.mark.parametrize(
    "content",
    [b"Turkey attacked Syria on Monday, the army said.", b"SQLite format 3\x00" + b"\xff" * 200, b"\x00" * 4096],
    ids=["text", "a broken header", "zeros"],
)
def test_a_file_that_is_no_database_is_a_clear_error_and_stays_as_it_is(tmp_path, content):
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"report\.txt"):
        Record.open(path)
    assert path.read_bytes() == content


def test_a_database_with_a_table_of_the_same_name_is_a_clear_error(tmp_path):
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE report (spam TEXT)")
    other.close()
    with pytest.raises(RecordError):
        Record.open(tmp_path / "other.db")


def test_a_database_of_another_program_is_a_clear_error(tmp_path):
    with sqlite3.connect(tmp_path / "songs.db") as other:
        other.execute("CREATE TABLE song (title TEXT)")
    other.close()
    with pytest.raises(RecordError):
        Record.open(tmp_path / "songs.db")


class Slow(sqlite3.Connection):
    """A connection before whose first step another one makes all tables."""

    def execute(self, sql: str, *values):
        if sql == "BEGIN IMMEDIATE":
            path = super().execute("PRAGMA database_list").fetchone()[2]
            other = sqlite3.connect(path, isolation_level=None)
            migrate(other)
            other.close()
        return super().execute(sql, *values)


def test_two_that_make_one_new_file_at_once_both_open_it(tmp_path):
    connection = sqlite3.connect(tmp_path / "new.db", isolation_level=None, factory=Slow)
    migrate(connection)
    assert connection.execute("SELECT count(*) FROM migration").fetchone() == (len(STEPS),)
