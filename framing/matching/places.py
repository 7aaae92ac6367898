"""How far apart two places are, and what stands between them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer[Any]]


def count_between(places: Ints, begin: Ints, end: Ints) -> Ints:
    """Count the places that lie in half-open ranges.

    Parameters
    ----------
    places : numpy.ndarray of int64
        Places in ascending order.
    begin, end : numpy.ndarray of int64
        The ranges; an empty or reversed one holds none.

    Returns
    -------
    numpy.ndarray of int64
    """
    count = np.searchsorted(places, end) - np.searchsorted(places, begin)
    return np.maximum(count, 0)


def union(size: int, *places: Ints) -> Ints:
    """Give all of some places in ascending order, each once.

    Parameters
    ----------
    size : int
        A number above all places.
    *places : numpy.ndarray of int64
        Places, in any order.

    Returns
    -------
    numpy.ndarray of int64
    """
    among = np.zeros(size, bool)
    for some in places:
        among[some] = True
    return np.flatnonzero(among)


def touches(first: Ints, last: Ints, begin: Ints, end: Ints) -> NDArray[np.bool_]:
    """Tell which spans share a token with one of some other spans.

    Parameters
    ----------
    first, last : numpy.ndarray of int64
        The spans asked about, ends included.
    begin, end : numpy.ndarray of int64
        The other spans, ends included, in ascending order of their beginnings.

    Returns
    -------
    numpy.ndarray of bool
    """
    before = np.searchsorted(begin, last, "right") - 1
    reach = np.append(-1, np.maximum.accumulate(end))
    return reach[before + 1] >= first
