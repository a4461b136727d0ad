"""The training recipe: one command from the treebanks to a checkpoint; the heads for acts learn later (``heads.py``).

usage: python -m crisisdesk.language.training.recipe TREEBANKS --ner DIR --factuality DIR --encoder DIR --out DIR
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from crisisdesk.language.learned import ROLES
from crisisdesk.language.pieces import WordPieces
from crisisdesk.language.training import corpus
from crisisdesk.language.training.batches import Batch, Batcher, batches, windows
from crisisdesk.language.training.corpus import ACT_LAYERS, IGNORE, Example, Vocabularies
from crisisdesk.language.training.network import Network, Sizes

LOSS_WEIGHTS = {"upos": 0.4, "xpos": 0.4, "feats": 0.4, "lemma": 0.3, "ner": 0.5, "start": 0.5}


@dataclass(frozen=True)
class Recipe:
    """What a training run depends on, beside the data."""

    epochs: int = 8
    batch_words: int = 1500
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    warmup: float = 0.08
    average: float = 0.997
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


class Trainer:
    """Holds the network, its running average and the optimiser of one run."""

    def __init__(self, network: Network, recipe: Recipe, steps: int) -> None:
        self.network, self.recipe, self.steps = network, recipe, steps
        network.encoder.words.weight.requires_grad_(False)
        slow = [p for p in network.encoder.parameters() if p.requires_grad]
        known = {id(p) for p in network.encoder.parameters()}
        fast = [p for p in network.parameters() if id(p) not in known]
        groups = [{"params": slow, "lr": recipe.encoder_rate}, {"params": fast, "lr": recipe.head_rate}]
        self.optimiser = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimiser, self._rate)
        self.mean = {name: p.detach().clone() for name, p in network.named_parameters()}
        self.done = 0

    def _rate(self, step: int) -> float:
        warm = max(1, int(self.recipe.warmup * self.steps))
        return step / warm if step < warm else max(0.02, (self.steps - step) / (self.steps - warm))

    def step(self, batch: Batch) -> float:
        """Learn from one batch; return its loss."""
        self.network.train()
        self.optimiser.zero_grad()
        loss = self.loss(batch)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
        self.optimiser.step()
        self.schedule.step()
        self.done += 1
        keep = min(self.recipe.average, self.done / (self.done + 10))
        with torch.no_grad():
            for name, value in self.network.named_parameters():
                self.mean[name].lerp_(value, 1 - keep)
        return loss.item()

    def loss(self, batch: Batch) -> Tensor:
        """Return the weighted sum of the losses of all layers."""
        out = self.network.words(batch.ids, batch.shapes, batch.mask, batch.first)
        total = self._parse_loss(out, batch)
        for layer, weight in LOSS_WEIGHTS.items():
            if bool((batch.targets[layer] != IGNORE).any()):
                total = total + weight * functional.cross_entropy(out[layer], batch.targets[layer], ignore_index=IGNORE)
        told = ~batch.fact.isnan()
        if bool(told.any()):
            total = total + 0.3 * functional.smooth_l1_loss(out["fact"][told, 0], batch.fact[told])
        return total

    def _parse_loss(self, out: dict[str, Tensor], batch: Batch) -> Tensor:
        scores = arc_scores(self.network, out, batch)
        known = batch.heads != IGNORE
        if not bool(known.any()):
            return torch.zeros(())
        arc_loss = functional.cross_entropy(scores[known], batch.heads[known])
        head, dep = label_inputs(self.network, out, batch, batch.heads.clamp(min=0))
        words = known[batch.inside]
        labels = self.network.labels(head[words], dep[words])
        return arc_loss + functional.cross_entropy(labels, batch.labels[words], ignore_index=IGNORE)


def arc_scores(network: Network, out: dict[str, Tensor], batch: Batch) -> Tensor:
    """Return (sentences, length, 1 + length) scores with words outside the sentence shut out."""
    scores = network.arcs(out["arc_head"][batch.places], out["arc_dep"][batch.places])
    allowed = functional.pad(batch.inside, (1, 0), value=True)
    return scores.masked_fill(~allowed[:, None, :], -1e4)


def label_inputs(network: Network, out: dict[str, Tensor], batch: Batch, heads: Tensor) -> tuple[Tensor, Tensor]:
    """Return the head's and the word's vectors of every word inside a sentence, flat."""
    vectors = out["label_head"][batch.places]
    vectors = torch.cat([network.root_label.expand(len(vectors), 1, -1), vectors], 1)
    chosen = vectors.gather(1, heads[..., None].expand(-1, -1, vectors.shape[-1]))
    return chosen[batch.inside], out["label_dep"]


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
    trainer = Trainer(network, recipe, recipe.epochs * (words // recipe.batch_words + 1))
    best = 0.0
    for epoch in range(1, recipe.epochs + 1):
        started = time.monotonic()
        runs = windows(corpora.train, chance)
        for number, group in enumerate(batches(runs, recipe.batch_words, chance)):
            loss = trainer.step(_masked(batcher.tensors(group, chance), recipe.mask, pieces))
            if number % 20 == 0:
                print(f"epoch {epoch} step {number} loss {loss:.3f} {time.monotonic() - started:.0f}s", flush=True)
        best = max(best, _keep_if_better(trainer, batcher, corpora, vocabularies, best, out, epoch))


def sizes_of(vocabularies: Vocabularies) -> Sizes:
    """Return the sizes of all heads for these classes."""
    heads = {name: len(vocabularies.layers[name]) for name in ("upos", "xpos", "feats", "lemma", "ner")}
    acts = {name: len(vocabularies.layers[name]) for name in ACT_LAYERS}
    labels = len(vocabularies.layers["label"])
    return Sizes(heads=heads | {"start": 2, "fact": 1}, labels=labels, acts=acts, roles=len(ROLES))


def _masked(batch: Batch, share: float, pieces: WordPieces) -> Batch:
    hidden = (torch.rand(batch.ids.shape) < share) & (batch.ids > 103)
    batch.ids[hidden] = pieces.tokenizer.token_to_id("[MASK]")
    return batch


def _keep_if_better(
    trainer: Trainer,
    batcher: Batcher,
    corpora: Corpora,
    vocabularies: Vocabularies,
    best: float,
    out: Path,
    epoch: int,
) -> float:
    raw = {name: value.detach().clone() for name, value in trainer.network.named_parameters()}
    trainer.network.load_state_dict(trainer.mean)
    scores = {name: attachment(trainer.network, batcher, examples) for name, examples in corpora.dev.items()}
    las = sum(score["las"] for score in scores.values()) / len(scores)
    print(f"epoch {epoch} dev {json.dumps(scores)}", flush=True)
    if las > best:
        out.mkdir(parents=True, exist_ok=True)
        torch.save(trainer.network.state_dict(), out / "network.pt")
        about = {"layers": vocabularies.layers, "dev": scores, "epoch": epoch, "recipe": asdict(trainer.recipe)}
        (out / "training.json").write_text(json.dumps(about, indent=1), encoding="utf8")
    trainer.network.load_state_dict(raw)
    return las


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
