"""Where the variants of a program stand in the tokens: one scan over integers.

Every variant is looked for by its rarest word; the others are checked only where that one stands.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching.program import Program
from framing.matching.resolution import WILD, Pairs
from framing.tokens import Tokens

Ints = NDArray[np.int64]


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
        return Candidates(*(column[index] for column in self))

    def where(self, chosen: NDArray[np.bool_]) -> Candidates:
        """Give the candidates for which `chosen` is true."""
        return self.take(np.flatnonzero(chosen))


def find_candidates(program: Program, pairs: Pairs, tokens: Tokens) -> Candidates:
    """Find all spans that fit a variant.

    Parameters
    ----------
    program : Program
        What is looked for.
    pairs : Pairs
        The types that fit its slots.
    tokens : Tokens
        Where it is looked for.

    Returns
    -------
    Candidates
        In no particular order. No span leaves its sentence; words that stand next to each other in
        a pattern have no punctuation between them but hyphens and quotation marks.
    """
    counts = np.bincount(tokens.ids, minlength=len(tokens.vocabulary))
    place, anchored = _anchors(program, pairs, counts)
    found = _hits(program, pairs, tokens, place, anchored)
    single = program.length[found.variant] == 1
    gapped = (program.most.max(axis=1, initial=0) > 0)[found.variant]
    check = _Check(program, pairs, tokens)
    parts = [
        found.where(single),
        _adjacent(check, found.where(~single & ~gapped), place),
        _gapped(check, found.where(gapped), place),
    ]
    return Candidates(*(np.concatenate(arrays) for arrays in zip(*parts, strict=True)))


def _anchors(program: Program, pairs: Pairs, counts: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Give the place of each variant's rarest word, and whether all its words occur at all."""
    seen = np.bincount(pairs.slot, counts[pairs.type], minlength=len(program.slots))
    frequency = np.where(program.slot >= 0, seen[program.slot], np.inf)
    return frequency.argmin(axis=1), frequency.min(axis=1, initial=np.inf) > 0


def _hits(
    program: Program, pairs: Pairs, tokens: Tokens, place: Ints, anchored: NDArray[np.bool_]
) -> Candidates:
    """Find the tokens that fit the rarest word of a variant."""
    variant = np.flatnonzero(anchored)
    anchor = program.slot[variant, place[variant]]
    variant = variant[np.argsort(anchor, kind="stable")]
    per_slot = np.bincount(anchor, minlength=len(program.slots))
    of_pair, into = _expand(per_slot[pairs.slot], (np.cumsum(per_slot) - per_slot)[pairs.slot])
    wanted = variant[into]  # by pair, and so by type
    per_type = np.bincount(pairs.type[of_pair], minlength=len(tokens.vocabulary))
    first = np.cumsum(per_type) - per_type
    hit = np.flatnonzero((per_type > 0).take(tokens.ids))
    types = tokens.ids[hit]
    of_hit, into = _expand(per_type[types], first[types])
    token = hit[of_hit]
    return Candidates(wanted[into], token, token, pairs.cost[of_pair][into])


def _expand(counts: Ints, first: Ints) -> tuple[Ints, Ints]:
    """Write out ranges: the number of the range, and each of its members."""
    of = np.repeat(np.arange(len(counts)), counts)
    begin = np.cumsum(counts) - counts
    return of, np.arange(len(of)) - begin[of] + first[of]


class _Check:
    """Whether tokens fit the words of variants."""

    def __init__(self, program: Program, pairs: Pairs, tokens: Tokens) -> None:
        self.program, self.tokens = program, tokens
        self._size = len(program.slots)
        self._keys = pairs.type * self._size + pairs.slot
        self._cost = pairs.cost

    def fits(self, variant: Ints, word: Ints, token: Ints) -> tuple[NDArray[np.bool_], Ints]:
        """Tell whether tokens fit the given words of variants, and at which cost."""
        wanted = self.tokens.ids[token] * np.int64(self._size) + self.program.slot[variant, word]
        found = np.minimum(np.searchsorted(self._keys, wanted), len(self._keys) - 1)
        return self._keys[found] == wanted, self._cost[found]


def _adjacent(check: _Check, hits: Candidates, place: Ints) -> Candidates:
    """Check variants without gaps around the tokens that fit their rarest words."""
    program, tokens = check.program, check.tokens
    at = place[hits.variant]
    first = hits.first - at
    found = hits._replace(first=first, last=first + program.length[hits.variant] - 1)
    inside = (found.first >= 0) & (found.last < len(tokens))
    found, at = found.where(inside), at[inside]
    same = tokens.sentence[found.first] == tokens.sentence[found.last]
    found, at = found.where(same), at[same]
    for word in range(program.slot.shape[1]):
        token = np.minimum(found.first + word, found.last)
        beyond = found.first + word > found.last
        fits, cost = check.fits(found.variant, np.where(beyond, 0, word), token)
        kept = beyond | (fits & ((word == 0) | (tokens.parted[token] == 0)))
        found = found._replace(cost=found.cost + np.where(beyond | (word == at), 0, cost))
        found, at = found.where(kept), at[kept]
    return found


def _gapped(check: _Check, found: Candidates, place: Ints) -> Candidates:
    """Check variants with gaps, outwards from the tokens that fit their rarest words."""
    if not len(found.variant):
        return found
    before = np.append(0, np.cumsum(check.tokens.is_word))  # words before each token
    for step in range(1, check.program.slot.shape[1]):
        found = _step(check, before, found, place[found.variant] + step, forward=True)
    for step in range(1, check.program.slot.shape[1]):
        found = _step(check, before, found, place[found.variant] - step, forward=False)
    return found._replace(cost=found.cost + WILD)


def _step(
    check: _Check, before: Ints, found: Candidates, word: Ints, *, forward: bool
) -> Candidates:
    """Extend candidates by one word to the right or left; those that are complete stay."""
    program, tokens = check.program, check.tokens
    more = (word < program.length[found.variant]) if forward else (word >= 0)
    done, found, word = found.where(~more), found.where(more), word[more]
    gap = word if forward else word + 1
    least = program.least[found.variant, gap].astype(np.int64)
    most = program.most[found.variant, gap].astype(np.int64)
    if forward:
        edge = found.last
        begin = np.searchsorted(before, before[edge + 1] + least)
        end = np.searchsorted(before, before[edge + 1] + most, "right")
        begin, end = np.maximum(begin, edge + 1), np.where(most > 0, end, edge + 2)
    else:
        edge = found.first
        begin = np.searchsorted(before, before[edge] - most) - 1
        end = np.searchsorted(before, before[edge] - least, "right") - 1
        begin, end = np.where(most > 0, begin, edge - 1), np.minimum(end, edge)
    begin, end = np.maximum(begin, 0), np.minimum(end, len(tokens))
    of, token = _expand(np.maximum(end - begin, 0), begin)
    kept, cost = check.fits(found.variant[of], word[of], token)
    kept &= tokens.sentence[token] == tokens.sentence[edge[of]]
    right = token if forward else edge[of]
    kept &= (most[of] > 0) | (tokens.parted[right] == 0)
    of, token = of[kept], token[kept]
    extended = found.take(of)
    extended = extended._replace(cost=extended.cost + cost[kept])
    extended = extended._replace(last=token) if forward else extended._replace(first=token)
    return Candidates(*(np.concatenate(arrays) for arrays in zip(done, extended, strict=True)))
