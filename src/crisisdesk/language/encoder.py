"""The shipped model: one int8 encoder pass for all layers of some words, then the parser's matrices in numpy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from crisisdesk.language.learned import ActTables
from crisisdesk.language.pieces import Window, WordPieces
from crisisdesk.language.tree import best_tree

Table = NDArray[np.float32]
Numbers = NDArray[np.int64]
BATCH_SUBWORDS = 1024
MODEL = Path(__file__).parent / "en"
CLASS_LAYERS = ("upos", "xpos", "feats", "lemma", "ner")
MIN_START = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What the model says of one window of n words: arrays of length n.

    ``layers`` holds class numbers by layer; ``starts`` is true where a sentence begins; ``heads`` are places in the
    window, a root's head is itself; ``labels`` are class numbers; ``factuality`` runs from about -1.2 to 1.2.
    """

    layers: dict[str, Numbers]
    starts: NDArray[np.bool_]
    heads: Numbers
    labels: Numbers
    factuality: Table
    acts: ActTables


class Encoder:
    """The encoder session with its subword vocabulary, classes and parser weights."""

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        pieces: WordPieces,
        classes: dict[str, tuple[str, ...]],
        weights: dict[str, Table],
    ) -> None:
        self.session, self.pieces, self.classes = session, pieces, classes
        self.root_arc, self.root_label = weights["root_arc"], weights["root_label"]
        self.arc_weight = weights["arc_weight"]
        self.label_weight = weights["label_weight"].reshape(len(weights["label_weight"]), -1)
        self.role_weight = weights["role_weight"]
        self._outputs = [output.name for output in session.get_outputs()]

    @classmethod
    def load(cls, folder: Path = MODEL) -> Encoder:
        """Load a model folder: ``encoder.onnx``, ``tokenizer.json``, ``classes.json``, ``parser.npz``. One thread."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        classes = json.loads((folder / "classes.json").read_text(encoding="utf8"))
        with np.load(folder / "parser.npz") as arrays:
            weights = {name: arrays[name].astype(np.float32) for name in arrays.files}
        pieces = WordPieces.load(folder / "tokenizer.json")
        return cls(session, pieces, {name: tuple(values) for name, values in classes.items()}, weights)

    def annotate(self, runs: Sequence[list[str]], starts: Sequence[NDArray[np.int8]]) -> list[Annotation]:
        """Annotate windows of words.

        Args:
            runs: the words of each window, at most about 200.
            starts: for each word 1 if a sentence must begin there, -1 if it must not, 0 if the model is to say.

        """
        cut = [self.pieces.window(run) for run in runs]
        found: dict[int, Annotation] = {}
        for group in groups([len(window.ids) for window in cut]):
            tables = self._run([cut[place] for place in group])
            sizes = [len(runs[place]) for place in group]
            for place, annotation in zip(
                group, self._decode(tables, sizes, [starts[place] for place in group]), strict=True
            ):
                found[place] = annotation
        return [found[place] for place in range(len(runs))]

    def _run(self, windows: list[Window]) -> dict[str, Table]:
        return dict(zip(self._outputs, self.session.run(None, inputs(windows)), strict=True))

    def _decode(
        self, tables: dict[str, Table], sizes: list[int], starts: list[NDArray[np.int8]]
    ) -> Iterator[Annotation]:
        layers = {name: tables[name].argmax(1) for name in CLASS_LAYERS}
        begins = _starts(tables["start"], sizes, np.concatenate(starts))
        heads = self._heads(tables, np.flatnonzero(begins), len(begins))
        labels = self._labels(tables, heads)
        heads = np.where(heads < 0, np.arange(len(heads)), heads)
        offset = 0
        for size in sizes:
            part = slice(offset, offset + size)
            yield Annotation(
                layers={name: values[part] for name, values in layers.items()},
                starts=begins[part],
                heads=heads[part] - offset,
                labels=labels[part],
                factuality=tables["fact"][part, 0],
                acts=ActTables(*(tables[name][part] for name in ("event", "status", "role_act", "role_party"))),
            )
            offset += size

    def _heads(self, tables: dict[str, Table], begins: Numbers, words: int) -> Numbers:
        """Return for each word the place of its head in the batch, -1 for a root."""
        half = with_one(tables["arc_dep"]) @ self.arc_weight
        root = half @ self.root_arc
        heads = np.empty(words, dtype=np.int64)
        for start, end in zip(begins, [*begins[1:], words], strict=True):
            scores = np.empty((end - start, end - start + 1), dtype=np.float32)
            scores[:, 0] = root[start:end]
            np.matmul(half[start:end], tables["arc_head"][start:end].T, out=scores[:, 1:])
            tree = best_tree(scores)
            heads[start:end] = np.where(tree == 0, -1, tree - 1 + start)
        return heads

    def _labels(self, tables: dict[str, Table], heads: Numbers) -> Numbers:
        head = np.where(heads[:, None] < 0, self.root_label, tables["label_head"][heads])
        half = (with_one(tables["label_dep"]) @ self.label_weight).reshape(len(heads), -1, head.shape[1] + 1)
        scores: Numbers = np.matmul(half, with_one(head)[:, :, None])[:, :, 0].argmax(1)
        return scores


def with_one(table: Table) -> Table:
    """Append a column of ones."""
    return np.concatenate([table, np.ones((len(table), 1), dtype=table.dtype)], axis=1)


def _starts(logits: Table, sizes: list[int], given: NDArray[np.int8]) -> NDArray[np.bool_]:
    margin = np.log(MIN_START / (1 - MIN_START))
    begins: NDArray[np.bool_] = (logits[:, 1] - logits[:, 0] > margin) & (given >= 0) | (given > 0)
    begins[np.cumsum([0, *sizes[:-1]])] = True
    return begins


def inputs(windows: Sequence[Window]) -> dict[str, NDArray[Any]]:
    """Return the encoder's input tables for some windows, padded to the longest."""
    length = max(len(window.ids) for window in windows)
    ids = np.zeros((len(windows), length), dtype=np.int64)
    shapes, mask = np.zeros_like(ids), np.zeros(ids.shape, dtype=np.float32)
    first: list[int] = []
    for row, window in enumerate(windows):
        size = len(window.ids)
        ids[row, :size], shapes[row, :size], mask[row, :size] = window.ids, window.shapes, 1.0
        first.extend(row * length + place for place in window.first)
    return {"ids": ids, "shapes": shapes, "mask": mask, "first": np.array(first, dtype=np.int64)}


def groups(lengths: list[int]) -> Iterator[list[int]]:
    """Group windows of like length so that a padded batch has at most ``BATCH_SUBWORDS`` subwords."""
    group: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda place: lengths[place]):
        if group and (len(group) + 1) * lengths[place] > BATCH_SUBWORDS:
            yield group
            group = []
        group.append(place)
    if group:
        yield group
