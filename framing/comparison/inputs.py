"""Scores, outlets and clusters brought together: aligned, checked, and what is missing counted."""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import pandas as pd

from framing.statistics.dependence import connected_clusters
from framing.statistics.intervals import Interval, Method
from framing.statistics.ratios import ClusterSums, Floats, Integers, cluster_sums

Estimand = Literal["mean_of_articles", "ratio_of_sums"]
Missing = Literal["exclude", "raise"]
Clusters = pd.Series | pd.DataFrame
_NOT_PER_WORDS = (
    *("promotion_own", "promotion_attributed", "promotion_low", "promotion_high"),
    *("sentiment", "sentiment_vader", "sentences", "speakers", "critical_speakers"),
)


@dataclass(frozen=True)
class Comparable:
    """Articles ready to be compared: those with an outlet and a cluster.

    Attributes
    ----------
    articles : Index
        Their ids.
    outlets, categories : list of str
        Names; codes and columns of the arrays point into them.
    outlet, cluster : ndarray of int, shape (articles,)
    scores, exposure : ndarray of shape (articles, categories)
        The exposure is the words, or 1 an article, as the estimand wants; NaN where the score is.
    words : ndarray of shape (articles,)
        NaN throughout if the table of scores has no such column.
    excluded : ndarray of int, shape (outlets,)
        Articles of an outlet that have no cluster.
    without_outlet : int
        Articles that have no outlet.
    clustered : bool
        False if every article counts as a cluster of its own.
    """

    articles: pd.Index
    outlets: list[str]
    categories: list[str]
    outlet: Integers
    cluster: Integers
    scores: Floats
    exposure: Floats
    words: Floats
    excluded: Integers
    without_outlet: int
    clustered: bool

    def sums(self, cluster: Integers | None = None) -> ClusterSums:
        """Score times exposure, and exposure, summed by cluster and outlet."""
        return cluster_sums(
            self.scores * self.exposure,
            self.exposure,
            group=self.outlet,
            cluster=self.cluster if cluster is None else cluster,
        )


def prepare(
    scores: pd.DataFrame,
    outlet: pd.Series,
    cluster: Clusters | None,
    estimand: Estimand,
    missing: Missing,
    called: str = "cluster",
) -> Comparable:
    """Align scores, outlets and clusters; leave out or refuse articles that lack one of them.

    ``called`` is the caller's name for the clusters.
    """
    one_of("estimand", estimand, get_args(Estimand))
    one_of("missing", missing, get_args(Missing))
    table = score_columns(scores)
    placed = aligned(outlet, table.index, "outlet")
    codes = cluster_codes(cluster, table.index, called)
    present = placed.notna().to_numpy()
    refuse_missing(missing, "outlet", table.index, ~present)
    refuse_missing(missing, called, table.index, codes < 0)
    refuse_missing(missing, "score", table.index, table.isna().any(axis=1).to_numpy())
    if not (present & (codes >= 0)).any():
        message = f"no article has both an outlet and a {called}; check that the ids agree"
        raise ValueError(message)
    outlet_codes, names = pd.factorize(placed, sort=True)
    kept = present & (codes >= 0)
    values = table.to_numpy(dtype=np.float64)[kept]
    words = _words(scores)[kept]
    exposure = np.ones_like(values)
    if estimand == "ratio_of_sums":
        check_rates(scores, table.columns)
        exposure = np.where(words > 0, words, np.nan)[:, None] * exposure
    return Comparable(
        articles=table.index[kept],
        outlets=[str(name) for name in names],
        categories=[str(name) for name in table.columns],
        outlet=outlet_codes[kept],
        cluster=np.unique(codes[kept], return_inverse=True)[1],
        scores=values,
        exposure=np.where(np.isnan(values), np.nan, exposure),
        words=words,
        excluded=np.bincount(outlet_codes[present & (codes < 0)], minlength=len(names)),
        without_outlet=int((~present).sum()),
        clustered=cluster is not None,
    )


def score_columns(scores: object) -> pd.DataFrame:
    """Return the columns of a table of scores that are scores, checked."""
    if not isinstance(scores, pd.DataFrame):
        message = f"scores must be a table with a row an article, not {type(scores).__name__}"
        raise TypeError(message)
    if not scores.index.is_unique:
        twice = scores.index[scores.index.duplicated()][0]
        message = f"scores has article {twice!r} more than once; keep one row an article"
        raise ValueError(message)
    numeric = scores.select_dtypes("number")
    kept = [name for name in numeric if name != "words" and not str(name).endswith("_count")]
    if not kept or scores.empty:
        message = f"scores has no numeric score column; its columns are {list(scores.columns)}"
        raise ValueError(message)
    infinite = np.isinf(numeric[kept].to_numpy(dtype=np.float64)).any(axis=1)
    if infinite.any():
        message = f"scores of article {scores.index[infinite][0]!r} are infinite; remove the row"
        raise ValueError(message)
    return numeric[kept]


