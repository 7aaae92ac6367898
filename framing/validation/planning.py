"""How many units to code, before coding them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from framing.validation.weighted import normal_quantile


def plan_precision(
    population: Mapping[str, int] | pd.Series,
    *,
    half_width: float = 0.05,
    expected: float = 0.5,
    confidence_level: float = 0.95,
) -> pd.DataFrame:
    """Say how many units to code for a share that is known to within plus or minus a half-width.

    Parameters
    ----------
    population : mapping of str to int, or pandas.Series
        How many units there are in each outlet: for precision, the flagged ones; for recall, the
        ones that truly hold what is sought, as far as they can be guessed.
    half_width : float, default 0.05
        Half the width of the wanted interval.
    expected : float, default 0.5
        The share that is expected. 0.5 is the most careful guess.
    confidence_level : float, default 0.95
        Level of the interval.

    Returns
    -------
    pandas.DataFrame
        Index ``outlet``, and the columns ``population``, ``n`` (units to code) and ``half_width``
        (reached with them, 0 where all are coded).

    Raises
    ------
    ValueError
        If a number is out of range, or an outlet has no unit.

    Notes
    -----
    Normal approximation with the finite-population correction (Cochran 1977, section 4.4). To
    estimate precision in every outlet draw the flagged units as strata of their own.

    References
    ----------
    .. [1] Krejcie, R. V., & Morgan, D. W. (1970). Determining sample size for research
       activities. Educational and Psychological Measurement, 30(3), 607-610.
       doi:10.1177/001316447003000308

    Examples
    --------
    >>> plan_precision({"Herald": 1000, "Globe": 100})
            population    n  half_width
    outlet
    Herald        1000  278    0.049967
    Globe          100   80    0.049246
    """
    _within(0, 1, half_width=half_width, expected=expected, confidence_level=confidence_level)
    sizes = pd.Series(population, dtype=int).rename_axis("outlet")
    if (sizes < 1).any():
        message = f"population: outlet {sizes.index[sizes < 1][0]!r} has no unit. Leave it out."
        raise ValueError(message)
    spread = normal_quantile((1 + confidence_level) / 2) ** 2 * expected * (1 - expected)
    endless = spread / half_width**2
    n = np.ceil(endless / (1 + (endless - 1) / sizes)).clip(1, sizes).astype(int)
    left = (sizes - n) / (sizes - 1).clip(lower=1)
    return pd.DataFrame({"population": sizes, "n": n, "half_width": np.sqrt(spread * left / n)})


def plan_difference(
    articles: Mapping[str, int] | pd.Series,
    *,
    difference: float,
    sd: float,
    correlation: float,
    power: float = 0.8,
    confidence_level: float = 0.95,
) -> pd.DataFrame:
    """Say how many articles to code in each of two outlets to find their difference.

    Parameters
    ----------
    articles : mapping of str to int, or pandas.Series
        How many articles the two outlets have.
    difference : float
        The smallest difference worth finding, on the scale of the codings.
    sd : float
        Standard deviation of the codings within an outlet: for a share p, √(p(1 − p)).
    correlation : float
        Correlation of score and coding within an outlet, from a pilot.
    power : float, default 0.8
        Probability of an interval that excludes 0, if the difference is as large as given.
    confidence_level : float, default 0.95
        Level of the interval.

    Returns
    -------
    pandas.DataFrame
        Index ``method``: ``corrected`` (scores of all articles, corrected by the codings) and
        ``codings`` (the codings alone); columns ``n`` (articles to code in each outlet; an outlet
        that has fewer is coded whole) and ``half_width`` (of the interval of the difference).

    Raises
    ------
    ValueError
        If there are not two outlets, if a number is out of range, or if coding everything would
        not be enough.

    Notes
    -----
    An outlet's estimate has the variance σ²/N + (1/n − 1/N) σ²(1 − ρ²): what the codings leave
    unknown is only what the score does not explain. For the codings alone ρ is 0.

    Examples
    --------
    >>> plan_difference(
    ...     {"Herald": 5000, "Globe": 5000}, difference=0.1, sd=0.5, correlation=0.8
    ... ).round(3)
                 n  half_width
    method
    corrected  149        0.07
    codings    393        0.07
    """
    _within(0, 1, power=power, confidence_level=confidence_level)
    _within(0, np.inf, difference=difference, sd=sd)
    if not -1 <= correlation <= 1:
        message = f"correlation must lie between -1 and 1, not {correlation}."
        raise ValueError(message)
    sizes = pd.Series(articles, dtype=int)
    if len(sizes) != 2 or (sizes < 2).any():
        message = f"articles must give two outlets with two or more articles, not {dict(sizes)}."
        raise ValueError(message)
    z = normal_quantile((1 + confidence_level) / 2)
    wanted = (difference / (z + normal_quantile(power))) ** 2
    least = (sd**2 / sizes).sum()
    if least > wanted:
        message = (
            f"difference = {difference} is too small for these outlets: with all articles coded, "
            f"{difference * np.sqrt(least / wanted):.3g} could be found with power {power}. "
            "Collect more articles, or ask for a larger difference."
        )
        raise ValueError(message)
    rows = []
    for method, rho in (("corrected", correlation), ("codings", 0.0)):
        numbers = np.arange(1, sizes.max() + 1)
        coded = np.minimum.outer(numbers, sizes.to_numpy())
        unknown = (1 / coded - 1 / sizes.to_numpy()) * sd**2 * (1 - rho**2)
        variance = least + unknown.sum(axis=1)
        enough = int(np.argmax(variance <= wanted * (1 + 1e-12)))
        half_width = z * np.sqrt(variance[enough])
        rows.append({"method": method, "n": numbers[enough], "half_width": half_width})
    return pd.DataFrame(rows).set_index("method")


def _within(low: float, high: float, **numbers: float) -> None:
    """Refuse a number that does not lie strictly between two others."""
    for name, number in numbers.items():
        if not low < number < high:
            message = f"{name} must lie between {low} and {high}, not {number}."
            raise ValueError(message)
