"""A run that is killed and started again makes the same record; benchmarks/kills.py does it at large."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from click.testing import CliRunner

from cli.reports_made import made_reports, write_reports
from crisisdesk.cli.main import main

COMMAND = (sys.executable, "-c", "from crisisdesk.cli.main import main; main()")
MANY = 60
BATCH_KEPT, LATEST = 32, 60.0

pytestmark = pytest.mark.model


def run(*words: object):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.stderr
    return result


def codings(record) -> int:
    if not record.exists():
        return -1
    with closing(sqlite3.connect(record)) as file:
        try:
            return file.execute("SELECT count(*) FROM coding").fetchone()[0]
        except sqlite3.OperationalError:
            return -1


def killed_when(reached, folder, *words: object) -> str:
    """Start a command in a process group of its own, kill the group once ``reached(said)``, return what it said."""
    said = folder / "said.txt"
    with said.open("wb") as stream:
        process = subprocess.Popen([*COMMAND, *map(str, words)], stderr=stream, start_new_session=True)
    end = time.monotonic() + LATEST
    while not reached(said.read_text()):
        assert process.poll() is None, f"it ended before it could be killed: {said.read_text()}"
        assert time.monotonic() < end, said.read_text()
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    return said.read_text()


def test_a_run_that_is_killed_three_times_makes_the_same_record(coder, tmp_path):
    reports = write_reports(tmp_path / "reports.jsonl", made_reports(MANY, seed=7))
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    run("add", reports, "--record", whole)
    again = ("add", reports, "--record", broken)

    killed_when(lambda said: broken.exists(), tmp_path, *again)
    assert codings(broken) <= 0
    killed_when(lambda said: codings(broken) >= BATCH_KEPT, tmp_path, *again)
    assert codings(broken) in (BATCH_KEPT, MANY)
    listed = run("events", "--record", broken)
    assert "holds more than its events show" in listed.stderr
    killed_when(lambda said: "rebuilding: events from" in said, tmp_path, *again)
    assert codings(broken) == MANY
    with closing(sqlite3.connect(broken)) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    last = run(*again)
    assert f"{broken} has {MANY} reports" in last.stderr
    for shown in (("export", "--format", "record"), ("events", "--format", "jsonl"), ("reports",)):
        files = [run(*shown, "--record", record).stdout_bytes for record in (whole, broken)]
        assert files[0] == files[1]
        assert files[0]
