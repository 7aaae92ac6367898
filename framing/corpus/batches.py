"""How do rows become tables? They are read one by one and collected in batches."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.notes import Places


class Row(NamedTuple):
    """A row as it is written, and where it begins."""

    file: str
    line: int
    cells: Any  # a list of str, or a dict by column


def in_batches(
    rows: Iterable[Row], size: int | None, columns: list[str] | None = None
) -> Iterator[tuple[pd.DataFrame, Places]]:
    """Collect rows into tables.

    Parameters
    ----------
    rows : iterable of Row
        The rows.
    size : int or None
        The rows of a table, all of them if None.
    columns : list of str, optional
        The columns' names, for rows that are lists.

    Yields
    ------
    table : pandas.DataFrame
        All columns are object columns, so that every cell stays as it is.
    places : Places
        Where the rows were read.

    Notes
    -----
    One row is read ahead, so that what a reader notes on the rows that it sets aside at the end of
    a file is known when the last table comes.

    Examples
    --------
    >>> rows = [Row("a.csv", line, [f"cell {line}"]) for line in (2, 3, 4)]
    >>> [table["text"].tolist() for table, _ in in_batches(rows, 2, ["text"])]
    [['cell 2', 'cell 3'], ['cell 4']]
    """
    rows = iter(rows)
    names = None if columns is None else pd.Index(columns, dtype=object)
    ahead = list(islice(rows, 1))
    while ahead:
        files, lines, cells = zip(*ahead, *islice(rows, size and size - 1), strict=True)
        ahead = list(islice(rows, 1))
        table = pd.DataFrame(list(cells), columns=names, dtype=object)
        yield table, Places(list(files), np.array(lines, dtype=np.int64))
