"""An event from its claims: best values, spread, numbers, and where the claims differ."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import (
    GAO,
    KAESONG,
    NORTH,
    PANMUNJOM,
    UNKNOWN,
    WONSAN,
    actor,
    claim,
    document,
    exactly,
    figure,
    june,
    on,
    witness,
)

from crisisdesk.model.claim import Status
from crisisdesk.model.event import Count
from crisisdesk.record.blend import best, blend

MONTH = on(1, 30, "month")
WEEK = on(15, 21, "week")


def event(*told: dict | str, **shared):
    """Blend claims a, b, c, ..., each given by what it tells; ``voice`` and ``published`` are those of the witness."""
    rows = []
    for name, fields in zip("abcdefghijkl", told, strict=False):
        more = {**shared, **fields}
        kept = {key: more.pop(key) for key in ("voice", "published", "report", "family") if key in more}
        rows.append(witness(claim(name, **more), **kept))
    return blend(rows, (), ())


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("x:A", "x"),
        ("x:A y:B y:C", "y"),
        ("x:A x:A x:A y:B y:C", "y"),
        ("x:A y:B y:B", "y"),
        ("x:A x:B y:C y:D", "x"),
        ("y:A x:B", "y"),
        ("", None),
    ],
    ids=["one", "most voices", "voices before claims", "then claims", "a tie", "then first told", "none"],
)
def test_the_best_value_is_that_of_most_voices_then_claims_then_told_first(told, expected):
    rows = [row.split(":") for row in told.split()]
    assert best([(value, witness(claim(), voice=voice)) for value, voice in rows]) == expected


DAYS = {
    "most voices": (({"when": on(15)}, {"when": on(16)}, {"when": on(16)}), (on(16), june(15), june(16))),
    "the finest before the most": (({"when": MONTH}, {"when": MONTH}, {"when": on(16)}), (on(16), june(1), june(30))),
    "a week before a month": (({"when": MONTH}, {"when": WEEK}), (WEEK, june(1), june(30))),
    "the day of the document is none": (({"when": document(17)}, {"when": WEEK}), (WEEK, june(15), june(21))),
}


@pytest.mark.parametrize(("told", "expected"), DAYS.values(), ids=DAYS)
def test_days(told, expected):
    found, (when, earliest, latest) = event(*told), expected
    assert (found.start, found.end, found.precision) == (when.start, when.end, when.precision)
    assert (found.earliest, found.latest) == (earliest, latest)


@pytest.mark.parametrize("when", [UNKNOWN, document(17)])
def test_an_act_that_no_claim_dates_has_no_days(when):
    found = event({"when": when}, {"when": UNKNOWN})
    assert (found.start, found.end, found.earliest, found.latest) == (None,) * 4
    assert found.precision == "unknown"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((WONSAN, KAESONG, KAESONG), KAESONG),
        ((NORTH, NORTH, KAESONG), KAESONG),
        ((NORTH, None, None), NORTH),
        ((None, None), None),
    ],
)
def test_the_place_is_the_best_told_and_a_country_only_where_nothing_finer_is(places, expected):
    assert event(*({"place": place} for place in places)).place == expected


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (("PRK", "USA", "USA"), "USA"),
        (("PRK:MIL", "PRK:GOV", "PRK:GOV"), "PRK:GOV"),
        (("?USA, PRK", "KOR", "KOR", "PRK"), "PRK"),
        (("?USA", "?USA", "?USA", "PRK, KOR"), "USA"),
        (("PRK", "PRK, CHN", "CHN, PRK"), "CHN PRK"),
        (("", "", "PRK"), "PRK"),
        (("", ""), ""),
    ],
    ids=["voices", "the name given most", "context yields in its claim", "context", "sets", "one tells", "none"],
)
@pytest.mark.parametrize("side", ["actors", "recipients"])
def test_parties(side, sides, expected):
    other = {"actors": "recipients", "recipients": "actors"}[side]
    found = getattr(event(*({side: words, other: ""} for words in sides)), side)
    assert " ".join(one.code for one in found) == expected


@pytest.mark.parametrize(
    ("actors", "recipients", "expected"),
    [
        ("PRK", "PRK:GOV", ""),
        ("PRK:GOV", "PRK:CVL", "PRK:CVL"),
        ("PRK", "KOR:GOV", "KOR:GOV"),
        ("PRK:OPP", "PRK", "PRK"),
    ],
)
def test_a_state_does_nothing_to_its_own_government(actors, recipients, expected):
    found = event({"actors": actors, "recipients": recipients}).recipients
    assert " ".join(one.code for one in found) == expected


def test_each_party_is_named_as_it_is_named_most():
    found = event({"actors": "PRK"}, {"actors": "PRK:GOV Kim Yo Jong"}, {"actors": "PRK:GOV Kim Yo Jong"})
    assert found.actors == (actor("PRK:GOV Kim Yo Jong"),)


def test_the_event_is_of_the_mode_that_most_tell_and_its_code_and_score_are_those_of_such_a_claim():
    plain = {"mode": None, "cameo": "190", "score": -9.0}
    blast = {"mode": "explosives", "cameo": "183", "score": -10.0}
    found = event(plain, plain, plain, blast, {"mode": "firearms", "cameo": "193"}, blast)
    assert (found.type, found.mode, found.cameo, found.score) == ("ASSAULT", "explosives", "183", -10.0)
    assert event(plain, plain).mode is None


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [("actual negated negated", "negated"), ("negated actual", "negated"), ("actual negated", "actual")],
)
def test_the_status_is_the_best_told(statuses, expected):
    assert event(*({"status": Status(status)} for status in statuses.split())).status == expected


@pytest.mark.parametrize(("told", "expected"), [((True, True), True), ((True, False), False), ((False,), False)])
def test_an_event_is_history_only_if_all_tell_it_so(told, expected):
    assert event(*({"historical": past} for past in told)).historical is expected


FIGURES = [
    ((), ()),
    (((exactly(3),),), ((3, 3, 3),)),
    (((exactly(3),), (exactly(5),), (exactly(5),)), ((3, 5, 5),)),
    (((exactly(0),), (exactly(0),), (exactly(2),)), ((0, 0, 2),)),
    (((figure("killed", 20, None, 30),),), ((20, None, 30),)),
    (((figure("killed", None, None, None),),), ((None, None, None),)),
    (((exactly(3),), (figure("killed", None, None, None),)), ((3, 3, 3),)),
    pytest.param(((figure("killed", 24, None, None),),), ((24, None, None),), id="dozens"),
    pytest.param(((figure("killed", 10, 10, None),),), ((10, 10, None),), id="at least ten"),
    pytest.param(((figure("killed", None, 20, 20),),), ((None, 20, 20),), id="up to twenty"),
]


@pytest.mark.parametrize(("told", "expected"), FIGURES)
def test_figures(told, expected):
    counts = event({}, *({"figures": figures} for figures in told)).figures
    assert counts == tuple(Count(of="killed", low=low, best=best, high=high) for low, best, high in expected)


def test_figures_of_different_things_are_counted_apart_by_name():
    found = event({"figures": (exactly(9, "wounded"), exactly(3))}, {"figures": (exactly(12, "wounded"),)})
    assert [(count.of, count.low, count.best, count.high) for count in found.figures] == [
        ("killed", 3, 3, 3),
        ("wounded", 9, 9, 12),
    ]


DISAGREEMENTS = {
    "when": (
        ({"when": on(16)}, {"when": on(15)}, {"when": on(16)}, {"when": MONTH}, {"when": UNKNOWN}),
        ["2020-06-16: a c", "2020-06-15: b"],
    ),
    "where": (
        ({"place": WONSAN}, {"place": KAESONG}, {"place": KAESONG}, {"place": NORTH}, {"place": None}),
        ["Kaesong, PRK: b c", "Wonsan, PRK: a"],
    ),
    "actors": (
        ({"actors": "PRK, CHN"}, {"actors": "USA"}, {"actors": "?JPN"}, {"actors": ""}),
        ["CHN, PRK: a", "USA: b"],
    ),
    "status": (
        ({}, {"status": Status.NEGATED}, {}),
        ["actual: a c", "negated: b"],
    ),
    "figure": (
        (
            {"figures": (exactly(3),)},
            {"figures": (exactly(5), exactly(9, "wounded"))},
            {"figures": (exactly(3),)},
            {"figures": (figure("killed", 24),)},
            {},
        ),
        ["3 killed: a c", "24 or more killed: d", "5 killed: b"],
    ),
}


@pytest.mark.parametrize(("part", "told", "expected"), [(part, *row) for part, row in DISAGREEMENTS.items()])
def test_disagreements(part, told, expected):
    (found,) = event(*told).disagreements
    assert found.part == part
    assert [f"{variant.value}: {' '.join(variant.claims)}" for variant in found.variants] == expected


def test_the_variant_of_most_voices_stands_first_and_names_them():
    rows = [({"when": on(15)}, "A")] * 3 + [({"when": on(16)}, "B"), ({"when": on(16)}, "C")]
    (found,) = event(*({**told, "voice": voice} for told, voice in rows)).disagreements
    assert [(variant.value, variant.voices) for variant in found.variants] == [
        ("2020-06-16", ("B", "C")),
        ("2020-06-15", ("A",)),
    ]


AGREEMENTS = {
    "the same": ({}, {}),
    "a day and its month": ({"when": on(16)}, {"when": MONTH}),
    "a day and that of the document": ({"when": on(16)}, {"when": document(17)}),
    "two near places": ({"place": KAESONG}, {"place": PANMUNJOM}),
    "a place and its country": ({"place": KAESONG}, {"place": NORTH}),
    "one actor more": ({"actors": "PRK"}, {"actors": "PRK, CHN"}),
    "two sectors": ({"actors": "PRK:GOV"}, {"actors": "PRK:MIL"}),
    "an actor by context": ({"actors": "PRK"}, {"actors": "?USA"}),
    "no actor": ({"actors": "PRK"}, {"actors": ""}),
    "figures of different things": ({"figures": (exactly(3),)}, {"figures": (exactly(9, "wounded"),)}),
    "a figure and none": ({"figures": (exactly(3),)}, {}),
    "a figure and dozens": ({"figures": (exactly(30),)}, {"figures": (figure("killed", 24),)}),
    "two groups counted by one claim": pytest.param(({"figures": (exactly(3), exactly(5))},)),
}


@pytest.mark.parametrize("told", [row if hasattr(row, "marks") else pytest.param(row) for row in AGREEMENTS.values()])
def test_what_can_all_be_true_is_no_disagreement(told):
    assert event(*told).disagreements == ()


def test_all_disagreements_are_told():
    mali = {"when": on(15), "place": GAO, "actors": "MLI", "status": Status.NEGATED, "figures": (exactly(5),)}
    found = event({"figures": (exactly(3),)}, mali).disagreements
    assert [one.part for one in found] == list(DISAGREEMENTS)


def test_the_numbers_count_reports_families_and_voices():
    found = event(
        {"report": "r1", "family": "r1", "voice": "family:r1"},
        {"report": "r1", "family": "r1", "voice": "speaker:KCNA"},
        {"report": "r2", "family": "r1", "voice": "family:r1"},
        {"report": "r3", "family": "r3", "voice": "speaker:KCNA"},
    )
    assert (len(found.claims), found.reports, found.families, found.voices) == (4, 3, 2, 2)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ((june(18), june(17), june(19)), "b a c"),
        ((None, june(18), date(2021, 1, 1)), "b c a"),
        ((june(17), june(17), june(17)), "a b c"),
        ((None, None, None), "a b c"),
    ],
)
def test_claims_stand_as_they_were_told_and_the_first_gives_the_id(published, expected):
    found = event(*({"published": day} for day in published))
    assert " ".join(found.claims) == expected
    assert found.id == expected[0]


@given(st.permutations(range(6)))
def test_any_order_of_claims_gives_the_same_event(order):
    told = [
        {},
        {"when": on(15), "place": WONSAN, "figures": (exactly(3),)},
        {"actors": "USA", "voice": "A"},
        {"status": Status.NEGATED, "voice": "A", "published": june(16)},
        {"mode": "explosives", "figures": (exactly(5),), "published": None},
        {"recipients": "", "place": None, "when": MONTH},
    ]
    rows = []
    for name, fields in zip("abcdef", told, strict=True):
        kept = {key: fields.pop(key) for key in ("voice", "published") if key in fields}
        rows.append(witness(claim(name, **fields), **kept))
    assert blend([rows[i] for i in order], (), ()) == blend(rows, (), ())


def test_links_and_judgements_are_kept():
    found = blend([witness(claim())], ("a and b: same day",), ("j1",))
    assert (found.links, found.judgements) == (("a and b: same day",), ("j1",))
