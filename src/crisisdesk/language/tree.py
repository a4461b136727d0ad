"""From arc scores to a tree: greedy heads where they form one, else the maximum spanning tree.

Chu and Liu 1965, Edmonds 1967; exactly one word hangs on the root, as Universal Dependencies wants it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def best_tree(scores: Scores) -> Heads:
    """Return the head of each word, 0 for the root.

    Args:
        scores: (words, 1 + words); row d, column h is the score of head h for word d + 1, column 0 is the root.

    """
    scores = scores.copy()
    words = np.arange(len(scores))
    scores[words, words + 1] = -np.inf
    heads: Heads = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and not find_cycle(heads):
        return heads
    return _best_of_roots(scores)


def _best_of_roots(scores: Scores) -> Heads:
    """Try words as the root, the most promising first, until no other can give a better tree."""
    words = np.arange(len(scores))
    inner = scores[:, 1:].max(1, initial=-np.inf)
    bounds = scores[:, 0] + inner[np.isfinite(inner)].sum() - np.where(np.isfinite(inner), inner, 0.0)
    best: Heads = words * 0
    best_score = -np.inf
    for root in np.argsort(-bounds, kind="stable"):
        if bounds[root] <= best_score:
            break
        tree = _with_root(scores, int(root))
        total = float(scores[words, tree].sum())
        if total > best_score:
            best, best_score = tree, total
    return best


def _with_root(scores: Scores, root: int) -> Heads:
    single = scores.copy()
    single[:, 0] = -np.inf
    single[root] = -np.inf
    single[root, 0] = 0.0
    square = np.full((len(scores) + 1, len(scores) + 1), -np.inf, dtype=np.float64)
    square[1:] = single
    return spanning_tree(square)[1:]


def find_cycle(heads: Heads) -> list[int]:
    """Return the words (1-based) of one cycle, or nothing; ``heads`` are 1-based with 0 for the root."""
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for first in range(1, len(heads) + 1):
        path, word = [], first
        while not state[word]:
            state[word] = 1
            path.append(word)
            word = int(heads[word - 1])
        if state[word] == 1:
            return path[path.index(word) :]
        for seen in path:
            state[seen] = 2
    return []


def spanning_tree(scores: NDArray[np.float64]) -> Heads:
    """Return the heads of the best tree over nodes 0 (root) to n; ``scores[d, h]`` is the score of h as head of d."""
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = find_cycle(heads[1:])
    if not cycle:
        return heads
    return _expand(scores, heads, cycle)


def _expand(scores: NDArray[np.float64], heads: Heads, cycle: list[int]) -> Heads:
    """Contract a cycle to one node, solve the smaller problem, and open the cycle again."""
    inside = set(cycle)
    outside = [node for node in range(len(scores)) if node not in inside]
    new = len(outside)
    loss = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, outside)] - loss[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    small = np.full((new + 1, new + 1), -np.inf)
    small[:new, :new] = scores[np.ix_(outside, outside)]
    small[new, :new] = entering.max(0)
    small[:new, new] = leaving.max(1)
    found = spanning_tree(small)
    result = heads.copy()
    for place, node in enumerate(outside[1:], start=1):
        head = int(found[place])
        result[node] = cycle[int(leaving[place].argmax())] if head == new else outside[head]
    entry = int(found[new])
    broken = cycle[int(entering[:, entry].argmax())]
    result[broken] = outside[entry]
    return result
