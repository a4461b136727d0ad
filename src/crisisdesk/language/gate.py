"""The gate before the encoder: which reports have no sentence that reads like an act between political actors.

A linear model over the words and pairs of words of a sentence, taught on the sentences of ``teaching/`` with acts and
without; it reads a report about a hundred times faster than the encoder does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crisisdesk.language.encoder import MODEL
from crisisdesk.language.levels import Level

WORD = re.compile(r"[^\W\d_]+|\d+|[\"“”?$£€%]")
SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n\s*\n")
ROWS = 1 << 17
SHORT_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """What a report of at least ``words`` words must have: a sentence of score ``best``, or two of score ``second``."""

    words: int
    best: float
    second: float


BARS = {Level.CAREFUL: Bar(200, 2.5, 1.5), Level.STRICT: Bar(100, 3.5, 3.0)}


@dataclass(frozen=True, slots=True)
class Gate:
    """The weights of words and pairs of words, by hash, and the constant."""

    weights: NDArray[np.float32]
    constant: float

    @classmethod
    def load(cls, folder: Path = MODEL) -> Gate:
        """Read ``gate.npz`` of a model folder."""
        with np.load(folder / "gate.npz") as arrays:
            return cls(arrays["weights"].astype(np.float32) * float(arrays["scale"]), float(arrays["constant"]))

    def score(self, sentence: str) -> float:
        """Return the log odds that a sentence tells an act, for the mix of sentences of ``teaching/``."""
        rows = rows_of(sentence)
        odds: float = self.weights[rows].sum().item() / len(rows) ** 0.5
        return odds + self.constant

    def passes(self, text: str, level: Level) -> bool:
        """Say whether a report may hold acts; short reports always pass, for they cost little and tell little."""
        bar = BARS.get(level)
        if bar is None or len(text.split()) < bar.words:
            return True
        sentences = (part for part in SENTENCE.split(text) if len(part.split()) >= SHORT_SENTENCE)
        likeliest = sorted(map(self.score, sentences), reverse=True)[:2]
        return any(score >= needed for score, needed in zip(likeliest, (bar.best, bar.second), strict=False))


@cache
def load_gate() -> Gate:
    """Return the shipped gate, read once."""
    return Gate.load()


def rows_of(sentence: str) -> list[int]:
    """Return the rows of the words and pairs of words of a sentence; numbers are all one word."""
    words = ["^", *("#" if word.isdigit() else word.lower() for word in WORD.findall(sentence)), "$"]
    pairs = (f"{one} {other}" for one, other in pairwise(words))
    return sorted({crc32(feature.encode()) % ROWS for feature in (*words, *pairs)})
