"""The encoder's network in PyTorch, to be trained; and what was trained, made small."""

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from framing.classifiers.encoder.weights import (
    FIRST_NORM,
    POSITIONS,
    TYPES,
    WORDS,
    Sizes,
    layer_names,
)

FROZEN = (WORDS, POSITIONS)
DROPOUT = 0.1
FACTORED = ".layer."  # in the names of the matrices whose change is kept as two factors


class Network(nn.Module):
    """A BERT whose weights are named as in the file that they come from."""

    new = frozenset[str]()  # weights that are not in that file

    def __init__(self, weights: Mapping[str, NDArray[np.float32]], sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.named = nn.ParameterDict(
            {
                name.replace(".", "/"): nn.Parameter(
                    torch.tensor(weight), requires_grad=name not in FROZEN
                )
                for name, weight in weights.items()
            }
        )

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """Give the vector of each piece: texts x pieces x hidden."""
        places = torch.arange(ids.shape[1])
        x = self._of(WORDS)[ids] + self._of(POSITIONS)[places] + self._of(TYPES)[types]
        x = self._dropped(self._norm(x, FIRST_NORM))
        hidden_from = torch.zeros(mask.shape).masked_fill(mask == 0, -1e9)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            hidden_from = hidden_from.bfloat16()
        for number in range(self.sizes.num_hidden_layers):
            names = layer_names(number)
            seen = self._attend(x, hidden_from, names.query, names.key, names.value)
            x = self._norm(x + self._dropped(self._linear(seen, names.context)), names.context_norm)
            wide = F.gelu(self._linear(x, names.widen))
            x = self._norm(x + self._dropped(self._linear(wide, names.narrow)), names.norm)
        return x

    def weights(self) -> dict[str, NDArray[np.float32]]:
        """Give the weights as they are now."""
        return {
            name.replace("/", "."): weight.detach().numpy().copy()
            for name, weight in self.named.items()
        }

    def _of(self, name: str) -> Tensor:
        return self.named[name.replace(".", "/")]

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self._of(f"{name}.weight"), self._of(f"{name}.bias"))

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self._of(f"{name}.weight"), self._of(f"{name}.bias")
        return F.layer_norm(x, weight.shape, weight, bias, self.sizes.layer_norm_eps)

    def _dropped(self, x: Tensor) -> Tensor:
        return F.dropout(x, DROPOUT, self.training)

    def _attend(self, x: Tensor, hidden_from: Tensor, *names: str) -> Tensor:
        heads = self.sizes.num_attention_heads
        query, key, value = (
            self._linear(x, name).unflatten(2, (heads, -1)).transpose(1, 2) for name in names
        )
        dropout = DROPOUT if self.training else 0.0
        seen = F.scaled_dot_product_attention(
            query, key, value, attn_mask=hidden_from, dropout_p=dropout
        )
        return seen.transpose(1, 2).flatten(2)


def mean_of(x: Tensor, mask: Tensor) -> Tensor:
    """Average the vectors of the pieces that the mask has."""
    return (x.float() * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


def changes(
    before: Mapping[str, NDArray[np.float32]], after: Mapping[str, NDArray[np.float32]], rank: int
) -> tuple[
    dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]], dict[str, NDArray[np.float32]]
]:
    """Split what training changed into factors of matrices, and vectors.

    The factors are the truncated singular value decomposition of the change, the best of their
    rank (Eckart & Young 1936), with the root of the singular values on either side.
    """
    matrices, vectors = {}, {}
    for name, weight in after.items():
        change = weight - before[name]
        if weight.ndim == 2 and FACTORED in name:
            left, values, right = np.linalg.svd(change, full_matrices=False)
            root = np.sqrt(values[:rank])
            matrices[name] = (root[:, None] * right[:rank], left[:, :rank] * root)
        elif name not in FROZEN:
            vectors[name] = change
    return matrices, vectors
