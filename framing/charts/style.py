"""How every chart looks: colours, markers and hatches, names and numbers, new figures."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import pyplot as plt
from matplotlib.transforms import ScaledTranslation

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure, SubFigure
    from numpy.typing import ArrayLike

# Okabe, M., & Ito, K. (2008). Color universal design: How to make figures and presentations that
# are friendly to colorblind people. https://jfly.uni-koeln.de/color/
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#E69F00", "#56B4E9", "#CC79A7")
MARKERS = ("o", "s", "^", "D", "v", "P")
HATCHES = ("", "////", "....")
INK, MUTED, PALE = "#222222", "#6E6E6E", "#DDDDDD"
SMALL = 8.5  # points

NO_DATA = "no data"
_FORMS = re.compile(r"\+ \d+ forms?$")  # of an entry, behind its commonest one
_ESTIMANDS = {"mean_of_articles": "mean of articles", "ratio_of_sums": "all words together"}
PER_1000 = "matches per 1,000 words"
_UNITS = {
    "words": "words an article",
    "sentences": "sentences an article",
    "sentiment": "mean valence, −4 to 4",
    "sentiment_vader": "compound score, −1 to 1",
    "own_voice_share": "share of words",
    "top_speaker_share": "share of attributed words",
    "promotion_own_share": "share of promotional value",
    "speakers": "speakers an article",
    "critical_speakers": "speakers an article",
}


def unit_of(category: str) -> str:
    """Give the unit of a column of `fr.measure`, all of which are rates but for a few."""
    if category.startswith("frame_") and category.endswith("_share"):
        return "share of sentences"
    return _UNITS.get(category, PER_1000)


def plain(name: object, *, width: int = 48) -> str:
    r"""Give a name as it is printed: two lines at most, and no mathematics between dollar signs.

    Examples
    --------
    >>> plain("  Daily   Mail "), plain("cash$ and $tars")
    ('Daily Mail', 'cash\\$ and \\$tars')
    >>> print(plain("a (historic|landmark|milestone) (deal|accord)", width=15))
    a
    (historic|land…
    >>> print(plain("thanked them for it + 2 forms", width=22))
    thanked them for it
    + 2 forms
    """
    words = (f"{w[: width - 1]}…" if len(w) > width else w for w in str(name).split())
    whole = _FORMS.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), " ".join(words))
    lines = textwrap.wrap(whole, width, break_on_hyphens=False)
    if len(lines) > 2:
        lines = [lines[0], lines[1][: width - 1].rstrip("… ") + "…"]
    return "\n".join(lines).replace("\N{NO-BREAK SPACE}", " ").replace("$", r"\$")


def category_name(category: object) -> str:
    """Give a category in words: ``frame_human_interest`` is human interest.

    Examples
    --------
    >>> category_name("frame_human_interest"), category_name("vague_attribution")
    ('human interest', 'vague attribution')
    """
    return plain(str(category).removeprefix("frame_").removesuffix("_share").replace("_", " "))


def estimands_of(table: pd.DataFrame) -> str:
    """Say what the estimates of a table are.

    Examples
    --------
    >>> import pandas as pd
    >>> estimands_of(pd.DataFrame({"estimand": ["mean_of_articles", "mean_of_articles"]}))
    'mean of articles'
    """
    return " and ".join(_ESTIMANDS.get(name, name) for name in table["estimand"].unique())


def number(value: float, decimals: int) -> str:
    """Give a number with so many decimals.

    Examples
    --------
    >>> number(12345.67, 1), number(-2.5, 2), number(float("nan"), 2)
    ('12,345.7', '−2.50', 'no data')
    """
    return NO_DATA if np.isnan(value) else f"{value:,.{decimals}f}".replace("-", "−")


def decimals_of(values: ArrayLike) -> int:
    """Count the decimals that give the largest number three digits, whatever the others are.

    Examples
    --------
    >>> decimals_of([0.5, 12.3]), decimals_of([0.042, 0.001]), decimals_of([1500.0])
    (1, 4, 0)
    """
    largest = np.nanmax(np.abs(np.asarray(values, dtype=np.float64)), initial=0)
    return max(0, 2 - int(np.floor(np.log10(largest)))) if largest > 0 else 0


def counted(n: int, noun: str) -> str:
    """Give a number of things.

    Examples
    --------
    >>> counted(1, "match"), counted(2, "match"), counted(1200, "entry")
    ('1 match', '2 matches', '1,200 entries')
    """
    if n != 1:
        ending = {"h": "es", "y": "ies"}.get(noun[-1], "s")
        noun = noun.removesuffix("y") + ending
    return f"{n:,} {noun}"


def new_axes(ax: Axes | None, *, width: float = 7, height: float = 4) -> Axes:
    """Give the axes asked for, or those of a new figure, width and height in inches."""
    if ax is not None:
        return ax
    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def new_figure(
    figure: Figure | SubFigure | None, *, width: float, height: float
) -> Figure | SubFigure:
    """Give the figure asked for, or a new one, width and height in inches."""
    return figure or plt.figure(figsize=(width, height), layout="constrained")


def rows_height(names: Iterable[object], *, row: float = 0.3) -> float:
    """Give the height, in inches, of a chart with a row for each name."""
    lines = sum(1 if "\n" not in plain(name) else 1.3 for name in names)
    return 1.3 + row * max(lines, 2)


def names_width(names: Iterable[object]) -> float:
    """Give the width, in inches, that names take at the left."""
    return 0.07 * max(len(line) for name in names for line in plain(name).split("\n"))


def name_rows(ax: Axes, names: Iterable[object]) -> None:
    """Write names down the left side, the first at the top."""
    labels = [plain(name) for name in names]
    ax.set_yticks(range(len(labels)), labels, fontsize=SMALL)
    ax.set_ylim(len(labels) - 0.5, -0.5)
    ax.tick_params(axis="y", length=0)
    bare(ax)


def bare(ax: Axes) -> None:
    """Leave out the upper and right side of the box."""
    ax.spines[["top", "right"]].set_visible(False)


def beside_rows(ax: Axes, texts: Iterable[str]) -> None:
    """Write a text to the right of each row."""
    for row, text in enumerate(texts):
        ax.annotate(
            text,
            (1, row),
            xycoords=ax.get_yaxis_transform(),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
            color=MUTED,
        )


def no_data(ax: Axes, rows: Iterable[int], text: str = NO_DATA) -> None:
    """Say at the left of a row that there is nothing to draw."""
    for row in rows:
        ax.annotate(
            text,
            (0, row),
            xycoords=ax.get_yaxis_transform(),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
            style="italic",
            color=MUTED,
        )


def legend_below(ax: Axes, *, columns: int = 3, **options: Any) -> None:
    """Put the legend below the label of the x axis, where it covers nothing."""
    em = plt.rcParams["font.size"] / 72
    lines = ax.get_xlabel().count("\n") + 1
    down = ScaledTranslation(0, -em * (2.5 + 1.3 * lines), ax.figure.dpi_scale_trans)
    ax.legend(
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=ax.transAxes + down,
        ncols=columns,
        frameon=False,
        fontsize=SMALL,
        borderaxespad=0,
        borderpad=0,
        **options,
    )
