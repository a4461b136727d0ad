"""Days, ISO weeks and months, and which events have one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tension_acts import act

from crisisdesk.views.tension_periods import (
    By,
    Period,
    TensionError,
    Unplaced,
    before,
    exact_day,
    period_of,
    place,
    run_of,
)


@pytest.mark.parametrize(
    ("day", "by", "name", "start", "end"),
    [
        ("2020-06-16", By.DAY, "2020-06-16", "2020-06-16", "2020-06-16"),
        ("2020-06-16", By.WEEK, "2020-W25", "2020-06-15", "2020-06-21"),
        ("2020-12-31", By.WEEK, "2020-W53", "2020-12-28", "2021-01-03"),
        ("2021-01-03", By.WEEK, "2020-W53", "2020-12-28", "2021-01-03"),
        ("2021-01-04", By.WEEK, "2021-W01", "2021-01-04", "2021-01-10"),
        ("2018-12-31", By.WEEK, "2019-W01", "2018-12-31", "2019-01-06"),
        ("2020-02-03", By.MONTH, "2020-02", "2020-02-01", "2020-02-29"),
        ("2021-02-28", By.MONTH, "2021-02", "2021-02-01", "2021-02-28"),
        ("9999-12-31", By.WEEK, "9999-W52", "9999-12-27", "9999-12-31"),
        ("0001-01-01", By.WEEK, "0001-W01", "0001-01-01", "0001-01-07"),
    ],
)
def test_the_period_of_a_day(day, by, name, start, end):
    found = period_of(date.fromisoformat(day), by)
    assert (found.name, found.start, found.end) == (name, date.fromisoformat(start), date.fromisoformat(end))


@given(st.dates(), st.sampled_from(list(By)))
def test_a_day_is_in_its_period_and_the_whole_period_is_one(day, by):
    found = period_of(day, by)
    assert found.start <= day <= found.end
    assert period_of(found.start, by) == period_of(found.end, by) == found


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 400), st.sampled_from(list(By)))
def test_a_run_has_no_gap_and_no_overlap(day, length, by):
    first, last = period_of(day, by), period_of(day + timedelta(days=length), by)
    run = run_of(first, last, by)
    assert (run[0], run[-1]) == (first, last)
    assert all(one.end + timedelta(days=1) == other.start for one, other in pairwise(run))
    assert before(last, by, len(run) - 1) == first


def test_a_run_to_the_ends_of_the_calendar():
    last = period_of(date.max, By.MONTH)
    assert run_of(last, last, By.MONTH) == (last,)
    assert before(period_of(date(1, 1, 9), By.WEEK), By.WEEK, 9) == period_of(date.min, By.WEEK)


def test_a_run_that_is_too_long_is_refused():
    with pytest.raises(TensionError, match="0001-01-01 to 9999-12-31 is more than"):
        run_of(period_of(date.min, By.DAY), period_of(date.max, By.DAY), By.DAY)


@pytest.mark.parametrize(
    ("when", "precision", "day", "week", "month"),
    [
        ("2020-06-16", "day", "2020-06-16", "2020-W25", "2020-06"),
        ("2020-06-15/2020-06-21", "week", Unplaced.COARSE, "2020-W25", "2020-06"),
        ("2020-06-29/2020-07-05", "week", Unplaced.COARSE, "2020-W27", Unplaced.ACROSS),
        ("2020-06-01/2020-06-30", "month", Unplaced.COARSE, Unplaced.COARSE, "2020-06"),
        ("2020-06-16/2020-06-18", "day", Unplaced.ACROSS, "2020-W25", "2020-06"),
        ("2020-12-30/2021-01-01", "day", Unplaced.ACROSS, "2020-W53", Unplaced.ACROSS),
        ("2020-01-01/2020-12-31", "year", Unplaced.COARSE, Unplaced.COARSE, Unplaced.COARSE),
        ("2020-06-16", "vague", Unplaced.COARSE, Unplaced.COARSE, Unplaced.COARSE),
        ("", "unknown", Unplaced.UNDATED, Unplaced.UNDATED, Unplaced.UNDATED),
    ],
)
def test_an_event_is_placed_only_where_its_date_is_precise_enough(when, precision, day, week, month):
    event = act("a", when, precision=precision)
    found = [place(event, by) for by in By]
    assert [one.name if isinstance(one, Period) else one for one in found] == [day, week, month]
    assert (exact_day(event) is not None) == isinstance(found[0], Period)
