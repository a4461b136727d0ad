"""Parses written by hand, so that the stages are tested without a language model."""

from __future__ import annotations

from crisisdesk.language.parse import Parse, Token

ROOT = "root"


def parse_of(table: str) -> Parse:
    """Return the parse of a table with one token a line; a blank line parts sentences, ``¶`` is a paragraph break.

    Columns, parted by spaces: text, lemma, part of speech, tag, label, head, and FEATS where they matter. The head is a
    word of the same sentence (``said#2`` is the second one so spelled), or ``-`` for the root.
    """
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    offset = 0
    blocks = [[line.split() for line in block.splitlines()] for block in table.strip().split("\n\n")]
    for number, rows in enumerate(blocks):
        base = len(tokens)
        places = _places([row[0] for row in rows])
        for i, (text, lemma, pos, tag, dep, head, *feats) in enumerate(rows):
            word = "\n\n" if text == "¶" else text
            at = base + (i if head == "-" else places[head])
            end = offset + len(word)
            found = (base + i, word, word.lower(), lemma, pos, tag, dep, at, offset, end, "", "".join(feats), number)
            tokens.append(Token(*found))
            offset = end + 1
        sentences.append((base, len(tokens)))
    return Parse(" ".join(token.text for token in tokens), tuple(tokens), tuple(sentences))


def _places(words: list[str]) -> dict[str, int]:
    """Return where each word stands; a word that stands twice is only named with its number."""
    found = {f"{word}#{words[:i].count(word) + 1}": i for i, word in enumerate(words)}
    return found | {word: words.index(word) for word in words if words.count(word) == 1}


def word_at(parse: Parse, text: str, which: int = 1) -> Token:
    """Return the token with this text, the first one unless another is asked for."""
    return [token for token in parse.tokens if token.text == text][which - 1]


def words_of(parse: Parse, places: tuple[int, ...]) -> str:
    """Return the texts of tokens, parted by spaces."""
    return " ".join(parse.tokens[i].text for i in places)
