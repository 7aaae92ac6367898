"""Words, phrases or lexicon entries that set one outlet apart from the rest."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.comparison.counts import Counts, match_counts, token_counts
from framing.comparison.inputs import Clusters, aligned, cluster_codes, known_outlets
from framing.matching import Matches
from framing.statistics.adjustment import benjamini_hochberg
from framing.statistics.association import (
    g2_four_cells,
    g2_two_cells,
    log_odds,
    log_ratio,
    percent_difference,
)
from framing.statistics.permutation import label_draws
from framing.statistics.ratios import Floats, Integers
from framing.tokens import Tokens

if TYPE_CHECKING:
    from scipy.sparse import csr_array

PRIOR_SIZE = 1000.0
_BLOCK = 32


def keyness(
    source: Tokens | Matches | Counts,
    by: pd.Series,
    *,
    group: str | None = None,
    cluster: Clusters | None = None,
    min_count: int = 5,
    n_resamples: int = 999,
    random_state: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Find what one group of articles uses more, or less, than all others.

    Parameters
    ----------
    source : Tokens, Matches or Counts
        Tokens count as single words, and the matches of one lexicon as entries. `token_counts`
        counts phrases, `match_counts` entries split by target; both can keep to one voice.
    by : Series
        Group of each article, such as its outlet; articles without one are left out.
    group : str, optional
        The group to set against the rest. Default: each group in turn.
    cluster : Series or DataFrame, optional
        Event or wire story of each article, as in `compare_outlets`.
    min_count : int
        Types with fewer occurrences altogether are left out, and not adjusted for.
    n_resamples : int
        Permutations; the smallest p is 1 / (n_resamples + 1), so that many types need many.
        0 leaves the tests out.
    random_state : int or numpy.random.Generator
        Seed of the permutations.

    Returns
    -------
    DataFrame
        A row a group and type, highest z first: ``group``, ``type`` (or ``entry`` and its
        ``label``, see `match_counts`), ``count``, ``count_rest``, ``rate``, ``rate_rest`` (per
        1,000 words), ``articles``,
        ``articles_rest`` (that have it), ``g2`` (Dunning, four cells), ``g2_two_cells``
        (Rayson & Garside), ``log_odds``, ``z`` (Dirichlet prior worth 1,000 words, spread as in
        all articles), ``z_small_prior``,
        ``z_large_prior`` (worth 100 and 10,000), ``log_ratio``, ``log_ratio_low``,
        ``log_ratio_high`` (95 %, clusters respected; NaN where a count is 0), ``percent_diff``,
        ``dp`` (deviation of proportions over the group's articles: 0 even, near 1 in one place),
        ``p`` (permutation), ``p_bh`` (adjusted over the group's types).

    Raises
    ------
    TypeError, ValueError
        If articles or groups do not fit.

    Notes
    -----
    G² and z rank types; they are no tests, because words come in articles and articles in events.
    The p-value compares the difference of rates, divided by its standard error, with what it is
    when the group's label changes hands: between articles, or, given clusters, between what the
    groups wrote on the same cluster; clusters of one group exchange labels among themselves.

    References
    ----------
    Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of
    Corpus Linguistics, 13(4). https://doi.org/10.1075/ijcl.13.4.02gri
    """
    counts = _counts(source)
    placed = aligned(by, counts.articles, "by")
    names = sorted(str(name) for name in placed.dropna().unique())
    if len(names) < 2:
        message = f"by has {len(names)} group(s), {', '.join(names)}; keyness needs two"
        raise ValueError(message)
    if group is not None:
        known_outlets((group,), names, "group")
    codes = cluster_codes(cluster, counts.articles)
    kept = placed.notna().to_numpy() & (codes >= 0) & (counts.words > 0)
    total = np.asarray(counts.matrix[kept].sum(axis=0))
    frequent = np.flatnonzero(total >= max(min_count, 1))
    matrix = counts.matrix[kept][:, frequent]
    label = placed[kept].astype(str).to_numpy()
    rng = np.random.default_rng(random_state)
    tables = []
    for name in names if group is None else [group]:
        sides = _Sides(matrix, counts.words[kept], label, name, codes[kept])
        types = counts.types.iloc[frequent].reset_index(drop=True)
        table = pd.concat([types, sides.statistics()], axis=1)
        table.insert(0, "group", name)
        if n_resamples:
            table["p"] = sides.permutation_p(n_resamples, rng)
            table["p_bh"] = benjamini_hochberg(table["p"].to_numpy())
        tables.append(table.sort_values("z", ascending=False, kind="stable"))
    return pd.concat(tables, ignore_index=True)


