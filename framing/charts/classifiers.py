"""How far a classifier's probabilities can be trusted, and what more codings would bring."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import NDArray

from framing.charts.style import (
    MUTED,
    PALETTE,
    bare,
    category_name,
    counted,
    legend_below,
    new_axes,
    plain,
)
from framing.charts.tables import checked, chosen, one_row_each

_BINS = ["label", "bin", "predicted", "observed", "low", "high", "n"]
_VALUES = ["value", "low", "high"]
_GAIN = "gain in "
_BAND: dict[str, Any] = {
    "facecolor": PALETTE[4],
    "alpha": 0.35,
    "edgecolor": "white",
    "linewidth": 0,
}
_CURVE = ["codings", "measure", "value", "low", "high", "projected"]


def reliability(result: pd.DataFrame, *, label: str | None = None, ax: Axes | None = None) -> Axes:
    """Set the probabilities that a classifier gave against what came true.

    Parameters
    ----------
    result : DataFrame
        From `fr.reliability`.
    label : str, optional
        Label to draw; may be left out if there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        A point a bin with its interval; the axis says how many items they hold. Points on the
        dashed line are as they should be: of the items that got .8, eight in ten have the label.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or a label is not in it.

    Examples
    --------
    >>> import pandas as pd
    >>> result = pd.DataFrame({"label": "promotional", "bin": [1, 2], "predicted": [0.2, 0.8],
    ...     "observed": [0.25, 0.7], "low": [0.15, 0.6], "high": [0.35, 0.8], "n": [80, 60]})
    >>> ax = reliability(result)
    >>> print(ax.get_xlabel())
    Probability of promotional
    (2 bins of 60 to 80 items)
    """
    table = chosen(checked(result, _BINS, source="fr.reliability"), label, "label")
    table = one_row_each(table, ["bin"]).sort_values("predicted", kind="stable")
    seen = table.dropna(subset=["predicted", "observed"])
    ax = new_axes(ax, width=5, height=5.2)
    ax.plot([0, 1], [0, 1], "--", color=MUTED, linewidth=1, label="as it should be")
    ax.vlines(seen["predicted"], seen["low"], seen["high"], color=PALETTE[0], linewidth=1.5)
    points = ax.plot(seen["predicted"], seen["observed"], "o-", color=PALETTE[0], linewidth=1)
    points[0].set_clip_on(False)  # a marker at 0 or 1 is whole
    ax.set(
        xlim=(0, 1),
        ylim=(0, 1),
        aspect="equal",
        xlabel=f"Probability of {plain(table['label'].iloc[0])}\n({_bins(table, len(seen))})",
        ylabel="Share that has the label (lines: intervals)",
    )
    bare(ax)
    legend_below(ax)
    return ax


def _bins(table: pd.DataFrame, seen: int) -> str:
    """Say how many bins there are, of how many items."""
    least, most = table["n"].min(), table["n"].max()
    sizes = f"{least:,}" if least == most else f"{least:,} to {most:,}"
    empty = "" if seen == len(table) else f"; no data in {counted(len(table) - seen, 'bin')}"
    return f"{counted(len(table), 'bin')} of {sizes} items{empty}"


def learning_curve(
    result: pd.DataFrame, *, measure: str | None = None, ax: Axes | None = None
) -> Axes:
    """Show how a classifier improves with codings, and what more of them would bring.

    Parameters
    ----------
    result : DataFrame
        From `fr.learning_curve`.
    measure : str, optional
        Measure to draw; may be left out if there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        Full points were measured; hollow ones on the dashed line are projected. The gain is
        written below.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or a measure is not in it.

    Examples
    --------
    >>> import pandas as pd
    >>> result = pd.DataFrame({"codings": [100, 200, 400, 400],
    ...     "measure": ["mcc", "mcc", "mcc", "gain in mcc"], "value": [0.4, 0.5, 0.55, 0.05],
    ...     "low": [0.3, 0.42, 0.45, 0.01], "high": [0.5, 0.58, 0.65, 0.09],
    ...     "projected": [False, False, True, True]})
    >>> print(learning_curve(result).get_xlabel())
    Codings that the model was trained on
    (projected gain: +0.050, from +0.010 to +0.090)
    """
    table = checked(result, _CURVE, source="fr.learning_curve")
    is_gain = table["measure"].str.startswith(_GAIN)
    curve = chosen(table[~is_gain], measure, "measure").sort_values("codings", kind="stable")
    name = str(curve["measure"].iloc[0])
    ahead = curve["projected"].astype(bool)
    measured = curve[~ahead]
    projected = pd.concat([measured.tail(1), curve[ahead]])
    ax = new_axes(ax, width=6.5, height=4)
    ax.fill_between(measured["codings"], measured["low"], measured["high"], **_BAND)
    ax.fill_between(
        projected["codings"], projected["low"], projected["high"], hatch="////", **_BAND
    )
    line: dict[str, Any] = {"color": PALETTE[0], "markersize": 5}
    ax.plot(measured["codings"], measured["value"], "o-", label="measured", **line)
    ax.plot(projected["codings"], projected["value"], "--", color=PALETTE[0], linewidth=1)
    hollow = curve[ahead]
    ax.plot(hollow["codings"], hollow["value"], "o", mfc="white", label="projected", **line)
    gain = table[table["measure"] == _GAIN + name]
    ax.set(
        xlabel="Codings that the model was trained on"
        + "".join(map(_gain, gain[_VALUES].to_numpy())),
        ylabel=f"{category_name(name)} (bands: 95 % intervals)",
    )
    bare(ax)
    legend_below(ax)
    return ax


def _gain(values: NDArray[np.float64]) -> str:
    value, low, high = (f"{number:+.3f}".replace("-", "−") for number in values)
    return f"\n(projected gain: {value}, from {low} to {high})"
