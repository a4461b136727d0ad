"""Trains the heads for acts, and the encoder with them, from annotated documents; the treebanks keep the parser sharp.

usage: python -m crisisdesk.language.training.heads CHECKPOINT TREEBANKS --ner DIR --factuality DIR --taught FOLDER
           --encoder DIR --out CHECKPOINT

Each step learns from a batch of annotated documents and one of treebank sentences. Every tenth document is held out;
three times F1 of acts and of words of parties and accuracy of statuses are printed for those, and the parser's scores.
The shipped parser finds the head words of triggers and parties, so it must be there.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch

from crisisdesk.language.component import load_language
from crisisdesk.language.pieces import WordPieces
from crisisdesk.language.training.acts import taught
from crisisdesk.language.training.batches import Batcher, batches, windows
from crisisdesk.language.training.corpus import ACT_LAYERS, IGNORE, Example, Vocabularies
from crisisdesk.language.training.losses import acts_loss, parser_loss, role_scores
from crisisdesk.language.training.network import WIDTH, Network
from crisisdesk.language.training.recipe import attachment, keep, load_corpora, masked, sizes_of
from crisisdesk.language.training.trainer import Pace, Trainer

TENTH, SAY, LOOKS = 10, 20, 3


@dataclass(frozen=True)
class ActRecipe:
    """What a training run depends on, beside the data."""

    epochs: int = 7
    taught_words: int = 1000
    treebank_words: int = 600
    weight: float = 2.0
    pace: Pace = field(
        default_factory=lambda: Pace(
            rates={"encoder": 1e-4, "acts": 7e-4, "role": 7e-4, "": 2e-4}, decay=0.02, average=0.995
        )
    )
    mask: float = 0.06
    seed: int = 1


@dataclass(frozen=True)
class Material:
    """What is learned from, by turns, and what is held out."""

    taught: list[Example]
    treebanks: list[Example]
    held: list[Example]
    dev: dict[str, list[Example]]


class Course:
    """One run: a network with its batcher, learning from the material."""

    def __init__(self, network: Network, batcher: Batcher, material: Material, recipe: ActRecipe) -> None:
        self.network, self.batcher, self.material, self.recipe = network, batcher, material, recipe
        self.chance = random.Random(recipe.seed)
        words = sum(len(example.forms) for example in material.taught)
        self.steps = recipe.epochs * words // recipe.taught_words
        self.trainer = Trainer(network, recipe.pace, self.steps)

    def run(self) -> dict[str, object]:
        """Train to the end and take over the averaged weights; return their scores."""
        trees = self._forever(self.material.treebanks, self.recipe.treebank_words)
        acts = self._forever(self.material.taught, self.recipe.taught_words)
        started = time.monotonic()
        for step in range(self.steps):
            tree_loss, act_loss = self._learn(next(trees), next(acts))
            if step % SAY == 0:
                passed = time.monotonic() - started
                print(f"{step} of {self.steps} parser {tree_loss:.3f} acts {act_loss:.3f} {passed:.0f}s", flush=True)
            if (step + 1) % (self.steps // LOOKS + 1) == 0:
                with self.trainer.averaged():
                    print(json.dumps(self.scores()), flush=True)
        self.network.load_state_dict(self.trainer.mean)
        return self.scores()

    def _forever(self, examples: list[Example], words: int) -> Iterator[list[list[Example]]]:
        while True:
            yield from batches(windows(examples, self.chance), words, self.chance)

    def _learn(self, trees: list[list[Example]], acts: list[list[Example]]) -> tuple[float, float]:
        pieces, share = self.batcher.pieces, self.recipe.mask
        self.trainer.begin()
        tree_loss = parser_loss(self.network, masked(self.batcher.tensors(trees, self.chance), share, pieces))
        tree_loss.backward()
        act_loss = acts_loss(self.network, masked(self.batcher.tensors(acts, self.chance), share, pieces))
        (self.recipe.weight * act_loss).backward()
        self.trainer.end()
        return tree_loss.item(), act_loss.item()

    def scores(self) -> dict[str, object]:
        """Return scores of acts on the documents held out and of the parser on the development files."""
        trees = {name: attachment(self.network, self.batcher, e) for name, e in self.material.dev.items()}
        return {"acts": act_scores(self.network, self.batcher, self.material.held), "dev": trees}


@torch.no_grad()
def act_scores(network: Network, batcher: Batcher, held: list[Example]) -> dict[str, float]:
    """Return F1 of acts with their type and of the words of their parties, and accuracy of statuses."""
    network.eval()
    counts: Counter[str] = Counter()
    for group in batches([[example] for example in held], 2000, random.Random(0)):
        batch = batcher.tensors(group)
        vectors = network.encoder(batch.ids, batch.shapes, batch.mask).reshape(-1, WIDTH)[batch.first]
        event, status = batch.targets["event"], batch.targets["status"]
        pairs = {
            "event": (network.acts["event"](vectors).argmax(1).masked_fill(event == IGNORE, 0), event),
            "role": (role_scores(network, vectors, batch.roles).argmax(1), batch.roles[:, 2]),
        }
        for name, (found, gold) in pairs.items():
            counts[name] += 2 * int(((found == gold) & (gold > 0)).sum())
            counts[name + " all"] += int((found > 0).sum() + (gold > 0).sum())
        told = status != IGNORE
        counts["status"] += int((network.acts["status"](vectors).argmax(1) == status)[told].sum())
        counts["status all"] += int(told.sum())
    return {name: round(counts[name] / max(1, counts[name + " all"]), 4) for name in ("event", "status", "role")}


def _parted(examples: list[Example]) -> tuple[list[Example], list[Example]]:
    """Part the sentences of every tenth document from the others."""
    places = {doc_id: place for place, doc_id in enumerate(dict.fromkeys(e.doc_id for e in examples))}
    return [e for e in examples if places[e.doc_id] % TENTH], [e for e in examples if not places[e.doc_id] % TENTH]


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("treebanks", type=Path)
    for name in ("ner", "factuality", "taught", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=ActRecipe.epochs)
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args()
    recipe = ActRecipe(epochs=given.epochs)
    torch.set_num_threads(given.threads)
    torch.manual_seed(recipe.seed)
    about = json.loads((given.checkpoint / "training.json").read_text(encoding="utf8"))
    vocabularies = Vocabularies({name: tuple(values) for name, values in (about["layers"] | ACT_LAYERS).items()})
    pieces = WordPieces.load(given.encoder / "tokenizer.json")
    network = Network(pieces.tokenizer.get_vocab_size(), sizes_of(vocabularies))
    network.load_state_dict(torch.load(given.checkpoint / "network.pt", weights_only=True), strict=False)
    corpora = load_corpora(given.treebanks, given.ner, given.factuality)
    learned, held = _parted(taught(given.taught, load_language()))
    material = Material(taught=learned, treebanks=corpora.train, held=held, dev=corpora.dev)
    scores = Course(network, Batcher(pieces, vocabularies), material, recipe).run()
    print(json.dumps(scores), flush=True)
    keep(network, vocabularies, scores | {"recipe": asdict(recipe)}, given.out)


if __name__ == "__main__":
    main()
