"""Which outlets differ, by how much, and how much could have been seen."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from framing.comparison.inputs import (
    Clusters,
    Comparable,
    Estimand,
    Missing,
    as_interval,
    prepare,
)
from framing.comparison.notes import FEWEST_CLUSTERS, general_notes, pair_note, with_notes
from framing.statistics.adjustment import benjamini_hochberg, holm
from framing.statistics.effects import cliffs_delta, hedges_g, probability_of_superiority
from framing.statistics.intervals import Interval, Method, confidence_limits
from framing.statistics.permutation import permutation_test
from framing.statistics.power import minimum_detectable_difference
from framing.statistics.ratios import ClusterSums, Floats
from framing.statistics.sandwich import cluster_robust_error

DIFFERENCE = np.array([[1.0, -1.0]])
COLUMNS = [
    "outlet_a",
    "outlet_b",
    "category",
    "estimate_a",
    "estimate_b",
    "difference",
    "difference_low",
    "difference_high",
    "standard_error",
    "ratio",
    "ratio_low",
    "ratio_high",
    "superiority",
    "p",
    "p_holm",
    "p_bh",
    "n_comparisons",
    "minimum_detectable",
    "n_clusters_a",
    "n_clusters_b",
    "n_shared_clusters",
    "estimand",
    "interval",
    "confidence_level",
    "note",
]


def compare_pairs(
    scores: pd.DataFrame,
    outlet: pd.Series,
    *,
    cluster: Clusters | None = None,
    estimand: Estimand = "mean_of_articles",
    interval: Method | Interval = "cr2",
    missing: Missing = "exclude",
    random_state: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Compare every two outlets in every category.

    Parameters
    ----------
    scores, outlet, cluster, estimand, interval, missing
        As in `compare_outlets`.
    random_state : int or numpy.random.Generator
        Seed of the permutation test and of the bootstrap intervals.

    Returns
    -------
    DataFrame
        A row a pair and category: ``outlet_a``, ``outlet_b``, ``category``, ``estimate_a``,
        ``estimate_b``, ``difference`` (a less b), ``difference_low``, ``difference_high``,
        ``standard_error`` (of the difference, CR2), ``ratio`` (a over b; NaN where scores can be
        negative), ``ratio_low``, ``ratio_high``, ``superiority`` (probability that an article of a
        scores above one of b, ties counting half), ``p`` (permutation), ``p_holm`` and ``p_bh``
        (adjusted over all rows of the table, of which ``n_comparisons`` have a p),
        ``minimum_detectable`` (true difference found with power .8 at level .05),
        ``n_clusters_a``, ``n_clusters_b``, ``n_shared_clusters``, ``estimand``, ``interval``,
        ``confidence_level``, ``note``.

    Raises
    ------
    TypeError, ValueError
        As in `compare_outlets`, and if there is a single outlet.

    Warns
    -----
    UserWarning
        Each different note once.

    Notes
    -----
    The permutation test asks whether outlets are exchangeable: on an event that both cover, their
    whole blocks of articles change labels; events that one of them covers exchange labels among
    themselves. Its statistic is studentised, so that it keeps close to its level when outlets
    differ in size only. `same_event` compares on shared events alone.

    The minimum detectable difference comes from the standard error of the design, never from the
    difference that was observed. ``superiority`` compares single articles, whatever the estimand;
    Cliff's δ is 2 · superiority - 1, and `effect_sizes` shows it with Hedges' g.

    Examples
    --------
    >>> import pandas as pd
    >>> ids = pd.Index([f"a{i}" for i in range(24)], name="article_id")
    >>> scores = pd.DataFrame({"promotion": [6.0, 1.0, 4.0, 2.0] * 6, "words": 500}, index=ids)
    >>> outlet = pd.Series(["Agency", "Daily"] * 12, index=ids)
    >>> event = pd.Series(range(24), index=ids) // 2
    >>> import warnings; warnings.simplefilter("ignore")
    >>> result = compare_pairs(scores, outlet, cluster=event)
    >>> result[["outlet_a", "outlet_b", "difference", "ratio", "n_shared_clusters"]].round(2)
      outlet_a outlet_b  difference  ratio  n_shared_clusters
    0   Agency    Daily         3.5   3.33                 12
    """
    chosen = as_interval(interval)
    data = prepare(scores, outlet, cluster, estimand, missing)
    rng = np.random.default_rng(random_state)
    sums = data.sums()
    rows: list[dict[str, Any]] = []
    for a, b in _pairs(data):
        columns = compared(sums.groups([a, b]), chosen, rng)
        columns["superiority"] = np.array(
            [probability_of_superiority(*_two(data, a, b, v)) for v in range(len(data.categories))]
        )
        for v, category in enumerate(data.categories):
            row = {"outlet_a": data.outlets[a], "outlet_b": data.outlets[b], "category": category}
            row |= {name: values[v].item() for name, values in columns.items()}
            rows.append(row | {"note": pair_note(row, clustered=data.clustered)})
    table = pd.DataFrame(rows).assign(
        p_holm=lambda t: holm(t["p"].to_numpy()),
        p_bh=lambda t: benjamini_hochberg(t["p"].to_numpy()),
        n_comparisons=lambda t: t["p"].count(),
        estimand=estimand,
        interval=chosen.method,
        confidence_level=chosen.confidence_level,
    )
    return with_notes(table[COLUMNS], general_notes(data))


