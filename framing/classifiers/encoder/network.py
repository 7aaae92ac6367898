"""Running the network that was fetched: sums of the vectors of a window's pieces."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.classifiers.encoder.windows import Windows, batches

Vectors = NDArray[np.float32]


class Means(NamedTuple):
    """Mean vectors of windows.

    Attributes
    ----------
    whole : numpy.ndarray of float32, shape (windows, hidden)
        Over all pieces.
    marked : numpy.ndarray of float32, shape (windows, hidden)
        Over the marked ones; 0 where none is.
    """

    whole: Vectors
    marked: Vectors


class Network:
    """The network of an ONNX file.

    Parameters
    ----------
    graph : pathlib.Path or bytes
        The file, or what is in it.
    hidden : int
        Numbers a piece.
    threads : int
        Batches that are run at the same time.
    """

    def __init__(self, graph: Path | bytes, hidden: int, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_mem_pattern = False
        options.log_severity_level = 3  # errors; warnings would be printed
        content = graph if isinstance(graph, bytes) else str(graph)
        providers = ["CPUExecutionProvider"]
        self._session = onnxruntime.InferenceSession(content, options, providers=providers)
        self._hidden, self._threads = hidden, threads

    def means(self, windows: Windows) -> Means:
        """Run windows through the network.

        Parameters
        ----------
        windows : Windows
            The windows.

        Returns
        -------
        Means
        """
        shape = (len(windows.text), self._hidden)
        found = Means(np.zeros(shape, np.float32), np.zeros(shape, np.float32))
        for rows, (whole, marked) in self._run(windows):
            found.whole[rows], found.marked[rows] = whole, marked
        return found

    def _run(self, windows: Windows) -> Iterator[tuple[Any, Means]]:
        made = batches(windows)
        with ThreadPoolExecutor(self._threads) as pool:
            yield from zip(
                made, pool.map(lambda rows: self._batch(windows, rows), made), strict=True
            )

    def _batch(self, windows: Windows, rows: NDArray[np.int64]) -> Means:
        """Run some windows together; what fills the shorter ones up is left out of everything."""
        size = (windows.ptr[rows + 1] - windows.ptr[rows])[:, None]
        place = np.arange(size.max())
        there = place < size
        ids = windows.ids[np.where(there, windows.ptr[rows][:, None] + place, 0)]
        marked = (place >= windows.first[rows][:, None]) & (place <= windows.last[rows][:, None])
        given = {
            "input_ids": np.where(there, ids, 0).astype(np.int64),
            "attention_mask": there.astype(np.int64),
            "token_type_ids": marked.astype(np.int64),
        }
        (hidden,) = self._session.run(None, given)
        return Means(_mean(hidden, there), _mean(hidden, marked))


def _mean(hidden: Vectors, chosen: NDArray[np.bool_]) -> Vectors:
    """Take the mean over some places; one after the other, whatever stands behind them."""
    total = np.where(chosen[:, :, None], hidden, 0).sum(axis=1)
    return total / np.maximum(chosen.sum(axis=1, keepdims=True), 1).astype(np.float32)
