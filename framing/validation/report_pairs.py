"""Score and coding of the coded articles, side by side, with what counts as error."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.validation import weighted
from framing.validation.codings import named
from framing.validation.study import Floats, Study

Scale = Literal["standardized", "same"]


class Pair(NamedTuple):
    """The coded articles, one entry each.

    Attributes
    ----------
    score, value : numpy.ndarray of float
        Score and coding, each on its own scale.
    table : numpy.ndarray of float, shape (articles, 2)
        Score and coding made comparable: decisions, standardized, or as they are.
    weight : numpy.ndarray of float
        1 / π.
    outlet : numpy.ndarray of int
        Place of the article's outlet in `outlets`.
    outlets : list of str
        The outlets, in order.
    place : numpy.ndarray of int
        The rows of the articles in the scores.
    decisions : bool
        Whether `table` holds decisions.
    """

    score: Floats
    value: Floats
    table: Floats
    weight: Floats
    outlet: NDArray[np.int64]
    outlets: list[str]
    place: NDArray[np.int64]
    decisions: bool

    @property
    def error(self) -> Floats:
        """Comparable score less comparable coding."""
        return self.table[:, 0] - self.table[:, 1]

    def parts(self) -> list[tuple[str, NDArray[np.bool_]]]:
        """Give ``all`` and each outlet, with the articles in it."""
        every = np.ones(len(self.score), bool)
        own = [(name, self.outlet == number) for number, name in enumerate(self.outlets)]
        return [("all", every), *own]


def pair_up(study: Study, name: str, threshold: float | None, scale: Scale) -> Pair:
    """Take the coded articles, and make score and coding comparable.

    Parameters
    ----------
    study : Study
        Scores of all articles, codings of some.
    name : str
        The score's column, for messages.
    threshold : float or None
        Above it an article is flagged; None compares rates.
    scale : {"standardized", "same"}
        How rates are made comparable.

    Returns
    -------
    Pair
        The coded articles.

    Raises
    ------
    ValueError
        If scores or codings are constant, or codings of decisions are not 0 or 1.
    """
    place = np.flatnonzero(study.weight)
    score, value, weight = (part[place] for part in (study.score, study.value, study.weight))
    for argument, what, numbers in (("scores", name, score), ("codings", "value", value)):
        if np.ptp(numbers) == 0:
            message = (
                f"{argument}: {what} is {named(numbers[0])} for every coded article, so nothing "
                "can be compared. Code articles that differ."
            )
            raise ValueError(message)
    if threshold is not None:
        other = value[~np.isin(value, (0, 1))]
        if len(other):
            message = (
                f"codings: decisions are judged by codings of 0 or 1, but there is {other[0]:g}. "
                "Settle units on which coders differ, or leave threshold out."
            )
            raise ValueError(message)
        table = np.column_stack([score > threshold, value]).astype(float)
    elif scale == "standardized":
        table = np.column_stack([_standard(part, weight[None]) for part in (score, value)])
    else:
        table = np.column_stack([score, value])
    outlet = study.outlet[place]
    return Pair(score, value, table, weight, outlet, study.outlets, place, threshold is not None)


def _standard(numbers: Floats, weights: Floats) -> Floats:
    """Standardize by the weighted mean and deviation."""
    return (numbers - weighted.mean(numbers, weights)) / weighted.deviation(numbers, weights)
