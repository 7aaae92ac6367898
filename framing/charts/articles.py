"""Articles one by one: promotion beside sentiment."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.charts.labels import name_points
from framing.charts.style import (
    MARKERS,
    MUTED,
    PALETTE,
    PER_1000,
    bare,
    counted,
    legend_below,
    new_axes,
    plain,
    unit_of,
)
from framing.charts.tables import by_article, checked, outlet_of

_COLUMNS = ["promotion", "sentiment"]


def promotion_against_sentiment(
    result: pd.DataFrame,
    outlet: pd.Series | None = None,
    *,
    title: pd.Series | None = None,
    n_named: int = 6,
    outlets: list[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Set the promotion of every article against its sentiment.

    Parameters
    ----------
    result : DataFrame
        From `fr.measure`, index ``article_id``.
    outlet : Series, optional
        Outlet of each article, index ``article_id``.
    title : Series, optional
        What articles are named by. Default: their ids.
    n_named : int
        The articles with most promotion that are named, if there is room.
    outlets : list of str, optional
        Up to six outlets to tell apart; articles of others are grey. Default: the six with most
        articles.
    ax : matplotlib.axes.Axes, optional
        Where to draw, of its final size, since names are placed so that they do not overlap.
        Default: a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        A point an article. Those without a word of sentiment are crosses at the left; those
        without words are counted below. ρ is Spearman's rank correlation.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or an outlet is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> result = pd.DataFrame({"promotion": [0.0, 4.0, 9.0], "sentiment": [-0.5, 0.8, 1.1]},
    ...     index=["a", "b", "c"])
    >>> ax = promotion_against_sentiment(result, n_named=1)
    >>> [text.get_text() for text in ax.texts]
    ['c']
    """
    table = checked(result, _COLUMNS, source="fr.measure")
    ids = pd.Series(table.index, index=table.index)
    article = by_article(ids, ids, "result")
    name = article.astype(str) if title is None else by_article(article, title, "title")
    group = pd.Series("article", article.index) if outlet is None else outlet_of(article, outlet)
    shown = _foremost(group.value_counts().sort_index(), outlets)
    ax = new_axes(ax, width=7.5, height=5)
    measured, silent = table.dropna(subset=_COLUMNS), table["sentiment"].isna()
    rest = measured[~group[measured.index].isin(shown)]
    _points(ax, rest, "other outlets", MUTED, ".")
    for style, one in enumerate(shown):
        mine = measured[group[measured.index] == one]
        _points(
            ax,
            mine,
            plain(one) if outlet is not None else "articles",
            PALETTE[style],
            MARKERS[style],
        )
    _without_sentiment(ax, table.loc[silent, "promotion"].dropna())
    ax.set(ylabel=f"Promotion, {PER_1000}", xlabel=_label(table, measured))
    bare(ax)
    if ax.get_legend_handles_labels()[0]:
        legend_below(ax, columns=2)
    first = measured.sort_values("promotion", ascending=False, kind="stable")
    names = [str(text) for text in name[first.index[:n_named]]]
    name_points(ax, first["sentiment"], first["promotion"], names)
    return ax


def _points(ax: Axes, table: pd.DataFrame, label: str, colour: str, marker: str) -> None:
    """Draw the articles of one outlet, if there are any."""
    if table.empty:
        return
    ax.plot(
        table["sentiment"],
        table["promotion"],
        marker,
        color=colour,
        markersize=5,
        markeredgewidth=0,
        alpha=0.65,
        label=f"{label} ({len(table):,})",
        rasterized=len(table) > 1000,
    )


def _without_sentiment(ax: Axes, promotion: pd.Series) -> None:
    if len(promotion):
        ax.plot(
            np.full(len(promotion), 0.01),
            promotion,
            "x",
            color=MUTED,
            markersize=5,
            transform=ax.get_yaxis_transform(),
            label=f"no sentiment: no such word ({len(promotion):,})",
        )


def _label(table: pd.DataFrame, measured: pd.DataFrame) -> str:
    """Name the axis, and say how the two go together and what is not there."""
    ranks = measured[_COLUMNS].rank()
    varied = (ranks.std() > 0).all()
    said = [f"ρ = {ranks['promotion'].corr(ranks['sentiment']):.2f}"] if varied else []
    said.append(f"n = {len(measured):,}")
    wordless = int(table["promotion"].isna().sum())
    if wordless:
        said.append(f"without words and not shown: {counted(wordless, 'article')}")
    return f"Sentiment, {unit_of('sentiment')}\n({'; '.join(said)})"


def _foremost(sizes: pd.Series, asked: list[str] | None) -> list[str]:
    """Choose the outlets that get a colour and a marker: those asked for, or the largest."""
    if asked is None:
        largest = sizes.sort_values(ascending=False, kind="stable").index[: len(PALETTE)]
        return sorted(str(name) for name in largest)
    unknown = [name for name in asked if name not in sizes.index]
    if unknown or not 0 < len(asked) <= len(PALETTE):
        message = (
            f"outlets={asked!r}; choose one to {len(PALETTE)} of {', '.join(map(str, sizes.index))}"
        )
        raise ValueError(message)
    return asked
