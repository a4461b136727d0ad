"""The gate before the encoder: which reports are sport, markets, weather and the like, by their words alone.

Such reports hold no acts between political actors, but many of their words ("attack", "strike", "defeat"). The gate
reads a report some hundred times faster than the encoder does.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from crisisdesk.lexicon.topics import TopicWords, load_topic_words

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A kind of news with the words that tell it, the most frequent first."""

    kind: str
    words: tuple[str, ...]


def find_topic(text: str) -> Topic | None:
    """Return the kind of news without political acts that a report is for sure, None for all others."""
    topics, counts = load_topic_words(), Counter(word.lower() for word in WORD.findall(text))
    told = {kind: [word for word in counts if word in words] for kind, words in topics.kinds.items()}
    weights = {kind: sum(counts[word] for word in found) for kind, found in told.items()}
    kind = max(weights, key=lambda name: weights[name])
    if not _is_sure(topics, counts, weights[kind], len(told[kind])):
        return None
    first = sorted(told[kind], key=lambda word: (-counts[word], word))
    return Topic(kind=kind, words=tuple(first[:SHOWN]))


def _is_sure(topics: TopicWords, counts: Counter[str], weight: int, different: int) -> bool:
    crisis = sum(counts[word] for word in counts if word in topics.crisis)
    dense = weight >= topics.share * counts.total() and different >= topics.least
    return dense and weight >= topics.against * crisis
