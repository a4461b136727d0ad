"""Measures speed on one core and one thread: tokens, encoder, heads, each stage, packing and keeping, all together.

usage: python benchmarks/speed.py [SOURCES ...] [--rounds 5] [--mixed SOURCES ...]

Without SOURCES the example reports are read, several times over. What is measured is processor time, medians of all
rounds; the last lines are the mixed news of ``benchmarks/mix`` at each level of the gate. Ratios to the encoder of the
same run are what may be compared between machines.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import crisisdesk.coder as coding
from crisisdesk.coder import Coder, load_coder
from crisisdesk.engine.packing import code_batch, code_gated
from crisisdesk.intake.sources import open_sources
from crisisdesk.language.encoder import Encoder
from crisisdesk.language.levels import Level
from crisisdesk.lexicon.version import lexicon_version, model_version
from crisisdesk.model.report import Source
from crisisdesk.record.store import Record

HERE = Path(__file__).parent
LEAST_WORDS, AT_ONCE = 12_000, 32
STAGES = ("find_sentences", "find_times", "find_places", "find_triggers", "find_channels", "code_claims")
CLASSES = ("Clauses", "StatementFinder", "Cast", "MentionFinder", "Citations", "StatusFinder", "RoleFinder")


class Clock:
    """Adds up the processor time of functions, each without what it calls among the others."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.inner: list[float] = []

    def timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, timed under a name."""

        def run(*given: Any, **named: Any) -> Any:  # noqa: ANN401 (any function)
            self.inner.append(0.0)
            begun = time.process_time()
            try:
                return call(*given, **named)
            finally:
                took = time.process_time() - begun
                self.spent[name] += took - self.inner.pop()
                if self.inner:
                    self.inner[-1] += took

        return run


def watch(clock: Clock) -> None:
    """Put the clock on the encoder and on every stage."""
    Encoder._run = clock.timed("encoder", Encoder._run)
    Encoder._decode = eager(clock.timed("trees and labels", lambda *given: list(decode(*given))))
    coding.Parse.from_doc = clock.timed("parse copied", coding.Parse.from_doc)
    for name in STAGES:
        setattr(coding, name, clock.timed(name, getattr(coding, name)))


decode = Encoder._decode


def eager(call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method that calls a function."""
    return lambda *given: call(*given)


def sources_of(names: Iterable[str]) -> list[Source]:
    """Return the reports that can be read, several times over until they are enough."""
    found = [one.source for one in open_sources(list(names)) if one.source is not None]
    words = sum(len(source.text.split()) for source in found)
    return found * (LEAST_WORDS // max(1, words) + 1)


def batches_of(sources: list[Source]) -> list[tuple[Source, ...]]:
    """Return sources in batches."""
    return [tuple(sources[n : n + AT_ONCE]) for n in range(0, len(sources), AT_ONCE)]


def words_of(coder: Coder, sources: list[Source]) -> int:
    """Return the number of words."""
    return sum(not token.is_space for source in sources for token in coder.nlp.make_doc(source.text))


def spent(call: Callable[..., object], *given: object) -> float:
    """Return the processor seconds of a call."""
    begun = time.process_time()
    call(*given)
    return time.process_time() - begun


def tokenise(coder: Coder, sources: list[Source]) -> None:
    """Make the tokens of sources."""
    for source in sources:
        coder.nlp.make_doc(source.text)


def parse(coder: Coder, sources: list[Source]) -> None:
    """Run the spaCy pipeline on sources."""
    for _ in coder.nlp.pipe((source.text for source in sources), batch_size=AT_ONCE):
        pass


def code(sources: list[Source]) -> None:
    """Code sources."""
    for batch in batches_of(sources):
        code_batch(batch)


def keep(sources: list[Source]) -> float:
    """Return the processor seconds to keep coded reports in a new record and to make its events."""
    coded = [code_batch(batch) for batch in batches_of(list({source.id: source for source in sources}.values()))]
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "speed.db") as record:
        versions = (lexicon_version(), model_version())

        def all_kept() -> None:
            for batch in coded:
                record.keep(batch, versions)
            record.rebuild()

        return spent(all_kept)


def measure(coder: Coder, sources: list[Source], rounds: int) -> dict[str, float]:
    """Return seconds by part, medians of the rounds."""
    clock, found = Clock(), defaultdict(list)
    watch(clock)
    for _ in range(rounds):
        clock.spent.clear()
        found["tokens"].append(spent(tokenise, coder, sources))
        clock.spent.clear()
        found["pipeline"].append(spent(parse, coder, sources))
        for name in ("encoder", "trees and labels"):
            found[name].append(clock.spent[name])
        clock.spent.clear()
        found["end to end"].append(spent(code, sources))
        for name in ("parse copied", *STAGES):
            found[name].append(clock.spent[name])
    found["record"].append(keep(sources))
    return {name: statistics.median(times) for name, times in found.items()}


def main() -> None:
    """Measure, and print a table."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("sources", nargs="*", default=[str(HERE.parent / "examples" / "kaesong")])
    given.add_argument("--mixed", nargs="*", default=[str(HERE / "mix")])
    given.add_argument("--rounds", type=int, default=5)
    chosen = given.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    coder, sources, mixed = load_coder(), sources_of(chosen.sources), sources_of(chosen.mixed)
    code_batch(tuple(sources[:8]))
    words, mixed_words = words_of(coder, sources), words_of(coder, mixed)
    mixed_rates = {
        level: mixed_words / statistics.median(spent(gated, mixed, level) for _ in range(chosen.rounds))
        for level in Level
    }
    found = measure(coder, sources, chosen.rounds)
    report(found, words)
    for level, rate in mixed_rates.items():
        print(f"| mixed news, gate {level} | {rate:.0f} | |")


def gated(sources: list[Source], level: Level) -> None:
    """Code sources behind the gate."""
    for batch in batches_of(sources):
        code_gated(batch, level)


def report(found: dict[str, float], words: int) -> None:
    """Print words a second and the share of the encoder's time, by part."""
    print(f"{words} words, {lexicon_version()}, {model_version()}\n\n| part | words a second | of the encoder's time |")
    print("|---|--:|--:|")
    found["stages"] = found["end to end"] - found["pipeline"]
    for name, seconds in found.items():
        print(f"| {name} | {words / max(seconds, 1e-9):.0f} | {seconds / found['encoder']:.2f} |")


if __name__ == "__main__":
    sys.exit(main())
