"""Clusterings against gold clusters: MUC, B-cubed, CEAF-e, and their mean (CoNLL F1; Pradhan and others 2014)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = list[frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean, 0 where there is nothing right."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def clusters_of(labels: Mapping[str, Hashable]) -> Clusters:
    """Return the clusters of mentions with the same label."""
    found: dict[Hashable, set[str]] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return [frozenset(members) for members in found.values()]


def muc(gold: Clusters, coded: Clusters) -> Score:
    """Return the link-based score of Vilain and others (1995)."""
    return Score(precision=_links(coded, gold), recall=_links(gold, coded))


def _links(one: Clusters, other: Clusters) -> float:
    of = {mention: i for i, cluster in enumerate(other) for mention in cluster}
    kept = sum(len(cluster) - len({of.get(m, m) for m in cluster}) for cluster in one)
    return kept / (sum(len(cluster) - 1 for cluster in one) or 1)


def b_cubed(gold: Clusters, coded: Clusters) -> Score:
    """Return the mention-based score of Bagga and Baldwin (1998)."""
    return Score(precision=_mentions(coded, gold), recall=_mentions(gold, coded))


def _mentions(one: Clusters, other: Clusters) -> float:
    of = {mention: cluster for cluster in other for mention in cluster}
    total = sum(len(cluster) for cluster in one)
    return sum(len(cluster & of[m]) / len(cluster) for cluster in one for m in cluster) / (total or 1)


def ceaf_e(gold: Clusters, coded: Clusters) -> Score:
    """Return the entity-based score of Luo (2005) with his similarity phi 4 and the best one-to-one alignment."""
    alike = np.array([[2 * len(g & c) / (len(g) + len(c)) for c in coded] for g in gold])
    rows, columns = linear_sum_assignment(-alike)
    total = float(alike[rows, columns].sum())
    return Score(precision=total / (len(coded) or 1), recall=total / (len(gold) or 1))


def lines_of(name: str, gold: Mapping[str, Hashable], coded: Mapping[str, Hashable]) -> Iterable[str]:
    """Yield the line of one clustering: B-cubed precision, recall and F1, MUC, CEAF-e and CoNLL F1."""
    one, other = clusters_of(gold), clusters_of(coded)
    cubed, linked, aligned = b_cubed(one, other), muc(one, other), ceaf_e(one, other)
    mean = (cubed.f1 + linked.f1 + aligned.f1) / 3
    yield (
        f"{name:12} B3 P {cubed.precision:.3f} R {cubed.recall:.3f} F1 {cubed.f1:.3f}  "
        f"MUC {linked.f1:.3f}  CEAFe {aligned.f1:.3f}  CoNLL {mean:.3f}"
    )
