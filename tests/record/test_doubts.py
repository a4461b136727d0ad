"""What a person is asked, in which order, and that an answer is not asked again."""

from __future__ import annotations

import re

import pytest
from made import BLAST, GAO, claim, coded, events, exactly, judge, judgement, keep, on

from crisisdesk.model.claim import Status
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record import deciding
from crisisdesk.record.corrections import PARTS
from crisisdesk.record.doubts import questions

MADE = Judgement(id="", verdict=Verdict.UNDO, who="Ana", why="own eyes", at="2026-01-01T00:00:00+00:00")
VAGUE = "Explosives demolished an empty building near a border."
PAIR = "Do these tell of one act?"


@pytest.fixture
def doubtful(record):
    """An event of aaaa and cccc, and bbbb, which tells no party and no place."""
    keep(
        record,
        coded(BLAST, claim("aaaa"), publisher="Wire"),
        coded("An office was demolished on Tuesday.", claim("cccc"), publisher="Third"),
        coded(VAGUE, claim("bbbb", actors="", recipients="", place=None), publisher="Daily"),
    )
    assert events(record) == ["aaaa cccc", "bbbb"]
    return record


def asked(record, limit: int = 20) -> list[str]:
    return [question.asks for question in questions(record, limit)]


def test_a_pair_is_asked_once_for_two_events(doubtful):
    (question,) = questions(doubtful, 20)
    assert question.asks == PAIR
    assert re.match(r"(aaaa and bbbb|bbbb and cccc): same trigger \+1\.0, ", question.reason)
    assert " and ".join(line[:4] for line in question.lines) == question.reason[:13]
    assert any(line.startswith("bbbb") and f"Daily: “{VAGUE}”" in line for line in question.lines)


@pytest.mark.parametrize("number", [0, 1])
def test_the_commands_name_both_events_and_the_record(doubtful, number):
    (question,) = questions(doubtful, 20)
    found = re.match(
        r"(yes: |no:  )crisisdesk judge (merge|split) (\S+) (\S+) --record (\S+) ", question.answers[number]
    )
    assert found.group(2) == ("merge", "split")[number]
    assert {doubtful.account(name).event.id for name in found.group(3, 4)} == {e.id for e in doubtful.events()}
    assert found.group(5) == str(doubtful.path)


def test_a_pair_that_a_person_merged_is_not_asked_again(doubtful):
    judge(doubtful, deciding.merge(doubtful, ["aaaa", "bbbb"], MADE))
    assert events(doubtful) == ["aaaa bbbb cccc"]
    assert asked(doubtful) == []


def test_a_pair_that_a_person_held_apart_is_not_asked_again(doubtful):
    judge(doubtful, deciding.split(doubtful, ["aaaa", "bbbb"], MADE))
    assert events(doubtful) == ["aaaa cccc", "bbbb"]
    assert asked(doubtful) == []


def test_claims_that_a_person_parted_are_not_asked_for(record):
    keep(record, coded(BLAST, claim("aaaa"), publisher="Wire"), coded("It was demolished.", claim("bbbb")))
    judge(record, deciding.split(record, ["aaaa"], MADE))
    assert events(record) == ["aaaa", "bbbb"]
    assert asked(record) == []


def test_an_answer_that_is_undone_is_asked_again(doubtful):
    answer = deciding.merge(doubtful, ["aaaa", "bbbb"], MADE)
    judge(doubtful, answer)
    judge(doubtful, judgement("u", Verdict.UNDO, undone=answer.id))
    assert asked(doubtful) == [PAIR]


CONTRADICTIONS = {
    "when": ({"when": on(17), "mode": "explosives"}, "2020-06-16 (1); 2020-06-17 (1)"),
    "status": ({"status": Status.NEGATED}, "actual (1); negated (1)"),
    "figure": ({"figures": (exactly(5),)}, "3 killed (1); 5 killed (1)"),
}


@pytest.fixture(params=CONTRADICTIONS)
def contradicted(record, request):
    change, ways = CONTRADICTIONS[request.param]
    told = {"mode": "explosives", "figures": (exactly(3),)}
    keep(
        record,
        coded(BLAST, claim("aaaa", **told), publisher="Wire"),
        coded(f"{BLAST} It was loud.", claim("bbbb", **told | change), publisher="Daily"),
    )
    judge(record, judgement("j", Verdict.MERGE, "aaaa bbbb"))
    return record, request.param, ways


def test_a_contradiction_is_asked_with_a_claim_of_each_side(contradicted):
    record, part, ways = contradicted
    (question,) = (one for one in questions(record, 20) if f", {part}: " in one.asks)
    assert question.asks == f"Which is right, {part}: {ways}?"
    assert sorted(line[:4] for line in question.lines) == ["aaaa", "bbbb"]


def test_a_contradiction_that_is_corrected_is_not_asked_again(record):
    reports = [coded(BLAST, claim("aaaa"), publisher="Wire"), coded("Gone.", claim("bbbb", word="Gone", when=on(17)))]
    keep(record, *reports)
    judge(record, judgement("j", Verdict.MERGE, "aaaa bbbb"))
    assert len(asked(record)) == 1
    judge(record, judgement("k", Verdict.CORRECT, "bbbb", part="when", value="2020-06-16"))
    assert asked(record) == []


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("when", {"when": on(17)}),
        ("status", {"status": Status.NEGATED}),
        ("where", {"place": GAO}),
        ("actors", {"actors": "USA"}),
        pytest.param(
            "figure",
            {"figures": (exactly(5),)},
        ),
    ],
)
def test_the_command_that_is_offered_corrects_a_part_that_can_be_corrected(record, part, told):
    keep(
        record,
        coded(BLAST, claim("aaaa", figures=(exactly(3),)), publisher="Wire"),
        coded("It was demolished.", claim("bbbb", **told), publisher="Daily"),
    )
    judge(record, judgement("j", Verdict.MERGE, "aaaa bbbb"))
    (question,) = questions(record, 20)
    named = re.search(r"judge correct CLAIM (\S+) VALUE", question.answers[0]).group(1)
    assert named == part
    assert named in PARTS


def test_what_more_reports_hang_on_is_asked_first_and_few_are_asked(doubtful):
    reprints = [coded(BLAST, claim(f"r{n}", status=Status.NEGATED), publisher=f"Paper {n}") for n in range(6)]
    keep(doubtful, *reprints)
    found = questions(doubtful, 20)
    assert {question.asks == PAIR for question in found} == {True, False}
    assert [question.worth for question in found] == sorted((question.worth for question in found), reverse=True)
    assert questions(doubtful, 1) == found[:1]
    before = questions(doubtful, 20)
    doubtful.rebuild()
    assert questions(doubtful, 20) == before


def test_a_pair_of_events_with_more_reports_is_worth_more(doubtful):
    (before,) = questions(doubtful, 20)
    keep(doubtful, coded(VAGUE, claim("dddd", actors="", recipients="", place=None), publisher="Fourth"))
    assert max(question.worth for question in questions(doubtful, 20)) > before.worth


def test_a_clear_record_asks_nothing(record):
    assert asked(record) == []
    keep(record, coded(BLAST, claim("aaaa")), coded("Envoys met in Gao.", claim("bbbb", kind="CONSULT", word="met")))
    assert asked(record) == []
