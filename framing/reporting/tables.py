"""Tables and numbers as HTML."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from framing.pages.escaping import escape


class Markup(str):
    """HTML that is safe as it stands; all other text is escaped."""


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, n_texts: int = 1) -> Markup:
    """Lay out a table that scrolls sideways where it does not fit.

    Parameters
    ----------
    headings : sequence of str
        The columns' names.
    rows : iterable of sequences
        The cells; what is not `Markup` is escaped.
    n_texts : int
        How many columns, from the left, are texts; the others are numbers.

    Returns
    -------
    Markup

    Examples
    --------
    >>> table(["outlet", "n"], [["<b>", 3]]).splitlines()[4]
    '<tr><th scope="row">&lt;b&gt;</th><td class="number">3</td></tr>'
    """
    heads = "".join(
        f'<th scope="col"{"" if column < n_texts else _NUMBER}>{markup(heading)}</th>'
        for column, heading in enumerate(headings)
    )
    lines = "".join(f"<tr>{_cells(row, n_texts)}</tr>\n" for row in rows)
    return Markup(
        '<div class="scroll" tabindex="0">\n<table>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}</tbody>\n</table>\n</div>\n"
    )


_NUMBER = ' class="number"'


def _cells(row: Sequence[object], n_texts: int) -> str:
    first, *others = map(markup, row)
    rest = "".join(
        f"<td{'' if column < n_texts else _NUMBER}>{cell}</td>"
        for column, cell in enumerate(others, start=1)
    )
    return f'<th scope="row">{first}</th>{rest}'


def markup(text: object) -> str:
    """Escape a text unless it is HTML already."""
    return text if isinstance(text, Markup) else escape(text)


def number(value: float) -> str:
    """Write an estimate with three digits that count, or two decimals below 10.

    Examples
    --------
    >>> number(1234.5), number(12.345), number(0.1234), number(-0.5), number(float("nan"))
    ('1,234', '12.3', '0.12', '−0.50', '–')
    """
    if math.isnan(value):
        return "–"
    size = abs(value)
    decimals = 2 if size < 9.995 else 1 if size < 99.95 else 0
    text = f"{size:,.{decimals}f}"
    negative = value < 0 and text.strip("0.") != ""
    return f"{'−' * negative}{text}"


def percent(share: float) -> str:
    """Write a share as a percentage."""
    return "–" if math.isnan(share) else f"{100 * share:.1f} %"


def limits(low: float, high: float) -> str:
    """Write an interval; where there is none, say so."""
    if math.isnan(low) or math.isnan(high):
        return "no interval"
    return f"{number(low)} to {number(high)}"


def estimate(value: float, low: float, high: float, *, n: str = "", share: bool = False) -> Markup:
    """Write an estimate with its interval below it, and its n where that is its own.

    Examples
    --------
    >>> estimate(0.98, 0.9, 1.02, share=True)
    '<b>98.0 %</b><small>90.0 to 100</small>'
    """
    write = percent if share else number
    if share:  # an interval made on the logarithmic scale may reach beyond the whole
        low, high = 100 * low, min(100 * high, 100)
    told = "" if math.isnan(value) else limits(low, high)
    under = ", ".join(part for part in (told, n) if part)
    return Markup(f"<b>{escape(write(value))}</b><small>{escape(under)}</small>")


def many(number_of: int, one: str, more: str = "") -> str:
    """Write a number of things.

    Examples
    --------
    >>> many(1, "article"), many(1200, "article"), many(2, "match", "matches")
    ('1 article', '1,200 articles', '2 matches')
    """
    return f"{number_of:,} {one if number_of == 1 else more or one + 's'}"