def _counts(source: Tokens | Matches | Counts) -> Counts:
    if isinstance(source, Tokens):
        return token_counts(source)
    return source if isinstance(source, Counts) else match_counts(source)


class _Sides:
    """Counts of one group and of the rest, summed by cluster and by block.

    A block is what one group wrote on one cluster.
    """

    def __init__(
        self, matrix: "csr_array", words: Floats, label: np.ndarray, name: str, cluster: Integers
    ) -> None:
        self.mine, self.matrix, self.words = label == name, matrix, words
        self.cluster = np.unique(cluster, return_inverse=True)[1]
        self.n_clusters = int(self.cluster.max()) + 1
        groups, code = np.unique(label, return_inverse=True)
        block, self.block = np.unique(self.cluster * len(groups) + code, return_inverse=True)
        self.cluster_of_block, group_of_block = np.divmod(block, len(groups))
        self.my_blocks = groups[group_of_block] == name
        sides = (self.mine, ~self.mine)
        self.n = np.stack([self._summed_words(side) for side in sides])
        self.y = [_summed(matrix, self.cluster, side, self.n_clusters) for side in sides]

    def _summed_words(self, side: np.ndarray) -> Floats:
        summed = np.bincount(self.cluster[side], self.words[side], self.n_clusters)
        return summed.astype(np.float64)

    def statistics(self) -> pd.DataFrame:
        """Everything but the test."""
        a, b = (np.asarray(y.sum(axis=0)) for y in self.y)
        n_a, n_b = (float(n) for n in self.n.sum(axis=1))
        cells = (a, b, n_a, n_b)
        reference = (a + b) / (n_a + n_b)
        odds, z = log_odds(*cells, reference=reference, prior_size=PRIOR_SIZE)
        ratio = log_ratio(*cells)
        half = self._log_ratio_half_width(a, b)
        return pd.DataFrame(
            {
                "count": a.astype(int),
                "count_rest": b.astype(int),
                "rate": 1000 * a / n_a,
                "rate_rest": 1000 * b / n_b,
                "articles": np.bincount(self.matrix[self.mine].indices, minlength=len(a)),
                "articles_rest": np.bincount(self.matrix[~self.mine].indices, minlength=len(a)),
                "g2": g2_four_cells(*cells),
                "g2_two_cells": g2_two_cells(*cells),
                "log_odds": odds,
                "z": z,
                "z_small_prior": log_odds(*cells, reference=reference, prior_size=100.0)[1],
                "z_large_prior": log_odds(*cells, reference=reference, prior_size=10_000.0)[1],
                "log_ratio": ratio,
                "log_ratio_low": ratio - half,
                "log_ratio_high": ratio + half,
                "percent_diff": percent_difference(*cells),
                "dp": deviation_of_proportions(self.matrix[self.mine], self.words[self.mine]),
            }
        )

    def _log_ratio_half_width(self, a: Floats, b: Floats) -> Floats:
        """Half of the 95 % interval, from cluster residuals on the logarithmic scale."""
        from scipy.special import stdtrit

        with np.errstate(divide="ignore", invalid="ignore"):
            share = [self.n[side] / self.n[side].sum() for side in (0, 1)]
            products = [
                np.asarray((self.y[i] * self.y[j]).sum(axis=0)) / (one * two)
                - self.y[i].T @ share[j] / one
                - self.y[j].T @ share[i] / two
                + share[i] @ share[j]
                for i, j, one, two in ((0, 0, a, a), (1, 1, b, b), (0, 1, a, b))
            ]
            variance = products[0] + products[1] - 2 * products[2]
        correction = self.n_clusters / (self.n_clusters - 1) if self.n_clusters > 1 else np.nan
        quantile = stdtrit(self.n_clusters - 1, 0.975)
        half = quantile * np.sqrt(np.maximum(variance, 0) * correction) / np.log(2)
        return np.where((a > 0) & (b > 0), half, np.nan)

    def permutation_p(self, n_resamples: int, rng: np.random.Generator) -> Floats:
        """Two-sided p of every type, the group's label permuted over whole blocks."""
        everyone = np.ones(len(self.block), dtype=bool)
        n = np.bincount(self.block, self.words).astype(np.float64)
        blocks = _summed(self.matrix, self.block, everyone, len(n)).astype(np.float32).T.tocsr()
        moments = [blocks, blocks.multiply(n.astype(np.float32)).tocsr(), blocks.power(2)]
        everything = [
            np.asarray(moment.sum(axis=1), dtype=np.float64)[:, None] for moment in moments
        ]
        observed = _t(moments, everything, n, self.my_blocks[:, None].astype(np.float64))
        extreme = np.zeros(blocks.shape[0])
        for start in range(0, n_resamples, _BLOCK):
            draws = min(_BLOCK, n_resamples - start)
            inside = label_draws(self.cluster_of_block, self.my_blocks, draws, rng).T
            t = _t(moments, everything, n, inside)
            extreme += (t >= observed * (1 - 1e-5)).sum(axis=1)
        return (1 + extreme) / (1 + n_resamples)


