"""A batch of texts as one string and its arrays: what every step of the tokenizer reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from framing.tokens import characters as ch

# Stands before, between and after the texts, so that looking a little aside is always safe.
_MARGIN = "\n" * 4
_EDGE = "\0"  # neither white space nor a word
WINDOW = 8
_STEPS = 8  # over longer runs of white space, another way is faster
_MASKS = np.array([(1 << 8 * n) - 1 for n in range(WINDOW + 1)], np.uint64)


@dataclass(frozen=True, eq=False)
class Batch:
    """Texts joined into one string, so that one pass over its characters serves them all.

    Attributes
    ----------
    text : str
        The texts with line breaks around each.
    first, last : numpy.ndarray of int64
        Offsets in `text` at which each of the texts begins and ends.
    kind : numpy.ndarray of uint8
        The class of each character (see `framing.tokens.characters`).
    """

    text: str
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    kind: NDArray[np.uint8]
    codes: NDArray[np.uint32]

    @classmethod
    def of(cls, texts: list[str]) -> Batch:
        """Join texts."""
        text = _EDGE + _MARGIN + _MARGIN.join(texts) + _MARGIN + _EDGE
        codes = np.array([text]).view(np.uint32)
        length = np.fromiter(map(len, texts), np.int64, len(texts))
        last = len(_EDGE) + np.cumsum(length + len(_MARGIN))
        return cls(text, last - length, last, ch.kinds().take(codes), codes)

    @cached_property
    def windows(self) -> NDArray[np.uint64]:
        """At each offset, the alphabet bytes of the eight characters from there on, packed."""
        letters = ch.alphabet().take(self.codes).tobytes() + bytes(2 * WINDOW)
        shifted = np.ndarray((len(letters) - WINDOW + 1,), "<u8", letters, strides=(1,))
        return np.ascontiguousarray(shifted)  # else each look-up would copy it

    def prefix(self, offset: NDArray[np.int64], length: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Pack the first eight characters of spans into one integer each."""
        return self.windows.take(offset) & _MASKS.take(length, mode="clip")

    @cached_property
    def marks(self) -> NDArray[np.int64]:
        """Offsets of all punctuation and line breaks."""
        return np.flatnonzero(self.kind - np.uint8(ch.NEWLINE) <= ch.TERMINAL - ch.NEWLINE)

    def is_blank(self, offset: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell which characters are white space."""
        return self.kind.take(offset) - np.uint8(ch.SPACE) <= ch.NEWLINE - ch.SPACE

    def skip_blank(self, offset: NDArray[np.int64]) -> NDArray[np.int64]:
        """Move each offset to the first character from there on that is not white space."""
        offset = offset + self.is_blank(offset)
        left = np.flatnonzero(self.is_blank(offset))
        for _ in range(_STEPS):
            if not len(left):
                return offset
            offset[left] += 1
            left = left[self.is_blank(offset[left])]
        begin, end = self._blanks
        offset[left] = end[np.searchsorted(begin, offset[left], "right") - 1]
        return offset

    def skip_blank_back(self, offset: NDArray[np.int64]) -> NDArray[np.int64]:
        """Move each offset back over the white space that ends there."""
        offset = offset - self.is_blank(offset - 1)
        left = np.flatnonzero(self.is_blank(offset - 1))
        for _ in range(_STEPS):
            if not len(left):
                return offset
            offset[left] -= 1
            left = left[self.is_blank(offset[left] - 1)]
        begin, _ = self._blanks
        offset[left] = begin[np.searchsorted(begin, offset[left] - 1, "right") - 1]
        return offset

    @cached_property
    def _blanks(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First offsets, and last ones exclusive, of the runs of white space."""
        blank = self.kind - np.uint8(ch.SPACE) <= ch.NEWLINE - ch.SPACE
        edge = np.flatnonzero(blank[1:] != blank[:-1]) + 1
        return edge[::2], edge[1::2]


def pack(words: list[str]) -> NDArray[np.uint64]:
    """Give the first eight letters of folded words as sorted integers, as `Batch.prefix` does."""
    alphabet = ch.alphabet()
    keys = [
        sum(int(alphabet[ord(c)]) << 8 * i for i, c in enumerate(word[:WINDOW])) for word in words
    ]
    return np.sort(np.array(keys, np.uint64))


def contains(words: NDArray[np.uint64], keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Tell which keys are among packed words."""
    place = np.minimum(np.searchsorted(words, keys), len(words) - 1)
    return words[place] == keys
