"""Where paragraphs begin.

A blank line parts paragraphs. So does a single line break, unless the text is broken in the middle
of a sentence: where the next line goes on in lower case after a line that did not begin so, and
everywhere in an article whose lines are wrapped by hand at one width.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.tokens import characters as ch
from framing.tokens.batch import Batch

_WRAPPED_LINES = 4  # at least so many line breaks in an article wrapped by hand,
_WRAPPED_SHARE = 2 / 3  # so large a share of them behind a line
_WRAPPED_WIDTH = (50, 100)  # of this length, and no line longer


def find_paragraphs(batch: Batch) -> NDArray[np.int64]:
    """Find the paragraphs of a batch.

    Parameters
    ----------
    batch : Batch
        The texts.

    Returns
    -------
    numpy.ndarray of int64
        Offset of each paragraph's first character that is not white space. Every article that is
        not blank begins one.
    """
    begin, end, breaks = _line_ends(batch)
    hard = breaks > 1
    single = np.flatnonzero(~hard)
    if len(single):
        hard[single] = ~_soft(batch, begin, end, single)
    start = end[hard]
    return start[start < len(batch.text) - 1]


def _line_ends(
    batch: Batch,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give the runs of white space that hold line breaks, and how many each holds."""
    newline = batch.marks[batch.kind[batch.marks] == ch.NEWLINE]
    paired = (batch.codes[newline] == ord("\r")) & (batch.codes[newline + 1] == ord("\n"))
    newline = newline[~paired]
    last = newline[np.append(np.diff(newline) > 1, True)]  # of each row of line breaks
    end, row = np.unique(batch.skip_blank(last), return_index=True)
    first = np.append(0, np.searchsorted(newline, last[row[1:] - 1], "right"))
    breaks = np.diff(np.append(first, len(newline)))
    return batch.skip_blank_back(newline[first]), end, breaks


def _soft(
    batch: Batch,
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    single: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Tell which single line breaks part nothing."""
    line = end[single - 1]  # the run before a line's end is the one before its beginning
    before, after = batch.kind[begin[single] - 1], batch.kind[end[single]]
    goes_on = (after == ch.LOWER) & (batch.kind[line] != ch.LOWER)
    goes_on &= (before < ch.COLON) | (before > ch.TERMINAL)
    return goes_on | _wrapped_by_hand(batch, begin, end, single)


def _wrapped_by_hand(
    batch: Batch,
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    single: NDArray[np.int64],
) -> NDArray[np.bool_]:
    narrow, wide = _WRAPPED_WIDTH
    count = len(batch.first)
    width = begin[1:] - end[:-1]
    article = np.searchsorted(batch.first, begin[1:], "right") - 1
    too_wide = np.bincount(article[width > wide], minlength=count) > 0
    of = article[single - 1]
    lines = np.bincount(of, minlength=count)
    full = np.bincount(of[width[single - 1] >= narrow], minlength=count)
    wrapped = (lines >= _WRAPPED_LINES) & (full >= _WRAPPED_SHARE * lines) & ~too_wide
    return wrapped[of]
