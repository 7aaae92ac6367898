"""Quotations: which marks belong together; whether they hold speech or words at a distance."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching.places import Ints, count_between
from framing.tokens import Tokens
from framing.tokens.quotes import AFTER_STOP, CLOSES, POSSESSIVE, SINGLE

LONGEST_SCARE = 3  # words


class Quotations(NamedTuple):
    """Quoted spans: the first token, one past the last, and how they end.

    ``closed``: a closing mark was found; ``speech``: the words end with a stop or comma, as speech
    does.
    """

    first: Ints
    end: Ints
    closed: NDArray[np.bool_]
    speech: NDArray[np.bool_]

    def where(self, chosen: NDArray[np.bool_]) -> Quotations:
        """Give the quotations for which `chosen` is true."""
        return self.take(np.flatnonzero(chosen))

    def take(self, index: Ints) -> Quotations:
        """Give the quotations with these numbers."""
        first, end, closed, speech = self
        return Quotations(first[index], end[index], closed[index], speech[index])


def find_quotations(tokens: Tokens) -> Quotations:
    """Find the quoted spans of a corpus.

    A mark is closed by the next closing mark of its kind in the paragraph. A quotation over several
    paragraphs repeats its opening mark at each and goes on to the paragraph's end. Any other double
    mark that is not closed holds to the end of its sentence, or to the next one; a single one is an apostrophe. Single
    marks within double ones, and double within single, are part of the longer quotation.

    Parameters
    ----------
    tokens : Tokens
        The tokens.

    Returns
    -------
    Quotations
        In order of place; nested ones follow the one that holds them.
    """
    double = _pairs(tokens, tokens.quotes.role & SINGLE == 0, single=False)
    single = _pairs(tokens, tokens.quotes.role & SINGLE > 0, single=True)
    columns: Any = zip(double, single, strict=True)
    both = Quotations(*map(np.concatenate, columns))
    order = np.lexsort((-both.end, both.first))
    both = both.take(order)
    return both.where(both.end > both.first)


def _pairs(tokens: Tokens, chosen: NDArray[np.bool_], *, single: bool) -> Quotations:
    quotes = tokens.quotes
    token, role, article = quotes.token[chosen], quotes.role[chosen], quotes.article[chosen]
    closes = role & CLOSES > 0
    opening = np.flatnonzero(~closes & (token < tokens.ptr[article + 1]))
    firm = np.flatnonzero(closes & (role & POSSESSIVE == 0))
    closing = np.flatnonzero(closes)
    first, of = token[opening], article[opening]
    paragraph = tokens.paragraph[first]
    paragraph_end = np.searchsorted(tokens.paragraph, paragraph, "right")
    next_opening = np.append(opening[1:], len(token))
    mark = _next(firm, opening)
    loose = _next(closing, opening)
    reached = _in_reach(mark, next_opening, token, article, of, paragraph_end)
    mark = np.where(reached, mark, loose)
    closed = reached | _in_reach(loose, next_opening, token, article, of, paragraph_end)
    mark = np.minimum(mark, len(token) - 1)
    sentence_end = np.searchsorted(tokens.sentence, tokens.sentence[first], "right")
    sentence_end = np.minimum(sentence_end, np.append(first[1:], len(tokens))[: len(first)])
    goes_on = ~closed & np.append(paragraph[1:] == paragraph[:-1] + 1, False)[: len(first)]
    goes_on &= np.append(of[1:] == of[:-1], False)[: len(first)]
    opens_paragraph = (first == 0) | (tokens.paragraph[first - 1] != paragraph)
    goes_on &= np.append(opens_paragraph[1:], False)[: len(first)]
    end = np.where(
        closed, token[mark] if len(token) else first, np.where(goes_on, paragraph_end, sentence_end)
    )
    speech = goes_on | closed & (role[mark] & AFTER_STOP > 0) if len(token) else goes_on
    found = Quotations(first, end, closed | goes_on, speech)
    return found.where(found.closed) if single else found


def _next(places: Ints, after: Ints) -> Ints:
    """Give the first place behind each number; a number past all marks if there is none."""
    return np.append(places, np.iinfo(np.int64).max)[np.searchsorted(places, after)]


def _in_reach(
    mark: Ints, next_opening: Ints, token: Ints, article: Ints, of: Ints, paragraph_end: Ints
) -> NDArray[np.bool_]:
    """Tell which closing marks stand before the next opening one, in the same paragraph."""
    known = mark < next_opening
    place = np.where(known, mark, 0)
    if not len(token):
        return known
    return known & (article[place] == of) & (token[place] <= paragraph_end)


def is_scare(tokens: Tokens, quotations: Quotations, speech: Ints) -> NDArray[np.bool_]:
    """Tell which quotations hold words at a distance instead of quoting somebody.

    These are up to three words without a stop at their end, in a sentence without a word of
    speech outside them.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    quotations : Quotations
        The quoted spans.
    speech : numpy.ndarray of int64
        First tokens of words of speech ("said", "called"), in ascending order.

    Returns
    -------
    numpy.ndarray of bool
    """
    sentence = tokens.sentence[quotations.first]
    begin = np.searchsorted(tokens.sentence, sentence)
    end = np.searchsorted(tokens.sentence, sentence, "right")
    outside = count_between(speech, begin, end)
    outside -= count_between(speech, quotations.first, quotations.end)
    brief = quotations.end - quotations.first <= LONGEST_SCARE
    return quotations.closed & brief & ~quotations.speech & (outside == 0)
