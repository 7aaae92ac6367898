"""Titles of works and names of events: words that judge nothing, because they are a name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.matching.places import Ints, count_between
from framing.matching.quotation import Quotations
from framing.matching.selection import Spans
from framing.tokens import Tokens
from framing.tokens.zones import TITLE

_SHORT = 4  # letters that a word has at least if a title writes it with a capital
_STOPS, _CLOSING = tuple(".!?"), " \n\"'”’)]"
_GAP = 2  # words between a noun such as "film" and the quotation marks of a title


def find_titles(tokens: Tokens, matches: Spans, quotations: Quotations, works: Spans) -> Spans:
    """Find the titles and names that hold matches.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    matches : Spans
        The matches.
    quotations : Quotations
        What stands in quotation marks.
    works : Spans
        Words that stand before titles ("film").

    Returns
    -------
    Spans
        Titles in quotation marks, and names of several words with capitals; in order, apart.
    """
    long = tokens.end - tokens.start >= _SHORT
    small = np.flatnonzero(~tokens.capital & long)
    matches = matches.take(np.flatnonzero(tokens.capital[matches.first]))
    first, end = _quoted_titles(tokens, quotations, works, small)
    begin, stop = _names(tokens, matches, small)
    order = np.lexsort((-np.append(end, stop), np.append(first, begin)))
    first, last = np.append(first, begin)[order], np.append(end, stop)[order] - 1
    reach = np.maximum.accumulate(np.append(-1, last))[:-1]
    apart = first > reach
    return Spans(np.zeros(apart.sum(), np.int64), first[apart], last[apart])


def _quoted_titles(
    tokens: Tokens, quotations: Quotations, works: Spans, small: Ints
) -> tuple[Ints, Ints]:
    """Give the quotations that are titles: capitals, behind a noun such as "film"."""
    first, end = quotations.first, quotations.end
    capitals = tokens.capital[first] & (count_between(small, first, end) == 0)
    number = np.searchsorted(works.last, first) - 1
    noun = np.append(works.last, 0)[number]
    announced = (number >= 0) & (first - noun <= _GAP + 1)
    announced &= tokens.sentence[noun] == tokens.sentence[first]
    title = quotations.closed & capitals & announced
    return first[title], end[title]


def _names(tokens: Tokens, matches: Spans, small: Ints) -> tuple[Ints, Ints]:
    """Give the runs of capitals of which matches are a part, longer than these or of two words."""
    first, last = matches.first, matches.last
    sentence = np.append(tokens.sentence, -1)
    capital, parted = np.append(tokens.capital, False), np.append(tokens.parted, 1)
    opens = sentence[first - 1] != sentence[first]
    capitals = count_between(small, first, last + 1) == 0
    before = ~opens & capital[first - 1] & (parted[first] == 0)
    before &= sentence[first - 2] == sentence[first]  # a capital that opens a sentence says nothing
    behind = capital[last + 1] & (parted[last + 1] == 0) & (sentence[last + 1] == sentence[last])
    several = (last > first) & tokens.capital[last]
    name = capitals & (several | ~opens & (before | behind)) & (tokens.zone[first] != TITLE)
    name[name] = ~in_headline(tokens, first[name])
    name[name] = [not tokens.text(token).isupper() for token in first[name].tolist()]
    return (first - before)[name], (last + 1 + behind)[name]


def in_headline(tokens: Tokens, first: Ints) -> NDArray[np.bool_]:
    """Tell which tokens stand in a headline: longer words mostly with capitals, and no stop.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    first : numpy.ndarray of int64
        Those asked about.

    Returns
    -------
    numpy.ndarray of bool
    """
    sentence = tokens.sentence[first]
    begin = np.searchsorted(tokens.sentence, sentence)
    end = np.searchsorted(tokens.sentence, sentence, "right")
    long = tokens.end - tokens.start >= _SHORT
    large, small = np.flatnonzero(tokens.capital & long), np.flatnonzero(~tokens.capital & long)
    capitals = count_between(large, begin, end) > count_between(small, begin, end)
    places = zip(
        tokens.article[first].tolist(), tokens.sentence_end[sentence].tolist(), strict=True
    )
    stopped = [
        tokens.texts[article][max(stop - 9, 0) : stop].rstrip(_CLOSING)[-1:] in _STOPS
        for article, stop in places
    ]
    return capitals & ~np.array(stopped, bool)
