"""The gate before the encoder: what it sets aside, and that nothing annotated is lost by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crisisdesk.coder import read_text
from crisisdesk.engine.packing import code_batch, code_gated
from crisisdesk.evaluation.gold import read_gold
from crisisdesk.intake.text import source_of
from crisisdesk.language.gate import load_gate
from crisisdesk.language.levels import Level

ROOT = Path(__file__).parents[2]
MATCH = (ROOT / "benchmarks" / "mix" / "01-sport-brazil-germany.txt").read_text(encoding="utf8")
CLASH = (ROOT / "benchmarks" / "mix" / "56-crisis-border-clash.txt").read_text(encoding="utf8")
ANNOTATED = [*sorted((ROOT / "gold").glob("*.txt")), *sorted((ROOT / "gold" / "stories").glob("*.txt"))]


@pytest.mark.parametrize(
    ("text", "level", "passes"),
    [
        (MATCH, Level.OFF, True),
        (MATCH, Level.STRICT, False),
        (CLASH, Level.CAREFUL, True),
        (CLASH, Level.STRICT, True),
        (" ".join(MATCH.split()[:99]), Level.STRICT, True),
        ("", Level.STRICT, True),
    ],
    ids=["the gate is off", "a match", "a clash", "a clash, strictly", "too short to be worth it", "nothing at all"],
)
def test_what_passes(text, level, passes):
    assert load_gate().passes(text, level) is passes


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.stem)
def test_no_annotated_report_with_acts_is_set_aside(path):
    for document in read_gold(path):
        if any(sentence.events for sentence in document.sentences):
            assert load_gate().passes("\n\n".join(sentence.text for sentence in document.sentences), Level.CAREFUL)


def test_the_example_reports_give_the_same_claims_with_the_gate():
    sources = tuple(source_of(path.read_text(encoding="utf8")) for path in sorted((ROOT / "examples").rglob("*.txt")))
    assert code_gated(sources, Level.CAREFUL) == code_batch(sources)


def test_a_report_set_aside_says_so_and_has_no_claims():
    arrests = f"{MATCH}\nPolice in Portugal arrested six fans."
    (coded,) = code_gated((source_of(arrests),), Level.STRICT)
    assert coded.claims == ()
    assert read_text(arrests).claims
