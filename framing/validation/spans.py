"""Do coders mark the same passages: agreement on spans, exact or with tolerance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.validation.codings import named, require_columns

_Spans = NDArray[np.int64]


def span_agreement(
    codings: pd.DataFrame,
    *,
    unit: str = "unit",
    coder: str = "coder",
    category: str = "category",
    overlap: float = 1.0,
    n_resamples: int = 1000,
    random_state: int | np.random.Generator | None = None,
) -> pd.DataFrame:
    """Measure how far coders mark the same spans with the same category.

    Parameters
    ----------
    codings : pandas.DataFrame
        One row a marked span, with its ``start`` and ``end`` in the unit's text. A unit in which a
        coder found nothing has one row with missing ``start``, ``end`` and category: without it,
        the coder counts as not having read the unit.
    unit, coder, category : str, default "unit", "coder", "category"
        The columns that say where the span is, who marked it, and as what.
    overlap : float, default 1.0
        How much two spans must share to be the same: characters in both over characters in
        either. 1 asks for equal spans, 0 for one shared character.
    n_resamples : int, default 1000
        Bootstrap samples of units; 0 leaves the intervals out (missing).
    random_state : int, numpy.random.Generator or None, default None
        Seed of the resampling.

    Returns
    -------
    pandas.DataFrame
        One row a part, with the columns ``scope`` (``all``, ``category``, ``pair``), ``group``,
        ``f1`` with ``low`` and ``high`` (95 %), ``matched`` (pairs of spans), ``spans`` (spans of
        both coders, summed over the pairs of coders) and ``units`` (read by two or more coders).

    Raises
    ------
    ValueError
        If a column is absent, a span is empty or negative, a coder marks the same span twice with
        one category, or no unit was read by two coders.

    Notes
    -----
    F1 = 2 × matched / spans: the positive specific agreement, to which kappa comes close when what
    could be marked is far more than what is [1]_. Spans are matched one to one, within a
    category, so that most are matched.

    References
    ----------
    .. [1] Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, and reliability in
       information retrieval. Journal of the American Medical Informatics Association, 12(3),
       296-298. doi:10.1197/jamia.M1733

    Examples
    --------
    >>> codings = pd.DataFrame({
    ...     "unit": ["a"] * 4, "coder": ["Ann", "Ann", "Ben", "Ben"], "category": "praise",
    ...     "start": [0, 20, 0, 24], "end": [8, 30, 8, 30],
    ... })
    >>> for overlap in (1.0, 0.5):
    ...     print(span_agreement(codings, overlap=overlap, n_resamples=0)["f1"].iloc[0])
    0.5
    1.0
    """
    if not 0 <= overlap <= 1:
        message = f"overlap must lie between 0 and 1, not {overlap}."
        raise ValueError(message)
    require_columns(codings, (unit, coder, category, "start", "end"), "codings")
    names = ["unit", "coder", "category", "start", "end"]
    table = codings[[unit, coder, category, "start", "end"]].set_axis(names, axis=1)
    _check_spans(table)
    cells = pd.DataFrame(_matched(table, overlap))
    if cells.empty:
        message = "codings: no unit was read by two coders. Give the coders an overlap set."
        raise ValueError(message)
    row, units = pd.factorize(cells["unit"])
    rng = np.random.default_rng(random_state)
    draws = rng.multinomial(len(units), np.full(len(units), 1 / len(units)), size=n_resamples)
    weights = np.vstack([np.ones(len(units)), draws])[:, row]
    cells["pair"] = cells["first"].astype(str) + ", " + cells["second"].astype(str)
    rows = [_summary("all", "all", cells, weights)]
    for scope, column in (("category", "category"), ("pair", "pair")):
        for group, part in cells.groupby(column):
            rows.append(_summary(scope, group, part, weights))
    return pd.DataFrame(rows)


def _matched(table: pd.DataFrame, overlap: float) -> Iterator[dict[str, Any]]:
    """Yield, per unit, pair of coders and category, the spans and how many of them match."""
    marked = {
        key: spans[["start", "end"]].to_numpy(np.int64)
        for key, spans in table.dropna().groupby(["unit", "coder", "category"], sort=False)
    }
    categories = sorted(table["category"].dropna().unique())
    none = np.zeros((0, 2), np.int64)
    for unit, rows in table.groupby("unit", sort=False):
        for first, second in combinations(sorted(rows["coder"].unique()), 2):
            for category in categories or [None]:
                one, other = (marked.get((unit, who, category), none) for who in (first, second))
                yield {
                    "unit": unit,
                    "first": first,
                    "second": second,
                    "category": category,
                    "matched": _count_matches(one, other, overlap),
                    "spans": len(one) + len(other),
                }


def _count_matches(one: _Spans, other: _Spans, overlap: float) -> int:
    """Count the spans that can be matched one to one."""
    if not len(one) or not len(other):
        return 0
    from scipy.optimize import linear_sum_assignment

    start = np.maximum.outer(one[:, 0], other[:, 0])
    end = np.minimum.outer(one[:, 1], other[:, 1])
    shared = np.maximum(end - start, 0)
    lengths = np.add.outer(one[:, 1] - one[:, 0], other[:, 1] - other[:, 0])
    same = (shared > 0) & (shared >= overlap * (lengths - shared))
    return int(same[linear_sum_assignment(same, maximize=True)].sum())


def _summary(
    scope: str, group: Any, cells: pd.DataFrame, weights: NDArray[np.float64]
) -> dict[str, Any]:
    """Give F1 with its percentile interval over the resampled units."""
    drawn = weights[:, cells.index]
    matched, spans = (drawn @ cells[name].to_numpy(float) for name in ("matched", "spans"))
    f1 = np.divide(2 * matched, spans, out=np.full(len(spans), np.nan), where=spans > 0)
    resamples = f1[1:][np.isfinite(f1[1:])]
    low, high = np.quantile(resamples, (0.025, 0.975)) if resamples.size else (np.nan, np.nan)
    return {
        "scope": scope,
        "group": group,
        "f1": f1[0],
        "low": low,
        "high": high,
        "matched": int(cells["matched"].sum()),
        "spans": int(cells["spans"].sum()),
        "units": cells["unit"].nunique(),
    }


def _check_spans(table: pd.DataFrame) -> None:
    """Refuse spans that are none, and spans marked twice."""
    partly = table[["start", "end", "category"]].isna()
    wrong = partly.any(axis=1) & ~partly.all(axis=1)
    wrong |= (table["start"] < 0) | (table["end"] <= table["start"])
    if wrong.any():
        bad = table[wrong].iloc[0]
        message = (
            f"codings: coder {named(bad['coder'])} has a span from {bad['start']} to {bad['end']} "
            f"in unit {named(bad['unit'])}, category {bad['category']}. A span has 0 <= start < "
            "end and a category; a unit without spans has none of the three."
        )
        raise ValueError(message)
    twice = table.duplicated()
    if twice.any():
        bad = table[twice].iloc[0]
        message = (
            f"codings: coder {named(bad['coder'])} marked the same span of unit "
            f"{named(bad['unit'])} twice. Keep one of the rows."
        )
        raise ValueError(message)
