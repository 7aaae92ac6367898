"""Texts as the network takes them: numbers of word pieces, in windows that are not too long."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Windows(NamedTuple):
    """Pieces of texts, window after window, each between the two marks of its ends.

    Attributes
    ----------
    ids : numpy.ndarray of int32, shape (pieces,)
        The numbers of the pieces.
    ptr : numpy.ndarray of int64, shape (windows + 1,)
        First piece of each window.
    text : numpy.ndarray of int64, shape (windows,)
        The text of each window, ascending.
    first, last : numpy.ndarray of int64, shape (windows,)
        First and last marked piece of each window, counted from its beginning; 0 and -1 if none is.
    """

    ids: NDArray[np.int32]
    ptr: Ints
    text: Ints
    first: Ints
    last: Ints


# Halves of characters, which damaged texts may hold; the replacement is as long.
_HALF = re.compile("[\ud800-\udfff]")


class Tokenizer:
    """What cuts texts into word pieces.

    Parameters
    ----------
    path : pathlib.Path
        A ``tokenizer.json``.
    room : int
        Pieces that the network takes at once, the marks of both ends among them.
    """

    def __init__(self, path: Path, room: int) -> None:
        from tokenizers import Tokenizer as Pieces

        self._pieces = Pieces.from_file(str(path))
        self._pieces.no_padding()
        self._pieces.no_truncation()
        self._room = room - 2
        self._begin, self._end = self._pieces.encode("").ids

    def texts(self, texts: Sequence[str]) -> Windows:
        """Cut texts; a long one goes on in the next window."""
        cut: list[tuple[int, list[int], int, int]] = []
        for text, encoding in enumerate(self._encode(texts)):
            inner = encoding.ids[1:-1]
            starts = range(0, max(len(inner), 1), self._room)
            cut += [(text, inner[start : start + self._room], 0, -1) for start in starts]
        return self._join(cut)

    def spans(self, texts: Sequence[str], start: Ints, end: Ints) -> Windows:
        """Cut texts, a window each, and mark the pieces that share a character with the span.

        Raises
        ------
        ValueError
            If no piece does.
        """
        cut = []
        for text, encoding in enumerate(self._encode(texts)):
            offsets = np.array(encoding.offsets[1:-1], np.int64).reshape(-1, 2)
            marked = np.flatnonzero((offsets[:, 0] < end[text]) & (offsets[:, 1] > start[text]))
            if not len(marked):
                span = texts[text][start[text] : end[text]]
                message = (
                    f"X: the target {span!r} in {texts[text][:40]!r} holds nothing that the "
                    "network can read; leave it out"
                )
                raise ValueError(message)
            first, last = int(marked[0]), int(marked[-1])
            begin = _around(first, last, len(offsets), self._room)
            inner = encoding.ids[1:-1][begin : begin + self._room]
            cut.append((text, inner, first - begin + 1, min(last - begin + 1, self._room)))
        return self._join(cut)

    def _encode(self, texts: Sequence[str]) -> list[Any]:
        return self._pieces.encode_batch([_HALF.sub("\ufffd", text) for text in texts])

    def _join(self, cut: list[tuple[int, list[int], int, int]]) -> Windows:
        """Put windows one behind the other, each between the marks of its ends."""
        size = [len(inner) + 2 for _, inner, _, _ in cut]
        ids = [piece for _, inner, _, _ in cut for piece in (self._begin, *inner, self._end)]
        text, first, last = (
            np.array([window[part] for window in cut], np.int64) for part in (0, 2, 3)
        )
        ptr = np.concatenate([[0], np.cumsum(size, dtype=np.int64)])
        return Windows(np.array(ids, np.int32), ptr.astype(np.int64), text, first, last)


def _around(first: int, last: int, size: int, room: int) -> int:
    """Say where a window begins that has a span in its middle and does not leave the text.

    Examples
    --------
    >>> _around(first=50, last=51, size=100, room=10)
    46
    >>> _around(first=1, last=1, size=100, room=10)
    0
    >>> _around(first=50, last=90, size=100, room=10)
    50
    """
    before = max(room - (last - first + 1), 0) // 2
    return max(min(first - before, size - room), 0)


def batches(windows: Windows, *, rows: int = 16, pieces: int = 512) -> list[Any]:
    """Put windows of like length together, so many that memory stays small.

    Parameters
    ----------
    windows : Windows
        The windows.
    rows, pieces : int
        Most windows, and most pieces, of a batch.

    Returns
    -------
    list of numpy.ndarray of int64
        The windows of each batch.
    """
    size = np.diff(windows.ptr)
    order = np.argsort(size, kind="stable")
    made = []
    begin = 0
    while begin < len(order):
        end = min(begin + rows, len(order))
        while end > begin + 1 and size[order[end - 1]] * (end - begin) > pieces:
            end -= 1
        made.append(order[begin:end])
        begin = end
    return made
