"""Training examples: treebank sentences, named entities and factuality brought to one form, with class numbers."""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crisisdesk.language.conllu import TreebankSentence, Word, read_conllu
from crisisdesk.language.learned import EVENTS, STATUSES
from crisisdesk.language.lemmas import edit_script

IGNORE = -100
NER = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
ACT_LAYERS = {"event": EVENTS, "status": STATUSES}
PROPER = ("NNP", "NNPS")
GUM_KINDS = {"person": "PER", "place": "LOC", "organization": "ORG"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One sentence for training; a layer that nobody annotated is empty.

    ``roles`` has an entry for each act: its word, and the role's number of each word that names a party.
    """

    doc_id: str
    forms: tuple[str, ...]
    heads: tuple[int, ...] = ()
    layers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fact: dict[int, float] = field(default_factory=dict)
    roles: tuple[tuple[int, dict[int, int]], ...] = ()


@dataclass(frozen=True)
class Vocabularies:
    """The classes of every layer, in order of their numbers."""

    layers: dict[str, tuple[str, ...]]

    def number(self, layer: str, values: Iterable[str]) -> list[int]:
        """Return class numbers, ``IGNORE`` for a class that is not known."""
        places = {value: place for place, value in enumerate(self.layers[layer])}
        return [places.get(value, IGNORE) for value in values]


def count_vocabularies(examples: Iterable[Example]) -> Vocabularies:
    """Count the classes seen; rare lemma scripts and feature sets are left out."""
    least = {"lemma": 3, "feats": 3}
    counts: dict[str, Counter[str]] = {}
    for example in examples:
        for layer, values in example.layers.items():
            counts.setdefault(layer, Counter()).update(values)
    kept = {
        layer: tuple(value for value, count in sorted(seen.items()) if count >= least.get(layer, 2))
        for layer, seen in counts.items()
    }
    return Vocabularies(kept | {"ner": NER} | ACT_LAYERS)


def treebank(path: Path, facts: dict[str, dict[int, float]] | None = None) -> list[Example]:
    """Read a treebank; GUM's entity layer becomes named entities."""
    return [_example(sentence, (facts or {}).get(sentence.sent_id, {})) for sentence in read_conllu(path)]


def _example(sentence: TreebankSentence, fact: dict[int, float]) -> Example:
    words = sentence.words
    layers = {
        "upos": tuple(word.upos for word in words),
        "xpos": tuple(word.xpos for word in words),
        "feats": tuple(word.feats for word in words),
        "lemma": tuple(edit_script(word.form, word.lemma) for word in words),
        "label": tuple(word.deprel for word in words),
    }
    if sentence.doc_id.startswith("GUM_"):
        layers["ner"] = gum_entities(words)
    return Example(
        doc_id=sentence.doc_id,
        forms=tuple(word.form for word in words),
        heads=tuple(word.head for word in words),
        layers=layers,
        fact={} if any(word.xpos in ("HYPH", "AFX") for word in words) else fact,
    )


def gum_entities(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Return BIO tags for the named persons, places and organisations of GUM's entity layer.

    A mention is named when the words of its minimal span are proper nouns; the longest one wins.
    """
    tags = ["O"] * len(words)
    spans = sorted(_gum_spans(words), key=lambda span: span[0] - span[1])
    for start, end, kind in spans:
        if all(tag == "O" for tag in tags[start:end]):
            tags[start:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - start - 1)
    return tuple(tags)


def _gum_spans(words: tuple[Word, ...]) -> list[tuple[int, int, str]]:
    open_at: dict[str, tuple[int, list[str]]] = {}
    spans: list[tuple[int, int, str]] = []
    for place, word in enumerate(words):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", word.misc)
        for mark in re.findall(r"\([^()]+\)?|[^()]+\)", found.group(1)) if found else []:
            fields = mark.strip("()").split("-")
            if mark.startswith("("):
                open_at[fields[0]] = (place, fields)
            if mark.endswith(")") and fields[0] in open_at:
                start, opened = open_at.pop(fields[0])
                spans.extend(_named(words, start, opened))
    return spans


def _named(words: tuple[Word, ...], start: int, fields: list[str]) -> list[tuple[int, int, str]]:
    kind = GUM_KINDS.get(fields[1]) if len(fields) > 5 else None
    inside = [int(number) for number in fields[5].split(",") if number.isdigit()] if kind else []
    if kind is None or not inside:
        return []
    first, last = start + min(inside) - 1, min(start + max(inside), len(words))
    while first < last and words[first].xpos not in PROPER:
        first += 1
    named = words[first:last]
    fits = (
        named
        and named[-1].xpos in (*PROPER, "CD")
        and all(word.upos != "PUNCT" or word.xpos == "HYPH" for word in named)
    )
    return [(first, last, kind)] if fits else []


def iob2(path: Path) -> list[Example]:
    """Read a Universal NER file (Mayhew et al. 2024): words and entity tags, nothing else; other classes become O."""
    examples = []
    for number, block in enumerate(path.read_text(encoding="utf8").split("\n\n")):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        tags = tuple(row[2] if row[2] in NER else "O" for row in rows)
        if rows:
            examples.append(Example(doc_id=f"uner-{number}", forms=tuple(row[1] for row in rows), layers={"ner": tags}))
    return examples


def wikigold(path: Path) -> list[Example]:
    """Read Wikigold (Balasuriya et al. 2009): sentences with entity tags and nothing else."""
    examples = []
    for number, block in enumerate(path.read_text(encoding="utf8").split("\n\n")):
        rows = [line.split() for line in block.splitlines() if line.strip()]
        if rows and rows[0][0] != "-DOCSTART-":
            kinds = [row[-1].removeprefix("I-") for row in rows]
            examples.append(
                Example(doc_id=f"wikigold-{number}", forms=tuple(row[0] for row in rows), layers={"ner": _bio(kinds)})
            )
    return examples


def _bio(kinds: list[str]) -> tuple[str, ...]:
    tags = []
    for place, kind in enumerate(kinds):
        known = f"B-{kind}" in NER
        inside = known and place > 0 and kinds[place - 1] == kind
        tags.append(f"{'I' if inside else 'B'}-{kind}" if known else "O")
    return tuple(tags)


def factuality(folder: Path) -> dict[str, dict[int, float]]:
    """Read UDS factuality (White et al. 2020): EWT sentence id to {word number: value}."""
    names = json.loads((folder / "ud_ids.json").read_text(encoding="utf8"))
    with zipfile.ZipFile(folder / "factuality.zip") as archive:
        rows = json.loads(archive.read("factuality.json"))["data"]
    found: dict[str, dict[int, float]] = {}
    for key, predicates in rows.items():
        if key in names:
            found[names[key]["sentence_id"]] = {
                int(name.rpartition("-")[2]): float(value["factuality"]["factual"]["value"])
                for name, value in predicates.items()
            }
    return found
