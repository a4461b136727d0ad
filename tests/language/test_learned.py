"""What the heads for acts say, with tables of our own."""

from __future__ import annotations

import numpy as np
import pytest

from crisisdesk.language.learned import EVENTS, ROLES, STATUSES, ActTables, Learned, softmax
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.claim import Status
from heads import heads


def test_classes_are_those_of_the_ontology():
    assert set(EVENTS[1:]) == set(load_plover().types)
    assert set(STATUSES) == {status.value for status in Status}


@pytest.mark.parametrize(
    ("chances", "kind", "chance", "no_act"),
    [
        ({"ASSAULT": 0.7}, "ASSAULT", 0.7, 0.3),
        ({"ASSAULT": 0.2, "THREATEN": 0.3}, "THREATEN", 0.3, 0.5),
        ({"ACCUSE": 0.04, "O": 0.96}, "ACCUSE", 0.04, 0.96),
    ],
)
def test_the_likeliest_type_leaves_out_no_act(chances, kind, chance, no_act):
    learned = heads(3, {1: chances})
    name, found = learned.kind(1)
    assert (name, found, learned.no_act(1)) == (kind, pytest.approx(chance, abs=1e-5), pytest.approx(no_act, abs=1e-5))


def test_words_do_not_share_their_chances():
    learned = heads(3, {0: {"AID": 0.9}, 2: {"PROTEST": 0.8}})
    assert [learned.kind(i)[0] == "AID" for i in range(3)][::2] == [True, False]
    assert [learned.no_act(i) > 0.5 for i in range(3)] == [False, True, False]


def test_status_gives_the_chance_of_each():
    found = heads(2, statuses={1: {"future": 0.6, "negated": 0.3}}).status(1)
    assert found == pytest.approx({"actual": 0.1, "future": 0.6, "hypothetical": 0, "negated": 0.3}, abs=1e-5)


def test_roles_of_a_word_hang_on_the_act_asked_for():
    learned = heads(4, acts={0: 5, 3: -5}, parties={1: 1, 2: -1})
    assert [[ROLES[row.argmax()] == "actor" for row in learned.roles(act, (1, 2))] for act in (0, 3)] == [
        [True, False],
        [False, True],
    ]


def test_roles_keep_the_order_of_the_words():
    learned = heads(3, acts={0: 2}, parties={1: 1, 2: -1})
    assert np.allclose(learned.roles(0, (2, 1)), learned.roles(0, (1, 2))[::-1])
    assert learned.roles(0, (1, 2)).sum(axis=1) == pytest.approx([1, 1])


def test_roles_weigh_every_pair_of_features_and_a_constant():
    random = np.random.default_rng(7)
    act, party = random.normal(size=(2, 4, 3)).astype(np.float32)
    weight = random.normal(size=(4, len(ROLES), 4)).astype(np.float32)
    learned = Learned(ActTables(np.zeros((4, len(EVENTS))), np.zeros((4, len(STATUSES))), act, party), weight)
    scores = [
        sum(a * weight[i, role, j] * p for i, a in enumerate([*act[2], 1]) for j, p in enumerate([*party[1], 1]))
        for role in range(len(ROLES))
    ]
    assert learned.roles(2, (1,))[0] == pytest.approx(np.exp(scores) / np.exp(scores).sum(), rel=1e-4)


@pytest.mark.parametrize("shift", [0.0, 1000.0, -1000.0])
def test_softmax_bears_large_logits(shift):
    assert softmax(np.array([[0, np.log(3)]]) + shift)[0] == pytest.approx([0.25, 0.75])
