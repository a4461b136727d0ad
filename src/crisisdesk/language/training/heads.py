"""Trains the heads for acts on the finished encoder, which stays as it is, from annotated documents.

usage: python -m crisisdesk.language.training.heads CHECKPOINT --taught FOLDER --encoder DIR --out CHECKPOINT

Every tenth document is held out; every few epochs F1 of acts and of words of parties and accuracy of statuses are
printed for those. The shipped parser finds the head words of triggers and parties, so it must be there.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from crisisdesk.language.component import load_language
from crisisdesk.language.pieces import WordPieces
from crisisdesk.language.training.acts import taught
from crisisdesk.language.training.batches import Batcher, batches
from crisisdesk.language.training.corpus import ACT_LAYERS, IGNORE, Example, Vocabularies
from crisisdesk.language.training.network import WIDTH, Network
from crisisdesk.language.training.recipe import sizes_of

EPOCHS, RATE, WORDS_AT_ONCE, TENTH, DROPOUT, SAY = 40, 1e-3, 600, 10, 0.3, 5
WEIGHTS = {"event": 3.0, "status": 0.3}


@dataclass(frozen=True)
class Known:
    """The encoder's vectors of some sentences with what is annotated on them."""

    vectors: Tensor
    layers: dict[str, Tensor]
    roles: Tensor


@torch.no_grad()
def encode(network: Network, batcher: Batcher, examples: list[Example]) -> list[Known]:
    """Read sentences with the encoder once."""
    network.eval()
    found = []
    for group in batches([[example] for example in examples], 2000, random.Random(0)):
        batch = batcher.tensors(group)
        vectors = network.encoder(batch.ids, batch.shapes, batch.mask).reshape(-1, WIDTH)[batch.first]
        found.append(Known(vectors, {name: batch.targets[name] for name in ACT_LAYERS}, batch.roles))
    return found


def learn(network: Network, known: list[Known], held: list[Known], epochs: int) -> None:
    """Train the heads for acts alone."""
    chosen = [p for name, p in network.named_parameters() if name.startswith(("acts", "role"))]
    optimiser = torch.optim.AdamW(chosen, RATE, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, epochs)
    for epoch in range(1, epochs + 1):
        network.train()
        random.shuffle(known)
        for part in known:
            for words in torch.randperm(len(part.vectors)).split(WORDS_AT_ONCE):
                _step(optimiser, _word_loss(network, part, words))
            if len(part.roles):
                _step(optimiser, _role_loss(network, part))
        schedule.step()
        if epoch % SAY == 0:
            print(f"epoch {epoch} {json.dumps(scores(network, held))}", flush=True)


def _step(optimiser: torch.optim.Optimizer, loss: Tensor) -> None:
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()


def _word_loss(network: Network, part: Known, words: Tensor) -> Tensor:
    vectors = functional.dropout(part.vectors[words], DROPOUT)
    total = torch.zeros(())
    for name, weight in WEIGHTS.items():
        targets = part.layers[name][words]
        if bool((targets != IGNORE).any()):
            loss = functional.cross_entropy(network.acts[name](vectors), targets, ignore_index=IGNORE)
            total = total + weight * loss
    return total


def _role_loss(network: Network, part: Known) -> Tensor:
    return functional.cross_entropy(
        _roles(network, functional.dropout(part.vectors, DROPOUT), part.roles), part.roles[:, 2]
    )


def _roles(network: Network, vectors: Tensor, roles: Tensor) -> Tensor:
    return network.roles(network.role_act(vectors)[roles[:, 0]], network.role_party(vectors)[roles[:, 1]])


@torch.no_grad()
def scores(network: Network, held: list[Known]) -> dict[str, float]:
    """Return F1 of acts with their type and of the words of their parties, and accuracy of statuses."""
    network.eval()
    counts: Counter[str] = Counter()
    for part in held:
        event = part.layers["event"]
        pairs = {
            "event": (network.acts["event"](part.vectors).argmax(1).masked_fill(event == IGNORE, 0), event),
            "role": (_roles(network, part.vectors, part.roles).argmax(1), part.roles[:, 2]),
        }
        for name, (found, gold) in pairs.items():
            counts[name] += 2 * int(((found == gold) & (gold > 0)).sum())
            counts[name + " all"] += int((found > 0).sum() + (gold > 0).sum())
        told = part.layers["status"] != IGNORE
        counts["status"] += int((network.acts["status"](part.vectors).argmax(1) == part.layers["status"])[told].sum())
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
    for name in ("taught", "encoder", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    given = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    about = json.loads((given.checkpoint / "training.json").read_text(encoding="utf8"))
    about["layers"] |= ACT_LAYERS
    vocabularies = Vocabularies({name: tuple(values) for name, values in about["layers"].items()})
    pieces = WordPieces.load(given.encoder / "tokenizer.json")
    network = Network(pieces.tokenizer.get_vocab_size(), sizes_of(vocabularies))
    network.load_state_dict(torch.load(given.checkpoint / "network.pt", weights_only=True), strict=False)
    batcher = Batcher(pieces, vocabularies)
    learned, held = _parted(taught(given.taught, load_language()))
    learn(network, encode(network, batcher, learned), encode(network, batcher, held), given.epochs)
    given.out.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), given.out / "network.pt")
    (given.out / "training.json").write_text(json.dumps(about, indent=1), encoding="utf8")


if __name__ == "__main__":
    main()
