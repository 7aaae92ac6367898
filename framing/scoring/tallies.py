"""What is counted: matches by category, and spans by lexicon; and how they are summed."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching import Matches
from framing.scoring.formulas import Tally


class Rows(NamedTuple):
    """What is counted, one after another: number of the match, and of the column it counts in."""

    match: NDArray[Any]
    column: NDArray[Any]

    def where(self, chosen: NDArray[np.bool_]) -> Rows:
        """Give the rows whose match is chosen."""
        return Rows(*(column[chosen[self.match]] for column in self))


def counted_rows(matches: Matches) -> Rows:
    """Line up each match in its category, and each span in the total of its lexicon.

    A span of several categories counts once in the total, with its largest value. A lexicon whose
    only category is its construct has the total alone.

    Parameters
    ----------
    matches : Matches
        The matches.

    Returns
    -------
    Rows
        Columns are numbered through the ``columns`` of all lexicons.
    """
    sizes = np.array([len(lexicon.columns) for lexicon in matches.lexicons])
    offset = np.cumsum(sizes) - sizes
    span = np.column_stack((matches.first, matches.last, matches.lexicon))
    new = np.flatnonzero(np.append(True, (span[1:] != span[:-1]).any(axis=1))[: len(span)])
    strongest = _strongest(matches.value, new)
    by_category = np.flatnonzero(sizes[matches.lexicon] > 1)
    column = (
        (offset[matches.lexicon] + matches.category)[by_category],
        (offset + sizes - 1)[matches.lexicon[strongest]],
    )
    return Rows(np.concatenate((by_category, strongest)), np.concatenate(column))


def _strongest(value: NDArray[np.float64], first: NDArray[Any]) -> NDArray[Any]:
    """Give the first element of the largest size in each run of elements."""
    if not len(value):
        return first
    run = np.zeros(len(value), np.int64)
    run[first] = 1
    run = np.cumsum(run)
    order = np.lexsort((np.arange(len(value)), -np.abs(value), run))
    return order[first]


def tally(
    value: NDArray[np.float64],
    cell: NDArray[Any],
    shape: tuple[int, int],
    exposure: NDArray[Any],
) -> Tally:
    """Sum values by the cell that they belong to.

    Parameters
    ----------
    value : numpy.ndarray of float64
        Values of what is counted.
    cell : numpy.ndarray of int64
        Number of each one's cell in a flat array of `shape`.
    shape : tuple of int
        Parts and columns.
    exposure : numpy.ndarray of int64, shape (parts,)
        Words of each part.

    Returns
    -------
    Tally
        Arrays of `shape`.
    """
    size = int(np.prod(shape))

    def counted(chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.bincount(cell[chosen], minlength=size).reshape(shape).astype(float)

    return Tally(
        matched=counted(value != 0),
        value=np.bincount(cell, value, minlength=size).reshape(shape).astype(float),
        positive=counted(value > 0),
        negative=counted(value < 0),
        exposure=np.broadcast_to(exposure[:, None], shape).astype(float),
    )
