"""How strongly a word or entry belongs to one group: formulas over arrays of counts.

Everywhere ``a`` and ``b`` are the occurrences of each type in the group and in the rest, and
``n_a`` and ``n_b`` the words of the two.
"""

import numpy as np

from framing.statistics.ratios import Floats


def g2_four_cells(a: Floats, b: Floats, n_a: float, n_b: float) -> Floats:
    """Log-likelihood ratio over four cells: the type and all other words, in group and rest.

    Parameters
    ----------
    a, b : ndarray of shape (types,)
    n_a, n_b : float

    Returns
    -------
    ndarray of shape (types,)
        Negative where the group uses the type less than the rest.

    References
    ----------
    Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics, 19(1). https://aclanthology.org/J93-1003/

    Examples
    --------
    >>> import numpy as np
    >>> g2_four_cells(np.array([7.0]), np.array([2.0]), 10, 9).round(3)
    array([4.535])
    """
    others = _likelihood_ratio(n_a - a, n_b - b, n_a, n_b)
    return _direction(a, b, n_a, n_b) * (_likelihood_ratio(a, b, n_a, n_b) + others)


def g2_two_cells(a: Floats, b: Floats, n_a: float, n_b: float) -> Floats:
    """Log-likelihood ratio over two cells: the type in the group and in the rest.

    Parameters and result are those of `g2_four_cells`.

    References
    ----------
    Rayson, P. & Garside, R. (2000). Comparing corpora using frequency profiling. Proceedings of
    the Workshop on Comparing Corpora. https://doi.org/10.3115/1117729.1117730
    """
    return _direction(a, b, n_a, n_b) * _likelihood_ratio(a, b, n_a, n_b)


def log_odds(
    a: Floats, b: Floats, n_a: float, n_b: float, *, reference: Floats, prior_size: float
) -> tuple[Floats, Floats]:
    """Log-odds ratio with an informative Dirichlet prior, and its z.

    Parameters
    ----------
    a, b : ndarray of shape (types,)
    n_a, n_b : float
    reference : ndarray of shape (types,)
        Share of each type in a reference, such as the whole corpus; positive.
    prior_size : float
        α₀, the words that the prior is worth: a type's prior is α₀ times its share.

    Returns
    -------
    log_odds, z : ndarray of shape (types,)
        z = log-odds / its approximate standard error. It ranks; it is no test.

    References
    ----------
    Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words: Lexical feature selection
    and evaluation for identifying the content of political conflict. Political Analysis, 16(4).
    https://doi.org/10.1093/pan/mpn018
    """
    prior = prior_size * reference
    up_a, up_b = a + prior, b + prior
    delta = np.log(up_a / (n_a + prior_size - up_a)) - np.log(up_b / (n_b + prior_size - up_b))
    return delta, delta / np.sqrt(1 / up_a + 1 / up_b)


def log_ratio(a: Floats, b: Floats, n_a: float, n_b: float) -> Floats:
    """Binary logarithm of the ratio of rates: 1 is twice as frequent, 2 four times.

    A count of 0 is taken as one half, as Hardie (2014) proposes.

    References
    ----------
    Hardie, A. (2014). Log Ratio: An informal introduction. https://cass.lancs.ac.uk/log-ratio-an-informal-introduction/

    Examples
    --------
    >>> import numpy as np
    >>> log_ratio(np.array([8.0, 1.0]), np.array([2.0, 0.0]), 1000, 1000)
    array([2., 1.])
    """
    rate_a, rate_b = np.where(a > 0, a, 0.5) / n_a, np.where(b > 0, b, 0.5) / n_b
    return np.log2(rate_a / rate_b)


def percent_difference(a: Floats, b: Floats, n_a: float, n_b: float) -> Floats:
    """%DIFF: difference of the rates in percent of the rest's; infinite if the rest has none.

    References
    ----------
    Gabrielatos, C. & Marchi, A. (2012). Keyness: Appropriate metrics and practical issues.
    CADS International Conference, Bologna.

    Examples
    --------
    >>> import numpy as np
    >>> percent_difference(np.array([8.0, 1.0]), np.array([2.0, 0.0]), 1000, 1000)
    array([300., inf])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return 100 * (a / n_a - b / n_b) / (b / n_b)


def _likelihood_ratio(a: Floats, b: Floats, n_a: float, n_b: float) -> Floats:
    from scipy.special import xlogy

    expected = (a + b) / (n_a + n_b)
    nonzero = np.where(expected > 0, expected, 1.0)
    ratio: Floats = 2 * (xlogy(a, a / (n_a * nonzero)) + xlogy(b, b / (n_b * nonzero)))
    return ratio


def _direction(a: Floats, b: Floats, n_a: float, n_b: float) -> Floats:
    return np.where(a * n_b >= b * n_a, 1.0, -1.0)
