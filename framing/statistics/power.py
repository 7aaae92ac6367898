"""What a design can detect."""

from framing.statistics.ratios import Floats


def minimum_detectable_difference(
    standard_error: Floats, *, alpha: float = 0.05, power: float = 0.8
) -> Floats:
    """Smallest true difference that a two-sided test finds with the given power.

    It is (z at 1 - alpha/2 + z at power) times the standard error of the design. The observed
    difference does not enter: power computed from it would only restate the p-value (Hoenig &
    Heisey 2001).

    Parameters
    ----------
    standard_error : ndarray
        Standard error of the difference.
    alpha, power : float
        Level of the test, and the wished probability of finding the difference.

    Returns
    -------
    ndarray
        In the unit of the standard error.

    References
    ----------
    Bloom, H. S. (1995). Minimum detectable effects. Evaluation Review, 19(5).
    https://doi.org/10.1177/0193841X9501900504
    Hoenig, J. M. & Heisey, D. M. (2001). The abuse of power. The American Statistician, 55(1).
    https://doi.org/10.1198/000313001300339897

    Examples
    --------
    >>> import numpy as np
    >>> minimum_detectable_difference(np.array([1.0])).round(3)
    array([2.802])
    """
    from scipy.special import ndtri

    multiple = float(ndtri(1 - alpha / 2) + ndtri(power))
    return standard_error * multiple
