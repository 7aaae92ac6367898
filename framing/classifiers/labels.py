"""What is learned: one label an item, or several at once, as a table of yes and no."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.classifiers.items import refuse_places, same_rows

Bools = NDArray[np.bool_]


class Labels(NamedTuple):
    """The labels of some items.

    Attributes
    ----------
    names : tuple
        The labels, in order.
    truth : numpy.ndarray of bool, shape (items, labels)
        Which item has which label.
    several : bool
        Whether an item may have several labels, or none.
    values : pandas.DataFrame or numpy.ndarray
        What a model is trained with.
    """

    names: tuple[Any, ...]
    truth: Bools
    several: bool
    values: Any

    def __len__(self) -> int:
        return len(self.truth)

    def take(self, places: NDArray[np.intp]) -> Any:
        """Give what a model is trained with, of some items."""
        return self.values.iloc[places] if self.several else self.values[places]


def as_labels(y: Any, X: Any) -> Labels:
    """Check labels and read them.

    Parameters
    ----------
    y : array-like, shape (items,) or (items, labels)
        A label an item, or an indicator matrix of 0 and 1: a column a label.
    X : table or array
        The items.

    Returns
    -------
    Labels

    Raises
    ------
    ValueError
        If labels are missing, all the same, of several types, no whole numbers, other than 0 and 1
        in a matrix, or not as many as there are items.
    """
    given = y if isinstance(y, pd.Series | pd.DataFrame) else np.asarray(y)
    if given.ndim not in (1, 2):
        message = f"y has {given.ndim} dimensions; give a label an item, or a column a label"
        raise ValueError(message)
    same_rows(X, given, "y")
    missing: Bools = pd.DataFrame(given).isna().any(axis=1).to_numpy()
    refuse_places("y", missing, "has no label", given)
    if given.ndim == 2 and given.shape[1] > 1:
        return _several(given)
    return _single(np.asarray(given).reshape(len(given)))


def _single(values: NDArray[Any]) -> Labels:
    kinds = sorted({type(value).__name__ for value in values.tolist()})
    if len(kinds) > 1:
        message = f"y mixes labels of the types {' and '.join(kinds)}; give one type, such as str"
        raise ValueError(message)
    if kinds == ["float"] and (values != np.round(values)).any():
        message = (
            f"y holds numbers such as {values[values % 1 != 0][0]:g}; a classifier takes "
            "labels, so cut them into classes, as y > 0.5"
        )
        raise ValueError(message)
    names = np.unique(values)
    if len(names) < 2:
        shown = f"only the label {names.tolist()[0]!r}" if len(names) else "no label"
        message = f"y has {shown} in {len(values)} items; a classifier needs two labels or more"
        raise ValueError(message)
    return Labels(tuple(names.tolist()), values[:, None] == names, False, values)


def _several(y: Any) -> Labels:
    table = pd.DataFrame(y)
    if not table.columns.is_unique:
        twice = table.columns[table.columns.duplicated()][0]
        message = f"y has two columns {twice!r}; name each label once"
        raise ValueError(message)
    strange = ~table.isin([0, 1]).to_numpy()
    if strange.any():
        row, column = np.argwhere(strange)[0]
        message = (
            f"y has {table.iloc[row, column]} in column {table.columns[column]!r}, row "
            f"{table.index[row]!r}; an indicator matrix holds 0 and 1, a column a label"
        )
        raise ValueError(message)
    truth = table.to_numpy().astype(bool)
    for name, column in zip(table.columns, truth.T, strict=True):
        if column.all() or not column.any():
            message = (
                f"y: the label {name!r} is {int(column.all())} in all {len(table)} items; "
                "leave its column out"
            )
            raise ValueError(message)
    return Labels(tuple(table.columns.tolist()), truth, True, table.astype(int))
