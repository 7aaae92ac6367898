"""Small multiples: every outlet in every category, and how well it was measured there."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure, SubFigure

from framing.charts.intervals import OUTLETS, described, draw_intervals, from_zero
from framing.charts.style import (
    PALE,
    PALETTE,
    category_name,
    name_rows,
    names_width,
    new_figure,
    rows_height,
    unit_of,
)
from framing.charts.tables import checked, chosen, one_row_each

_MEASURES = ["part", "measure", "estimate", "low", "high", "codings"]
_PANELS = 4  # side by side, at most
_SHARES = {"precision", "recall", "f1", "auc", "coded", "flagged"}  # between 0 and 1


def category_profile(
    result: pd.DataFrame,
    *,
    categories: list[str] | None = None,
    unit: str | None = None,
    figure: Figure | SubFigure | None = None,
) -> np.ndarray:
    """Draw a panel a category, with every outlet's estimate and interval in it.

    Parameters
    ----------
    result : DataFrame
        From `fr.compare_outlets`, with several categories.
    categories : list of str, optional
        Which, and in what order. Default: all, as they come.
    unit : str, optional
        What the numbers are in. Default: as in `fr.measure`, for each category.
    figure : matplotlib.figure.Figure or SubFigure, optional
        Where to draw. Default: a new figure.

    Returns
    -------
    ndarray of matplotlib.axes.Axes
        The panels, in order. Outlets stand in the same rows throughout, ranked by the first
        category. Scales differ between panels: compare outlets, not categories.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or a category is not in it.

    Examples
    --------
    >>> import pandas as pd
    >>> result = pd.DataFrame({"outlet": ["Daily", "Agency"] * 2,
    ...     "category": ["hyperbole", "hyperbole", "harmony", "harmony"],
    ...     "estimate": [2.0, 6.0, 1.0, 0.5], "low": [1.0, 4.0, 0.5, 0.2],
    ...     "high": [4.0, 9.0, 2.0, 1.2], "n_articles": 12, "estimand": "ratio_of_sums",
    ...     "confidence_level": 0.95})
    >>> [ax.get_title() for ax in category_profile(result)]
    ['hyperbole', 'harmony']
    """
    table = checked(result, OUTLETS, source="fr.compare_outlets")
    names = list(dict.fromkeys(map(str, categories or table["category"])))
    panels = [one_row_each(chosen(table, name), ["outlet"]).set_index("outlet") for name in names]
    outlets = panels[0].sort_values("estimate", ascending=False, kind="stable").index
    outlets = outlets.append(pd.Index(table["outlet"].unique()).difference(outlets))
    axes = _panels(figure, outlets, dict(zip(names, panels, strict=True)))
    units = [unit or unit_of(name) for name in names]
    for ax, one, panel in zip(axes, units, panels, strict=True):
        from_zero(ax, panel)
        if len(set(units)) > 1:
            ax.set_xlabel(one.replace(" per ", "\nper "), fontsize=8)
    common = f"{units[0]} " if len(set(units)) == 1 else ""
    axes[0].figure.supxlabel(common + described(table), fontsize=10)
    return axes


def measures_by_outlet(
    result: pd.DataFrame,
    *,
    measures: list[str] | None = None,
    figure: Figure | SubFigure | None = None,
) -> np.ndarray:
    """Show how well each outlet was measured, a panel a measure.

    Parameters
    ----------
    result : DataFrame
        The ``measures`` of a card from `fr.report_card`.
    measures : list of str, optional
        Which, and in what order. Default: all, as they come.
    figure : matplotlib.figure.Figure or SubFigure, optional
        Where to draw. Default: a new figure.

    Returns
    -------
    ndarray of matplotlib.axes.Axes
        The panels, in order. A row an outlet, below that of all outlets together, with the number
        of codings in brackets.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or a measure is not in it.

    Notes
    -----
    Where precision or recall differ between outlets, their difference in scores can be false.

    Examples
    --------
    >>> import pandas as pd
    >>> measures = pd.DataFrame({"part": ["all", "Daily"], "measure": "precision",
    ...     "estimate": [0.8, 0.7], "low": [0.7, 0.5], "high": [0.9, 0.8], "codings": [400, 200]})
    >>> panels = measures_by_outlet(measures)
    >>> [label.get_text() for label in panels[0].get_yticklabels()]
    ['all (400)', 'Daily (200)']
    """
    source = "fr.report_card(...).measures"
    table = one_row_each(checked(result, _MEASURES, source=source), ["part", "measure"])
    names = list(dict.fromkeys(map(str, measures or table["measure"])))
    counts = table["codings"].map("{:,}".format)
    table = table.assign(row=table["part"].astype(str) + " (" + counts + ")")
    panels = [chosen(table, name, "measure").set_index("row") for name in names]
    axes = _panels(figure, pd.Index(table["row"].unique()), dict(zip(names, panels, strict=True)))
    for ax, name in zip(axes, names, strict=True):
        if name in _SHARES:
            ax.set_xlim(0, 1)
    axes[0].figure.supxlabel("(lines: 95 % intervals; in brackets: codings)", fontsize=10)
    return axes


def _panels(
    figure: Figure | SubFigure | None, rows: pd.Index, tables: dict[str, pd.DataFrame]
) -> np.ndarray:
    """Draw estimates and intervals of the same rows in a panel for each table."""
    down = -(-len(tables) // _PANELS)
    across = -(-len(tables) // down)
    figure = new_figure(
        figure,
        width=names_width(rows) + 1.9 * across,
        height=0.3 + down * rows_height(rows, row=0.2),
    )
    axes = figure.subplots(down, across, sharey=True, squeeze=False).ravel()
    for ax, (name, table) in zip(axes, tables.items(), strict=False):
        name_rows(ax, rows)
        draw_intervals(ax, table[["estimate", "low", "high"]].reindex(rows), colour=PALETTE[0])
        ax.set_title(category_name(name), fontsize=10)
        ax.tick_params(axis="x", labelsize=8)
        ax.grid(axis="x", color=PALE, linewidth=0.6)
        ax.set_axisbelow(True)
    for unused in axes[len(tables) :]:
        unused.remove()
    return axes[: len(tables)]
