"""Who acts on whom: parties as filters name them, directions, joint acts."""

from __future__ import annotations

import pytest
from tension_acts import act, talks

from crisisdesk.filters.errors import BadValueError
from crisisdesk.model.actor import Actor
from crisisdesk.views.tension_parties import Party, Way, country_ways, each_once, ways

KIM = Actor(country="PRK", sector="GOV", name="Kim Yo Jong")
BOTH = {Way.THERE, Way.BACK}


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("PRK", True), ("KOR", False), ("PRK:GOV", True), ("PRK:MIL", False), (":GOV", True),
        ("kim yo jong", True), ("Kim*", True), ("Kim", False), ("K.m*", False),
    ],
)  # fmt: skip
def test_a_party_holds_what_a_filter_would_find(value, held):
    assert Party(value=value).holds(KIM) is held


def test_a_party_in_words():
    assert Party.parse("North Korea") == Party.parse("prk") == Party(value="PRK")
    with pytest.raises(BadValueError, match="no such"):
        Party.parse("XQX:GOV")


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (act("a", who="PRK", whom="KOR"), {Way.THERE}),
        (act("a", who="KOR:GOV", whom="PRK:MIL"), {Way.BACK}),
        (act("a", who="PRK USA", whom="JPN KOR"), {Way.THERE}),
        (act("a", who="PRK KOR", whom="PRK KOR"), BOTH),
        (act("a", who="PRK KOR", whom="USA"), set()),
        (act("a", who="PRK KOR", whom=""), set()),
        (act("a", who="PRK", whom=""), set()),
        (talks("a", "", "PRK KOR"), BOTH),
        (talks("a", "", "KOR USA PRK"), BOTH),
        (talks("a", "", "PRK USA"), set()),
        (act("a", who="PRK KOR", whom="", kind="COOPERATE"), BOTH),
        (act("a", who="PRK KOR", whom="", kind="AGREE"), BOTH),
        (act("a", who="PRK", whom="KOR", kind="CONSULT"), {Way.THERE}),
    ],
)
def test_directions(event, expected):
    north, south = Party(value="PRK"), Party(value="KOR")
    assert ways(event, north, south) == expected
    turned = {Way.THERE: Way.BACK, Way.BACK: Way.THERE}
    assert ways(event, south, north) == {turned[way] for way in expected}


def test_one_actor_does_not_meet_itself():
    event = talks("a", "", "PRK:GOV USA")
    assert ways(event, Party(value="PRK"), Party(value="PRK:GOV")) == set()


@pytest.mark.parametrize(
    ("who", "whom", "kind", "expected"),
    [
        ("PRK", "KOR", "ASSAULT", (("PRK", "KOR"),)),
        ("PRK:GOV PRK:MIL", "KOR JPN", "ASSAULT", (("PRK", "JPN"), ("PRK", "KOR"))),
        ("PRK KOR", "", "CONSULT", (("KOR", "PRK"), ("PRK", "KOR"))),
        ("MLI:MIL", "MLI:CVL", "ASSAULT", ()),
        ("---:REB IGO:UNO NGO", "KOR", "ASSAULT", ()),
        ("PRK", "", "ASSAULT", ()),
    ],
)
def test_countries_that_act_on_each_other(who, whom, kind, expected):
    assert country_ways(act("a", who=who, whom=whom, kind=kind)) == expected


def test_events_come_once_and_by_day():
    late, early, never = act("a", "2020-06-16"), act("b", "2020-06-15"), act("c")
    assert each_once([late, never, early, late]) == (early, late, never)
