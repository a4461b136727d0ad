"""The gate: the figures of the coder on the project's own gold set against the floors pinned in gold/floors.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisisdesk.evaluation.comparison import compare
from crisisdesk.evaluation.floors import digest_of, problems_of, read_floors
from crisisdesk.evaluation.gold import code_documents, read_gold
from crisisdesk.evaluation.layers import FIGURES, figures_of

GOLD = Path(__file__).parents[1] / "gold" / "own.txt"
FLOORS = GOLD.with_name("floors.toml")


def test_the_gold_set_is_the_pinned_one_and_no_floor_was_lowered_silently():
    assert problems_of(read_floors(FLOORS), digest_of(GOLD), dict.fromkeys(FIGURES, 1.0)) == ()


@pytest.mark.model
def test_no_figure_is_below_its_floor(coder):
    coded = code_documents(coder, read_gold(GOLD))
    figures = figures_of(comparison for pair in coded for comparison in compare(*pair))
    assert problems_of(read_floors(FLOORS), digest_of(GOLD), figures) == ()
