"""A series as CSV, JSON, text and chart: shapes, rounding, formulas made harmless, the same bytes twice."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from tension_acts import act, talks

from crisisdesk.views.plots import svg_of
from crisisdesk.views.tension import Question, tension
from crisisdesk.views.tension_lines import chart_of, number, series_lines, ways_of
from crisisdesk.views.tension_parties import Party, Way
from crisisdesk.views.tension_periods import By
from crisisdesk.views.tension_tables import COLUMNS, csv_of, json_of, series_rows, text_of

NORTH, SOUTH = Party(value="PRK"), Party(value="KOR")
EVENTS = (
    act("blast", "2020-06-16", -8.5),
    act("charge", "2020-06-17", -3.0, "KOR", "PRK"),
    talks("talks", "2020-06-30"),
    act("undated"),
)
SERIES = tension(EVENTS, NORTH, SOUTH, Question(by=By.WEEK, half_life=7))


def rows(series=SERIES, *, directed=True):
    text = csv_of(COLUMNS, series_rows(series, ways_of(directed)))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_row_a_period_and_direction():
    found = rows()
    assert [(row["period"], row["direction"], row["actor"], row["n"]) for row in found] == [
        ("2020-W25", "there", "PRK", "1"), ("2020-W25", "back", "KOR", "1"), ("2020-W25", "both", "PRK", "2"),
        ("2020-W26", "there", "PRK", "0"), ("2020-W26", "back", "KOR", "0"), ("2020-W26", "both", "PRK", "0"),
        ("2020-W27", "there", "PRK", "1"), ("2020-W27", "back", "KOR", "1"), ("2020-W27", "both", "PRK", "1"),
    ]  # fmt: skip
    first = found[2]
    assert (first["start"], first["end"], first["conflict"], first["cooperation"]) == (
        "2020-06-15", "2020-06-21", "11.5", "0",
    )  # fmt: skip
    assert (first["net"], first["stock"], first["event_ids"]) == ("-11.5", "-11.5", "blast|charge")
    assert (first["mean_4"], first["ratio_52"], first["caution_4"]) == ("", "", "too few periods")
    assert [row["stock"] for row in rows(directed=False)] == ["-11.5", "-5.75", "-0.375"]


def test_a_name_that_begins_a_formula_is_text():
    found = rows(replace(SERIES, a=Party(value='=cmd|"x"')))
    assert found[0]["actor"] == '\'=cmd|"x"'


def test_json_has_everything():
    found = json.loads(json_of(SERIES))
    assert (found["a"], found["question"]["by"], found["disputed"]) == ({"value": "PRK"}, "week", [])
    assert found["apart"] == [{"reason": "no date", "events": ["undated"]}]
    point = found["points"][0]
    assert point["period"] == {"start": "2020-06-15", "end": "2020-06-21", "name": "2020-W25", "days": 7}
    assert point["events"] == ["blast", "charge"]
    assert (point["there"]["events"], point["both"]["net"], point["both"]["tension"]) == (["blast"], -11.5, 11.5)
    assert [change["window"] for change in point["both"]["changes"]] == [4, 52]


def test_no_nought_has_a_sign():
    assert "-0.0" not in json_of(SERIES)
    assert "-0.0" not in "\n".join(series_lines(SERIES, list(Way)))
    assert (number(-0.04), number(0.06), number(None)) == ("0.0", "0.1", "—")


def test_text():
    lines = list(series_lines(SERIES, [Way.BOTH]))
    assert lines[0] == "PRK and KOR, both directions, by week: 3 events"
    assert lines[2].split()[:6] == ["2020-W25", "2", "11.5", "0.0", "-11.5", "-11.5"]
    assert lines[2].endswith("████████████│")
    assert lines[3].split()[:6] == ["2020-W26", "0", "0.0", "0.0", "0.0", "-5.8"]
    assert lines[4].endswith("│██▌")
    assert lines[-1] == "not counted here: 1 event, no date"


def test_text_of_each_direction_has_a_heading():
    lines = list(series_lines(SERIES, ways_of(True)))
    assert [line for line in lines if "by week" in line] == [
        "PRK → KOR, by week: 2 events",
        "KOR → PRK, by week: 2 events",
        "PRK and KOR, both directions, by week: 3 events",
    ]


def test_a_series_without_points_is_told():
    empty = tension([act("undated")], NORTH, SOUTH)
    assert list(series_lines(empty, [Way.BOTH])) == [
        "no events between PRK and KOR can be placed in time",
        "not counted here: 1 event, no date",
    ]
    assert rows(empty) == []
    assert svg_of([chart_of(empty, Way.BOTH)]).startswith("<svg")


def test_columns_of_text():
    assert list(text_of(("", "n", ""), [("a", "10", "x"), ("bcd", "7", "")])) == ["      n", "a    10  x", "bcd   7"]


@pytest.mark.parametrize("write", [json_of, lambda s: csv_of(COLUMNS, series_rows(s, list(Way)))])
def test_the_same_bytes_whatever_the_order(write):
    assert write(tension(EVENTS[::-1], NORTH, SOUTH, Question(half_life=7))) == write(SERIES)
