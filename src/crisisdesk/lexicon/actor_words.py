"""Words as the actor lexicon compares them: no accents, points, apostrophes or hyphens, in lower case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_SPECIAL = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "Ł": "L", "Đ": "D", "Ø": "O"})
_DROPPED = re.compile(r"[.'’‘`ʻ\"“”]")
_SPLIT = re.compile(r"[\s\-–—/]+")
_POSSESSIVE = re.compile(r"(?<=\w)(['’]s|(?<=s)['’])$", re.IGNORECASE)
_TOKEN = re.compile(r"\w+(?:[.'’&]\w+)*\.?(?:['’](?!\w))?|[^\w\s]")
_ABBREVIATION = re.compile(r"^(?:\w\.)+$|^(?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Maj|Capt|Sen|Rep|Gov|Jr|No|Prof|Rev)\.$")
HYPHEN = "-"
POSSESSIVES = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Word:
    """One comparable word: its normal form, its token, how it is written and whether a hyphen joins it to the last."""

    normal: str
    token: int
    written: str
    joined: bool = False

    @property
    def capital(self) -> bool:
        """Whether the word is written with a capital."""
        return self.written[:1].isupper()


def normal(text: str) -> str:
    """Return the comparable form of a name: lower-case words with single spaces between."""
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.translate(_SPECIAL))
        text = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPLIT.sub(" ", _DROPPED.sub("", text)).strip().lower()


def tokenise(text: str) -> tuple[str, ...]:
    """Split a phrase as the parser does: hyphens, commas and the possessive 's are tokens of their own."""
    tokens: list[str] = []
    for raw in _TOKEN.findall(text):
        tokens.extend(_split_token(raw))
    return tuple(tokens)


def _split_token(raw: str) -> list[str]:
    if raw.endswith(".") and len(raw) > 1 and not _ABBREVIATION.match(raw):
        return [*_split_token(raw[:-1]), "."]
    found = _POSSESSIVE.search(raw)
    return [raw[: found.start()], found.group()] if found and found.start() else [raw]


def words_of(tokens: Sequence[str]) -> tuple[Word, ...]:
    """Return the comparable words of tokens; a possessive ending is kept as ``'s``, punctuation as itself."""
    words: list[Word] = []
    for index, token in enumerate(tokens):
        hyphen = index > 0 and tokens[index - 1] == HYPHEN
        words.extend(_words_of_token(token, index, hyphen))
    return tuple(words)


def _words_of_token(token: str, index: int, hyphen: bool) -> list[Word]:
    if token in POSSESSIVES:
        return [Word("'s", index, token)]
    found = _POSSESSIVE.search(token)
    stem = token[: found.start()] if found and found.start() else token
    parts = [part for part in _SPLIT.split(stem) if normal(part)]
    words = [Word(normal(part), index, part, hyphen or n > 0) for n, part in enumerate(parts)]
    return [*words, Word("'s", index, "'s")] if stem is not token else words


def key_of(run: Sequence[Word]) -> str:
    """Return the key of words: a possessive ending is part of the word before it, as ``normal`` writes it."""
    parts: list[str] = []
    for word in run:
        if word.normal == POSSESSIVES[0] and parts:
            parts[-1] += "s" if len(word.written) > 1 else ""
        else:
            parts.append(word.normal)
    return " ".join(parts)


def count_at(words: Sequence[Word], at: int, longest: int) -> int:
    """Return how many words from a position hold at most ``longest`` words besides possessive endings."""
    end, seen = at, 0
    while end < len(words):
        seen += words[end].normal != POSSESSIVES[0]
        if seen > longest:
            break
        end += 1
    return end - at
