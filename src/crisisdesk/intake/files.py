"""Files and standard input to sources, for the commands that take the publication date alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from crisisdesk.diagnostics import note
from crisisdesk.intake.item import Opened
from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.sources import open_sources

__all__ = ["Opened", "open_file", "open_files"]

TRIES = 1000


def open_files(paths: tuple[str, ...], published: date | None, today: date | None) -> Iterator[Opened]:
    """Yield each report in the files, in order; ``-`` is standard input. A file that cannot be read is no end."""
    yield from open_sources(paths, IntakeOptions(published=published), today)


def open_file(path: str, published: date | None = None, today: date | None = None) -> Opened:
    """Read one file, its first report where it holds more than one."""
    opened = islice(open_files((path,), published, today), TRIES)
    first = next(opened)
    best = first if first.source else next((one for one in opened if one.source), first)
    if next(opened, None) is None:
        return best
    return replace(best, diagnostics=(*best.diagnostics, note("D040", path=best.path)))
