"""What passes through intake: a file to read, a report as a format gives it, and the source that is made of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BufferedReader
from pathlib import Path

from crisisdesk.intake.options import IntakeOptions
from crisisdesk.intake.streams import Tape
from crisisdesk.model.diagnostic import Diagnostic
from crisisdesk.model.report import Source


def every(number: int) -> bool:
    """Say that a report is wanted, whatever its number in the file is."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file, or a report in one, that was tried: its source, or None with the reasons."""

    path: str
    source: Source | None
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One report as a format gives it, its values not yet checked; without a text ``found`` says why.

    ``published`` is what stands there for a date, in any form; ``latest`` the last day that it may be. ``begin`` is the
    byte from which the file may be read to have this item first; None where that is not known, or others come first.
    """

    path: str
    text: str | None = None
    title: str = ""
    published: object = None
    publisher: str = ""
    url: str = ""
    latest: date | None = None
    begin: int | None = None
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file that was opened: its bytes unpacked, the first of them as ``head``.

    ``path`` is where it lies as it is; ``tape`` its packed bytes, for a format that unpacks them itself.
    An item that is not ``wanted``, by its number in the file from 0, may be given empty where that is cheaper.
    """

    name: str
    stream: BufferedReader
    head: bytes
    options: IntakeOptions
    path: Path | None = None
    tape: Tape | None = None
    today: date | None = None
    wanted: Callable[[int], bool] = every
