"""Writing an ONNX graph down: nodes and constants, in their order."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

CONTRIBUTED = "com.microsoft"  # operators of onnxruntime


class Writer:
    """Nodes and constants, in the order in which they are written.

    Attributes
    ----------
    nodes : list of onnx.NodeProto
        The nodes.
    constants : list of onnx.TensorProto
        The constants.
    """

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, operator: str, *inputs: str, name: str = "", **attributes: Any) -> str:
        """Add a node, and give the name of its output."""
        return self.split(operator, *inputs, names=[name or self._name(operator)], **attributes)[0]

    def split(self, operator: str, *inputs: str, names: list[str], **attributes: Any) -> list[str]:
        """Add a node with several outputs, and give their names."""
        self.nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names

    def constant(self, array: Any, kind: Any = np.float32) -> str:
        """Add a constant, and give its name."""
        name = f"constant_{len(self.constants)}"
        content = np.array(array, kind, order="C")
        self.constants.append(numpy_helper.from_array(content, name))
        return name

    def _name(self, operator: str) -> str:
        return f"{operator}_{len(self.nodes)}"
