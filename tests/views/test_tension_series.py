"""A series worked out by hand: sums, stock, changes, what is not counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tension_acts import act, talks

from crisisdesk.model.claim import Status
from crisisdesk.model.event import Disagreement
from crisisdesk.views.tension import Question, tension
from crisisdesk.views.tension_change import TOO_FEW, TOO_SHORT
from crisisdesk.views.tension_parties import Party, Way
from crisisdesk.views.tension_periods import By, TensionError

NORTH, SOUTH = Party(value="PRK"), Party(value="KOR")
WEEKS = Question(by=By.WEEK, half_life=7)
EVENTS = (
    act("blast", "2020-12-22", -8.5),
    act("threat", "2020-12-23", -3.5),
    act("charge", "2020-12-24", -3.0, "KOR:GOV", "PRK"),
    talks("talks", "2020-12-30/2021-01-01"),
    act("aid", "2021-01-12", 10.0, "KOR", "PRK"),
    act("demand", "2021-01-13", 0.0),
)


def series(*events, question=WEEKS):
    return tension(events, NORTH, SOUTH, question)


def told(events, way):
    return [
        (p.period.name, p.of(way).n, p.of(way).conflict, p.of(way).cooperation, p.of(way).net, p.of(way).stock)
        for p in series(*events).points
    ]


def test_both_directions_by_hand():
    """With a half-life of one week the stock halves from week to week."""
    assert told(EVENTS, Way.BOTH) == [
        ("2020-W52", 3, 15.0, 0.0, -15.0, -15.0),
        ("2020-W53", 1, 0.0, 2.5, 2.5, -7.5 + 2.5),
        ("2021-W01", 0, 0.0, 0.0, 0.0, -2.5),
        ("2021-W02", 2, 0.0, 10.0, 10.0, -1.25 + 10.0),
    ]


def test_a_on_b_by_hand():
    assert told(EVENTS, Way.THERE) == [
        ("2020-W52", 2, 12.0, 0.0, -12.0, -12.0),
        ("2020-W53", 1, 0.0, 2.5, 2.5, -6.0 + 2.5),
        ("2021-W01", 0, 0.0, 0.0, 0.0, -1.75),
        ("2021-W02", 1, 0.0, 0.0, 0.0, -0.875),
    ]


def test_b_on_a_by_hand():
    assert told(EVENTS, Way.BACK) == [
        ("2020-W52", 1, 3.0, 0.0, -3.0, -3.0),
        ("2020-W53", 1, 0.0, 2.5, 2.5, -1.5 + 2.5),
        ("2021-W01", 0, 0.0, 0.0, 0.0, 0.5),
        ("2021-W02", 1, 0.0, 10.0, 10.0, 0.25 + 10.0),
    ]


def test_the_ids_behind_every_point():
    points = series(*EVENTS).points
    assert [point.events for point in points] == [("blast", "threat", "charge"), ("talks",), (), ("aid", "demand")]
    assert [point.both.hostile for point in points] == [3, 0, 0, 0]
    assert (points[0].there.events, points[0].back.events) == (("blast", "threat"), ("charge",))


def test_a_month_decays_by_its_own_days():
    events = act("a", "2021-01-31", -8.0), act("b", "2021-03-01/2021-03-31", 4.0, precision="month")
    points = series(*events, question=Question(by=By.MONTH, half_life=59)).points
    assert [(p.period.name, p.both.n) for p in points] == [("2021-01", 1), ("2021-02", 0), ("2021-03", 1)]
    assert [p.both.stock for p in points] == pytest.approx([-8.0, -8.0 * 2 ** (-28 / 59), -4.0 + 4.0])


def test_days():
    points = series(act("a", "2021-02-27"), act("b", "2021-03-01"), question=Question(by=By.DAY)).points
    assert [(p.period.name, p.both.n) for p in points] == [("2021-02-27", 1), ("2021-02-28", 0), ("2021-03-01", 1)]


@given(st.permutations([*EVENTS, *EVENTS, act("undated")]), st.integers(1, 50))
def test_neither_order_nor_more_reports_of_the_same_events_change_anything(events, reports):
    plain = series(*EVENTS, act("undated"))
    doubled = [replace(e, reports=reports, families=reports, voices=reports, claims=(e.id, "more")) for e in events]
    assert series(*events) == plain
    assert series(*doubled) == plain


def test_the_sides_turned_round():
    one, other = series(*EVENTS), tension(EVENTS, SOUTH, NORTH, WEEKS)
    assert [(p.there, p.back, p.both) for p in one.points] == [(p.back, p.there, p.both) for p in other.points]


PRECISIONS = st.sampled_from(["quarter", "season", "year", "decade", "century", "vague", "before", "unknown"])


@given(st.lists(st.tuples(st.dates(), PRECISIONS)), st.sampled_from(list(By)))
def test_no_event_with_an_unknown_or_coarse_date_is_ever_placed(rows, by):
    unknown = [act(f"u{n}", precision=precision) for n, (_, precision) in enumerate(rows)]
    coarse = [act(f"c{n}", day.isoformat(), precision=precision) for n, (day, precision) in enumerate(rows)]
    found = series(*unknown, *coarse, act("day", "2020-06-16"), question=Question(by=by))
    assert [point.events for point in found.points] == [("day",)]
    assert sum(len(apart.events) for apart in found.apart) == 2 * len(rows)


def test_what_is_not_counted_is_said():
    found = series(
        *EVENTS,
        act("plan", "2020-12-24", status=Status.FUTURE),
        act("denied", "2020-12-24", status=Status.NEGATED),
        act("undated"),
        act("month", "2020-12-01/2020-12-31", precision="month"),
        act("long", "2020-12-20/2020-12-24"),
        act("war", "1950-06-25", historical=True),
        act("recalled", "2021-01-05", historical=True),
        act("others", "2020-12-24", whom="JPN"),
    )
    assert {apart.reason: apart.events for apart in found.apart} == {
        "not actual: future": ("plan",),
        "not actual: negated": ("denied",),
        "no date": ("undated",),
        "a date coarser than the period": ("month",),
        "days in more than one period": ("long",),
        "background from outside the time shown": ("war",),
    }
    assert (found.points[0].period.name, found.point("2021-W01").events) == ("2020-W52", ("recalled",))


def test_disputed_events_that_count_are_named():
    dispute = (Disagreement(part="when", variants=()),)
    figures = (Disagreement(part="figure", variants=()),)
    events = act("a", "2020-06-16", disagreements=dispute), act("b", "2020-06-16", disagreements=figures)
    assert series(*events, act("c", disagreements=dispute)).disputed == ("a",)


def test_a_window_cuts_what_is_shown_and_not_the_stock():
    whole = series(*EVENTS)
    window = replace(WEEKS, start=date(2020, 12, 31), end=date(2021, 1, 10))
    found = series(*EVENTS, act("war", "1950-06-25", historical=True), question=window)
    assert found.points == whole.points[1:3]
    assert [(apart.reason, len(apart.events)) for apart in found.apart] == [
        ("after the time shown", 2),
        ("background from outside the time shown", 1),
        ("before the time shown; in stock and means only", 3),
    ]


def test_a_window_beyond_the_events_has_zeros():
    window = replace(WEEKS, start=date(2020, 12, 7), end=date(2021, 1, 24))
    points = series(*EVENTS, question=window).points
    assert [(p.period.name, p.both.n) for p in points[:3]] == [("2020-W50", 0), ("2020-W51", 0), ("2020-W52", 3)]
    assert (points[-1].period.name, points[-1].both.n, points[-1].both.conflict) == ("2021-W03", 0, 0.0)


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [
        (date(2021, 6, 1), None, ["2021-W22"]),
        (None, date(2019, 6, 1), ["2019-W22"]),
        (date(2021, 6, 1), date(2021, 6, 8), ["2021-W22", "2021-W23"]),
    ],
)
def test_a_window_without_events(start, end, names):
    points = series(*EVENTS, question=replace(WEEKS, start=start, end=end)).points
    assert [p.period.name for p in points] == names
    assert all(p.both.n == 0 for p in points)


def test_nothing_gives_no_points():
    assert series().points == ()
    assert series(act("a")).points == ()
    with pytest.raises(TensionError, match="before it begins"):
        series(question=replace(WEEKS, start=date(2021, 1, 2), end=date(2021, 1, 1)))


def weekly(*counts, score=-2.0):
    """Return so many events on the Monday of each week from 2020-W02 on."""
    days = ((date(2020, 1, 6) + timedelta(weeks=n)).isoformat() for n in range(len(counts)))
    return [act(f"{day}/{k}", day, score) for day, count in zip(days, counts, strict=True) for k in range(count)]


@pytest.mark.parametrize(
    ("counts", "events", "mean", "difference", "ratio", "caution"),
    [
        ((1, 1, 2, 2, 6), 6, 3.0, 9.0, 4.0, ""),
        ((9, 1, 1, 1, 2, 0), 5, 2.5, -2.5, 0.0, ""),
        ((1, 1, 1, 1, 9), 4, None, None, None, TOO_FEW),
        ((5, 5, 5, 5), 15, None, None, None, TOO_SHORT),
    ],
)
def test_change_against_the_last_four(counts, events, mean, difference, ratio, caution):
    last = date.fromisocalendar(2020, len(counts) + 1, 7)
    found = series(*weekly(*counts), question=replace(WEEKS, end=last)).points[-1].both.changes[0]
    assert (found.window, found.events, found.mean, found.difference) == (4, events, mean, difference)
    assert (found.ratio, found.z, found.caution) == (ratio, None, caution)


def test_no_ratio_where_too_few_of_the_events_before_were_conflict():
    kind = [replace(event, id=f"kind {event.id}") for event in weekly(1, 1, 1, 1, score=5.0)]
    found = series(*weekly(1, 0, 0, 0, 4), *kind).points[-1].both.changes[0]
    assert (found.events, found.mean, found.difference, found.ratio) == (5, -4.5, 12.5, None)


def test_z_needs_many_periods_and_events():
    """52 weeks, half with one event and half with three: mean 4 of tension, 52 deviations of 2."""
    last = series(*weekly(*([1, 3] * 26), 6)).points[-1].both
    short, long = last.changes
    assert (long.window, long.events, long.mean, long.difference) == (52, 104, 4.0, 8.0)
    assert long.z == pytest.approx(8.0 / (52 * 2.0**2 / 51) ** 0.5)
    assert short.z is None
    assert series(*weekly(*([1, 0] * 26), 6)).points[-1].both.changes[1].z is None
    assert series(*weekly(*([1] * 52), 6)).points[-1].both.changes[1].z is None
    assert series(*weekly(*([2] * 51), 6)).points[-1].both.changes[1].caution == TOO_SHORT


def test_the_guard_can_be_set():
    found = series(*weekly(1, 1, 1, 1, 9), question=replace(WEEKS, least=4)).points[-1].both.changes[0]
    assert (found.difference, found.ratio, found.caution) == (16.0, 9.0, "")
