"""Confidence intervals of contrasts between ratios of sums, by name."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from framing.statistics.bootstrap import (
    bca_limits,
    bootstrap_estimates,
    percentile_limits,
    studentised_estimates,
)
from framing.statistics.ratios import ClusterSums, Floats, Scale, contrast_estimates
from framing.statistics.sandwich import cluster_robust_error, satterthwaite_df

Method = Literal["cr2", "cr3", "studentised", "bca", "percentile"]


@dataclass(frozen=True)
class Interval:
    """How a confidence interval is made.

    Parameters
    ----------
    method : {"cr2", "cr3", "studentised", "bca", "percentile"}
        ``"cr2"`` and ``"cr3"``: cluster-robust standard error with small-sample correction and a
        t quantile at Satterthwaite degrees of freedom. ``"studentised"``, ``"bca"`` and
        ``"percentile"``: bootstrap of whole clusters.
    confidence_level : float
        Between 0 and 1.
    n_resamples : int
        Draws of the bootstrap intervals, and of permutation tests that go with them.

    Raises
    ------
    ValueError
        If a choice is not one of those above.

    Examples
    --------
    >>> Interval("bca", n_resamples=2000)
    Interval(method='bca', confidence_level=0.95, n_resamples=2000)
    """

    method: Method = "cr2"
    confidence_level: float = 0.95
    n_resamples: int = 9999

    def __post_init__(self) -> None:
        if self.method not in get_args(Method):
            accepted = ", ".join(get_args(Method))
            message = f"method={self.method!r} is no interval; choose one of {accepted}"
            raise ValueError(message)
        if not 0 < self.confidence_level < 1:
            message = (
                f"confidence_level={self.confidence_level!r} must lie between 0 and 1, such as 0.95"
            )
            raise ValueError(message)
        if self.n_resamples < 1:
            message = f"n_resamples={self.n_resamples!r} must be at least 1; 9999 is the default"
            raise ValueError(message)

    @property
    def tails(self) -> tuple[float, float]:
        """Probabilities of the lower and the upper limit."""
        alpha = 1 - self.confidence_level
        return alpha / 2, 1 - alpha / 2


def confidence_limits(
    sums: ClusterSums,
    contrasts: Floats,
    interval: Interval,
    *,
    scale: Scale = "linear",
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Limits of contrasts between ratios, on the scale that they are computed on.

    Parameters
    ----------
    sums : ClusterSums
    contrasts : ndarray of shape (contrasts, groups)
    interval : Interval
    scale : {"linear", "log"}
        ``"log"`` suits rates: the limits of their exponential stay positive and lean to the side
        on which the rate is uncertain.
    rng : numpy.random.Generator

    Returns
    -------
    low, high : ndarray of shape (contrasts, variables)
        NaN where the data give no limit: one cluster, or with ``scale="log"`` a rate of 0.

    References
    ----------
    Davison, A. C. & Hinkley, D. V. (1997). Bootstrap Methods and their Application.
    https://doi.org/10.1017/CBO9780511802843
    """
    if interval.method in ("cr2", "cr3"):
        low, high = _t_limits(sums, contrasts, interval, scale)
    elif interval.method == "studentised":
        low, high = _studentised_limits(sums, contrasts, interval, scale, rng)
    else:
        draws = bootstrap_estimates(
            sums, contrasts, scale=scale, n_resamples=interval.n_resamples, rng=rng
        )
        low, high = percentile_limits(draws, interval.tails)
        if interval.method == "bca":
            low, high = bca_limits(draws, sums, contrasts, scale=scale, tails=interval.tails)
    known = np.isfinite(contrast_estimates(sums.ratio, contrasts, scale))
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def _t_limits(
    sums: ClusterSums, contrasts: Floats, interval: Interval, scale: Scale
) -> tuple[Floats, Floats]:
    from scipy.special import stdtrit

    estimate = contrast_estimates(sums.ratio, contrasts, scale)
    correction: Literal["cr2", "cr3"] = "cr3" if interval.method == "cr3" else "cr2"
    error = cluster_robust_error(sums, contrasts, correction=correction, scale=scale)
    df = satterthwaite_df(sums, contrasts, correction=correction, scale=scale)
    half = stdtrit(df, interval.tails[1]) * error
    return estimate - half, estimate + half


def _studentised_limits(
    sums: ClusterSums,
    contrasts: Floats,
    interval: Interval,
    scale: Scale,
    rng: np.random.Generator,
) -> tuple[Floats, Floats]:
    estimate = contrast_estimates(sums.ratio, contrasts, scale)
    error = cluster_robust_error(sums, contrasts, correction="cr0", scale=scale)
    t = studentised_estimates(
        sums, contrasts, scale=scale, n_resamples=interval.n_resamples, rng=rng
    )
    lower, upper = percentile_limits(np.where(np.isfinite(t), t, np.nan), interval.tails)
    return estimate - upper * error, estimate - lower * error
