"""Layers: status, speakers, date and place over the events that are paired by type."""

from __future__ import annotations

from datetime import date

import pytest

from coded import claim, document, event, mention, report
from crisisdesk.evaluation.comparison import compare
from crisisdesk.evaluation.layers import FIGURES, LAYERS, Share, figures_of, layers_of, together
from crisisdesk.model.claim import Speaker
from crisisdesk.model.place import Place, PlaceMention
from crisisdesk.model.span import Span
from crisisdesk.model.when import When

HALF = Share(right=1, gold=2, coded=2)


def said(*codes: str) -> tuple[Speaker, ...]:
    return tuple(Speaker(mention=mention(code), cue="said") for code in codes)


def days(start: str, end: str = "", basis: str = "expression") -> When:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end or start))
    return When(start=first, end=last, precision="day", basis=basis)


def place(words: str, name: str = "Elsewhere") -> PlaceMention:
    named = Place(name=name, country="UKR", lat=0.0, lon=0.0, gazetteer="1")
    return PlaceMention(place=named, span=Span(0, len(words), words))


def compared(gold, claims):
    own = document(("Orland shelled the port.", gold))
    return tuple(compare(own, report(own, claims)))


def measured(layer: str, gold, claims) -> tuple[int, int, int]:
    share = layers_of(compared(gold, claims))[layer]
    return share.right, share.gold, share.coded


@pytest.mark.parametrize(
    ("gold", "coded", "counts"),
    [
        pytest.param("RUS:GOV", "RUS:GOV", (1, 1, 1), id="the same"),
        pytest.param("RUS:GOV", "RUS:MIL", (1, 1, 1), id="another office of the same party"),
        pytest.param("RUS:GOV", "UKR:GOV", (0, 1, 1), id="another party"),
        pytest.param("RUS:GOV", "", (0, 1, 0), id="nobody is coded"),
        pytest.param("---", "", (0, 1, 0), id="somebody of no party, and nobody"),
        pytest.param("---", "---:JRN", (1, 1, 1), id="somebody of no party on both sides"),
        pytest.param("---", "RUS", (0, 1, 1), id="somebody of no party, and a party"),
        pytest.param("RUS UKR", "RUS", (1, 1, 1), id="one of two"),
    ],
)
def test_who_says_so(gold, coded, counts):
    assert measured("said_by", [event(said_by=tuple(gold.split()))], [claim(said_by=said(*coded.split()))]) == counts


def test_a_speaker_that_gold_does_not_have_costs_precision():
    gold = [event(said_by=("RUS",)), event("AID")]
    assert measured("said_by", gold, [claim(said_by=said("RUS")), claim("AID", said_by=said("RUS"))]) == (1, 1, 2)
    assert Share(right=1, gold=1, coded=2).figure == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("gold", "coded", "right"),
    [
        pytest.param("2014-03-05", days("2014-03-05"), True, id="the day"),
        pytest.param("2014-03-05", days("2014-03-06"), False, id="another day"),
        pytest.param("2014-03-05", days("2014-03-05", "2014-03-06"), False, id="the day and one more"),
        pytest.param("2014-03-05", days("2014-03-01", "2014-03-31"), False, id="its month"),
        pytest.param("2014-03", days("2014-03-05"), True, id="a day of the month"),
        pytest.param("2014-03", days("2014-03-01", "2014-03-31"), True, id="the month"),
        pytest.param("2014-03", days("2014-03-31", "2014-04-01"), False, id="beyond the month"),
        pytest.param("2014", days("2014-01-01", "2014-12-31"), True, id="the year"),
        pytest.param("2014", days("2013-12-31"), False, id="another year"),
        pytest.param(
            "2014-03-05", When(start=None, end=None, precision="unknown", basis="unknown"), False, id="unknown"
        ),
        pytest.param(
            "2014-03-05",
            When(start=None, end=date(2014, 3, 5), precision="before", basis="document"),
            False,
            id="no later than the document",
        ),
    ],
)
def test_when(gold, coded, right):
    assert measured("when", [event(when=gold)], [claim(when=coded)]) == (right, 1, 1)


@pytest.mark.parametrize(
    ("gold", "coded", "right"),
    [
        pytest.param("Port Aster", place("Port Aster"), True, id="the same words"),
        pytest.param("Port Aster", place("the town of Port Aster"), True, id="words that contain it"),
        pytest.param("PORT ASTER", place("Port Aster"), True, id="in other letters"),
        pytest.param("Port Aster", place("the port", "Port Aster"), True, id="the same name"),
        pytest.param("Port Aster", place("Aster"), False, id="a part of it"),
        pytest.param("Oman", place("Romania", "Romania"), False, id="a part of a word"),
        pytest.param("St. (Old) Aster", place("St. (Old) Aster"), True, id="signs"),
        pytest.param("Port Aster", None, False, id="nothing coded"),
    ],
)
def test_where(gold, coded, right):
    assert measured("where", [event(where=gold)], [claim(where=coded)]) == (right, 1, 1)


def test_status_is_asked_of_all_pairs():
    gold = [event(status="future"), event("AID"), event("RETREAT")]
    assert measured("status", gold, [claim(status="future"), claim("AID", status="negated")]) == (1, 2, 2)


def test_a_second_reading_has_a_status_of_its_own():
    gold = [event(status="future", also=event(status="negated"))]
    assert measured("status", gold, [claim(status="negated")]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("gold", "layers"),
    [
        pytest.param([event()], (), id="none"),
        pytest.param([event(), event(status="negated")], ("status",), id="status"),
        pytest.param([event(said_by=("RUS",))], ("said_by",), id="speaker"),
        pytest.param([event(when="2014"), event(where="Aster")], ("when", "where"), id="date and place"),
    ],
)
def test_a_layer_of_which_gold_says_nothing_is_left_out(gold, layers):
    full = claim(status="future", said_by=said("RUS"), when=days("2014-03-05"), where=place("Aster"))
    assert tuple(layers_of(compared(gold, [full]))) == layers


def test_events_that_are_not_paired_by_type_or_are_optional_are_not_asked():
    gold = [event("AID", when="2014"), event(when="2014", optional=True)]
    assert measured("when", gold, [claim(when=days("2014-03-05"))]) == (0, 0, 0)
    assert Share().figure == 0.0


def test_a_pair_is_asked_whose_parties_differ():
    assert measured("when", [event(when="2014")], [claim(actors="USA", when=days("2014-03-05"))]) == (1, 1, 1)


def test_files_count_together_for_the_layers_that_they_have():
    assert together([{"status": HALF}, {"status": HALF, "when": HALF}, {}]) == {"status": HALF + HALF, "when": HALF}
    assert Share(right=2, gold=4, coded=4) == HALF + HALF


def test_figures_are_those_of_the_scores_and_of_the_layers():
    gold = [event(status="future", said_by=("RUS",), when="2014", where="Aster"), event("AID")]
    coded = [claim(said_by=said("RUS"), when=days("2014-03-05"))]
    figures = figures_of(compared(gold, coded))
    assert tuple(figures) == FIGURES == ("type", "dyad", "full", *LAYERS)
    assert list(figures.values()) == pytest.approx([2 / 3, 2 / 3, 0, 0, 1, 1, 0])
