"""Weighted statistics of paired numbers, with jackknife intervals.

Every statistic takes weights of shape (draws, units) and gives one number a draw. The first draw
has all units; each of the others lacks one group of them. No random numbers are needed.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from framing.validation.study import Floats

Bounds = Literal["none", "correlation", "share"]

_GROUPS = 200


def jackknife_weights(weight: Floats) -> Floats:
    """Give the weights of all units, then without each group of them (at most 200 groups).

    Parameters
    ----------
    weight : numpy.ndarray of float, shape (units,)
        Each unit's weight, 1/π.

    Returns
    -------
    numpy.ndarray of float, shape (1 + groups, units)
        A row a draw.
    """
    groups = min(len(weight), _GROUPS)
    kept = np.arange(groups)[:, None] != np.arange(len(weight)) % groups
    return np.vstack([weight, weight * kept])


def jackknife_interval(drawn: Floats, bounds: Bounds) -> tuple[float, float]:
    """Give the 95 % interval of a statistic from its jackknife draws.

    Parameters
    ----------
    drawn : numpy.ndarray of float
        The statistic, of all units first.
    bounds : {"none", "correlation", "share"}
        Where the statistic lives: anywhere; in [-1, 1], with Fisher's transformation; in [0, 1],
        with logits.

    Returns
    -------
    tuple of float
        Low and high; missing where the statistic stands at its bound or is undefined.
    """
    from scipy.special import expit, logit, stdtrit

    edge = 1 - 1e-12
    lowest, highest, there, back = {
        "none": (-np.inf, np.inf, np.array, np.array),
        "correlation": (-edge, edge, np.arctanh, np.tanh),
        "share": (1 - edge, edge, logit, expit),
    }[bounds]
    if not lowest < drawn[0] < highest:
        return np.nan, np.nan
    values = there(np.clip(drawn, lowest, highest))
    draws = values[1:][np.isfinite(values[1:])]
    if len(draws) < 2:
        return np.nan, np.nan
    variance = (len(draws) - 1) * ((draws - draws.mean()) ** 2).mean()
    half = stdtrit(len(draws) - 1, 0.975) * np.sqrt(variance)
    low, high = back(values[0] + half * np.array([-1.0, 1.0]))
    return float(low), float(high)


def wilson_interval(numbers: Floats, weight: Floats) -> tuple[float, float, float]:
    """Give the share of ones among weighted units, with Wilson's 95 % interval.

    Parameters
    ----------
    numbers : numpy.ndarray of float
        0 or 1.
    weight : numpy.ndarray of float
        The weights; units without weight do not count.

    Returns
    -------
    tuple of float
        Share, low and high; missing if no unit has weight.

    Notes
    -----
    n is the number of unweighted units that would give the share the same variance (Korn &
    Graubard 1998), or (Σw)²/Σw² (Kish 1965) where the share is 0 or 1.
    """
    total = weight.sum()
    if total <= 0:
        return np.nan, np.nan, np.nan
    z = normal_quantile(0.975)
    share = float((weight @ numbers) / total)
    variance = float((weight**2 @ (numbers - share) ** 2) / total**2)
    n = share * (1 - share) / variance if variance > 1e-15 else total**2 / (weight**2).sum()
    middle = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return share, float(min(middle - half, share)), float(max(middle + half, share))


def mean(numbers: Floats, weights: Floats) -> Floats:
    """Weighted mean."""
    return _ratio(weights @ numbers, weights.sum(axis=1))


def deviation(numbers: Floats, weights: Floats) -> Floats:
    """Weighted standard deviation, with n/(n − 1)."""
    n = (weights > 0).sum(axis=1)
    spread = mean(numbers**2, weights) - mean(numbers, weights) ** 2
    return np.sqrt(_ratio(np.maximum(spread, 0) * n, n - 1.0))


def correlation(one: Floats, other: Floats, weights: Floats) -> Floats:
    """Pearson's correlation, weighted."""
    centred = one - one.mean(), other - other.mean()
    first, second = (mean(numbers, weights) for numbers in centred)
    product = mean(centred[0] * centred[1], weights) - first * second
    squares = (
        mean(centred[0] ** 2, weights) - first**2,
        mean(centred[1] ** 2, weights) - second**2,
    )
    return _ratio(product, np.sqrt(np.maximum(squares[0] * squares[1], 0)))


def ranks(numbers: Floats, weight: Floats) -> Floats:
    """Give middle ranks in the weighted sample, so that Spearman's is their Pearson correlation."""
    _, place = np.unique(numbers, return_inverse=True)
    mass = np.bincount(place, weight)
    return (mass.cumsum() - mass / 2)[place]


