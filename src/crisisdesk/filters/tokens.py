"""The text of a filter cut into tokens, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from crisisdesk.filters.errors import closest
from crisisdesk.filters.scan import QUOTES, Value, after_blanks, check_end, fail, scan_quoted, scan_values, short_value
from crisisdesk.filters.terms import KEYS

MAX_LETTERS = 2000
_KEY = re.compile(r"([A-Za-z][A-Za-z-]*):")
_BARE_WORD = re.compile(r'[^\s"“”()|]+')
_COMPARISON = re.compile(r"([A-Za-z-]+)([<>=].*)")


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()
    TERM = auto()
    WORDS = auto()
    END = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token and its place; ``key`` and ``values`` of a term, one value of words."""

    kind: Kind
    start: int
    end: int
    key: str = ""
    values: tuple[Value, ...] = ()
    prefix: bool = False


_MARKS = {"(": Kind.OPEN, ")": Kind.CLOSE, "|": Kind.OR, "-": Kind.NOT}
_OPERATORS = {"or": Kind.OR, "and": Kind.AND}


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of a filter, the last one of kind END.

    Raises:
        FilterError: the text cannot be cut into tokens.

    """
    _check_letters(text)
    at = after_blanks(text, 0)
    while at < len(text):
        token = _token(text, at)
        yield token
        at = after_blanks(text, token.end)
    yield Token(kind=Kind.END, start=len(text), end=len(text))


def _check_letters(text: str) -> None:
    if len(text) > MAX_LETTERS:
        fail(text, MAX_LETTERS, MAX_LETTERS, f"longer than {MAX_LETTERS} letters")
    for at, letter in enumerate(text):
        if not letter.isspace() and unicodedata.category(letter) in ("Cc", "Cs"):
            fail(text, at, at, "not a letter: a control character")


def _token(text: str, at: int) -> Token:
    if text[at] in _MARKS:
        return _mark(text, at)
    if found := _KEY.match(text, at):
        return _term(text, found)
    return _quoted_words(text, at) if text[at] in QUOTES else _word(text, at)


def _mark(text: str, at: int) -> Token:
    if text[at] == "-" and not text[at + 1 : at + 2].strip():
        fail(text, at, at, "- stands alone", "write it right before a term: -type:ASSAULT")
    return Token(kind=_MARKS[text[at]], start=at, end=at + 1)


def _term(text: str, found: re.Match[str]) -> Token:
    start, end, key = found.start(), found.end(), found[1].lower()
    if key not in KEYS:
        near = closest(key, tuple(KEYS), every=False)
        fail(text, start, end, f"no such key: {found[1]}", near or "to find words with a colon, put them in quotes")
    values = scan_values(text, end, KEYS[key].example)
    return Token(kind=Kind.TERM, start=start, end=values[-1].end, key=key, values=values)


def _quoted_words(text: str, at: int) -> Token:
    value = scan_quoted(text, at)
    prefix = text[value.end : value.end + 1] == "*"
    return _words(text, Value(text=value.text, start=at, end=value.end + prefix), prefix)


def _word(text: str, at: int) -> Token:
    found = _BARE_WORD.match(text, at)
    bare = found[0] if found else ""
    end = at + len(bare)
    if bare.lower() in _OPERATORS:
        return Token(kind=_OPERATORS[bare.lower()], start=at, end=end)
    _check_word(text, bare, at)
    stem = bare.rstrip("*")
    return _words(text, short_value(text, stem, at, end), stem != bare)


def _check_word(text: str, bare: str, at: int) -> None:
    compared = _COMPARISON.fullmatch(bare)
    if bare == "NOT":
        fail(text, at, at + 3, "NOT is no operator", "write - right before a term; to find the word, put it in quotes")
    if compared and compared[1].lower() in KEYS:
        fail(text, at, at + len(bare), "a colon is missing", f"did you mean {compared[1].lower()}:{compared[2]}?")
    if "*" in bare.rstrip("*"):
        fail(text, at, at + len(bare), "* in a word stands only at its end")


def _words(text: str, value: Value, prefix: bool) -> Token:
    if not any(letter.isalnum() for letter in value.text):
        fail(text, value.start, value.end, "no letter or digit to search for")
    check_end(text, value.end)
    return Token(kind=Kind.WORDS, start=value.start, end=value.end, values=(value,), prefix=prefix)
