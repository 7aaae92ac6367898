"""In whose voice: the outlet's own, quoted, reported."""

from __future__ import annotations

from typing import Literal, get_args

import pandas as pd
from matplotlib.axes import Axes

from framing.charts.style import (
    HATCHES,
    INK,
    MUTED,
    PALE,
    PALETTE,
    SMALL,
    beside_rows,
    category_name,
    counted,
    legend_below,
    name_rows,
    new_axes,
    no_data,
    rows_height,
)
from framing.charts.tables import checked, chosen, one_row_each, outlet_of

Shared = Literal["count", "exposure"]
_COLUMNS = ["article_id", "voice", "category", "count", "exposure"]
_VOICES = ["own", "quoted", "reported"]
_COLOURS = ((PALETTE[0], "white"), (PALETTE[3], "white"), (PALE, MUTED))  # and of the hatching
_NARROW = 7  # per cent; a narrower piece has no room for its number


def voice_shares(
    parts: pd.DataFrame,
    outlet: pd.Series,
    *,
    category: str | None = None,
    of: Shared = "count",
    ax: Axes | None = None,
) -> Axes:
    """Show in whose voice each outlet's matches, or its words, are.

    Parameters
    ----------
    parts : DataFrame
        From ``fr.score(matches, by="voice")``.
    outlet : Series
        Outlet of each article, index ``article_id``; articles without one get a row of their own.
    category : str, optional
        Category whose matches are counted; may be left out if there is only one.
    of : {"count", "exposure"}
        Shares of the matches, or of all words.
    ax : matplotlib.axes.Axes, optional
        Where to draw. Default: a new figure, as high as there are outlets.

    Returns
    -------
    matplotlib.axes.Axes
        A bar an outlet, the largest share of its own voice at the top; to the right the matches,
        or words, that make the 100 %.

    Raises
    ------
    TypeError, ValueError
        If the table is not of that kind, or a name is not in it.

    Examples
    --------
    >>> import framing as fr
    >>> corpus = fr.load_dataset("sample")
    >>> matches = fr.match(fr.tokenize(corpus), fr.load_lexicon("promotional"))
    >>> parts = fr.score(matches, by="voice")
    >>> ax = voice_shares(parts, corpus["outlet"], category="promotion")
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['own', 'quoted', 'reported']
    """
    if of not in get_args(Shared):
        message = f"of={of!r} is not known; choose one of {', '.join(get_args(Shared))}"
        raise ValueError(message)
    table = chosen(
        checked(parts, _COLUMNS, source='fr.score(by="voice")', argument="parts"), category
    )
    table = one_row_each(table, ["article_id", "voice"])
    table = table.assign(outlet=outlet_of(table["article_id"], outlet))
    sums = table.pivot_table(of, "outlet", "voice", aggfunc="sum", observed=True)
    sums = sums.reindex(columns=_VOICES).fillna(0)
    total = sums.sum(axis=1)
    shares = 100 * sums.div(total.where(total > 0), axis=0)
    shares = shares.sort_values("own", ascending=False, kind="stable")
    ax = new_axes(ax, height=rows_height(shares.index) + 0.2)
    name_rows(ax, shares.index)
    _draw(ax, shares)
    noun = "match" if of == "count" else "word"
    beside_rows(ax, [counted(int(n), noun) for n in total[shares.index]])
    whole = f"matches of {category_name(table['category'].iloc[0])}" if of == "count" else "words"
    ax.set(xlim=(0, 100), xlabel=f"Share of {whole} by voice, %")
    legend_below(ax)
    return ax


def _draw(ax: Axes, shares: pd.DataFrame) -> None:
    """Lay the three voices end to end in each row."""
    rows = range(len(shares))
    left = shares["own"] * 0
    for voice, (colour, edge), hatch in zip(_VOICES, _COLOURS, HATCHES, strict=True):
        share = shares[voice]
        ax.barh(
            rows,
            share,
            left=left,
            height=0.7,
            color=colour,
            edgecolor=edge,
            hatch=hatch,
            linewidth=0,
            label=voice,
        )
        for row, (start, width) in enumerate(zip(left, share, strict=True)):
            if width >= _NARROW:
                _number(ax, start + width / 2, row, f"{width:.0f}")
        left = left + share
    no_data(ax, [row for row in rows if shares["own"].isna().iloc[row]], "no match")


def _number(ax: Axes, x: float, y: float, text: str) -> None:
    box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"}
    ax.text(x, y, text, ha="center", va="center", fontsize=SMALL, color=INK, bbox=box)
