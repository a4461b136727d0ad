"""A folder that is watched: what arrives goes into the record, once, and when it is whole."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from crisisdesk.cli import watch
from crisisdesk.cli.main import main

COMMAND = (sys.executable, "-c", "from crisisdesk.cli.main import main; main()")
FIRST = "Published: 2020-06-17\n\nNorth Korea blew up the liaison office in Kaesong on Tuesday.\n"
SECOND = "Published: 2020-06-17\n\nRussia signed an agreement with Turkey in Ankara on Monday.\n"
LATEST = 60.0

pytestmark = pytest.mark.model


def run(*words: object):
    return CliRunner().invoke(main, [str(word) for word in words])


def texts(record) -> list[str]:
    exported = run("export", "--format", "record", "--record", record)
    assert exported.exit_code == 0, exported.stderr
    rows = (json.loads(line) for line in exported.stdout.splitlines())
    return sorted(row["report"]["text"] for row in rows if "report" in row)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "arrived"
    made.mkdir()
    return made


@pytest.fixture
def record(tmp_path):
    return tmp_path / "record.db"


@pytest.fixture
def looks(monkeypatch):
    """Let a test do something between the looks of a watch; the watch ends after the last."""

    def between(*steps):
        left = iter(steps)

        def sleep(seconds: float) -> None:
            step = next(left, None)
            if step is None:
                raise KeyboardInterrupt
            step()

        monkeypatch.setattr(watch, "time", SimpleNamespace(sleep=sleep))

    return between


def nothing() -> None:
    """Wait one more look."""


def test_once_takes_what_is_there_and_ends(coder, folder, record):
    (folder / "first.txt").write_text(FIRST)
    (folder / "table.xlsx").write_text("no report")
    result = run("watch", folder, "--record", record, "--once")
    assert result.exit_code == 0
    assert "1 new report, 1 read, 0 refused" in result.stderr
    assert len(texts(record)) == 1


def test_an_empty_folder_is_no_error(folder, record):
    result = run("watch", folder, "--record", record, "--once")
    assert (result.exit_code, result.stdout) == (0, "")
    assert not record.exists()


def test_a_file_is_read_once_it_has_stopped_growing(coder, folder, record, looks):
    growing = folder / "first.txt"
    growing.write_text(FIRST[:40])
    looks(lambda: growing.write_text(FIRST[:60]), lambda: growing.write_text(FIRST), nothing)
    result = run("watch", folder, "--record", record)
    assert result.exit_code == 0
    assert texts(record) == [FIRST]


def test_a_file_is_read_again_when_it_has_changed_and_only_then(coder, folder, record, looks):
    path = folder / "first.txt"
    path.write_text(FIRST)
    looks(nothing, nothing, nothing, lambda: path.write_text(SECOND), nothing)
    result = run("watch", folder, "--record", record)
    assert result.exit_code == 0
    assert result.stderr.count("1 new report") == 2
    assert texts(record) == sorted((FIRST, SECOND))


def test_a_file_that_goes_between_the_looks_and_one_that_cannot_be_read_end_nothing(coder, folder, record, looks):
    (folder / "gone.txt").write_text(FIRST)
    (folder / "bad.txt").write_bytes(b"")
    looks(lambda: (folder / "gone.txt").unlink(), nothing, lambda: (folder / "a.txt").write_text(SECOND), nothing)
    result = run("watch", folder, "--record", record)
    assert result.exit_code == 0
    assert result.stderr.count("D001") == 1
    assert texts(record) == [SECOND]


def test_a_file_that_arrives_is_added_and_ctrl_c_ends_it_well(folder, record, tmp_path):
    (tmp_path / "first.txt").write_text(FIRST)
    said = tmp_path / "said.txt"
    command = [*COMMAND, "watch", str(folder), "--record", str(record), "--every", "0.2"]
    with said.open("wb") as stream:
        process = subprocess.Popen(
            command, stderr=stream, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler)
        )
    try:
        until(said, process, "Ctrl-C ends it")
        shutil.copy(tmp_path / "first.txt", folder)
        until(said, process, "1 new report")
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
    assert said.read_text().endswith("ended; what was added is kept\n")
    assert "Traceback" not in said.read_text()
    assert texts(record) == [FIRST]


def until(said, process, words: str) -> None:
    end = time.monotonic() + LATEST
    while words not in said.read_text():
        assert process.poll() is None, said.read_text()
        assert time.monotonic() < end, said.read_text()
        time.sleep(0.05)
