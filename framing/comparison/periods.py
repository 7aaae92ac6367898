"""Outlets over time: rates by month, and before and after a date."""

import warnings
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from framing.comparison.inputs import (
    Clusters,
    Comparable,
    Estimand,
    aligned,
    dates,
    one_of,
    prepare,
)
from framing.comparison.notes import FEWEST_CLUSTERS, general_notes, pair_note, with_notes
from framing.comparison.outlets import outlet_limits
from framing.comparison.pairs import COLUMNS, compared
from framing.statistics.adjustment import benjamini_hochberg, holm
from framing.statistics.intervals import Interval
from framing.statistics.ratios import ClusterSums, cluster_sums

Frequency = Literal["day", "week", "month", "quarter", "year"]
_PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}


def over_time(
    scores: pd.DataFrame,
    outlet: pd.Series,
    date: pd.Series,
    *,
    frequency: Frequency = "month",
    window: int = 1,
    cluster: Clusters | None = None,
    estimand: Estimand = "mean_of_articles",
) -> pd.DataFrame:
    """Follow each outlet's score over time, gaps left as gaps.

    Parameters
    ----------
    scores, outlet, cluster, estimand
        As in `compare_outlets`.
    date : Series
        Of each article, same index; articles without one are left out.
    frequency : {"day", "week", "month", "quarter", "year"}
    window : int
        Periods that the smoothed value takes together, centred; odd.

    Returns
    -------
    DataFrame
        A row an outlet, category and period, from the first to the last of all articles:
        ``outlet``, ``category``, ``period`` (its first day), ``n_articles``, ``n_clusters``,
        ``estimate``, ``low``, ``high`` (95 %, CR2; none below 6 clusters), ``smoothed`` (estimate
        of the window around the period), ``estimand``. In a period without article the estimate,
        limits and smoothed value are missing.

    Raises
    ------
    TypeError, ValueError
        As in `compare_outlets`, and if a date is none.

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"promotion": [2.0, 4.0, 3.0], "words": 100})
    >>> outlet = pd.Series(["Daily"] * 3)
    >>> date = pd.Series(["2024-01-10", "2024-01-20", "2024-03-01"])
    >>> over_time(scores, outlet, date, window=3)[["period", "n_articles", "estimate", "smoothed"]]
          period  n_articles  estimate  smoothed
    0 2024-01-01           2       3.0       3.0
    1 2024-02-01           0       NaN       NaN
    2 2024-03-01           1       3.0       3.0
    """
    one_of("frequency", frequency, get_args(Frequency))
    if window < 1 or window % 2 == 0:
        message = f"window={window!r} must be an odd number of periods, such as 3"
        raise ValueError(message)
    when, data = _dated(scores, outlet, date, cluster, estimand)
    period = when.dt.to_period(_PERIODS[frequency])
    first, last = period.min(), period.max()
    number = (period.astype("int64") - first.ordinal).to_numpy()
    starts = pd.period_range(first, last, freq=period.dt.freq).start_time
    tables = []
    for g, name in enumerate(data.outlets):
        mine = data.outlet == g
        sums = _by_period(data, mine, number, len(starts))
        low, high = outlet_limits(sums, Interval(), np.random.default_rng(0))
        few = sums.n_clusters < FEWEST_CLUSTERS
        smoothed = _smoothed(sums, window)
        for v, category in enumerate(data.categories):
            seen = mine & ~np.isnan(data.exposure[:, v])
            table = {
                "outlet": name,
                "category": category,
                "period": starts,
                "n_articles": np.bincount(number[seen], minlength=len(starts)),
                "n_clusters": sums.n_clusters[:, v],
                "estimate": sums.ratio[:, v],
                "low": np.where(few[:, v], np.nan, low[:, v]),
                "high": np.where(few[:, v], np.nan, high[:, v]),
                "smoothed": smoothed[:, v],
                "estimand": estimand,
            }
            tables.append(pd.DataFrame(table))
    return pd.concat(tables, ignore_index=True)


