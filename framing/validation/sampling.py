"""Which units to code by hand: a stratified sample that knows every unit's chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np
import pandas as pd

from framing.validation.codings import named, require_columns

Allocation = Literal["equal", "proportional"]


def coding_sample(
    units: pd.DataFrame,
    *,
    n: int,
    strata: str | Sequence[str] = (),
    allocation: Allocation = "equal",
    bins: int = 3,
    random_state: int | np.random.Generator | None = None,
) -> pd.DataFrame:
    """Draw units to code by hand, at random within strata, and record each one's chance.

    Parameters
    ----------
    units : pandas.DataFrame
        One row a unit: articles, or the sentences or matches of :func:`span_units`. The index
        names the unit.
    n : int
        How many to draw.
    strata : str or sequence of str, default ()
        Columns that make the strata, as ``["outlet", "promotion"]``. A column of numbers is cut:
        zeros are a stratum of their own, the others are parted at their quantiles, and missing
        scores stand apart. Any other column counts as it is.
    allocation : {"equal", "proportional"}, default "equal"
        ``equal`` draws the same number in each stratum, so that small outlets and rare high scores
        are seen; a stratum that has fewer is taken whole and the others get the rest.
        ``proportional`` draws in proportion to size. Both draw at least two in a stratum that has
        two, or one if `n` allows no more.
    bins : int, default 3
        Parts that the numbers other than zero are cut into.
    random_state : int, numpy.random.Generator or None, default None
        Seed of the draw.

    Returns
    -------
    pandas.DataFrame
        The drawn rows in the order of `units`, with three columns more: ``stratum``,
        ``stratum_size`` (units in it) and ``pi``, the probability with which the unit was drawn.
        Keep ``pi``: every later estimate divides by it.

    Raises
    ------
    ValueError
        If the index is not unique, a column is absent, `n` is larger than the table, or too small
        for every stratum to be seen.

    Notes
    -----
    Within a stratum the draw is simple random sampling without replacement: ``pi`` is the number
    drawn over the number there. Each unit of the table has a ``pi`` above 0.

    Examples
    --------
    >>> scores = pd.DataFrame(
    ...     {"outlet": ["Herald"] * 6 + ["Globe"] * 4, "promotion": [0, 0, 0, 1, 2, 3, 0, 0, 0, 5]},
    ...     index=pd.Index(range(10), name="article_id"),
    ... )
    >>> sample = coding_sample(scores, n=6, strata=["outlet", "promotion"], bins=1, random_state=1)
    >>> sample.groupby("stratum", sort=False)["pi"].agg(["size", "first"]).round(3)
                          size  first
    stratum
    Herald | zero            2  0.667
    Herald | [1.0, 5.0]      2  0.667
    Globe | zero             1  0.333
    Globe | [1.0, 5.0]       1  1.000
    """
    columns = [strata] if isinstance(strata, str) else list(strata)
    _check(units, n, columns, allocation, bins)
    stratum = _strata(units, columns, bins)
    sizes = stratum.value_counts(sort=False)
    drawn = _allocate(sizes, n, allocation)
    rng = np.random.default_rng(random_state)
    order = pd.Series(rng.permutation(len(units)), units.index)
    rank = order.groupby(stratum, sort=False).rank(method="first")
    taken = rank <= stratum.map(drawn)
    sample = units.assign(
        stratum=stratum,
        stratum_size=stratum.map(sizes),
        pi=stratum.map(drawn / sizes),
    )
    return sample[taken]


def span_units(spans: pd.DataFrame, articles: pd.DataFrame, *, window: int = 0) -> pd.DataFrame:
    """Make units to code out of sentences or matches, each with its context.

    Parameters
    ----------
    spans : pandas.DataFrame
        One row a sentence or match, with ``article_id``, ``start`` and ``end``; further columns are
        kept, as a match's ``entry`` and ``category``.
    articles : pandas.DataFrame
        Index ``article_id``, with ``text``; its other columns, as ``outlet``, are joined.
    window : int, default 0
        Characters of context on either side, up to the next white space.

    Returns
    -------
    pandas.DataFrame
        Index ``unit`` (``article:start-end``); the columns of `spans`, the span's own words in
        ``focus``, ``text`` with the context, and the columns of `articles` that `spans` lacks.

    Raises
    ------
    ValueError
        If a column is absent, an article is unknown, or a span lies outside its text.

    Examples
    --------
    >>> articles = pd.DataFrame({"text": ["A truly historic day, they said."]}, index=["a1"])
    >>> spans = pd.DataFrame({"article_id": ["a1"], "start": [8], "end": [16]})
    >>> span_units(spans, articles, window=5)[["focus", "text"]]
                   focus                text
    unit
    a1:8-16     historic  truly historic day,
    """
    require_columns(spans, ("article_id", "start", "end"), "spans")
    require_columns(articles, ("text",), "articles")
    unknown = pd.Index(spans["article_id"]).difference(articles.index)
    if len(unknown):
        message = f"spans: article {named(unknown[0])} is not in articles, which are indexed by id."
        raise ValueError(message)
    units, texts = [], articles["text"].to_dict()
    for article, start, end in zip(spans["article_id"], spans["start"], spans["end"], strict=True):
        text = texts[article]
        if not 0 <= start < end <= len(text):
            message = (
                f"spans: {start} to {end} lies outside article {named(article)}, which has "
                f"{len(text)} characters."
            )
            raise ValueError(message)
        low, high = _context(text, start, end, window)
        units.append((f"{article}:{start}-{end}", text[start:end], text[low:high]))
    table = spans.drop(columns=["text", "focus"], errors="ignore").reset_index(drop=True)
    made = pd.DataFrame(units, columns=["unit", "focus", "text"])
    others = articles.drop(columns="text")
    others = others[[name for name in others.columns if name not in table.columns]]
    table = pd.concat([table, made], axis=1).join(others, on="article_id")
    return table.set_index("unit")


def _context(text: str, start: int, end: int, window: int) -> tuple[int, int]:
    """Widen a span by a window, up to white space on either side."""
    low, high = max(start - window, 0), min(end + window, len(text))
    while window and low > 0 and not text[low - 1].isspace():
        low -= 1
    while window and high < len(text) and not text[high].isspace():
        high += 1
    return low, high


def _strata(units: pd.DataFrame, columns: list[str], bins: int) -> pd.Series:
    """Name each unit's stratum."""
    parts = [_cut(units[name], bins) for name in columns]
    if not parts:
        return pd.Series("all", units.index)
    joined = [" | ".join(names) for names in zip(*parts, strict=True)]
    return pd.Series(joined, units.index)


