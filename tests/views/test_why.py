"""Why a claim is there: rule and heads side by side, and who says so."""

from __future__ import annotations

import pytest

from crisisdesk.coder import read_text
from crisisdesk.language.learned import EVENTS
from crisisdesk.views.why import why

STATEMENT = "We met the president of Kenya in Nairobi. Rebels attacked a village in Kenya on Monday."


@pytest.fixture(scope="module")
def report():
    return read_text(STATEMENT, "2014-05-07", publisher="Ministry of Foreign Affairs of Norway")


def of_type(report, kind):
    return why(report, next(claim.id for claim in report.claims if claim.type == kind))


def test_the_rule_and_what_the_heads_say_are_both_named(report):
    found = of_type(report, "ASSAULT")
    assert found.rule.type == "ASSAULT"
    assert {name for name, _ in found.heads} <= {*EVENTS, "no act"} and "no act" in {name for name, _ in found.heads}
    assert [chance for _, chance in found.heads] == sorted((chance for _, chance in found.heads), reverse=True)


def test_what_a_body_tells_of_others_is_said_by_the_body(report):
    assert of_type(report, "ASSAULT").speakers[0].startswith("NOR:GOV")
    assert of_type(report, "ASSAULT").speakers[0].endswith("who issued the report")


def test_its_own_acts_are_told_in_its_own_voice(report):
    assert of_type(report, "CONSULT").speakers == ("nobody is cited: the publisher's own voice",)


def test_an_unknown_claim_has_no_why(report):
    assert why(report, "ffffffffffff") is None