def _summed(matrix: "csr_array", part: Integers, side: np.ndarray, n_parts: int) -> "csr_array":
    """Sum the counts of one side's articles by the part that each belongs to."""
    from scipy.sparse import csr_array

    rows = np.flatnonzero(side)
    where = (np.ones(len(rows)), (part[rows], np.arange(len(rows))))
    return (csr_array(where, shape=(n_parts, len(rows))) @ matrix[rows]).tocsr()


def _t(moments: list[Any], everything: list[Floats], n: Floats, inside: Floats) -> Floats:
    """Absolute studentised difference of rates, shape (types, permutations)."""
    member = np.ascontiguousarray(inside, dtype=np.float32)
    n_a, nn_a = n @ inside, n**2 @ inside
    n_b, nn_b = n.sum() - n_a, (n**2).sum() - nn_a
    y, yn, yy = (moment @ member for moment in moments)
    rate_a, rate_b = y / n_a, (everything[0] - y) / n_b
    spread = (yy - 2 * rate_a * yn + rate_a**2 * nn_a) / n_a**2
    spread += ((everything[2] - yy) - 2 * rate_b * (everything[1] - yn) + rate_b**2 * nn_b) / n_b**2
    difference = np.abs(rate_a - rate_b)
    t: Floats = difference / np.sqrt(np.maximum(spread, 1e-30))
    return t


def deviation_of_proportions(matrix: "csr_array", words: Floats) -> Floats:
    """Gries's DP of each type over articles; NaN for a type that none of them has.

    Half the sum, over articles, of the absolute difference between an article's share of the
    type's occurrences and its share of all words.
    """
    total = np.asarray(matrix.sum(axis=0))
    share = words / words.sum()
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = matrix.data / total[matrix.indices]
    excess = np.abs(observed - share[rows]) - share[rows]
    half = (1 + np.bincount(matrix.indices, excess, minlength=len(total))) / 2
    return np.where(total > 0, half, np.nan)
