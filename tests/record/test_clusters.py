"""Claims to events: which are joined, which stay apart, and that the order does not matter."""

from __future__ import annotations

import pytest
from drawn import LISTS
from hypothesis import given
from hypothesis import strategies as st
from made import GAO, KAESONG, PANMUNJOM, UNKNOWN, WEIGHTS, WONSAN, claim, document, june, on, traits, witness

from crisisdesk.model.claim import Status
from crisisdesk.record.clusters import Clustering, Constraints, cluster
from crisisdesk.record.likeness import Likeness

OTHERS = "Smoke rose over a border town after an explosion was heard."
FREE = Constraints()


def clustering(*witnesses, constraints=FREE) -> Clustering:
    return cluster(traits(*witnesses), Likeness(WEIGHTS), constraints)


def clusters(*witnesses, together: str = "", apart: str = "") -> list[str]:
    """Return clusters as ids with blanks between; constraints are given as ``a b c, d e``."""
    groups = tuple(tuple(group.split()) for group in together.split(",") if group)
    pairs = {tuple(pair.split()) for pair in apart.split(",") if pair}
    both = frozenset(pairs | {(other, one) for one, other in pairs})
    found = clustering(*witnesses, constraints=Constraints(together=groups, apart=both))
    return [" ".join(members) for members in found.clusters]


ONE_ACT = {
    "the same in other words": {},
    "a near place": {"place": PANMUNJOM, "mode": "explosives"},
    "no recipient told": {"recipients": ""},
    "a more general day": {"when": on(15, 21, "week")},
    "denied": {"status": Status.NEGATED},
    "another sector of a party": {"actors": "PRK:MIL"},
}
LOOK_ALIKES = {
    "another day": {"when": on(19)},
    "another year": {"when": on(june(16).replace(year=2021))},
    "another place": {"place": WONSAN},
    "another country": {"place": GAO},
    "another actor": {"actors": "USA"},
    "another recipient": {"recipients": "JPN"},
    "a plan": {"status": Status.FUTURE},
    "a supposition": {"status": Status.HYPOTHETICAL},
    "a threat": {"kind": "THREATEN"},
}


@pytest.mark.parametrize("change", ONE_ACT.values(), ids=ONE_ACT)
def test_two_dispatches_on_one_act_are_joined(change):
    first, second = claim("a", mode="explosives"), claim("b", **({"mode": "explosives"} | change))
    assert clusters(witness(first), witness(second, words=OTHERS)) == ["a b"]