def effect_sizes(
    scores: pd.DataFrame, outlet: pd.Series, *, missing: Missing = "exclude"
) -> pd.DataFrame:
    """Describe how far the articles of two outlets lie apart, in standardised measures.

    Parameters
    ----------
    scores, outlet, missing
        As in `compare_outlets`.

    Returns
    -------
    DataFrame
        A row a pair and category: ``outlet_a``, ``outlet_b``, ``category``, ``superiority``,
        ``cliffs_delta``, ``hedges_g`` (means and standard deviations of article scores).

    Raises
    ------
    TypeError, ValueError
        As in `compare_pairs`.

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"promotion": [2.0, 3.0, 1.0, 2.0]}, index=list("abcd"))
    >>> outlet = pd.Series(["Agency", "Agency", "Daily", "Daily"], index=list("abcd"))
    >>> effect_sizes(scores, outlet).round(3)
      outlet_a outlet_b   category  superiority  cliffs_delta  hedges_g
    0   Agency    Daily  promotion        0.875          0.75     0.798
    """
    data = prepare(scores, outlet, None, "mean_of_articles", missing)
    rows = []
    for a, b in _pairs(data):
        for v, category in enumerate(data.categories):
            two = _two(data, a, b, v)
            rows.append(
                {
                    "outlet_a": data.outlets[a],
                    "outlet_b": data.outlets[b],
                    "category": category,
                    "superiority": probability_of_superiority(*two),
                    "cliffs_delta": cliffs_delta(*two),
                    "hedges_g": hedges_g(*two),
                }
            )
    return pd.DataFrame(rows)


def compared(
    two: ClusterSums, interval: Interval, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """All that cluster sums of two groups say of their difference; arrays by variable."""
    difference = two.ratio[0] - two.ratio[1]
    low, high = confidence_limits(two, DIFFERENCE, interval, rng=rng)
    ratio, ratio_low, ratio_high = _ratio_limits(two, interval, rng)
    error = cluster_robust_error(two, DIFFERENCE, correction="cr2")[0]
    seen = two.denominator > 0
    few = (seen.sum(axis=0) < FEWEST_CLUSTERS).any(axis=0)
    return {
        "estimate_a": two.ratio[0],
        "estimate_b": two.ratio[1],
        "difference": difference,
        "difference_low": np.where(few, np.nan, low[0]),
        "difference_high": np.where(few, np.nan, high[0]),
        "standard_error": error,
        "ratio": ratio,
        "ratio_low": np.where(few, np.nan, ratio_low),
        "ratio_high": np.where(few, np.nan, ratio_high),
        "p": permutation_test(two, n_resamples=interval.n_resamples, rng=rng),
        "minimum_detectable": minimum_detectable_difference(error),
        "n_clusters_a": seen[:, 0].sum(axis=0),
        "n_clusters_b": seen[:, 1].sum(axis=0),
        "n_shared_clusters": seen.all(axis=1).sum(axis=0),
    }


def _ratio_limits(
    two: ClusterSums, interval: Interval, rng: np.random.Generator
) -> tuple[Floats, Floats, Floats]:
    """Ratio of two rates and its limits; NaN where a sum is negative or the second rate 0."""
    result = np.full((3, two.ratio.shape[1]), np.nan)
    rates = (two.numerator >= 0).all(axis=(0, 1)) & (two.ratio[1] > 0)
    if rates.any():
        part = two.variables(rates)
        low, high = confidence_limits(part, DIFFERENCE, interval, scale="log", rng=rng)
        result[:, rates] = part.ratio[0] / part.ratio[1], np.exp(low[0]), np.exp(high[0])
    return result[0], result[1], result[2]


def _pairs(data: Comparable) -> Iterator[tuple[int, int]]:
    if len(data.outlets) < 2:
        message = f"outlet has a single outlet, {data.outlets[0]}; a pair needs two"
        raise ValueError(message)
    return combinations(range(len(data.outlets)), 2)


def _two(data: Comparable, a: int, b: int, v: int) -> tuple[Floats, Floats]:
    """Article scores of two outlets in one category."""
    scores = data.scores[:, v]
    known = ~np.isnan(scores)
    return scores[known & (data.outlet == a)], scores[known & (data.outlet == b)]
