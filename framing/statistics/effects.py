"""Effect sizes of two samples of article scores."""

import numpy as np

from framing.statistics.ratios import Floats


def hedges_g(a: Floats, b: Floats) -> float:
    """Standardised mean difference with the exact small-sample correction.

    Parameters
    ----------
    a, b : ndarray
        Two samples of at least two values each.

    Returns
    -------
    float
        (mean of a - mean of b) / pooled standard deviation, corrected; NaN without spread.

    References
    ----------
    Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related
    estimators. Journal of Educational Statistics, 6(2).
    https://doi.org/10.3102/10769986006002107

    Examples
    --------
    >>> import numpy as np
    >>> round(hedges_g(np.array([4.0, 5, 6]), np.array([1.0, 2, 3])), 4)
    2.3937
    """
    from scipy.special import gammaln

    df = len(a) + len(b) - 2
    if len(a) < 2 or len(b) < 2:
        return float("nan")
    pooled = np.sqrt(((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / df)
    if pooled == 0:
        return float("nan")
    correction = np.exp(gammaln(df / 2) - gammaln((df - 1) / 2)) / np.sqrt(df / 2)
    return float(correction * (a.mean() - b.mean()) / pooled)


def probability_of_superiority(a: Floats, b: Floats) -> float:
    """Probability that a value of a exceeds one of b, ties counting one half.

    Parameters
    ----------
    a, b : ndarray
        Two samples.

    Returns
    -------
    float
        From 0 to 1; 0.5 where neither leans above the other; NaN if a sample is empty.

    References
    ----------
    Vargha, A. & Delaney, H. D. (2000). A critique and improvement of the CL common language effect
    size statistics of McGraw and Wong. Journal of Educational and Behavioral Statistics, 25(2).
    https://doi.org/10.3102/10769986025002101

    Examples
    --------
    >>> import numpy as np
    >>> probability_of_superiority(np.array([2.0, 3.0]), np.array([1.0, 2.0]))
    0.875
    """
    if not len(a) * len(b):
        return float("nan")
    ordered = np.sort(b)
    below = np.searchsorted(ordered, a, side="left")
    not_above = np.searchsorted(ordered, a, side="right")
    return float((below + not_above).sum() / (2 * len(a) * len(b)))


def cliffs_delta(a: Floats, b: Floats) -> float:
    """Cliff's δ: P(a > b) - P(a < b), which is 2 · probability of superiority - 1.

    References
    ----------
    Cliff, N. (1993). Dominance statistics: Ordinal analyses to answer ordinal questions.
    Psychological Bulletin, 114(3). https://doi.org/10.1037/0033-2909.114.3.494

    Examples
    --------
    >>> import numpy as np
    >>> cliffs_delta(np.array([2.0, 3.0]), np.array([1.0, 2.0]))
    0.75
    """
    return 2 * probability_of_superiority(a, b) - 1
