"""Check files of annotated text and count what they hold, as the tables that stand in teaching/README.md.

    python tools/count_annotations.py FILES

Prints two tables in Markdown: by file, documents, sentences and events, these by status and with a speaker, a date, a
place; and events by their best type. Exits 1 where a file breaks the format, with its first such line.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from crisisdesk.errors import GoldError
from crisisdesk.evaluation.annotated import AnnotatedDocument, read_annotated
from crisisdesk.lexicon.plover import load_plover
from crisisdesk.model.claim import Status

COLUMNS = ("documents", "sentences", "events", *(status.value for status in Status), "speaker", "date", "place")
ALL = "all"
Rows = Sequence[Sequence[str | int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a file holds: counts by column of the first table, and events by type."""

    name: str
    counts: Counter[str]
    types: Counter[str]


def held_in(name: str, documents: Sequence[AnnotatedDocument]) -> Held:
    """Count documents."""
    sentences = [sentence for document in documents for sentence in document.sentences]
    acts = [act for sentence in sentences for act in sentence.acts]
    counts = Counter(act.status for act in acts)
    counts.update(documents=len(documents), sentences=len(sentences), events=len(acts))
    for act in acts:
        counts.update(speaker=bool(act.said_by), date=bool(act.when), place=bool(act.where))
    return Held(name=name, counts=counts, types=Counter(act.types[0] for act in acts))


def with_all(files: Sequence[Held]) -> list[Held]:
    """Return the files and, where there are several, what they hold together."""
    if len(files) < 2:
        return list(files)
    counts, types = (sum(found, Counter()) for found in ([f.counts for f in files], [f.types for f in files]))
    return [*files, Held(name=ALL, counts=counts, types=types)]


def table(head: Sequence[str], rows: Rows) -> list[str]:
    """Return a table in Markdown; all columns but the first are numbers."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return [f"| {' | '.join(str(cell) for cell in line)} |" for line in lines]


def tables(files: Sequence[Held]) -> str:
    """Return both tables, by file and by type."""
    kept = with_all(files)
    by_file: Rows = [[held.name, *(held.counts[column] for column in COLUMNS)] for held in kept]
    by_type: Rows = [[name, *(held.types[name] for held in kept)] for name in sorted(load_plover().types)]
    names = [held.name for held in kept]
    return "\n".join([*table(["file", *COLUMNS], by_file), "", *table(["events", *names], by_type)])


def main(arguments: list[str]) -> int:
    """Check and count what the command line names."""
    parser = argparse.ArgumentParser(description="Check files of annotated text and count what they hold.")
    parser.add_argument("files", type=Path, nargs="+", help="files of annotated text")
    files, broken = [], 0
    for path in parser.parse_args(arguments).files:
        try:
            files.append(held_in(path.stem, read_annotated(path)))
        except (GoldError, OSError) as error:
            print(error, file=sys.stderr)
            broken += 1
    if not broken:
        print(tables(files))
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
