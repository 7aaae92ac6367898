"""How does a table look on a terminal? Aligned, no wider than the window, and harmless."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

Side = Literal["left", "right"]

_GAP = "  "
_NARROWEST = 8  # to which a column of texts is cut on a narrow terminal
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HALF = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    r"""Make a text fit for a line on a terminal, which obeys control characters.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text with line ends and control characters as spaces, without marks of direction.

    Examples
    --------
    >>> printable("one\nline\x1b[2J")
    'one line [2J'
    """
    return _HALF.sub("\ufffd", _DIRECTION.sub("", _CONTROL.sub(" ", text)))


def width_of(text: str) -> int:
    """Count the columns that a text takes on a terminal.

    Examples
    --------
    >>> width_of("Əliyev"), width_of("e\u0301"), width_of("新聞")
    (6, 1, 4)
    """
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int, side: Side = "right") -> str:
    """Cut a text to a width, at its right or left end.

    Examples
    --------
    >>> cut("Karvenia Today", 9), cut("Karvenia Today", 9, "left"), cut("Post", 9)
    ('Karvenia…', '…ia Today', 'Post')
    """
    if width_of(text) <= width:
        return text
    if side == "left":
        return cut(text[::-1], width)[::-1]
    kept, room = [], width - 1
    for character in text:
        room -= _width(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…"


def pad(text: str, width: int, side: Side = "right") -> str:
    """Fill a text up to a width with spaces, at its right or left end."""
    spaces = " " * (width - width_of(text))
    return text + spaces if side == "right" else spaces + text


def terminal_width() -> int:
    """Give the width of the terminal; where there is none, lines may be long."""
    return shutil.get_terminal_size(fallback=(200, 24)).columns


def bold(text: str) -> str:
    """Make a text stand out, if a terminal shows it that can."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return text if plain or not sys.stdout.isatty() else f"\x1b[1m{text}\x1b[0m"


def lay_out(
    rows: Sequence[Sequence[str]], headings: Sequence[str], *, n_texts: int, width: int
) -> Iterator[str]:
    """Lay out a table in aligned columns.

    Parameters
    ----------
    rows : sequence of sequences of str
        The cells.
    headings : sequence of str
        The names of the columns.
    n_texts : int
        How many columns, from the left, are texts; the others are numbers.
    width : int
        Width of the window. If it does not suffice, the widest texts are cut.

    Yields
    ------
    str
        A line.

    Examples
    --------
    >>> for line in lay_out([["Herald", "12"], ["Post", "3"]], ["", "n"], n_texts=1, width=80):
    ...     print(line)
             n
    Herald  12
    Post     3
    """
    lines = [list(headings), *(list(map(printable, row)) for row in rows)]
    widths = [max(map(width_of, column)) for column in zip(*lines, strict=True)]
    spare = width - sum(widths) - len(_GAP) * (len(widths) - 1)
    while spare < 0 and max(widths[:n_texts]) > _NARROWEST:
        widths[widths.index(max(widths[:n_texts]), 0, n_texts)] -= 1
        spare += 1
    for number, line in enumerate(lines):
        cells = [
            pad(cut(cell, wide), wide, "right" if column < n_texts else "left")
            for column, (cell, wide) in enumerate(zip(line, widths, strict=True))
        ]
        text = _GAP.join(cells).rstrip()
        yield text if number else bold(text)
