"""Whose government it is: an office, ministry or army that a sentence names without its state."""

from __future__ import annotations

import pytest

from crisisdesk.coder import read_text

BEFORE = "Kenya and Uganda are at odds over the lake. Kenya has closed a border post, and Kenya will not open it. "


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("In Kampala, the foreign minister condemned the closure.", "UGA:GOV"),
        ("The foreign minister condemned the delay in the capital.", "KEN:GOV"),
        ("Ugandan minister Sam Okot told reporters that the government condemned the closure.", "UGA:GOV"),
    ],
    ids=["the state in which it is said", "else the state most spoken of", "the speaker's own government"],
)
def test_the_state_of_an_office(sentence, code):
    claims = [c for c in read_text(BEFORE + sentence, "2014-05-07").claims if c.type == "ACCUSE"]
    assert [m.actor.code for c in claims for m in c.actors] == [code]


@pytest.mark.parametrize(
    ("first", "russian"),
    [("Russia condemned the raid.", True), ("Goalkeeper Anton Putin is a hero in Lviv.", False)],
    ids=["a last name is its well-known bearer's", "but not where the report names another in full"],
)
def test_a_last_name_of_two(first, russian):
    claims = read_text(f"{first} Putin accused Ukraine of terror.", "2022-05-07").claims
    assert ("RUS:GOV" in [m.actor.code for c in claims for m in c.actors]) is russian
