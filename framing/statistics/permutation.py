"""Permutation test of two groups: labels change places between whole clusters."""

import numpy as np
from numpy.typing import NDArray

from framing.statistics.bootstrap import weighted_contrasts
from framing.statistics.ratios import ClusterSums, Floats, Integers

_CONTRAST = np.array([[1.0, -1.0]])
_BLOCK = 500


def permutation_test(
    sums: ClusterSums, *, n_resamples: int = 9999, rng: np.random.Generator
) -> Floats:
    """Two-sided p-value for the difference of two groups' ratios.

    The hypothesis is exchangeability: what one group published about a cluster could as well have
    come from the other. Where both groups are in a cluster, their whole blocks of articles change
    places with probability 1/2. Clusters of one group only exchange labels among themselves, so
    that each group keeps their number. The statistic is the difference divided by its
    cluster-robust standard error in the permuted data, which keeps the test close to its level
    when rates are equal but blocks differ in size (Chung & Romano 2013).

    Parameters
    ----------
    sums : ClusterSums
        With two groups.
    n_resamples : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of shape (variables,)
        (1 + permutations at least as extreme) / (1 + permutations); NaN where a group is missing.

    References
    ----------
    Chung, E. & Romano, J. P. (2013). Exact and asymptotically robust permutation tests. The
    Annals of Statistics, 41(2). https://doi.org/10.1214/13-AOS1090
    Phipson, B. & Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical
    Applications in Genetics and Molecular Biology, 9(1). https://doi.org/10.2202/1544-6115.1585
    """
    _, t = permuted_differences(sums, n_resamples=n_resamples, rng=rng)
    extreme = np.abs(t) >= np.abs(t[0]) * (1 - 1e-9)
    return np.where(np.isnan(t[0]), np.nan, extreme.mean(axis=0))


def permuted_differences(
    sums: ClusterSums, *, n_resamples: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Differences of the two groups' ratios under permuted labels, and the same studentised.

    Parameters
    ----------
    sums, n_resamples, rng
        As in `permutation_test`.

    Returns
    -------
    differences, t : ndarray of shape (1 + n_resamples, variables)
        The first row holds what was observed; NaN where a group is missing.
    """
    seen: NDArray[np.bool_] = np.any(sums.denominator > 0, axis=2)
    stacked = ClusterSums(
        np.concatenate([sums.numerator, sums.numerator[:, ::-1]]),
        np.concatenate([sums.denominator, sums.denominator[:, ::-1]]),
    )
    blocks = [_statistics(stacked, np.zeros((1, len(seen))))]
    for start in range(0, n_resamples, _BLOCK):
        swaps = label_swaps(seen, min(_BLOCK, n_resamples - start), rng)
        blocks.append(_statistics(stacked, swaps))
    differences, t = (np.concatenate(part) for part in zip(*blocks, strict=True))
    return differences, t


def label_swaps(seen: NDArray[np.bool_], n_resamples: int, rng: np.random.Generator) -> Floats:
    """Draw permutations: 1 where a cluster's two blocks change places, else 0.

    Parameters
    ----------
    seen : ndarray of bool, shape (clusters, 2)
        Which of the two groups has articles in a cluster.
    n_resamples : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of shape (n_resamples, clusters)
    """
    swaps = np.zeros((n_resamples, len(seen)))
    shared = seen[:, 0] & seen[:, 1]
    swaps[:, shared] = rng.integers(0, 2, size=(n_resamples, int(shared.sum())))
    single = seen[:, 0] ^ seen[:, 1]
    owner = seen[single, 1]
    permuted = rng.permuted(np.tile(owner, (n_resamples, 1)), axis=1)
    swaps[:, single] = permuted != owner
    return swaps


def label_draws(
    cluster: Integers, mine: NDArray[np.bool_], n_resamples: int, rng: np.random.Generator
) -> Floats:
    """Draw permutations of one group's label over whole blocks: 1 where a block carries it, else 0.

    A block is what one outlet wrote on one cluster. In a cluster that the group shares, one of the
    blocks, drawn at random, carries the label; clusters of a single block exchange labels among
    themselves; clusters that others share without the group stay as they are.

    Parameters
    ----------
    cluster : ndarray of int, shape (blocks,)
        Cluster of each block, ascending.
    mine : ndarray of bool, shape (blocks,)
        Blocks of the group, at most one in a cluster.
    n_resamples : int
    rng : numpy.random.Generator

    Returns
    -------
    ndarray of shape (n_resamples, blocks)
    """
    drawn = np.tile(mine.astype(np.float64), (n_resamples, 1))
    _, start, place, size = np.unique(
        cluster, return_index=True, return_inverse=True, return_counts=True
    )
    single = size[place] == 1
    drawn[:, single] = rng.permuted(drawn[:, single], axis=1)
    shared = (np.add.reduceat(mine, start, dtype=int)[place] > 0) & ~single
    if shared.any():
        lots = rng.random((n_resamples, int(shared.sum())))
        _, first, part = np.unique(cluster[shared], return_index=True, return_inverse=True)
        drawn[:, shared] = lots == np.maximum.reduceat(lots, first, axis=1)[:, part]
    return drawn


def _statistics(stacked: ClusterSums, swaps: Floats) -> tuple[Floats, Floats]:
    """Difference and studentised difference in each permutation, shape (draws, variables)."""
    weights = np.concatenate([1 - swaps, swaps], axis=1)
    difference, error = weighted_contrasts(stacked, weights, _CONTRAST)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = np.where(difference == 0, 0.0, difference / error)
    return difference[:, 0], t[:, 0]
