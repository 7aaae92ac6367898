"""Adjustment of p-values for the number of comparisons."""

import numpy as np

from framing.statistics.ratios import Floats


def holm(p: Floats) -> Floats:
    """Holm's step-down adjustment, which bounds the family-wise error rate.

    Parameters
    ----------
    p : ndarray of shape (comparisons,)
        A NaN is no comparison: it stays NaN and does not count.

    Returns
    -------
    ndarray of shape (comparisons,)

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal
    of Statistics, 6(2). https://www.jstor.org/stable/4615733

    Examples
    --------
    >>> import numpy as np
    >>> holm(np.array([0.01, 0.04, 0.03]))
    array([0.03, 0.06, 0.06])
    """
    adjusted = np.full(p.shape, np.nan)
    order = np.argsort(p)[: np.count_nonzero(~np.isnan(p))]
    steps = p[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1)
    return adjusted


def benjamini_hochberg(p: Floats) -> Floats:
    """Benjamini and Hochberg's adjustment, which bounds the false discovery rate.

    Parameters
    ----------
    p : ndarray of shape (comparisons,)
        A NaN is no comparison: it stays NaN and does not count.

    Returns
    -------
    ndarray of shape (comparisons,)

    References
    ----------
    Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal
    Statistical Society B, 57(1). https://doi.org/10.1111/j.2517-6161.1995.tb02031.x

    Examples
    --------
    >>> import numpy as np
    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03]))
    array([0.03, 0.04, 0.04])
    """
    adjusted = np.full(p.shape, np.nan)
    order = np.argsort(p)[: np.count_nonzero(~np.isnan(p))]
    steps = p[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1)
    return adjusted
