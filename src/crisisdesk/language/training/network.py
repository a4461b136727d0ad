"""The network that is trained: a BERT encoder with a layer mix, word heads and biaffine arcs and labels.

Encoder: Devlin et al. 2019, as in MiniLM (Wang et al. 2020). Arcs and labels: Dozat and Manning 2017.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from crisisdesk.language.pieces import SHAPES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC, LABEL, ROLE, ACT = 256, 128, 96, 192


class Layer(nn.Module):
    """One transformer layer, with layer norms after each half."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Map (batch, length, width) to the same shape; ``bias`` is added to the attention scores."""
        batch, length, _ = x.shape
        query, key, value = (
            part(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        seen = seen.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.mixed(seen)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Subwords with shapes in, one vector a subword out: a learned mix of all layers."""

    def __init__(self, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(LAYERS))
        self.dropout = nn.Dropout(dropout)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Map ids, shapes and mask of (batch, length) to (batch, length, width)."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask)[:, None, None, :] * -10000.0
        total, weights = torch.zeros_like(x), self.mix.softmax(0)
        for place, layer in enumerate(self.layers):
            x = layer(x, bias)
            total = total + weights[place] * x
        return total

    def load_bert(self, path: Path) -> None:
        """Take over the weights of a BERT model in safetensors format."""
        found = load_file(str(path))
        prefix = "embeddings."
        self.words.weight.data.copy_(found[prefix + "word_embeddings.weight"])
        positions = found[prefix + "position_embeddings.weight"] + found[prefix + "token_type_embeddings.weight"][0]
        self.positions.weight.data.copy_(positions)
        self._load_pair(self.norm, found, prefix + "LayerNorm")
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "mixed": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for place, layer in enumerate(self.layers):
            for ours, theirs in names.items():
                self._load_pair(getattr(layer, ours), found, f"encoder.layer.{place}.{theirs}")

    @staticmethod
    def _load_pair(module: nn.Module, found: dict[str, Tensor], name: str) -> None:
        module.load_state_dict({"weight": found[name + ".weight"], "bias": found[name + ".bias"]})


@dataclass(frozen=True)
class Sizes:
    """How many classes each word head has, and how many dependency labels there are."""

    heads: dict[str, int]
    labels: int
    acts: dict[str, int]
    roles: int


class Network(nn.Module):
    """Encoder and all heads; one pass gives every annotation of the words."""

    def __init__(self, vocabulary: int, sizes: Sizes) -> None:
        super().__init__()
        self.encoder = Encoder(vocabulary)
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, count) for name, count in sizes.heads.items()})
        self.acts = nn.ModuleDict({name: two_layers(count) for name, count in sizes.acts.items()})
        self.role_act, self.role_party = two_layers(ROLE), two_layers(ROLE)
        self.role_weight = nn.Parameter(torch.empty(ROLE + 1, sizes.roles, ROLE + 1))
        self.arc_head, self.arc_dep = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.label_head, self.label_dep = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.root_arc, self.root_label = nn.Parameter(torch.zeros(ARC)), nn.Parameter(torch.zeros(LABEL))
        self.arc_weight = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.label_weight = nn.Parameter(torch.empty(LABEL + 1, sizes.labels, LABEL + 1))
        self.dropout = nn.Dropout(0.33)
        nn.init.xavier_uniform_(self.arc_weight)
        nn.init.normal_(self.label_weight, std=0.01)
        nn.init.normal_(self.role_weight, std=0.01)

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> dict[str, Tensor]:
        """Return a (words, classes) table for each head and the four vectors of the parser, by name."""
        x = self.encoder(ids, shapes, mask).reshape(-1, WIDTH)[first]
        out = {name: head(functional.dropout(x, 0.2, self.training)) for name, head in self.heads.items()}
        out |= {name: head(functional.dropout(x, 0.2, self.training)) for name, head in self.acts.items()}
        out |= {"role_act": self.role_act(x), "role_party": self.role_party(x)}
        for name in ("arc_head", "arc_dep", "label_head", "label_dep"):
            out[name] = functional.leaky_relu(getattr(self, name)(x), 0.1)
        return out

    def arcs(self, head: Tensor, dep: Tensor) -> Tensor:
        """Score every head of every word: (sentences, length, 1 + length), column 0 is the root."""
        head = torch.cat([self.root_arc.expand(head.shape[0], 1, -1), head], 1)
        return with_one(self.dropout(dep)) @ self.arc_weight @ self.dropout(head).transpose(1, 2)

    def labels(self, head: Tensor, dep: Tensor) -> Tensor:
        """Score every label of (words, features) pairs: (words, labels)."""
        head, dep = with_one(self.dropout(head)), with_one(self.dropout(dep))
        half = (dep @ self.label_weight.flatten(1)).view(len(dep), -1, LABEL + 1)
        return (half * head[:, None, :]).sum(-1)

    def roles(self, act: Tensor, party: Tensor) -> Tensor:
        """Score every role of (acts, features) pairs with a word each: (pairs, roles)."""
        act, party = with_one(self.dropout(act)), with_one(self.dropout(party))
        half = (act @ self.role_weight.flatten(1)).view(len(act), -1, ROLE + 1)
        return (half * party[:, None, :]).sum(-1)


def two_layers(classes: int) -> nn.Sequential:
    """Return a head with one hidden layer."""
    return nn.Sequential(nn.Linear(WIDTH, ACT), nn.GELU(), nn.Linear(ACT, classes))


def with_one(x: Tensor) -> Tensor:
    """Append a column of ones, so that a bilinear form has its bias terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
