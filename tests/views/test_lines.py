"""A claim in words: days, places, speakers, and dashes for what is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from crisisdesk.model.actor import Actor, ActorMention
from crisisdesk.model.claim import Claim, Speaker, Status
from crisisdesk.model.place import Place, PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.model.when import When
from crisisdesk.views.lines import days, line_of


def mention(text: str, country: str, sector: str | None = None, name: str = "") -> ActorMention:
    return ActorMention(actor=Actor(country=country, sector=sector, name=name), span=Span(0, len(text), text))


def when(start: date | None, end: date | None, precision: str = "day", basis: str = "expression") -> When:
    return When(start=start, end=end, precision=precision, basis=basis)


BARE = Claim(
    id="c1",
    sentence=1,
    type="ASSAULT",
    mode=None,
    cameo="190",
    quad=4,
    score=-9,
    trigger=Span(0, 8, "attacked"),
    lemma="attack",
    noun=False,
    actors=(),
    recipients=(),
    status=Status.ACTUAL,
    historical=False,
    when=when(None, None, "vague", "unknown"),
    where=None,
    figures=(),
    said_by=(),
    rule="ASSAULT/attack",
    rule_at="assault.toml:1",
    reasons=(),
    missing=(),
    lexicon="en-0",
    model="en-0",
)
DAY = date(2020, 6, 15)


def test_what_is_not_known_is_a_dash():
    line = line_of(BARE)
    assert (line.who, line.whom, line.when, line.where, line.said_by) == ("—",) * 5
    assert (line.what, line.status) == ("ASSAULT", "actual")


def test_a_full_claim():
    rebels, office = (
        mention("the\n rebels", "---", "REB"),
        Place(name="Gao", country="MLI", lat=16, lon=0, gazetteer="g"),
    )
    line = line_of(
        replace(
            BARE,
            mode="aerial",
            actors=(rebels, mention("Oslo", "NOR")),
            recipients=(mention("she", "MLI", "GOV", "Ana Diaz"),),
            status=Status.FUTURE,
            historical=True,
            when=when(DAY, DAY),
            where=PlaceMention(place=office, span=Span(0, 3, "Gao")),
        )
    )
    assert line.who == "---:REB the rebels, NOR Oslo"
    assert line.whom == "MLI:GOV Ana Diaz"
    assert (line.what, line.status) == ("ASSAULT aerial", "future (past)")
    assert (line.when, line.where) == ("2020-06-15", "Gao")


def test_the_nearest_speaker_comes_first():
    outer, inner = (
        Speaker(mention=mention(name, code), cue="said") for name, code in (("Oslo", "NOR"), ("Bern", "CHE"))
    )
    assert line_of(replace(BARE, said_by=(outer, inner))).said_by == "CHE Bern < NOR Oslo"


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (when(DAY, DAY), "2020-06-15"),
        (when(date(2020, 6, 1), date(2020, 6, 30), "month"), "2020-06"),
        (when(date(2020, 1, 1), date(2020, 12, 31), "year"), "2020"),
        (when(DAY, date(2020, 6, 21), "week"), "20-06-15…21"),
        (when(DAY, DAY, basis="document"), "—"),
        (when(None, None, "vague"), "—"),
    ],
)
def test_days(interval, text):
    assert days(interval) == text


def test_a_range_over_months_names_both():
    assert "07" in days(when(date(2020, 6, 29), date(2020, 7, 5), "week"))
    assert "09" in days(when(date(2020, 6, 20), date(2020, 9, 22), "season"))


def test_a_party_that_only_the_document_tells_stands_in_brackets():
    told = replace(mention("Kenya", "KEN", None, "Kenya"), via="document")
    line = line_of(replace(BARE, actors=(mention("Oslo", "NOR"),), recipients=(told,)))
    assert (line.who, line.whom) == ("NOR Oslo", "(KEN Kenya)")
