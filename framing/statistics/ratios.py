"""What is estimated: ratios of sums, contrasts between them, and each cluster's pull on both.

A rate per 1,000 words is a ratio of sums (matches over words), and a mean of articles is one too
(scores over a count of ones). Everything in this room is therefore computed from two arrays of
shape (clusters, groups, variables): the numerators and the denominators, summed within clusters.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]
Scale = Literal["linear", "log"]


@dataclass(frozen=True)
class ClusterSums:
    """Numerators and denominators summed by cluster, group and variable.

    Attributes
    ----------
    numerator, denominator : ndarray of shape (clusters, groups, variables)
        Sums over the articles of a group in a cluster; 0 where it has none.
    """

    numerator: Floats
    denominator: Floats

    @property
    def ratio(self) -> Floats:
        """Ratio of the total sums, shape (groups, variables); NaN where nothing was observed."""
        return _divide(self.numerator.sum(axis=0), self.denominator.sum(axis=0))

    @property
    def n_clusters(self) -> Integers:
        """Clusters in which a group was observed, shape (groups, variables)."""
        seen: Integers = (self.denominator > 0).sum(axis=0)
        return seen

    def groups(self, index: list[int]) -> "ClusterSums":
        """Keep some groups, and of the clusters only those in which one of them was observed."""
        numerator, denominator = self.numerator[:, index], self.denominator[:, index]
        seen = (denominator > 0).any(axis=(1, 2))
        return ClusterSums(numerator[seen], denominator[seen])

    def variables(self, chosen: NDArray[np.bool_]) -> "ClusterSums":
        """Keep some variables."""
        return ClusterSums(self.numerator[..., chosen], self.denominator[..., chosen])


def cluster_sums(
    numerator: Floats, denominator: Floats, *, group: Integers, cluster: Integers
) -> ClusterSums:
    """Sum article values by cluster, group and variable.

    Parameters
    ----------
    numerator, denominator : ndarray of shape (articles, variables)
        What is summed above and below the line. A NaN in either leaves the article out of that
        variable.
    group, cluster : ndarray of int, shape (articles,)
        Codes from 0.

    Returns
    -------
    ClusterSums
        Arrays of shape (clusters, groups, variables).

    Examples
    --------
    >>> import numpy as np
    >>> sums = cluster_sums(
    ...     np.array([[2.0], [1.0], [4.0]]), np.array([[100.0], [100.0], [200.0]]),
    ...     group=np.array([0, 1, 0]), cluster=np.array([0, 0, 1]))
    >>> sums.ratio.ravel()
    array([0.02, 0.01])
    """
    shape = (int(cluster.max()) + 1, int(group.max()) + 1, numerator.shape[1])
    cell = cluster * shape[1] + group
    present = ~(np.isnan(numerator) | np.isnan(denominator))

    def total(values: Floats) -> Floats:
        kept = np.where(present, values, 0.0)
        columns = [np.bincount(cell, column, shape[0] * shape[1]) for column in kept.T]
        return np.stack(columns, axis=-1).astype(np.float64).reshape(shape)

    return ClusterSums(total(numerator), total(denominator))


def contrast_estimates(ratio: Floats, contrasts: Floats, scale: Scale = "linear") -> Floats:
    """Linear combinations of the groups' ratios, or of their logarithms.

    Parameters
    ----------
    ratio : ndarray of shape (..., groups, variables)
    contrasts : ndarray of shape (contrasts, groups)
        ``[1, 0]`` is the first group itself, ``[1, -1]`` the first less the second.
    scale : {"linear", "log"}
        With ``"log"``, ``[1, -1]`` is the logarithm of a ratio of rates.

    Returns
    -------
    ndarray of shape (..., contrasts, variables)
        On the log scale a ratio of 0 gives an infinity, and two of them NaN.
    """
    if scale == "linear":
        return _combine(contrasts, ratio)
    with np.errstate(divide="ignore", invalid="ignore"):
        return _combine(contrasts, np.log(ratio))


def influence(sums: ClusterSums, contrasts: Floats, scale: Scale, leverage: float) -> Floats:
    """Each cluster's linearised pull on each contrast.

    A cluster's residual sum is its numerator less its denominator times the ratio. It is divided
    by the total denominator and by ``(1 - h) ** leverage``, h being the cluster's share of that
    total: 0 gives CR0, 1/2 gives CR2, 1 gives CR3, which equals the jackknife.

    Returns
    -------
    ndarray of shape (clusters, contrasts, variables)
    """
    ratio, total = sums.ratio, sums.denominator.sum(axis=0)
    share = _divide(sums.denominator, np.broadcast_to(total, sums.denominator.shape))
    residual = sums.numerator - ratio * sums.denominator
    with np.errstate(divide="ignore", invalid="ignore"):
        pull = residual / (total * (1 - share) ** leverage)
        if scale == "log":
            pull = pull / ratio
    return _combine(contrasts, pull)


def leave_one_out(sums: ClusterSums, contrasts: Floats, scale: Scale = "linear") -> Floats:
    """Estimates with one cluster left out at a time, shape (clusters, contrasts, variables)."""
    rest = _divide(
        sums.numerator.sum(axis=0) - sums.numerator, sums.denominator.sum(axis=0) - sums.denominator
    )
    return contrast_estimates(rest, contrasts, scale)


def _combine(contrasts: Floats, values: Floats) -> Floats:
    """Apply contrasts over the groups axis; a group with weight 0 cannot spread its NaN."""
    rows = []
    for contrast in contrasts:
        used = np.flatnonzero(contrast)
        rows.append(np.einsum("g,...gv->...v", contrast[used], values[..., used, :]))
    return np.stack(rows, axis=-2)


def _divide(above: Floats, below: Floats) -> Floats:
    quotient: Floats = np.divide(above, below, out=np.full(above.shape, np.nan), where=below > 0)
    return quotient
