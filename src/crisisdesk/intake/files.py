"""Files and standard input to sources."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from crisisdesk.diagnostics import note
from crisisdesk.intake.decode import decode
from crisisdesk.intake.text import source_of
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.report import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that was tried: its source, or None with the reasons."""

    path: str
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]


def open_files(paths: tuple[str, ...], published: date | None, today: date | None) -> Iterator[Opened]:
    """Yield each file as a source, in order; ``-`` is standard input. A file that cannot be read is no end."""
    for path in paths:
        yield open_file(path, published, today)


def open_file(path: str, published: date | None = None, today: date | None = None) -> Opened:
    """Read one text file."""
    try:
        content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        return Opened(path=path, source=None, diagnostics=(note("D004", reason=error.strerror or str(error)),))
    text, found = decode(content)
    if text is None:
        return Opened(path=path, source=None, diagnostics=found)
    source = source_of(text, published, today=today)
    source = replace(source, diagnostics=(*found, *source.diagnostics))
    failed = tuple(d for d in source.diagnostics if d.severity == "error")
    return Opened(path=path, source=None if failed else source, diagnostics=source.diagnostics)
