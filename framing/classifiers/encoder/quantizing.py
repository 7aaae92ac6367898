"""How are numbers kept in eight bits? As whole numbers from -127 to 127, with a scale a row."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_MOST = 127
_SHARE = 0.7  # of the difficulty that moves from the inputs to the weights


class Rows(NamedTuple):
    """A matrix in eight bits: ``whole * scale`` is nearly what it was.

    Attributes
    ----------
    whole : numpy.ndarray of int8, shape (rows, columns)
        The numbers.
    scale : numpy.ndarray of float32, shape (rows, 1)
        The scale of each row.
    """

    whole: NDArray[np.int8]
    scale: NDArray[np.float32]


def by_row(matrix: NDArray[Any]) -> Rows:
    """Keep a matrix in eight bits, with a scale for each row.

    Parameters
    ----------
    matrix : numpy.ndarray, shape (rows, columns)
        Finite numbers.

    Returns
    -------
    Rows

    Examples
    --------
    >>> by_row(np.array([[1.27, -0.1], [0, 0]])).whole.tolist()
    [[127, -10], [0, 0]]
    """
    scale = np.abs(matrix).max(axis=1, keepdims=True) / _MOST
    scale = np.where(scale > 0, scale, 1).astype(np.float32)
    return Rows(np.round(matrix / scale).astype(np.int8), scale)


def smoothing(matrix: NDArray[Any], largest: NDArray[Any]) -> NDArray[np.float32]:
    """Choose what to divide the inputs of a linear map by, and to multiply its weights with.

    Parameters
    ----------
    matrix : numpy.ndarray, shape (outputs, inputs)
        The weights.
    largest : numpy.ndarray, shape (inputs,)
        The largest size of each input that was seen.

    Returns
    -------
    numpy.ndarray of float32, shape (inputs,)

    Notes
    -----
    A few inputs are ten times as large as the others; in eight bits they would leave the others no
    room (Xiao et al. 2023).

    References
    ----------
    Xiao, G., Lin, J., Seznec, M., Wu, H., Demouth, J., & Han, S. (2023). SmoothQuant: Accurate and
    efficient post-training quantization for large language models. Proceedings of ICML.
    https://doi.org/10.48550/arXiv.2211.10438
    """
    inputs = np.maximum(largest, 1e-3) ** _SHARE
    weights = np.maximum(np.abs(matrix).max(axis=0), 1e-6) ** (1 - _SHARE)
    return (inputs / weights).astype(np.float32)
