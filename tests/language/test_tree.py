"""Trees from scores: greedy heads, cycles, one root, and the best score by trying all trees."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from crisisdesk.language.tree import best_tree, find_cycle, spanning_tree

NUMBERS = st.floats(-20, 20, width=32)


def matrices(largest: int) -> st.SearchStrategy[np.ndarray]:
    sizes = st.integers(1, largest)
    return sizes.flatmap(lambda n: arrays(np.float32, (n, n + 1), elements=NUMBERS))


def reaches_root(heads: tuple[int, ...], word: int) -> bool:
    for _ in heads:
        if not word:
            return True
        word = heads[word - 1]
    return not word


def all_trees(words: int) -> list[tuple[int, ...]]:
    """Every assignment of heads without a cycle, by trying all."""
    return [
        heads
        for heads in product(range(words + 1), repeat=words)
        if all(reaches_root(heads, word) for word in range(1, words + 1))
    ]


def total(scores: np.ndarray, heads) -> float:
    return sum(float(scores[word, head]) for word, head in enumerate(heads))


def test_greedy_heads_that_form_a_tree_are_kept():
    scores = np.zeros((3, 4), dtype=np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5
    assert best_tree(scores).tolist() == [2, 0, 2]


def test_one_word_is_the_root():
    assert best_tree(np.array([[-7.0, 9.0]], dtype=np.float32)).tolist() == [0]


def test_a_word_is_never_its_own_head():
    scores = np.array([[0, 9, 1], [5, 0, 9]], dtype=np.float32)
    assert best_tree(scores).tolist() == [2, 0]


def test_a_cycle_is_broken_at_its_cheapest_arc():
    """Words 1 and 2 want each other; the root is 3, and 2 can hang on 3 at little loss."""
    scores = np.array([[-9, 0, 8, -9], [-9, 8, 0, 7], [9, 0, 0, 0]], dtype=np.float32)
    assert best_tree(scores).tolist() == [2, 3, 0]


def test_of_two_roots_the_better_stays():
    """Both words want the root; 1 loses less by hanging on 2 than 2 by hanging on 1."""
    scores = np.array([[6, 0, 5], [6, 1, 0]], dtype=np.float32)
    assert best_tree(scores).tolist() == [2, 0]


def test_the_scores_given_are_not_changed():
    scores = np.ones((4, 5), dtype=np.float32)
    best_tree(scores)
    assert (scores == 1).all()


@given(matrices(9))
def test_any_scores_give_one_root_and_no_cycle(scores):
    heads = best_tree(scores).tolist()
    assert len(heads) == len(scores)
    assert all(0 <= head <= len(scores) for head in heads)
    assert heads.count(0) == 1
    assert all(reaches_root(tuple(heads), word) for word in range(1, len(heads) + 1))


@given(matrices(5))
@settings(deadline=None, max_examples=60)
def test_no_tree_with_the_same_root_scores_better(scores):
    heads = best_tree(scores).tolist()
    rivals = [t for t in all_trees(len(scores)) if t.count(0) == 1 and t.index(0) == heads.index(0)]
    assert total(scores, heads) == pytest.approx(max(total(scores, tree) for tree in rivals), abs=1e-3)


@pytest.mark.parametrize(
    "scores",
    [
        pytest.param(
            # 3 and 4 want each other and no other word; 3 is a cheap root, 1 hangs on it cheaply.
            [[5, 0, 0, 4, 0], [0, 9, 0, 0, 0], [4, -50, -50, 0, 9], [-50, -50, -50, 9, 0]],
            id="a root inside a cycle",
        ),
        pytest.param(
            # no word wants the root; 1 has the better root score, but 2 loses far less of what its follower wants.
            [[3, 0, 9], [2, 4, 0]],
            id="no greedy root",
        ),
    ],
)
def test_no_tree_at_all_scores_better(scores):
    table = np.array(scores, dtype=np.float32)
    best = max(total(table, tree) for tree in all_trees(len(table)) if tree.count(0) == 1)
    assert total(table, best_tree(table)) == pytest.approx(best)


@given(matrices(4))
@settings(deadline=None, max_examples=60)
def test_the_spanning_tree_is_the_best_of_all(scores):
    """Any number of words may hang on the root here."""
    square = np.full((len(scores) + 1, len(scores) + 1), -np.inf)
    square[1:] = scores
    np.fill_diagonal(square, -np.inf)
    heads = spanning_tree(square)[1:].tolist()
    assert tuple(heads) in all_trees(len(scores))
    best = max(total(scores, tree) for tree in all_trees(len(scores)))
    assert total(scores, heads) == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize(
    ("heads", "cycle"),
    [
        ([2, 0, 2], set()),
        ([0, 0, 0], set()),
        ([2, 1, 0], {1, 2}),
        ([0, 3, 4, 2], {2, 3, 4}),
        ([2, 3, 4, 3], {3, 4}),
        ([1], {1}),
    ],
)
def test_find_cycle(heads, cycle):
    assert set(find_cycle(np.array(heads))) == cycle
