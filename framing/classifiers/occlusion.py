"""What a model says when a word is left out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing.classifiers.predictions import probabilities
from framing.tokens import tokenize

REST = "(rest)"

_NEVER = 1e-6  # probabilities of 0 and 1 have no log odds


def occlude(model: Any, text: str, X: Any) -> list[tuple[Any, ...]]:
    """Leave out one word after another, and see what that takes from the log odds.

    Parameters
    ----------
    model : object
        With ``predict_proba``.
    text : str
        The text.
    X : numpy.ndarray of one str, or pandas.DataFrame of one row
        What the model takes. With ``start`` and ``end``, the words in between are the target,
        which is never left out.

    Returns
    -------
    list of (label, feature, start, end, contribution)
        For each label its words, and ``(rest)``: the log odds that are left without them.

    Raises
    ------
    ValueError
        If the model gives no probabilities.
    """
    words = tokenize([text]).words()
    spans = [*zip(words["start"].tolist(), words["end"].tolist(), strict=True)]
    if isinstance(X, pd.DataFrame) and {"start", "end"} <= {*X.columns}:
        target = int(X["start"].iloc[0]), int(X["end"].iloc[0])
        spans = [span for span in spans if span[1] <= target[0] or target[1] <= span[0]]
    spans = [span for span in spans if (text[: span[0]] + text[span[1] :]).strip()]
    given = probabilities(model, _variants(text, X, spans)).clip(_NEVER, 1 - _NEVER)
    odds = np.log(given / (1 - given))
    labels = getattr(model, "classes_", range(odds.shape[1]))
    columns = range(odds.shape[1])
    if odds.shape[1] == 2 and np.allclose(given.sum(axis=1), 1):
        columns = columns[1:]
    if isinstance(labels, list) or len(labels) != odds.shape[1]:
        labels = range(odds.shape[1])
    rows: list[tuple[Any, ...]] = []
    for column in columns:
        taken = odds[0, column] - odds[1:, column]
        label = labels[column]
        rows.append((label, REST, None, None, float(odds[0, column] - taken.sum())))
        rows += [
            (label, text[start:end], start, end, float(part))
            for (start, end), part in zip(spans, taken, strict=True)
        ]
    return rows


def _variants(text: str, X: Any, spans: list[tuple[int, int]]) -> Any:
    """Give the text, and the text without each word."""
    texts = [text, *(text[:start] + text[end:] for start, end in spans)]
    if not isinstance(X, pd.DataFrame):
        return np.array(texts, dtype=object)
    table = X.iloc[[0] * len(texts)].reset_index(drop=True)
    table["text"] = pd.Series(texts, dtype=object)
    if {"start", "end"} <= {*table.columns}:
        moved = np.array(
            [0, *((end - start) * (end <= X["start"].iloc[0]) for start, end in spans)]
        )
        table["start"] -= moved
        table["end"] -= moved
    return table
