"""Outlets ranked, each with its interval."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from framing.charts.style import (
    MUTED,
    PALE,
    PALETTE,
    beside_rows,
    category_name,
    counted,
    estimands_of,
    legend_below,
    name_rows,
    new_axes,
    no_data,
    plain,
    rows_height,
    unit_of,
)
from framing.charts.tables import checked, chosen, one_row_each

OUTLETS = [
    *("outlet", "category", "estimate", "low", "high", "n_articles"),
    *("estimand", "confidence_level"),
]
_PAIRS = [
    *("outlet_a", "outlet_b", "category", "raw_difference", "raw_low", "raw_high"),
    *("difference", "low", "high", "n_shared_events", "estimand", "confidence_level"),
]


def outlet_intervals(
    result: pd.DataFrame,
    *,
    category: str | None = None,
    reference: str | None = None,
    unit: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Rank outlets, each with its interval; or raw and same-event differences beside each other.

    Parameters
    ----------
    result : DataFrame
        From `fr.compare_outlets`: the estimates are drawn. From `fr.same_event`: each outlet's
        difference from `reference`, in all articles and on the same events.
    category : str, optional
        Category to draw; may be left out if there is only one.
    reference : str, optional
        For a table of `fr.same_event`: the outlet that the others are set against; may be left out
        if there is only one pair.
    unit : str, optional
        What the numbers are in. Default: as in `fr.measure`, mostly matches per 1,000 words.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a new figure, as high as there are outlets.

    Returns
    -------
    matplotlib.axes.Axes
        A row an outlet, the highest at the top; those without an estimate stand last and say so.

    Raises
    ------
    TypeError, ValueError
        If the table is not one of those, or a name is not in it.

    Notes
    -----
    A hollow marker has no interval, because there are too few clusters or no match at all. Two
    overlapping intervals do not show that outlets are alike: `fr.compare_pairs` tests differences.

    Examples
    --------
    >>> import pandas as pd
    >>> result = pd.DataFrame({"outlet": ["Daily", "Agency"], "category": "promotion",
    ...     "estimate": [2.0, 6.0], "low": [1.0, 4.0], "high": [4.0, 9.0], "n_articles": 12,
    ...     "estimand": "ratio_of_sums", "confidence_level": 0.95})
    >>> ax = outlet_intervals(result)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Agency', 'Daily']
    """
    if isinstance(result, pd.DataFrame) and "raw_difference" in result:
        return _differences(result, category, reference, unit, ax)
    source = "fr.compare_outlets or fr.same_event"
    table = one_row_each(chosen(checked(result, OUTLETS, source=source), category), ["outlet"])
    if reference is not None:
        message = (
            f"reference={reference!r} is for a table of fr.same_event; "
            "one of fr.compare_outlets has no differences"
        )
        raise ValueError(message)
    table = table.sort_values("estimate", ascending=False, kind="stable")
    ax = new_axes(ax, height=rows_height(table["outlet"]))
    name_rows(ax, table["outlet"])
    draw_intervals(ax, table[["estimate", "low", "high"]], colour=PALETTE[0])
    beside_rows(ax, [counted(n, "article") for n in table["n_articles"]])
    from_zero(ax, table)
    ax.set_xlabel(_measured(table, unit))
    return ax


def _differences(
    result: pd.DataFrame,
    category: str | None,
    reference: str | None,
    unit: str | None,
    ax: Axes | None,
) -> Axes:
    """Draw what `fr.same_event` says of each outlet and the reference."""
    table = chosen(checked(result, _PAIRS, source="fr.same_event"), category)
    table = one_row_each(table, ["outlet_a", "outlet_b"])
    table, reference = _against(table, reference)
    table = table.sort_values(["estimate", "raw_difference"], ascending=False, kind="stable")
    ax = new_axes(ax, height=rows_height(table["outlet"], row=0.45) + 0.2)
    name_rows(ax, table["outlet"])
    ax.axvline(0, color=MUTED, linewidth=0.8, zorder=0)
    raw = table[["raw_difference", "raw_low", "raw_high"]]
    matched = table[["estimate", "low", "high"]]
    draw_intervals(ax, raw, colour=PALETTE[1], marker="s", down=-0.17, label="all articles")
    draw_intervals(ax, matched, colour=PALETTE[0], down=0.17, label="same events")
    beside_rows(ax, [counted(n, "shared event") for n in table["n_shared_events"]])
    ax.set_xlabel(f"Difference from {plain(reference)}:\n{_measured(table, unit)}")
    legend_below(ax)
    return ax


def _against(table: pd.DataFrame, reference: str | None) -> tuple[pd.DataFrame, str]:
    """Turn pairs so that the reference is subtracted from the other outlet."""
    table = table.astype({"outlet_a": str, "outlet_b": str})
    names = list(dict.fromkeys([*table["outlet_a"], *table["outlet_b"]]))
    if reference is None and len(table) > 1:
        message = f"reference is missing; choose one of {', '.join(names)}"
        raise ValueError(message)
    if reference is not None and reference not in names:
        message = f"reference={reference!r} is not in the table; choose one of {', '.join(names)}"
        raise ValueError(message)
    reference = reference or names[1]
    first = table[table["outlet_b"] == reference].rename(columns={"outlet_a": "outlet"})
    second = table[table["outlet_a"] == reference].rename(columns={"outlet_b": "outlet"})
    turned = second.assign(
        difference=-second["difference"],
        low=-second["high"],
        high=-second["low"],
        raw_difference=-second["raw_difference"],
        raw_low=-second["raw_high"],
        raw_high=-second["raw_low"],
    )
    both = pd.concat([first, turned]).rename(columns={"difference": "estimate"})
    return both, reference


def draw_intervals(
    ax: Axes,
    table: pd.DataFrame,
    *,
    colour: str,
    marker: str = "o",
    down: float = 0,
    label: str | None = None,
) -> None:
    """Draw (estimate, low, high) a row; hollow without an interval."""
    estimate, low, high = table.to_numpy(dtype=np.float64).T
    y = np.arange(len(table)) + down
    ax.hlines(y, low, high, color=colour, linewidth=1.8)
    sure = ~np.isnan(low)
    style: dict[str, Any] = {"marker": marker, "color": colour, "ms": 5.5, "linestyle": ""}
    full = ax.plot(estimate[sure], y[sure], **style, label=label)
    hollow = ax.plot(estimate[~sure], y[~sure], **style, markerfacecolor="white")
    for markers in (*full, *hollow):
        markers.set_clip_on(False)  # a marker at 0 is whole
        markers.set_in_layout(False)
    no_data(ax, y[np.isnan(estimate)])


def from_zero(ax: Axes, table: pd.DataFrame) -> None:
    """Let the axis begin at 0 unless a number is negative."""
    ax.grid(axis="x", color=PALE, linewidth=0.6)
    ax.set_axisbelow(True)
    if not (table[["estimate", "low"]] < 0).any(axis=None):
        ax.set_xlim(left=0)


def _measured(table: pd.DataFrame, unit: str | None) -> str:
    """Name category, unit and level of the intervals for the axis."""
    name = str(table["category"].iloc[0])
    return f"{category_name(name)}, {unit or unit_of(name)}\n{described(table)}"


def described(table: pd.DataFrame) -> str:
    """Say what the estimates are, and what lines and markers mean."""
    level = 100 * float(table["confidence_level"].iloc[0])
    said = [estimands_of(table), f"lines: {level:g} % intervals"]
    if (table["low"].isna() & table["estimate"].notna()).any():
        said.append("hollow: no interval")
    return f"({'; '.join(said)})"
