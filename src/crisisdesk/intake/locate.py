"""Locators to files: folders, patterns, addresses, standard input."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from crisisdesk.diagnostics import note
from crisisdesk.errors import CrisisdeskError
from crisisdesk.files import local_name
from crisisdesk.intake.addresses import found_at, matching, walked
from crisisdesk.intake.item import Item
from crisisdesk.intake.sniff import ENDINGS, ending_of
from crisisdesk.intake.unread import unreadable


def files_of(locator: str) -> Iterator[str | Item]:
    """Yield the files that a locator stands for, in order, and what is to say of those left out."""
    try:
        name = local_name(locator)
        yield from _remote(locator) if name is None else _local(name)
    except (OSError, ValueError, CrisisdeskError) as error:
        yield Item(path=locator, found=(unreadable(error),))


def _local(locator: str) -> Iterator[str | Item]:
    if locator == "-" or Path(locator).is_file():
        yield locator
    elif Path(locator).is_dir():
        yield from _folder(locator, _walked(locator))
    elif glob.has_magic(locator) and not os.path.lexists(locator):
        matches = sorted(set(glob.glob(locator, recursive=True)))  # noqa: PTH207 (Path has none for absolute patterns)
        files, folders = ([match for match in matches if Path(match).is_dir() is wanted] for wanted in (False, True))
        yield from _matched(locator, files, folders, _walked)
    else:
        yield locator


def _remote(locator: str) -> Iterator[str | Item]:
    found = None if locator.endswith("/") else found_at(locator)
    if locator.endswith("/") or (found and found.is_folder):
        yield from _folder(locator, walked(locator))
    elif found or not glob.has_magic(locator):
        yield locator
    else:
        matches = matching(locator)
        files, folders = ([match.name for match in matches if match.is_folder is wanted] for wanted in (False, True))
        yield from _matched(locator, files, folders, walked)


def _matched(
    locator: str, files: list[str], folders: list[str], walk: Callable[[str], Iterator[str]]
) -> Iterator[str | Item]:
    """Yield what a pattern stands for: all that it matches, folders with what is in them unless it goes deep itself."""
    deep = "**" in locator
    if not files and (deep or not folders):
        yield Item(path=locator, found=(note("D033"),))
    yield from files
    for folder in () if deep else folders:
        yield from _folder(folder, walk(folder))


def _walked(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(place) / name
            # What is no plain file (a pipe, a socket) is not to be opened: it counts as left out.
            yield str(path) if path.is_file() else f"{path}/"


def _folder(folder: str, names: Iterable[str]) -> Iterator[str | Item]:
    left: Counter[str] = Counter()
    read = 0
    for name in names:
        if ending_of(name) in ENDINGS:
            read += 1
            yield name
        else:
            left[Path(name).suffix[:20] or "none"] += 1
    if left:
        endings = ", ".join(sorted(left)[:10])
        yield Item(path=folder, found=(note("D034", count=left.total(), endings=endings),))
    if not read:
        yield Item(path=folder, found=(note("D035"),))
