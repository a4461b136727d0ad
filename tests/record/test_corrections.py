"""What a person may correct in a claim, and how the words given become its value."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from made import UNKNOWN, actor, claim, june, on

from crisisdesk.errors import JudgementError
from crisisdesk.model.claim import Claim, Status
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record.corrections import NOTHING, PARTS, correct

BEFORE = claim("a", mode="explosives", cameo="183", score=-10.0)


def corrected(part: str | None, value: str | None, before: Claim = BEFORE) -> Claim:
    return correct(before, Judgement(id="j", verdict=Verdict.CORRECT, claims=("a",), part=part, value=value))


def changed(after: Claim) -> set[str]:
    return {field.name for field in fields(Claim) if getattr(after, field.name) != getattr(BEFORE, field.name)}


@pytest.mark.parametrize(
    ("value", "kind", "mode", "quad"),
    [
        ("ASSAULT firearms", "ASSAULT", "firearms", 4),
        ("assault aerial", "ASSAULT", "aerial", 4),
        ("ASSAULT", "ASSAULT", None, 4),
        (" THREATEN ", "THREATEN", None, 3),
        ("CONSULT visit", "CONSULT", "visit", 1),
    ],
)
def test_type(value, kind, mode, quad):
    after = corrected("type", value)
    assert (after.type, after.mode, after.quad) == (kind, mode, quad)
    assert (after.score > 0) is (quad < 3)
    assert changed(after) <= {"type", "mode", "quad", "score", "cameo"}


def test_the_code_of_another_type_does_not_stay():
    assert corrected("type", "THREATEN").cameo != BEFORE.cameo


@pytest.mark.parametrize("status", list(Status))
def test_status(status):
    after = corrected("status", status.value)
    assert after.status is status
    assert changed(after) <= {"status"}


@pytest.mark.parametrize(("value", "expected"), [("yes", True), ("No", False)])
def test_historical(value, expected):
    assert corrected("historical", value).historical is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("USA", "USA"),
        ("PRK:GOV", "PRK:GOV"),
        ("PRK:GOV, KOR", "PRK:GOV KOR"),
        ("PRK:GOV; KOR:MIL", "PRK:GOV KOR:MIL"),
        ("IGO:UNO", "IGO:UNO"),
        ("North Korea", "PRK"),
        ("South Korea and Japan", "KOR JPN"),
        ("rebels", "---:REB"),
        pytest.param("---:REB", "---:REB"),
    ],
)
@pytest.mark.parametrize("side", ["actors", "recipients"])
def test_parties(side, value, expected):
    after = corrected(side, value)
    assert " ".join(mention.actor.code for mention in getattr(after, side)) == expected
    assert changed(after) == {side}
    assert {(mention.via, mention.span) for mention in getattr(after, side)} == {("judgement", BEFORE.trigger)}


def test_a_name_is_read_as_of_the_day_of_the_act():
    (kim,) = corrected("actors", "Kim Yo Jong").actors
    assert kim.actor == actor("PRK:GOV Kim Yo Jong")
    (in_office,), (later,) = (
        corrected("actors", "Theresa May", claim(when=on(date(year, 6, 1)))).actors for year in (2017, 2022)
    )
    assert (in_office.actor.code, later.actor.code) == ("GBR:GOV", "GBR:ELI")


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2020-06-15", june(15), june(15), "day"),
        ("2020-06", june(1), june(30), "month"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "month"),
        ("2020", date(2020, 1, 1), date(2020, 12, 31), "year"),
        ("2020-06-15/2020-06-18", june(15), june(18), "vague"),
        ("2020-06-15/2020-06-15", june(15), june(15), "day"),
        ("2020-06/2020", june(1), date(2020, 12, 31), "vague"),
    ],
)
def test_when(value, first, last, precision):
    when = corrected("when", value).when
    assert (when.start, when.end, when.precision, when.basis) == (first, last, precision, "expression")


@pytest.mark.parametrize(
    ("value", "name", "country"),
    [("Gao", "Gao", "MLI"), ("Seoul, South Korea", "Seoul", "KOR"), ("Mali", "Mali", "MLI")],
)
def test_where(value, name, country):
    after = corrected("where", value)
    assert (after.where.place.name, after.where.place.country) == (name, country)
    assert changed(after) == {"where"}


@pytest.mark.parametrize("value", [*sorted(NOTHING), "None", "UNKNOWN", " "])
@pytest.mark.parametrize(("part", "expected"), [("actors", ()), ("recipients", ()), ("when", UNKNOWN), ("where", None)])
def test_nothing_is_known(part, expected, value):
    assert getattr(corrected(part, value), part) == expected


BAD = [
    ("type", "ATTACK"),
    ("type", ""),
    ("type", "none"),
    ("type", "ASSAULT visit"),
    ("type", "THREATEN aerial"),
    ("status", "true"),
    ("status", ""),
    ("status", "none"),
    ("historical", "maybe"),
    ("historical", ""),
    ("actors", "a sunny day"),
    ("actors", "USA, a sunny day"),
    ("actors", "USA,"),
    ("recipients", "xq"),
    pytest.param("actors", "XQZ", id="a country that is none"),
    pytest.param("actors", "PRK:FOO", id="a sector that is none"),
    ("when", "Tuesday"),
    ("when", "2020-13"),
    ("when", "2020-02-30"),
    ("when", "20200615"),
    ("when", "2020-06-15/soon"),
    ("when", "/2020"),
    pytest.param("when", "2020-00-15", id="month 0"),
    pytest.param("when", "2020-06-15-77", id="more after the day"),
    pytest.param("when", "2020/2019", id="ends before it begins"),
    ("where", "Nowhereville"),
    pytest.param("where", "Kaesong and Seoul", id="two places"),
    ("figure", "3"),
    ("cameo", "190"),
    ("", "x"),
    (None, None),
]


@pytest.mark.parametrize(("part", "value"), BAD)
def test_a_part_or_value_that_cannot_be_read_is_a_clear_error(part, value):
    with pytest.raises(JudgementError) as error:
        corrected(part, value)
    assert str(error.value)


def test_an_unknown_part_is_answered_with_those_there_are():
    with pytest.raises(JudgementError, match=", ".join(PARTS)):
        corrected("colour", "red")