@pytest.mark.parametrize("change", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_look_alikes_stay_apart(change):
    assert clusters(witness(claim("a")), witness(claim("b", **change), words=OTHERS)) == ["a", "b"]


def test_two_acts_of_one_sentence_stay_apart():
    one, other = (witness(claim(name), report="r") for name in "ab")
    assert clusters(one, other) == ["a", "b"]


def test_a_report_weeks_later_that_gives_the_day_is_joined():
    assert clusters(witness(claim("a")), witness(claim("b"), published=june(30))) == ["a b"]


@pytest.mark.parametrize("when", [UNKNOWN, document(30)], ids=["unknown", "of the document"])
def test_an_undated_report_weeks_later_is_not_joined(when):
    assert clusters(witness(claim("a")), witness(claim("b", when=when), published=june(30))) == ["a", "b"]


def chain(**ends):
    """Return a, b and c: b tells neither day nor actor nor place, a and c are two acts."""
    vague = {"actors": "", "when": UNKNOWN, "place": None}
    return (
        witness(claim("a", mode="explosives")),
        witness(claim("b", mode="explosives", **vague), published=june(19)),
        witness(claim("c", mode="explosives", **ends)),
    )


def test_a_vague_claim_does_not_chain_two_acts_into_one():
    one, between, other = chain(actors="USA", when=on(19), place=GAO)
    assert clusters(one, between) == ["a b"]
    assert clusters(between, other) == ["b c"]
    assert len(clusters(one, between, other)) == 2
    assert clusters(*chain()) == ["a b c"]


def test_a_claim_unlike_one_of_two_is_joined_where_the_average_is_high():
    one, between = witness(claim("a", mode="explosives")), witness(claim("b", mode="explosives", recipients=""))
    other = witness(claim("c", mode="explosives", recipients="JPN", when=UNKNOWN, place=None))
    assert clusters(one, other) == ["a", "c"]
    assert clusters(one, between, other) == ["a b c"]


def test_persons_have_the_last_word():
    same = [witness(claim(name)) for name in "abc"]
    others = [
        witness(claim("d", actors="---:REB", recipients="MLI", place=GAO, when=on(2)), words=OTHERS),
        witness(claim("e", kind="THREATEN"), words=OTHERS),
    ]
    assert clusters(*same, *others) == ["a b c", "d", "e"]
    assert clusters(*same, *others, together="d e") == ["a b c", "d e"]
    assert clusters(*same, *others, apart="a b,a c") == ["a", "b c", "d", "e"]
    assert clusters(*same, *others, apart="a b,a c,b c") == ["a", "b", "c", "d", "e"]
    assert clusters(*same, together="a b", apart="b c") == ["a b", "c"]


def test_a_claim_that_is_one_with_either_of_two_parted_ones_brings_them_not_together():
    found = clusters(*(witness(claim(name)) for name in "abc"), apart="a b")
    assert len(found) == 2
    assert "a b c" not in found


def test_constraints_on_claims_that_are_not_there_do_nothing():
    assert clusters(witness(claim("a")), witness(claim("b")), together="x a, y z", apart="a x") == ["a b"]


def test_pairs_tell_what_joined_and_what_was_left_in_doubt():
    half = witness(claim("c", actors="", recipients="", place=None), words=OTHERS)
    found = clustering(witness(claim("a")), witness(claim("b")), half)
    assert found.clusters == (("a", "b"), ("c",))
    assert [(pair.one, pair.other) for pair in found.joined] == [("a", "b")]
    assert {(pair.one, pair.other) for pair in found.doubted} == {("a", "c"), ("b", "c")}
    assert all(WEIGHTS.doubt <= pair.score < WEIGHTS.link <= found.joined[0].score for pair in found.doubted)


def test_without_claims_there_are_no_clusters():
    assert clustering().clusters == ()


def test_a_month_and_a_day_late_in_it_are_compared():
    assert clusters(witness(claim("a", when=on(1, 30, "month"))), witness(claim("b", when=on(20)))) == ["a b"]


ACTS = (
    *(witness(claim(f"a{n}"), words=words) for n, words in enumerate((OTHERS, "An office fell.", "It is gone."))),
    *chain(actors="USA", when=on(20), place=GAO),
    witness(claim("d", place=WONSAN, when=on(17)), words=OTHERS),
    witness(claim("e", place=KAESONG, when=on(17), recipients="")),
    witness(claim("f", status=Status.FUTURE)),
    witness(claim("g", kind="THREATEN")),
)


@given(st.permutations(ACTS))
def test_any_order_gives_the_same_clusters(order):
    assert clustering(*order) == clustering(*ACTS)


@given(LISTS.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_any_order_of_any_claims_gives_the_same_clusters(orders):
    one, other = orders
    assert clustering(*one) == clustering(*other)


@given(LISTS, st.data())
def test_every_claim_is_in_one_cluster_and_constraints_hold(found, data):
    ids = [one.claim.id for one in found]
    drawn = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    together, apart = (
        drawn[: len(drawn) // 2],
        set(zip(drawn[: len(drawn) // 2], drawn[len(drawn) // 2 :], strict=False)),
    )
    both = frozenset(apart | {(other, one) for one, other in apart})
    result = clustering(*found, constraints=Constraints(together=(tuple(together),), apart=both))
    assert sorted(claim for members in result.clusters for claim in members) == sorted(ids)
    assert any(set(together) <= set(members) for members in result.clusters) or not together
    assert not any({one, other} <= set(members) for members in result.clusters for one, other in apart)
