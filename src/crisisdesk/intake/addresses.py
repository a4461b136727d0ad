"""Folders and patterns in stores, by listing one folder after another: nothing but what is named is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from glob import has_magic

from crisisdesk.remote import Entry, entries_in, entry_of

ANY_DEPTH = "**"


def walked(folder: str) -> Iterator[str]:
    """Yield the files in a folder and the folders in it, in order, without hidden ones; an error ends it."""
    entries = [entry for entry in entries_in(folder) if not _last(entry.name).startswith(".")]
    yield from (entry.name for entry in entries if not entry.is_folder)
    for entry in entries:
        if entry.is_folder:
            yield from walked(entry.name)


def matching(pattern: str) -> list[Entry]:
    """Return what matches a pattern, in order; ``**`` stands for folders at any depth."""
    scheme, _, path = pattern.partition("://")
    parts = path.strip("/").split("/")
    fixed = next(number for number, part in enumerate(parts) if has_magic(part))
    found = _expanded(f"{scheme.lower()}://{'/'.join(parts[:fixed])}", parts[fixed:])
    return sorted({entry.name: entry for entry in found}.values(), key=lambda entry: entry.name)


def found_at(locator: str) -> Entry | None:
    """Return what lies at an address, None where nothing does."""
    try:
        return entry_of(locator)
    except FileNotFoundError:
        return None


def _expanded(folder: str, parts: list[str]) -> Iterator[Entry]:
    """Yield what the parts of a pattern match below a folder."""
    part, rest = parts[0], parts[1:]
    if part == ANY_DEPTH:
        yield from _expanded(folder, rest or ["*"])
    for entry in _inside(folder):
        if part == ANY_DEPTH:
            if entry.is_folder and not _last(entry.name).startswith("."):
                yield from _expanded(entry.name, parts)
        elif _matches(_last(entry.name), part):
            if not rest:
                yield entry
            elif entry.is_folder:
                yield from _expanded(entry.name, rest)


def _inside(folder: str) -> list[Entry]:
    try:
        return entries_in(folder)
    except FileNotFoundError:
        return []


def _matches(name: str, part: str) -> bool:
    """Say whether a name matches; hidden ones only where the pattern begins with a dot too."""
    return fnmatchcase(name, part) and (part.startswith(".") or not name.startswith("."))


def _last(name: str) -> str:
    return name.rpartition("/")[2]