def before_after(
    scores: pd.DataFrame,
    outlet: pd.Series,
    date: pd.Series,
    *,
    at: str | pd.Timestamp,
    cluster: Clusters | None = None,
    estimand: Estimand = "mean_of_articles",
    random_state: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Compare each outlet with itself before and after a date.

    Parameters
    ----------
    scores, outlet, cluster, estimand
        As in `compare_outlets`.
    date : Series
        Of each article, same index.
    at : str or Timestamp
        First moment of "after", such as "2024-05-31".
    random_state : int or numpy.random.Generator
        Seed of the permutation test.

    Returns
    -------
    DataFrame
        A row an outlet and category, with the columns of `compare_pairs`, ``outlet`` in place of
        the pair: what ends in ``_a`` is after, what ends in ``_b`` before, and ``difference`` is
        after less before.

    Raises
    ------
    TypeError, ValueError
        As in `compare_outlets`, and if an outlet has articles on one side only.

    Notes
    -----
    The difference holds whatever else changed at the time; other outlets' differences beside it
    show what was common to all.
    """
    when, data = _dated(scores, outlet, date, cluster, estimand)
    after = (when >= _moment(at)).to_numpy()
    rng, interval = np.random.default_rng(random_state), Interval()
    rows: list[dict[str, Any]] = []
    for g, name in enumerate(data.outlets):
        mine = data.outlet == g
        if after[mine].all() or not after[mine].any():
            message = f"{name} has articles on one side of at={at!r} only; leave it out"
            raise ValueError(message)
        sums = cluster_sums(
            (data.scores * data.exposure)[mine],
            data.exposure[mine],
            group=np.where(after[mine], 0, 1),
            cluster=np.unique(data.cluster[mine], return_inverse=True)[1],
        )
        columns = compared(sums.groups([0, 1]), interval, rng)
        for v, category in enumerate(data.categories):
            row: dict[str, Any] = {"outlet_a": f"{name} after", "outlet_b": f"{name} before"}
            row |= {"category": category}
            row |= {key: values[v].item() for key, values in columns.items()}
            note = pair_note(row, clustered=False)
            rows.append({"outlet": name} | row | {"note": note})
    table = pd.DataFrame(rows).assign(
        p_holm=lambda t: holm(t["p"].to_numpy()),
        p_bh=lambda t: benjamini_hochberg(t["p"].to_numpy()),
        n_comparisons=lambda t: t["p"].count(),
        estimand=estimand,
        interval=interval.method,
        confidence_level=interval.confidence_level,
    )
    kept = [name for name in COLUMNS[2:] if name != "superiority"]
    return with_notes(table[["outlet", *kept]], general_notes(data))


def _dated(
    scores: pd.DataFrame,
    outlet: pd.Series,
    date: pd.Series,
    cluster: Clusters | None,
    estimand: Estimand,
) -> tuple[pd.Series, Comparable]:
    """Dates, and all else, of the articles that have one."""
    when = dates(date, scores.index)
    dated = when.notna()
    if not dated.any():
        message = "date is missing for every article; give dates such as 2024-05-31"
        raise ValueError(message)
    if not dated.all():
        absent = aligned(outlet, scores.index, "outlet")[~dated].value_counts(sort=False)
        listed = ", ".join(f"{name} {n}" for name, n in absent.sort_index().items())
        note = f"Articles without a date are left out: {listed}."
        warnings.warn(note, UserWarning, stacklevel=3)
    data = prepare(scores[dated], outlet, cluster, estimand, "exclude")
    return when[data.articles], data


def _moment(at: str | pd.Timestamp) -> pd.Timestamp:
    try:
        return pd.Timestamp(at).tz_localize(None)
    except (ValueError, TypeError) as error:
        message = f"at={at!r} is no date; give one such as 2024-05-31"
        raise ValueError(message) from error


def _by_period(
    data: Comparable, mine: np.ndarray, number: np.ndarray, n_periods: int
) -> ClusterSums:
    """One outlet's sums by cluster, with the periods as groups."""
    filler = np.zeros((1, len(data.categories)))
    return cluster_sums(
        np.concatenate([(data.scores * data.exposure)[mine], filler]),
        np.concatenate([data.exposure[mine], filler]),
        group=np.r_[number[mine], n_periods - 1],
        cluster=np.r_[np.unique(data.cluster[mine], return_inverse=True)[1], 0],
    )


def _smoothed(sums: ClusterSums, window: int) -> np.ndarray:
    """Ratios of the sums of a centred window; missing where the period itself is."""
    kernel = np.ones(window)
    totals = [part.sum(axis=0) for part in (sums.numerator, sums.denominator)]
    above, below = (
        np.apply_along_axis(
            lambda column: np.convolve(np.pad(column, window // 2), kernel, "valid"), 0, total
        )
        for total in totals
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(totals[1] > 0, above / below, np.nan)
