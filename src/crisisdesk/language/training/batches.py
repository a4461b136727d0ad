"""Batches for training: runs of sentences in windows, windows in batches, class numbers in tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from crisisdesk.language.pieces import WordPieces
from crisisdesk.language.training.corpus import IGNORE, Example, Vocabularies

WINDOW_WORDS = (1, 1, 30, 60, 110)
WORD_LAYERS = ("upos", "xpos", "feats", "lemma", "ner", "event", "status")


@dataclass(frozen=True)
class Batch:
    """Tensors of one step; word tensors are flat over all windows, sentence tensors padded to (sentences, length)."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    targets: dict[str, Tensor]
    fact: Tensor
    places: Tensor
    inside: Tensor
    heads: Tensor
    labels: Tensor
    roles: Tensor


def windows(examples: list[Example], chance: random.Random) -> list[list[Example]]:
    """Cut documents into runs of whole sentences of random length, so that sentence starts can be learned."""
    runs: list[list[Example]] = []
    room = 0
    for example in examples:
        same = runs and runs[-1][0].doc_id == example.doc_id
        if not same or room < len(example.forms):
            runs.append([])
            room = chance.choice(WINDOW_WORDS)
        runs[-1].append(example)
        room -= len(example.forms)
    return runs


def batches(runs: list[list[Example]], words: int, chance: random.Random) -> Iterator[list[list[Example]]]:
    """Group windows of like length into batches of about ``words`` words, in random order."""
    sized = sorted(runs, key=lambda run: sum(len(e.forms) for e in run) * chance.uniform(0.9, 1.1))
    groups: list[list[list[Example]]] = [[]]
    count = 0
    for run in sized:
        if count >= words:
            groups.append([])
            count = 0
        groups[-1].append(run)
        count += sum(len(example.forms) for example in run)
    chance.shuffle(groups)
    yield from groups


class Batcher:
    """Turns groups of windows into tensors."""

    def __init__(self, pieces: WordPieces, vocabularies: Vocabularies) -> None:
        self.pieces, self.vocabularies = pieces, vocabularies

    def tensors(self, group: list[list[Example]], chance: random.Random | None = None) -> Batch:
        """Return the batch; with ``chance`` letter case is dropped or made headline case now and then."""
        cut = [self.pieces.window([form for e in run for form in _cased(e.forms, chance)]) for run in group]
        length = max(len(window.ids) for window in cut)
        sentences = [example for run in group for example in run]
        first = [row * length + place for row, window in enumerate(cut) for place in window.first]
        places, inside, heads = self._sentences(sentences)
        return Batch(
            ids=torch.tensor([_pad(window.ids, length) for window in cut]),
            shapes=torch.tensor([_pad(window.shapes, length) for window in cut]),
            mask=torch.tensor([_pad((1,) * len(window.ids), length) for window in cut], dtype=torch.float32),
            first=torch.tensor(first),
            targets=self._targets(sentences, group),
            fact=torch.tensor([value for e in sentences for value in _fact(e)]),
            places=places,
            inside=inside,
            heads=heads,
            labels=torch.tensor(self._layer(sentences, "label")),
            roles=torch.tensor(list(_roles(sentences)), dtype=torch.int64).reshape(-1, 3),
        )

    def _layer(self, sentences: list[Example], layer: str) -> list[int]:
        return [
            number
            for e in sentences
            for number in (
                self.vocabularies.number(layer, e.layers[layer]) if layer in e.layers else [IGNORE] * len(e.forms)
            )
        ]

    def _targets(self, sentences: list[Example], group: list[list[Example]]) -> dict[str, Tensor]:
        targets = {layer: torch.tensor(self._layer(sentences, layer)) for layer in WORD_LAYERS}
        starts = [int(place == 0) for run in group for e in run for place in range(len(e.forms))]
        targets["start"] = torch.tensor(starts)
        return targets

    @staticmethod
    def _sentences(sentences: list[Example]) -> tuple[Tensor, Tensor, Tensor]:
        longest = max(len(e.forms) for e in sentences)
        offset, places, heads = 0, [], []
        for e in sentences:
            size = len(e.forms)
            places.append(_pad(tuple(range(offset, offset + size)), longest))
            heads.append(list(e.heads or (IGNORE,) * size) + [IGNORE] * (longest - size))
            offset += size
        inside = torch.tensor([[place < len(e.forms) for place in range(longest)] for e in sentences])
        return torch.tensor(places), inside, torch.tensor(heads)


def _roles(sentences: list[Example]) -> Iterator[tuple[int, int, int]]:
    """Yield (act, word, role) for each act and each word of its sentence, counted over the batch."""
    offset = 0
    for e in sentences:
        for act, parties in e.roles:
            for place in range(len(e.forms)):
                if place != act:
                    yield offset + act, offset + place, parties.get(place, 0)
        offset += len(e.forms)


def _pad(values: tuple[int, ...], length: int) -> list[int]:
    return [*values, *[0] * (length - len(values))]


def _fact(example: Example) -> list[float]:
    return [example.fact.get(place, float("nan")) for place in range(1, len(example.forms) + 1)]


def _cased(forms: tuple[str, ...], chance: random.Random | None) -> list[str]:
    roll = chance.random() if chance else 1.0
    if roll < 0.03:
        return [form.lower() for form in forms]
    if roll < 0.06:
        return [form[:1].upper() + form[1:] for form in forms]
    return list(forms) if roll > 0.075 else [form.upper() for form in forms]
