"""``tension``, ``dyads`` and ``sequences`` on a record made by hand: filters, forms, files, wrong use."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[1] / "record"))

from made import UNKNOWN, claim, coded, june, on, opened

from crisisdesk.cli import dyads, sequences, tension

DONE, FAILED, WRONG_USE = 0, 1, 2
BLAST = "North Korea demolished the liaison office in Kaesong on Tuesday."
CHARGE = "Seoul condemned Pyongyang two days later."
TALKS = "North and South Korea met in Panmunjom on 30 June."
SCHOOL = "Somebody bombed a school."


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Three events between the Koreas, the first told by two reports of other words, and one without a date."""
    found = tmp_path_factory.mktemp("tension") / "crisis.db"
    blast = claim("aaaa", when=on(16))
    condemned = claim(
        "cccc", word="condemned", kind="ACCUSE", actors="KOR", recipients="PRK", when=on(18), score=-3.0, place=None
    )
    met = claim("dddd", word="met", kind="CONSULT", actors="PRK, KOR", recipients="", when=on(30), score=2.5)
    bombed = claim("eeee", word="bombed", when=UNKNOWN, place=None)
    with opened(
        found,
        coded(BLAST, blast),
        coded(f"A liaison office is no more. {BLAST}", claim("bbbb", sentence=2, when=on(16)), published=june(18)),
        coded(CHARGE, condemned, published=june(19)),
        coded(TALKS, met, published=june(30)),
        coded(SCHOOL, bombed, published=june(30)),
    ) as record:
        assert record.totals().events == 4
    return found


def run(path, command, *words):
    return CliRunner().invoke(command.command, [*map(str, words), "--record", str(path)])


def test_text(path):
    result = run(path, tension, "North Korea", "KOR")
    assert result.exit_code == DONE
    lines = result.stdout.splitlines()
    assert lines[0] == "PRK and KOR, both directions, by week: 3 events"
    assert [line.split()[:5] for line in lines[2:5]] == [
        ["2020-W25", "2", "12.0", "0.0", "-12.0"],
        ["2020-W26", "0", "0.0", "0.0", "0.0"],
        ["2020-W27", "1", "0.0", "2.5", "2.5"],
    ]
    assert lines[-1] == "not counted here: 1 event, no date"


def test_the_sentences_are_one_step_away(path):
    result = run(path, tension, "PRK", "KOR", "--show", "2020-W25")
    shown = result.stdout.split("behind 2020-W25:\n")[1].splitlines()
    assert shown[0].startswith("aaaa  2020-06-16  -9  ASSAULT  PRK → KOR  2 reports")
    assert shown[1] == f"    “{BLAST}”"
    assert shown[3] == f"    “{CHARGE}”"
    assert run(path, tension, "PRK", "KOR", "--show", "2020-W30").exit_code == WRONG_USE


@pytest.mark.parametrize(
    ("words", "events"),
    [
        (["type:ACCUSE or type:CONSULT"], ["cccc", "dddd"]),
        (["--from", "2020-06-20"], ["dddd"]),
        (["--to", "2020-06-20"], ["aaaa", "cccc"]),
        (["from:2020-06-17", "to:2020-06-19"], ["cccc"]),
    ],
)
def test_filter_and_window(path, words, events):
    found = json.loads(run(path, tension, "PRK", "KOR", *words, "--by", "day", "--format", "json").stdout)
    assert sorted(name for point in found["points"] for name in point["events"]) == events


def test_json_keeps_stdout_clean_and_says_what_is_not_counted(path):
    result = run(path, tension, "PRK", "KOR", "--format", "json")
    assert json.loads(result.stdout)["a"] == {"value": "PRK"}
    assert "not counted here: 1 event, no date" in result.stderr


def test_csv_to_a_file(path, tmp_path):
    out = tmp_path / "series.csv"
    result = run(path, tension, "PRK", "KOR", "--directed", "--by", "month", "--format", "csv", "--out", out)
    assert (result.exit_code, result.stdout) == (DONE, "")
    assert out.read_bytes().count(b"\r\n") == 1 + 3
    assert list(tmp_path.iterdir()) == [out]
    assert run(path, tension, "PRK", "KOR", "--out", tmp_path / "none" / "x.csv").exit_code == FAILED


def test_svg_twice_the_same(path):
    one, other = (run(path, tension, "PRK", "KOR", "--directed", "--format", "svg").stdout_bytes for _ in range(2))
    assert one == other
    assert len(ElementTree.fromstring(one).findall("{http://www.w3.org/2000/svg}g")) == 3


@pytest.mark.parametrize(
    ("words", "exit_code", "says"),
    [
        (["PRK", "prk"], WRONG_USE, "are one party"),
        (["PRK", "XQX:GOV"], WRONG_USE, "no such country"),
        (["PRK", "KOR", "--from", "June"], WRONG_USE, "not a date"),
        (["PRK", "KOR", "--from", "2021", "--to", "2020"], FAILED, "before it begins"),
        (["PRK", "KOR", "color:red"], FAILED, "color"),
        (["PRK", "KOR", "--show", "2020-W25", "--format", "csv"], WRONG_USE, "--format text"),
    ],
)
def test_wrong_use(path, words, exit_code, says):
    result = run(path, tension, *words)
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert says in result.stderr


def test_dyads(path):
    result = run(path, dyads, "--by", "week")
    assert result.stdout.splitlines()[1].split()[:4] == ["KOR", "–", "PRK", "1"]
    found = json.loads(run(path, dyads, "--directed", "--limit", "1", "--format", "json").stdout)
    assert [(row["actor"], row["recipient"], row["tally"]["n"]) for row in found["dyads"]] == [("KOR", "PRK", 2)]
    assert run(path, dyads, "--format", "csv").stdout.splitlines()[1].startswith("KOR,PRK,no,2020-06,")


def test_sequences(path):
    result = run(path, sequences, "--a", "assault", "--b", "ACCUSE", "--within", "7")
    assert "ASSAULT → ACCUSE by B on A   1         1" in result.stdout
    found = json.loads(run(path, sequences, "--format", "json", "--limit", "2").stdout)
    assert (found["within"], len(found["rows"])) == (14, 2)
    assert run(path, sequences, "--format", "csv").stdout.startswith("first,then,by,of,")


@pytest.mark.parametrize("command", [tension, dyads, sequences])
def test_help(command):
    assert CliRunner().invoke(command.command, ["--help"]).exit_code == DONE
