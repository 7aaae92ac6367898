"""Types (distinct folded words) and their numbers: tokens in, ids out.

A word of up to 16 characters of the byte alphabet is two 64-bit integers, and a hash table over
these gives its id. Both integers are compared in full, so an id is exact, never a likely guess.
Every other word goes through a dictionary of strings.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.tokens.batch import WINDOW, Batch
from framing.tokens.characters import fold
from framing.tokens.words import Words

_LONGEST = 2 * WINDOW
# Odd constants of Fibonacci hashing (Knuth 1998, The Art of Computer Programming 3, section 6.4).
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)


class Vocabulary:
    """The types met so far, numbered in the order of their first appearance.

    It only ever grows: an id keeps its meaning.

    Examples
    --------
    >>> vocabulary = Vocabulary()
    >>> vocabulary.add(["deal", "historic", "deal"]).tolist()
    [0, 1, 0]
    >>> vocabulary.types
    ['deal', 'historic']
    """

    def __init__(self) -> None:
        self._index: dict[str, int] = {}
        self._types: list[str] = []
        self._is_word = np.zeros(0, bool)
        self._allocate(12)

    def __len__(self) -> int:
        return len(self._index)

    def __repr__(self) -> str:
        return f"<Vocabulary of {len(self):,} types>"

    @property
    def types(self) -> list[str]:
        """The folded word of each id."""
        if len(self._types) < len(self._index):
            self._types = list(self._index)
        return self._types

    def get(self, word: str) -> int:
        """Give the id of a folded word, -1 if it has not been met."""
        return self._index.get(word, -1)

    def add(self, words: list[str]) -> NDArray[np.int32]:
        """Give the ids of folded words, new ones to those that have not been met."""
        index = self._index
        return np.array([index.setdefault(word, len(index)) for word in words], np.int32)

    def is_word(self) -> NDArray[np.bool_]:
        """Tell which types are words: they hold a letter or digit and are not a final ``'s``."""
        known = len(self._is_word)
        if known < len(self):
            new = (word != "'s" and any(map(str.isalnum, word)) for word in self.types[known:])
            self._is_word = np.append(self._is_word, np.fromiter(new, bool))
        return self._is_word

    def intern(self, batch: Batch, words: Words) -> NDArray[np.int32]:
        """Give the ids of the words of a batch.

        Parameters
        ----------
        batch : Batch
            The texts.
        words : Words
            Their words.

        Returns
        -------
        numpy.ndarray of int32
            One id a word.
        """
        start, end, regular = words
        length = end - start
        low, high = _keys(batch, start, length)
        ids = self._find(low, high)
        keyed = regular & (length <= _LONGEST)
        pending = np.flatnonzero((ids < 0) & keyed)
        while len(pending):
            mixed = low[pending] * _GOLDEN ^ high[pending] * _SECOND
            new = pending[np.sort(np.unique(mixed, return_index=True)[1])]
            spelt = _spell(batch, start[new], end[new], low[new], high[new])
            self._insert(low[new], high[new], self.add(spelt))
            ids[pending] = self._find(low[pending], high[pending])
            pending = pending[ids[pending] < 0]
        odd = np.flatnonzero(~keyed)
        ids[odd] = self.add(_cut(batch, start[odd], end[odd]))
        return ids

    def _allocate(self, bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        self._low = np.zeros(1 << bits, np.uint64)  # 0 marks a free place: no word begins with 0
        self._high = np.zeros(1 << bits, np.uint64)
        self._ids = np.full(1 << bits, -1, np.int32)
        self._stored = 0

    def _place(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int64]:
        return ((low * _GOLDEN ^ high * _SECOND) * _GOLDEN >> self._shift).view(np.int64)

    def _find(self, low: NDArray[np.uint64], high: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Give the ids of keys, -1 for those not stored (open addressing, linear probing)."""
        place = self._place(low, high)
        found = self._low.take(place)
        ids = self._ids.take(place)
        astray = np.flatnonzero((found != low) | (self._high.take(place) != high))
        ids[astray] = -1
        astray = astray[found[astray] != 0]
        while len(astray):
            place[astray] = place[astray] + 1 & len(self._ids) - 1
            here = place[astray]
            hit = (self._low[here] == low[astray]) & (self._high[here] == high[astray])
            ids[astray[hit]] = self._ids[here[hit]]
            astray = astray[~hit & (self._low[here] != 0)]
        return ids

    def _insert(
        self, low: NDArray[np.uint64], high: NDArray[np.uint64], ids: NDArray[np.int32]
    ) -> None:
        """Store keys that are distinct and not stored yet; grow to stay at most half full."""
        if 2 * (self._stored + len(ids)) > len(self._ids):
            kept = np.flatnonzero(self._low)
            low = np.concatenate([self._low[kept], low])
            high = np.concatenate([self._high[kept], high])
            ids = np.concatenate([self._ids[kept], ids])
            self._allocate(max(12, (4 * len(ids)).bit_length()))
        self._stored += len(ids)
        place = self._place(low, high)
        left = np.arange(len(ids))
        while len(left):
            free = left[self._low[place[left]] == 0]
            self._low[place[free]], self._high[place[free]] = low[free], high[free]
            self._ids[place[free]] = ids[free]
            here = place[left]
            left = left[(self._low[here] != low[left]) | (self._high[here] != high[left])]
            place[left] = place[left] + 1 & len(self._ids) - 1


def _keys(
    batch: Batch, start: NDArray[np.int64], length: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Pack the first eight characters of each word into one integer, the next into another."""
    low = batch.prefix(start, length)
    high = np.zeros(len(start), np.uint64)
    long = np.flatnonzero(length > WINDOW)
    high[long] = batch.prefix(start[long] + WINDOW, length[long] - WINDOW)
    return low, high


def _cut(batch: Batch, start: NDArray[np.int64], end: NDArray[np.int64]) -> list[str]:
    """Cut words out of the text and fold them."""
    spans = zip(start.tolist(), end.tolist(), strict=True)
    return [fold(batch.text[first:last]) for first, last in spans]


def _spell(
    batch: Batch,
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    low: NDArray[np.uint64],
    high: NDArray[np.uint64],
) -> list[str]:
    """Write words out: ASCII stands for itself in the keys, other words come from the text."""
    letters = np.column_stack([low, high]).astype("<u8").view(np.uint8)
    words: list[str] = letters.astype("<u4").view(f"<U{_LONGEST}").ravel().tolist()
    for word in np.flatnonzero((letters > 0x7F).any(axis=1)).tolist():
        words[word] = fold(batch.text[start[word] : end[word]])
    return words
