"""The named formulas: each a line from tallies to a score.

All take arrays of one shape: ``matched`` (matches whose value is not 0), ``value`` (their sum),
``positive`` and ``negative`` (how many are above and below 0), ``exposure`` (words), and ``per``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Tally(NamedTuple):
    """What a score is computed from, one element a score."""

    matched: Floats
    value: Floats
    positive: Floats
    negative: Floats
    exposure: Floats


def rate(tally: Tally, per: float) -> Floats:
    """Give matches per so many words."""
    return per * tally.matched / tally.exposure


def weighted_rate(tally: Tally, per: float) -> Floats:
    """Give summed values per so many words.

    With weights of 1 and -1 that is net tone (Young & Soroka 2012,
    doi:10.1080/10584609.2012.671234).
    """
    return per * tally.value / tally.exposure


def positive_rate(tally: Tally, per: float) -> Floats:
    """Give matches of positive value per so many words."""
    return per * tally.positive / tally.exposure


def negative_rate(tally: Tally, per: float) -> Floats:
    """Give matches of negative value per so many words."""
    return per * tally.negative / tally.exposure


def count(tally: Tally, per: float) -> Floats:
    """Give the matches."""
    return tally.matched


def total(tally: Tally, per: float) -> Floats:
    """Give the summed values."""
    return tally.value


def polarity(tally: Tally, per: float) -> Floats:
    """Give (P - N) / (P + N), from -1 to 1; NaN without a match."""
    return (tally.positive - tally.negative) / (tally.positive + tally.negative)


def logit(tally: Tally, per: float) -> Floats:
    """Give log((P + .5) / (N + .5)).

    Lowe, Benoit, Mikhaylov & Laver (2011), doi:10.1111/j.1939-9162.2010.00006.x.
    """
    return np.log((tally.positive + 0.5) / (tally.negative + 0.5))


def valence(tally: Tally, per: float) -> Floats:
    """Give the mean value of the matches; NaN without a match."""
    return tally.value / tally.matched


FORMULAS: dict[str, Callable[[Tally, float], Floats]] = {
    "rate": rate,
    "weighted_rate": weighted_rate,
    "positive_rate": positive_rate,
    "negative_rate": negative_rate,
    "count": count,
    "sum": total,
    "polarity": polarity,
    "logit": logit,
    "valence": valence,
}
NEED_VALENCE = ("positive_rate", "negative_rate", "polarity", "logit", "valence")


def apply(formula: str, tally: Tally, per: float) -> Floats:
    """Compute a score; NaN where there is no word, or nothing to divide by.

    Parameters
    ----------
    formula : str
        A key of `FORMULAS`.
    tally : Tally
        The tallies.
    per : float
        Words that a rate is given for.

    Returns
    -------
    numpy.ndarray of float64
        Of the tallies' shape.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        score = FORMULAS[formula](tally, per)
    return np.where(tally.exposure > 0, score, np.nan)
