"""Judgements: which hold after all undoing, and what they ask for."""

from __future__ import annotations

import pytest
from made import judgement

from crisisdesk.model.judgement import Verdict
from crisisdesk.record.ledger import rulings, standing

MERGE, SPLIT, REJECT, CORRECT = Verdict.MERGE, Verdict.SPLIT, Verdict.REJECT, Verdict.CORRECT


def undo(name: str, undone: str):
    return judgement(name, Verdict.UNDO, undone=undone)


def ruled(*judgements, here=lambda claim: claim):
    return rulings(judgements, here)


@pytest.mark.parametrize(
    ("undone", "expected"),
    [
        ("", "j1 j2"),
        ("u1:j1", "j2"),
        ("u1:j1 u2:u1", "j1 j2"),
        ("u1:j1 u2:u1 u3:u2", "j2"),
        ("u1:j1 u2:j2", ""),
        ("u1:j1 u2:j1", "j2"),
        ("u1:j1 u2:j1 u3:u2", "j2"),
        ("u1:nothing", "j1 j2"),
    ],
)
def test_undoing(undone, expected):
    undoing = [undo(*pair.split(":")) for pair in undone.split()]
    found = standing([judgement("j1", REJECT, "a"), judgement("j2", REJECT, "b"), *undoing])
    assert " ".join(one.id for one in found) == expected


BONDS = {
    "a merge": ([judgement("j1", MERGE, "a b c")], ["a b c"], ""),
    "a split": ([judgement("j1", SPLIT, "a", "b c")], [], "ab ac ba ca"),
    "merges that share a claim": ([judgement("j1", MERGE, "a b"), judgement("j2", MERGE, "c b")], ["a b c"], ""),
    "merges apart": ([judgement("j1", MERGE, "c d"), judgement("j2", MERGE, "a b")], ["a b", "c d"], ""),
    "a merge after a split": ([judgement("j1", SPLIT, "a", "b"), judgement("j2", MERGE, "a b")], ["a b"], ""),
    "a split after a merge": (
        [judgement("j1", MERGE, "a b c"), judgement("j2", SPLIT, "a", "b c")],
        ["b c"],
        "ab ac ba ca",
    ),
    "a merge of one parted claim": (
        [judgement("j1", SPLIT, "a", "b c"), judgement("j2", MERGE, "a b")],
        ["a b"],
        "ac ca",
    ),
    "a merge that is undone": ([judgement("j1", MERGE, "a b"), undo("u", "j1")], [], ""),
    "a split over which a merge is undone": (
        [judgement("j1", SPLIT, "a", "b"), judgement("j2", MERGE, "a b"), undo("u", "j2")],
        [],
        "ab ba",
    ),
    "a merge of one": ([judgement("j1", MERGE, "a")], [], ""),
}


@pytest.mark.parametrize(("judgements", "together", "apart"), BONDS.values(), ids=BONDS)
def test_bonds(judgements, together, apart):
    found = ruled(*judgements).constraints
    assert [" ".join(group) for group in found.together] == together
    assert sorted("".join(pair) for pair in found.apart) == apart.split()


def test_rejections_and_corrections_in_their_order():
    first, second = (judgement(f"j{n}", CORRECT, "a b", part="status", value=f"{n}") for n in (1, 2))
    found = ruled(judgement("j0", REJECT, "c d"), first, second, undo("u", "j3"))
    assert found.rejected == {"c", "d"}
    assert found.corrections == {"a": (first, second), "b": (first, second)}
    assert found.by_claim == {"a": ("j1", "j2"), "b": ("j1", "j2"), "c": ("j0",), "d": ("j0",)}


def test_judgements_are_on_the_claims_that_stand_where_the_old_ones_stood():
    here = {"a": "A", "a2": "A", "b": "B"}.get
    found = ruled(
        judgement("j1", MERGE, "a b gone"),
        judgement("j2", REJECT, "a a2"),
        judgement("j3", SPLIT, "a", "gone"),
        here=here,
    )
    assert found.constraints.together == (("A", "B"),)
    assert found.rejected == {"A"}
    assert found.by_claim == {"A": ("j1", "j2", "j3"), "B": ("j1",)}
    assert found.idle == ()


def test_judgements_that_find_no_claim_are_idle():
    found = ruled(
        judgement("j1", REJECT, "gone"),
        judgement("j2", SPLIT, "gone", "a"),
        judgement("j3", MERGE, "a gone"),
        judgement("j4", REJECT, "gone"),
        undo("u", "j4"),
        here={"a": "a"}.get,
    )
    assert found.idle == ("j1", "j2")
