"""Timelines: order of happening, exactness as told, gaps, plans and their acts, key events, the best sentence."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crisisdesk.model.actor import Actor
from crisisdesk.model.claim import Speaker, Status
from crisisdesk.model.event import Disagreement, Variant
from crisisdesk.views.timeline import Entry, Gap, Kind, timeline
from crisisdesk.views.timeline_choice import act_of, choose_witness, is_subordinate, salience, share_party
from crisisdesk.views.timeline_days import days_in_words, is_rough, length_in_words, reported_in_words
from crisisdesk.views.timeline_words import (
    act_in_words,
    days_of,
    disputes_of,
    gap_in_words,
    heading_of,
    marks_of,
    numbers_of,
    totals_of,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "export"))
from accounts import (
    ALL,
    CIVILIANS,
    KAESONG,
    KCNA,
    NORTH,
    REBELS,
    SOUTH,
    UNKNOWN,
    account,
    claim,
    demolition,
    mention,
    on,
    report,
    vague,
    witness,
)

from crisisdesk.model.place import PlaceMention
from crisisdesk.model.span import Span

JUNE = date(2020, 6, 1)
YEAR = on(date(2020, 1, 1), date(2020, 12, 31), "year", "this year")


def told(seed: str, when=UNKNOWN, published: date | None = date(2020, 6, 17), **more):
    """Return an event of one witness."""
    own = claim(seed, when=when, **more)
    return account(witness(own, report(seed, published), f"They blew up {seed}."), historical=own.historical)


def in_june(*days: int) -> list:
    return [told(f"event of the {day}th", on(date(2020, 6, day))) for day in days]


def only(one) -> Entry:
    (entry,) = timeline([one]).entries
    return entry


def ids(entries) -> list[str]:
    return [entry.event.id for entry in entries]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2020-06-15", "2020-06-15", "15 June 2020"),
        ("2020-06-03", "2020-06-09", "between 3 and 9 June 2020"),
        ("2020-05-28", "2020-06-03", "between 28 May and 3 June 2020"),
        ("2020-12-30", "2021-01-01", "between 30 December 2020 and 1 January 2021"),
        ("2020-06-01", "2020-06-30", "June 2020"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2020-06-01", "2020-06-10", "between 1 and 10 June 2020"),
        ("2020-04-01", "2020-06-30", "April to June 2020"),
        ("2019-12-01", "2020-02-29", "December 2019 to February 2020"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2010-01-01", "2019-12-31", "2010 to 2019"),
        ("0987-01-01", "0987-12-31", "987"),
        ("9999-12-31", "9999-12-31", "31 December 9999"),
    ],
)
def test_days_are_as_exact_as_they_are_told(start, end, words):
    assert days_in_words(date.fromisoformat(start), date.fromisoformat(end)) == words


@pytest.mark.parametrize(("days", "rough"), [(1, False), (7, False), (14, False), (15, True), (28, True), (365, True)])
def test_a_month_names_no_day_and_a_week_nearly_does(days, rough):
    assert is_rough(JUNE, JUNE + timedelta(days=days - 1)) is rough


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1 day"), (13, "13 days"), (729, "729 days"), (7305, "about 20 years")]
)
def test_lengths(days, words):
    assert length_in_words(days) == words


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ([], "no day told; in a report without a date"),
        (["2020-06-17"], "no day told; reported on 17 June 2020"),
        (["2020-06-17", "2020-06-18", "2020-06-20"], "no day told; reported from 17 June to 20 June 2020"),
        (["2019-12-31", "2020-01-02"], "no day told; reported from 31 December 2019 to 2 January 2020"),
    ],
)
def test_what_has_no_day_tells_when_it_was_reported(published, words):
    assert reported_in_words([date.fromisoformat(day) for day in published]) == words


def test_events_stand_in_the_order_in_which_they_happened_not_in_which_they_were_told():
    first = told("the bridge", on(date(2020, 6, 2)), published=date(2020, 6, 30))
    second = told("the road", on(date(2020, 6, 5)), published=date(2020, 6, 5))
    assert ids(timeline([second, first]).dated) == [first.event.id, second.event.id]


def test_what_is_told_roughly_stands_at_its_beginning_before_what_may_lie_in_it():
    month = told("a month", on(JUNE, date(2020, 6, 30), "month"))
    year, first, second = told("a year", YEAR), *in_june(1, 2)
    found = timeline([second, first, month, year])
    assert ids(found.dated) == [one.event.id for one in (year, month, first, second)]
    assert [heading_of(entry) for entry in found.dated] == [
        "2020, no day told",
        "June 2020, no day told",
        "1 June 2020",
        "2 June 2020",
    ]
    assert [entry.rough for entry in found.dated] == [True, True, False, False]


def test_what_has_no_day_stands_apart_by_the_day_it_was_reported():
    late, early = told("late", published=date(2020, 6, 20)), told("early", published=date(2020, 6, 1))
    found = timeline([late, vague(), early, *in_june(9)])
    assert ids(found.undated) == [early.event.id, late.event.id, vague().event.id]
    assert [entry.start for entry in found.undated] == [None] * 3
    assert [heading_of(entry) for entry in found.undated] == ["No day told"] * 3
    assert days_of(found.undated[0]) == "no day told; reported on 1 June 2020"
    assert len(found.dated) == 1


@pytest.mark.parametrize(
    ("days", "gaps"),
    [
        ((), []),
        ((1,), []),
        ((1, 2, 3), []),
        ((1, 5), []),
        ((1, 2, 3, 17), [13]),
        ((1, 2, 3, 7), []),
        ((1, 2, 3, 8), [4]),
        ((1, 8, 15, 22, 29), []),
        ((1, 2, 9, 10, 11, 20), [6, 8]),
        ((1, 1, 1, 2, 2, 8), []),
    ],
)
def test_gaps_are_long_as_measured_by_the_other_times_between_events(days, gaps):
    made = [told(f"{n}: {day}", on(date(2020, 6, day))) for n, day in enumerate(days)]
    assert [gap.days for gap in timeline(made).gaps] == gaps


def test_a_gap_stands_before_the_event_that_ends_it():
    (gap,) = timeline(in_june(1, 2, 3, 17)).gaps
    assert (gap.start, gap.end) == (date(2020, 6, 4), date(2020, 6, 16))
    assert gap_in_words(gap) == "13 days without a dated event"
    rows = list(timeline(in_june(1, 2, 3, 17)).rows())
    assert [isinstance(row, Gap) for row in rows] == [False, False, False, True, False]


def test_days_between_which_something_fell_are_no_gap_and_a_rough_date_fills_none():
    week = told("the week", on(date(2020, 6, 4), date(2020, 6, 14), "vague"))
    assert timeline([*in_june(1, 2, 3, 17), week]).gaps == ()
    (gap,) = timeline([*in_june(1, 2, 3, 17), told("the year", YEAR)]).gaps
    assert gap_in_words(gap) == "13 days without an event told to the day; 1 told roughly may fall there"


def test_the_time_between_what_is_long_past_and_the_first_news_is_no_gap():
    past = told("long ago", on(date(1990, 5, 1)), historical=True)
    assert timeline([past, *in_june(1, 2, 3)]).gaps == ()


def test_what_is_told_as_past_ends_a_gap_in_older_news():
    old = [told(f"{day}", on(date(1990, 5, day))) for day in (1, 2, 3)]
    past = told("the flood", on(date(1995, 5, 1)), historical=True)
    assert [gap.before for gap in timeline([*old, past]).gaps] == [past.event.id]


@pytest.mark.parametrize(
    ("status", "when", "kind", "mark"),
    [
        (Status.FUTURE, on(date(2020, 6, 25)), Kind.PLAN, "plan, for 25 June 2020"),
        (Status.FUTURE, UNKNOWN, Kind.PLAN, "plan, no day told"),
        (Status.FUTURE, on(JUNE, date(2020, 6, 7)), Kind.PLAN, "plan, between 1 and 7 June 2020"),
        (Status.FUTURE, YEAR, Kind.PLAN, "plan, for 2020"),
        (Status.HYPOTHETICAL, on(date(2020, 6, 25)), Kind.PLAN, "plan or possibility, not certain, for 25 June 2020"),
        (Status.NEGATED, on(date(2020, 6, 15)), Kind.NOT_DONE, "not done"),
    ],
)
def test_what_is_no_act_is_marked(status, when, kind, mark):
    entry = only(told("it", when, status=status))
    assert (entry.kind, marks_of(entry)) == (kind, (mark,))


def test_an_act_bears_no_mark_and_a_past_one_says_so():
    assert marks_of(only(told("it", on(JUNE)))) == ()
    assert marks_of(only(told("it", on(date(1990, 5, 1)), historical=True))) == ("told as past",)


def test_what_only_speakers_deny_is_denied_by_them():
    said = (Speaker(mention=mention(KCNA), cue="said"),)
    assert marks_of(only(told("it", status=Status.NEGATED, said_by=said))) == ("denied by KCNA",)


PLAN = {
    "kind": "MOBILIZE",
    "status": Status.FUTURE,
    "actors": (mention(NORTH),),
    "recipients": (mention(SOUTH),),
}
ACT = PLAN | {"status": Status.ACTUAL}
AT_KAESONG = PlaceMention(place=KAESONG, span=Span(0, 7, "Kaesong"))


@pytest.mark.parametrize(
    ("seed", "changed", "done", "carried"),
    [
        ("the same parties", {}, date(2020, 6, 20), True),
        ("the last day", {}, date(2020, 8, 16), True),
        ("a day too late", {}, date(2020, 8, 17), False),
        ("before the plan", {}, date(2020, 6, 16), False),
        ("another type", {"kind": "ASSAULT"}, date(2020, 6, 20), False),
        ("another actor", {"actors": (mention(Actor(country="USA")),)}, date(2020, 6, 20), False),
        ("another recipient", {"recipients": (mention(CIVILIANS),)}, date(2020, 6, 20), False),
        ("only another plan", {"status": Status.FUTURE}, date(2020, 6, 20), False),
        ("not done", {"status": Status.NEGATED}, date(2020, 6, 20), False),
    ],
)
def test_an_act_of_the_same_kind_and_parties_within_sixty_days_carries_out_a_plan(seed, changed, done, carried):
    plan, act = told("a plan", **PLAN), told(seed, on(done), **(ACT | changed))
    found = {entry.event.id: entry for entry in timeline([plan, act]).entries}
    assert (found[plan.event.id].act == act.event) is carried
    assert found[act.event.id].act is None or changed.get("status") is Status.FUTURE


def test_the_place_stands_in_for_the_recipient():
    plan = told("a plan", **(PLAN | {"recipients": (), "where": AT_KAESONG}))
    act = told("an act", on(date(2020, 6, 20)), **(ACT | {"recipients": (), "where": AT_KAESONG}))
    assert act_of(plan, [act.event]) == act.event
    country = replace(AT_KAESONG, place=replace(KAESONG, precision="country"))
    assert act_of(told("a plan", **(PLAN | {"recipients": (), "where": country})), [act.event]) is None


def test_of_several_acts_that_of_the_same_mode_is_named_then_the_first():
    plan = told("a plan", **(PLAN | {"mode": "troops"}))
    other = told("weapons", on(date(2020, 6, 19)), **(ACT | {"mode": "weapons"}))
    later, first = (told(f"{day}", on(date(2020, 6, day)), **(ACT | {"mode": "troops"})) for day in (25, 20))
    found = next(entry for entry in timeline([plan, other, later, first]).entries if entry.event.id == plan.event.id)
    assert found.act == first.event
    assert act_in_words(found).startswith("carried out: 20 June 2020, North Korea: MOBILIZE troops")


def test_an_act_that_is_told_roughly_is_not_taken_for_the_one_that_was_planned():
    assert act_of(told("a plan", **PLAN), [told("an act", YEAR, **ACT).event]) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (NORTH, replace(NORTH, sector="MIL", name=""), True),
        (NORTH, SOUTH, False),
        (REBELS, Actor(country="MLI", sector="REB"), False),
        (REBELS, REBELS, False),
        (Actor(country="---", name="Own Front"), Actor(country="---", name="Own Front"), True),
    ],
)
def test_parties_that_nobody_knows_are_not_the_same(one, other, same):
    assert share_party([one], [other]) is same


def test_disputed_days_show_every_variant():
    entry = only(demolition())
    assert disputes_of(entry) == ("disputed day: 16 June 2020 (1 source) or 15 June 2020 (1 source)",)


@pytest.mark.parametrize(
    ("part", "values", "line"),
    [
        (
            "when",
            ("2020-06-15/2020-06-17", "own\u202e"),
            "disputed day: between 15 and 17 June 2020 (1 source) or own[U+202E] (1 source)",
        ),
        ("status", ("actual", "negated"), "disputed whether it was done: done (1 source) or not done (1 source)"),
        ("where", ("Gao, MLI", "Kidal, MLI"), "disputed place: Gao, MLI (1 source) or Kidal, MLI (1 source)"),
        ("actors", ("PRK", "KOR"), "disputed actors: PRK (1 source) or KOR (1 source)"),
    ],
)
def test_disputes_in_words(part, values, line):
    variants = tuple(Variant(value=value, claims=("c",), voices=(value,)) for value in values)
    own = account(*demolition().witnesses, disagreements=(Disagreement(part=part, variants=variants),))
    assert disputes_of(only(own)) == (line,)


def test_an_event_and_a_timeline_have_three_numbers():
    assert numbers_of(only(demolition())) == "2 reports, 2 without copies, 2 independent sources"
    found = timeline([demolition(), *in_june(1), told("undated")])
    assert totals_of(found) == "4 reports, 4 independent sources, 3 events, 1 without a day"


def test_salience_grows_with_sources_claims_and_severity():
    base = demolition().event
    bland = replace(base, voices=1, claims=("a",), score=0.0)
    assert salience(bland) == 3.0
    assert salience(replace(bland, voices=3)) == 5.0
    assert salience(replace(bland, claims=("a", "b", "c"))) == 4.0
    assert salience(replace(bland, score=-10.0)) == salience(replace(bland, score=10.0)) == 7.0


def test_the_most_salient_are_key_events_and_none_under_the_least():
    plain, grave = told("words", on(JUNE), score=-1.0), demolition()
    assert [entry.key for entry in timeline([plain, grave], key=1).dated] == [False, True]
    assert [entry.key for entry in timeline([plain, grave], key=0).dated] == [False, False]
    assert [entry.key for entry in timeline([plain, grave], least=7.0).dated] == [False, True]


FULL = "The North blew up the office."


def choice(*sentences: str, **changed) -> str:
    """Return the sentence that is chosen of those of reports that come a day after each other."""
    own = claim("own", actors=(mention(NORTH),))
    heads = [replace(report(text, date(2020, 6, 17 + n)), title="Office blown up") for n, text in enumerate(sentences)]
    witnesses = [
        witness(replace(own, id=f"c{n}", **changed.get(text, {})), head, text)
        for n, (text, head) in enumerate(zip(sentences, heads, strict=True))
    ]
    return choose_witness(account(*witnesses)).sentence


@pytest.mark.parametrize(
    "other",
    [
        "Office blown up",
        "Photo: the North blew up the office",
        "It came a day after the North blew up the office.",
        "The North, which blew up the office, said nothing.",
        "The North blew up the office" + " and the road to it" * 15 + ".",
    ],
)
def test_a_full_short_sentence_with_the_act_in_its_main_clause_is_chosen_though_it_came_later(other):
    assert choice(other, FULL) == FULL


def test_of_equals_the_one_published_first_is_chosen():
    assert choice("The North blew up an office.", FULL) == "The North blew up an office."


@pytest.mark.parametrize(
    "weaker",
    [
        {"actors": (mention(NORTH, "They", "document"),)},
        {"said_by": (Speaker(mention=mention(KCNA), cue="said"),)},
        {"status": Status.FUTURE},
    ],
)
def test_the_witness_that_tells_most_of_the_event_is_chosen(weaker):
    first = "They blew up the office."
    own = claim("own", actors=(mention(NORTH),))
    witnesses = (
        witness(replace(own, id="c1", **weaker), report("one", date(2020, 6, 16)), first),
        witness(replace(own, id="c2"), report("two", date(2020, 6, 18)), FULL),
    )
    event = account(*reversed(witnesses)).event
    assert choose_witness(replace(account(*witnesses), event=event)).sentence == FULL


@pytest.mark.parametrize(
    ("sentence", "under"),
    [
        (FULL, False),
        ("After the talks, the North blew up the office.", False),
        ("The talks ended when the North blew up the office.", True),
        ("Those who blew up the office are known.", True),
        ("Nothing of it stands here.", False),
    ],
)
def test_clauses_under_others_are_told_by_their_words(sentence, under):
    assert is_subordinate(witness(claim("own"), report("own"), sentence)) is under


DAYS = st.dates(date(2019, 1, 1), date(2021, 12, 31))
SPANS = st.one_of(
    st.just(UNKNOWN),
    st.builds(lambda day: replace(UNKNOWN, end=day, precision="before", basis="document"), DAYS),
    st.builds(
        lambda day, more: on(day, day + timedelta(days=more), "vague"), DAYS, st.sampled_from([0, 0, 6, 30, 365])
    ),
)
TOLD = st.tuples(SPANS, st.none() | DAYS, st.sampled_from(list(Status)), st.integers(1, 3), st.booleans())


def made(n: int, row):
    when, published, status, witnesses, parties = row
    own = claim(f"{n}", when=when, status=status, **({"actors": (mention(NORTH),)} if parties else {}))
    heads = [report(f"{n} {m}", published) for m in range(witnesses)]
    return account(*(witness(replace(own, id=f"{own.id}{m}"), head, f"{n}, {m}.") for m, head in enumerate(heads)))


@settings(max_examples=150, deadline=None)
@given(st.lists(TOLD, max_size=12), st.integers(0, 4))
def test_whatever_is_told_unknown_days_stay_unknown_the_order_holds_and_sentences_are_witnessed(rows, key):
    accounts = [made(n, row) for n, row in enumerate(rows)]
    found = timeline(accounts, key=key)
    assert sorted(ids(found.entries)) == sorted(one.event.id for one in accounts)
    for entry in found.entries:
        known = entry.event.start is not None and entry.event.end is not None
        assert (entry.start, entry.end) == ((entry.event.start, entry.event.end) if known else (None, None))
        assert (entry in found.dated) is known
        assert entry.witness in entry.account.witnesses
    starts = [entry.start for entry in found.dated]
    assert starts == sorted(starts)
    assert sum(entry.key for entry in found.entries) == min(key, len(accounts))
    assert timeline(reversed(accounts), key=key) == found


@settings(max_examples=150, deadline=None)
@given(st.lists(TOLD, max_size=12))
def test_in_a_gap_no_event_has_its_day(rows):
    found = timeline(made(n, row) for n, row in enumerate(rows))
    for gap in found.gaps:
        assert gap.days > 3
        assert not [e for e in found.dated if not e.rough and e.start <= gap.end and e.end >= gap.start]
    assert sum(isinstance(row, Gap) for row in found.rows()) == len(found.gaps)


def test_all_kinds_of_accounts_have_their_place():
    found = timeline(ALL)
    assert len(found.entries) == len(ALL)
    assert timeline([]).entries == ()
