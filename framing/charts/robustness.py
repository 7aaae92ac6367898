"""One difference under every declared choice."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from framing.charts.style import MUTED, PALETTE, bare, name_rows, new_figure
from framing.charts.tables import checked

_RESULTS = ["estimate_a", "estimate_b", "difference", "low", "high", "effect", "p"]
_LEVEL = 0.05


def specification_curve(
    result: pd.DataFrame, *, figure: Figure | SubFigure | None = None
) -> np.ndarray:
    """Draw a difference under every specification, and which choices each one makes.

    Parameters
    ----------
    result : DataFrame
        The ``table`` of what `fr.specification_curve` returns.
    figure : matplotlib.figure.Figure or SubFigure, optional
        Where to draw. Default: a new figure, as high as there are options.

    Returns
    -------
    ndarray of two matplotlib.axes.Axes
        Above the effects, in standard deviations and ascending, with 95 % intervals; filled where
        p < .05 (permutation). Below a row an option, with a stroke at every specification that
        chose it.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind.

    Notes
    -----
    The intervals are those of the differences, on the scale of the effects. A single p says little
    among many: ``joint``, the other table of `fr.specification_curve`, tests them together.

    References
    ----------
    Simonsohn, U., Simmons, J. P. & Nelson, L. D. (2020). Specification curve analysis. Nature
    Human Behaviour, 4. https://doi.org/10.1038/s41562-020-0912-z

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"voice": ["all", "own"], "estimate_a": [3.0, 5.0],
    ...     "estimate_b": [2.0, 1.0], "difference": [1.0, 4.0], "low": [-1.0, 2.0],
    ...     "high": [3.0, 6.0], "effect": [0.2, 0.9], "p": [0.2, 0.01]})
    >>> above, below = specification_curve(table)
    >>> [label.get_text() for label in below.get_yticklabels()]
    ['voice: all', 'voice: own']
    """
    table = checked(result, _RESULTS, source="fr.specification_curve(...).table")
    table = table.sort_values("effect", kind="stable").reset_index(drop=True)
    choices = [str(name) for name in table.columns if name not in _RESULTS]
    options = [(name, option) for name in choices for option in table[name].unique()]
    height = 0.8 + 0.2 * len(options)
    figure = new_figure(figure, width=7.5, height=2.8 + height)
    above, below = figure.subplots(2, 1, sharex=True, height_ratios=[2.6, height])
    _effects(above, table)
    name_rows(below, [f"{name}: {option}" for name, option in options])
    for row, (name, option) in enumerate(options):
        at = np.flatnonzero(table[name] == option)
        below.vlines(at, row - 0.35, row + 0.35, color=PALETTE[choices.index(name) % 2])
    below.set_xlabel(f"Specification, in ascending order of effect ({len(table):,})")
    below.set_xlim(-1, len(table))
    return np.array([above, below])


def _effects(ax: Axes, table: pd.DataFrame) -> None:
    """Draw effects with the intervals of their differences, brought to the same scale."""
    difference = table["difference"].to_numpy(dtype=np.float64)
    effect = table["effect"].to_numpy(dtype=np.float64)
    scale = np.divide(effect, difference, out=np.full(len(table), np.nan), where=difference != 0)
    x = np.arange(len(table))
    ax.vlines(x, scale * table["low"], scale * table["high"], color=MUTED, linewidth=1)
    clear = (table["p"] < _LEVEL).to_numpy()
    for some, fill, label in ((clear, PALETTE[0], "p < .05"), (~clear, "white", "p ≥ .05")):
        ax.plot(x[some], effect[some], "o", color=PALETTE[0], ms=4, mfc=fill, label=label)
    ax.axhline(0, color=MUTED, linewidth=0.8, zorder=0)
    ax.set_ylabel("Effect, standard deviations\n(lines: 95 % intervals)")
    ax.tick_params(axis="x", length=0)
    bare(ax)
    ax.legend(
        loc="lower right", bbox_to_anchor=(1, 1), ncols=2, frameon=False, fontsize=8, borderpad=0
    )