def _cut(column: pd.Series, bins: int) -> pd.Series:
    """Give words for a column: its values, or for numbers zero, the parts of the rest, missing."""
    missing = column.isna()
    if not pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return column.astype(str).where(~missing, "missing")
    words = pd.Series("missing", column.index).where(missing, "zero")
    rest = column[~missing & (column != 0)]
    if len(rest):
        part = pd.qcut(rest, bins, labels=False, duplicates="drop")
        part = pd.Series(0, rest.index) if part.isna().any() else part
        ends = rest.groupby(part).agg(["min", "max"])
        names = [f"[{low:.4}, {high:.4}]" for low, high in ends.to_numpy(float)]
        words.loc[rest.index] = part.map(dict(zip(ends.index, names, strict=True)))
    return words


def _allocate(sizes: pd.Series, n: int, allocation: Allocation) -> pd.Series:
    """Share out n units among the strata: two or one in each at least, never more than it has."""
    drawn = sizes.clip(upper=2)
    if drawn.sum() > n:
        drawn = sizes.clip(upper=1)
    if drawn.sum() > n:
        message = (
            f"n = {n} is too small for {len(sizes)} strata, each of which must be seen. "
            f"Draw {len(sizes)} or more, or use fewer strata or bins."
        )
        raise ValueError(message)
    aim = sizes.to_numpy() if allocation == "proportional" else np.ones(len(sizes))
    share = drawn.to_numpy(copy=True)
    for _unit in range(n - share.sum()):
        wanting = np.where(share < sizes, (share + 0.5) / aim, np.inf)
        share[wanting.argmin()] += 1
    return pd.Series(share, sizes.index)


def _check(units: pd.DataFrame, n: int, columns: list[str], allocation: str, bins: int) -> None:
    """Refuse tables and numbers from which no sample can be drawn."""
    require_columns(units, columns, "units")
    if not units.index.is_unique:
        twice = units.index[units.index.duplicated()][0]
        message = f"units: {named(twice)} stands twice in the index. Every unit needs a name."
        raise ValueError(message)
    if not 1 <= n <= len(units):
        message = f"n must lie between 1 and the {len(units)} units given, not {n}."
        raise ValueError(message)
    if allocation not in get_args(Allocation):
        message = f"allocation must be equal or proportional, not {allocation!r}."
        raise ValueError(message)
    if bins < 1:
        message = f"bins must be 1 or more, not {bins}."
        raise ValueError(message)
