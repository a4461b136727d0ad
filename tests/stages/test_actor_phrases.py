"""Phrases that name people by descent: a minority of the state that the phrase tells, or of none."""

from __future__ import annotations

from datetime import date

import pytest

from crisisdesk.stages.actors import resolve_actor


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("ethnic Albanians", ["---:CVL"]),
        ("an ethnic Albanian", ["---:CVL"]),
        ("the ethnic Albanians", ["---:CVL"]),
        ("ethnic Kurds", ["---:CVL"]),
        ("ethnic Albanians in Macedonia", ["MKD:CVL"]),
        ("Macedonia's ethnic Albanians", ["MKD:CVL"]),
        ("Macedonia's ethnic Albanian minority", ["MKD:CVL"]),
        ("ethnic Serbs of Kosovo", ["XKX:CVL"]),
        ("ethnically Russian residents of Ukraine", ["UKR:CVL"]),
    ],
)
def test_a_people_by_descent_is_a_minority_of_the_state_told(phrase, codes):
    assert [actor.code for actor in resolve_actor(phrase)] == codes


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("ethnic Albanian rebels", ["---:REB"]),
        ("ethnic Albanian armed rebels", ["---:REB"]),
        ("ethnic Albanian rebels in Macedonia", ["MKD:REB"]),
        ("Macedonian ethnic Albanian rebels", ["MKD:REB"]),
        ("ethnic Hungarian parties in Romania", ["ROU:PTY"]),
        ("Romania's ethnic Hungarian party", ["ROU:PTY"]),
        ("ethnic Serb leaders in Bosnia", ["BIH:GOV"]),
    ],
)
def test_who_is_of_a_descent_keeps_the_sector_of_the_noun(phrase, codes):
    assert [actor.code for actor in resolve_actor(phrase)] == codes


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("Albanians", ["ALB"]),
        ("Albanian rebels", ["ALB:REB"]),
        ("Hungarian parties", ["HUN:PTY"]),
        ("ethnic Albanians and Serbs", ["---:CVL", "SRB"]),
        ("ethnic groups", []),
    ],
)
def test_only_the_name_after_ethnic_is_read_so(phrase, codes):
    assert [actor.code for actor in resolve_actor(phrase)] == codes


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("North and South Korea", ["PRK", "KOR"]),
        ("the North and South Korean leaders", ["PRK:GOV", "KOR:GOV"]),
        ("Ivory and gold", []),
        ("North and central Africa", []),
    ],
)
def test_two_names_share_a_word(phrase, codes):
    assert [actor.code for actor in resolve_actor(phrase)] == codes


@pytest.mark.parametrize(
    "phrase", ["display cabinets", "the stereo speakers", "the club president", "race leader", "the football captain"]
)
def test_a_role_of_sport_or_the_household_is_no_public_actor(phrase):
    assert resolve_actor(phrase) == ()


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("Sen. John McCain", ["USA:LEG"]),
        ("Lt. Col. Ana Prado", ["---:MIL"]),
        ("Gen Prado", ["---:MIL"]),
        ("the Col du Galibier", []),
        ("col : xa", []),
        ("gen", []),
    ],
)
def test_a_title_in_short_needs_a_name(phrase, codes):
    assert [actor.code for actor in resolve_actor(phrase, date(2015, 6, 1))] == codes
