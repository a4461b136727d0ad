"""Measures speed on one core and one thread: the language pipeline, and all stages with it. Medians of several rounds.

usage: python benchmarks/speed.py [TEXT_FILE ...]    (default: the example reports, repeated)
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from crisisdesk.coder import Coder
from crisisdesk.intake.text import source_of
from crisisdesk.model.report import Source

ROUNDS = 5
MIN_WORDS = 12_000


def sources() -> list[Source]:
    """Return reports of at least ``MIN_WORDS`` words in all."""
    paths = [Path(name) for name in sys.argv[1:]]
    paths = paths or sorted((Path(__file__).parent.parent / "examples" / "kaesong").glob("*.txt"))
    texts = [path.read_text(encoding="utf8") for path in paths]
    words = sum(len(text.split()) for text in texts)
    return [source_of(text) for text in texts * (MIN_WORDS // max(1, words) + 1)]


def main() -> None:
    """Time both passes and print words a second."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    coder, given = Coder.load(), sources()
    list(coder.code_all(given[:8]))
    words = sum(1 for source in given for token in coder.nlp.make_doc(source.text) if not token.is_space)
    language, everything = [], []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for _ in coder.nlp.pipe((source.text for source in given), batch_size=64):
            pass
        language.append(time.perf_counter() - started)
        started = time.perf_counter()
        for _ in coder.code_all(given):
            pass
        everything.append(time.perf_counter() - started)
    spacy, whole = statistics.median(language), statistics.median(everything)
    print(f"{words} words; spaCy pipeline {words / spacy:.0f} words/s; everything {words / whole:.0f} words/s")
    print(f"stages after the parse cost {(whole - spacy) / spacy:.2f} of the language pass")


if __name__ == "__main__":
    main()
