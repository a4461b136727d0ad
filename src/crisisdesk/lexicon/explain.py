"""The cues of the explainer, from ``en/explain.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ExplainCues:
    """Patterns by name over lower-case sentences, words by class, and how many lines a section has at three lengths."""

    patterns: Mapping[str, re.Pattern[str]]
    words: Mapping[str, frozenset[str]]
    lines: Mapping[str, tuple[int, ...]]

    def has(self, cue: str, sentence: str) -> bool:
        """Say whether a sentence has a cue."""
        return self.patterns[cue].search(sentence.lower().replace("’", "'")) is not None


@cache
def load_explain_cues() -> ExplainCues:
    """Return the shipped cues, read once."""
    rows = tomllib.loads((files("crisisdesk.lexicon") / "en" / "explain.toml").read_text(encoding="utf8"))
    patterns = {name: re.compile(pattern) for name, pattern in rows["cues"].items()}
    words = {name: frozenset(listed) for name, listed in rows["words"].items()}
    return ExplainCues(patterns, words, {name: tuple(numbers) for name, numbers in rows["lines"].items()})
