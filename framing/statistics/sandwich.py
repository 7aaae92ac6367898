"""Cluster-robust standard errors with small-sample corrections, and their degrees of freedom."""

from typing import Literal

import numpy as np

from framing.statistics.ratios import ClusterSums, Floats, Scale, influence

Correction = Literal["cr0", "cr2", "cr3"]
_LEVERAGE = {"cr0": 0.0, "cr2": 0.5, "cr3": 1.0}


def cluster_robust_error(
    sums: ClusterSums, contrasts: Floats, *, correction: Correction, scale: Scale = "linear"
) -> Floats:
    """Cluster-robust standard error of contrasts between ratios.

    A ratio of sums is the weighted least-squares mean of the article rates with the denominators
    as weights, so that the corrections known for regression apply. With one indicator a group,
    CR2 divides a cluster's residual sum by the square root of (1 - its share of the group's
    denominator), and CR3 by (1 - share).

    Parameters
    ----------
    sums : ClusterSums
    contrasts : ndarray of shape (contrasts, groups)
    correction : {"cr0", "cr2", "cr3"}
    scale : {"linear", "log"}

    Returns
    -------
    ndarray of shape (contrasts, variables)

    References
    ----------
    Bell, R. M. & McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression
    with multi-stage samples. Survey Methodology, 28(2).
    Pustejovsky, J. E. & Tipton, E. (2018). Small-sample methods for cluster-robust variance
    estimation and hypothesis testing in fixed effects models. Journal of Business & Economic
    Statistics, 36(4). https://doi.org/10.1080/07350015.2016.1247004
    """
    pull = influence(sums, contrasts, scale, _LEVERAGE[correction])
    error: Floats = np.sqrt((pull**2).sum(axis=0))
    return error


def satterthwaite_df(
    sums: ClusterSums,
    contrasts: Floats,
    *,
    correction: Correction,
    scale: Scale = "linear",
) -> Floats:
    """Degrees of freedom of a cluster-robust variance after Bell and McCaffrey (2002).

    The variance estimator is a quadratic form in the clusters' residual sums. Its mean and
    variance under a working model, in which a cluster varies as one, give the degrees of freedom,
    2 mean² / variance: unequal clusters cost some of them.

    Parameters
    ----------
    sums, contrasts, correction, scale
        As in `cluster_robust_error`.

    Returns
    -------
    ndarray of shape (contrasts, variables)
    """
    total = sums.denominator.sum(axis=0)
    share = sums.denominator / np.where(total > 0, total, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = 1 / (total * (1 - share) ** _LEVERAGE[correction])
        if scale == "log":
            factor = factor / sums.ratio
    variance = sums.denominator**2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.stack([_contrast_df(row, factor, share, variance) for row in contrasts])


def _contrast_df(contrast: Floats, factor: Floats, share: Floats, variance: Floats) -> Floats:
    """One contrast's degrees of freedom, shape (variables,).

    With x = factor·variance, y = factor·share and V = Σ variance, a group's scaled residual sums
    have the covariance diag(factor²·variance) - xy' - yx' + V yy', which is never written out.
    """
    used = np.flatnonzero(contrast)
    variance = variance[:, used]
    scaled = factor[:, used] * np.abs(contrast[used])[:, None]
    x, y = scaled * variance, scaled * share[:, used]
    diagonal = (scaled * x).sum(axis=1)
    low_rank = np.concatenate([x, y], axis=1)
    m = len(used)
    core = np.zeros((2 * m, 2 * m, share.shape[2]))
    for i in range(m):
        core[i, m + i] = core[m + i, i] = -1
        core[m + i, m + i] = variance[:, i].sum(axis=0)
    gram = np.einsum("civ,cjv->ijv", low_rank, low_rank)
    weighted_gram = np.einsum("civ,cv,cjv->ijv", low_rank, diagonal, low_rank)
    product = np.einsum("ijv,jkv->ikv", core, gram)
    trace = diagonal.sum(axis=0) + np.einsum("iiv->v", product)
    trace_of_square = (
        (diagonal**2).sum(axis=0)
        + 2 * np.einsum("ijv,jiv->v", core, weighted_gram)
        + np.einsum("ijv,jiv->v", product, product)
    )
    df: Floats = trace**2 / trace_of_square
    return df
