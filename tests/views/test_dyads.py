"""Dyads of countries ranked by change, by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tension_acts import act, talks

from crisisdesk.model.claim import Status
from crisisdesk.views.dyads import first, rank_dyads
from crisisdesk.views.tension import Question, tension
from crisisdesk.views.tension_change import TOO_FEW, TOO_SHORT
from crisisdesk.views.tension_parties import Party
from crisisdesk.views.tension_periods import By
from crisisdesk.views.tension_rows import DYAD_COLUMNS, dyad_lines, dyad_rows
from crisisdesk.views.tension_tables import csv_of, json_of

MONTHS = Question(by=By.MONTH)


def monthly(who, whom, *counts, score=-2.0):
    """Return so many events on the 5th of each month of 2020 from January on."""
    days = (date(2020, n + 1, 5).isoformat() for n in range(len(counts)))
    return [
        act(f"{who}{whom} {day} {k}", day, score, who, whom)
        for day, count in zip(days, counts, strict=True)
        for k in range(count)
    ]


EVENTS = (
    *monthly("PRK", "KOR", 1, 1, 2, 2, 6),
    *monthly("KOR", "PRK", 0, 0, 0, 2, 1),
    *monthly("RUS", "UKR", 3, 3, 3, 3, 1),
    *monthly("IND", "PAK", 0, 0, 0, 1, 9),
    *monthly("MLI:MIL", "MLI:CVL", 5, 5, 5, 5, 5),
    *monthly("IGO:UNO", "MLI", 5, 5, 5, 5, 5),
    talks("talks", "2020-05-20", "CHN IND"),
    act("plan", "2020-05-06", status=Status.FUTURE),
    act("undated"),
)


def told(ranking):
    """Return dyads with events now, before, and the change of tension."""
    changes = ((dyad, dyad.tally.changes[0]) for dyad in ranking.dyads)
    return [(d.actor, d.recipient, d.tally.n, c.events, c.difference, c.caution) for d, c in changes]


def test_undirected_by_hand():
    """KOR-PRK: 7 events of -2 now, 8 in four months before: 14 - 4; RUS-UKR: 2 - 6."""
    ranking = rank_dyads(EVENTS, MONTHS)
    assert ranking.period.name == "2020-05"
    assert told(ranking) == [
        ("KOR", "PRK", 7, 8, 10.0, ""),
        ("RUS", "UKR", 1, 12, -4.0, ""),
        ("IND", "PAK", 9, 1, None, TOO_FEW),
        ("CHN", "IND", 1, 0, None, TOO_FEW),
    ]
    assert [(apart.reason, apart.events) for apart in ranking.apart] == [
        ("no date", ("undated",)),
        ("not actual: future", ("plan",)),
    ]


def test_directed_by_hand():
    assert told(rank_dyads(EVENTS, MONTHS, directed=True)) == [
        ("PRK", "KOR", 6, 6, 9.0, ""),
        ("RUS", "UKR", 1, 12, -4.0, ""),
        ("IND", "PAK", 9, 1, None, TOO_FEW),
        ("CHN", "IND", 1, 0, None, TOO_FEW),
        ("IND", "CHN", 1, 0, None, TOO_FEW),
        ("KOR", "PRK", 1, 2, None, TOO_FEW),
    ]


def test_another_period():
    ranking = rank_dyads(EVENTS, replace(MONTHS, end=date(2020, 4, 30)))
    assert ranking.period.name == "2020-04"
    assert {caution for *_, caution in told(ranking)} == {TOO_SHORT}
    assert ("after the time shown", 18) in [(apart.reason, len(apart.events)) for apart in ranking.apart]


@pytest.mark.parametrize("by", list(By))
def test_a_dyad_is_the_last_point_of_its_series(by):
    """Of two countries alone, whatever the length of periods, also where the stock is older than the longest window."""
    question = Question(by=by, half_life=100)
    events = monthly("PRK", "KOR", 1, 1, 2, 2, 6, 0, 0, 1)
    (dyad,) = rank_dyads(events, question).dyads
    point = tension(events, Party(value="KOR"), Party(value="PRK"), question).points[-1].both
    assert replace(dyad.tally, stock=0.0) == replace(point, stock=0.0)
    assert dyad.tally.stock == pytest.approx(point.stock)


@given(st.permutations(EVENTS))
def test_order_and_doubles_change_nothing(events):
    assert rank_dyads([*events, *EVENTS], MONTHS) == rank_dyads(EVENTS, MONTHS)


def test_nothing():
    ranking = rank_dyads([act("undated")])
    assert (ranking.period, ranking.dyads) == (None, ())
    assert list(dyad_lines(ranking)) == ["no events between countries can be placed in time"]
    assert csv_of(DYAD_COLUMNS, dyad_rows(ranking)).count("\n") == 1


def test_lines():
    lines = list(dyad_lines(rank_dyads(EVENTS, MONTHS), limit=3))
    assert lines[1].split()[:5] == ["KOR", "–", "PRK", "7", "14.0"]
    assert "+10.0, ×3.5 conflict" in lines[1]
    assert TOO_FEW in lines[3]
    assert "1 more dyads; --limit shows them" in lines
    assert "not counted here: 1 event, no date" in lines


def test_tables():
    ranking = first(rank_dyads(EVENTS, MONTHS), 2)
    rows = [dict(zip(DYAD_COLUMNS, row, strict=True)) for row in dyad_rows(ranking)]
    assert [(row["actor"], row["period"], row["difference_4"]) for row in rows] == [
        ("KOR", "2020-05", 10.0), ("RUS", "2020-05", -4.0),
    ]  # fmt: skip
    assert len(rows[0]["event_ids"]) == 7
    found = json.loads(json_of(ranking))
    assert [dyad["tally"]["n"] for dyad in found["dyads"]] == [7, 1]
