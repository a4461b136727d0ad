"""The training recipe: one command from the treebanks to a checkpoint; the heads for acts learn later (``heads.py``).

usage: python -m crisisdesk.language.training.recipe TREEBANKS --ner DIR --factuality DIR --encoder DIR --out DIR
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch

from crisisdesk.language.learned import ROLES
from crisisdesk.language.pieces import WordPieces
from crisisdesk.language.training import corpus
from crisisdesk.language.training.batches import Batch, Batcher, batches, windows
from crisisdesk.language.training.corpus import ACT_LAYERS, Example, Vocabularies
from crisisdesk.language.training.losses import arc_scores, label_inputs, parser_loss
from crisisdesk.language.training.network import Network, Sizes
from crisisdesk.language.training.trainer import Pace, Trainer


@dataclass(frozen=True)
class Recipe:
    """What a training run depends on, beside the data."""

    epochs: int = 8
    batch_words: int = 1500
    pace: Pace = field(default_factory=lambda: Pace(rates={"encoder": 1.5e-4, "": 1.5e-3}, decay=0.01, average=0.997))
    mask: float = 0.06
    seed: int = 1


@dataclass(frozen=True)
class Corpora:
    """Training and development sentences."""

    train: list[Example]
    dev: dict[str, list[Example]]


def load_corpora(treebanks: Path, ner: Path, facts: Path) -> Corpora:
    """Read all training data; EWT's development file lends its entities, never its trees."""
    known = corpus.factuality(facts)
    train = corpus.treebank(treebanks / "en_ewt-train.conllu", known)
    train += corpus.treebank(treebanks / "en_gumfree-train.conllu")
    named = corpus.wikigold(ner / "wikigold.conll.txt")
    dev = {name: corpus.treebank(treebanks / f"en_{name}-dev.conllu", known) for name in ("ewt", "gumfree")}
    only_names = corpus.iob2(ner / "en_ewt-ud-dev.iob2")
    return Corpora(train + named[: len(named) * 9 // 10] + only_names, dev)


@torch.no_grad()
def attachment(network: Network, batcher: Batcher, examples: list[Example]) -> dict[str, float]:
    """Return UAS, LAS and tag accuracies, heads chosen greedily, one sentence a window, from gold words."""
    network.eval()
    right: dict[str, int] = {}
    count = 0
    for group in batches([[e] for e in examples], 2000, random.Random(0)):
        batch = batcher.tensors(group)
        out = network.words(batch.ids, batch.shapes, batch.mask, batch.first)
        heads = arc_scores(network, out, batch).argmax(-1)
        labels = network.labels(*label_inputs(network, out, batch, heads)).argmax(-1)
        arcs = (heads == batch.heads)[batch.inside]
        count += len(labels)
        marks = {"uas": arcs, "las": arcs & (labels == batch.labels)}
        marks |= {name: out[name].argmax(-1) == batch.targets[name] for name in ("upos", "xpos", "feats", "lemma")}
        for name, value in marks.items():
            right[name] = right.get(name, 0) + int(value.sum())
    return {name: value / count for name, value in right.items()}


def train(corpora: Corpora, recipe: Recipe, encoder: Path, out: Path) -> None:
    """Train, score the averaged weights on the development files each epoch, keep the best."""
    torch.manual_seed(recipe.seed)
    chance = random.Random(recipe.seed)
    pieces = WordPieces.load(encoder / "tokenizer.json")
    vocabularies = corpus.count_vocabularies(corpora.train)
    network = Network(pieces.tokenizer.get_vocab_size(), sizes_of(vocabularies))
    network.encoder.load_bert(encoder / "model.safetensors")
    batcher = Batcher(pieces, vocabularies)
    words = sum(len(e.forms) for e in corpora.train)
    trainer = Trainer(network, recipe.pace, recipe.epochs * (words // recipe.batch_words + 1))
    best = 0.0
    for epoch in range(1, recipe.epochs + 1):
        started = time.monotonic()
        runs = windows(corpora.train, chance)
        for number, group in enumerate(batches(runs, recipe.batch_words, chance)):
            trainer.begin()
            loss = parser_loss(network, masked(batcher.tensors(group, chance), recipe.mask, pieces))
            loss.backward()
            trainer.end()
            if number % 20 == 0:
                print(f"epoch {epoch} step {number} loss {loss:.3f} {time.monotonic() - started:.0f}s", flush=True)
        with trainer.averaged():
            scores = {name: attachment(network, batcher, examples) for name, examples in corpora.dev.items()}
            las = sum(score["las"] for score in scores.values()) / len(scores)
            print(f"epoch {epoch} dev {json.dumps(scores)}", flush=True)
            if las > best:
                best, about = las, {"dev": scores, "epoch": epoch, "recipe": asdict(recipe)}
                keep(network, vocabularies, about, out)


def sizes_of(vocabularies: Vocabularies) -> Sizes:
    """Return the sizes of all heads for these classes."""
    heads = {name: len(vocabularies.layers[name]) for name in ("upos", "xpos", "feats", "lemma", "ner")}
    acts = {name: len(vocabularies.layers[name]) for name in ACT_LAYERS}
    labels = len(vocabularies.layers["label"])
    return Sizes(heads=heads | {"start": 2, "fact": 1}, labels=labels, acts=acts, roles=len(ROLES))


def masked(batch: Batch, share: float, pieces: WordPieces) -> Batch:
    """Hide a share of the subwords."""
    hidden = (torch.rand(batch.ids.shape) < share) & (batch.ids > 103)
    batch.ids[hidden] = pieces.tokenizer.token_to_id("[MASK]")
    return batch


def keep(network: Network, vocabularies: Vocabularies, about: dict[str, object], out: Path) -> None:
    """Write a checkpoint."""
    out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), out / "network.pt")
    told = json.dumps({"layers": vocabularies.layers} | about, indent=1)
    (out / "training.json").write_text(told, encoding="utf8")


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    for name in ("ner", "factuality", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    recipe = Recipe(epochs=given.epochs, seed=given.seed)
    train(load_corpora(given.treebanks, given.ner, given.factuality), recipe, given.encoder, given.out)


if __name__ == "__main__":
    main()
