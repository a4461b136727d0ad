"""What follows what: counts, lags and chance worked out by hand."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tension_acts import act, talks

from crisisdesk.model.claim import Status
from crisisdesk.views.sequences import Answer, find_sequences, first
from crisisdesk.views.tension_rows import SEQUENCE_COLUMNS, sequence_lines, sequence_rows
from crisisdesk.views.tension_tables import csv_of, json_of

EVENTS = (
    act("t1", "2020-06-01", kind="THREATEN"),
    act("a1", "2020-06-04"),
    act("t2", "2020-06-10", kind="THREATEN"),
    act("r2", "2020-06-10", who="KOR", whom="PRK", kind="REJECT"),
    act("r3", "2020-06-12", who="KOR", whom="PRK", kind="REJECT"),
    act("t3", "2020-06-18", kind="THREATEN"),
    act("a3", "2020-06-24"),
    act("x", "2020-06-19", who="PRK", whom="JPN"),
    act("t4", "2020-06-20", kind="THREATEN"),
    act("end", "2020-06-20", who="RUS", whom="UKR", kind="AID"),
)
"""From 1 to 24 June: 24 days."""


def row(found, kind, then, by):
    return next((r for r in found.rows if (r.first, r.then, r.by) == (kind, then, by)), None)


def test_the_same_side_again_by_hand():
    """Of four threats, those of 1, 18 and 20 June have an assault within 7 days: after 3, 6 and 4 days.

    Chance: two assaults on 24 days; 7, 7, 6 and 4 days are seen after the four threats.
    """
    found = row(find_sequences(EVENTS, 7), "THREATEN", "ASSAULT", Answer.SAME)
    assert (found.of, found.followed, found.median_lag) == (4, 3, 4.0)
    assert found.events == (("t1", "a1"), ("t3", "a3"), ("t4", "a3"))
    missed = (1 - 7 / 24) ** 2, (1 - 7 / 24) ** 2, (1 - 6 / 24) ** 2, (1 - 4 / 24) ** 2
    assert found.expected == pytest.approx(sum(1 - miss for miss in missed))


def test_the_other_side_is_apart_and_the_same_day_is_no_answer():
    found = find_sequences(EVENTS, 7)
    answer = row(found, "THREATEN", "REJECT", Answer.OTHER)
    assert (answer.of, answer.followed, answer.median_lag, answer.events) == (4, 1, 2.0, (("t2", "r3"),))
    assert row(found, "THREATEN", "REJECT", Answer.SAME) is None


def test_an_act_does_not_follow_itself():
    """Of four threats, t2 has another after 8 days and t3 after 2; each may be met by the three others."""
    found = row(find_sequences(EVENTS, 8), "THREATEN", "THREATEN", Answer.SAME)
    assert (found.followed, found.median_lag) == (2, 5.0)
    missed = (1 - 8 / 24) ** 3, (1 - 8 / 24) ** 3, (1 - 6 / 24) ** 3, (1 - 4 / 24) ** 3
    assert found.expected == pytest.approx(sum(1 - miss for miss in missed))


@pytest.mark.parametrize(("within", "followed"), [(2, 0), (3, 1), (4, 2), (6, 3), (365, 4)])
def test_within(within, followed):
    (same, _) = sorted(find_sequences(EVENTS, within, "THREATEN", "ASSAULT").rows, key=lambda r: r.by != Answer.SAME)
    assert same.followed == followed


def test_both_types_given_show_what_never_happens():
    rows = find_sequences(EVENTS, 7, "AID", "AGREE").rows
    assert [(r.by, r.of, r.followed, r.expected, r.ratio, r.median_lag) for r in rows] == [
        (Answer.OTHER, 1, 0, 0.0, None, None),
        (Answer.SAME, 1, 0, 0.0, None, None),
    ]
    assert {r.first for r in find_sequences(EVENTS, 7, a="THREATEN").rows} == {"THREATEN"}
    assert {r.then for r in find_sequences(EVENTS, 7, b="ASSAULT").rows} == {"ASSAULT"}


def test_a_joint_act_is_one_of_each_on_the_other():
    events = talks("c", "2020-06-01"), act("a", "2020-06-03")
    rows = find_sequences(events, 7, "CONSULT", "ASSAULT").rows
    assert [(r.by, r.of, r.followed) for r in rows] == [(Answer.OTHER, 2, 1), (Answer.SAME, 2, 1)]


def test_the_ratio_has_a_guard():
    few, enough = (
        [
            act(f"{kind}{n}", f"2020-0{n + 1}-0{day}", kind=kind)
            for n in range(count)
            for kind, day in (("COERCE", 1), ("AID", 3))
        ]
        for count in (4, 5)
    )
    assert row(find_sequences(few, 7), "COERCE", "AID", Answer.SAME).ratio is None
    found = row(find_sequences(enough, 7), "COERCE", "AID", Answer.SAME)
    assert (found.followed, found.ratio) == (5, 5 / found.expected)


@given(st.permutations(EVENTS))
def test_order_and_doubles_change_nothing(events):
    assert find_sequences([*events, *EVENTS], 7) == find_sequences(EVENTS, 7)


@given(st.lists(st.sampled_from(["week", "month", "year", "vague", "unknown"]), max_size=9))
def test_only_what_is_dated_to_a_day_counts(precisions):
    vague = [act(f"v{n}", "2020-06-05", precision=precision) for n, precision in enumerate(precisions)]
    more = act("long", "2020-06-05/2020-06-06"), act("none"), act("plan", "2020-06-05", status=Status.FUTURE)
    found = find_sequences([*EVENTS, *vague, *more], 7)
    assert (found.rows, found.days) == (find_sequences(EVENTS, 7).rows, 24)
    assert {a.reason: len(a.events) for a in found.apart} == {
        "did not take place": 1,
        "not dated to one day": len(vague) + 2,
    }


def test_nothing():
    found = find_sequences([act("none")])
    assert (found.rows, found.days) == ((), 0)
    assert next(sequence_lines(found)).startswith("no act between countries, dated to a day")
    assert all(r.expected == 0.0 for r in find_sequences([], 7, "AID", "AID").rows)


def test_forms():
    found = find_sequences(EVENTS, 7)
    lines = list(sequence_lines(found, 1))
    assert lines[0] == "within 7 days; the events span 24 days"
    expected = "THREATEN → ASSAULT by A on B 4 3 1.7 too few events 4 d"
    assert lines[2].split() == expected.split()
    cells = dict(zip(SEQUENCE_COLUMNS, next(sequence_rows(found)), strict=True))
    assert (cells["first"], cells["by"], cells["of"], cells["within_days"]) == ("THREATEN", "same", 4, 7)
    assert "t1+a1|t3+a3|t4+a3" in csv_of(SEQUENCE_COLUMNS, sequence_rows(found))
    assert json.loads(json_of(first(found, 1)))["rows"][0]["events"] == [["t1", "a1"], ["t3", "a3"], ["t4", "a3"]]
