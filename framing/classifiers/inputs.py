"""What may go into the transformers of this room: texts, or a table of targets in texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.corpus import Corpus
from framing.tokens import Tokens, tokenize

TARGET_COLUMNS = ("text", "start", "end")


def read_texts(X: Any, *, empty: Literal["refuse", "keep"] = "refuse") -> list[str]:
    """Read texts.

    Parameters
    ----------
    X : list, array or Series of str, Corpus, or table
        The texts; a table has them in its column ``text``, or has one column only.
    empty : {"refuse", "keep"}
        What becomes of a text without anything but white space, and of no texts at all.

    Returns
    -------
    list of str

    Raises
    ------
    TypeError
        If `X` is a single string, or something in it is no text.
    ValueError
        If a table has no column of texts, an array has two dimensions, a text is empty, or there
        is none.

    Examples
    --------
    >>> read_texts(pd.Series(["Rain.", "Sun."]))
    ['Rain.', 'Sun.']
    """
    if isinstance(X, str):
        message = f"X is the string {X[:30]!r}; give a list of texts, as in [{X[:30]!r}]"
        raise TypeError(message)
    if isinstance(X, Corpus):
        X = X["text"]
    if isinstance(X, pd.DataFrame):
        X = _text_column(X)
    if isinstance(X, np.ndarray) and X.ndim == 2 and X.shape[1] == 1:
        X = X[:, 0]
    if not isinstance(X, Iterable) or getattr(X, "ndim", 1) != 1:
        message = f"X is a {type(X).__name__}; give a list, a Series or a table of texts"
        raise TypeError(message)
    index = X.index if isinstance(X, pd.Series) else None
    texts = list(X)
    if empty == "refuse" and not texts:
        message = "X holds no text; give one at least"
        raise ValueError(message)
    for place, text in enumerate(texts):
        if not isinstance(text, str):
            message = f"X: {_row(index, place)} is {text!r}, no text; leave such rows out"
            raise TypeError(message)
        if empty == "refuse" and not text.strip():
            message = f"X: {_row(index, place)} is empty; leave such rows out"
            raise ValueError(message)
    return texts


class Targets(NamedTuple):
    """Targets in the tokens of their texts, one text a target.

    Attributes
    ----------
    tokens : Tokens
        The tokens of the texts.
    start, end : numpy.ndarray of int, shape (targets,)
        Offsets in the text.
    first, last : numpy.ndarray of int, shape (targets,)
        First and last token of the target, without a final ``'s``.
    """

    tokens: Tokens
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def read_targets(X: Any) -> Targets:
    """Read a table of targets, and find their tokens.

    Parameters
    ----------
    X : pandas.DataFrame
        One target a row: ``text``, and ``start`` and ``end``, its offsets in the text.

    Returns
    -------
    Targets

    Raises
    ------
    TypeError
        If `X` is no table.
    ValueError
        If there is no row, a column is missing, an offset is no whole number or lies outside the
        text, or a target holds no word or cuts one.
    """
    if not isinstance(X, pd.DataFrame):
        message = (
            f"X is a {type(X).__name__}, but the model judges somebody named in a text; give a "
            "table with the columns text, start and end (where the name stands), such as "
            "pd.DataFrame({'text': ['Ann shone.'], 'start': [0], 'end': [3]})"
        )
        raise TypeError(message)
    missing = [name for name in TARGET_COLUMNS if name not in X.columns]
    if missing:
        message = f"X has no column {missing[0]!r}; a table of targets has text, start and end"
        raise ValueError(message)
    texts = read_texts(X["text"])
    start, end = _offsets(X["start"]), _offsets(X["end"])
    size = np.fromiter(map(len, texts), np.int64, len(texts))
    _refuse(X, (start < 0) | (end > size) | (start >= end), "stands outside its text")
    tokens = tokenize(texts)
    wide = int(size.max(initial=0)) + 1  # so that places ascend from text to text
    place = tokens.article.astype(np.int64) * wide
    base = np.arange(len(texts)) * wide
    first = np.searchsorted(place + tokens.end, base + start, "right")
    last = np.searchsorted(place + tokens.start, base + end) - 1
    _refuse(X, last < first, "holds no word")
    spans = zip(texts, start.tolist(), end.tolist(), strict=True)
    _refuse(X, np.array([_cuts(*span) for span in spans], bool), "cuts a word")
    last = np.where((last > first) & ~tokens.is_word[last], last - 1, last)
    return Targets(tokens, start, end, first, last)


def _text_column(table: pd.DataFrame) -> pd.Series:
    if "text" in table.columns:
        return table["text"]
    if table.shape[1] == 1:
        return table.iloc[:, 0]
    message = f"X has the columns {', '.join(map(str, table.columns))}; none is called text"
    raise ValueError(message)


def _offsets(column: pd.Series) -> NDArray[np.int64]:
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(float)
    wrong = ~np.isfinite(numbers) | (numbers != np.round(numbers))
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        given = column.tolist()[place]
        message = (
            f"X: {column.name} of {_row(column.index, place)} is {given!r}; offsets are whole "
            "numbers that count the characters before them"
        )
        raise ValueError(message)
    return numbers.astype(np.int64)


def _refuse(table: pd.DataFrame, wrong: NDArray[np.bool_], said: str) -> None:
    if wrong.any():
        place = int(np.flatnonzero(wrong)[0])
        row = table.iloc[place]
        message = (
            f"X: the target [{row['start']}:{row['end']}] of {_row(table.index, place)} {said} "
            f"({len(row['text'])} characters, {row['text'][:40]!r}); start and end count the "
            "characters before the target's first and behind its last, whole words only"
        )
        raise ValueError(message)


def _cuts(text: str, start: int, end: int) -> bool:
    """Tell whether a letter or digit stands on both sides of an edge."""
    edges = (text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1])
    return any(len(edge) == 2 and edge[0].isalnum() and edge[1].isalnum() for edge in edges)


def _row(index: pd.Index | None, place: int) -> str:
    return f"row {place if index is None else index[place]!r}"
