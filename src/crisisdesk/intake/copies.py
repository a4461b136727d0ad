"""Near-copies: which reports are one wire story reprinted, so that ten reprints are one independent source.

``signature_of`` gives the bands under which possible copies are found (MinHash, Broder 1997, with rensa); ``compare``
verifies a pair by its words. What follows from the pairs is in ``copy_families.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from rapidfuzz.distance import LCSseq
from rensa import RMinHash  # type: ignore[import-untyped,unused-ignore]

from crisisdesk.intake.copy_words import SHINGLE, Blocks, numbers_of, shingle_set, shingles_of, words_of

SEED, PERMUTATIONS, BANDS = 20_200_616, 128, 32
LEAD_WORDS, LEAD_PERMUTATIONS = 60, 16
ROWS = PERMUTATIONS // BANDS
JACCARD, CONTAINED, CONTAINED_WORDS = 0.5, 0.8, 40
EDITED_JACCARD, EDITED_WORDS = 0.2, 0.7
SHORT = 12
# Odd numbers that make one of the four of a band (of the golden ratio and the primes of xxHash).
FACTORS = np.array((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5), dtype=np.uint64)
PAGE_JACCARD, PAGE_CONTAINED = 0.2, 0.5
NUMBERS, SHARED_NUMBERS, PAGE_DAYS = 4, 0.5, 2


class CopyKind(StrEnum):
    """How a report stands to the canonical one of its family."""

    CANONICAL = "canonical"
    EXACT = "exact"
    NEAR = "near"
    UPDATE = "update"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The bands of a text as pairs of number and hash; two reports that share a pair may be copies.

    Bands 0 to 31 are of the whole body, 32 to 35 of its first 60 words, for reprints cut at the end. A hash is a signed
    integer of 64 bits. A text without words has no bands.
    """

    bands: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copyable:
    """What is compared of a report."""

    text: str
    blocks: Blocks = ()
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How two reports are alike: ``share`` is the Jaccard index of their runs of three words, 0 to 1."""

    kind: CopyKind
    share: float


def signature_of(text: str, blocks: Blocks) -> Signature:
    """Return the signature of a text; the same on every machine and in every process."""
    words = words_of(text, blocks)
    if not words:
        return Signature(bands=())
    shingles = shingles_of(words)
    whole = _digest(shingles, PERMUTATIONS)
    lead = _digest(shingles[: LEAD_WORDS - SHINGLE + 1], LEAD_PERMUTATIONS)
    rows = np.array(whole + lead, dtype=np.uint64).reshape(-1, ROWS)
    return Signature(bands=tuple(enumerate((rows @ FACTORS).astype(np.int64).tolist())))


def _digest(shingles: list[str], permutations: int) -> list[int]:
    """Return the least hash of the shingles under each permutation, 32 bits each."""
    sketch = RMinHash(permutations, SEED)
    sketch.update(shingles)
    digest: list[int] = sketch.digest()
    return digest


def compare(one: Copyable, other: Copyable) -> Likeness | None:
    """Return how two reports are alike, or None where they are independent; the order does not matter.

    Reports made from one template (as many figures in both, most of them others) are independent: each tells of its
    own day.
    """
    first, second = words_of(one.text, one.blocks), words_of(other.text, other.blocks)
    if not first or not second:
        return None
    if first == second:
        return Likeness(kind=CopyKind.EXACT, share=1.0)
    page = same_page(one.url, other.url)
    if _templated(first, second) and not (page and _days_apart(one, other) <= PAGE_DAYS):
        return None
    share, contained = _overlap(first, second)
    if page and (share >= PAGE_JACCARD or contained >= PAGE_CONTAINED):
        return Likeness(kind=CopyKind.UPDATE, share=share)
    if not _is_copy(first, second, share, contained):
        return None
    kind = CopyKind.UPDATE if page or same_publisher(one.publisher, other.publisher) else CopyKind.NEAR
    return Likeness(kind=kind, share=share)


def _overlap(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[float, float]:
    """Return the Jaccard index of two texts, and which part of the shorter stands in the longer."""
    a, b = shingle_set(first), shingle_set(second)
    common = len(a & b)
    return common / (len(a) + len(b) - common), common / min(len(a), len(b))


def _is_copy(first: tuple[str, ...], second: tuple[str, ...], share: float, contained: float) -> bool:
    """Say whether two texts are mostly the same, one is a shortened other, or one is the other with words changed."""
    shorter = min(len(first), len(second))
    if shorter < SHORT:
        return False
    if share >= JACCARD or (contained >= CONTAINED and shorter >= CONTAINED_WORDS):
        return True
    return share >= EDITED_JACCARD and LCSseq.normalized_similarity(first, second) >= EDITED_WORDS


def _templated(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    one, other = numbers_of(first), numbers_of(second)
    fewer = min(one.total(), other.total())
    return fewer >= NUMBERS and (one & other).total() < SHARED_NUMBERS * fewer


def _days_apart(one: Copyable, other: Copyable) -> int:
    """Return the days between two publications, 0 where one is unknown."""
    return abs((one.published - other.published).days) if one.published and other.published else 0


def same_page(one: str, other: str) -> bool:
    """Say whether two addresses are one page; the front page of a site is no report."""
    page = _page(one)
    return page == _page(other) and "/" in page


def _page(url: str) -> str:
    """Return an address without scheme, "www.", fragment and last slash; case counts in its path alone."""
    host, slash, path = url.strip().partition("#")[0].rpartition("://")[2].rstrip("/").partition("/")
    return f"{host.lower().removeprefix('www.')}{slash}{path}"


def same_publisher(one: str, other: str) -> bool:
    """Say whether two names of publishers are one; an unknown one is nobody's."""
    name = " ".join(one.casefold().split())
    return bool(name) and name == " ".join(other.casefold().split())
