"""The words behind a difference: keyness, word shift, and where a term stands."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from framing.charts.labels import name_points
from framing.charts.style import (
    MARKERS,
    MUTED,
    PALETTE,
    bare,
    legend_below,
    new_axes,
    plain,
)
from framing.charts.tables import checked, chosen

_KEYNESS = ["group", "count", "count_rest", "log_odds", "z"]
_MANY = 1000  # points
_SHIFT = ["entry", "count_a", "count_b", "contribution", "low", "high"]


def keyness(
    result: pd.DataFrame,
    *,
    group: str | None = None,
    n_named: int = 15,
    ax: Axes | None = None,
) -> Axes:
    """Set each word's log-odds ratio against its frequency, and name those that stand out.

    Parameters
    ----------
    result : DataFrame
        From `fr.keyness`.
    group : str, optional
        Group to draw; may be left out if there is only one.
    n_named : int
        Words that are named on either side, by their z. A name that finds no room is left out;
        its point is not.
    ax : matplotlib.axes.Axes, optional
        Where to draw, of its final size, since names are placed so that they do not overlap.
        Default: a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        A point a word: circles above 0 are the group's words, squares below 0 those of the rest.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or a group is not in it.

    References
    ----------
    Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words: Lexical feature selection
    and evaluation for identifying the content of political conflict. Political Analysis, 16(4).
    https://doi.org/10.1093/pan/mpn018

    Examples
    --------
    >>> import pandas as pd
    >>> result = pd.DataFrame({"group": "Agency", "type": ["historic", "said"], "count": [9, 4],
    ...     "count_rest": [1, 30], "log_odds": [2.1, -1.8], "z": [3.0, -4.0]})
    >>> ax = keyness(result)
    >>> sorted(text.get_text() for text in ax.texts)
    ['historic', 'said']
    """
    table = chosen(checked(result, _KEYNESS, source="fr.keyness"), group, "group")
    name = str(table["group"].iloc[0])
    drawn = table.assign(frequency=table["count"] + table["count_rest"], name=_named(table))
    ranked = drawn.sort_values("z", ascending=False, kind="stable").index
    named = list(dict.fromkeys(_in_turn(ranked[:n_named], ranked[::-1][:n_named])))
    drawn = drawn.loc[[*named, *ranked.difference(named, sort=False)]]
    ax = new_axes(ax, width=7.5, height=5)
    mine = drawn["log_odds"] > 0
    _points(ax, drawn[mine], f"more in {plain(name)}", 0)
    _points(ax, drawn[~mine], "more in the rest", 1)
    ax.axhline(0, color=MUTED, linewidth=0.8, zorder=0)
    ax.set_xscale("log")
    ax.set(xlabel="Occurrences in all articles", ylabel="Log-odds ratio (natural logarithm)")
    bare(ax)
    legend_below(ax)
    name_points(ax, drawn["frequency"], drawn["log_odds"], list(drawn["name"].iloc[: len(named)]))
    return ax


def _points(ax: Axes, side: pd.DataFrame, label: str, style: int) -> None:
    """Draw the words of one side; many of them as one picture, so that files stay small."""
    ax.plot(
        side["frequency"],
        side["log_odds"],
        MARKERS[style],
        color=PALETTE[style],
        markersize=4,
        markeredgewidth=0,
        alpha=0.5,
        label=f"{label} ({len(side):,})",
        rasterized=len(side) > _MANY,
    )


def _in_turn(*ranked: pd.Index) -> list[object]:
    """Take from each in turn, the most extreme first."""
    return [label for row in zip(*ranked, strict=True) for label in row]


def _named(table: pd.DataFrame) -> pd.Series:
    """Name a row by its type or entry, and what that is split by: all that stands before counts."""
    first = next(name for name in ("count", "count_a") if name in table)
    parts = [name for name in table.columns[: table.columns.get_loc(first)] if name != "group"]
    if not parts:
        return pd.Series("", index=table.index)
    return table[parts].astype(str).agg(" · ".join, axis=1)
