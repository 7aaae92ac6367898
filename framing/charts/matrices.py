"""Tables in colour with the numbers in them: pairs of outlets, frames, targets."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import NDArray

from framing.charts.style import (
    INK,
    NO_DATA,
    PALE,
    PER_1000,
    SMALL,
    category_name,
    counted,
    decimals_of,
    estimands_of,
    name_rows,
    new_axes,
    number,
    plain,
    rows_height,
    unit_of,
)
from framing.charts.tables import checked, chosen, one_row_each, outlet_of

_PAIRS = [
    *("outlet_a", "outlet_b", "category", "estimate_a", "estimate_b", "difference", "p_holm"),
    "estimand",
]
_OUTLETS = ["outlet", "category", "estimate", "n_articles", "zero_share"]
_TARGETS = ["article_id", "target", "category", "count", "exposure"]
_NO_TARGET = "(none)"  # as `fr.score` calls it
_MAP = "Blues"
_DARK = 0.5  # luminance below which a cell's number is white
_LEVEL = 0.05


def pair_matrix(
    result: pd.DataFrame,
    *,
    category: str | None = None,
    unit: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show how far every outlet lies above every other.

    Parameters
    ----------
    result : DataFrame
        From `fr.compare_pairs`.
    category : str, optional
        Category to draw; may be left out if there is only one.
    unit : str, optional
        What the numbers are in. Default: as in `fr.measure`, mostly matches per 1,000 words.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a new figure, as large as there are outlets.

    Returns
    -------
    matplotlib.axes.Axes
        Outlets are ranked, so that a cell is the row's estimate less that of the column, which is
        lower. A star marks differences with an adjusted p (Holm) below .05.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or a category is not in it.

    Examples
    --------
    >>> import pandas as pd
    >>> result = pd.DataFrame({"outlet_a": ["Agency"], "outlet_b": ["Daily"],
    ...     "category": "promotion", "estimate_a": 6.0, "estimate_b": 2.5, "difference": 3.5,
    ...     "p_holm": 0.01, "estimand": "mean_of_articles"})
    >>> ax = pair_matrix(result)
    >>> [text.get_text() for text in ax.texts]
    ['3.50*']
    """
    table = chosen(checked(result, _PAIRS, source="fr.compare_pairs"), category)
    table = one_row_each(table, ["outlet_a", "outlet_b"])
    names = _ranked(table)
    rank = {name: place for place, name in enumerate(names)}
    values = np.full((len(names), len(names)), np.nan)
    texts = np.full(values.shape, "", dtype=object)
    decimals = decimals_of(table["difference"])
    for pair in table[["outlet_a", "outlet_b", "difference", "p_holm"]].to_numpy(dtype=object):
        a, b, difference, p = rank[pair[0]], rank[pair[1]], *pair[2:]
        above, below = sorted((a, b))
        values[above, below] = difference if a < b else -difference
        star = "*" if p < _LEVEL else ""
        texts[above, below] = number(values[above, below], decimals) + star
    ax = new_axes(ax, width=4 + 0.45 * len(names), height=rows_height(names))
    labels = [f"{name} ({place})" for place, name in enumerate(names, start=1)]
    name = str(table["category"].iloc[0])
    _draw(ax, values, texts, labels, [str(place + 1) for place in range(len(names))])
    ax.set_xlabel(
        f"{category_name(name)}, {unit or unit_of(name)}\n"
        f"({estimands_of(table)}; row less column; * p < .05 after Holm's adjustment)"
    )
    return ax


