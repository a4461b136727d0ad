"""Words to encoder input: subword ids and the letter case that an uncased vocabulary loses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

LOWER, TITLE, UPPER, MIXED, DIGIT, PUNCT, INITIAL, EDGE = range(8)
SHAPES = 8
CACHE_LIMIT = 200_000
MARKS = ("[CLS]", "[SEP]", "[UNK]")


def shape_of(word: str) -> int:
    """Return the class of the word's letter case, one of the constants of this module."""
    if word.islower():
        return LOWER
    if any(letter.isdigit() for letter in word):
        return DIGIT
    if not any(letter.isalpha() for letter in word):
        return PUNCT
    if len(word) == 1 and word.isupper():
        return INITIAL
    if word.isupper():
        return UPPER
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED


@dataclass(frozen=True, slots=True)
class Window:
    """One encoder input: subword ids and shapes with the edge marks, and the place of each word's first subword."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    first: tuple[int, ...]


class WordPieces:
    """Cuts words into subwords with a WordPiece vocabulary; remembers words it has seen."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.start, self.end, self.unknown = (int(tokenizer.token_to_id(mark) or 0) for mark in MARKS)
        self._seen: dict[str, tuple[tuple[int, ...], int]] = {}

    @classmethod
    def load(cls, path: Path) -> WordPieces:
        """Load a vocabulary in the format of the ``tokenizers`` library."""
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer)

    def cut(self, word: str) -> tuple[tuple[int, ...], int]:
        """Return the subword ids of one word (at most eight) and its shape."""
        found = self._seen.get(word)
        if found is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:8]
            found = (tuple(ids) or (self.unknown,), shape_of(word))
            if len(self._seen) >= CACHE_LIMIT:
                self._seen.clear()
            self._seen[word] = found
        return found

    def window(self, words: list[str]) -> Window:
        """Return the encoder input of a run of words."""
        ids, shapes, first = [self.start], [EDGE], []
        for word in words:
            first.append(len(ids))
            pieces, shape = self.cut(word)
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
        ids.append(self.end)
        shapes.append(EDGE)
        return Window(tuple(ids), tuple(shapes), tuple(first))
