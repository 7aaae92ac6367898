"""Each outlet's score, and how sure we are of it."""

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
from framing.comparison.notes import (
    FEWEST_CLUSTERS,
    general_notes,
    outlet_note,
    with_notes,
)
from framing.statistics.dependence import intraclass_correlation
from framing.statistics.intervals import Interval, Method, confidence_limits
from framing.statistics.ratios import ClusterSums, Floats
from framing.statistics.sandwich import cluster_robust_error


def compare_outlets(
    scores: pd.DataFrame,
    outlet: pd.Series,
    *,
    cluster: Clusters | None = None,
    estimand: Estimand = "mean_of_articles",
    interval: Method | Interval = "cr2",
    missing: Missing = "exclude",
    random_state: int | np.random.Generator = 0,
) -> pd.DataFrame:
    """Estimate each outlet's score in each category, with an interval that knows of clusters.

    Parameters
    ----------
    scores : DataFrame
        A row an article, index ``article_id``. Every numeric column is compared, except ``words``
        and those that end in ``_count``; select columns to compare fewer.
    outlet : Series
        Outlet of each article, same index.
    cluster : Series or DataFrame, optional
        Event or wire story of each article. Given as several columns, the clusters that cut
        through none of them are used. Default: articles count as independent.
    estimand : {"mean_of_articles", "ratio_of_sums"}
        ``"mean_of_articles"``: the score of an outlet's average article. Articles are the units, as
        in content analysis, each counting once; any score will do.
        ``"ratio_of_sums"``: the rate in all the outlet's words taken together, in which long
        articles weigh more (needs a column ``words``, and rates per words of whole articles). The
        two differ where tone goes with length: publish one, and name it.
    interval : str or Interval
        ``"cr2"``, ``"cr3"``, ``"studentised"``, ``"bca"`` or ``"percentile"``; an `Interval` sets
        the level and the number of draws too. The default kept its level best in simulations
        (see Notes).
    missing : {"exclude", "raise"}
        What to do with articles that have no outlet, cluster or score.
    random_state : int or numpy.random.Generator
        Seed of the bootstrap intervals.

    Returns
    -------
    DataFrame
        A row an outlet and category: ``outlet``, ``category``, ``n_articles`` (with a score),
        ``n_excluded`` (without score or cluster), ``n_clusters``, ``words``, ``estimate``,
        ``low``, ``high``, ``standard_error`` (CR2), ``zero_share`` (articles that score 0),
        ``icc`` (of article scores within clusters, this outlet), ``design_effect`` (variance of
        the estimate over that with independent articles), ``estimand``, ``interval``,
        ``confidence_level``, ``note`` (what would not stand, in words).

    Raises
    ------
    TypeError, ValueError
        If tables do not fit each other, a choice is not known, or a column of `measure` is no rate
        per words of whole articles under ``"ratio_of_sums"``.

    Warns
    -----
    UserWarning
        Each different note once.

    Notes
    -----
    A mean of articles takes an article of ten words as seriously as one of a thousand: leave out
    those that are too short to have a tone (``low_information`` in `measure`).

    An outlet's estimate is a ratio of sums, Σ score · exposure / Σ exposure, with words or a 1
    an article as exposure. Its interval is made on the logarithmic scale if no score is negative,
    so that its limits are positive. With fewer than 6 clusters there is no interval. The outlets
    are those given; nothing is claimed about outlets at large.

    In simulated corpora, clustered, most articles without a match, outlets of unequal size, the
    default 95 % interval of a rate, as a ratio of sums, covered .94 with 40 events (.91 to .96 by
    design) and .94 with 20 (.92 to .96), on designs that were not used to choose it; a percentile
    cluster bootstrap covered .87 and .83. The shortfall comes with few big events that set the
    tone. Hall's (1992) correction for skewness brought the 40 events to .93 to .96, with upper
    limits many times the estimate: it was tried and left out. Means of articles kept their level
    as well as ratios of sums did, on the same corpora.

    References
    ----------
    Cameron, A. C. & Miller, D. L. (2015). A practitioner's guide to cluster-robust inference.
    Journal of Human Resources, 50(2). https://doi.org/10.3368/jhr.50.2.317

    Examples
    --------
    >>> import pandas as pd
    >>> ids = pd.Index([f"a{i}" for i in range(12)], name="article_id")
    >>> scores = pd.DataFrame({"promotion": [2.0, 0.0, 4.0] * 4, "words": 500}, index=ids)
    >>> outlet = pd.Series("Herald", index=ids)
    >>> event = pd.Series(range(12), index=ids) // 2
    >>> import warnings; warnings.simplefilter("ignore")
    >>> compare_outlets(scores, outlet, cluster=event)[["outlet", "estimate", "n_clusters"]]
       outlet  estimate  n_clusters
    0  Herald       2.0           6
    """
    chosen = as_interval(interval)
    data = prepare(scores, outlet, cluster, estimand, missing)
    sums = data.sums()
    each = np.eye(len(data.outlets))
    low, high = outlet_limits(sums, chosen, np.random.default_rng(random_state))
    error = cluster_robust_error(sums, each, correction="cr2")
    independent = cluster_robust_error(
        data.sums(np.arange(len(data.outlet))), each, correction="cr2"
    )
    few = sums.n_clusters < FEWEST_CLUSTERS
    with np.errstate(divide="ignore", invalid="ignore"):
        design_effect = error**2 / independent**2
    rows = []
    for g, v in np.ndindex(sums.ratio.shape):
        row = _described(data, g, v)
        row |= {
            "n_clusters": int(sums.n_clusters[g, v]),
            "estimate": sums.ratio[g, v],
            "low": np.nan if few[g, v] else low[g, v],
            "high": np.nan if few[g, v] else high[g, v],
            "standard_error": error[g, v],
            "design_effect": design_effect[g, v],
            "estimand": estimand,
            "interval": chosen.method,
            "confidence_level": chosen.confidence_level,
        }
        rows.append(row | {"note": outlet_note(row, clustered=data.clustered)})
    return with_notes(pd.DataFrame(rows)[_COLUMNS], general_notes(data))


