"""How sure a figure is: its interval over the groups that happened to be coded."""

from __future__ import annotations

import numpy as np

from framing.classifiers.measures import Floats, Judged, calibration_noise, figures, keys
from framing.statistics.bootstrap import bootstrap_weights, percentile_limits
from framing.statistics.intervals import Interval

_SAME = 1e-12  # limits that differ by less are equal


def limits(
    judged: list[Judged], values: list[Floats], interval: Interval, rng: np.random.Generator
) -> list[tuple[Floats, Floats]]:
    """Give the intervals of all figures of some models, from the same bootstrap samples.

    Parameters
    ----------
    judged : list of Judged
        The models' predictions of the same items.
    values : list of numpy.ndarray of float, shape (figures,)
        The figures themselves.
    interval : Interval
        Level and number of samples.
    rng : numpy.random.Generator
        Source of the samples.

    Returns
    -------
    list of (low, high)
        NaN if there is a single cluster, and where resampling does not change the figure: that all
        of ten items are right says nothing about how many are wrong elsewhere.
    """
    n_clusters = len(judged[0].sums)
    if n_clusters < 2:
        return [(np.full_like(value, np.nan),) * 2 for value in values]
    drawn: list[list[Floats]] = [[] for _ in judged]
    noise: list[list[Floats]] = [[] for _ in judged]
    for weights in bootstrap_weights(n_clusters, interval.n_resamples, rng):
        for number, each in enumerate(judged):
            drawn[number].append(figures(each, weights))
            noise[number].append(calibration_noise(each, weights))
    tails = expanded_tails(interval, n_clusters)
    bounds = []
    for number, (each, value) in enumerate(zip(judged, values, strict=True)):
        draws = np.concatenate(drawn[number])
        low, high = percentile_limits(draws, tails)
        unknown = np.isnan(value) | (high - low < _SAME)
        low, high = np.where(unknown, np.nan, (low, high))
        errors = [place for place, key in enumerate(keys(each)) if key[0] == "calibration_error"]
        chance = np.concatenate(noise[number])
        low[errors] = _low(value[errors], draws[:, errors], low[errors], chance, tails)
        bounds.append((low, high))
    return bounds


def expanded_tails(interval: Interval, n_clusters: int) -> tuple[float, float]:
    """Widen tail probabilities for few clusters, so that a mean would get its t interval.

    References
    ----------
    Hesterberg, T. C. (2015). What teachers should know about the bootstrap. The American
    Statistician, 69(4). https://doi.org/10.1080/00031305.2015.1089789

    Examples
    --------
    >>> [round(tail, 4) for tail in expanded_tails(Interval("percentile"), 10)]
    [0.0086, 0.9914]
    """
    from scipy.special import ndtr, stdtrit

    df = n_clusters - 1
    low = float(ndtr(stdtrit(df, interval.tails[0]) * np.sqrt(n_clusters / df)))
    return low, 1 - low


def _low(
    value: Floats, draws: Floats, low: Floats, chance: Floats, tails: tuple[float, float]
) -> Floats:
    """Give the lower limits of calibration errors, which chance only makes larger.

    It is 0 if the error is one that calibrated predictions would show by chance; otherwise the
    sample's own bias and that of the resampling are taken off.
    """
    usual = percentile_limits(chance, tails)[1]
    bias = draws.mean(axis=0) - value
    corrected: Floats = np.where(value <= usual, 0.0, np.maximum(low - 2 * bias, 0.0))
    return np.where(np.isnan(value), np.nan, corrected)
