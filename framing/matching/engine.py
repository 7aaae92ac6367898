"""Where the variants of a program stand in the tokens: one scan over integers.

Every variant is looked for by its rarest word; the others are checked only where that one stands.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.lexicons.patterns import DENIALS
from framing.matching.places import Ints, count_between
from framing.matching.program import Program
from framing.matching.resolution import WILD, Pairs
from framing.tokens import Tokens
from framing.tokens.quotes import CLOSES, SINGLE


class Candidates(NamedTuple):
    """Spans that fit a variant.

    ``variant``; ``first`` and ``last`` token; ``cost``: the sum of its words' costs (see `Pairs`).
    """

    variant: Ints
    first: Ints
    last: Ints
    cost: Ints

    def take(self, index: Ints) -> Candidates:
        """Give the candidates with these numbers."""
        return Candidates(*(column.take(index) for column in self))

    def where(self, chosen: NDArray[np.bool_]) -> Candidates:
        """Give the candidates for which `chosen` is true."""
        return self.take(np.flatnonzero(chosen))


class CandidateFinder:
    """Finds all spans that fit a variant, in tokens of one vocabulary.

    Parameters
    ----------
    program : Program
        What can be looked for.
    pairs : Pairs
        The types that fit its slots.
    tokens : Tokens
        Tokens that tell which types are rare.
    """

    def __init__(self, program: Program, pairs: Pairs, tokens: Tokens) -> None:
        self._program, self._pairs, self._types = program, pairs, len(tokens.vocabulary)
        self._order, self._occurs = _rarity(program, pairs, tokens)
        self._fits = _Fits(program, pairs)
        self._denies = np.array([word in DENIALS for word in tokens.vocabulary.types], bool)
        self._known: dict[tuple[int, ...], _Wanted] = {}

    def __call__(
        self,
        lexicons: tuple[int, ...],
        tokens: Tokens,
        within: NDArray[np.bool_] | None = None,
    ) -> Candidates:
        """Find the spans that fit the variants of some lexicons.

        Parameters
        ----------
        lexicons : tuple of int
            Numbers of the lexicons to look for.
        tokens : Tokens
            Where to look for them.
        within : numpy.ndarray of bool, shape (sentences,), optional
            Sentences to look in; all by default.

        Returns
        -------
        Candidates
            In no particular order. No span leaves its sentence; words that stand next to each
            other in a pattern have no punctuation between them but hyphens and quotation marks.
        """
        program, order = self._program, self._order
        found = _hits(self._wanted(lexicons), tokens, within)
        several = program.length.take(found.variant) > 1
        gapped = program.gapped.take(found.variant)
        check = _Check(program, tokens, self._fits, self._denies)
        parts = [
            found.where(~several),
            _adjacent(check, found.where(several & ~gapped), order),
            _gapped(check, found.where(gapped), order[:, 0]),
        ]
        return Candidates(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))

    def _wanted(self, lexicons: tuple[int, ...]) -> _Wanted:
        """Sort the variants of some lexicons, once, by the types that fit their rarest word."""
        if lexicons not in self._known:
            program, pairs, order = self._program, self._pairs, self._order
            variant = np.flatnonzero(np.isin(program.lexicon, lexicons) & self._occurs)
            anchor = program.slot[variant, order[variant, 0]]
            variant = variant[np.argsort(anchor, kind="stable")]
            per_slot = np.bincount(anchor, minlength=len(program.slots))
            begin = np.cumsum(per_slot) - per_slot
            of_pair, into = _expand(per_slot[pairs.slot], begin[pairs.slot])
            number = np.bincount(pairs.type[of_pair], minlength=self._types)
            variant, cost = variant[into], pairs.cost[of_pair]
            beside, needed = _next_rarest(program, self._fits, order, variant)
            begin = np.cumsum(number) - number
            wanted = _Wanted(number > 0, number, begin, variant, cost, beside, needed)
            self._known[lexicons] = wanted
        return self._known[lexicons]


_SAMPLE = 200_000  # tokens that tell which words are rare


def _rarity(program: Program, pairs: Pairs, tokens: Tokens) -> tuple[Ints, NDArray[np.bool_]]:
    """Give the words of each variant from rare to frequent, and whether all of them are types."""
    size = len(program.slots)
    known = np.bincount(pairs.slot, minlength=size) > 0
    # Slot -1, behind the last word, is True.
    occurs = np.all(np.append(known, True)[program.slot], axis=1)
    counts = np.bincount(tokens.ids[:_SAMPLE], minlength=len(tokens.vocabulary))
    seen = np.bincount(pairs.slot, counts[pairs.type], minlength=size)
    order: Ints = np.zeros(program.slot.shape, np.int64)
    several = np.flatnonzero(occurs & (program.length > 1))
    frequency = np.append(seen, np.inf)[program.slot[several]]
    order[several] = frequency.argsort(axis=1, kind="stable")
    return order, occurs


class _Wanted(NamedTuple):
    """The variants to look for at each type, and what that word costs them.

    Those of type ``t`` are ``begin[t]`` to ``begin[t] + number[t]`` of the other columns; ``any``
    tells whether there are any. Their next rarest word stands ``beside`` the rarest, so many
    tokens on or back, and must be the type ``needed``; that is -1 where several types would do.
    """

    any: NDArray[np.bool_]
    number: Ints
    begin: Ints
    variant: Ints
    cost: Ints
    beside: Ints
    needed: Ints


def _next_rarest(program: Program, fits: _Fits, order: Ints, variant: Ints) -> tuple[Ints, Ints]:
    """Give how far the next rarest word is from the rarest, and the only type that fits it or -1.

    It is 0 and -1 for single words and patterns with gaps.
    """
    rarest, following = order[variant, 0], order[variant, :2][:, -1]
    adjacent = (program.length[variant] > 1) & ~program.gapped[variant]
    only = fits.only_type(program.slot[variant, following])
    return np.where(adjacent, following - rarest, 0), np.where(adjacent, only, -1)


def _hits(wanted: _Wanted, tokens: Tokens, within: NDArray[np.bool_] | None) -> Candidates:
    """Find the tokens that fit the rarest word of a variant, with its next rarest beside them."""
    hit = np.flatnonzero(wanted.any.take(tokens.ids))
    if within is not None:
        hit = hit[within.take(tokens.sentence.take(hit))]
    types = tokens.ids.take(hit)
    of_hit, into = _expand(wanted.number.take(types), wanted.begin.take(types))
    token = hit.take(of_hit)
    beside = tokens.ids.take(token + wanted.beside.take(into), mode="clip")
    needed = wanted.needed.take(into)
    kept = np.flatnonzero((needed == beside) | (needed < 0))
    token, into = token.take(kept), into.take(kept)
    return Candidates(wanted.variant.take(into), token, token, wanted.cost.take(into))


def _expand(counts: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Write out ranges: the number of the range, and each of its members."""
    of = np.repeat(np.arange(len(counts)), counts)
    begin = np.cumsum(counts) - counts
    return of, np.arange(len(of)) + (first - begin).take(of)


