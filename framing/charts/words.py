"""The words behind a difference: keyness, word shift, and where a term stands."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import LogFormatter

from framing.charts.labels import name_points
from framing.charts.style import (
    HATCHES,
    INK,
    MARKERS,
    MUTED,
    PALETTE,
    PER_1000,
    bare,
    beside_rows,
    counted,
    decimals_of,
    estimands_of,
    legend_below,
    name_rows,
    new_axes,
    number,
    plain,
    rows_height,
)
from framing.charts.tables import by_article, checked, chosen, outlet_of

_KEYNESS = ["group", "count", "count_rest", "log_odds", "z"]
_FOUND = ["article_id", "start"]
_MANY = 1000  # points
_MOST_ROWS = 25
_SHIFT = ["entry", "count_a", "count_b", "contribution", "low", "high", "estimand"]


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
    drawn = drawn.reset_index(drop=True)
    ranked = drawn.sort_values("z", ascending=False, kind="stable").index
    named = list(dict.fromkeys(_in_turn(ranked[:n_named], ranked[::-1][:n_named])))
    drawn = drawn.loc[[*named, *ranked.difference(named, sort=False)]]
    ax = new_axes(ax, width=7.5, height=5)
    mine = drawn["log_odds"] > 0
    _points(ax, drawn[mine], f"more in {plain(name)}", 0)
    _points(ax, drawn[~mine], "more in the rest", 1)
    ax.axhline(0, color=MUTED, linewidth=0.8, zorder=0)
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.xaxis.set_minor_formatter(LogFormatter())
    ax.set(xlabel="Occurrences in all articles", ylabel="Log-odds ratio (natural logarithm)")
    bare(ax)
    legend_below(ax, columns=1)
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
    """Name a row by its type or label, and what that is split by: all that stands before counts."""
    first = next(name for name in ("count", "count_a") if name in table)
    before = table.columns[: table.columns.get_loc(first)]
    unnamed = ("group", "entry") if "label" in before else ("group",)
    parts = [name for name in before if name not in unnamed]
    if not parts:
        return pd.Series("", index=table.index)
    return table[parts].astype(str).agg(" · ".join, axis=1)


def word_shift(
    result: pd.DataFrame,
    *,
    groups: tuple[str, str] = ("the first group", "the second group"),
    n_entries: int = 25,
    unit: str = PER_1000,
    ax: Axes | None = None,
) -> Axes:
    """Show what each lexicon entry contributes to the difference of two outlets.

    Parameters
    ----------
    result : DataFrame
        From `fr.word_shift`.
    groups : tuple of two str
        The groups as they were given to `fr.word_shift`.
    n_entries : int
        Entries with the largest contributions get a row each, the others one together.
    unit : str
        What the contributions are in.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a new figure, as high as there are rows.

    Returns
    -------
    matplotlib.axes.Axes
        A bar an entry, named by its commonest form, largest contribution first; beside it the
        counts of both groups.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind.

    Examples
    --------
    >>> import pandas as pd
    >>> result = pd.DataFrame({"entry": ["historic", "landmark"], "count_a": [3, 0],
    ...     "count_b": [1, 1], "contribution": [1.5, -0.5], "low": [0.1, -1.2], "high": [3, 0.1],
    ...     "estimand": "mean_of_articles"})
    >>> ax = word_shift(result, groups=("Agency", "Daily"))
    >>> [text.get_text() for text in ax.texts]
    ['3 : 1', '0 : 1']
    """
    table = checked(result, _SHIFT, source="fr.word_shift")
    shown = _shown(table.assign(name=_named(table)).reset_index(drop=True), n_entries)
    ax = new_axes(ax, height=rows_height(shown["name"], row=0.24) + 0.3)
    name_rows(ax, shown["name"])
    y, x = np.arange(len(shown)), shown["contribution"].to_numpy(dtype=np.float64)
    for side, style in ((x > 0, 0), (x <= 0, 1)):
        ax.barh(
            y[side],
            x[side],
            height=0.7,
            color=PALETTE[style],
            edgecolor="white",
            hatch=HATCHES[style],
            label=f"more in {plain(groups[style])}",
        )
    ax.hlines(y, shown["low"], shown["high"], color=INK, linewidth=1)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    ax.locator_params(axis="x", nbins=6)
    pairs = zip(shown["count_a"], shown["count_b"], strict=True)
    beside_rows(ax, [f"{a:,g} : {b:,g}" for a, b in pairs])
    total = table["contribution"].sum()
    ax.set_xlabel(
        f"Contribution, {unit}\n({estimands_of(table)}; lines: 95 % intervals; "
        f"all together: {number(total, decimals_of(total))})"
    )
    legend_below(ax, columns=1)
    return ax


def _shown(table: pd.DataFrame, n: int) -> pd.DataFrame:
    """Keep the largest contributions, and add up the others in one more row."""
    order = table["contribution"].abs().sort_values(ascending=False, kind="stable").index
    largest, others = table.loc[order[:n]], table.loc[order[n:]]
    if others.empty:
        return largest
    sums = others[["contribution", "count_a", "count_b"]].sum().to_frame().T
    rest = sums.assign(name=counted(len(others), "other entry"), low=np.nan, high=np.nan)
    return pd.concat([largest, rest], ignore_index=True)


def dispersion(
    found: pd.DataFrame,
    text: pd.Series,
    *,
    outlet: pd.Series | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Show where in the articles a term stands.

    Parameters
    ----------
    found : DataFrame
        From `fr.kwic`.
    text : Series
        Text of every article, index ``article_id``: the column of the corpus.
    outlet : Series, optional
        Outlet of each article: then a row an outlet, its articles upon each other. Default: a row
        an article.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a new figure, as high as there are rows.

    Returns
    -------
    matplotlib.axes.Axes
        A stroke an occurrence, from the beginning (0) to the end (100) of its article; rows with
        most occurrences first. Of articles, the 25 with most get a row.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or text and outlet do not know its articles.

    Examples
    --------
    >>> import framing as fr
    >>> corpus = fr.load_dataset("sample")
    >>> found = fr.kwic(fr.tokenize(corpus), "histor*")
    >>> ax = dispersion(found, corpus["text"], outlet=corpus["outlet"])
    >>> ax.texts[0].get_text()
    '3 in 2 of 10 articles'
    """
    table = checked(found, _FOUND, source="fr.kwic", argument="found")
    length = by_article(table["article_id"], text, "text").str.len()
    rows, articles = table["article_id"], pd.Series(text.index, index=text.index)
    if outlet is not None:
        rows, articles = outlet_of(rows, outlet), outlet_of(articles, outlet)
    table = table.assign(row=rows, at=100 * table["start"] / length)
    of = articles.value_counts(sort=False)
    each = table.groupby("row")["article_id"].agg(["size", "nunique"])
    each = each.reindex(of.index, fill_value=0).sort_values("size", ascending=False, kind="stable")
    have = f"{table['article_id'].nunique():,} of {counted(len(text), 'article')} have the term"
    if outlet is None:
        each = each[each["size"] > 0].head(_MOST_ROWS)
        have += f"; {_MOST_ROWS} are drawn" * (len(each) < table["row"].nunique())
    ax = new_axes(ax, height=rows_height(each.index, row=0.25))
    name_rows(ax, each.index)
    drawn = table[table["row"].isin(each.index)]
    place = drawn["row"].map({name: row for row, name in enumerate(each.index)})
    ax.vlines(drawn["at"], place - 0.35, place + 0.35, color=PALETTE[0], linewidth=1, alpha=0.7)
    beside_rows(ax, map(str, each["size"]) if outlet is None else _counts(each, of))
    ax.set(xlim=(0, 100), xlabel=f"Position in the article, % of its characters\n({have})")
    return ax


def _counts(each: pd.DataFrame, of: pd.Series) -> list[str]:
    """Count an outlet's occurrences, the articles that have them, and all its articles."""
    numbers = zip(each["size"], each["nunique"], of[each.index], strict=True)
    return [f"{n:,} in {some:,} of {counted(of_all, 'article')}" for n, some, of_all in numbers]
