"""Linear maps and tables of vectors as nodes: with numbers in full, or in eight bits.

In eight bits a map is computed in whole numbers, with a scale for each token: what a sentence's
vectors are does not depend on what else is in its batch. Whole inputs go from 0 to 128, because
processors without special instructions add two products, 2 * 128 * 127, in sixteen bits.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto

from framing.classifiers.encoder.nodes import CONTRIBUTED, Writer
from framing.classifiers.encoder.quantizing import by_row, smoothing

Numbers = NDArray[np.float32]

_STEPS = 128
_LOWEST_GELU = 0.17  # gelu(x) > -0.17


class Full:
    """Numbers in full."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def table(self, rows: Numbers, places: str) -> str:
        """Add a look-up of rows."""
        return self.writer.add("Gather", self.writer.constant(rows), places)

    def linear(self, state: str, matrix: Numbers, bias: Numbers, **_: Any) -> str:
        """Add a linear map."""
        add, constant = self.writer.add, self.writer.constant
        return add("Add", add("MatMul", state, constant(matrix.T)), constant(bias))


class Whole:
    """Numbers in eight bits."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def table(self, rows: Numbers, places: str) -> str:
        """Add a look-up of rows."""
        add, constant = self.writer.add, self.writer.constant
        whole, scale = by_row(rows)
        found = add("Gather", constant(whole, np.int8), places)
        found = add("Cast", found, to=TensorProto.FLOAT)
        return add("Mul", found, add("Gather", constant(scale), places))

    def linear(
        self,
        state: str,
        matrix: Numbers,
        bias: Numbers,
        *,
        largest: NDArray[Any] | None = None,
        values: Literal["signed", "gelu"] = "signed",
    ) -> str:
        """Add a linear map.

        Parameters
        ----------
        state : str
            The input.
        matrix, bias : numpy.ndarray, shapes (outputs, inputs) and (outputs,)
            The map.
        largest : numpy.ndarray, shape (inputs,), optional
            The largest size of each input, by which they are evened out.
        values : {"signed", "gelu"}
            What the inputs are: of both signs, or what comes out of gelu.

        Returns
        -------
        str
        """
        add, constant = self.writer.add, self.writer.constant
        if largest is not None:
            divisor = smoothing(matrix, largest)
            matrix = matrix * divisor
            state = add("Mul", state, constant(1 / divisor))
        whole, scale = by_row(matrix)
        if values == "gelu":
            bias = bias - _LOWEST_GELU * (whole * scale).sum(axis=1)
            state = size = add("Add", state, constant(_LOWEST_GELU))
            steps, zero = _STEPS, 0
        else:
            size = add("Abs", state)
            steps, zero = _STEPS // 2, _STEPS // 2
        most = add("ReduceMax", size, constant([-1], np.int64))
        step = add("Div", add("Max", most, constant(1e-9)), constant(steps))
        one, nothing = constant(1), constant(zero, np.uint8)
        inputs = add("QuantizeLinear", add("Div", state, step), one, nothing)
        factors = (inputs, constant(whole.T, np.int8), one, constant(scale[:, 0]), nothing)
        product = add("MatMulIntegerToFloat", *factors, domain=CONTRIBUTED)
        return add("Add", add("Mul", product, step), constant(bias))
