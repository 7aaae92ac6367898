"""Which entries make the difference between two outlets, adding up to it exactly."""

from typing import TYPE_CHECKING, get_args

import numpy as np
import pandas as pd

from framing.comparison.counts import Counts, match_counts
from framing.comparison.inputs import (
    Clusters,
    Estimand,
    aligned,
    cluster_codes,
    known_outlets,
    one_of,
)
from framing.matching import Matches
from framing.statistics.bootstrap import bootstrap_weights
from framing.statistics.ratios import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_array

_PER = 1000
_N_RESAMPLES = 1999


def word_shift(
    source: Matches | Counts,
    by: pd.Series,
    *,
    groups: tuple[str, str],
    cluster: Clusters | None = None,
    estimand: Estimand = "mean_of_articles",
    random_state: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Split the difference of two outlets' rates into what each lexicon entry contributes.

    Parameters
    ----------
    source : Matches or Counts
        Matches of one lexicon, or what `match_counts` makes of them: of one voice, split by voice
        or target, or with values in place of counts.
    by : Series
        Group of each article, such as its outlet; index ``article_id``.
    groups : tuple of two str
        The difference is the first group's rate less the second's.
    cluster : Series or DataFrame, optional
        Event or wire story of each article, as in `compare_outlets`.
    estimand : {"mean_of_articles", "ratio_of_sums"}
        As in `compare_outlets`: which difference is split.
    random_state : int or numpy.random.Generator
        Seed of the bootstrap.

    Returns
    -------
    DataFrame
        A row an entry (and part), largest absolute contribution first: ``entry``, ``label`` (its
        commonest form, as in `match_counts`) and what it is split by, ``count_a``, ``count_b``
        (matches, or sums of values), ``rate_a``, ``rate_b`` (per 1,000 words: of an average
        article, or of the whole group), ``contribution`` (their difference), ``low``, ``high``
        (95 %, percentile bootstrap of whole clusters), ``share`` (of the difference; NaN if there
        is none), ``estimand``. Contributions add up to the difference of the two groups' rates, as
        `compare_pairs` has it of the same voice.

    Raises
    ------
    TypeError, ValueError
        If articles or groups do not fit.

    Notes
    -----
    A bootstrap interval of a single entry is rough where few clusters have it: read it as a guard
    against contributions that hang on one event.

    References
    ----------
    Gallagher, R. J. et al. (2021). Generalized word shift graphs: A method for visualizing and
    explaining pairwise comparisons between texts. EPJ Data Science, 10.
    https://doi.org/10.1140/epjds/s13688-021-00260-3

    Examples
    --------
    >>> import pandas as pd
    >>> matches = pd.DataFrame(
    ...     {"article_id": ["a", "a", "c"], "entry": ["historic", "landmark", "historic"],
    ...      "value": 1.0})
    >>> counts = match_counts(matches, words=pd.Series(500, index=list("abcd")))
    >>> by = pd.Series(["Agency", "Agency", "Daily", "Daily"], index=list("abcd"))
    >>> shift = word_shift(counts, by, groups=("Agency", "Daily"))
    >>> shift[["entry", "rate_a", "rate_b", "contribution"]]
          entry  rate_a  rate_b  contribution
    0  landmark     1.0     0.0           1.0
    1  historic     1.0     1.0           0.0
    """
    one_of("estimand", estimand, get_args(Estimand))
    counts = source if isinstance(source, Counts) else match_counts(source)
    placed = aligned(by, counts.articles, "by")
    known_outlets(groups, sorted(str(name) for name in placed.dropna().unique()), "groups")
    codes = cluster_codes(cluster, counts.articles)
    usable = (codes >= 0) & (counts.words >= counts.min_exposure)
    clusters = np.unique(codes, return_inverse=True)[1]
    unit = counts.words if estimand == "ratio_of_sums" else np.ones(len(counts.words))
    weight = np.divide(unit, counts.words, out=np.zeros_like(unit), where=usable)
    n, y, totals = [], [], []
    for group in groups:
        side = (placed == group).to_numpy() & usable
        n.append(np.bincount(clusters, np.where(side, unit, 0.0)))
        y.append(_by_cluster(counts.matrix, np.where(side, weight, 0.0), clusters))
        totals.append(counts.matrix.T @ side.astype(np.float64))
    rate_a, rate_b = (
        _PER * np.asarray(part.sum(axis=0)) / size.sum() for part, size in zip(y, n, strict=True)
    )
    low, high = _bootstrap(y, np.stack(n), np.random.default_rng(random_state))
    contribution = rate_a - rate_b
    total = contribution.sum()
    table = counts.types.assign(
        count_a=totals[0],
        count_b=totals[1],
        rate_a=rate_a,
        rate_b=rate_b,
        contribution=contribution,
        low=low,
        high=high,
        share=contribution / total if total else np.nan,
        estimand=estimand,
    )
    seen = np.flatnonzero((totals[0] != 0) | (totals[1] != 0))
    order = seen[np.argsort(-np.abs(contribution[seen]), kind="stable")]
    return table.iloc[order].reset_index(drop=True)


def _by_cluster(matrix: "csr_array", weight: Floats, clusters: np.ndarray) -> "csr_array":
    """One group's weighted counts by cluster, shape (clusters, types)."""
    from scipy.sparse import csr_array

    where = (weight, (clusters, np.arange(len(clusters))))
    return (csr_array(where, shape=(clusters.max() + 1, len(clusters))) @ matrix).tocsr()


def _bootstrap(y: list["csr_array"], n: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Percentile limits of each contribution; clusters of either group are drawn."""
    used = np.flatnonzero(n.sum(axis=0))
    y, n = [part[used] for part in y], n[:, used]
    draws = []
    for weights in bootstrap_weights(len(used), _N_RESAMPLES, rng):
        with np.errstate(divide="ignore", invalid="ignore"):
            rates = [
                _PER * (part.T @ weights.T) / (weights @ n[side]) for side, part in enumerate(y)
            ]
        draws.append(rates[0] - rates[1])
    low, high = np.nanquantile(np.concatenate(draws, axis=1), [0.025, 0.975], axis=1)
    return low, high