class _Fits:
    """Whether types fit slots, and at which cost."""

    def __init__(self, program: Program, pairs: Pairs) -> None:
        self._size = len(program.slots)
        self._type = pairs.type
        self._keys = pairs.type * self._size + pairs.slot
        self._cost = pairs.cost
        # Most slots fit one type: the number of their only pair, -1 for the others.
        pair = np.zeros(self._size, np.int64)
        pair[pairs.slot] = np.arange(len(pairs.slot))
        self._only = np.where(np.bincount(pairs.slot, minlength=self._size) == 1, pair, -1)
        self._may_fit = np.zeros(1 << _BITS, bool)
        self._may_fit[_hash(self._keys)] = True

    def only_type(self, slot: Ints) -> Ints:
        """Give the only type that fits each of some slots, -1 where there are more or none."""
        only = self._only[slot]
        return np.where(only >= 0, np.append(self._type, -1)[only], -1)

    def __call__(self, types: Ints, slot: Ints) -> tuple[NDArray[np.bool_], Ints]:
        wanted = types * np.int64(self._size) + slot
        pair = self._only.take(slot)
        several = np.flatnonzero(pair < 0)
        several = several[self._may_fit.take(_hash(wanted.take(several)))]  # few do
        found = np.searchsorted(self._keys, wanted.take(several))
        pair[several] = np.minimum(found, len(self._keys) - 1)
        return self._keys.take(pair) == wanted, self._cost.take(pair)


_BITS = 20  # of a hash: one table of so many flags stays in the processor's cache
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # see `framing.tokens.vocabulary`


def _hash(keys: Ints) -> Ints:
    """Give a number below ``2 ** _BITS`` for each key; different keys may get the same."""
    return (keys.view(np.uint64) * _GOLDEN >> np.uint64(64 - _BITS)).view(np.int64)


