"""The commands on a record, on the example dispatches: what is printed, kept, refused, judged and exported."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crisisdesk import files
from crisisdesk.cli.main import main
from crisisdesk.export.formats import FORMATS
from crisisdesk.record.store import Record

KAESONG = Path(__file__).parents[2] / "examples" / "kaesong"
DISPATCHES = KAESONG / "*.txt"
BLAST = ("type:ASSAULT", "place:Kaesong", "from:2020-06-15", "to:2020-06-16")
DONE, FAILED, WRONG_USE = 0, 1, 2
NOBODY = "ffffffffffff"

pytestmark = pytest.mark.model


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def coded(coder, tmp_path_factory) -> Path:
    """Return a record of the dispatches, which no test changes."""
    path = tmp_path_factory.mktemp("kaesong") / "record.db"
    result = run("add", DISPATCHES, "--record", path)
    assert result.exit_code == DONE, result.stderr
    return path


@pytest.fixture
def record(coded, tmp_path) -> Path:
    """Return a copy of that record."""
    return Path(shutil.copy(coded, tmp_path / "record.db"))


def events(record: Path, *words: str) -> list[dict]:
    result = run("events", *words, "--format", "jsonl", "--record", record)
    assert result.exit_code == DONE, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def blast(record: Path) -> dict:
    """Return the event of the demolition, of which there is one."""
    (event,) = events(record, *BLAST, "reports:>1")
    return event


def judge(record: Path, *words: object) -> str:
    """Judge, and return the id of the judgement."""
    result = run("judge", *words, "--record", record, "--who", "Ann", "--why", "own reasons")
    assert result.exit_code == DONE, result.stderr
    return result.stdout.strip()


def exported(record: Path) -> bytes:
    result = run("export", "--format", "record", "--record", record)
    assert result.exit_code == DONE, result.stderr
    return result.stdout_bytes


# add and reports


def test_the_demolition_is_one_event_with_its_copy_counted_once(record):
    event = blast(record)
    told = run("event", event["id"], "--record", record).stdout
    for outlet in ("Harbour Courier", "Lakeside Daily", "Old Town Mail"):
        assert f"{outlet}, 2020-06-1" in told
    assert event["families"] == event["reports"] - 1
    assert event["reports"] >= 3


def test_its_day_is_disputed(record):
    event = blast(record)
    days = [found for found in event["disagreements"] if found["part"] == "when"]
    assert [{variant["value"] for variant in found["variants"]} for found in days] == [{"2020-06-15", "2020-06-16"}]
    assert (event["earliest"], event["latest"]) == ("2020-06-15", "2020-06-16")
    assert event in events(record, "disputed:yes")


def test_the_folder_holds_eight_reports(coder, tmp_path):
    run("add", KAESONG, "--record", tmp_path / "folder.db")
    with Record.open(tmp_path / "folder.db") as kept:
        assert kept.totals().reports == 8


def test_reports_stand_under_the_one_published_first(record):
    lines = run("reports", "--record", record).stdout.splitlines()
    assert len(lines) == 8
    (at,) = [n for n, line in enumerate(lines) if "Lakeside Daily" in line]
    assert "near copy: Lakeside Daily" in lines[at]
    assert "Harbour Courier" in lines[at - 1]
    assert sum("copy:" in line for line in lines) == 1


def test_adding_again_changes_nothing(record):
    before = exported(record), events(record)
    result = run("add", DISPATCHES, "--record", record)
    assert result.exit_code == DONE
    assert "0 new reports, 8 read, 0 refused" in result.stderr
    assert "rebuilding" not in result.stderr
    assert (exported(record), events(record)) == before


def test_a_dry_run_keeps_nothing(tmp_path):
    result = run("add", DISPATCHES, "--dry-run", "--record", tmp_path / "dry.db")
    assert result.exit_code == DONE
    assert "8 reports could be read, 0 could not; nothing was kept" in result.stderr
    assert not list(tmp_path.iterdir())


def test_addresses_are_added_and_one_that_is_not_read_is_no_end(store, tmp_path):
    files.write_whole(f"{store}/a.txt", (KAESONG.parent / "first.txt").read_bytes())
    result = run("add", "https://own.example/a.txt", f"{store}/none.txt", f"{store}/", "--dry-run")
    assert result.exit_code == DONE
    assert "D044" in result.stderr
    assert "1 report could be read, 2 could not" in result.stderr


BAD = {
    "empty.txt": (b"", "D001"),
    "noise.txt": (bytes(range(32)) * 20, "D002"),
    "paper.pdf": (b"%PDF-1.4 own", "D018"),
    "rows.jsonl": (b'{"title": "no text here"}\n', "D023"),
    "gone.txt": (None, "D004"),
}


def test_bad_files_are_told_by_code_and_listed_as_refused(tmp_path):
    for name, (content, _) in BAD.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
    record = tmp_path / "bad.db"
    result = run("add", *(tmp_path / name for name in BAD), "--record", record)
    assert result.exit_code == FAILED
    assert "nothing could be read" in result.stderr
    listed = run("reports", "--refused", "--record", record).stdout
    for name, (_, code) in BAD.items():
        assert any(name in line and f" {code} error: " in line for line in result.stderr.splitlines())
        assert any(name in line and f": {code}: " in line for line in listed.splitlines())
    assert len(listed.splitlines()) == len(BAD)


def test_one_good_file_among_bad_ones_is_enough(coder, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("add", tmp_path / "empty.txt", KAESONG / "02-harbour-courier.txt", "--record", tmp_path / "r.db")
    assert result.exit_code == DONE
    assert "1 new report, 1 read, 1 refused" in result.stderr


def test_a_wrong_mapping_is_wrong_use(tmp_path):
    result = run("add", DISPATCHES, "--map", "words=body", "--record", tmp_path / "r.db")
    assert result.exit_code == WRONG_USE
    assert "words=body" in result.stderr


# events and event


@pytest.mark.parametrize(
    ("words", "holds"),
    [
        (("type:ASSAULT",), lambda event: event["type"] == "ASSAULT"),
        (("type:ASSAULT,THREATEN",), lambda event: event["type"] in ("ASSAULT", "THREATEN")),
        (("status:future",), lambda event: event["status"] == "future"),
        (("actor:PRK",), lambda event: any(actor["country"] == "PRK" for actor in event["actors"])),
        (("from:2020-06-13", "to:2020-06-17"), lambda event: "2020-06-13" <= event["end"] <= "2020-06-17"),
        (("reports:>1",), lambda event: event["reports"] > 1),
        (("place:Kaesong", "type:ASSAULT"), lambda event: event["place"]["name"] == "Kaesong"),
    ],
)
def test_a_filter_lets_through_what_it_says(coded, words, holds):
    found = events(coded, *words)
    assert found
    assert len(found) < len(events(coded))
    assert all(holds(event) for event in found)


def test_a_filter_and_its_negation_share_the_events(coded):
    filters = ("", "type:ASSAULT", "(-type:ASSAULT)")
    ids = [{event["id"] for event in events(coded, where)} for where in filters]
    assert ids[1] | ids[2] == ids[0]
    assert not ids[1] & ids[2]


def test_a_filter_may_begin_with_a_negation(coded):
    assert events(coded, "-type:ASSAULT") == events(coded, "(-type:ASSAULT)")


def test_a_limit_shows_the_first(coded):
    assert events(coded, "--limit", "3") == events(coded)[:3]


def test_a_filter_that_cannot_be_read_is_pointed_at(coded):
    result = run("events", "actor:PRK typ:ASSAULT", "--record", coded)
    assert result.exit_code == FAILED
    assert result.stderr.splitlines() == [
        "Error: no such key: typ",
        "  actor:PRK typ:ASSAULT",
        "            ^^^^",
        "did you mean type?",
    ]


def test_any_claims_id_or_its_beginning_finds_the_event(coded):
    event = blast(coded)
    told = {run("event", claim[:length], "--record", coded).stdout for claim in event["claims"] for length in (8, 16)}
    assert len(told) == 1
    assert told.pop().startswith(event["id"])


@pytest.mark.parametrize("command", ["events", "event", "reports", "review", "rebuild", "diff", "export"])
def test_a_record_that_is_not_there_is_told_and_not_made(command, tmp_path):
    more = {"event": [NOBODY], "export": ["--format", "jsonl"]}.get(command, [])
    result = run(command, *more, "--record", tmp_path / "none.db")
    assert result.exit_code == FAILED
    assert "none.db: not a record that can be opened: there is no such file" in result.stderr
    assert not list(tmp_path.iterdir())


def test_an_event_that_is_not_there(coded):
    result = run("event", NOBODY, "--record", coded)
    assert (result.exit_code, result.stdout) == (FAILED, "")
    assert f"no event {NOBODY}" in result.stderr


def test_why_reads_the_claim_from_the_record(coded):
    event = blast(coded)
    for claim in event["claims"]:
        result = run("why", claim[:10], "--record", coded)
        assert result.exit_code == DONE
        assert result.stdout.startswith(claim)
    assert run("why", NOBODY, "--record", coded).exit_code == FAILED


# judge and review


def test_a_merge_makes_one_event_of_two_until_it_is_undone(record):
    before = events(record)
    one, other = (event["id"] for event in events(record, "type:THREATEN")[:2])
    made = judge(record, "merge", one, other)
    merged = events(record)
    assert len(merged) == len(before) - 1
    (event,) = [event for event in merged if event["judgements"] == [made]]
    assert {one, other} <= set(event["claims"])
    judge(record, "undo", made)
    assert events(record) == before


def test_a_split_parts_a_claim_from_its_event(record):
    event = blast(record)
    parted = event["claims"][-1]
    made = judge(record, "split", parted)
    (left,) = [one for one in events(record) if event["id"] in one["claims"]]
    (new,) = [one for one in events(record) if parted in one["claims"]]
    assert left["id"] != new["id"]
    assert sorted(left["claims"] + new["claims"]) == sorted(event["claims"])
    assert made in new["judgements"]


def test_a_corrected_day_ends_the_dispute(record):
    event = blast(record)
    (found,) = [found for found in event["disagreements"] if found["part"] == "when"]
    (wrong,) = [variant for variant in found["variants"] if variant["value"] == "2020-06-15"]
    for claim in wrong["claims"]:
        judge(record, "correct", claim, "when", "2020-06-16")
    after = blast(record)
    assert "when" not in [found["part"] for found in after["disagreements"]]
    assert after["earliest"] == "2020-06-16"


def test_a_rejected_claim_is_none_but_its_coding_stays(record):
    event = blast(record)
    whole = exported(record)
    judge(record, "reject", event["claims"][-1])
    assert event["claims"][-1] not in [claim for one in events(record) for claim in one["claims"]]
    assert exported(record).startswith(whole)


def test_judgements_are_listed_and_hold_after_a_rebuild(record):
    event = blast(record)
    first = judge(record, "reject", event["claims"][-1])
    second = judge(record, "undo", first)
    third = judge(record, "correct", event["claims"][0], "status", "negated")
    after = events(record)
    assert run("rebuild", "--record", record).exit_code == DONE
    assert events(record) == after
    lines = run("judge", "list", "--record", record).stdout.splitlines()
    assert [line.split()[0] for line in lines[::2]] == [first, second, third]
    assert lines[1::2] == ["    undone: own reasons", "    holds: own reasons", "    holds: own reasons"]
    assert all(" Ann " in line for line in lines[::2])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("merge", NOBODY, "eeeeeeee"), f"there is no event or claim {NOBODY}"),
        (("merge", "CLAIM", "CLAIM"), "these are one already"),
        (("split", NOBODY), f"there is no event or claim {NOBODY}"),
        (("reject", "abc"), "give at least 4 letters"),
        (("correct", "CLAIM", "weather", "rain"), "what can be corrected is type, status"),
        (("correct", "CLAIM", "type", "DANCE"), "DANCE is no event type"),
        (("correct", "CLAIM", "status", "maybe"), "maybe is no status"),
        (("correct", "CLAIM", "when", "yesterday"), "no day, month or year"),
        (("correct", "CLAIM", "when", "2020-02-31"), "no day, month or year"),
        (("undo", NOBODY), "is the beginning of 0 judgements"),
    ],
)
def test_a_judgement_that_cannot_be_taken_keeps_nothing(coded, words, told):
    claim = blast(coded)["claims"][0]
    named = [claim if word == "CLAIM" else word for word in words]
    result = run("judge", *named, "--record", coded, "--why", "own")
    assert (result.exit_code, result.stdout) == (FAILED, "")
    assert told in result.stderr
    assert run("judge", "list", "--record", coded).stdout == ""


def test_a_judgement_needs_a_reason(coded):
    result = run("judge", "reject", blast(coded)["id"], "--record", coded)
    assert result.exit_code == WRONG_USE
    assert "--why" in result.stderr


def test_review_asks_of_the_disputed_day_and_gives_commands_that_work(record):
    result = run("review", "--record", record, "--limit", "50")
    assert result.exit_code == DONE
    assert any("Which is right, when: 2020-06-16" in line for line in result.stdout.splitlines())
    assert result.stdout.count("why asked: ") == int(result.stderr.split()[0])
    assert len(run("review", "--record", record, "--limit", "1").stdout.split("why asked: ")) == 2


# rebuild, diff, export, import


def test_a_record_coded_by_another_lexicon_is_coded_anew_and_the_changes_shown(record):
    event = blast(record)
    judge(record, "reject", event["claims"][-1])
    before = events(record)
    with Record.open(record) as kept:
        kept.connection.execute("UPDATE coding SET lexicon = 'en-0'")
        kept.connection.execute(
            "UPDATE claim SET body = replace(body, ?, ?) WHERE id = ?",
            ('"status":"actual"', '"status":"negated"', event["claims"][0]),
        )
    result = run("rebuild", "--recode", "--record", record)
    assert result.exit_code == DONE, result.stderr
    assert events(record) == before
    shown = run("diff", "--record", record)
    assert (shown.exit_code, shown.stderr) == (DONE, "0 new, 0 gone, 1 changed\n")
    was, now = shown.stdout.splitlines()
    assert (was[0], now[0]) == ("-", "+")
    assert was[1:].replace("negated", "actual") == now[1:]


def test_diff_of_a_record_coded_once_is_empty(coded):
    result = run("diff", "--record", coded)
    assert (result.exit_code, result.stdout, result.stderr) == (DONE, "", "0 new, 0 gone, 0 changed\n")


@pytest.mark.parametrize("name", ["record", *FORMATS])
def test_every_format_is_written_to_a_file_whole(coded, tmp_path, name):
    option = "--as" if name in FORMATS and FORMATS[name].profile else "--format"
    outs = [tmp_path / "one", tmp_path / "two"]
    for out in outs:
        result = run("export", option, name, "--record", coded, "--out", out)
        assert result.exit_code == DONE, result.stderr
        assert "rows written" in result.stderr
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert int(result.stderr.split()[0]) > 0
    assert sorted(tmp_path.iterdir()) == outs


def test_a_filter_goes_into_an_export(coded):
    result = run("export", *BLAST, "--format", "jsonl", "--record", coded)
    assert result.exit_code == DONE
    assert len(result.stdout.splitlines()) == len(events(coded, *BLAST))


@pytest.mark.parametrize("words", [(), ("--format", "jsonl", "--as", "gdelt"), ("type:ASSAULT", "--format", "record")])
def test_an_export_that_is_not_clear_is_wrong_use(coded, words):
    assert run("export", *words, "--record", coded).exit_code == WRONG_USE


def test_an_export_into_a_folder_that_is_not_there(coded, tmp_path):
    result = run("export", "--format", "md", "--record", coded, "--out", tmp_path / "nowhere" / "a.md")
    assert result.exit_code == FAILED
    assert "a.md cannot be written: No such file or directory" in result.stderr


def test_an_export_that_fails_leaves_the_old_file(coded, tmp_path):
    out = tmp_path / "a.jsonl"
    out.write_text("old")
    result = run("export", "typ:ASSAULT", "--format", "jsonl", "--record", coded, "--out", out)
    assert result.exit_code == FAILED
    assert out.read_text() == "old"
    assert list(tmp_path.iterdir()) == [out]


def test_a_record_goes_through_a_file_without_loss(record, tmp_path):
    judge(record, "reject", blast(record)["claims"][-1])
    file, copy = tmp_path / "whole.jsonl", tmp_path / "copy.db"
    file.write_bytes(exported(record))
    for _ in range(2):
        assert run("import", file, "--record", copy).exit_code == DONE
        assert exported(copy) == file.read_bytes()
        assert events(copy) == events(record)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"text": "a report"}\n', "line 1: not a line of a record"),
        (b'{"format": "crisisdesk record 1"}\n{"report": {"id": "x"}}\n', "line 2: not a line of a record"),
        (b"\xff\xfe\x00", "is not UTF-8"),
    ],
)
def test_a_file_that_is_no_record_is_not_imported(record, tmp_path, content, told):
    before = exported(record)
    (tmp_path / "own.jsonl").write_bytes(content)
    result = run("import", tmp_path / "own.jsonl", "--record", record)
    assert result.exit_code == FAILED
    assert told in result.stderr
    assert exported(record) == before


def test_filters_are_explained_with_an_example_each():
    result = run("filters")
    assert result.exit_code == DONE
    for key in ("type:", "actor:", "from:", "place:", "status:"):
        assert key in result.stdout
    assert "HelpRow(" not in result.stdout
