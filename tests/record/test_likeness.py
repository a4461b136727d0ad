"""What speaks for and against two claims telling of one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from drawn import WITNESSES
from hypothesis import given
from hypothesis import strategies as st
from made import (
    GAO,
    NORTH,
    PANMUNJOM,
    UNKNOWN,
    WEIGHTS,
    WONSAN,
    claim,
    document,
    exactly,
    figure,
    june,
    on,
    points,
    traits,
    witness,
)

from crisisdesk.model.claim import Status
from crisisdesk.record.likeness import Likeness, is_definite, kilometres
from crisisdesk.record.weights import Weights, load_weights

ALIKE = {"same trigger": 1, "same actors": 1, "same recipients": 1, "same day": 1, "same place": 1, "like words": 2}
MONTH = on(1, 30, "month")
DIFFERENCES = {
    "nothing": ({}, {}, "", {}),
    # trigger and mode
    "another form of the word": ({}, {"word": "demolition"}, "", {}),
    "another word": ({}, {"word": "bombed"}, "same trigger", {}),
    "a mode in both": ({"mode": "explosives"}, {"mode": "explosives"}, "", {"same mode": 0.5}),
    "two modes": ({"mode": "explosives"}, {"mode": "firearms"}, "", {"other mode": -0.5}),
    "a mode in one": ({"mode": "explosives"}, {}, "", {}),
    # parties
    "another sector": ({"actors": "PRK:GOV Kim"}, {"actors": "PRK:MIL"}, "", {"same actors": 0.5}),
    "one more on one side": ({"actors": "PRK, CHN"}, {}, "", {}),
    "one of two": ({"actors": "PRK, CHN"}, {"actors": "PRK, USA"}, "", {"same actors": 0.5}),
    "one by context": ({"actors": "?PRK"}, {}, "same actors", {"same actors, one by context": 0.5}),
    "one by context beside a name": ({"actors": "PRK, ?USA"}, {}, "", {}),
    "other actors": ({"actors": "USA"}, {}, "same actors", {"other actors": -2}),
    "other actors by context": ({"actors": "?USA"}, {}, "same actors", {"other actors, one by context": -1}),
    "rebels of two countries": ({"actors": "---:REB"}, {"actors": "MLI:REB Front"}, "", {"same actors": 0.5}),
    "rebels and their state": ({"actors": "MLI:REB"}, {"actors": "MLI"}, "same actors", {"other actors": -2}),
    "no actors": ({"actors": ""}, {}, "same actors", {}),
    "other recipients": ({}, {"recipients": "USA"}, "same recipients", {"other recipients": -2}),
    "recipients by context": (
        {},
        {"recipients": "?KOR"},
        "same recipients",
        {"same recipients, one by context": 0.5},
    ),
    "no recipients": ({}, {"recipients": ""}, "same recipients", {}),
    # days
    "a day apart": ({"when": on(17)}, {}, "same day", {"a day apart": -0.25}),
    "two days apart": ({"when": on(18)}, {}, "same day", {"days apart": -2}),
    "four days apart": ({}, {"when": on(20)}, "same day", {"days apart": -6}),
    "a year apart": ({}, {"when": on(date(2021, 6, 16))}, "same day", {"days apart": -8}),
    "a month around the day": ({"when": MONTH}, {}, "same day", {"days overlap": 0.25}),
    "two months that overlap": ({"when": MONTH}, {"when": on(16, 20, "week")}, "same day", {"days overlap": 0.25}),
    "a week that begins the next day": ({"when": on(17, 23, "week")}, {}, "same day", {"a day apart": -0.25}),
    "a day unknown": ({"when": UNKNOWN}, {}, "same day", {"reported together": 0.25}),
    "a day of the document": ({"when": document(17)}, {}, "same day", {"reported together": 0.25}),
    "both unknown": ({"when": UNKNOWN}, {"when": UNKNOWN}, "same day", {"reported together": 0.25}),
    "reported a week after": ({"when": UNKNOWN}, {"when": on(10)}, "same day", {"reported days apart": -1}),
    "reported a year after": (
        {"when": UNKNOWN},
        {"when": on(date(2019, 6, 1))},
        "same day",
        {"reported days apart": -4},
    ),
    # places
    "near": ({"place": PANMUNJOM}, {}, "same place", {"near": 0.5}),
    "another place": ({"place": WONSAN}, {}, "same place", {"other place": -2}),
    "the country": ({"place": NORTH}, {}, "same place", {"same country": 0.25}),
    "another country": ({}, {"place": GAO}, "same place", {"other country": -3}),
    "no place": ({}, {"place": None}, "same place", {}),
    # figures
    "the same figure": ({"figures": (exactly(3),)}, {"figures": (exactly(3),)}, "", {"same figure": 1.5}),
    "another figure": ({"figures": (exactly(3),)}, {"figures": (exactly(4),)}, "", {"other figure": -0.75}),
    "figures of other things": ({"figures": (exactly(3),)}, {"figures": (exactly(3, "wounded"),)}, "", {}),
    "one of two figures": (
        {"figures": (exactly(3), exactly(9, "wounded"))},
        {"figures": (exactly(9, "wounded"), exactly(4))},
        "",
        {"same figure": 1.5},
    ),
    "a figure in one": ({"figures": (exactly(3),)}, {}, "", {}),
    # status
    "planned and done": ({"status": Status.FUTURE}, {}, "", {"told as a fact and not as one": -3}),
    "supposed and planned": (
        {"status": Status.HYPOTHETICAL},
        {"status": Status.FUTURE},
        "",
        {"told as a fact and not as one": -3},
    ),
    "denied and told": ({"status": Status.NEGATED}, {}, "", {}),
}


@pytest.mark.parametrize(("one", "other", "gone", "new"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_points(one, other, gone, new):
    expected = {reason: worth for reason, worth in ALIKE.items() if reason != gone} | new
    found = points(witness(claim("a", **one)), witness(claim("b", **other)))
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("published", "new"),
    [
        (june(17), {"reported together": 0.25}),
        (june(19), {"reported together": 0.25}),
        (june(24), {"reported days apart": -1}),
        (None, {"no day known": -0.8}),
    ],
)
def test_without_days_those_of_the_reports_count(published, new):
    undated = witness(claim("a", when=UNKNOWN)), witness(claim("b", when=UNKNOWN), published=published)
    assert points(*undated).items() - ALIKE.items() == new.items()


@pytest.mark.parametrize(
    ("sentences", "new"), [((1, 1), {"same sentence": -4}), ((1, 2), {"same report": -0.25})], ids=["one", "two"]
)
def test_two_acts_of_one_report(sentences, new):
    one, other = (witness(claim(name, sentence=n), report="r") for name, n in zip(("a", "b"), sentences, strict=True))
    assert points(one, other).items() - ALIKE.items() == new.items()


@pytest.mark.parametrize(("later", "new"), [("The demolition shocked all.", True), ("A demolition shocked.", False)])
def test_a_later_sentence_of_the_report_that_points_back(later, new):
    first = witness(claim("a"), report="r")
    second = witness(claim("b", word="demolition", sentence=2), report="r", words=later)
    assert ("refers back" in points(first, second)) is new
    assert ("refers back" in points(second, first)) is new
    assert "refers back" not in points(first, replace(second, report=witness(claim("b")).report))


def test_unknown_figures_are_not_the_same():
    dozens, hundreds = (witness(claim(f"c{n}", figures=(figure("killed", n),))) for n in (24, 200))
    assert "same figure" not in points(dozens, hundreds)


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        ("The attack was denied.", "attack", True),
        ("Seoul deplored this deadly attack.", "attack", True),
        ("Seoul deplored Monday’s attack.", "attack", True),
        ("Seoul deplored Pyongyang's\nattack.", "attack", True),
        ("An attack was feared.", "attack", False),
        ("Rebels attacked.", "attacked", False),
        ("Attack!", "Attack", False),
        ("The office of a ministry was under attack.", "attack", False),
        ("The attack was denied.", "raid", False),
        pytest.param("The army attacked Gao.", "attacked", False),
    ],
)
def test_a_noun_that_points_back(sentence, trigger, expected):
    assert is_definite(witness(claim(word=trigger), words=sentence)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("PRK", "KOR"), ("PRK", "KOR"), {"same parties": 2}),
        (("PRK", "KOR"), ("KOR", "PRK"), {"same parties": 2}),
        (("PRK, KOR", ""), ("KOR", "PRK"), {"same parties": 2}),
        (("PRK", "KOR"), ("PRK", "USA"), {"same parties": 1}),
        (("PRK", "KOR"), ("USA", "CHN"), {"other parties": -4}),
        (("PRK", "?KOR"), ("KOR", "PRK"), {"same parties, one by context": 1}),
        (("?PRK", ""), ("USA", "CHN"), {"other parties, one by context": -2}),
        (("", ""), ("PRK", "KOR"), {}),
        pytest.param(
            ("", "KOR"),
            ("KOR", ""),
            {"same parties": 2},
        ),
    ],
)
@pytest.mark.parametrize("kind", ["CONSULT", "COOPERATE", "AGREE"])
def test_the_sides_of_a_joint_act_do_not_count(kind, one, other, expected):
    mine, theirs = (
        witness(claim(name, kind=kind, actors=actors, recipients=recipients))
        for name, (actors, recipients) in (("a", one), ("b", other))
    )
    assert {reason: worth for reason, worth in points(mine, theirs).items() if "part" in reason} == expected


def test_the_sides_of_another_act_count():
    found = points(witness(claim("a")), witness(claim("b", actors="KOR", recipients="PRK")))
    assert {reason for reason in found if reason.startswith("other")} == {"other actors", "other recipients"}


def worth_of_words(one: str, other: str, *around: str) -> float:
    told = traits(*(witness(claim(f"c{n}"), words=words) for n, words in enumerate((one, other, *around))))
    found = {point.reason: point.worth for point in Likeness(WEIGHTS).points(told[0], told[1])}
    return found.get("like words", 0)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (("An office burned.", "An office burned."), ("An office burned.", "An office burned in Kaesong.")),
        (("An office burned.", "An office burned in Kaesong."), ("An office burned.", "An office closed there.")),
        (("An office burned.", "The OFFICES, burned"), ("An office burned.", "An office fell.")),
        (("It was demolished.", "The demolition of it."), ("It was demolished.", "The end of it.")),
    ],
)
def test_more_words_in_common_are_worth_more(more, less):
    assert worth_of_words(*more) > worth_of_words(*less)


@pytest.mark.parametrize(
    ("one", "other"), [("An office burned.", "Troops marched."), ("", ""), ("", "An office."), ("The and", "The and")]
)
def test_no_words_in_common_are_worth_nothing(one, other):
    assert worth_of_words(one, other) == 0


def test_a_rare_word_in_common_is_worth_more_than_a_common_one():
    around = [f"Soldiers number {n}" for n in range(10)]
    rare = worth_of_words("A drone hit.", "A drone fell.", *around)
    assert rare > worth_of_words("A soldier hit.", "A soldier fell.", *around) > 0


PAIRS = st.tuples(WITNESSES, WITNESSES).map(
    lambda pair: (pair[0], replace(pair[1], claim=replace(pair[1].claim, type=pair[0].claim.type)))
)


@given(PAIRS)
def test_likeness_is_symmetric(pair):
    likeness, (mine, theirs) = Likeness(WEIGHTS), traits(*pair)
    assert likeness.points(mine, theirs) == likeness.points(theirs, mine)


def test_likeness_is_symmetric_for_claims_with_two_figures_of_one_kind():
    two, one = witness(claim("a", figures=(exactly(3), exactly(5)))), witness(claim("b", figures=(exactly(3),)))
    assert points(two, one) == points(one, two)


@given(PAIRS)
def test_the_total_is_the_sum_of_points_that_all_have_a_worth(pair):
    likeness, (mine, theirs) = Likeness(WEIGHTS), traits(*pair)
    worths = [point.worth for point in likeness.points(mine, theirs)]
    assert likeness.total(mine, theirs) == pytest.approx(sum(worths))
    assert all(worths)


def test_the_shipped_weights_have_a_worth_for_every_reason_and_no_other():
    shipped = load_weights()
    assert isinstance(shipped, Weights)
    assert shipped.points.keys() == WEIGHTS.points.keys()
    assert 0 < shipped.doubt < shipped.link


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((0, 0), (0, 0), 0),
        ((37.566, 126.978), (37.971, 126.554), 58.5),
        ((48.853, 2.349), (51.509, -0.126), 343),
        ((0, 179.5), (0, -179.5), 111.2),
        ((90, 0), (-90, 77), 20015),
    ],
)
def test_kilometres(one, other, expected):
    assert kilometres(one, other) == pytest.approx(expected, rel=0.02)