_COLUMNS = [
    "outlet",
    "category",
    "n_articles",
    "n_excluded",
    "n_clusters",
    "words",
    "estimate",
    "low",
    "high",
    "standard_error",
    "zero_share",
    "icc",
    "design_effect",
    "estimand",
    "interval",
    "confidence_level",
    "note",
]


def outlet_limits(
    sums: ClusterSums, interval: Interval, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Limits of each outlet's ratio: on the log scale where no sum is negative, else linear."""
    contrasts = np.eye(sums.numerator.shape[1])
    positive = np.asarray((sums.numerator >= 0).all(axis=(0, 1)))
    low, high = np.full((2, *sums.ratio.shape), np.nan)
    if positive.any():
        limits = confidence_limits(
            sums.variables(positive), contrasts, interval, scale="log", rng=rng
        )
        low[:, positive], high[:, positive] = np.exp(limits)
    if not positive.all():
        low[:, ~positive], high[:, ~positive] = confidence_limits(
            sums.variables(~positive), contrasts, interval, rng=rng
        )
    return low, high


def _described(data: Comparable, g: int, v: int) -> dict[str, Any]:
    """Describe an outlet's articles without any inference."""
    mine = data.outlet == g
    seen = mine & ~np.isnan(data.scores[:, v]) & ~np.isnan(data.exposure[:, v])
    values = data.scores[seen, v]
    return {
        "outlet": data.outlets[g],
        "category": data.categories[v],
        "n_articles": int(seen.sum()),
        "n_excluded": int(mine.sum() - seen.sum() + data.excluded[g]),
        "words": float(data.words[seen].sum()),
        "zero_share": float((values == 0).mean()) if len(values) else np.nan,
        "icc": intraclass_correlation(values, data.cluster[seen]) if len(values) else np.nan,
    }