def is_rate(column: object) -> bool:
    """Tell whether a column of `measure` may be a rate per words of whole articles."""
    name = str(column)
    return name not in _NOT_PER_WORDS and not name.endswith("_share")


def check_rates(scores: pd.DataFrame, columns: pd.Index, called: str = "scores") -> None:
    """Refuse what cannot be weighted by the words of whole articles.

    ``called`` is the caller's name for the scores.
    """
    if "words" not in scores:
        message = (
            f"estimand='ratio_of_sums' needs the column words in {called}; "
            "add it, or choose estimand='mean_of_articles'"
        )
        raise ValueError(message)
    others = [str(name) for name in columns if not is_rate(name)]
    if others:
        own = (
            "; for promotion_own, compare promotion and words of score(matches, voice='own')"
            if "promotion_own" in others
            else ""
        )
        message = (
            f"{called} has {', '.join(others)}, no rates per words of whole articles, which "
            "estimand='ratio_of_sums' needs; leave them out, or choose "
            f"estimand='mean_of_articles'{own}"
        )
        raise ValueError(message)


def _words(scores: pd.DataFrame) -> Floats:
    if "words" not in scores:
        return np.full(len(scores), np.nan)
    return scores["words"].to_numpy(dtype=np.float64)


def checked(values: object, name: str) -> pd.Series:
    """Refuse what is no Series with one entry an article."""
    if not isinstance(values, pd.Series):
        message = (
            f"{name} must be a Series indexed by article_id, not {type(values).__name__}; "
            f'take the column of the corpus, such as corpus["{name}"]'
        )
        raise TypeError(message)
    if not values.index.is_unique:
        twice = values.index[values.index.duplicated()][0]
        message = f"{name} has article {twice!r} more than once; keep one entry an article"
        raise ValueError(message)
    return values


def aligned(values: object, index: pd.Index, name: str) -> pd.Series:
    """Bring a Series into the order of the articles; refuse one that does not know them all."""
    series = checked(values, name)
    unknown = ~index.isin(series.index)
    if unknown.any():
        message = (
            f"{name} has no entry for article {index[unknown][0]!r} "
            f"({unknown.sum()} of {len(index)} articles are not in its index); "
            "take both from the same corpus"
        )
        raise ValueError(message)
    return series.reindex(index)


def dates(date: object, index: pd.Index) -> pd.Series:
    """Align dates with the articles, as times in UTC; missing ones are NaT."""
    values = aligned(date, index, "date")
    try:
        parsed = pd.to_datetime(values, utc=True, format="ISO8601")
    except (ValueError, TypeError) as error:
        message = f"date holds what is no date ({error}); give dates such as 2024-05-31"
        raise ValueError(message) from error
    return parsed.dt.tz_localize(None)


def cluster_codes(cluster: Clusters | None, index: pd.Index, called: str = "cluster") -> Integers:
    """Codes from 0 for each article's cluster; -1 for an article that no grouping places.

    Several groupings, given as the columns of a table, are joined to the clusters that cut through
    none of them; an article without an entry in one of them is alone there.
    """
    if cluster is None:
        return np.arange(len(index))
    if isinstance(cluster, pd.Series):
        return pd.factorize(aligned(cluster, index, called))[0]
    if not isinstance(cluster, pd.DataFrame) or cluster.shape[1] == 0:
        message = (
            f"{called} must be a Series of cluster ids, or a table with a column a grouping, "
            f"not {type(cluster).__name__}"
        )
        raise TypeError(message)
    groupings = [pd.factorize(aligned(cluster[name], index, called))[0] for name in cluster]
    alone = [
        np.where(codes < 0, codes.max() + 1 + np.arange(len(codes)), codes) for codes in groupings
    ]
    placed = np.any([codes >= 0 for codes in groupings], axis=0)
    return np.where(placed, connected_clusters(alone), -1)


def refuse_missing(missing: Missing, what: str, index: pd.Index, absent: np.ndarray) -> None:
    """Stop at the first article without an outlet, cluster or score, if asked to."""
    if missing == "raise" and absent.any():
        message = (
            f"article {index[absent][0]!r} has no {what} ({absent.sum()} of {len(index)} "
            'articles); fill it in, or leave such articles out with missing="exclude"'
        )
        raise ValueError(message)


def one_of(name: str, value: object, accepted: tuple[str, ...]) -> None:
    """Refuse a named choice that does not exist."""
    if value not in accepted:
        message = f"{name}={value!r} is not known; choose one of {', '.join(accepted)}"
        raise ValueError(message)


def as_interval(interval: Method | Interval) -> Interval:
    """Let an interval be given by its name alone."""
    return interval if isinstance(interval, Interval) else Interval(interval)


def known_outlets(names: tuple[str, ...], outlets: list[str], parameter: str) -> None:
    """Refuse outlet names that no article has."""
    for name in names:
        if name not in outlets:
            message = f"{parameter}={name!r} is no outlet; the outlets are {', '.join(outlets)}"
            raise ValueError(message)
