"""Which candidates are matches: constraints, blocked contexts, and one match where several overlap."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching.engine import Candidates, Ints
from framing.matching.program import EXACT_CASE, NO_NAME, Program
from framing.matching.resolution import WILD, glob_pattern
from framing.tokens import Tokens
from framing.tokens.zones import TITLE


class Spans(NamedTuple):
    """Spans and their entries: the entry, and the first and last token."""

    entry: Ints
    first: Ints
    last: Ints


def select(program: Program, tokens: Tokens, found: Candidates) -> Spans:
    """Choose the matches among the candidates.

    Within a lexicon, all categories together, candidates are taken by length in tokens, longest
    first, then leftmost; one is accepted if it overlaps no accepted span. An identical span is kept
    for each further category. Per span and category one entry counts: literal before wildcard, then
    more literal characters, then file order.

    Parameters
    ----------
    program : Program
        What was looked for.
    tokens : Tokens
        Where.
    found : Candidates
        What was found.

    Returns
    -------
    Spans
        Sorted by place, then lexicon and category.

    Examples
    --------
    With the entries "New York" (place) and "New York Times" (outlet), the text "the New York Times
    of New York" has two matches: the outlet, and the second place.
    """
    blocks = program.blocks[found.variant]
    contexts, found = found.where(blocks), found.where(~blocks)
    found = _constrained(program, tokens, found)
    found = found.where(~_blocked(program, len(tokens), found, contexts))
    lexicon, category = (column[program.entry[found.variant]] for column in program.entries[:2])
    wild = (found.cost + WILD // 2) // WILD
    rank = (program.entry[found.variant], found.cost - wild * WILD, wild > 0)
    order = np.lexsort((*rank, category, found.last, found.first, lexicon))
    found, lexicon, category = found.take(order), lexicon[order], category[order]
    span = np.column_stack((lexicon, found.first, found.last))
    new_span = np.append(True, (span[1:] != span[:-1]).any(axis=1))[: len(span)]
    new = new_span.copy()
    new[1:] |= category[1:] != category[:-1]
    kept = _without_overlap(span[new_span])[np.cumsum(new_span) - 1] & new
    found, lexicon, category = found.where(kept), lexicon[kept], category[kept]
    order = np.lexsort((category, lexicon, found.last, found.first))
    return Spans(program.entry[found.variant[order]], found.first[order], found.last[order])


def _constrained(program: Program, tokens: Tokens, found: Candidates) -> Candidates:
    """Drop candidates that break a constraint of their entry."""
    constraints = program.entries.constraints[program.entry[found.variant]]
    named = np.flatnonzero(constraints & NO_NAME)
    exact = np.flatnonzero(constraints & EXACT_CASE)
    kept = np.ones(len(constraints), bool)
    kept[named] = ~_in_name(tokens, found.first[named], found.last[named])
    for candidate in exact.tolist():
        first, last = int(found.first[candidate]), int(found.last[candidate])
        words = program.spelling[int(found.variant[candidate])]
        kept[candidate] &= all(
            any(glob_pattern(word).fullmatch(tokens.text(token)) for word in alternatives)
            for alternatives, token in zip(words, range(first, last + 1), strict=True)
        )
    return found.where(kept)


def _in_name(tokens: Tokens, first: Ints, last: Ints) -> NDArray[np.bool_]:
    """Tell whether spans are part of a name: capitalised, beside a capitalised word."""
    ends = len(tokens) - 1
    before, after = np.maximum(first - 1, 0), np.minimum(last + 1, ends)
    sentence = tokens.sentence
    opens = (first == 0) | (sentence[before] != sentence[first])
    # A capital at the start of a sentence says nothing, so it makes no name of the next word.
    opens_before = (before == 0) | (sentence[np.maximum(before - 1, 0)] != sentence[before])
    name_before = ~opens & ~opens_before & tokens.capital[before] & (tokens.parted[first] == 0)
    name_after = (last < ends) & (sentence[after] == sentence[last])
    name_after &= tokens.capital[after] & (tokens.parted[after] == 0)
    return tokens.capital[first] & (name_before | name_after) & (tokens.zone[first] != TITLE)


def _blocked(
    program: Program, size: int, found: Candidates, contexts: Candidates
) -> NDArray[np.bool_]:
    """Tell which candidates stand inside a blocked context of their entry."""
    if not len(contexts.variant):
        return np.zeros(len(found.variant), bool)
    entry = program.entry[contexts.variant] * np.int64(size)
    order = np.argsort(entry + contexts.first, kind="stable")
    begin = (entry + contexts.first)[order]
    reach = np.maximum.accumulate((entry + contexts.last)[order])
    entry = program.entry[found.variant] * np.int64(size)
    before = np.searchsorted(begin, entry + found.first, "right") - 1
    return (before >= 0) & (reach[np.maximum(before, 0)] >= entry + found.last)


def _without_overlap(span: Ints) -> NDArray[np.bool_]:
    """Accept spans, longest first, then leftmost, that overlap no accepted one.

    Parameters
    ----------
    span : numpy.ndarray of int64, shape (spans, 3)
        Lexicon, first and last token of distinct spans, sorted.

    Returns
    -------
    numpy.ndarray of bool
    """
    accepted = np.ones(len(span), bool)
    if not len(span):
        return accepted
    lexicon, first, last = span.T
    far = lexicon * (last.max() + 1)  # spans of different lexicons never meet
    reach = np.maximum.accumulate(far + last)
    alone = np.append(True, (far + first)[1:] > reach[:-1])
    cluster = np.cumsum(alone)
    crowded = np.flatnonzero(np.bincount(cluster)[cluster] > 1)
    order = crowded[np.lexsort((first[crowded], first[crowded] - last[crowded], cluster[crowded]))]
    taken: set[int] = set()
    for number in order.tolist():
        here = range(int(far[number] + first[number]), int(far[number] + last[number]) + 1)
        if taken.isdisjoint(here):
            taken.update(here)
        else:
            accepted[number] = False
    return accepted
