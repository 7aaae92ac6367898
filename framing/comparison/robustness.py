"""Whether a difference holds under other reasonable choices, and what it hangs on."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import get_args

import numpy as np
import pandas as pd

from framing.comparison.inputs import (
    Clusters,
    Estimand,
    aligned,
    check_rates,
    cluster_codes,
    known_outlets,
    one_of,
    prepare,
    score_columns,
)
from framing.statistics.intervals import Interval, confidence_limits
from framing.statistics.permutation import permuted_differences
from framing.statistics.ratios import (
    ClusterSums,
    Floats,
    cluster_sums,
    contrast_estimates,
    leave_one_out,
)

_DIFFERENCE = np.array([[1.0, -1.0]])
_N_RESAMPLES = 1999
_LEVEL = 0.05


@dataclass(frozen=True, eq=False)
class SpecificationCurve:
    """What `specification_curve` returns.

    Attributes
    ----------
    table : DataFrame
        A row a specification, in ascending order of effect: a column a choice, ``estimand``,
        ``estimate_a``, ``estimate_b``, ``difference``, ``low``, ``high`` (95 %, CR2), ``effect``
        (difference in standard deviations of that specification's article scores, so that
        specifications can be laid beside each other), ``p`` (permutation).
    joint : DataFrame
        A row a statistic: ``median effect``, ``share of the prevailing sign``, ``share
        significant in the prevailing direction``; ``observed``, ``median_if_exchangeable`` (its
        median over permutations) and ``p``.
    """

    table: pd.DataFrame
    joint: pd.DataFrame


def specification_curve(
    tables: Mapping[tuple[Hashable, ...], pd.DataFrame],
    outlet: pd.Series,
    *,
    groups: tuple[str, str],
    choices: tuple[str, ...],
    cluster: Clusters | None = None,
    estimands: tuple[Estimand, ...] = ("mean_of_articles", "ratio_of_sums"),
    random_state: int | np.random.Generator = 0,
) -> SpecificationCurve:
    """Estimate one difference under every declared combination of choices, and judge them jointly.

    Parameters
    ----------
    tables : mapping of tuple to DataFrame
        A table of scores for each combination: one score column, a rate if ``"ratio_of_sums"`` is
        among the estimands, and ``words`` of the same exposure. A table may lack articles, such as
        those left out as duplicates. Declare the choices before looking at results; the joint test
        covers what is given here, no more.
    outlet : Series
        Outlet of every article in any table.
    groups : tuple of two str
        The difference is the first outlet's estimate less the second's.
    choices : tuple of str
        What the parts of the keys of ``tables`` are, such as ``("lexicon", "voice")``.
    cluster : Series or DataFrame, optional
        As in `compare_outlets`, for every article.
    estimands : tuple of str
        Each combination is estimated as each of them.
    random_state : int or numpy.random.Generator
        Seed of the permutations.

    Returns
    -------
    SpecificationCurve

    Raises
    ------
    TypeError, ValueError
        If a table, a key or a name does not fit, or a column is no rate per words of whole
        articles under ``"ratio_of_sums"``.

    Notes
    -----
    Labels of whole clusters are permuted as in `compare_pairs`, the same way in all
    specifications, so that their dependence is kept. A specification counts as significant, in
    the data and in a permutation alike, if its studentised difference exceeds the 95 % quantile
    of its own permutations.

    References
    ----------
    Simonsohn, U., Simmons, J. P. & Nelson, L. D. (2020). Specification curve analysis. Nature
    Human Behaviour, 4. https://doi.org/10.1038/s41562-020-0912-z
    """
    _check(tables, choices, estimands)
    index = pd.Index(dict.fromkeys(article for table in tables.values() for article in table.index))
    placed = aligned(outlet, index, "outlet")
    known_outlets(groups, sorted(str(name) for name in placed.dropna().unique()), "groups")
    codes = cluster_codes(cluster, index)
    used = placed.isin(groups).to_numpy() & (codes >= 0)
    rows, scores, exposure = [], [], []
    for key, table in tables.items():
        score, words = _column(table, key, estimands)
        for estimand in estimands:
            rows.append(dict(zip(choices, key, strict=True)) | {"estimand": estimand})
            unit = words if estimand == "ratio_of_sums" else score * 0 + 1
            scores.append(score.reindex(index).to_numpy(dtype=np.float64)[used])
            exposure.append(unit.reindex(index).to_numpy(dtype=np.float64)[used])
    value, weight = np.stack(scores, axis=1), np.stack(exposure, axis=1)
    sums = cluster_sums(
        value * weight,
        weight,
        group=(placed[used] == groups[1]).to_numpy().astype(np.intp),
        cluster=np.unique(codes[used], return_inverse=True)[1],
    )
    for row, ratio in zip(rows, sums.ratio.T, strict=True):
        if np.isnan(ratio).any():
            message = f"in the specification {row}, one of the outlets {groups} has no score"
            raise ValueError(message)
    spread = np.nanstd(np.where(np.isnan(weight), np.nan, value), axis=0, ddof=1)
    return _curve(pd.DataFrame(rows), sums, spread, np.random.default_rng(random_state))


def leave_out_units(
    scores: pd.DataFrame,
    outlet: pd.Series,
    unit: pd.Series,
    *,
    groups: tuple[str, str],
    estimand: Estimand = "mean_of_articles",
) -> pd.DataFrame:
    """Recompute the difference of two groups without each event, or each outlet, in turn.

    Parameters
    ----------
    scores : DataFrame
        As in `compare_outlets`.
    outlet : Series
        Group of each article: its outlet, or what outlets are pooled into.
    unit : Series
        What is left out: the event of each article, or its outlet where groups are pooled.
    groups : tuple of two str
        The difference is the first group's estimate less the second's.
    estimand : {"mean_of_articles", "ratio_of_sums"}
        As in `compare_outlets`.

    Returns
    -------
    DataFrame
        A row a category and unit, largest absolute change first: ``category``, ``left_out``,
        ``n_articles`` (of the two groups in it), ``difference`` (without it; NaN if a group is
        then empty), ``change`` (from the difference with all units).

    Raises
    ------
    TypeError, ValueError
        If tables do not fit, or a group is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"promotion": [4.0, 1.0, 9.0, 2.0], "words": 100})
    >>> outlet = pd.Series(["Agency", "Daily", "Agency", "Daily"])
    >>> event = pd.Series(["summit", "summit", "launch", "launch"])
    >>> leave_out_units(scores, outlet, event, groups=("Agency", "Daily"))
        category left_out  n_articles  difference  change
    0  promotion   summit           2         7.0     2.0
    1  promotion   launch           2         3.0    -2.0
    """
    placed = aligned(outlet, scores.index, "outlet")
    known_outlets(groups, sorted(str(name) for name in placed.dropna().unique()), "groups")
    two = scores[placed.isin(groups).to_numpy()]
    data = prepare(two, outlet, unit, estimand, "exclude")
    order = [data.outlets.index(group) for group in groups]
    sums = data.sums().groups(order)
    names = aligned(unit, data.articles, "unit").to_numpy(dtype=object)
    first = np.unique(data.cluster, return_index=True)[1]
    without = leave_one_out(sums, _DIFFERENCE)[:, 0]
    whole = contrast_estimates(sums.ratio, _DIFFERENCE)[0]
    tables = [
        pd.DataFrame(
            {
                "category": category,
                "left_out": names[first],
                "n_articles": np.bincount(data.cluster),
                "difference": without[:, v],
                "change": without[:, v] - whole[v],
            }
        )
        for v, category in enumerate(data.categories)
    ]
    ordered = [table.iloc[np.argsort(-table["change"].abs(), kind="stable")] for table in tables]
    return pd.concat(ordered, ignore_index=True)


def leave_out_entries(shift: pd.DataFrame) -> pd.DataFrame:
    """Recompute the difference of two outlets without each lexicon entry in turn.

    Parameters
    ----------
    shift : DataFrame
        From `word_shift`, split or not.

    Returns
    -------
    DataFrame
        A row an entry, largest absolute contribution first: ``left_out``, ``label`` (its commonest
        form), ``difference`` (without it), ``change`` (from the difference with all entries).

    Notes
    -----
    Contributions add up, so that leaving an entry out takes away its contribution exactly, unless
    another entry would match in its place.

    Examples
    --------
    >>> import pandas as pd
    >>> shift = pd.DataFrame({"entry": ["histor*", "landmark"], "contribution": [1.5, -0.5],
    ...     "label": ["historic + 1 form", "landmark"]})
    >>> leave_out_entries(shift)
       left_out              label  difference  change
    0   histor*  historic + 1 form        -0.5    -1.5
    1  landmark           landmark         1.5     0.5
    """
    sums = shift.groupby(["entry", "label"], sort=True)["contribution"].sum()
    whole = sums.iloc[np.argsort(-sums.abs(), kind="stable")].reset_index()
    return pd.DataFrame(
        {
            "left_out": whole["entry"],
            "label": whole["label"],
            "difference": whole["contribution"].sum() - whole["contribution"],
            "change": -whole["contribution"],
        }
    )


def _curve(
    table: pd.DataFrame, sums: ClusterSums, spread: Floats, rng: np.random.Generator
) -> SpecificationCurve:
    low, high = confidence_limits(sums, _DIFFERENCE, Interval(), rng=rng)
    differences, t = permuted_differences(sums, n_resamples=_N_RESAMPLES, rng=rng)
    strength = np.abs(t)
    significant = strength > np.quantile(strength, 1 - _LEVEL, axis=0)
    table = table.assign(
        estimate_a=sums.ratio[0],
        estimate_b=sums.ratio[1],
        difference=sums.ratio[0] - sums.ratio[1],
        low=low[0],
        high=high[0],
        effect=differences[0] / spread,
        p=(strength >= strength[0] * (1 - 1e-9)).mean(axis=0),
    )
    order = np.argsort(table["effect"].to_numpy(), kind="stable")
    joint = _joint(differences / spread, significant)
    return SpecificationCurve(table.iloc[order].reset_index(drop=True), joint)


def _joint(effects: Floats, significant: np.ndarray) -> pd.DataFrame:
    """Test three statistics of the curve against those of every permutation.

    The first row of both arrays holds what was observed.
    """
    above, below = effects > 0, effects < 0
    prevailing = np.where((above.sum(axis=1) >= below.sum(axis=1))[:, None], above, below)
    median = np.median(effects, axis=1)
    statistics = {
        "median effect": median,
        "share of the prevailing sign": prevailing.mean(axis=1),
        "share significant in the prevailing direction": (prevailing & significant).mean(axis=1),
    }
    return pd.DataFrame(
        {
            "statistic": list(statistics),
            "observed": [values[0] for values in statistics.values()],
            "median_if_exchangeable": [np.median(values[1:]) for values in statistics.values()],
            "p": [
                (np.abs(values) >= abs(values[0]) - 1e-12).mean() for values in statistics.values()
            ],
        }
    )


def _check(
    tables: Mapping[tuple[Hashable, ...], pd.DataFrame],
    choices: tuple[str, ...],
    estimands: tuple[Estimand, ...],
) -> None:
    for estimand in estimands:
        one_of("estimands", estimand, get_args(Estimand))
    if not tables:
        message = "tables is empty; give a table of scores for each combination of choices"
        raise ValueError(message)
    for key in tables:
        if not isinstance(key, tuple) or len(key) != len(choices):
            message = f"the key {key!r} of tables must be a tuple with one part each for {choices}"
            raise ValueError(message)


def _column(
    table: pd.DataFrame, key: tuple[Hashable, ...], estimands: tuple[Estimand, ...]
) -> tuple[pd.Series, pd.Series]:
    """Take the one score and the words of a specification; words only where there is a score."""
    columns = score_columns(table)
    if columns.shape[1] != 1 or "words" not in table:
        message = f"the table of {key!r} must have one score column and words, not {list(table)}"
        raise ValueError(message)
    if "ratio_of_sums" in estimands:
        check_rates(table, columns.columns, f"tables[{', '.join(map(repr, key))}]")
    score = columns.iloc[:, 0]
    return score, table["words"].where(score.notna() & (table["words"] > 0)).astype(np.float64)
