"""Do things that are given a probability of 70 % happen in 70 % of the cases."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.classifiers.items import same_rows
from framing.classifiers.labels import Bools, Labels, as_labels
from framing.classifiers.measures import BINS, bins_of

Floats = NDArray[np.float64]


def reliability(
    y: Any,
    probabilities: Any,
    *,
    n_bins: int = BINS,
    groups: Any = None,
    confidence_level: float = 0.95,
) -> pd.DataFrame:
    """Compare predicted probabilities with what came true.

    Parameters
    ----------
    y : array-like, shape (items,) or (items, labels)
        A label an item, or an indicator matrix with a column a label.
    probabilities : array-like, shape (items,) or (items, labels)
        Of items that the model was not trained on, as `held_out_predictions` gives them. A column
        a label, in the order of the sorted labels or of the columns of `y`; or, for two labels,
        the probability of the second.
    n_bins : int, default 15
        Bins of equal mass. Equal probabilities stay together, so that there may be fewer.
    groups : array-like, optional
        The outlet, article or event of each item, within which outcomes hang together.
    confidence_level : float, default 0.95
        Level of the intervals.

    Returns
    -------
    pandas.DataFrame
        A row a label and bin: ``label``, ``bin`` (from 1, by probability), ``predicted`` (mean
        probability), ``observed`` (share that has the label), ``low, high`` (interval of the
        observed share), ``n`` (items). The mean of ``|observed - predicted|`` over a label's bins,
        weighted by ``n``, is its calibration error.

    Raises
    ------
    ValueError
        If a probability is missing or outside 0 to 1, or shapes do not fit.

    Notes
    -----
    Wilson's interval; with `groups`, at the number of independent items that would be as
    informative: ``n`` over the design effect, never more than ``n`` [1]_.

    References
    ----------
    .. [1] Dean, N., & Pagano, M. (2015). Evaluating confidence interval methods for binomial
       proportions in clustered surveys. Journal of Survey Statistics and Methodology, 3(4),
       484-503. https://doi.org/10.1093/jssam/smv024

    Examples
    --------
    >>> reliability([0, 0, 0, 1, 1, 1], [0.1, 0.1, 0.2, 0.7, 0.9, 0.9], n_bins=2).round(2)
      label  bin  predicted  observed   low  high  n
    0     1    1       0.13       0.0  0.00  0.56  3
    1     1    2       0.83       1.0  0.44  1.00  3
    """
    given = np.asarray(probabilities, dtype=float)
    labels = as_labels(y, given)
    names, truth, predicted = _columns(labels, given)
    if n_bins < 2:
        message = f"n_bins={n_bins}; give 2 or more, 15 is the default"
        raise ValueError(message)
    unit = np.arange(len(truth))
    if groups is not None:
        same_rows(given, groups, "groups")
        unit = pd.factorize(np.asarray(groups))[0]
    rows = []
    for name, outcome, column in zip(names, truth.T, predicted.T, strict=True):
        bins = np.unique(bins_of(column, n_bins), return_inverse=True)[1]
        for number in range(bins.max() + 1):
            here = bins == number
            n, share = int(here.sum()), float(outcome[here].mean())
            low, high = _wilson(share, _effective(outcome[here], unit[here]), confidence_level)
            rows.append((str(name), number + 1, column[here].mean(), share, low, high, n))
    columns = ["label", "bin", "predicted", "observed", "low", "high", "n"]
    return pd.DataFrame(rows, columns=columns)


def _columns(labels: Labels, given: Floats) -> tuple[tuple[Any, ...], Bools, Floats]:
    """Bring labels and probabilities into columns that belong together."""
    if not ((given >= 0) & (given <= 1)).all():
        place = np.argwhere(~((given >= 0) & (given <= 1)))[0]
        message = (
            f"probabilities: {given[tuple(place)]} in row {place[0]} is no probability; they lie "
            "between 0 and 1"
        )
        raise ValueError(message)
    if given.ndim == 1 and len(labels.names) == 2 and not labels.several:
        return labels.names[1:], labels.truth[:, 1:], given[:, None]
    if given.shape != labels.truth.shape:
        message = (
            f"probabilities have shape {given.shape}, but y has {len(labels)} items and the "
            f"{len(labels.names)} labels {[*labels.names]}; give a column for each label"
        )
        raise ValueError(message)
    return labels.names, labels.truth, given


def _effective(outcome: Bools, unit: NDArray[np.intp]) -> float:
    """Give the number of independent items that say as much about a share as these."""
    n, share = len(outcome), outcome.mean()
    binomial = share * (1 - share) / n
    totals = np.bincount(unit, outcome - share)
    n_units = len(np.unique(unit))
    if binomial == 0 or n_units < 2:
        return float(n_units)
    clustered = n_units / (n_units - 1) * (totals**2).sum() / n**2
    return float(n / max(clustered / binomial, 1.0))


def _wilson(share: float, n: float, confidence_level: float) -> tuple[float, float]:
    """Wilson's score interval (Wilson 1927, https://doi.org/10.1080/01621459.1927.10502953)."""
    from scipy.special import ndtri

    z2 = float(ndtri((1 + confidence_level) / 2)) ** 2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return max(float(centre - half), 0.0), min(float(centre + half), 1.0)
