"""The words by which reports are compared: those of the body, without what a reprint changes freely.

Case, punctuation, quotation marks, accents and white space do not count, and neither do headings, captions, credits and
date lines. Where a report has no body (a flash of one line), all its blocks but credits and date lines are taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from crisisdesk.intake.text import load_layout
from crisisdesk.lexicon.figures import load_figure_words

Blocks = tuple[tuple[int, int, str], ...]

SHINGLE = 3
REMEMBERED = 256
WORD = re.compile(r"[^\W_]+")
LEFT_OUT = ("'", "’", "‘", "ʼ", "`", "´")
SET = ("“", "”", "–", "—", "…", "\N{NO-BREAK SPACE}")
BLANKED = str.maketrans({chr(i): " " for i in range(128) if not chr(i).isalnum()})
NEVER = frozenset(("credit", "dateline"))


@lru_cache(maxsize=REMEMBERED)
def words_of(text: str, blocks: Blocks) -> tuple[str, ...]:
    """Return the normalised words of a report's body; without blocks, of the whole text."""
    ranges = blocks or ((0, len(text), "body"),)
    chosen = [one for one in ranges if one[2] == "body"] or [one for one in ranges if one[2] not in NEVER]
    parts = [text[start:end] for start, end, _ in chosen]
    return tuple(_words("\n".join([_without_dateline(part) for part in parts[:1]] + parts[1:])))


def _without_dateline(block: str) -> str:
    """Return a first paragraph without "GAO, Mali (AP) — "; in a text all in capitals nothing tells that apart."""
    found = None if block.isupper() else load_layout().patterns["dateline"].match(block)
    return block[found.end() :] if found else block


def _words(text: str) -> list[str]:
    """Return the words of a text in small letters, without accents and apostrophes; most texts take the short way."""
    for mark in LEFT_OUT:
        text = text.replace(mark, "")
    if not text.isascii():
        for mark in SET:
            text = text.replace(mark, " ")
    if text.isascii():
        return text.casefold().translate(BLANKED).split()
    text = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return WORD.findall(text.casefold())


def shingles_of(words: tuple[str, ...]) -> list[str]:
    """Return all runs of three words in order; fewer than three words are one run, no words none."""
    if len(words) < SHINGLE:
        return [" ".join(words)] if words else []
    return [f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)]


@lru_cache(maxsize=REMEMBERED)
def shingle_set(words: tuple[str, ...]) -> frozenset[str]:
    """Return the different runs of three words."""
    return frozenset(shingles_of(words))


def numbers_of(words: tuple[str, ...]) -> Counter[str]:
    """Return how often each number stands in a text, in digits or as a word."""
    spelled = load_figure_words().cardinals
    return Counter(word for word in words if word in spelled or word.isdecimal())
