"""One record, several processes: readers while one writes, two writers, workers; the order of files changes nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.reports_made import made_reports, write_reports
from crisisdesk.cli.main import main
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record import queries
from crisisdesk.record.store import Record

COMMAND = (sys.executable, "-c", "from crisisdesk.cli.main import main; main()")
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
MANY, PARTS = 40, 3

needs_model = pytest.mark.model


def run(*words: object):
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.stderr
    return result


def contents(record: Path) -> tuple[bytes, bytes]:
    """Return a record as it is exported, and its events."""
    whole = run("export", "--format", "record", "--record", record).stdout_bytes
    return whole, run("events", "--format", "jsonl", "--record", record).stdout_bytes


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """Return files that hold the same reports as one list, in parts."""
    folder, made = tmp_path_factory.mktemp("parts"), made_reports(MANY, seed=3)
    return tuple(write_reports(folder / f"{n}.jsonl", made[n::PARTS]) for n in range(PARTS))


@pytest.fixture(scope="module")
def added(coder, parts, tmp_path_factory):
    """Return a record to which the parts were added in order, in one process."""
    record = tmp_path_factory.mktemp("added") / "record.db"
    run("add", *parts, "--record", record)
    return record


@needs_model
def test_the_reports_are_worth_the_comparison(added):
    with Record.open(added) as record:
        totals = record.totals()
        shared = list(record.events("reports:>1"))
    assert totals.reports == MANY
    assert totals.families < MANY
    assert totals.events < totals.claims
    assert shared


@needs_model
def test_files_in_another_order_make_the_same_record(added, parts, tmp_path):
    run("add", *reversed(parts), "--record", tmp_path / "reversed.db")
    assert contents(tmp_path / "reversed.db") == contents(added)


@needs_model
def test_files_added_one_by_one_make_the_same_record(added, parts, tmp_path):
    for part in (parts[1], parts[2], parts[0], parts[1]):
        run("add", part, "--record", tmp_path / "single.db")
    assert contents(tmp_path / "single.db") == contents(added)


@needs_model
def test_two_workers_make_the_same_record(added, parts, tmp_path):
    run("add", *parts, "--workers", "2", "--record", tmp_path / "two.db")
    assert contents(tmp_path / "two.db") == contents(added)


@needs_model
def test_two_writers_at_once_both_come_to_their_end(added, parts, tmp_path):
    record = tmp_path / "both.db"
    Record.open(record).close()
    writers = [adding(record, *parts[:2]), adding(record, *parts[1:])]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert contents(record) == contents(added)


def adding(record: Path, *words: object) -> subprocess.Popen[bytes]:
    command = [*COMMAND, "add", *map(str, words), "--record", str(record)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL)


@needs_model
def test_readers_see_whole_states_while_reports_are_added():
    options = ("--reports", "16", "--readers", "2", "--parts", "2")
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / "readers.py"), *options], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    reads, states, errors = re.search(r"(\d+) reads, (\d+) states, .* (\d+) errors", done.stdout).groups()
    assert int(reads) >= 2
    assert int(states) > 1
    assert errors == "0"


@needs_model
def test_a_listing_that_has_begun_stays_in_its_state(added, tmp_path):
    path = shutil.copy(added, tmp_path / "listed.db")
    with Record.open(path) as reader, Record.open(path) as writer:
        before = [account.event.claims for account in reader.accounts()]
        listing = reader.accounts()
        first = next(listing)
        reject(writer, first.event.claims[0])
        seen = [first, *listing]
        assert [account.event.claims for account in seen] == before
        assert all(len(account.witnesses) == len(account.event.claims) for account in seen)
        assert sum(len(event.claims) for event in reader.events()) == sum(map(len, before)) - 1


@needs_model
def test_one_event_is_read_in_one_state(added, tmp_path, monkeypatch):
    path = shutil.copy(added, tmp_path / "one.db")
    with Record.open(path) as reader, Record.open(path) as writer:
        event = next(reader.events("reports:>1"))
        as_it_is = queries.witnesses_of

        def later(*given):
            reject(writer, event.claims[0])
            return as_it_is(*given)

        monkeypatch.setattr(queries, "witnesses_of", later)
        account = reader.account(event.claims[0])
    assert tuple(witness.claim.id for witness in account.witnesses) == account.event.claims


def reject(record: Record, claim: str) -> None:
    record.judge(Judgement(id=f"no {claim}", verdict=Verdict.REJECT, claims=(claim,), who="me", why="own", at="now"))
    record.rebuild()
