"""The lexicon of time expressions: word classes, token shapes and the grammar over them, from ``en/times.toml``.

Every set of classes a token may have is one character, its symbol; a text becomes a string of symbols, and each rule of
the grammar is a regular expression over that string.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import count

from crisisdesk.lexicon.time_patterns import compile_pattern, expand, literals
from crisisdesk.lexicon.time_starts import starts

NAMED_GROUP = re.compile(r"\(\?P<\w+>")
FIRST_SYMBOL = 0x100
Classes = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRule:
    """One rule: the maker that reads its match, and its pattern over symbols."""

    make: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class RuleSet:
    """Rules in their order, and a pattern that matches where one of them does."""

    rules: tuple[TimeRule, ...]

    @cached_property
    def anything(self) -> re.Pattern[str]:
        """A pattern that matches where one of the rules does; made when it is first needed."""
        return any_of(self.rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLexicon:
    """Symbols of words and shapes, values of words by class, and the rules.

    ``forms`` gives the symbol of a token as written; for any other the group of ``shape`` that it fits has one in
    ``shape_symbols``; ``values[class][word in lower case]`` is
    what a word means; ``symbols`` gives the symbols of a class; ``rules[symbol]`` are those that can begin with it, and
    ``starters`` finds a symbol that has some.
    """

    forms: Mapping[str, str]
    shape: re.Pattern[str]
    shape_symbols: tuple[str, ...]
    values: Mapping[str, Mapping[str, int | str]]
    symbols: Mapping[str, frozenset[str]]
    rules: Mapping[str, RuleSet]
    starters: re.Pattern[str]


def written(word: str, *, cased: bool) -> tuple[str, ...]:
    """Return the ways in which a word of the lexicon is written; ``cased`` words never stand in lower case."""
    spelt = (word[:1].upper() + word[1:], word.upper())
    return spelt if cased else (word, *spelt)


def classes_by_form(
    source: Mapping[str, dict[str, Iterable[str]]], cased: Iterable[str], words: set[str]
) -> dict[str, Classes]:
    """Return the classes of every written form of every word."""
    forms: dict[str, set[str]] = {}
    for name, members in [*source["words"].items(), *source["classes"].items()]:
        for word in members:
            for form in written(word, cased=name in cased):
                forms.setdefault(form, set()).add(name)
    for word in words:
        for form in (word,) if word[0].isupper() else written(word, cased=False):
            forms.setdefault(form, set()).add(word)
    return {form: frozenset(classes) for form, classes in forms.items()}


def number_symbols(sets: Iterable[Classes]) -> dict[Classes, str]:
    """Return one character for each set of classes."""
    numbers = count(FIRST_SYMBOL)
    return {classes: chr(next(numbers)) for classes in dict.fromkeys(sets)}


def symbols_by_class(symbols: Mapping[Classes, str]) -> dict[str, frozenset[str]]:
    """Return the symbols that stand for each class or word."""
    names = {name for classes in symbols for name in classes}
    return {name: frozenset(symbol for classes, symbol in symbols.items() if name in classes) for name in names}


def starting(pattern: str, symbols: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the symbols that a pattern can begin with."""
    return frozenset(symbol for name in starts(pattern) for symbol in symbols[name])


def any_of(rules: Iterable[TimeRule]) -> re.Pattern[str]:
    """Return a pattern that matches where one of the rules does; its groups have no names."""
    return re.compile("|".join(NAMED_GROUP.sub("(?:", rule.pattern.pattern) for rule in rules))


def rules_by_symbol(rules: Iterable[tuple[TimeRule, frozenset[str]]]) -> dict[str, RuleSet]:
    """Return for each symbol the rules that can begin with it, in their order."""
    found: dict[str, list[TimeRule]] = {}
    for rule, symbols in rules:
        for symbol in symbols:
            found.setdefault(symbol, []).append(rule)
    sets = {ids: RuleSet(rules=ids) for ids in {tuple(members) for members in found.values()}}
    return {symbol: sets[tuple(members)] for symbol, members in found.items()}


@cache
def load_times() -> TimeLexicon:
    """Return the English lexicon, read once."""
    source = tomllib.loads(resources.files("crisisdesk.lexicon").joinpath("en/times.toml").read_text(encoding="utf-8"))
    patterns = [expand(rule["pattern"], source["macros"]) for rule in source["rule"]]
    forms = classes_by_form(source, source["cased"], literals(patterns))
    shapes = [frozenset(shape["classes"]) for shape in source["shape"]]
    numbered = number_symbols([*forms.values(), *shapes])
    symbols = symbols_by_class(numbered)
    rules = [
        (TimeRule(make=rule["make"], pattern=compile_pattern(pattern, symbols)), starting(pattern, symbols))
        for rule, pattern in zip(source["rule"], patterns, strict=True)
    ]
    by_symbol = rules_by_symbol(rules)
    return TimeLexicon(
        forms={form: numbered[classes] for form, classes in forms.items()},
        shape=re.compile("|".join(f"({shape['pattern']})" for shape in source["shape"])),
        shape_symbols=tuple(numbered[classes] for classes in shapes),
        values=source["words"],
        symbols=symbols,
        rules=by_symbol,
        starters=re.compile(f"[{''.join(sorted(by_symbol))}]"),
    )
