"""Locators to files: folders, patterns, standard input."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crisisdesk.diagnostics import note
from crisisdesk.intake.item import Item
from crisisdesk.intake.sniff import ENDINGS, ending_of


def files_of(locator: str) -> Iterator[str | Item]:
    """Yield the files that a locator stands for, in order, and what is to say of those left out."""
    try:
        if locator == "-" or Path(locator).is_file():
            yield locator
        elif Path(locator).is_dir():
            yield from _folder(locator)
        elif glob.has_magic(locator) and not os.path.lexists(locator):
            yield from _pattern(locator)
        else:
            yield locator
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Item(path=locator, found=(note("D004", reason=reason),))


def _pattern(locator: str) -> Iterator[str | Item]:
    matches = sorted(set(glob.glob(locator, recursive=True)))  # noqa: PTH207 (Path has none for absolute patterns)
    files = [match for match in matches if not Path(match).is_dir()]
    folders = [] if "**" in locator else [match for match in matches if Path(match).is_dir()]
    if not files and not folders:
        yield Item(path=locator, found=(note("D033"),))
    yield from files
    for folder in folders:
        yield from _folder(folder)


def _folder(folder: str) -> Iterator[str | Item]:
    left: Counter[str] = Counter()
    read = 0
    for place, folders, names in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(place) / name
            if ending_of(name) in ENDINGS and path.is_file():
                read += 1
                yield str(path)
            else:
                left[path.suffix[:20] or "none"] += 1
    if left:
        endings = ", ".join(sorted(left)[:10])
        yield Item(path=folder, found=(note("D034", count=left.total(), endings=endings),))
    if not read:
        yield Item(path=folder, found=(note("D035"),))
