"""Context rules: which cues change what a match is worth, and by how much.

A rule relates a cue to a match by position: on which side, within how many words, in the same
sentence, with nothing between that ends its scope. It leaves its trace: the cue and its place.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, eq=False)
class Scene:
    """Where the cues of all rules stand, and what ends their scope.

    Attributes
    ----------
    tokens : Tokens
        The tokens.
    negators, distancers, heads : Spans
        Cues, in order of place.
    scare : Spans
        Words in scare quotes.
    clause_ends : numpy.ndarray of int64
        Tokens that begin another clause: after strong punctuation, or words such as "but".
    phrase_ends : numpy.ndarray of int64
        Tokens that a noun phrase does not go beyond: prepositions, determiners, commas as well.
    not_words : numpy.ndarray of int64
        Tokens that are not words, which distances leave out.
    """

    tokens: Tokens
    negators: Spans
    distancers: Spans
    heads: Spans
    scare: Spans
    clause_ends: Ints
    phrase_ends: Ints
    not_words: Ints

    def negated(self, matches: Spans) -> Cues:
        """Find the negator before each match; one that is part of a match negates nothing."""
        inside = touches(self.negators.first, self.negators.last, matches.first, matches.last)
        negators = Spans(*(column[~inside] for column in self.negators))
        return self._before(matches, negators, NEGATION, NEGATION_REACH)

    def distanced(self, matches: Spans) -> Cues:
        """Find the distancing words before each match."""
        return self._before(matches, self.distancers, DISTANCING, DISTANCING_REACH)

    def scare_quoted(self, matches: Spans) -> Cues:
        """Find the scare quotes around each match."""
        if not len(self.scare.first):
            return _cues(SCARE_QUOTES, self.scare, np.full(len(matches.first), -1))
        cue = np.searchsorted(self.scare.first, matches.first, "right") - 1
        held = (cue >= 0) & (self.scare.last[cue] >= matches.last)
        return _cues(SCARE_QUOTES, self.scare, np.where(held, cue, -1))

    def unfavourably_headed(self, matches: Spans) -> Cues:
        """Find the unfavourable noun that each match describes."""
        heads = self.heads
        if not len(heads.first):
            return _cues(UNFAVOURABLE_HEAD, heads, np.full(len(matches.first), -1))
        cue = np.searchsorted(heads.first, matches.last, "right")
        known = cue < len(heads.first)
        cue = np.where(known, cue, 0)
        related = self._related(matches.last, heads.first[cue], HEAD_REACH, self.phrase_ends)
        return _cues(UNFAVOURABLE_HEAD, heads, np.where(known & related, cue, -1))

    def _before(self, matches: Spans, cues: Spans, rule: int, reach: int) -> Cues:
        """Find the nearest cue before each match that no end of a clause parts from it."""
        if not len(cues.first):
            return _cues(rule, cues, np.full(len(matches.first), -1))
        cue = np.searchsorted(cues.last, matches.first) - 1
        known = cue >= 0
        related = self._related(cues.last[cue], matches.first, reach, self.clause_ends)
        return _cues(rule, cues, np.where(known & related, cue, -1))

    def _related(self, left: Ints, right: Ints, reach: int, ends: Ints) -> NDArray[np.bool_]:
        """Tell whether tokens stand near each other in one sentence, with no end between."""
        same = self.tokens.sentence[left] == self.tokens.sentence[right]
        near = right - left - 1 - count_between(self.not_words, left + 1, right) <= reach
        return same & near & (count_between(ends, left + 1, right + 1) == 0)


def _cues(rule: int, cues: Spans, of_match: Ints) -> Cues:
    """Note a cue for each match that has one (-1: none)."""
    match = np.flatnonzero(of_match >= 0)
    cue = of_match[match]
    return Cues(match, np.full(len(match), rule), cues.first[cue], cues.last[cue])
