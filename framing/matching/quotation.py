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
    mark that is not closed holds to the end of its sentence, or to the next mark; a single one is
    an apostrophe. Single marks within double ones, and double within single, are part of the longer
    quotation.

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
    """Pair the double marks, or the single ones."""
    mark: Ints = np.flatnonzero(chosen)
    opening = _opening(tokens, mark)
    parts = []
    for _ in range(_NESTED):
        pair, mark = _adjacent_pairs(tokens, mark)
        parts.append(pair)
    left = _opening(tokens, mark)
    parts.append(_unclosed(tokens, left, opening))
    first, end, closed, speech = (np.concatenate(column) for column in zip(*parts, strict=True))
    found = Quotations(first, end, closed, speech)
    return found.where(found.closed) if single else found


_NESTED = 2  # quotations of one kind of mark within each other


def _opening(tokens: Tokens, mark: Ints) -> Ints:
    """Give the marks that open, and have a word of their article behind them."""
    quotes = tokens.quotes
    opens = quotes.role[mark] & CLOSES == 0
    return mark[opens & (quotes.token[mark] < tokens.ptr[quotes.article[mark] + 1])]


def _adjacent_pairs(tokens: Tokens, mark: Ints) -> tuple[Quotations, Ints]:
    """Pair each opening mark with the closing one before the next; give also what is left.

    A mark that may be an apostrophe closes only where no other does.
    """
    quotes = tokens.quotes
    opening = _opening(tokens, mark)
    limit = np.append(opening[1:], len(quotes.role))[: len(opening)]
    closes = mark[quotes.role[mark] & CLOSES > 0]
    firm = closes[quotes.role[closes] & POSSESSIVE == 0]
    first = quotes.token[opening]
    paragraph_end = np.searchsorted(tokens.paragraph, tokens.paragraph[first], "right")
    partner = np.full(len(opening), -1)
    for candidates in (closes, firm):
        if not len(candidates):
            continue
        place = np.searchsorted(candidates, opening)
        near = candidates[np.minimum(place, len(candidates) - 1)]
        reached = (place < len(candidates)) & (near < limit)
        reached &= quotes.article[near] == quotes.article[opening]
        reached &= quotes.token[near] <= paragraph_end
        partner = np.where(reached, near, partner)
    closed = partner >= 0
    opening, partner = opening[closed], partner[closed]
    speech = quotes.role[partner] & AFTER_STOP > 0
    pairs = Quotations(first[closed], quotes.token[partner], np.ones(len(partner), bool), speech)
    return pairs, np.setdiff1d(mark, np.concatenate((opening, partner)), assume_unique=True)


def _unclosed(tokens: Tokens, left: Ints, opening: Ints) -> Quotations:
    """Bound what marks hold that nothing closes.

    If another mark opens the next paragraph, the quotation goes on to its own paragraph's end.
    """
    quotes = tokens.quotes
    first, article = quotes.token[left], quotes.article[left]
    paragraph = tokens.paragraph[first]
    token = quotes.token[opening]
    begins = (token == 0) | (tokens.paragraph[token - 1] != tokens.paragraph[token])
    following = np.searchsorted(tokens.paragraph, paragraph, "right")
    goes_on = np.isin(following, token[begins]) & (following < tokens.ptr[article + 1])
    sentence_end = np.searchsorted(tokens.sentence, tokens.sentence[first], "right")
    next_mark = np.append(quotes.token, len(tokens))[left + 1]
    end = np.where(goes_on, following, np.minimum(sentence_end, next_mark))
    return Quotations(first, end, goes_on, goes_on)


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
    brief = quotations.end - quotations.first <= LONGEST_SCARE
    unsaid = _count_outside(tokens, quotations, speech) == 0
    return quotations.closed & brief & ~quotations.speech & unsaid


def is_name(tokens: Tokens, quotations: Quotations, speech: Ints) -> NDArray[np.bool_]:
    """Tell which quotations are names: titles in capitals, and nicknames within a name.

    A title stands in a sentence without a word of speech that is written small itself.

    Parameters
    ----------
    tokens, quotations, speech
        As of `is_scare`.

    Returns
    -------
    numpy.ndarray of bool
    """
    first, end = quotations.first, quotations.end
    long = tokens.end - tokens.start >= _SHORTEST_CAPITAL
    small = np.flatnonzero(~tokens.capital & long)
    capitals = tokens.capital[first] & (count_between(small, first, end) == 0)
    title = capitals & (_count_outside(tokens, quotations, speech) == 0)
    title &= (_count_outside(tokens, quotations, small) > 0) & (end - first > 1)
    capital, parted = np.append(tokens.capital, False), np.append(tokens.parted, 1)
    held = capital[first - 1] & capital[end] & (parted[first] == 0) & (parted[end] == 0)
    held &= tokens.sentence[first - 1] == np.append(tokens.sentence, -1)[end]
    nickname = capitals & held & (end - first <= _LONGEST_NICKNAME)
    return quotations.closed & ~quotations.speech & (title | nickname)


_SHORTEST_CAPITAL = 4  # letters that a word has at least if a title writes it with a capital
_LONGEST_NICKNAME = 2  # words


def _count_outside(tokens: Tokens, quotations: Quotations, places: Ints) -> Ints:
    """Count places in the sentence of each quotation, but for those in the quotation."""
    sentence = tokens.sentence[quotations.first]
    begin = np.searchsorted(tokens.sentence, sentence)
    end = np.searchsorted(tokens.sentence, sentence, "right")
    within = count_between(places, quotations.first, np.minimum(quotations.end, end))
    return count_between(places, begin, end) - within
