"""Types (distinct folded words) and their numbers: tokens in, ids out.

A word of up to 8 characters of the byte alphabet is a 64-bit integer, one of up to 16 is two, and a
hash table over these gives its id. They are compared in full, so an id is exact, never a likely
guess. Every other word goes through a dictionary of strings.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.tokens.batch import WINDOW, Batch
from framing.tokens.characters import fold
from framing.tokens.words import Words

# Odd constants of Fibonacci hashing (Knuth 1998, The Art of Computer Programming 3, section 6.4).
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)


class Vocabulary:
    """The types met so far, numbered as they are met.

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
        self._short, self._long = _Table(1), _Table(2)

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
            new = [
                word.isalnum() or (word != "'s" and any(map(str.isalnum, word)))
                for word in self.types[known:]
            ]
            self._is_word = np.append(self._is_word, np.array(new, bool))
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
        length = words.end - words.start
        low = batch.prefix(words.start, length)
        ids = self._short.find((low,))
        short = words.regular & (length <= WINDOW)
        self._learn(self._short, batch, words, np.flatnonzero((ids < 0) & short), (low,), ids)
        rest = np.flatnonzero(~short)
        long = rest[words.regular[rest] & (length[rest] <= 2 * WINDOW)]
        high = np.zeros_like(low)
        high[long] = batch.prefix(words.start[long] + WINDOW, length[long] - WINDOW)
        ids[long] = self._long.find((low[long], high[long]))
        self._learn(self._long, batch, words, long[ids[long] < 0], (low, high), ids)
        odd = rest[~words.regular[rest] | (length[rest] > 2 * WINDOW)]
        ids[odd] = self.add(_cut(batch, words, odd))
        return ids

    def _learn(
        self,
        table: _Table,
        batch: Batch,
        words: Words,
        new: NDArray[np.int64],
        keys: tuple[NDArray[np.uint64], ...],
        ids: NDArray[np.int32],
    ) -> None:
        """Take words into a table, and write their ids."""
        while len(new):
            of_new = tuple(key[new] for key in keys)
            first = np.sort(np.unique(_mix(of_new), return_index=True)[1])
            of_first = tuple(key[first] for key in of_new)
            table.insert(of_first, self.add(_spell(batch, words, new[first], of_first)))
            ids[new] = table.find(of_new)
            new = new[ids[new] < 0]


class _Table:
    """A hash table from keys of one or two integers to ids: open addressing, linear probing."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._allocate(12)

    def _allocate(self, bits: int) -> None:
        self._shift = np.uint64(64 - bits)
        # In the first column 0 marks a free place: no word begins with the byte 0.
        self._keys = tuple(np.zeros(1 << bits, np.uint64) for _ in range(self._width))
        self._ids = np.full(1 << bits, -1, np.int32)
        self._stored = 0

    def _place(self, keys: tuple[NDArray[np.uint64], ...]) -> NDArray[np.int64]:
        return (_mix(keys) * _GOLDEN >> self._shift).view(np.int64)

    def find(self, keys: tuple[NDArray[np.uint64], ...]) -> NDArray[np.int32]:
        """Give the ids of keys, -1 for those not stored."""
        place = self._place(keys)
        ids = self._ids.take(place)
        left = np.flatnonzero(self._differ(keys, place))
        while len(left):
            ids[left] = -1
            left = left[self._keys[0].take(place[left]) != 0]
            place[left] = place[left] + 1 & len(self._ids) - 1
            ids[left] = self._ids.take(place[left])
            left = left[self._differ(tuple(key.take(left) for key in keys), place[left])]
        return ids

    def _differ(
        self, keys: tuple[NDArray[np.uint64], ...], place: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Tell at which places another key is stored, or none."""
        differ: NDArray[np.bool_] = self._keys[0].take(place) != keys[0]
        for stored, key in zip(self._keys[1:], keys[1:], strict=True):
            differ |= stored.take(place) != key
        return differ

    def insert(self, keys: tuple[NDArray[np.uint64], ...], ids: NDArray[np.int32]) -> None:
        """Store keys that are distinct and not stored yet; grow to stay at most half full."""
        if 2 * (self._stored + len(ids)) > len(self._ids):
            kept = np.flatnonzero(self._keys[0])
            columns = zip(self._keys, keys, strict=True)
            keys = tuple(np.concatenate([stored[kept], key]) for stored, key in columns)
            ids = np.concatenate([self._ids[kept], ids])
            self._allocate(max(12, (4 * len(ids)).bit_length()))
        self._stored += len(ids)
        place = self._place(keys)
        left = np.arange(len(ids))
        while len(left):
            free = left[self._keys[0][place[left]] == 0]
            for stored, key in zip(self._keys, keys, strict=True):
                stored[place[free]] = key[free]
            self._ids[place[free]] = ids[free]
            left = left[self._differ(tuple(key[left] for key in keys), place[left])]
            place[left] = place[left] + 1 & len(self._ids) - 1


def _mix(keys: tuple[NDArray[np.uint64], ...]) -> NDArray[np.uint64]:
    """Make one number of each key; different keys may get the same."""
    return keys[0] if len(keys) == 1 else keys[0] * _GOLDEN ^ keys[1] * _SECOND


def _cut(batch: Batch, words: Words, chosen: NDArray[np.int64]) -> list[str]:
    """Cut words out of the text and fold them."""
    spans = zip(words.start[chosen].tolist(), words.end[chosen].tolist(), strict=True)
    return [fold(batch.text[first:last]) for first, last in spans]


def _spell(
    batch: Batch, words: Words, chosen: NDArray[np.int64], keys: tuple[NDArray[np.uint64], ...]
) -> list[str]:
    """Write words out: ASCII stands for itself in the keys, other words come from the text."""
    letters = np.column_stack(keys).astype("<u8").view(np.uint8)
    spelt: list[str] = letters.astype("<u4").view(f"<U{letters.shape[1]}").ravel().tolist()
    beyond = np.flatnonzero((letters > 0x7F).any(axis=1))
    for number, word in zip(beyond.tolist(), _cut(batch, words, chosen[beyond]), strict=True):
        spelt[number] = word
    return spelt
