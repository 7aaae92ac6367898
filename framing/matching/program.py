"""Lexicons made ready for matching: every alternative of every pattern as a row of arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.lexicons import Lexicon
from framing.lexicons.checks import CONSTRAINTS, split_blocked
from framing.lexicons.errors import LexiconError
from framing.lexicons.patterns import ANY_LETTERS, MOST_ALTERNATIVES, ONE_LETTER, Gap, parse
from framing.tokens.batch import Batch
from framing.tokens.characters import fold
from framing.tokens.tokens import Cut

EXACT_CASE, NO_NAME, FAVOURABLE_HEAD = (1 << number for number in range(len(CONSTRAINTS)))


class Entries(NamedTuple):
    """The entries of all lexicons, one after the other.

    ``lexicon``: number of the lexicon; ``category``: number within it; ``weight``; ``constraints``:
    sum of `EXACT_CASE`, `NO_NAME` and `FAVOURABLE_HEAD`; ``origin``: number within the lexicon.
    """

    lexicon: NDArray[np.int32]
    category: NDArray[np.int32]
    weight: NDArray[np.float64]
    constraints: NDArray[np.uint8]
    origin: NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Program:
    """What is looked for.

    Attributes
    ----------
    slots : list of tuple of str
        Sets of folded words that may stand at one place, perhaps with `ANY_LETTERS` at their ends
        and `ONE_LETTER` anywhere.
    slot : numpy.ndarray of int32, shape (variants, longest)
        The slots of each variant, -1 behind its last one. A variant is an entry's pattern or one
        of its blocked contexts; where alternatives differ in length, one for each.
    least, most : numpy.ndarray of int8, shape (variants, longest)
        The gap before each slot; 0 and 0 where it stands next to the one before.
    length : numpy.ndarray of int32, shape (variants,)
        Slots in each variant.
    entry : numpy.ndarray of int32, shape (variants,)
        The entry of each variant.
    blocks : numpy.ndarray of bool, shape (variants,)
        Whether the variant is a blocked context.
    spelling : dict
        For variants with ``case=exact``: the words of each slot as written.
    entries : Entries
        The entries.
    """

    slots: list[tuple[str, ...]]
    slot: NDArray[np.int32]
    least: NDArray[np.int8]
    most: NDArray[np.int8]
    length: NDArray[np.int32]
    entry: NDArray[np.int32]
    blocks: NDArray[np.bool_]
    spelling: dict[int, list[tuple[str, ...]]]
    entries: Entries

    @cached_property
    def gapped(self) -> NDArray[np.bool_]:
        """Whether each variant has a gap."""
        return self.most.max(axis=1, initial=0) > 0

    @cached_property
    def lexicon(self) -> NDArray[np.int32]:
        """The lexicon of each variant."""
        return self.entries.lexicon[self.entry]


class _Variant(NamedTuple):
    entry: int
    blocks: bool
    words: list[tuple[str, ...]]
    gaps: list[Gap]


_NEXT = Gap(0, 0)


def compile_lexicons(lexicons: Sequence[Lexicon], cut: Cut) -> Program:
    """Make lexicons ready for matching.

    Parameters
    ----------
    lexicons : sequence of Lexicon
        The lexicons.
    cut : callable
        The tokenizer of the texts, which cuts the patterns too.

    Returns
    -------
    Program

    Raises
    ------
    LexiconError
        If this tokenizer finds no word in a pattern, or its alternatives differ in length in too
        many ways.
    """
    variants = _variants(lexicons, cut)
    longest = max((len(variant.words) for variant in variants), default=1)
    slots: dict[tuple[str, ...], int] = {}
    shape = (len(variants), longest)
    slot, least, most = (
        np.full(shape, -1, np.int32),
        np.zeros(shape, np.int8),
        np.zeros(shape, np.int8),
    )
    length = np.array([len(variant.words) for variant in variants], np.int32)
    filled = np.arange(longest) < length[:, None]
    slot[filled] = [
        slots.setdefault(tuple(map(fold, words)), len(slots))
        for variant in variants
        for words in variant.words
    ]
    gaps = [gap for variant in variants for gap in variant.gaps]
    least[filled], most[filled] = np.array(gaps, np.int8).reshape(-1, 2).T
    entry = np.array([variant.entry for variant in variants], np.int32)
    entries = _entries(lexicons)
    exact = entries.constraints & EXACT_CASE > 0
    return Program(
        slots=list(slots),
        slot=slot,
        least=least,
        most=most,
        length=length,
        entry=entry,
        blocks=np.array([variant.blocks for variant in variants], bool),
        spelling={row: variants[row].words for row in np.flatnonzero(exact[entry]).tolist()},
        entries=entries,
    )


def _variants(lexicons: Sequence[Lexicon], cut: Cut) -> list[_Variant]:
    """Cut all patterns into words."""
    phrases: list[tuple[int, bool, tuple[Gap | tuple[str, ...], ...]]] = []
    patterns = (
        (pattern, blocked)
        for lexicon in lexicons
        for pattern, blocked in zip(
            lexicon.entries["pattern"], lexicon.entries["blocked"], strict=True
        )
    )
    for entry, (pattern, blocked) in enumerate(patterns):
        phrases.append((entry, False, parse(pattern)))
        phrases += [(entry, True, parse(context)) for context in split_blocked(blocked)]
    runs = {
        run
        for *_, phrase in phrases
        for part in phrase
        if not isinstance(part, Gap)
        for run in part
    }
    words = _cut_all(sorted(runs), cut)
    return [
        _Variant(entry, blocks, *way)
        for entry, blocks, phrase in phrases
        for way in _ways(phrase, words)
    ]


def _ways(
    phrase: tuple[Gap | tuple[str, ...], ...], words: dict[str, list[str]]
) -> list[tuple[list[tuple[str, ...]], list[Gap]]]:
    """Write out a phrase: alternatives of one word share a slot, longer ones make new ways."""
    ways: list[tuple[list[tuple[str, ...]], list[Gap]]] = [([], [])]
    before = _NEXT
    for part in phrase:
        if isinstance(part, Gap):
            before = part
            continue
        cut_runs = [words[run] for run in part]
        choices: list[list[tuple[str, ...]]] = [
            [(word,) for word in run] for run in cut_runs if len(run) > 1
        ]
        if len(choices) < len(cut_runs):
            single = dict.fromkeys(run[0] for run in cut_runs if len(run) == 1)
            choices.insert(0, [tuple(single)])
        ways = [
            (slots + choice, gaps + [before] + [_NEXT] * (len(choice) - 1))
            for slots, gaps in ways
            for choice in choices
        ]
        if len(ways) > MOST_ALTERNATIVES:
            message = (
                f"a pattern with {next(iter(part))!r}: more than {MOST_ALTERNATIVES:,} ways to "
                "combine its alternatives of several words; make two entries of it"
            )
            raise LexiconError(message)
        before = _NEXT
    return ways


def _cut_all(runs: list[str], cut: Cut) -> dict[str, list[str]]:
    """Cut runs of words as the texts are cut."""
    batch = Batch.of(runs)
    start, end, _ = cut(batch)
    first = np.searchsorted(start, np.append(batch.first, len(batch.text))).tolist()
    spans = list(zip(start.tolist(), end.tolist(), strict=True))
    found = {
        run: [batch.text[a:b] for a, b in spans[begin:stop]]
        for run, (begin, stop) in zip(runs, pairwise(first), strict=True)
    }
    for run, words in found.items():
        if not words:
            shown = run.replace(ANY_LETTERS, "*").replace(ONE_LETTER, "?")
            message = f"pattern {shown!r}: this tokenizer finds no token in it"
            raise LexiconError(message)
    return found


def _entries(lexicons: Sequence[Lexicon]) -> Entries:
    sizes = [len(lexicon) for lexicon in lexicons]
    categories = [
        lexicon.entries["category"].map({name: n for n, name in enumerate(lexicon.categories)})
        for lexicon in lexicons
    ]
    bits = {name: 1 << number for number, name in enumerate(CONSTRAINTS)}
    constraints = [
        sum(bits[word] for word in set(constraint.split()))
        for lexicon in lexicons
        for constraint in lexicon.entries["constraints"]
    ]
    weights = [lexicon.entries["weight"].to_numpy(float) for lexicon in lexicons]
    return Entries(
        lexicon=np.repeat(np.arange(len(lexicons), dtype=np.int32), sizes),
        category=np.concatenate([category.to_numpy(np.int32) for category in categories]),
        weight=np.concatenate(weights),
        constraints=np.array(constraints, np.uint8),
        origin=np.concatenate([np.arange(size, dtype=np.int32) for size in sizes]),
    )
