"""Which entries make the difference between two outlets, adding up to it exactly."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.comparison.counts import Counts, match_counts
from framing.comparison.inputs import Clusters, aligned, cluster_codes, known_outlets
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
    random_state : int or numpy.random.Generator
        Seed of the bootstrap.

    Returns
    -------
    DataFrame
        A row an entry (and part), largest absolute contribution first: ``entry`` and what it is
        split by, ``count_a``, ``count_b`` (matches, or sums of values), ``rate_a``, ``rate_b``
        (per 1,000 words of the whole group), ``contribution`` (their difference), ``low``,
        ``high`` (95 %, percentile bootstrap of whole clusters), ``share`` (of the difference;
        NaN if there is none). Contributions add up to the difference of the two groups' rates,
        which are ratios of sums.

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
    counts = source if isinstance(source, Counts) else match_counts(source)
    placed = aligned(by, counts.articles, "by")
    known_outlets(groups, sorted(str(name) for name in placed.dropna().unique()), "groups")
    codes = cluster_codes(cluster, counts.articles)
    usable = (codes >= 0) & ~np.isnan(counts.words)
    clusters = np.unique(codes, return_inverse=True)[1]
    n, y = [], []
    for group in groups:
        side = (placed == group).to_numpy() & usable
        n.append(np.bincount(clusters, np.where(side, counts.words, 0.0)))
        y.append(_by_cluster(counts.matrix, side, clusters))
    a, b = (np.asarray(part.sum(axis=0)) for part in y)
    rate_a, rate_b = _PER * a / n[0].sum(), _PER * b / n[1].sum()
    low, high = _bootstrap(y, np.stack(n), np.random.default_rng(random_state))
    contribution = rate_a - rate_b
    total = contribution.sum()
    table = counts.types.assign(
        count_a=a,
        count_b=b,
        rate_a=rate_a,
        rate_b=rate_b,
        contribution=contribution,
        low=low,
        high=high,
        share=contribution / total if total else np.nan,
    )
    seen = np.flatnonzero((a != 0) | (b != 0))
    order = seen[np.argsort(-np.abs(contribution[seen]), kind="stable")]
    return table.iloc[order].reset_index(drop=True)


def _by_cluster(matrix: "csr_array", side: np.ndarray, clusters: np.ndarray) -> "csr_array":
    """One group's counts by cluster, shape (clusters, types)."""
    from scipy.sparse import csr_array

    where = (side.astype(np.float64), (clusters, np.arange(len(clusters))))
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
