"""Intervals of the rate of one article, if its matches were drawn anew."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def poisson_interval(
    count: NDArray[Any], confidence_level: float = 0.95
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the exact interval of a Poisson count.

    Parameters
    ----------
    count : numpy.ndarray
        Counts.
    confidence_level : float
        Level of the interval.

    Returns
    -------
    low, high : numpy.ndarray of float64
        Bounds of the expected count; `low` is 0 for a count of 0.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika, 28(3/4), 437-442.
    https://doi.org/10.1093/biomet/28.3-4.437

    Examples
    --------
    >>> low, high = poisson_interval(np.array([0, 10]))
    >>> low.round(2).tolist(), high.round(2).tolist()
    ([0.0, 4.8], [3.69, 18.39])
    """
    from scipy.special import gammaincinv

    tail = (1 - confidence_level) / 2
    low = gammaincinv(np.where(count == 0, 1, count), tail)
    return np.where(count == 0, 0.0, low), gammaincinv(count + 1, 1 - tail)
