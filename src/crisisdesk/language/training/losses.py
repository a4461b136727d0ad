"""What the network is trained to lessen: the losses of the parser and of the heads for acts, on one batch."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from crisisdesk.language.training.batches import Batch
from crisisdesk.language.training.corpus import IGNORE
from crisisdesk.language.training.network import WIDTH, Network

PARSER_WEIGHTS = {"upos": 0.4, "xpos": 0.4, "feats": 0.4, "lemma": 0.3, "ner": 0.5, "start": 0.5}
ACT_WEIGHTS = {"event": 3.0, "status": 0.3}
FACT_WEIGHT, ACT_DROPOUT = 0.3, 0.3


def parser_loss(network: Network, batch: Batch) -> Tensor:
    """Return the weighted sum of the losses of trees, word layers and factuality."""
    out = network.words(batch.ids, batch.shapes, batch.mask, batch.first)
    total = _tree_loss(network, out, batch) + _layers_loss(out, batch, PARSER_WEIGHTS)
    told = ~batch.fact.isnan()
    if bool(told.any()):
        total = total + FACT_WEIGHT * functional.smooth_l1_loss(out["fact"][told, 0], batch.fact[told])
    return total


def acts_loss(network: Network, batch: Batch) -> Tensor:
    """Return the weighted sum of the losses of acts, statuses and parties."""
    vectors = network.encoder(batch.ids, batch.shapes, batch.mask).reshape(-1, WIDTH)[batch.first]
    vectors = functional.dropout(vectors, ACT_DROPOUT, network.training)
    total = _layers_loss({name: network.acts[name](vectors) for name in ACT_WEIGHTS}, batch, ACT_WEIGHTS)
    if len(batch.roles):
        total = total + functional.cross_entropy(role_scores(network, vectors, batch.roles), batch.roles[:, 2])
    return total


def role_scores(network: Network, vectors: Tensor, roles: Tensor) -> Tensor:
    """Score the roles of (act, word, role) rows: (rows, roles)."""
    return network.roles(network.role_act(vectors)[roles[:, 0]], network.role_party(vectors)[roles[:, 1]])


def _layers_loss(out: dict[str, Tensor], batch: Batch, weights: dict[str, float]) -> Tensor:
    total = torch.zeros(())
    for layer, weight in weights.items():
        if bool((batch.targets[layer] != IGNORE).any()):
            total = total + weight * functional.cross_entropy(out[layer], batch.targets[layer], ignore_index=IGNORE)
    return total


def _tree_loss(network: Network, out: dict[str, Tensor], batch: Batch) -> Tensor:
    scores = arc_scores(network, out, batch)
    known = batch.heads != IGNORE
    if not bool(known.any()):
        return torch.zeros(())
    arc_loss = functional.cross_entropy(scores[known], batch.heads[known])
    head, dep = label_inputs(network, out, batch, batch.heads.clamp(min=0))
    words = known[batch.inside]
    labels = network.labels(head[words], dep[words])
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
