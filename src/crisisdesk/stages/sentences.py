"""Sentences with their kind: body, heading, caption, credit, dateline or repeat."""

from __future__ import annotations

import re

from crisisdesk.intake.text import kind_of, load_layout
from crisisdesk.language.parse import Parse
from crisisdesk.model.report import Sentence, Source

MIN_REPEAT = 25


def find_sentences(parse: Parse, source: Source) -> tuple[Sentence, ...]:
    """Return the sentences of a parse, numbered from 1; the kind comes from the paragraph and the words themselves.

    A sentence that says an earlier one again, word for word, is a ``repeat``; one right before a picture credit is a
    ``caption``.
    """
    spans = [parse.span(first, end - 1) for first, end in parse.sentences]
    credit = load_layout().patterns["credit"]
    found: list[Sentence] = []
    seen: set[str] = set()
    for n, span in enumerate(spans, start=1):
        text = " ".join(span.text.split())
        plain = re.sub(r"\W+", " ", credit.sub("", text)).lower().strip()
        before = bool(source.blocks) and span.end <= source.blocks[0][0]
        kind = "dateline" if before else _kind(text, _block_kind(source, span.start))
        follows = spans[n].text if n < len(spans) else ""
        if kind in ("body", "heading") and credit.match(follows):
            kind = "caption"
        if plain in seen and len(plain) >= MIN_REPEAT:
            kind = "repeat"
        seen.add(plain)
        found.append(Sentence(n=n, span=span, kind=kind))
    return tuple(found)


def _block_kind(source: Source, start: int) -> str:
    return next((kind for first, end, kind in source.blocks if first <= start < end), "")


def _kind(text: str, block: str) -> str:
    if not block:
        return kind_of(text)
    if block == "caption" or block == "body":
        own = kind_of(text)
        return own if own in ("credit", "dateline") or (own == "caption" and block == "caption") else block
    return block
