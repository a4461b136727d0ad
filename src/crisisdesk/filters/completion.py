"""What may be typed next in a filter: keys, and the values of keys that have a closed set."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crisisdesk.filters.terms import KEYS

_KEY_PART = re.compile(r"(?:^|[\s(|])-?([A-Za-z][A-Za-z-]*|)$")
_VALUE_PART = re.compile(r'(?:^|[\s(|-])([A-Za-z][A-Za-z-]*):((?:[^\s"“”(),|]+,\s*)*)([^\s"“”(),|]*)$')


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A text to put in place of ``text[start:end]`` of the filter, and what it means."""

    text: str
    start: int
    end: int
    caption: str


def completions(text: str, cursor: int) -> tuple[Completion, ...]:
    """Return what may stand at the cursor, given the letters before it; nothing inside quotes."""
    before = text[: max(0, cursor)]
    if before.count('"') % 2:
        return ()
    if found := _VALUE_PART.search(before):
        return _values(found)
    found = _KEY_PART.search(before)
    return _keys(found) if found else ()


def _keys(found: re.Match[str]) -> tuple[Completion, ...]:
    typed = found[1].lower()
    return tuple(
        Completion(text=f"{key.name}:", start=found.start(1), end=found.end(1), caption=key.caption)
        for key in KEYS.values()
        if key.name.startswith(typed)
    )


def _values(found: re.Match[str]) -> tuple[Completion, ...]:
    key, typed = KEYS.get(found[1].lower()), found[3].lower()
    taken = {value.strip().lower() for value in found[2].split(",")}
    return tuple(
        Completion(text=choice.value, start=found.start(3), end=found.end(3), caption=choice.caption)
        for choice in (key.choices() if key and key.choices else ())
        if choice.value.lower().startswith(typed) and choice.value.lower() not in taken
    )
