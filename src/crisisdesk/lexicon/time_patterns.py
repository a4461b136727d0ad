"""Patterns of the grammar of times: regular expressions whose letters are names of word classes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

NAME = re.compile(r"(?P<bracket>[a-z]\w*):\(|(?:(?P<group>[a-z]\w*):)?(?P<name>[A-Za-z][\w']*)")
MACRO = re.compile(r"\{(\w+)\}")


def expand(pattern: str, macros: Mapping[str, str]) -> str:
    """Return the pattern with its macros written out."""
    while MACRO.search(pattern):
        pattern = MACRO.sub(lambda found: macros[found[1]], pattern)
    return pattern


def is_class(name: str) -> bool:
    """Return whether a name in a pattern is a class, not a word."""
    return name.isupper() and len(name) > 1


def literals(patterns: Iterable[str]) -> set[str]:
    """Return the words that patterns name themselves."""
    found = {match["name"] for pattern in patterns for match in NAME.finditer(pattern) if match["name"]}
    return {name for name in found if not is_class(name)}


def compile_pattern(pattern: str, symbols: Mapping[str, frozenset[str]]) -> re.Pattern[str]:
    """Return a pattern over names as one over symbols; the second group of a name is ``name__2``.

    Raises KeyError with a class that no word has.
    """
    seen: Counter[str] = Counter()

    def spell(found: re.Match[str]) -> str:
        letters = f"[{''.join(sorted(symbols[found['name']]))}])" if found["name"] else ""
        name = found["bracket"] or found["group"]
        if not name:
            return letters[:-1]
        seen[name] += 1
        return f"(?P<{name if seen[name] == 1 else f'{name}__{seen[name]}'}>{letters}"

    return re.compile(re.sub(r"\s+", "", NAME.sub(spell, pattern)))
