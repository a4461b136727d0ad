"""Judgements from what a person names, by the beginnings of ids."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made import BLAST, GAO, UNKNOWN, claim, coded, events, ids, judge, judgement, keep

from crisisdesk.errors import JudgementError
from crisisdesk.model.judgement import Judgement, Verdict
from crisisdesk.record.deciding import correction, merge, reject, split, undo

MADE = Judgement(id="", verdict=Verdict.UNDO, who="Ana", why="the reports say so", at="2026-01-01T00:00:00+00:00")
TALKS = "Envoys of Mali met in Gao. They met in Bamako before, and nobody met them again."


def talk(name: str, sentence: int, **more):
    return claim(name, kind="CONSULT", word="met", actors="MLI", recipients="", place=None, when=UNKNOWN,
                 sentence=sentence, **more)  # fmt: skip


@pytest.fixture
def three(record):
    """An event of three claims, aaaa1, aaaa2 and bbbb1; one of rrrr1; one of rrrr2."""
    keep(
        record,
        coded(BLAST, claim("aaaa1"), publisher="Wire"),
        coded(f"{BLAST} Seoul protested.", claim("aaaa2"), publisher="Daily"),
        coded("The office was demolished on Tuesday.", claim("bbbb1"), publisher="Third"),
        coded(TALKS, talk("rrrr1", 1), talk("rrrr2", 2), publisher="Lake Radio"),
    )
    order = " ".join(one.claim.id for one in record.account("aaaa1").witnesses)
    assert sorted(order.split()) == ["aaaa1", "aaaa2", "bbbb1"]
    assert events(record) == ["aaaa1 aaaa2 bbbb1", "rrrr1", "rrrr2"]
    return record


def sides(made: Judgement) -> tuple[Verdict, set[str], set[str]]:
    return made.verdict, set(made.claims), set(made.against)


BLASTS = {"aaaa1", "aaaa2", "bbbb1"}


def test_merge_takes_all_claims_of_the_events(three):
    made = merge(three, ["bbbb", "rrrr1"], MADE)
    assert sides(made) == (Verdict.MERGE, BLASTS | {"rrrr1"}, set())
    judge(three, made)
    assert events(three) == ["aaaa1 aaaa2 bbbb1 rrrr1", "rrrr2"]


def test_split_parts_claims_from_the_rest_of_their_event(three):
    made = split(three, ["bbbb"], MADE)
    assert sides(made) == (Verdict.SPLIT, {"bbbb1"}, {"aaaa1", "aaaa2"})
    judge(three, made)
    assert "bbbb1" in events(three)


def test_split_parts_several_claims_together(three):
    made = split(three, ["bbbb1", "aaaa2"], MADE)
    assert sides(made) == (Verdict.SPLIT, {"bbbb1", "aaaa2"}, {"aaaa1"})
    judge(three, made)
    assert events(three) == ["aaaa1", "aaaa2 bbbb1", "rrrr1", "rrrr2"]


def test_split_holds_two_events_apart(three):
    made = split(three, ["rrrr1", "bbbb1"], MADE)
    assert sides(made) == (Verdict.SPLIT, {"rrrr1"}, BLASTS)


def test_correct_takes_the_claim_and_the_value(three):
    made = correction(three, "bbbb", "where", "Gao", MADE)
    assert (sides(made), made.part, made.value) == ((Verdict.CORRECT, {"bbbb1"}, set()), "where", "Gao")
    judge(three, made)
    assert ids(three.claims("place:Gao")) == ["bbbb1"]


def test_a_correction_is_read_on_the_claim_as_it_was_corrected_before(three):
    judge(three, correction(three, "bbbb1", "type", "CONSULT", MADE))
    judge(three, correction(three, "bbbb1", "actors", "none", MADE))
    (found,) = three.claims("id:bbbb1")
    assert (found.claim.type, found.claim.actors) == ("CONSULT", ())


def test_reject_takes_claims_of_any_events(three):
    made = reject(three, ["bbbb", "rrrr1"], MADE)
    assert sides(made) == (Verdict.REJECT, {"bbbb1", "rrrr1"}, set())


def test_undo_takes_a_judgement(three):
    made = reject(three, ["bbbb"], MADE)
    judge(three, made)
    undone = undo(three, made.id[:3], MADE)
    assert (undone.verdict, undone.undone) == (Verdict.UNDO, made.id)
    judge(three, undone)
    assert "aaaa1 aaaa2 bbbb1" in events(three)


def test_the_reason_the_name_and_the_time_are_kept(three):
    for made in (merge(three, ["aaaa1", "rrrr1"], MADE), reject(three, ["bbbb"], MADE)):
        assert (made.who, made.why, made.at) == (MADE.who, MADE.why, MADE.at)


def test_every_judgement_has_an_id_of_its_own(three):
    later = replace(MADE, at="2026-01-02T00:00:00+00:00")
    made = [
        reject(three, ["rrrr1"], MADE),
        reject(three, ["rrrr2"], MADE),
        reject(three, ["rrrr1"], later),
        split(three, ["rrrr1", "bbbb1"], MADE),
        split(three, ["bbbb1", "rrrr1"], MADE),
    ]
    assert len({one.id for one in made}) == len(made)
    assert reject(three, ["rrrr1"], MADE).id == made[0].id


ERRORS = {
    "merge of nothing": lambda record: merge(record, [], MADE),
    "merge of one event": lambda record: merge(record, ["aaaa1"], MADE),
    "merge of one event twice": lambda record: merge(record, ["aaaa1", "bbbb1"], MADE),
    "merge with one that is not there": lambda record: merge(record, ["aaaa1", "cccc"], MADE),
    "merge by the middle of an id": lambda record: merge(record, ["aaaa1", "rrr2"], MADE),
    "merge by too short a beginning": lambda record: merge(record, ["aaaa1", "rrr"], MADE),
    "merge by nothing": lambda record: merge(record, ["aaaa1", ""], MADE),
    "merge by a wildcard": lambda record: merge(record, ["aaaa1", "rrr%"], MADE),
    "merge by an id with more": lambda record: merge(record, ["aaaa1", "rrrr10"], MADE),
    "split of a whole event": lambda record: split(record, ["rrrr1"], MADE),
    "split of all claims of an event": lambda record: split(record, ["aaaa1", "aaaa2", "bbbb1"], MADE),
    "split of claims of two events": lambda record: split(record, ["aaaa1", "bbbb1", "rrrr1"], MADE),
    "split of three events": lambda record: split(record, ["aaaa1", "rrrr1", "rrrr2"], MADE),
    "split of nothing": lambda record: split(record, [], MADE),
    "split of what is not there": lambda record: split(record, ["cccc"], MADE),
    "split by an ambiguous beginning": lambda record: split(record, ["aaaa"], MADE),
    "correction of what is not there": lambda record: correction(record, "cccc", "status", "actual", MADE),
    "correction by an ambiguous beginning": lambda record: correction(record, "aaaa", "status", "actual", MADE),
    "correction of another part": lambda record: correction(record, "aaaa1", "figure", "3", MADE),
    "correction to no value": lambda record: correction(record, "aaaa1", "when", "soon", MADE),
    "rejection of what is not there": lambda record: reject(record, ["aaaa1", "cccc"], MADE),
    "rejection by an ambiguous beginning": lambda record: reject(record, ["aaaa"], MADE),
    "undoing of what is not there": lambda record: undo(record, "cccc", MADE),
    "undoing of nothing": lambda record: undo(record, "", MADE),
    "undoing of a claim": lambda record: undo(record, "aaaa1", MADE),
}
ACROSS = {
    "rejection": lambda record: reject(record, ["rrrr"], MADE),
    "merge": lambda record: merge(record, ["aaaa1", "rrrr"], MADE),
    "correction": lambda record: correction(record, "rrrr", "status", "actual", MADE),
    "split": lambda record: split(record, ["aaaa1", "rrrr"], MADE),
}


@pytest.mark.parametrize("decide", ERRORS.values(), ids=ERRORS)
def test_what_cannot_be_decided_is_a_clear_error(three, decide):
    with pytest.raises(JudgementError) as error:
        decide(three)
    assert str(error.value)


@pytest.mark.parametrize("decide", ACROSS.values(), ids=ACROSS)
def test_the_beginning_of_claims_in_two_events_is_a_clear_error(three, decide):
    with pytest.raises(JudgementError):
        decide(three)


def test_undoing_by_an_ambiguous_beginning_is_a_clear_error(three):
    for name in ("j10", "j11"):
        judge(three, judgement(name, Verdict.REJECT, "rrrr1"))
    with pytest.raises(JudgementError, match="2 judgements"):
        undo(three, "j1", MADE)
    assert undo(three, "j11", MADE).undone == "j11"


def test_a_rejected_claim_is_no_more_to_be_judged(three):
    judge(three, reject(three, ["rrrr1"], MADE))
    with pytest.raises(JudgementError):
        reject(three, ["rrrr1"], MADE)


def test_an_event_is_found_by_any_of_its_claims(three):
    judge(three, correction(three, "aaaa2", "where", GAO.name, MADE))
    assert {"aaaa2", "rrrr2"} <= set(merge(three, ["aaaa2", "rrrr2"], MADE).claims)
