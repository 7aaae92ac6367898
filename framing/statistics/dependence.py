"""How much articles of a cluster resemble each other, and which clusters hang together."""

import numpy as np

from framing.statistics.ratios import Floats, Integers


def intraclass_correlation(values: Floats, cluster: Integers) -> float:
    """One-way random-effects intraclass correlation, ICC(1), for clusters of any size.

    Parameters
    ----------
    values : ndarray of shape (articles,)
    cluster : ndarray of int, shape (articles,)
        Codes from 0.

    Returns
    -------
    float
        At most 1, negative where articles of a cluster differ more than those of different ones;
        NaN if no cluster has two articles, there is one cluster only, or nothing varies.

    References
    ----------
    Donner, A. (1986). A review of inference procedures for the intraclass correlation coefficient
    in the one-way random effects model. International Statistical Review, 54(1).
    https://doi.org/10.2307/1403259

    Examples
    --------
    >>> import numpy as np
    >>> intraclass_correlation(np.array([1.0, 1, 3, 3]), np.array([0, 0, 1, 1]))
    1.0
    """
    size = np.bincount(cluster)
    size_of_seen = size[size > 0]
    n, k = len(values), len(size_of_seen)
    if k < 2 or n == k:
        return float("nan")
    mean = np.bincount(cluster, values) / np.maximum(size, 1)
    between = (size * (mean - values.mean()) ** 2).sum() / (k - 1)
    within = ((values - mean[cluster]) ** 2).sum() / (n - k)
    typical = (n - (size**2).sum() / n) / (k - 1)
    spread = between + (typical - 1) * within
    return float((between - within) / spread) if spread > 0 else float("nan")


def connected_clusters(memberships: list[Integers]) -> Integers:
    """Smallest clusters that cut through none of several groupings.

    Parameters
    ----------
    memberships : list of ndarray of int, each of shape (articles,)
        Codes from 0, such as events and wire stories; two articles that share a code in any of
        them end up in the same cluster.

    Returns
    -------
    ndarray of int, shape (articles,)

    Examples
    --------
    >>> import numpy as np
    >>> connected_clusters([np.array([0, 0, 1, 2]), np.array([0, 1, 1, 2])])
    array([0, 0, 0, 1])
    """
    n = len(memberships[0])
    offset, ends = n, []
    for codes in memberships:
        ends.append(offset + codes)
        offset += int(codes.max(initial=-1)) + 1
    starts = np.tile(np.arange(n), len(memberships))
    return linked_clusters(offset, starts, np.concatenate(ends))[:n]


def linked_clusters(n: int, starts: Integers, ends: Integers) -> Integers:
    """Clusters of what is linked, directly or through others.

    Parameters
    ----------
    n : int
        Number of things.
    starts, ends : ndarray of int, shape (links,)
        Positions of the two ends of each link.

    Returns
    -------
    ndarray of int, shape (n,)
        Codes from 0, in the order of first appearance.

    Examples
    --------
    >>> import numpy as np
    >>> linked_clusters(5, np.array([0, 3]), np.array([3, 4]))
    array([0, 1, 2, 0, 0])
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = coo_array((np.ones(len(starts)), (starts, ends)), (n, n))
    labels: Integers = connected_components(links, directed=False)[1]
    _, first, codes = np.unique(labels, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[codes]
