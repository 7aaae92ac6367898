"""The same events, or like articles: differences that the choice of news cannot explain."""

from itertools import combinations, pairwise
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.comparison.inputs import (
    Comparable,
    Estimand,
    Missing,
    aligned,
    as_interval,
    checked,
    prepare,
)
from framing.comparison.notes import FEW_CLUSTERS, FEWEST_CLUSTERS, general_notes, with_notes
from framing.statistics.adjustment import holm
from framing.statistics.intervals import Interval, Method, confidence_limits
from framing.statistics.permutation import permutation_test
from framing.statistics.ratios import ClusterSums, Floats

_DIFFERENCE = np.array([[1.0, -1.0]])
_COLUMNS = [
    "outlet_a",
    "outlet_b",
    "category",
    "raw_difference",
    "raw_low",
    "raw_high",
    "difference",
    "low",
    "high",
    "p",
    "p_holm",
    "n_comparisons",
    "n_shared_events",
    "n_matched_a",
    "n_matched_b",
    "n_left_out_a",
    "n_left_out_b",
    "estimand",
    "interval",
    "confidence_level",
    "note",
]


def same_event(
    scores: pd.DataFrame,
    outlet: pd.Series,
    event: pd.Series,
    *,
    estimand: Estimand = "mean_of_articles",
    interval: Method | Interval = "cr2",
    missing: Missing = "exclude",
    random_state: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Compare every two outlets on the events that both cover, beside the raw difference.

    Parameters
    ----------
    scores, outlet, missing
        As in `compare_outlets`.
    event : Series
        Event of each article: given, found with `find_events`, or strata of like articles from
        `coarsen`.
    estimand : {"mean_of_articles", "ratio_of_sums"}
        How an outlet's articles on one event are put together.
    interval : str or Interval
        As in `compare_outlets`.
    random_state : int or numpy.random.Generator
        Seed of the permutation test and of the bootstrap intervals.

    Returns
    -------
    DataFrame
        A row a pair and category: ``outlet_a``, ``outlet_b``, ``category``, ``raw_difference``
        (all articles, a less b), ``raw_low``, ``raw_high``, ``difference`` (mean over shared
        events of the difference within the event, each event counting once), ``low``, ``high``,
        ``p`` (labels swapped within events), ``p_holm`` (adjusted over the table, of
        which ``n_comparisons`` rows have a p),
        ``n_shared_events``, ``n_matched_a``, ``n_matched_b`` (articles on them),
        ``n_left_out_a``, ``n_left_out_b`` (articles on events that the other does not cover, or
        without event), ``estimand``, ``interval``, ``confidence_level``, ``note``.

    Raises
    ------
    TypeError, ValueError
        As in `compare_pairs`.

    Warns
    -----
    UserWarning
        Each different note once.

    Examples
    --------
    >>> import pandas as pd
    >>> ids = pd.Index([f"a{i}" for i in range(26)], name="article_id")
    >>> scores = pd.DataFrame({"promotion": [6.0, 1.0, 4.0, 2.0] * 6 + [9, 9], "words": 500}, ids)
    >>> outlet = pd.Series(["Agency", "Daily"] * 12 + ["Agency", "Agency"], index=ids)
    >>> event = pd.Series(range(26), index=ids) // 2
    >>> import warnings; warnings.simplefilter("ignore")
    >>> result = same_event(scores, outlet, event)
    >>> result[["raw_difference", "difference", "n_shared_events", "n_left_out_a"]].round(2)
       raw_difference  difference  n_shared_events  n_left_out_a
    0            4.07         3.5               12             2
    """
    chosen = as_interval(interval)
    data = prepare(scores, outlet, event, estimand, missing, called="event")
    rng = np.random.default_rng(random_state)
    if len(data.outlets) < 2:
        message = f"outlet has a single outlet, {data.outlets[0]}; a pair needs two"
        raise ValueError(message)
    sums = data.sums()
    rows: list[dict[str, Any]] = []
    for a, b in combinations(range(len(data.outlets)), 2):
        columns = _matched(data, sums.groups([a, b]), (a, b), chosen, rng)
        for v, category in enumerate(data.categories):
            row = {"outlet_a": data.outlets[a], "outlet_b": data.outlets[b], "category": category}
            row |= {name: values[v].item() for name, values in columns.items()}
            rows.append(row | {"note": _note(row)})
    table = pd.DataFrame(rows).assign(
        p_holm=lambda t: holm(t["p"].to_numpy()),
        n_comparisons=lambda t: t["p"].count(),
        estimand=estimand,
        interval=chosen.method,
        confidence_level=chosen.confidence_level,
    )
    return with_notes(table[_COLUMNS], general_notes(data))


def event_coverage(outlet: pd.Series, event: pd.Series) -> pd.DataFrame:
    """Count each outlet's articles on each event: what can be matched and what is left out.

    Parameters
    ----------
    outlet, event : Series
        Of each article, index ``article_id``.

    Returns
    -------
    DataFrame
        A row an event (index ``event``), most outlets first; a column an outlet with its number of
        articles, and ``n_outlets``. Articles without an event stand in the last row, ``(none)``.

    Raises
    ------
    TypeError, ValueError
        If one is no Series, or the other lacks an article.

    Examples
    --------
    >>> import pandas as pd
    >>> outlet = pd.Series(["Agency", "Daily", "Agency", "Daily"])
    >>> event_coverage(outlet, pd.Series(["summit", "summit", "launch", None]))
             Agency  Daily  n_outlets
    event
    summit        1      1          2
    launch        1      0          1
    (none)        0      1          1
    """
    placed = checked(outlet, "outlet")
    events = aligned(event, placed.index, "event").astype(object)
    table = pd.crosstab(events.where(events.notna(), "(none)"), placed)
    table.columns.name, table.index.name = None, "event"
    table["n_outlets"] = (table > 0).sum(axis=1)
    last = table.index == "(none)"
    order = np.lexsort((table.index.astype(str), -table["n_outlets"].to_numpy(), last))
    return table.iloc[order]


def coarsen(covariates: pd.DataFrame, bins: dict[str, list[float]]) -> pd.Series:
    """Put articles that are alike into one stratum, for coarsened exact matching.

    Parameters
    ----------
    covariates : DataFrame
        Such as length, section and month; index ``article_id``.
    bins : dict of str to list of float
        Cut points of the numeric columns among them; other columns must agree exactly.

    Returns
    -------
    Series
        The stratum of each article in words, to be given to `same_event`; missing where a
        covariate is.

    Raises
    ------
    ValueError
        If ``bins`` names no column.

    References
    ----------
    Iacus, S. M., King, G. & Porro, G. (2012). Causal inference without balance checking:
    Coarsened exact matching. Political Analysis, 20(1). https://doi.org/10.1093/pan/mpr013

    Examples
    --------
    >>> import pandas as pd
    >>> covariates = pd.DataFrame({"words": [120, 480, 900], "section": ["world", "world", None]})
    >>> coarsen(covariates, {"words": [300, 800]}).tolist()
    ['words <= 300, section = world', '300 < words <= 800, section = world', nan]
    """
    for name in bins:
        if name not in covariates:
            message = f"bins names {name!r}, no column of covariates: {list(covariates.columns)}"
            raise ValueError(message)
    parts = [
        _binned(covariates[name], bins[name])
        if name in bins
        else covariates[name].map(lambda value, name=name: f"{name} = {value}", na_action=None)
        for name in covariates
    ]
    joined = [", ".join(row) for row in zip(*parts, strict=True)]
    stratum = pd.Series(joined, covariates.index, dtype=object, name="stratum")
    return stratum.where(covariates.notna().all(axis=1))


def _binned(values: pd.Series, cuts: list[float]) -> pd.Series:
    edges = sorted(cuts)
    first, last = f"{values.name} <= {edges[0]}", f"{edges[-1]} < {values.name}"
    between = [f"{low} < {values.name} <= {high}" for low, high in pairwise(edges)]
    names = np.array([first, *between, last], dtype=object)
    return pd.Series(names[np.searchsorted(edges, values.to_numpy())], values.index)


def _matched(
    data: Comparable,
    two: ClusterSums,
    pair: tuple[int, int],
    interval: Interval,
    rng: np.random.Generator,
) -> dict[str, np.ndarray]:
    """Raw and matched difference of one pair; arrays by variable."""
    shared: NDArray[np.bool_] = np.all(two.denominator > 0, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate: Floats = np.where(shared[:, None], two.numerator / two.denominator, 0.0)
    weight = shared.astype(np.float64)
    within = ClusterSums((rate[:, 0] - rate[:, 1])[:, None], weight[:, None])
    labelled = ClusterSums(rate, np.repeat(weight[:, None], 2, axis=1))
    raw_low, raw_high = confidence_limits(two, _DIFFERENCE, interval, rng=rng)
    low, high = confidence_limits(within, np.eye(1), interval, rng=rng)
    n_shared = shared.sum(axis=0)
    few = n_shared < FEWEST_CLUSTERS
    raw_few = ((two.denominator > 0).sum(axis=0) < FEWEST_CLUSTERS).any(axis=0)
    return {
        "raw_difference": two.ratio[0] - two.ratio[1],
        "raw_low": np.where(raw_few, np.nan, raw_low[0]),
        "raw_high": np.where(raw_few, np.nan, raw_high[0]),
        "difference": within.ratio[0],
        "low": np.where(few, np.nan, low[0]),
        "high": np.where(few, np.nan, high[0]),
        "p": permutation_test(labelled, n_resamples=interval.n_resamples, rng=rng),
        "n_shared_events": n_shared,
    } | _numbers(data, pair)


def _numbers(data: Comparable, pair: tuple[int, int]) -> dict[str, np.ndarray]:
    """Articles on shared events and on others, of each of the two outlets."""
    has_score = ~np.isnan(data.exposure)
    cells = np.zeros((2, int(data.cluster.max()) + 1, has_score.shape[1]), dtype=int)
    for side, g in enumerate(pair):
        mine = data.outlet == g
        np.add.at(cells[side], data.cluster[mine], has_score[mine])
    shared = (cells > 0).all(axis=0)
    matched = np.where(shared, cells, 0).sum(axis=1)
    left_out = cells.sum(axis=1) - matched + data.excluded[list(pair)][:, None]
    return {
        "n_matched_a": matched[0],
        "n_matched_b": matched[1],
        "n_left_out_a": left_out[0],
        "n_left_out_b": left_out[1],
    }


def _note(row: dict[str, Any]) -> list[str]:
    a, b, n = row["outlet_a"], row["outlet_b"], row["n_shared_events"]
    if n == 0:
        return [f"{a} and {b} share no event: nothing can be matched."]
    if n < FEWEST_CLUSTERS:
        return [f"{a} and {b} share {n} events, fewer than {FEWEST_CLUSTERS}: no interval."]
    if n < FEW_CLUSTERS:
        return [f"{a} and {b} share {n} events, fewer than {FEW_CLUSTERS}: read with caution."]
    return []
