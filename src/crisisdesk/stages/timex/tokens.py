"""Tokens of a text for the grammar of times, and what a rule matched among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crisisdesk.lexicon.times import load_times

TOKEN = re.compile(
    r"""[^\W\d_]{3,}(?:'t\b)? | \n[ \t]*\n\s* | \d{4}[-‐]\d\d[-‐]\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)? (?!\d)
    | \d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b | \d{1,2}\.\d{1,2}\.\d{4}\b | \d{1,2}/\d{1,2}\b | \d{1,2}:\d\d(?::\d\d)?
    | \d+(?:st|nd|rd|th)\b | '?\d{1,3}0s\b | '\d\d\b | \d{1,3}(?:,\d{3})+(?:\.\d+)?\b | \d+\.\d+ | \d+
    | [ap]\.m\b\.? | B\.C\b(?:\.E\b)?\.? | o'clock\b | Q[1-4]\b | '(?:s|ll)\b | [^\W\d_]+(?:'t\b)? | \S""",
    re.VERBOSE,
)
TIGHT = re.compile(r"(?<=\w)-(?=\w)")
MONTH_TABLES = ("MONTH", "MAYMARCH", "ABBREVIATION")
MEMORY = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A text, the words in it with their offsets, and one symbol a word."""

    text: str
    spans: tuple[tuple[int, int], ...]
    symbols: str

    def words(self, start: int, end: int) -> str:
        """Return the text from token ``start`` up to token ``end``."""
        return self.text[self.spans[start][0] : self.spans[end - 1][1]]


@lru_cache(maxsize=MEMORY)
def symbol(word: str) -> str:
    """Return the symbol of a word by the lexicon's forms, else by its shape."""
    lexicon = load_times()
    if word.startswith("\n"):
        return lexicon.forms["\n"]
    shape = None if word in lexicon.forms else lexicon.shape.fullmatch(word)
    return lexicon.shape_symbols[(shape.lastindex or 1) - 1] if shape else lexicon.forms[word]


def tokenize(text: str) -> Tokens:
    """Return the tokens of a text; offsets are characters of it. A hyphen inside a word is told from a dash."""
    plain = TIGHT.sub("‐", text.replace("’", "'"))
    spans = tuple([match.span() for match in TOKEN.finditer(plain)])
    symbols = "".join([symbol(plain[start:end]) for start, end in spans])
    return Tokens(text=text, spans=spans, symbols=symbols)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a rule matched: its named groups as words, numbers and values of the lexicon."""

    tokens: Tokens
    match: re.Match[str]

    @property
    def at(self) -> int:
        """The first token of the match."""
        return self.match.start()

    @property
    def words(self) -> str:
        """The whole match in lower case."""
        return self.tokens.words(*self.match.span()).lower()

    def get(self, name: str) -> str:
        """Return the words of a group in lower case; empty where it took no part."""
        for group, index in self.match.re.groupindex.items():
            if group.partition("__")[0] == name and self.match.start(index) < self.match.end(index):
                return self.tokens.words(*self.match.span(index)).lower().replace("’", "'")
        return ""

    def value(self, name: str, *tables: str) -> int | str | None:
        """Return what the lexicon's first table that knows the group's word says of it."""
        word, values = self.get(name), load_times().values
        return next((values[table][word] for table in tables if word in values[table]), None)

    def number(self, name: str, *tables: str) -> int | None:
        """Return the value of a group as a number, by the tables or by its digits."""
        value = self.value(name, *tables)
        digits = re.match(r"\d+", self.get(name).lstrip("'"))
        return int(value) if value is not None else int(digits[0]) if digits else None

    def month_before(self) -> int | None:
        """Return the month three tokens before the match, as "June" stands before "19" in "June 17-19"."""
        word = self.tokens.words(self.at - 3, self.at - 2).lower() if self.at >= 3 else ""
        values = load_times().values
        return next((int(values[name][word]) for name in MONTH_TABLES if word in values[name]), None)