class _Check:
    """Whether tokens fit the words of variants, and whether gaps may reach over what they do."""

    def __init__(
        self, program: Program, tokens: Tokens, fits: _Fits, denies: NDArray[np.bool_]
    ) -> None:
        self.program, self.tokens = program, tokens
        self._fits, self._denies = fits, denies

    def fits(self, variant: Ints, word: Ints, token: Ints) -> tuple[NDArray[np.bool_], Ints]:
        """Tell whether tokens fit the given words of variants, and at which cost."""
        slot = self.program.slot.ravel().take(variant * self.program.slot.shape[1] + word)
        return self._fits(self.tokens.ids.take(token), slot)

    @cached_property
    def _denials(self) -> Ints:
        """The tokens that deny, in order."""
        return np.flatnonzero(self._denies.take(self.tokens.ids))

    @cached_property
    def _marks(self) -> tuple[Ints, NDArray[np.bool_], Ints]:
        """The tokens behind double quotation marks, whether these close, and how many are open."""
        quotes = self.tokens.quotes
        double = np.flatnonzero(quotes.role & SINGLE == 0)
        closes = quotes.role[double] & CLOSES > 0
        is_open = np.cumsum(np.append(0, np.where(closes, -1, 1)))
        return quotes.token[double], np.append(closes, False), is_open

    def is_open(self, left: Ints, right: Ints) -> NDArray[np.bool_]:
        """Tell whether nothing between tokens denies, and no quotation begins or ends alone."""
        place, closes, number = self._marks
        first, end = np.searchsorted(place, left + 1), np.searchsorted(place, right + 1)
        whole = (number[first] == number[end]) & ~(closes[first] & (end > first))
        return whole & (count_between(self._denials, left + 1, right) == 0)


def _adjacent(check: _Check, hits: Candidates, order: Ints) -> Candidates:
    """Check variants without gaps around the tokens that fit their rarest words."""
    program, tokens = check.program, check.tokens
    first = hits.first - order[:, 0].take(hits.variant)
    found = hits._replace(first=first, last=first + program.length.take(hits.variant) - 1)
    found = found.where((found.first >= 0) & (found.last < len(tokens)))
    for turn in range(1, program.slot.shape[1]):  # the next rarest word first: most fail there
        beyond = turn >= program.length.take(found.variant)
        if beyond.all():
            break
        word = order[:, turn].take(found.variant)
        fits, cost = check.fits(found.variant, word, np.minimum(found.first + word, found.last))
        found = found._replace(cost=found.cost + np.where(beyond, 0, cost)).where(fits | beyond)
    same = tokens.sentence.take(found.first) == tokens.sentence.take(found.last)
    parted = count_between(tokens.partings, found.first + 1, found.last + 1)
    return found.where(same & (parted == 0))


def _gapped(check: _Check, found: Candidates, place: Ints) -> Candidates:
    """Check variants with gaps, outwards from the tokens that fit their rarest words."""
    if not len(found.variant):
        return found
    for step in range(1, check.program.slot.shape[1]):
        found = _step(check, found, place[found.variant] + step, forward=True)
    for step in range(1, check.program.slot.shape[1]):
        found = _step(check, found, place[found.variant] - step, forward=False)
    return found._replace(cost=found.cost + WILD)


def _step(check: _Check, found: Candidates, word: Ints, *, forward: bool) -> Candidates:
    """Extend candidates by one word to the right or left; those that are complete stay."""
    program, tokens = check.program, check.tokens
    more = (word < program.length[found.variant]) if forward else (word >= 0)
    if not more.any():
        return found
    done, found, word = found.where(~more), found.where(more), word[more]
    gap = word if forward else word + 1
    least, most = program.least[found.variant, gap], program.most[found.variant, gap]
    edge = found.last if forward else found.first
    of, token = _expand(*_window(tokens, edge, most.astype(np.int64), forward=forward))
    fits, cost = check.fits(found.variant.take(of), word.take(of), token)
    fitting = np.flatnonzero(fits)
    of, token, cost = of.take(fitting), token.take(fitting), cost.take(fitting)
    left, right = (edge[of], token) if forward else (token, edge[of])
    between = tokens.count_words(left + 1, right)
    adjacent = (right == left + 1) & (tokens.parted[right] == 0)
    kept = np.where(most[of] > 0, (between >= least[of]) & (between <= most[of]), adjacent)
    kept &= tokens.sentence[left] == tokens.sentence[right]
    gapped = np.flatnonzero(kept & (most[of] > 0))
    kept[gapped] = check.is_open(left[gapped], right[gapped])
    of, token, cost = of[kept], token[kept], cost[kept]
    extended = found.take(of)
    extended = extended._replace(cost=extended.cost + cost)
    extended = extended._replace(last=token) if forward else extended._replace(first=token)
    return Candidates(*(np.concatenate(arrays) for arrays in zip(done, extended, strict=True)))


def _window(tokens: Tokens, edge: Ints, most: Ints, *, forward: bool) -> tuple[Ints, Ints]:
    """Give the tokens that a gap may reach: how many, and the first of them.

    They go as far as the word behind the longest gap.
    """
    words, before = tokens.word_places, tokens.words_before
    if forward:
        number = before.take(edge + 1) + most
        end = np.minimum(words.take(number, mode="clip") + 1, len(tokens))
        return end - edge - 1, edge + 1
    number = before.take(edge) - 1 - most
    begin = np.where(number >= 0, words.take(number, mode="clip"), 0)
    return edge - begin, begin
