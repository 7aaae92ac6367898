"""Where words begin and end: the library's own word rule.

A word is a run of letters and digits. A hyphen separates words; an apostrophe inside a word does
not, but a final ``'s`` is a token of its own; numbers keep their separators and decimals, and
abbreviations and initials keep their stops. What lies between two tokens holds no letter or digit.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.tokens import abbreviations
from framing.tokens import characters as ch
from framing.tokens.batch import WINDOW, Batch, contains, pack

_S = pack(["s"])


class Words(NamedTuple):
    """The words of a batch, in order: offsets, and whether all letters are in the alphabet."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    regular: NDArray[np.bool_]


class Marks(NamedTuple):
    """Punctuation and line breaks, in order: offset, class, number of the first word behind."""

    offset: NDArray[np.int64]
    kind: NDArray[np.uint8]
    word: NDArray[np.int64]

    @classmethod
    def of(cls, batch: Batch, words: Words) -> Marks:
        """Place the marks of a batch among its words."""
        offset = batch.marks
        return cls(offset, batch.kind.take(offset), np.searchsorted(words.start, offset, "right"))

    def where(self, chosen: NDArray[np.bool_]) -> Marks:
        """Give some of the marks."""
        index = np.flatnonzero(chosen)
        return Marks(self.offset.take(index), self.kind.take(index), self.word.take(index))


def find_words(batch: Batch) -> Words:
    """Find the words of a batch.

    Parameters
    ----------
    batch : Batch
        The texts.

    Returns
    -------
    Words
        ``start`` and ``end``: offsets in ``batch.text``, ascending, not overlapping.
    """
    kind = batch.kind
    inside = kind >= ch.RARE
    unusual = _attach_marks(kind, inside)
    clitic = _join(batch, inside)
    _keep_stops(batch, inside)
    edge = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    start, end = edge[::2].copy(), edge[1::2].copy()
    start[np.searchsorted(start, clitic + 1)] = clitic
    end += _takes_stop(batch, start, end)
    regular = np.ones(len(start), bool)
    regular[np.searchsorted(start, unusual, "right") - 1] = False
    return Words(start, end, regular)


def _attach_marks(kind: NDArray[np.uint8], inside: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Join combining marks to the word before them; give the places of unusual characters."""
    unusual = np.flatnonzero(kind - np.uint8(ch.MARK) <= ch.RARE - ch.MARK)
    mark = unusual[kind[unusual] == ch.MARK]
    if len(mark):
        begins = np.append(True, np.diff(mark) > 1)
        attached = inside[mark[begins] - 1][np.cumsum(begins) - 1]
        inside[mark[attached]] = True
    return unusual[inside[unusual]]


def _join(batch: Batch, inside: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Join what apostrophes, separators and stops hold together; give the places of final 's."""
    kind = batch.kind
    what = kind.take(batch.marks)
    right = kind.take(batch.marks + 1)
    joins = (what - np.uint8(ch.COMMA) <= ch.STOP - ch.COMMA) & (right >= ch.RARE)
    mark = batch.marks[joins]
    left, what, right = kind[mark - 1], what[joins], right[joins]
    apostrophe = what == ch.APOSTROPHE
    clitic = mark[apostrophe & (left > ch.NEWLINE) & ~inside[mark + 2]]
    clitic = clitic[contains(_S, batch.prefix(clitic + 1, np.ones_like(clitic)))]
    inside[mark[apostrophe & (left >= ch.MARK) | (left == ch.DIGIT) & (right == ch.DIGIT)]] = True
    inside[clitic] = False
    # "U.S", "a.m" and "Ph.D.": a letter alone, or two before one, around a stop.
    stop = (what == ch.STOP) & (left > ch.DIGIT) & (right > ch.DIGIT)
    mark = mark[stop & ~inside[mark + 2]]
    alone = ~inside[mark - 2] | (kind[mark - 2] == ch.STOP)
    degree = (kind[mark - 2] == ch.UPPER) & ~inside[mark - 3] & (kind[mark + 2] == ch.STOP)
    inside[mark[alone | degree]] = True
    return clitic


def _keep_stops(batch: Batch, inside: NDArray[np.bool_]) -> None:
    """Keep the last stop of initials: the one of "U.S.", and of "J." before a name."""
    kind = batch.kind
    stop = batch.marks[kind.take(batch.marks) == ch.STOP]
    stop = stop[(kind.take(stop - 1) > ch.DIGIT) & (kind.take(stop + 1) < ch.RARE)]
    stop = stop[~inside[stop - 2] | (kind[stop - 2] == ch.STOP)]
    named = (kind[stop - 1] == ch.UPPER) & (kind[stop + 1] == ch.SPACE)
    named &= (kind[stop + 2] == ch.UPPER) | (kind[stop + 2] == ch.RARE)
    inside[stop[inside[stop - 2] | named]] = True


def _takes_stop(
    batch: Batch, start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Tell which words are abbreviations and take the stop behind them."""
    kind = batch.kind
    word = np.flatnonzero(kind.take(end) == ch.STOP)
    stop = end[word]
    word = word[(stop - start[word] <= WINDOW) & (kind[stop + 1] < ch.STOP)]
    first, stop = start[word], end[word]
    key = batch.prefix(first, stop - first)
    known = contains(abbreviations.before_words, key) | contains(abbreviations.anywhere, key)
    known &= (kind[first] == ch.UPPER) | contains(abbreviations.in_lower_case, key)
    number = contains(abbreviations.before_numbers, key)
    spaced = kind[stop[number] + 1] == ch.SPACE
    known[number] |= spaced & (kind[stop[number] + 2] == ch.DIGIT)
    takes = np.zeros(len(start), bool)
    takes[word[known]] = True
    return takes
