"""Do the coders agree? Percent, kappa, AC1 and alpha, overall and in parts, with intervals."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, get_args

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.validation import coefficients
from framing.validation.codings import Grid, coding_grid, named
from framing.validation.coefficients import Level

_Draws = dict[str, NDArray[np.float64]]
_MEASURED = ("interval", "ratio")


def agreement(
    codings: pd.DataFrame,
    *,
    unit: str = "unit",
    coder: str = "coder",
    value: str = "value",
    level: Level = "nominal",
    n_resamples: int = 1000,
    random_state: int | np.random.Generator | None = None,
) -> pd.DataFrame:
    """Measure how far coders agree, with 95 % bootstrap intervals.

    Parameters
    ----------
    codings : pandas.DataFrame
        One row a coding. A unit that a coder left out has no row, or a missing value.
    unit, coder, value : str, default "unit", "coder", "value"
        The columns that say what was coded, by whom, and how.
    level : {"nominal", "ordinal", "interval", "ratio"}, default "nominal"
        Level of measurement of the values. Ordinal values take their order from sorting: use
        numbers, or an ordered categorical. Interval and ratio values are numbers.
    n_resamples : int, default 1000
        Bootstrap samples of units; 0 leaves the intervals out (missing).
    random_state : int, numpy.random.Generator or None, default None
        Seed of the resampling.

    Returns
    -------
    pandas.DataFrame
        One row a part and coefficient, with the columns

        - ``scope``: ``all``; ``category`` (one value against all others; nominal and ordinal
          only); ``coder`` (the mean over the coder's pairs); ``pair``;
        - ``group``: the value, the coder, or ``"Ann, Ben"``; ``all`` for all;
        - ``coefficient``: ``percent``, ``cohen`` (two coders), ``fleiss``, ``ac1`` and ``alpha``;
          for interval and ratio ``percent`` and ``alpha`` only;
        - ``estimate``, ``low``, ``high``: from 1 (perfect) through 0 (chance) to below 0; missing
          where the coefficient is undefined, as when a pair of coders gave one value only;
        - ``units``: units with two or more codings in this part.

    Raises
    ------
    ValueError
        If codings are missing, doubled, from one coder or of one value, or do not fit `level`.

    Notes
    -----
    Units are resampled, and the interval is that of the percentiles [5]_. Resamples in which a
    coefficient is undefined are left out. ``percent`` and ``alpha`` use the units that two or more
    coders coded; the chance term of ``fleiss`` and ``ac1`` uses all units, as Gwet does. Customary
    cut-offs for alpha are .800, and .667 for tentative conclusions [4]_; a high ``percent`` with a
    low ``alpha`` means that nearly all units got the same value.

    References
    ----------
    .. [1] Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
       Psychological Measurement, 20(1), 37-46. doi:10.1177/001316446002000104
    .. [2] Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters.
       Psychological Bulletin, 76(5), 378-382. doi:10.1037/h0031619
    .. [3] Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence
       of high agreement. British Journal of Mathematical and Statistical Psychology, 61(1),
       29-48. doi:10.1348/000711006X126600
    .. [4] Hayes, A. F., & Krippendorff, K. (2007). Answering the call for a standard reliability
       measure for coding data. Communication Methods and Measures, 1(1), 77-89.
       doi:10.1080/19312450709336664
    .. [5] Zapf, A., Castell, S., Morawietz, L., & Karch, A. (2016). Measuring inter-rater
       reliability for nominal data. BMC Medical Research Methodology, 16, 93.
       doi:10.1186/s12874-016-0200-9

    Examples
    --------
    >>> import pandas as pd
    >>> codings = pd.DataFrame({
    ...     "unit": [1, 1, 2, 2, 3, 3, 4, 4],
    ...     "coder": ["Ann", "Ben"] * 4,
    ...     "value": ["praise", "praise", "none", "none", "none", "praise", "none", "none"],
    ... })
    >>> table = agreement(codings, n_resamples=0)
    >>> table[table["scope"] == "all"][["coefficient", "estimate", "units"]].round(3)
      coefficient  estimate  units
    0     percent     0.750      4
    1      fleiss     0.467      4
    2         ac1     0.529      4
    3       alpha     0.533      4
    """
    _check(level, n_resamples)
    grid = coding_grid(codings, unit, coder, value)
    if level in _MEASURED:
        _require_numbers(grid.answers, level)
    rng = np.random.default_rng(random_state)
    n = len(grid.units)
    draws = rng.multinomial(n, np.full(n, 1 / n), size=n_resamples)
    weights = np.vstack([np.ones(n), draws])
    rows = [
        {"scope": scope, "group": group, "coefficient": name, **_summary(drawn), "units": units}
        for scope, group, units, part in _parts(grid, level, weights)
        for name, drawn in part.items()
    ]
    return pd.DataFrame(rows)


def _parts(
    grid: Grid, level: Level, weights: NDArray[np.float64]
) -> Iterator[tuple[str, Any, int, _Draws]]:
    """Yield scope, group, number of units and drawn coefficients of each part."""
    codes, coders = grid.codes, grid.coders
    yield "all", "all", _shared(codes), _coefficients(codes, grid.answers, level, weights)
    if level not in _MEASURED:
        for number, value in enumerate(grid.answers):
            one = np.where(codes >= 0, codes == number, -1)
            part = _coefficients(one, pd.Index([False, True]), "nominal", weights)
            yield "category", value, _shared(codes), part
    pairs: dict[tuple[int, int], _Draws] = {}
    for pair in combinations(range(len(coders)), 2):
        two = codes[:, pair]
        pairs[pair] = _coefficients(two, grid.answers, level, weights)
        if level not in _MEASURED:
            drawn = coefficients.cohen(two, len(grid.answers), weights)
            pairs[pair] = {"cohen": drawn} | pairs[pair]
    for number, coder in enumerate(coders):
        own = [part for pair, part in pairs.items() if number in pair]
        mean = {name: np.mean([part[name] for part in own], axis=0) for name in own[0]}
        shared = (codes[:, [number]] >= 0) & (np.delete(codes, number, axis=1) >= 0)
        yield "coder", coder, int(shared.any(axis=1).sum()), mean
    for (one_coder, other), part in pairs.items():
        group = f"{coders[one_coder]}, {coders[other]}"
        yield "pair", group, _shared(codes[:, (one_coder, other)]), part


def _coefficients(
    codes: NDArray[np.int64], values: pd.Index, level: Level, weights: NDArray[np.float64]
) -> _Draws:
    """Compute the coefficients of a part, one number a row of weights."""
    counts = np.stack([(codes == number).sum(axis=1) for number in range(len(values))], axis=1)
    counts = counts.astype(float)
    drawn = {"percent": coefficients.percent(counts, weights)}
    if level not in _MEASURED:
        drawn["fleiss"] = coefficients.fleiss(counts, weights)
        drawn["ac1"] = coefficients.ac1(counts, weights)
        numbers = np.arange(len(values), dtype=float)
    else:
        numbers = values.to_numpy(float)
    return drawn | {"alpha": coefficients.alpha(counts, numbers, level, weights)}


def _shared(codes: NDArray[np.int64]) -> int:
    """Count the units that two or more coders coded."""
    return int(((codes >= 0).sum(axis=1) >= 2).sum())


def _summary(drawn: NDArray[np.float64]) -> dict[str, float]:
    """Give the estimate and the percentile interval of its resamples."""
    resamples = drawn[1:][np.isfinite(drawn[1:])]
    if np.isnan(drawn[0]) or not resamples.size:
        low = high = np.nan
    else:
        low, high = np.quantile(resamples, (0.025, 0.975))
    return {"estimate": float(drawn[0]), "low": float(low), "high": float(high)}


def _check(level: str, n_resamples: int) -> None:
    """Refuse an unknown level and a negative number of resamples."""
    if level not in get_args(Level):
        message = f"level must be one of {', '.join(get_args(Level))}, not {level!r}."
        raise ValueError(message)
    if n_resamples < 0:
        message = f"n_resamples must be 0 or more, not {n_resamples}."
        raise ValueError(message)


def _require_numbers(values: pd.Index, level: str) -> None:
    """Refuse values that the level of measurement cannot use."""
    if not pd.api.types.is_numeric_dtype(values.dtype):
        message = (
            f"codings: level {level!r} needs numbers, but there is the value {named(values[0])}. "
            "Convert the values, or choose level='nominal' or 'ordinal'."
        )
        raise ValueError(message)
    if level == "ratio" and values[0] < 0:
        message = (
            f"codings: level 'ratio' needs values of 0 or more, but there is {named(values[0])}. "
            "Choose level='interval'."
        )
        raise ValueError(message)
