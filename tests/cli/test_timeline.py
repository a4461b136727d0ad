"""``crisisdesk timeline``: forms, filter, files; the record is made by hand, without the model."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crisisdesk.cli.timeline import FORMS, command
from crisisdesk.model.claim import Status
from crisisdesk.record.store import Record

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))
from made import UNKNOWN, claim, coded, keep, on

DONE, FAILED, WRONG_USE = 0, 1, 2
MARCH = {"word": "marched", "kind": "MOBILIZE"}


@pytest.fixture
def record(tmp_path):
    """Return the file of a record with an act, a plan, the act that carries it out, and one without a day."""
    path = tmp_path / "crisis.db"
    with Record.open(path) as opened:
        keep(
            opened,
            coded("The North demolished the office.", claim("a", when=on(16))),
            coded("The army will have marched.", claim("b", when=UNKNOWN, status=Status.FUTURE, **MARCH)),
            coded("The army marched.", claim("c", when=on(30), **MARCH), published=date(2020, 7, 1)),
            coded("Seoul condemned it.", claim("d", word="condemned", kind="ACCUSE", actors="KOR", when=UNKNOWN)),
        )
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def test_events_stand_in_order_and_those_without_a_day_apart(record):
    result = run("--record", record)
    assert result.exit_code == DONE
    told = [line for line in result.stdout.splitlines() if line and not line.startswith(" ")]
    assert told[0] == "Timeline"
    assert told[1] == "4 reports, 1 independent source, 4 events, 2 without a day"
    assert told[3:] == ["16 June 2020", "30 June 2020", "No day told"]
    assert "carried out: 30 June 2020" in result.stdout
    assert result.stderr == "2 dated events, 2 without a day, 0 gaps\n"


def test_a_filter_lets_events_through_and_heads_the_timeline(record):
    result = run("type:MOBILIZE", "status:actual", "--record", record, "--format", "json")
    told = json.loads(result.stdout)
    assert told["title"] == "Timeline: type:MOBILIZE status:actual"
    assert [entry["start"] for entry in told["dated"]] == ["2020-06-30"]
    assert told["undated"] == []


def test_as_many_key_events_as_asked_for(record):
    told = json.loads(run("--record", record, "--format", "json", "--key", 1).stdout)
    assert [entry["id"] for entry in (*told["dated"], *told["undated"]) if entry["key"]] == [told["dated"][0]["id"]]


BEGINS = {
    "text": "Timeline\n",
    "md": "# Timeline\n",
    "html": "<!doctype html>\n",
    "json": '{\n  "title": "Timeline",',
    "ical": "BEGIN:VCALENDAR\r\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_the_same_in_a_file_as_on_the_screen(record, tmp_path, form):
    out = tmp_path / "told"
    assert run("--record", record, "--format", form, "--out", out).exit_code == DONE
    body = out.read_bytes()
    assert body.decode().startswith(BEGINS[form])
    assert run("--record", record, "--format", form).stdout_bytes == body
    assert sorted(path.name for path in tmp_path.glob("told*")) == ["told"]


def test_the_calendar_has_what_has_a_day(record):
    assert run("--record", record, "--format", "ical").stdout.count("BEGIN:VEVENT") == 2


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("type:NONE",), FAILED, "type"),
        (("--format", "pdf"), WRONG_USE, "pdf"),
        (("--key", "-1"), WRONG_USE, "-1"),
        (("--out", "no/such/folder/told.md"), FAILED, "cannot be written"),
    ],
)
def test_what_is_wrong_is_told(record, words, code, says):
    result = run(*words, "--record", record)
    assert (result.exit_code, says in result.stderr) == (code, True)
    assert result.stdout == ""


def test_a_record_that_is_not_there(tmp_path):
    result = run("--record", tmp_path / "none.db")
    assert result.exit_code == FAILED
    assert not (tmp_path / "none.db").exists()