def intraclass(table: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Intraclass correlations of columns: absolute agreement, consistency (Shrout & Fleiss 1979).

    Parameters
    ----------
    table : numpy.ndarray of float, shape (units, measures)
        Two or more measures of each unit.
    weights : numpy.ndarray of float, shape (draws, units)
        The weights.

    Returns
    -------
    tuple of numpy.ndarray
        ICC(2,1), absolute agreement of single measures, and ICC(3,1), their consistency.
    """
    k = table.shape[1]
    table = table - table.mean()
    n = (weights > 0).sum(axis=1)
    n = np.where(n > 1, n, np.nan)
    weights = weights * (n / weights.sum(axis=1))[:, None]
    columns = weights @ table / n[:, None]
    grand = columns.mean(axis=1)
    rows = k * (weights @ table.mean(axis=1) ** 2 - n * grand**2)
    between = n * ((columns - grand[:, None]) ** 2).sum(axis=1)
    total = weights @ (table**2).sum(axis=1) - k * n * grand**2
    ms_rows, ms_columns = rows / (n - 1), between / (k - 1)
    ms_error = np.maximum(total - rows - between, 0) / ((n - 1) * (k - 1))
    excess = ms_rows - ms_error
    below = ms_rows + (k - 1) * ms_error
    return _ratio(excess, below + k * (ms_columns - ms_error) / n), _ratio(excess, below)


def f1(flagged: Floats, true: Floats, weights: Floats) -> Floats:
    """Harmonic mean of precision and recall."""
    return _ratio(2 * (weights @ (flagged * true)), weights @ (flagged + true))


def auc(score: Floats, true: Floats, weights: Floats) -> Floats:
    """Chance that an article coded 1 scores higher than one coded 0; equal scores count half."""
    order = np.argsort(score, kind="stable")
    starts = np.flatnonzero(np.diff(score[order], prepend=-np.inf))
    positive, negative = (
        np.add.reduceat((weights * part)[:, order], starts, axis=1) for part in (true, 1 - true)
    )
    below = negative.cumsum(axis=1) - negative / 2
    return _ratio((positive * below).sum(axis=1), positive.sum(axis=1) * negative.sum(axis=1))


def cooks_distance(score: Floats, value: Floats) -> Floats:
    """Cook's distance of each unit in the line of value on score (Cook 1977), unweighted."""
    n = len(score)
    distance: Floats = np.zeros(n)
    if n < 3:
        return distance
    centred = score - score.mean()
    spread = centred @ centred
    residual = value - value.mean() - centred * (centred @ value) / spread
    leverage = 1 / n + centred**2 / spread
    variance = residual @ residual / (n - 2)
    if variance > 1e-24:
        distance = residual**2 * leverage / (2 * variance * np.maximum(1 - leverage, 1e-12) ** 2)
    return distance


def homogeneity(
    numbers: Floats, weight: Floats, group: NDArray[np.int64]
) -> tuple[float, float, float, float]:
    """Test whether groups have the same weighted mean (Wald, each group's own variance).

    Parameters
    ----------
    numbers, weight : numpy.ndarray of float
        The numbers and the weights of the units.
    group : numpy.ndarray of int
        The group of each. Groups of one unit are left out; a group whose numbers are all equal
        takes the variance within all groups.

    Returns
    -------
    tuple of float
        F, its two degrees of freedom and p; missing if there are fewer than two groups, or nothing
        varies within them.
    """
    from scipy.special import fdtrc

    n = np.bincount(group)
    kept = n[group] > 1
    _, place = np.unique(group[kept], return_inverse=True)
    numbers, weight, n = numbers[kept], weight[kept], n[n > 1]
    total = np.bincount(place, weight)
    means = np.bincount(place, weight * numbers) / np.maximum(total, 1e-300)
    squares = (numbers - means[place]) ** 2
    pooled = (weight @ squares) / max(weight.sum(), 1e-300)
    if len(n) < 2 or pooled < 1e-24:
        return np.nan, np.nan, np.nan, np.nan
    same = np.bincount(place, squares) == 0
    spread = np.where(same[place], pooled, squares)
    variance = np.bincount(place, weight**2 * spread) / total**2 * n / (n - 1)
    grand = (means / variance).sum() / (1 / variance).sum()
    between, within = len(n) - 1, n.sum() - len(n)
    f = float(((means - grand) ** 2 / variance).sum() / between)
    return f, float(between), float(within), float(fdtrc(between, within, f))


def _ratio(above: Floats, below: Floats) -> Floats:
    """Divide; what is divided by nothing is missing."""
    quotient: Floats = np.full(np.shape(above), np.nan)
    return np.divide(above, below, out=quotient, where=np.abs(below) > 1e-12)


def normal_quantile(probability: float) -> float:
    """Give the quantile of the standard normal distribution."""
    from scipy.special import ndtri

    return float(ndtri(probability))
