"""Cluster bootstrap: whole clusters are drawn with replacement, all their articles with them.

Cluster sums come first; a draw is then a row of multinomial weights, and any number of draws is
a matrix product.
"""

from collections.abc import Iterator
from itertools import combinations_with_replacement

import numpy as np

from framing.statistics.ratios import (
    ClusterSums,
    Floats,
    Scale,
    contrast_estimates,
    leave_one_out,
)

_CHUNK = 4_000_000  # weights held in memory at once


def bootstrap_weights(
    n_clusters: int, n_resamples: int, rng: np.random.Generator
) -> Iterator[Floats]:
    """Yield blocks of shape (draws, clusters): how often each cluster was drawn."""
    block = max(1, _CHUNK // n_clusters)
    for start in range(0, n_resamples, block):
        draws = min(block, n_resamples - start)
        drawn = rng.integers(0, n_clusters, size=(draws, n_clusters), dtype=np.int32)
        drawn += np.arange(draws, dtype=np.int32)[:, None] * np.int32(n_clusters)
        counts = np.bincount(drawn.ravel(), minlength=draws * n_clusters)
        yield counts.reshape(draws, n_clusters).astype(np.float64)


def weighted_ratios(sums: ClusterSums, weights: Floats) -> Floats:
    """Ratios of weighted sums, shape (draws, groups, variables)."""
    numerator, denominator = _weighted_totals(sums, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios: Floats = numerator / denominator
    return ratios


def weighted_contrasts(
    sums: ClusterSums, weights: Floats, contrasts: Floats, scale: Scale = "linear"
) -> tuple[Floats, Floats]:
    """Contrasts within each weighted sample, and their linearised standard errors (CR0).

    The clusters' residuals are taken about the sample's own ratios, so that their squares and
    products are sums of second moments, and those are again a matrix product.

    Returns
    -------
    estimates, errors : ndarray of shape (draws, contrasts, variables)
    """
    numerator, total = _weighted_totals(sums, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = numerator / total
        slope = 1 / total if scale == "linear" else 1 / numerator
        errors = []
        for contrast in contrasts:
            used = [int(group) for group in np.flatnonzero(contrast)]
            variance = np.zeros(ratio[:, 0].shape)
            for a, b in combinations_with_replacement(used, 2):
                double = 1 if a == b else 2
                cross = _residual_product(sums, weights, ratio, (a, b))
                weight = double * contrast[a] * contrast[b]
                variance += weight * slope[:, a] * slope[:, b] * cross
            errors.append(np.sqrt(np.maximum(variance, 0)))
    return contrast_estimates(ratio, contrasts, scale), np.stack(errors, axis=1)


def _weighted_totals(sums: ClusterSums, weights: Floats) -> tuple[Floats, Floats]:
    shape = (len(weights), *sums.numerator.shape[1:])
    numerator, denominator = (
        (weights @ part.reshape(len(part), -1)).reshape(shape)
        for part in (sums.numerator, sums.denominator)
    )
    return numerator, denominator


def _residual_product(
    sums: ClusterSums, weights: Floats, ratio: Floats, pair: tuple[int, int]
) -> Floats:
    """Σ weight · (residual of group a) · (residual of group b), shape (draws, variables)."""
    a, b = pair
    numerator, denominator = sums.numerator, sums.denominator
    moments = np.concatenate(
        [
            numerator[:, a] * numerator[:, b],
            numerator[:, a] * denominator[:, b],
            denominator[:, a] * numerator[:, b],
            denominator[:, a] * denominator[:, b],
        ],
        axis=1,
    )
    nn, nd, dn, dd = np.split(weights @ moments, 4, axis=1)
    product: Floats = nn - ratio[:, b] * nd - ratio[:, a] * dn + ratio[:, a] * ratio[:, b] * dd
    return product


def bootstrap_estimates(
    sums: ClusterSums,
    contrasts: Floats,
    *,
    scale: Scale,
    n_resamples: int,
    rng: np.random.Generator,
) -> Floats:
    """Contrasts in each bootstrap sample, shape (draws, contrasts, variables).

    A draw in which a group is missing altogether gives NaN.
    """
    return np.concatenate(
        [
            contrast_estimates(weighted_ratios(sums, weights), contrasts, scale)
            for weights in bootstrap_weights(len(sums.numerator), n_resamples, rng)
        ]
    )


def studentised_estimates(
    sums: ClusterSums,
    contrasts: Floats,
    *,
    scale: Scale,
    n_resamples: int,
    rng: np.random.Generator,
) -> Floats:
    """(draw's contrast - contrast) / draw's standard error, shape (draws, contrasts, variables)."""
    centre = contrast_estimates(sums.ratio, contrasts, scale)
    blocks = []
    for weights in bootstrap_weights(len(sums.numerator), n_resamples, rng):
        with np.errstate(divide="ignore", invalid="ignore"):
            drawn, error = weighted_contrasts(sums, weights, contrasts, scale)
            blocks.append((drawn - centre) / error)
    return np.concatenate(blocks)


def percentile_limits(draws: Floats, tails: tuple[float, float]) -> tuple[Floats, Floats]:
    """Quantiles of the draws at the two tail probabilities."""
    shape = draws.shape[1:]
    return _quantiles(draws, np.full(shape, tails[0])), _quantiles(draws, np.full(shape, tails[1]))


def bca_limits(
    draws: Floats,
    sums: ClusterSums,
    contrasts: Floats,
    *,
    scale: Scale,
    tails: tuple[float, float],
) -> tuple[Floats, Floats]:
    """Bias-corrected and accelerated limits; the acceleration comes from a cluster jackknife.

    References
    ----------
    Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical
    Association, 82(397). https://doi.org/10.1080/01621459.1987.10478410
    """
    from scipy.special import ndtr, ndtri

    estimate = contrast_estimates(sums.ratio, contrasts, scale)
    below = (draws < estimate).mean(axis=0) + (draws == estimate).mean(axis=0) / 2
    bias = ndtri(below)
    left_out = leave_one_out(sums, contrasts, scale)
    with np.errstate(divide="ignore", invalid="ignore"):
        deviation = left_out.sum(axis=0) / len(left_out) - left_out
        acceleration = (deviation**3).sum(axis=0) / (6 * (deviation**2).sum(axis=0) ** 1.5)
        limits = []
        for tail in tails:
            z = bias + ndtri(tail)
            limits.append(ndtr(bias + z / (1 - acceleration * z)))
    return _quantiles(draws, limits[0]), _quantiles(draws, limits[1])


def _quantiles(draws: Floats, probability: Floats) -> Floats:
    """One quantile for each contrast and variable, at its own probability; NaN draws are left out.

    Infinite draws (the logarithm of a rate of 0) are made finite, so that neighbours interpolate.
    """
    finite = np.nan_to_num(draws, nan=np.nan)
    result = np.full(probability.shape, np.nan)
    for cell in np.ndindex(probability.shape):
        column = finite[(slice(None), *cell)]
        column = column[~np.isnan(column)]
        if len(column) and np.isfinite(probability[cell]):
            result[cell] = np.quantile(column, probability[cell])
    return result
