"""The line that tells how long work goes on."""

from __future__ import annotations

import pytest

from crisisdesk.cli import progress
from crisisdesk.cli.progress import Progress, ShardProgress, duration


@pytest.mark.parametrize(
    ("total", "done", "seconds", "note", "line"),
    [
        (None, 0, 0.0, "", "0 coded, 0.0/s"),
        (None, 64, 32.0, "", "64 coded, 2.0/s"),
        (None, 64, 32.0, "70 read, 6 refused", "64 coded, 2.0/s, 70 read, 6 refused"),
        (100, 0, 3.0, "", "0 of 100 coded, 0.0/s"),
        (100, 25, 10.0, "", "25 of 100 coded, 2.5/s, 30 s left"),
        (100, 100, 10.0, "", "100 of 100 coded, 10.0/s, 0 s left"),
        (10_000, 100, 10.0, "x", "100 of 10000 coded, 10.0/s, 16 min left, x"),
        (1_000_000, 1000, 10.0, "", "1000 of 1000000 coded, 100.0/s, 2 h 46 min left"),
    ],
)
def test_the_line(total, done, seconds, note, line):
    shown = Progress(total)
    shown.done = done
    assert shown.line(seconds, note) == line


def test_the_line_of_shards_counts_what_an_earlier_run_has_done_but_for_no_rate():
    shown = ShardProgress(10, 4)
    assert shown.line(3.0) == "4 of 10 shards, 0 reports coded"
    shown.count(128, 30_000)
    shown.count(128, 34_000)
    assert shown.line(20.0) == "6 of 10 shards, 256 reports coded, 12.8/s, 3200 words/s, 40 s left"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (40.4, "40 s"),
        (89.4, "89 s"),
        (90, "2 min"),
        (60 * 89, "89 min"),
        (60 * 90, "1 h 30 min"),
        (60 * 130, "2 h 10 min"),
        (3600 * 26, "26 h 0 min"),
    ],
)
def test_lengths_of_time_in_words(seconds, words):
    assert duration(seconds) == words


@pytest.fixture
def clock(monkeypatch):
    """Return a list whose last number is the time."""
    times = [1000.0]
    monkeypatch.setattr(progress, "monotonic", lambda: times[-1])
    return times


def test_in_a_file_there_is_a_line_from_time_to_time(clock, capsys):
    with Progress(40) as shown:
        for second in (10, 20, 29, 41):
            clock.append(1000.0 + second)
            shown.advance(10)
    assert capsys.readouterr().err == "10 of 40 coded, 1.0/s, 30 s left\n40 of 40 coded, 1.0/s, 0 s left\n"


def test_on_a_terminal_one_line_is_written_over(clock, capsys):
    with Progress() as shown:
        shown.terminal = True
        for second in (1.0, 1.2, 2.0):
            clock.append(1000.0 + second)
            shown.advance(5)
    assert capsys.readouterr().err == "\r\x1b[2K5 coded, 5.0/s\r\x1b[2K15 coded, 7.5/s\n"


def test_nothing_is_written_where_nothing_was_done(capsys):
    with Progress() as shown:
        shown.terminal = True
    assert capsys.readouterr().err == ""
