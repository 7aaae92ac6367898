"""The network as an ONNX graph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from framing.classifiers.encoder.linear import Full, Whole
from framing.classifiers.encoder.nodes import CONTRIBUTED, Writer
from framing.classifiers.encoder.weights import (
    FIRST_NORM,
    POSITIONS,
    TYPES,
    WORDS,
    Sizes,
    Weights,
    layer_names,
)

WORD_IDS, MASK, TYPE_IDS = INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUT = "hidden"

_OPSET, _IR = 20, 9


def build_graph(
    weights: Weights, sizes: Sizes, largest: Mapping[str, NDArray[Any]] | None = None
) -> onnx.ModelProto:
    """Build the graph of a BERT.

    Parameters
    ----------
    weights : mapping of str to numpy.ndarray
        The weights.
    sizes : Sizes
        The sizes.
    largest : mapping of str to numpy.ndarray, shape (hidden,), optional
        For each norm, the largest size of each of its outputs, as `largest_outputs` gives them: the
        graph is built in eight bits. Without them, in full.

    Returns
    -------
    onnx.ModelProto
        Inputs ``input_ids``, ``attention_mask``, ``token_type_ids``: int64, shape (texts, tokens).
        Output ``hidden``: float32, shape (texts, tokens, hidden). The output of each norm has the
        norm's name.
    """
    writer = Writer()
    network = _Network(writer, weights, sizes, largest)
    state = network.embedding()
    for number in range(sizes.num_hidden_layers):
        state = network.layer(number, state)
    writer.add("Identity", state, name=OUTPUT)
    places: list[str | int] = ["texts", "tokens"]
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, places) for name in INPUTS]
    shape = [*places, sizes.hidden_size]
    output = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, shape)
    graph = helper.make_graph(writer.nodes, "encoder", inputs, [output], writer.constants)
    versions = [helper.make_opsetid("", _OPSET), helper.make_opsetid(CONTRIBUTED, 1)]
    return helper.make_model(graph, opset_imports=versions, ir_version=_IR)


class _Network:
    """The parts of a BERT, each of which adds its nodes."""

    def __init__(
        self,
        writer: Writer,
        weights: Weights,
        sizes: Sizes,
        largest: Mapping[str, NDArray[Any]] | None,
    ) -> None:
        self.writer, self.weights, self.sizes = writer, weights, sizes
        self.largest = largest or {}
        self.maps: Full | Whole = Full(writer) if largest is None else Whole(writer)
        self.mask = writer.add("Cast", MASK, to=TensorProto.INT32)

    def embedding(self) -> str:
        """Add up words, their places and their kinds."""
        add, constant = self.writer.add, self.writer.constant
        length = add("Shape", WORD_IDS, start=1, end=2)
        zero = constant([0], np.int64)
        places = add("Slice", constant(self.weights[POSITIONS]), zero, length, zero)
        kinds = add("Gather", constant(self.weights[TYPES]), TYPE_IDS)
        words = self.maps.table(self.weights[WORDS], WORD_IDS)
        return self.norm(FIRST_NORM, add("Add", add("Add", words, kinds), places))

    def layer(self, number: int, state: str) -> str:
        """Add attention, then two linear maps; each is added to what came in."""
        add, names = self.writer.add, layer_names(number)
        seen = self.largest.get(state)
        three = self.maps.linear(state, *self.numbers(*names[:3]), largest=seen)
        context = self.maps.linear(self.attention(three), *self.numbers(names.context))
        state = self.norm(names.context_norm, add("Add", context, state))
        seen = self.largest.get(state)
        wide = self.maps.linear(state, *self.numbers(names.widen), largest=seen)
        narrow = self.maps.linear(add("Gelu", wide), *self.numbers(names.narrow), values="gelu")
        return self.norm(names.norm, add("Add", narrow, state))

    def attention(self, three: str) -> str:
        """Add attention to all tokens that are there."""
        names = [f"{three}_{part}" for part in ("query", "key", "value")]
        parts = self.writer.split("Split", three, names=names, axis=-1, num_outputs=3)
        operator, heads = "MultiHeadAttention", self.sizes.num_attention_heads
        return self.writer.add(operator, *parts, "", self.mask, domain=CONTRIBUTED, num_heads=heads)

    def norm(self, name: str, state: str) -> str:
        """Add a norm; its output has its name."""
        constants = map(self.writer.constant, self.numbers(name))
        epsilon = self.sizes.layer_norm_eps
        return self.writer.add(
            "LayerNormalization", state, *constants, name=name, axis=-1, epsilon=epsilon
        )

    def numbers(self, *names: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Give the weight and the bias of a part, or of several joined."""
        weight, bias = (
            np.concatenate([self.weights[f"{name}.{kind}"] for name in names])
            for kind in ("weight", "bias")
        )
        return weight, bias
