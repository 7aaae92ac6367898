"""Where a cue stands to a match: before it, behind it or around it, near, with nothing between."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching.places import Ints, count_between, touches
from framing.matching.selection import Spans
from framing.tokens import Tokens


class Cues(NamedTuple):
    """What stands near which match: number of the match, rule, first and last token of the cue."""

    match: Ints
    rule: Ints
    first: Ints
    last: Ints

    def take(self, index: Ints) -> Cues:
        """Give the cues with these numbers."""
        return Cues(*(column.take(index) for column in self))

    def where(self, chosen: NDArray[np.bool_]) -> Cues:
        """Give the cues for which `chosen` is true."""
        return self.take(np.flatnonzero(chosen))


class Ends(NamedTuple):
    """What ends a scope, in ascending order: tokens behind punctuation, and words.

    ``cue_too``: whether a word ends it also where it is the first one of a cue behind the match.
    """

    partings: Ints
    words: Ints
    cue_too: bool


def find_before(tokens: Tokens, matches: Spans, cues: Spans, reach: int) -> tuple[Ints, Ints]:
    """Find the nearest cue before each match, in its sentence.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    matches, cues : Spans
        The matches, and the cues in order of their places. One that is part of a match is no cue.
    reach : int
        Words between them at most.

    Returns
    -------
    tuple of numpy.ndarray of int64
        Numbers of matches, and of the cue of each.
    """
    free = np.flatnonzero(~touches(cues.first, cues.last, matches.first, matches.last))
    last = cues.last[free]
    match = _in_sentences_of(tokens, matches.first, last)
    number = np.searchsorted(last, matches.first[match]) - 1
    match, cue = match[number >= 0], free[number[number >= 0]]
    near = _near(tokens, cues.last[cue], matches.first[match], reach)
    return match[near], cue[near]


def find_behind(tokens: Tokens, matches: Spans, cues: Spans, reach: int) -> tuple[Ints, Ints]:
    """Find the nearest cue that ends behind each match, in its sentence; see `find_before`."""
    match = _in_sentences_of(tokens, matches.last, cues.first)
    cue = np.searchsorted(cues.last, matches.last[match], "right")
    match, cue = match[cue < len(cues.last)], cue[cue < len(cues.last)]
    near = _near(tokens, matches.last[match], cues.first[cue], reach)
    return match[near], cue[near]


def find_around(matches: Spans, cues: Spans) -> tuple[Ints, Ints]:
    """Find the cue that holds each match; see `find_before`."""
    cue = np.searchsorted(cues.first, matches.first, "right") - 1
    held = np.append(cues.last, -1)[cue] >= matches.last
    return np.flatnonzero(held), cue[held]


def find_upon(matches: Spans, cues: Spans) -> tuple[Ints, Ints]:
    """Find the cue that shares words with each match; see `find_before`."""
    cue = np.searchsorted(cues.first, matches.last, "right") - 1
    shared = np.append(cues.last, -1)[cue] >= matches.first
    return np.flatnonzero(shared), cue[shared]


def follow_each_other(tokens: Tokens, cues: Spans) -> NDArray[np.bool_]:
    """Tell which cues stand directly behind another one ("not without")."""
    behind = cues.first[1:] == cues.last[:-1] + 1
    behind &= (tokens.parted[cues.first] == 0)[1:]
    behind &= tokens.sentence[cues.first[1:]] == tokens.sentence[cues.first[:-1]]
    return np.append(False, behind)[: len(cues.first)]


def not_parted(matches: Spans, cues: Cues, ends: Ends) -> NDArray[np.bool_]:
    """Tell which cues no end of their scope parts from their match.

    Parameters
    ----------
    matches : Spans
        The matches.
    cues : Cues
        Their cues.
    ends : Ends
        What ends the scope.

    Returns
    -------
    numpy.ndarray of bool
    """
    first, last = matches.first[cues.match], matches.last[cues.match]
    before = cues.last < first
    begin, end = np.where(before, cues.last, last) + 1, np.where(before, first, cues.first)
    between = count_between(ends.partings, begin, end + 1)
    between += count_between(ends.words, begin, end + (before | ends.cue_too))
    whole: NDArray[np.bool_] = between == 0
    return whole


def ends_in_aside(tokens: Tokens, matches: Spans, cues: Cues, verbs: Ints) -> NDArray[np.bool_]:
    """Tell which cues stand in an aside between commas that ends before their match.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    matches : Spans
        The matches.
    cues : Cues
        Their cues.
    verbs : numpy.ndarray of int64
        Verbs with which a clause may go on behind an aside, in ascending order.

    Returns
    -------
    numpy.ndarray of bool
    """
    commas = np.flatnonzero(tokens.parted == 1)
    before = np.append(-1, commas)[np.searchsorted(commas, cues.first, "right")]
    inside = (before >= 0) & (tokens.sentence.take(before) == tokens.sentence.take(cues.first))
    resumed = verbs[tokens.parted[verbs] == 1]
    ended = count_between(resumed, cues.last + 1, matches.first[cues.match] + 1) > 0
    aside: NDArray[np.bool_] = inside & ended
    return aside


def _in_sentences_of(tokens: Tokens, place: Ints, cue: Ints) -> Ints:
    """Give the numbers of the matches whose sentence holds a cue."""
    holds = np.zeros(len(tokens.sentence_start), bool)
    holds[tokens.sentence[cue]] = True
    return np.flatnonzero(holds.take(tokens.sentence.take(place)))


def _near(tokens: Tokens, left: Ints, right: Ints, reach: int) -> NDArray[np.bool_]:
    """Tell whether tokens stand in one sentence with at most so many words between."""
    same = tokens.sentence[left] == tokens.sentence[right]
    near: NDArray[np.bool_] = same & (tokens.count_words(left + 1, right) <= reach)
    return near
