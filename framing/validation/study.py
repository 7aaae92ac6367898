"""Scores of all articles beside the codings of a few: aligned and checked once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.validation.codings import named, require_columns, require_one_question

Floats = NDArray[np.float64]


class Study(NamedTuple):
    """A corpus with its codings, one entry an article in every array.

    Attributes
    ----------
    score : numpy.ndarray of float
        What the lexicon or classifier says of each article.
    value : numpy.ndarray of float
        What the coders say, their mean if several did; 0 for an article that was not coded.
    weight : numpy.ndarray of float
        1 / π for a coded article, 0 for any other.
    outlet : numpy.ndarray of int
        Place of the article's outlet in `outlets`.
    outlets : list of str
        The outlets, in order.
    cluster : numpy.ndarray of int
        Number of the article's cluster; each article is its own where none are given.
    """

    score: Floats
    value: Floats
    weight: Floats
    outlet: NDArray[np.int64]
    outlets: list[str]
    cluster: NDArray[np.int64]


def read_study(
    scores: pd.DataFrame,
    codings: pd.DataFrame,
    by: str | pd.Series,
    score: str,
    cluster: str | pd.Series | None,
) -> Study:
    """Align scores and codings, and refuse what no estimate can be made of.

    Parameters
    ----------
    scores : pandas.DataFrame
        One row an article, indexed by it.
    codings : pandas.DataFrame
        Columns ``unit``, ``value`` and ``pi``; one row a coding.
    by, cluster : str or pandas.Series
        Columns of `scores`, or Series aligned on its index. `cluster` may be None.
    score : str
        The column of `scores`.

    Returns
    -------
    Study
        The arrays.

    Raises
    ------
    ValueError
        If columns are absent or values missing; if a unit is unknown; if ``pi`` is missing, 0,
        above 1 or differs within a unit; if an outlet has no codings.
    """
    coded = read_codings(codings, scores.index)
    groups = _column(scores, by, "by")
    require_columns(scores, (score,), "scores")
    empty = scores[score].isna()
    if empty.any():
        message = (
            f"scores: article {named(scores.index[empty][0])} has no {score}; {empty.sum()} have "
            "none. Leave them out of the corpus and say so: they hold no words to score."
        )
        raise ValueError(message)
    outlet, outlets = pd.factorize(groups, sort=True)
    place = scores.index.get_indexer(coded.index)
    value, weight = np.zeros(len(scores)), np.zeros(len(scores))
    value[place], weight[place] = coded["value"], 1 / coded["pi"]
    without = set(range(len(outlets))) - set(outlet[place])
    if without:
        message = (
            f"codings: outlet {named(outlets[min(without)])} has none. Code some of its articles, "
            "or leave the outlet out."
        )
        raise ValueError(message)
    names = scores.index if cluster is None else _column(scores, cluster, "cluster")
    return Study(
        scores[score].to_numpy(float),
        value,
        weight,
        outlet,
        list(outlets),
        pd.factorize(names, sort=True)[0],
    )


def read_codings(codings: pd.DataFrame, known: pd.Index) -> pd.DataFrame:
    """Give one value a unit: the mean of its codings.

    Parameters
    ----------
    codings : pandas.DataFrame
        Columns ``unit``, ``value`` and ``pi``; one row a coding.
    known : pandas.Index
        The articles that have scores.

    Returns
    -------
    pandas.DataFrame
        Index ``unit``; columns ``value`` and ``pi``.

    Raises
    ------
    ValueError
        As :func:`read_study`.
    """
    require_columns(codings, ("unit", "value", "pi"), "codings")
    require_one_question(codings)
    if codings.empty:
        message = "codings has no row. Code a sample of the articles."
        raise ValueError(message)
    if not known.is_unique:
        twice = known[known.duplicated()][0]
        message = f"scores: article {named(twice)} stands twice in the index. Keep one row."
        raise ValueError(message)
    codings = codings[["unit", "value", "pi"]].infer_objects()
    unit, value, chance = codings["unit"], codings["value"], codings["pi"]
    if not pd.api.types.is_numeric_dtype(value):
        message = f"codings: values must be numbers, not {named(value.iloc[0])}. Recode them."
        raise ValueError(message)
    for wrong, words in (
        (~unit.isin(known), "is not among the scores. Take it out, or score it"),
        (value.isna(), "has no value. Code it; leaving it out makes its pi untrue"),
        (~((chance > 0) & (chance <= 1)), "has a pi that is missing, 0, or above 1. Take pi from "
         "the sample: codings.join(sample['pi'], on='unit')"),
    ):  # fmt: skip
        if wrong.any():
            message = f"codings: unit {named(unit[wrong].iloc[0])} {words}."
            raise ValueError(message)
    coded = codings.groupby("unit").agg(value=("value", "mean"), pi=("pi", "first"))
    differs = chance.to_numpy() != coded["pi"].loc[unit].to_numpy()
    if differs.any():
        message = f"codings: unit {named(unit[differs].iloc[0])} has two different pi. Correct one."
        raise ValueError(message)
    return coded


def _column(scores: pd.DataFrame, column: str | pd.Series, argument: str) -> pd.Series:
    """Take a column by its name, or a Series by the index."""
    if isinstance(column, str):
        require_columns(scores, (column,), "scores")
        column = scores[column]
    absent = scores.index.difference(column.index[column.notna()])
    if len(absent):
        message = f"{argument}: article {named(absent[0])} has none. Fill it in, or leave it out."
        raise ValueError(message)
    return column.loc[scores.index]