def frames_by_outlet(
    result: pd.DataFrame,
    *,
    categories: list[str] | None = None,
    unit: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show how much of each frame, or any other category, each outlet has.

    Parameters
    ----------
    result : DataFrame
        From `fr.compare_outlets`, with a category a frame.
    categories : list of str, optional
        Which, and in what order. Default: all, as they come.
    unit : str, optional
        What the numbers are in. Default: as in `fr.measure`, mostly matches per 1,000 words.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a new figure, as large as the table.

    Returns
    -------
    matplotlib.axes.Axes
        A row an outlet, in alphabetical order, and a column a category. In each cell the estimate
        and, in brackets, the number of articles that do not score 0 in it.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, a category is not in it, or the categories have
        different units.

    Notes
    -----
    Indicators are words, and words show a topic as well as a frame: the heat map describes, and
    does not say why.

    Examples
    --------
    >>> import pandas as pd
    >>> result = pd.DataFrame({"outlet": "Daily", "category": ["frame_conflict", "frame_morality"],
    ...     "estimate": [4.25, 0.5], "n_articles": 10, "zero_share": [0.1, 0.8]})
    >>> ax = frames_by_outlet(result)
    >>> [text.get_text() for text in ax.texts]
    ['4.25 (9)', '0.50 (2)']
    """
    table = one_row_each(
        checked(result, _OUTLETS, source="fr.compare_outlets"), ["outlet", "category"]
    )
    names = list(dict.fromkeys(map(str, categories or table["category"])))
    table = pd.concat([chosen(table, name) for name in names])
    unit = unit or _one_unit(names)
    table = table.assign(some=((1 - table["zero_share"]) * table["n_articles"]).round())
    rows = table.groupby("outlet")["n_articles"].max()
    labels = [f"{name} ({n:,})" for name, n in rows.items()]
    values, some = (_grid(table, column, rows.index, names) for column in ("estimate", "some"))
    ax = new_axes(ax, width=3.5 + 0.95 * len(names), height=rows_height(labels) + 0.3)
    _draw(ax, values, _with_counts(values, some), labels, [category_name(n) for n in names])
    ax.set_xlabel(f"{unit} (articles with any)")
    return ax


def targets_by_outlet(
    parts: pd.DataFrame,
    outlet: pd.Series,
    *,
    category: str | None = None,
    n_targets: int = 12,
    ax: Axes | None = None,
) -> Axes:
    """Show whom each outlet praises or criticises.

    Parameters
    ----------
    parts : DataFrame
        From ``fr.score(matches, by="target")``.
    outlet : Series
        Outlet of each article, index ``article_id``; articles without one get a row of their own.
    category : str, optional
        Category to draw; may be left out if there is only one.
    n_targets : int
        The targets with most matches that are drawn.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a new figure, as large as the table.

    Returns
    -------
    matplotlib.axes.Axes
        A row an outlet and a column a target, most matches first. In each cell the matches per
        1,000 words of the sentences that mention the target and, in brackets, the matches. Last
        what has no target, ``(none)``, per 1,000 words of the whole.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or a category is not in it.

    Examples
    --------
    >>> import pandas as pd
    >>> parts = pd.DataFrame({"article_id": ["a", "a", "b"], "target": ["EU", "(none)", "EU"],
    ...     "category": "promotion", "count": [3, 1, 0], "exposure": [300, 200, 150]})
    >>> ax = targets_by_outlet(parts, pd.Series({"a": "Agency", "b": "Daily"}))
    >>> [text.get_text() for text in ax.texts]
    ['10.0 (3)', '5.0 (1)', '0.0 (0)', 'no data']
    """
    source = 'fr.score(by="target")'
    table = chosen(checked(parts, _TARGETS, source=source, argument="parts"), category)
    table = one_row_each(table, ["article_id", "target"])
    placed = outlet_of(table["article_id"], outlet)
    table = table.assign(outlet=placed)
    most = table.groupby("target")["count"].sum().sort_values(ascending=False, kind="stable")
    named = most.drop(_NO_TARGET, errors="ignore").index
    columns = [*named[:n_targets], *most.index.intersection([_NO_TARGET])]
    table = table[table["target"].isin(columns)]
    sums = table.groupby(["outlet", "target"], as_index=False)[["count", "exposure"]].sum()
    outlets = sorted(placed.unique())
    count, words = (_grid(sums, of, outlets, columns, "target") for of in ("count", "exposure"))
    values = 1000 * count / np.where(words > 0, words, np.nan)
    ax = new_axes(ax, width=3.5 + 0.95 * len(columns), height=rows_height(outlets) + 0.8)
    texts = _with_counts(values, count)
    name = category_name(table["category"].iloc[0])
    _draw(ax, values, texts, outlets, columns)
    shown = counted(len(named), "target")
    shown = shown if len(named) <= n_targets else f"{n_targets} of {shown}"
    ax.set_xlabel(
        f"{name}, {PER_1000} of the sentences with the target (matches);\n"
        f"{shown}; {_NO_TARGET}: of all words"
    )
    return ax


def _ranked(table: pd.DataFrame) -> list[str]:
    """Outlets by estimate, the highest first; those without one last."""
    a = table.set_index("outlet_a")["estimate_a"]
    b = table.set_index("outlet_b")["estimate_b"]
    both = pd.concat([a, b])
    both = both[~both.index.duplicated()]
    return [str(name) for name in both.sort_values(ascending=False, kind="stable").index]


def _grid(
    table: pd.DataFrame,
    values: str,
    outlets: Iterable[str],
    columns: list[str],
    named: str = "category",
) -> NDArray[np.float64]:
    """Lay one column of a table out by outlet and category; NaN where there is no row."""
    wide = table.pivot_table(values, "outlet", named, aggfunc="first", observed=True)
    return wide.reindex(index=list(outlets), columns=columns).to_numpy(dtype=np.float64)


def _one_unit(names: list[str]) -> str:
    """Give the unit that all categories share."""
    units = {unit_of(name): name for name in names}
    if len(units) > 1:
        listed = "; ".join(f"{name} in {unit}" for unit, name in units.items())
        message = f"categories differ in their units ({listed}); choose some with categories=[...]"
        raise ValueError(message)
    return next(iter(units))


def _with_counts(values: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.object_]:
    """Write each value with a count in brackets."""
    pairs = zip(values.ravel(), counts.ravel(), strict=True)
    decimals = decimals_of(values)
    texts = [NO_DATA if np.isnan(v) else f"{number(v, decimals)} ({n:,.0f})" for v, n in pairs]
    return np.array(texts, dtype=object).reshape(values.shape)


def _draw(
    ax: Axes,
    values: NDArray[np.float64],
    texts: NDArray[np.object_],
    rows: list[str],
    columns: list[str],
) -> None:
    """Colour the cells and write in them; one without a value but with a text is hatched."""
    edges = [np.arange(n + 1) - 0.5 for n in (len(columns), len(rows))]
    largest = np.nanmax(values, initial=0)
    smallest = np.nanmin(values, initial=0)
    mesh = ax.pcolormesh(
        *edges,
        np.ma.masked_invalid(values),
        cmap=_MAP,
        vmin=smallest,
        vmax=largest if largest > smallest else smallest + 1,
        edgecolors="white",
        linewidth=1,
    )
    for row, column in np.argwhere(texts != ""):
        value, ink = values[row, column], INK
        if np.isnan(value):
            _hatch(ax, row, column)
        elif _dark(mesh.to_rgba(value)):
            ink = "white"
        text = texts[row, column]
        ax.text(column, row, text, ha="center", va="center", fontsize=8, color=ink)
    name_rows(ax, rows)
    turned = max(map(len, columns)) > 12
    labels = [plain(name) for name in columns]
    if turned:
        ax.set_xticks(range(len(labels)), labels, fontsize=SMALL, rotation=35, ha="right")
    else:
        ax.set_xticks(range(len(labels)), labels, fontsize=SMALL)
    ax.tick_params(axis="x", length=0)
    ax.spines[:].set_visible(False)
    bar = ax.figure.colorbar(mesh, ax=ax, pad=0.02, fraction=0.05)
    bar.outline.set_visible(False)


def _hatch(ax: Axes, row: int, column: int) -> None:
    """Mark a cell in which there is no data."""
    corner = (column - 0.5, row - 0.5)
    ax.add_patch(Rectangle(corner, 1, 1, facecolor="white", edgecolor=PALE, hatch="////"))


def _dark(colour: NDArray[np.float64]) -> bool:
    """Tell whether white is easier to read on a colour (luma of ITU-R BT.601)."""
    return bool(np.dot(colour[:3], (0.299, 0.587, 0.114)) < _DARK)
