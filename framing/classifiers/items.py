"""What is classified: texts, a table of targets, or rows of features, always taken by place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.corpus import Corpus

_SHOWN = 3


def as_items(X: Any) -> Any:
    """Bring what is classified into a form that rows can be taken from.

    Parameters
    ----------
    X : Corpus, pandas.DataFrame, pandas.Series, array, or list of str
        Texts; a table, as of targets; or features.

    Returns
    -------
    pandas.DataFrame, pandas.Series, numpy.ndarray or sparse matrix
        A corpus as the Series of its texts, a list of texts as an array of objects, all else as
        it came.

    Raises
    ------
    TypeError
        If `X` is a single string, or nothing that has rows.
    ValueError
        If a text is empty or missing.
    """
    if isinstance(X, str):
        message = f"X is the string {X[:30]!r}; give a list of texts, or a table"
        raise TypeError(message)
    if isinstance(X, Corpus):
        X = X["text"]
    elif isinstance(X, Iterable) and not hasattr(X, "shape"):
        X = np.array([*X], dtype=object)
    if not hasattr(X, "shape"):
        message = f"X is a {type(X).__name__}; give a list of texts, a table or an array"
        raise TypeError(message)
    texts = texts_of(X)
    if texts is not None:
        refuse_places("X", ~np.array([isinstance(text, str) for text in texts]), "is not a text", X)
        refuse_places("X", np.array([not text.strip() for text in texts]), "is empty", X)
    return X


def refuse_places(argument: str, wrong: NDArray[np.bool_], said: str, rows: Any) -> None:
    """Refuse an argument of which some rows are wrong, and say which.

    Parameters
    ----------
    argument : str
        Its name.
    wrong : numpy.ndarray of bool
        The rows that are wrong.
    said : str
        What is wrong with one of them, such as ``"is empty"``.
    rows : object
        What has the rows; the ids of a Series or table are shown.

    Raises
    ------
    ValueError
        If a row is wrong.
    """
    places = np.flatnonzero(wrong)
    if len(places):
        index = getattr(rows, "index", None)
        ids = places if index is None or callable(index) else index[places]
        shown = ", ".join(repr(name) for name in ids[:_SHOWN].tolist())
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        message = (
            f"{argument}: row {shown}{more} {said} ({len(places)} of {len(wrong)}); "
            "leave such rows out of X, y and groups"
        )
        raise ValueError(message)


def take(X: Any, places: NDArray[np.intp]) -> Any:
    """Take rows by place."""
    return X.iloc[places] if hasattr(X, "iloc") else X[places]


def count(X: Any) -> int:
    """Count the rows."""
    rows: int = X.shape[0]
    return rows


def texts_of(X: Any) -> list[Any] | None:
    """Give the texts: those of a column ``text``, of a Series or array; None for features."""
    if isinstance(X, pd.DataFrame):
        return X["text"].tolist() if "text" in X.columns else None
    if X.ndim == 1 and not pd.api.types.is_numeric_dtype(X.dtype):
        texts: list[Any] = X.tolist()
        return texts
    return None


def articles_of(X: Any) -> NDArray[Any] | None:
    """Give the article of each row where the table says it; None where it does not.

    It is the column ``article_id``, the index of that name, or an index in which ids come again.
    """
    if isinstance(X, pd.DataFrame) and "article_id" in X.columns:
        return X["article_id"].to_numpy()
    if isinstance(X, pd.DataFrame | pd.Series) and (
        X.index.name == "article_id" or not X.index.is_unique
    ):
        return X.index.to_numpy()
    return None


def same_rows(X: Any, other: Any, argument: str) -> None:
    """Refuse what has other rows than `X`, by number or by index.

    Parameters
    ----------
    X : table or array
        What is classified.
    other : object
        What must have the same rows.
    argument : str
        Its name.

    Raises
    ------
    ValueError
        If the numbers of rows differ, or both have an index and these differ.
    """
    if len(other) != count(X):
        message = f"{argument} has {len(other)} rows, but X has {count(X)}; give one for each"
        raise ValueError(message)
    pandas = pd.DataFrame | pd.Series
    if isinstance(X, pandas) and isinstance(other, pandas) and not X.index.equals(other.index):
        message = (
            f"{argument} and X are indexed differently, so their rows may not belong together; "
            f"align them, as {argument}.loc[X.index], or give {argument}.to_numpy() if the order "
            "is the same"
        )
        raise ValueError(message)
