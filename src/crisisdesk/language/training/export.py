"""From a checkpoint to the files that are shipped: int8 ONNX encoder with heads, parser weights, classes, words.

usage: python -m crisisdesk.language.training.export CHECKPOINT --encoder DIR --treebanks DIR --out DIR
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnx.numpy_helper
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from crisisdesk.language.conllu import read_conllu
from crisisdesk.language.encoder import groups, inputs
from crisisdesk.language.pieces import WordPieces
from crisisdesk.language.training.corpus import Vocabularies
from crisisdesk.language.training.network import Network
from crisisdesk.language.training.recipe import sizes_of
from crisisdesk.language.windows import WINDOW_WORDS

OUTPUTS = (
    *("upos", "xpos", "feats", "lemma", "ner", "start", "fact", "event", "status"),
    *("arc_head", "arc_dep", "label_head", "label_dep", "role_act", "role_party"),
)
CALIBRATION = 300
INPUTS = ("ids", "shapes", "mask", "first")


class Words(nn.Module):
    """The part of the network that runs in ONNX: all that is computed word by word."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Return the tables named in ``OUTPUTS``, in that order."""
        out = self.network.words(ids, shapes, mask, first)
        return tuple(out[name] for name in OUTPUTS)


def load_network(checkpoint: Path, vocabulary: int) -> tuple[Network, Vocabularies, dict[str, object]]:
    """Load a training checkpoint with its classes and what is told about its training."""
    about = json.loads((checkpoint / "training.json").read_text(encoding="utf8"))
    vocabularies = Vocabularies({name: tuple(values) for name, values in about.pop("layers").items()})
    network = Network(vocabulary, sizes_of(vocabularies))
    network.load_state_dict(torch.load(checkpoint / "network.pt", weights_only=True))
    return network.eval(), vocabularies, about


def export(network: Network, path: Path) -> None:
    """Write the float ONNX graph."""
    ids = torch.ones((2, 7), dtype=torch.int64)
    example = (ids, ids.clone(), torch.ones(2, 7), torch.tensor([1, 2, 3, 8, 9]))
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "shapes", "mask")}
    axes |= {"first": {0: "words"}} | {name: {0: "words"} for name in OUTPUTS}
    torch.onnx.export(
        Words(network),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Make the encoder's matrices and embeddings int8, per channel; the small heads stay as they are."""
    graph = onnx.load(str(source)).graph
    heads = [node.name for node in graph.node if node.op_type in ("Gemm", "MatMul") and "layers" not in node.name]
    quantize_dynamic(
        source,
        target,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=heads,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )


def fix_scales(path: Path, windows: Sequence[Sequence[str]], pieces: WordPieces) -> None:
    """Give every int8 activation the scale that it has on most batches of ``windows``.

    A scale taken anew from each batch would let the words of one report change the parse of another beside it.
    """
    model = onnx.load(str(path))
    dynamic = [node for node in model.graph.node if node.op_type == "DynamicQuantizeLinear"]
    ranges = _ranges(model, [node.output[1:3] for node in dynamic], windows, pieces)
    for node, (low, high) in zip(dynamic, ranges, strict=True):
        scale = (high - low) / 255
        constants = (np.array(scale, dtype=np.float32), np.array(round(-low / scale), dtype=np.uint8))
        for value, name in zip(constants, node.output[1:3], strict=True):
            model.graph.initializer.append(onnx.numpy_helper.from_array(value, name))
        place = list(model.graph.node).index(node)
        fixed = onnx.helper.make_node("QuantizeLinear", [node.input[0], *node.output[1:3]], [node.output[0]], node.name)
        model.graph.node.remove(node)
        model.graph.node.insert(place, fixed)
    onnx.save(model, str(path))


def _ranges(
    model: onnx.ModelProto, names: list[Sequence[str]], windows: Sequence[Sequence[str]], pieces: WordPieces
) -> list[tuple[float, float]]:
    """Return the median lower and upper end of each dynamically quantised table over some batches."""
    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    for scale, zero in names:
        for name, kind in ((scale, onnx.TensorProto.FLOAT), (zero, onnx.TensorProto.UINT8)):
            probe.graph.output.append(onnx.helper.make_tensor_value_info(name, kind, None))
    session = onnxruntime.InferenceSession(probe.SerializeToString(), providers=["CPUExecutionProvider"])
    seen: list[list[tuple[float, float]]] = [[] for _ in names]
    cut = [pieces.window(list(words)) for words in windows]
    for group in groups([len(window.ids) for window in cut]):
        found = session.run([name for pair in names for name in pair], inputs([cut[place] for place in group]))
        for ends, step, low in zip(seen, found[::2], found[1::2], strict=True):
            ends.append((-float(step) * int(low), float(step) * (255 - int(low))))
    return [(float(np.median([a for a, _ in found])), float(np.median([b for _, b in found]))) for found in seen]


def _windows(treebanks: Path) -> list[list[str]]:
    """Return some hundred windows of about ninety words of the training files."""
    words = [w.form for path in sorted(treebanks.glob("*-train.conllu")) for s in read_conllu(path) for w in s.words]
    chosen = [words[place : place + WINDOW_WORDS] for place in range(0, len(words), WINDOW_WORDS)]
    return random.Random(0).sample(chosen, CALIBRATION)


def save_parser(network: Network, path: Path) -> None:
    """Write the biaffine weights as float16 arrays."""
    names = ("root_arc", "root_label", "arc_weight", "label_weight", "role_weight")
    arrays = {name: getattr(network, name).detach().numpy().astype(np.float16) for name in names}
    np.savez_compressed(path, allow_pickle=False, **arrays)


def save_words(treebanks: Path, path: Path) -> None:
    """Write the lemmas of verbs and nouns that the training files have, by part of speech."""
    found: dict[str, set[str]] = {"verb": set(), "noun": set()}
    for treebank in sorted(treebanks.glob("*-train.conllu")):
        for sentence in read_conllu(treebank):
            for word in sentence.words:
                if word.upos in ("VERB", "NOUN") and word.lemma.isalpha() and word.lemma.islower():
                    found[word.upos.lower()].add(word.lemma)
    path.write_text(json.dumps({kind: sorted(words) for kind, words in found.items()}), encoding="utf8")


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    for name in ("encoder", "treebanks", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(given.encoder / "tokenizer.json", given.out / "tokenizer.json")
    vocabulary = len(json.loads((given.out / "tokenizer.json").read_text(encoding="utf8"))["model"]["vocab"])
    network, vocabularies, _ = load_network(given.checkpoint, vocabulary)
    with tempfile.TemporaryDirectory() as folder:
        export(network, Path(folder) / "float.onnx")
        quantise(Path(folder) / "float.onnx", given.out / "encoder.onnx")
    fix_scales(given.out / "encoder.onnx", _windows(given.treebanks), WordPieces.load(given.out / "tokenizer.json"))
    save_words(given.treebanks, given.out / "words.json")
    save_parser(network, given.out / "parser.npz")
    (given.out / "classes.json").write_text(json.dumps(vocabularies.layers, ensure_ascii=False), encoding="utf8")


if __name__ == "__main__":
    main()
