"""How large do numbers inside the network get? What is seen when it reads the sample articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper

from framing.classifiers.encoder.graph import INPUTS


def largest_outputs(
    graph: onnx.ModelProto, texts: Sequence[NDArray[np.int64]]
) -> dict[str, NDArray[np.float32]]:
    """Find the largest size of each output of each norm.

    Parameters
    ----------
    graph : onnx.ModelProto
        A network in full.
    texts : sequence of numpy.ndarray of int64
        Numbers of the pieces of each text.

    Returns
    -------
    dict of str to numpy.ndarray of float32, shape (hidden,)
        By the name of the norm.
    """
    import onnxruntime

    norms = [node.output[0] for node in graph.graph.node if node.op_type == "LayerNormalization"]
    watched = onnx.ModelProto()
    watched.CopyFrom(graph)
    outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in norms]
    watched.graph.output.extend(outputs)
    session = onnxruntime.InferenceSession(
        watched.SerializeToString(), providers=["CPUExecutionProvider"]
    )
    largest = {name: np.zeros(1, np.float32) for name in norms}
    for ids in texts:
        some = np.ones((1, len(ids)), np.int64)
        given = dict(zip(INPUTS, (ids[None], some, 0 * some), strict=True))
        for name, found in zip(norms, session.run(norms, given), strict=True):
            largest[name] = np.maximum(largest[name], np.abs(found).max(axis=(0, 1)))
    return largest
