"""Score the named entities of the language model on a Universal NER file, from its own words: exact span and class.

usage: python tools/score_entities.py FILE.iob2
"""

from __future__ import annotations

import sys
from pathlib import Path

from spacy.tokens import Doc

from crisisdesk.language.component import load_language
from crisisdesk.language.training.corpus import iob2

Span = tuple[int, int, int, str]


def spans(number: int, tags: tuple[str, ...]) -> set[Span]:
    """Return the entities of BIO tags as (sentence, first, end, class)."""
    found: set[Span] = set()
    first = 0
    for place in range(len(tags) + 1):
        tag = tags[place] if place < len(tags) else "O"
        if place and tags[place - 1] != "O" and not tag.startswith("I-"):
            found.add((number, first, place, tags[place - 1][2:]))
        if tag.startswith("B-"):
            first = place
    return found


def main() -> None:
    """Print precision, recall and F1."""
    nlp = load_language()
    gold: set[Span] = set()
    coded: set[Span] = set()
    examples = iob2(Path(sys.argv[1]))
    docs = (Doc(nlp.vocab, words=list(e.forms), sent_starts=[i == 0 for i in range(len(e.forms))]) for e in examples)
    for _, pipe in nlp.pipeline:
        docs = pipe.pipe(docs)
    for number, (example, doc) in enumerate(zip(examples, docs, strict=True)):
        gold |= spans(number, example.layers["ner"])
        coded |= {(number, ent.start, ent.end, ent.label_) for ent in doc.ents}
    right = len(gold & coded)
    f1 = 2 * right / (len(gold) + len(coded))
    print(f"P {right / len(coded):.3f} R {right / len(gold):.3f} F1 {f1:.3f} ({len(gold)} gold, {len(coded)} found)")


if __name__ == "__main__":
    main()
