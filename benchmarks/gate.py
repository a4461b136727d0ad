"""Measures what the gate before the encoder sets aside, and the claims and annotated acts that are lost by it.

usage: python benchmarks/gate.py SETS ...        (a set: a file of annotated text, or anything to be read)

Prints for each set and level: reports set aside of all, claims of the ungated coder in them of all, annotated acts in
them of all.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from crisisdesk.coder import load_coder
from crisisdesk.errors import GoldError
from crisisdesk.evaluation.gold import read_gold
from crisisdesk.intake.sources import open_sources
from crisisdesk.intake.text import source_of
from crisisdesk.language.gate import load_gate
from crisisdesk.language.levels import Level
from crisisdesk.model.report import Source

Counted = tuple[Source, int]


def reports_in(name: str) -> Iterator[Counted]:
    """Yield the reports of a set with the number of their annotated acts."""
    try:
        documents = list(read_gold(Path(name))) if Path(name).is_file() else []
    except (GoldError, ValueError, KeyError):
        documents = []
    for document in documents:
        text = "\n\n".join(sentence.text for sentence in document.sentences)
        acts = sum(len(sentence.events) for sentence in document.sentences)
        yield source_of(text, document.published, document.title, document.publisher), acts
    if not documents:
        yield from ((one.source, 0) for one in open_sources([name]) if one.source is not None)


def main() -> None:
    """Measure every set."""
    coder, gate = load_coder(), load_gate()
    print("| set | level | reports set aside | claims lost | annotated acts lost |\n|---|---|--:|--:|--:|")
    for name in sys.argv[1:]:
        reports = list(reports_in(name))
        claims = [len(report.claims) for report in coder.code_all(source for source, _ in reports)]
        for level in (Level.CAREFUL, Level.STRICT):
            aside = [not gate.passes(source.text, level) for source, _ in reports]
            lost = sum(number for number, out in zip(claims, aside, strict=True) if out)
            acts = sum(number for (_, number), out in zip(reports, aside, strict=True) if out)
            told = f"{lost} of {sum(claims)} | {acts} of {sum(number for _, number in reports)}"
            print(f"| {Path(name).stem} | {level} | {sum(aside)} of {len(reports)} | {told} |", flush=True)


if __name__ == "__main__":
    main()
