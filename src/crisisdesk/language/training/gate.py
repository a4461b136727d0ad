"""Trains the gate before the encoder from annotated documents: sentences with acts against those without.

usage: python -m crisisdesk.language.training.gate TAUGHT --out FOLDER

Logistic regression by AdaGrad (Duchi et al. 2011); a missed act weighs more than a sentence read in vain.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crisisdesk.evaluation.gold import read_gold
from crisisdesk.language.gate import ROWS, Gate, rows_of

EPOCHS, RATE, MISSED, DECAY = 6, 0.3, 3.0, 4e-6
Sentences = list[tuple[NDArray[np.int64], bool]]


def sentences_in(folder: Path) -> Sentences:
    """Return the rows of every sentence of a folder of annotated text, and whether it has acts."""
    documents = (document for path in sorted(folder.glob("*.txt")) for document in read_gold(path))
    return [(np.array(rows_of(s.text)), bool(s.events)) for document in documents for s in document.sentences]


def train(sentences: Sentences, epochs: int = EPOCHS) -> Gate:
    """Return a gate."""
    weights, seen = np.zeros(ROWS, np.float32), np.full(ROWS, 1e-8, np.float32)
    constant, seen_constant = 0.0, 1e-8
    chance = random.Random(0)
    for _ in range(epochs):
        chance.shuffle(sentences)
        for rows, has_acts in sentences:
            share = len(rows) ** -0.5
            odds = float(weights[rows].sum()) * share + constant
            error = (MISSED if has_acts else 1.0) * (1 / (1 + np.exp(-odds)) - has_acts)
            step = error * share + DECAY * weights[rows]
            seen[rows] += step**2
            weights[rows] -= RATE * step / np.sqrt(seen[rows])
            seen_constant += error**2
            constant -= RATE * error / seen_constant**0.5
    return Gate(weights, float(constant))


def main() -> None:
    """Parse the command line, train and write ``gate.npz``: weights in 8 bits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("taught", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    gate = train(sentences_in(given.taught))
    scale = float(np.abs(gate.weights).max()) / 127
    small = np.round(gate.weights / scale).astype(np.int8)
    np.savez_compressed(given.out / "gate.npz", weights=small, scale=scale, constant=gate.constant)


if __name__ == "__main__":
    main()
