"""Gold beside coded: what is paired and how far, on which words, what was dropped, and that the scores say so too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coded import claim, document, dropped, event, report, span
from crisisdesk.evaluation.comparison import (
    Comparison,
    compare,
    confusion,
    errors_of,
    locate,
    overlap,
    pairings,
    tallies_of,
)
from crisisdesk.evaluation.gold import GoldSentence
from crisisdesk.evaluation.scores import LEVELS, align, score

GOLD = event()


class Compared:
    """A sentence with events on either side and no words."""

    def __init__(self, gold, coded):
        self.gold, self.coded = gold, coded

    def on_words_of(self, gold):
        return ()


@pytest.mark.parametrize(
    ("gold", "coded", "expected"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([GOLD], [event()], [(0, 0, "full")], id="the same"),
        pytest.param([GOLD], [event(status="future")], [(0, 0, "dyad")], id="another status"),
        pytest.param([GOLD], [event(actors="USA")], [(0, 0, "type")], id="another actor"),
        pytest.param([GOLD], [], [(0, None, "missed")], id="none coded"),
        pytest.param([], [event()], [(None, 0, "extra")], id="none in gold"),
        pytest.param([GOLD], [event("AID")], [(0, None, "missed"), (None, 0, "extra")], id="another type"),
        pytest.param([GOLD], [event(), event()], [(0, 0, "full"), (None, 1, "extra")], id="coded twice"),
        pytest.param(
            [event("AID"), GOLD], [event(), event("AID")], [(0, 1, "full"), (1, 0, "full")], id="in another order"
        ),
        pytest.param(
            [event(status="future"), event("COERCE", alternatives=frozenset(["ASSAULT"]))],
            [event()],
            [(0, 0, "dyad"), (1, 0, "full only")],
            id="one partner by dyad, another in full",
        ),
    ],
)
def test_pairings(gold, coded, expected):
    assert [(p.gold, p.coded, p.verdict) for p in pairings(gold, coded)] == expected


@pytest.mark.parametrize(
    ("gold", "coded", "errors"),
    [
        ([GOLD], [event()], {}),
        ([GOLD], [event(status="future")], {("ASSAULT", "status"): 1}),
        ([GOLD], [event(actors="USA")], {("ASSAULT", "parties"): 1}),
        ([GOLD], [event("AID")], {("ASSAULT", "missed"): 1, ("AID", "extra"): 1}),
        ([GOLD, GOLD], [], {("ASSAULT", "missed"): 2}),
        pytest.param([event(optional=True)], [], {}, id="an optional event may be missed"),
        pytest.param([event(optional=True)], [event(actors="USA")], {("ASSAULT", "parties"): 1}, id="but not garbled"),
        pytest.param(
            [event(alternatives=frozenset(["COERCE"]))],
            [event("COERCE", "USA")],
            {("ASSAULT", "parties"): 1},
            id="under gold's type",
        ),
    ],
)
def test_errors_by_type_and_kind(gold, coded, errors):
    assert errors_of(Compared(gold, coded)) == errors


TYPES = some.sampled_from(("ASSAULT", "COERCE", "CONSULT"))
PARTIES = some.lists(some.sampled_from(("USA", "IRN:GOV", "SYR:REB")), max_size=2, unique=True).map(" ".join)
STATUS = some.sampled_from(("actual", "future"))
CODED = some.lists(some.builds(event, TYPES, PARTIES, PARTIES, STATUS), max_size=4)
WANTED = some.lists(
    some.builds(
        event,
        TYPES,
        PARTIES,
        PARTIES,
        STATUS,
        alternatives=some.frozensets(TYPES, max_size=1),
        optional=some.booleans(),
    ),
    max_size=4,
)


@given(WANTED, CODED)
def test_what_is_shown_adds_up_to_the_scores(gold, coded):
    tallies = score({("d", 1): gold}, {("d", 1): coded})
    shown, errors = pairings(gold, coded), errors_of(Compared(gold, coded))
    for level in LEVELS:
        pairs = [p for p in shown if level in p.levels]
        assert tallies[level].matched == sum(not gold[p.gold].optional for p in pairs)
        assert sorted((p.gold, p.coded) for p in pairs) == sorted(align(gold, coded, level).pairs)
        assert sum(tallies[level].gold_types.values()) == tallies[level].gold
        assert sum(tallies[level].coded_types.values()) == tallies[level].coded
    assert {t: n for (t, kind), n in errors.items() if kind == "missed"} == tallies["type"].missed
    assert {t: n for (t, kind), n in errors.items() if kind == "extra"} == tallies["type"].wrong
    assert bool(errors) == any(tally.missed or tally.wrong for tally in tallies.values())


@given(WANTED, CODED)
def test_each_event_is_shown(gold, coded):
    shown = pairings(gold, coded)
    assert {p.gold for p in shown} - {None} == set(range(len(gold)))
    assert {p.coded for p in shown} - {None} == set(range(len(coded)))


@given(WANTED, CODED)
def test_rows_and_columns_of_the_confusion_add_up_to_the_tally(gold, coded):
    found = confusion([Compared(gold, coded)])
    tally = score({("d", 1): gold}, {("d", 1): coded}).get("type")
    for kind in ("ASSAULT", "COERCE", "CONSULT"):
        assert sum(n for (row, _), n in found.items() if row == kind) == tally.gold_types[kind]
        assert sum(n for (_, column), n in found.items() if column == kind) == tally.coded_types[kind]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("shelled", ["shelled"]),
        ("the town", ["the town"]),
        ("agreed to return", ["agreed to return"]),
        pytest.param("agreed return town", ["agreed", "return", "town"], id="words that stand apart"),
        pytest.param("agreed gladly return", ["agreed", "return"], id="a word that is not there"),
        pytest.param("return agreed", ["return"], id="in their order"),
        pytest.param("shell", ["shell"], id="a part of a word"),
        pytest.param("flew (twice)", [], id="not there"),
        ("", []),
    ],
)
def test_locate(words, found):
    text = "They shelled the town and agreed to return to the town."
    assert [text[a:b] for a, b in locate(text, words)] == found


def test_locate_prefers_a_whole_word():
    assert locate("attackers attack", "attack") == ((10, 16),)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (((0, 3),), ((2, 5),), True),
        (((0, 3),), ((3, 5),), False),
        (((0, 1), (4, 6)), ((5, 6),), True),
        ((), ((0, 9),), False),
    ],
)
def test_overlap(one, two, same):
    assert overlap(one, two) is same


OWN = document(
    ("The raided barn burned.", []),
    (
        "Orland shelled and raided the town, then shelled it.",
        [event(trigger="shelled"), event("AID", trigger="raided")],
    ),
    doc="own",
)


def test_a_claim_stands_with_its_sentence_at_its_own_words():
    place = span(OWN, "raided", 2)
    first, second = compare(OWN, report(OWN, [claim(trigger=place, sentence=2)]))
    assert (first.key, first.claims, first.gold) == (("own", 1), (), ())
    assert second.key == ("own", 2)
    assert [second.text[a:b] for a, b in second.claims_at[0]] == ["raided"]
    assert second.on_words_of(0) == ()
    assert second.on_words_of(1) == (0,)


def test_words_that_a_stage_dropped_stand_with_the_gold_event_on_them():
    drop = dropped(OWN, "shelled", "its object", 2)
    elsewhere = dropped(OWN, "raided", "a discard", 1)
    _, second = compare(OWN, report(OWN, drops=[elsewhere, drop]))
    assert second.dropped == ((drop,), ())


def test_rows_of_one_number_are_one_sentence():
    twice = document(("Rain fell.", [GOLD]), ("Snow fell.", [event("AID")]))
    twice = document(
        doc="own", sentences=tuple(GoldSentence(n=7, text=s.text, events=s.events) for s in twice.sentences)
    )
    (only,) = compare(twice, report(twice, [claim(trigger=span(twice, "Snow", 2), sentence=2)]))
    assert (only.n, only.text, only.gold) == (7, "Rain fell.\nSnow fell.", (GOLD, event("AID")))
    assert [only.text[a:b] for a, b in only.claims_at[0]] == ["Snow"]


def test_a_missed_and_an_extra_event_on_the_same_words_are_set_against_each_other():
    claims = [claim("COERCE", trigger=span(OWN, words, 2), sentence=2) for words in ("raided", "town")]
    assert confusion(compare(OWN, report(OWN, claims))) == {
        ("ASSAULT", ""): 1,
        ("AID", "COERCE"): 1,
        ("", "COERCE"): 1,
    }


def test_the_scores_of_comparisons_are_those_of_their_events():
    compared = list(compare(OWN, report(OWN, [claim(trigger=span(OWN, "shelled", 2), sentence=2)])))
    assert tallies_of(compared) == score({("own", 1): [], ("own", 2): compared[1].gold}, {("own", 2): [event()]})
    assert tallies_of(compared)["full"].matched == 1


def test_no_sentences_have_no_errors_and_no_scores():
    assert tallies_of([]) == {}
    assert confusion([]) == {}
    assert errors_of(Comparison(document=OWN, n=1, text="")) == {}
