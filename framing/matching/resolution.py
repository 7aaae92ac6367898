"""Which types fit which slots of the patterns: resolved once a type, then remembered."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.lexicons.patterns import ANY_LETTERS, ONE_LETTER
from framing.tokens import Vocabulary

WILD = 1 << 20  # added to the cost of a word with a wildcard; no word is as long
_LAST = "\U0010ffff"


class Pairs(NamedTuple):
    """Types and slots that fit each other, sorted by type, then slot.

    ``cost``: minus the literal characters of the word that fits, plus `WILD` if it has a wildcard;
    where several words of a slot fit, the lowest.
    """

    type: NDArray[np.int64]
    slot: NDArray[np.int64]
    cost: NDArray[np.int64]


class _Glob(NamedTuple):
    anchor: str
    slots: list[int]
    cost: int
    pattern: re.Pattern[str] | None  # None: whatever begins or ends as the anchor does


class Resolution:
    """The pairs of types and slots, for a vocabulary that grows.

    Parameters
    ----------
    slots : list of tuple of str
        The words of each slot, as in `Program`.
    """

    def __init__(self, slots: list[tuple[str, ...]]) -> None:
        where: dict[str, list[int]] = {}
        for slot, words in enumerate(slots):
            for word in words:
                where.setdefault(word, []).append(slot)
        self._literal = {word: slots for word, slots in where.items() if not _is_wild(word)}
        self._prefixes: list[_Glob] = []
        self._suffixes: list[_Glob] = []
        self._others: list[_Glob] = []
        self._of_any_word = where.pop(ANY_LETTERS, [])
        for word, slots_of_word in where.items():
            if _is_wild(word):
                self._sort_in(word, slots_of_word)
        self._vocabulary: Vocabulary | None = None

    def _sort_in(self, word: str, slots: list[int]) -> None:
        """Keep a word with wildcards under its literal beginning or end."""
        runs = re.split(f"[{ANY_LETTERS}{ONE_LETTER}]+", word)
        simple = word in (runs[0] + ANY_LETTERS, ANY_LETTERS + runs[-1])
        pattern = None if simple else glob_pattern(word)
        cost = WILD - sum(map(len, runs))
        if runs[0]:
            self._prefixes.append(_Glob(runs[0], slots, cost, pattern))
        elif runs[-1]:
            self._suffixes.append(_Glob(runs[-1], slots, cost, pattern))
        else:
            self._others.append(_Glob("", slots, cost, pattern))

    def pairs(self, vocabulary: Vocabulary) -> Pairs:
        """Give all pairs of a vocabulary; only types not seen before are looked at."""
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._known = vocabulary, 0
            self._pairs = Pairs(*(np.zeros(0, np.int64) for _ in Pairs._fields))
        if self._known < len(vocabulary):
            types, slots, cost = self._resolve(vocabulary.types[self._known :])
            order = np.lexsort((cost, slots, types))
            types, slots, cost = types[order] + self._known, slots[order], cost[order]
            first = np.append(True, (types[1:] != types[:-1]) | (slots[1:] != slots[:-1]))
            first = first[: len(types)]
            new = Pairs(types[first], slots[first], cost[first])
            columns = zip(self._pairs, new, strict=True)
            self._pairs = Pairs(*(np.concatenate(column) for column in columns))
            self._known = len(vocabulary)
        return self._pairs

    def _resolve(self, types: list[str]) -> NDArray[np.int64]:
        """Find types, slots and costs: 3 x pairs."""
        number_of = dict(zip(types, range(len(types)), strict=True))
        found = [
            (number_of[word], slot, -len(word))
            for word in self._literal.keys() & number_of.keys()
            for slot in self._literal[word]
        ]
        near = _beginning_with(self._prefixes, number_of) + _ending_with(self._suffixes, types)
        near += [(number, glob) for glob in self._others for number in range(len(types))]
        found += [
            (number, slot, glob.cost)
            for number, glob in near
            if glob.pattern is None or glob.pattern.fullmatch(types[number])
            for slot in glob.slots
        ]
        numbers = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found))
        every, slots = np.meshgrid(np.arange(len(types)), np.array(self._of_any_word, np.int64))
        any_word = np.stack([every.ravel(), slots.ravel(), np.full(every.size, WILD)])
        return np.hstack([numbers.reshape(-1, 3).T, any_word])


def _is_wild(word: str) -> bool:
    return ANY_LETTERS in word or ONE_LETTER in word


def glob_pattern(word: str) -> re.Pattern[str]:
    """Give the regular expression of a word of a pattern."""
    wild = {ANY_LETTERS: ".*", ONE_LETTER: "."}
    return re.compile("".join(wild.get(letter, re.escape(letter)) for letter in word), re.DOTALL)


def _beginning_with(globs: list[_Glob], number_of: dict[str, int]) -> list[tuple[int, _Glob]]:
    """Find the types that begin as a glob does, by their numbers."""
    if not globs:
        return []
    ordered = sorted(number_of)
    return [
        (number_of[word], glob)
        for glob in globs
        for word in ordered[
            bisect_left(ordered, glob.anchor) : bisect_left(ordered, glob.anchor + _LAST)
        ]
    ]


def _ending_with(globs: list[_Glob], types: list[str]) -> list[tuple[int, _Glob]]:
    """Find the types that end as a glob does."""
    of_anchor: dict[str, list[_Glob]] = {}
    for glob in globs:
        of_anchor.setdefault(glob.anchor, []).append(glob)
    return [
        (number, glob)
        for length in {len(anchor) for anchor in of_anchor}
        for number, word in enumerate(types)
        if word[-length:] in of_anchor
        for glob in of_anchor[word[-length:]]
    ]
