"""Which entries and rules cause the errors, with the passages."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from framing.validation.codings import require_columns

_EXAMPLES = 3
_WINDOW = 60  # characters of context on either side


def error_sources(
    matches: pd.DataFrame, errors: pd.Series, texts: pd.Series | None = None
) -> pd.DataFrame:
    """Rank entries by the errors of the coded articles in which they matched.

    Parameters
    ----------
    matches : pandas.DataFrame
        One row a match: ``article_id``, ``start``, ``end``, ``entry``, ``weight``, ``value`` and
        ``text``.
    errors : pandas.Series
        The error of each coded article, indexed by it: above 0 where the score says too much,
        below 0 where it says too little.
    texts : pandas.Series, optional
        The articles' texts, for the words around a match.

    Returns
    -------
    pandas.DataFrame
        One row an entry and kind, the worst first: ``kind`` (``too much``: the entry counted where
        the score is too high; ``too little``: a rule kept it from counting, wholly or in part,
        where the score is too low), ``entry``, ``articles`` (coded articles with such a match),
        ``wrong`` (of these, with such an error), ``share`` and ``examples`` (list of str).

    Raises
    ------
    ValueError
        If a column is absent.
    """
    require_columns(
        matches, ("article_id", "start", "end", "entry", "weight", "value", "text"), "matches"
    )
    coded = matches[matches["article_id"].isin(errors.index)]
    error = coded["article_id"].map(errors)
    counted = coded["value"] != 0
    held_back = coded["value"].abs() < coded["weight"].abs()
    tables = [
        _ranked("too much", coded[counted], error[counted] > 0, texts),
        _ranked("too little", coded[held_back], error[held_back] < 0, texts),
    ]
    table = pd.concat(tables, ignore_index=True)
    return table.sort_values(["wrong", "share"], ascending=False, kind="stable", ignore_index=True)


def _ranked(
    kind: str, matches: pd.DataFrame, wrong: pd.Series, texts: pd.Series | None
) -> pd.DataFrame:
    """Count the articles of each entry and the wrong ones among them."""
    rows = []
    for entry, own in matches.groupby("entry"):
        bad = own[wrong.loc[own.index]]
        articles, worse = own["article_id"].nunique(), bad["article_id"].nunique()
        if worse:
            first = bad.drop_duplicates("article_id").head(_EXAMPLES).to_dict("records")
            examples = [_passage(match, texts) for match in first]
            rows.append((kind, entry, articles, worse, worse / articles, examples))
    columns = ["kind", "entry", "articles", "wrong", "share", "examples"]
    return pd.DataFrame(rows, columns=columns)


def _passage(match: dict[Hashable, Any], texts: pd.Series | None) -> str:
    """Give a match with the words around it, on one line."""
    if texts is None:
        return str(match["text"])
    low, high = max(match["start"] - _WINDOW, 0), match["end"] + _WINDOW
    return " ".join(texts.loc[match["article_id"]][low:high].split())
