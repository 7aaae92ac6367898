"""Context rules: which cues change what a match is worth, and by how much.

A rule relates a cue to a match by position: on which side, within how many words, in the same
sentence, with nothing between that ends its scope. It leaves its trace: the cue and its place.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching.places import Ints, count_between, touches
from framing.matching.selection import Spans
from framing.tokens import Tokens

RULES = ("negation", "distancing", "scare_quotes", "unfavourable_head")
NEGATION, DISTANCING, SCARE_QUOTES, UNFAVOURABLE_HEAD = range(len(RULES))

NEGATION_REACH = 6  # words between a negator and the match behind it
DISTANCING_REACH = 3
HEAD_REACH = 2  # words between a match and the head behind it
# Hutto & Gilbert (2014), ICWSM: mean change of rated valence under negation.
NEGATED_VALENCE = -0.74


class Cues(NamedTuple):
    """What changed which match: number of the match, rule, first and last token of the cue."""

    match: Ints
    rule: Ints
    first: Ints
    last: Ints

    def where(self, chosen: NDArray[np.bool_]) -> Cues:
        """Give the cues for which `chosen` is true."""
        return Cues(*(column[chosen] for column in self))


def find_negators(tokens: Tokens, matches: Spans, negators: Spans) -> Cues:
    """Find the negator before each match; one that is part of a match negates nothing."""
    inside = touches(negators.first, negators.last, matches.first, matches.last)
    negators = Spans(*(column[~inside] for column in negators))
    return _nearest_before(tokens, matches, negators, NEGATION, NEGATION_REACH)


def find_distancing(tokens: Tokens, matches: Spans, distancing: Spans) -> Cues:
    """Find the distancing words before each match."""
    return _nearest_before(tokens, matches, distancing, DISTANCING, DISTANCING_REACH)


def find_heads(tokens: Tokens, matches: Spans, heads: Spans) -> Cues:
    """Find the noun behind each match that it may describe."""
    match = _in_sentences_of(tokens, matches.last, heads.first)
    cue = np.searchsorted(heads.first, matches.last[match], "right")
    match, cue = match[cue < len(heads.first)], cue[cue < len(heads.first)]
    near = _near(tokens, matches.last[match], heads.first[cue], HEAD_REACH)
    return _cues(UNFAVOURABLE_HEAD, heads, match[near], cue[near])


def find_scare_quotes(matches: Spans, scare: Spans) -> Cues:
    """Find the scare quotes around each match."""
    cue = np.searchsorted(scare.first, matches.first, "right") - 1
    held = np.append(scare.last, -1)[cue] >= matches.last
    return _cues(SCARE_QUOTES, scare, np.flatnonzero(held), cue[held])


def not_parted(matches: Spans, cues: Cues, *ends: Ints) -> Cues:
    """Keep the cues that no end of their scope parts from their match.

    Parameters
    ----------
    matches : Spans
        The matches.
    cues : Cues
        Their cues.
    *ends : numpy.ndarray of int64
        Tokens that end a scope, in ascending order: one that begins a clause, for example.

    Returns
    -------
    Cues
    """
    first, last = matches.first[cues.match], matches.last[cues.match]
    before = cues.last < first
    begin, end = np.where(before, cues.last, last) + 1, np.where(before, first, cues.first) + 1
    between = sum((count_between(places, begin, end) for places in ends), np.zeros_like(begin))
    return cues.where(between == 0)


def _nearest_before(tokens: Tokens, matches: Spans, cues: Spans, rule: int, reach: int) -> Cues:
    """Find the nearest cue before each match, in its sentence and within reach."""
    match = _in_sentences_of(tokens, matches.first, cues.last)
    cue = np.searchsorted(cues.last, matches.first[match]) - 1
    match, cue = match[cue >= 0], cue[cue >= 0]
    near = _near(tokens, cues.last[cue], matches.first[match], reach)
    return _cues(rule, cues, match[near], cue[near])


def _in_sentences_of(tokens: Tokens, place: Ints, cue: Ints) -> Ints:
    """Give the numbers of the matches whose sentence holds a cue."""
    holds = np.zeros(len(tokens.sentence_start), bool)
    holds[tokens.sentence[cue]] = True
    return np.flatnonzero(holds.take(tokens.sentence.take(place)))


def _near(tokens: Tokens, left: Ints, right: Ints, reach: int) -> NDArray[np.bool_]:
    """Tell whether tokens stand in one sentence with at most so many words between."""
    same = tokens.sentence[left] == tokens.sentence[right]
    between = right - left - 1 - count_between(tokens.not_words, left + 1, right)
    near: NDArray[np.bool_] = same & (between <= reach)
    return near


def _cues(rule: int, cues: Spans, match: Ints, cue: Ints) -> Cues:
    return Cues(match, np.full(len(match), rule), cues.first[cue], cues.last[cue])
