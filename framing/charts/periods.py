"""Outlets over time."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
from matplotlib.figure import Figure, SubFigure

from framing.charts.style import (
    MUTED,
    NO_DATA,
    PALE,
    PALETTE,
    bare,
    category_name,
    estimands_of,
    new_figure,
    plain,
    unit_of,
)
from framing.charts.tables import checked, chosen, one_row_each

_COLUMNS = [
    *("outlet", "category", "period", "n_articles", "estimate", "low", "high", "smoothed"),
    "estimand",
]
_PANELS = 4  # side by side, at most
_ABOVE = 1.6  # height of the panels over the highest estimate; longer intervals are cut


def over_time(
    result: pd.DataFrame,
    *,
    category: str | None = None,
    outlets: list[str] | None = None,
    unit: str | None = None,
    figure: Figure | SubFigure | None = None,
) -> np.ndarray:
    """Follow outlets over time, a panel each.

    Parameters
    ----------
    result : DataFrame
        From `fr.over_time`.
    category : str, optional
        Category to draw; may be left out if there is only one.
    outlets : list of str, optional
        Which get a panel, and in what order. Default: all.
    unit : str, optional
        What the numbers are in. Default: as in `fr.measure`, mostly matches per 1,000 words.
    figure : matplotlib.figure.Figure or SubFigure, optional
        Where to draw. Default: a new figure.

    Returns
    -------
    ndarray of matplotlib.axes.Axes
        In each panel the smoothed values as a line, a point a period at its estimate, a band with
        the intervals, and the lines of all other outlets in grey. Lines have gaps where there is no
        article. Scales are the same throughout.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or a name is not in it.

    Examples
    --------
    >>> import framing as fr
    >>> scores = pd.DataFrame({"promotion": [2.0, 4.0, 3.0], "words": 100})
    >>> dates = pd.Series(["2024-01-10", "2024-01-20", "2024-03-01"])
    >>> panels = over_time(fr.over_time(scores, pd.Series(["Daily"] * 3), dates))
    >>> [ax.get_title() for ax in panels]
    ['Daily']
    """
    table = chosen(checked(result, _COLUMNS, source="fr.over_time"), category)
    table = one_row_each(table, ["outlet", "period"]).sort_values("period", kind="stable")
    lines = {str(name): line for name, line in table.groupby("outlet")}
    names = outlets or list(lines)
    for name in names:
        chosen(table, name, "outlet")
    down = -(-len(names) // _PANELS)
    across = -(-len(names) // down)
    figure = new_figure(figure, width=max(5.0, 2.6 * across), height=1.1 + 1.9 * down)
    axes = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False).ravel()
    for unused in axes[len(names) :]:
        unused.remove()
    for ax, name in zip(axes, names, strict=False):
        for other in lines:
            if other != name:
                when = lines[other]["period"].to_numpy()
                ax.plot(when, lines[other]["smoothed"], color=PALE, linewidth=0.8, zorder=1)
        _series(ax, lines[name])
        ax.set_title(plain(name, width=30), fontsize=10)
    _scale(axes[0], table)
    first, last = table["period"].min(), table["period"].max()
    if first == last:
        axes[0].set_xlim(*(first + pd.to_timedelta([-15, 15], "D")))
    for ax in axes[: len(names)][-across:]:
        ax.tick_params(axis="x", labelbottom=True)
    shown = str(table["category"].iloc[0])
    figure.supylabel(f"{category_name(shown)}, {unit or unit_of(shown)}", fontsize=10)
    figure.supxlabel(_said(table[table["outlet"].isin(names)], axes[0].get_ylim()), fontsize=10)
    return axes[: len(names)]


def _series(ax: Axes, line: pd.DataFrame) -> None:
    """Draw one outlet; an interval without neighbours would have no band, so each has a stroke."""
    when = line["period"].to_numpy()
    ax.fill_between(when, line["low"], line["high"], color=PALETTE[4], alpha=0.4, linewidth=0)
    ax.vlines(when, line["low"], line["high"], color=PALETTE[0], linewidth=0.8, alpha=0.5)
    ax.plot(when, line["smoothed"], color=PALETTE[0], linewidth=1.5)
    ax.plot(when, line["estimate"], "o", color=PALETTE[0], markersize=3)
    if line["estimate"].isna().all():
        ax.text(0.5, 0.5, NO_DATA, transform=ax.transAxes, ha="center", style="italic", color=MUTED)
    locator = AutoDateLocator(maxticks=5)  # type: ignore[no-untyped-call]
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]
    ax.tick_params(labelsize=8)
    bare(ax)


def _scale(ax: Axes, table: pd.DataFrame) -> None:
    """Make room for all estimates; the longest intervals would leave little of them."""
    drawn = table[["estimate", "smoothed", "low", "high"]].fillna(0).to_numpy(dtype=np.float64)
    least, most = drawn[:, :2].min(initial=0), drawn[:, :2].max(initial=0)
    room = (_ABOVE - 1) * (most - least)
    bottom, top = drawn.min(initial=0), 1.05 * drawn.max(initial=0)
    ax.set_ylim(max(bottom, least - room), min(top, most + room) or 1)


def _said(table: pd.DataFrame, limits: tuple[float, float]) -> str:
    """Name the axis, and say what gaps and cut bands mean, where there are any."""
    said = [estimands_of(table), "bands: 95 % intervals"]
    if (table["high"] > limits[1]).any() or (table["low"] < limits[0]).any():
        said[1] += ", the longest cut"
    if (table["n_articles"] == 0).any():
        said.append("gaps: no article")
    return f"First day of the period ({'; '.join(said)})"
