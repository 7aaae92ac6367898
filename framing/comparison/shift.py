"""Which entries make the difference between two outlets, adding up to it exactly."""

from typing import TYPE_CHECKING, Literal, get_args

import numpy as np
import pandas as pd

from framing.comparison.counts import match_rows
from framing.comparison.inputs import (
    Clusters,
    aligned,
    checked,
    cluster_codes,
    known_outlets,
    one_of,
)
from framing.statistics.bootstrap import bootstrap_weights
from framing.statistics.ratios import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Formula = Literal["rate", "weighted_rate"]
PER = 1000
_N_RESAMPLES = 1999


def word_shift(
    matches: pd.DataFrame,
    by: pd.Series,
    words: pd.Series,
    *,
    groups: tuple[str, str],
    split: tuple[str, ...] = (),
    formula: Formula = "rate",
    cluster: Clusters | None = None,
    random_state: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Split the difference of two outlets' rates into what each lexicon entry contributes.

    Parameters
    ----------
    matches : DataFrame
        A row a match, as from ``Matches.table()``: ``article_id``, ``entry``, ``value`` and the
        columns of ``split``.
    by : Series
        Group of each article, such as its outlet; index ``article_id``.
    words : Series
        Exposure of each article, also of those without a match, same index.
    groups : tuple of two str
        The difference is the first group's rate less the second's.
    split : tuple of str
        Columns of ``matches`` to split entries by, such as ``("voice",)`` or
        ``("voice", "target")``; an empty cell is the part ``(none)``.
    formula : {"rate", "weighted_rate"}
        Matches whose value is not 0, or the sum of values, per 1,000 words.
    cluster : Series or DataFrame, optional
        Event or wire story of each article, as in `compare_outlets`.
    random_state : int or numpy.random.Generator
        Seed of the bootstrap.

    Returns
    -------
    DataFrame
        A row an entry (and part), largest absolute contribution first: ``entry``, the columns of
        ``split``, ``count_a``, ``count_b`` (matches, or sums of values), ``rate_a``, ``rate_b``
        (per 1,000 words of the whole group), ``contribution`` (their difference), ``low``,
        ``high`` (95 %, percentile bootstrap of whole clusters), ``share`` (of the difference;
        NaN if there is none). Contributions add up to the difference of the two groups' rates,
        which are ratios of sums.

    Raises
    ------
    TypeError, ValueError
        If tables do not fit, or a group is not known.

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
    >>> ids = ["a", "b", "c", "d"]
    >>> matches = pd.DataFrame(
    ...     {"article_id": ["a", "a", "c"], "entry": ["historic", "landmark", "historic"],
    ...      "value": 1.0})
    >>> by = pd.Series(["Agency", "Agency", "Daily", "Daily"], index=ids)
    >>> words = pd.Series(500, index=ids)
    >>> shift = word_shift(matches, by, words, groups=("Agency", "Daily"))
    >>> shift[["entry", "rate_a", "rate_b", "contribution"]]
          entry  rate_a  rate_b  contribution
    0  landmark     1.0     0.0           1.0
    1  historic     1.0     1.0           0.0
    """
    one_of("formula", formula, get_args(Formula))
    exposure = checked(words, "words").astype(np.float64)
    placed = aligned(by, exposure.index, "by")
    known_outlets(groups, sorted(str(name) for name in placed.dropna().unique()), "groups")
    codes = cluster_codes(cluster, exposure.index)
    usable = (codes >= 0) & exposure.notna().to_numpy()
    sides = [(placed == group).to_numpy() & usable for group in groups]
    parts, matrix = _counted(match_rows(matches), split, formula, exposure.index)
    clusters = np.unique(codes, return_inverse=True)[1]
    n = np.stack(
        [np.bincount(clusters[side], exposure[side], clusters.max() + 1) for side in sides]
    ).astype(np.float64)
    y = [_summed(matrix, side, clusters) for side in sides]
    a, b = (np.asarray(part.sum(axis=0)) for part in y)
    rate_a, rate_b = PER * a / n[0].sum(), PER * b / n[1].sum()
    low, high = _bootstrap(y, n, np.random.default_rng(random_state))
    contribution = rate_a - rate_b
    total = contribution.sum()
    table = parts.assign(count_a=a, count_b=b, rate_a=rate_a, rate_b=rate_b)
    table = table.assign(contribution=contribution, low=low, high=high)
    table["share"] = contribution / total if total else np.nan
    seen = table[(a != 0) | (b != 0)]
    order = np.argsort(-seen["contribution"].abs().to_numpy(), kind="stable")
    ordered: pd.DataFrame = seen.iloc[order].reset_index(drop=True)
    return ordered


def _counted(
    matches: pd.DataFrame, split: tuple[str, ...], formula: Formula, articles: pd.Index
) -> tuple[pd.DataFrame, "csr_array"]:
    """Parts (entry and splits), and their counts or values in every article."""
    from scipy.sparse import coo_array

    for name in split:
        if name not in matches:
            message = f"split={name!r} is no column of matches, which has {list(matches.columns)}"
            raise ValueError(message)
    rows = articles.get_indexer(pd.Index(matches["article_id"]))
    if (rows < 0).any():
        unknown = matches["article_id"].to_numpy()[rows < 0][0]
        message = f"words has no entry for article {unknown!r}, which has a match; add it"
        raise ValueError(message)
    keys = matches[["entry", *split]].astype(object)
    keys = keys.where(keys.notna(), "(none)")
    part = keys.groupby(["entry", *split], sort=True).ngroup().to_numpy()
    parts = keys.drop_duplicates().sort_values(["entry", *split], ignore_index=True)
    value = matches["value"].to_numpy(dtype=np.float64)
    amount = (value != 0).astype(np.float64) if formula == "rate" else value
    shape = (len(articles), len(parts))
    return parts, coo_array((amount, (rows, part)), shape=shape).tocsr()


def _summed(matrix: "csr_array", side: np.ndarray, clusters: np.ndarray) -> "csr_array":
    """One group's counts by cluster, shape (clusters, parts)."""
    from scipy.sparse import csr_array

    where = (side.astype(np.float64), (clusters, np.arange(len(clusters))))
    return (csr_array(where, shape=(clusters.max() + 1, len(clusters))) @ matrix).tocsr()


def _bootstrap(y: list["csr_array"], n: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Percentile limits of each part's contribution; clusters of either group are drawn."""
    used = np.flatnonzero(n.sum(axis=0))
    y, n = [part[used] for part in y], n[:, used]
    draws = []
    for weights in bootstrap_weights(len(used), _N_RESAMPLES, rng):
        with np.errstate(divide="ignore", invalid="ignore"):
            rates = [
                PER * (part.T @ weights.T) / (weights @ n[side]) for side, part in enumerate(y)
            ]
        draws.append(rates[0] - rates[1])
    low, high = np.nanquantile(np.concatenate(draws, axis=1), [0.025, 0.975], axis=1)
    return low, high
