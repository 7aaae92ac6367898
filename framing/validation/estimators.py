"""Estimators of an outlet's mean from many scores and a few codings.

Each gives an estimate together with what it is made of: a signal that every article has, and a
residual that only a coded article has. All are means of signal + (R/π) residual, so that one
variance formula serves them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.validation.study import Floats, Study


class Parts(NamedTuple):
    """Estimates and what they are made of.

    Attributes
    ----------
    estimate : numpy.ndarray of float, shape (outlets,)
        The mean of each outlet.
    signal, residual : numpy.ndarray of float, shape (articles,)
        Their sum over an outlet of signal + weight × residual is 0.
    informative : numpy.ndarray of bool, shape (articles,)
        The articles that the error is learnt from; their clusters give the degrees of freedom.
    """

    estimate: Floats
    signal: Floats
    residual: Floats
    informative: NDArray[np.bool_]


def naive(study: Study) -> Parts:
    """Take the mean of the scores, as if they were without error."""
    mean = _means(study, study.score, np.ones_like(study.score))
    every = np.ones(len(study.score), bool)
    return Parts(mean, study.score - mean[study.outlet], np.zeros_like(study.score), every)


def codings_only(study: Study) -> Parts:
    """Take the mean of the codings weighted by 1/π (Hájek), as if there were no scores."""
    mean = _means(study, study.value, study.weight)
    none = np.zeros_like(study.score)
    return Parts(mean, none, study.value - mean[study.outlet], study.weight > 0)


def dsl(study: Study) -> Parts:
    """Design-based supervised learning: the mean of Ỹ = Ŷ + (R/π)(Y − Ŷ) (Egami et al. 2023).

    Ŷ is the cross-fitted regression of the codings on the score, a line for each outlet.
    """
    predicted = np.empty_like(study.score)
    for number in range(len(study.outlets)):
        own = study.outlet == number
        score, value, weight = study.score[own], study.value[own], study.weight[own]
        fold = cross_folds(study.cluster[own], weight)
        told = np.empty_like(score)
        for held_out in range(fold.max() + 1):
            learn = (fold != held_out) & (weight > 0)
            line = _line(score[learn], value[learn], weight[learn])
            told[fold == held_out] = line(score[fold == held_out])
        predicted[own] = told
    residual = study.value - predicted
    corrected = predicted + study.weight * residual
    mean = _means(study, corrected, np.ones_like(corrected))
    return Parts(mean, predicted - mean[study.outlet], residual, study.weight > 0)


def ppi(study: Study) -> Parts:
    """Prediction-powered inference with power tuning (Angelopoulos, Duchi & Zrnic 2023).

    θ = λ × mean of all scores + weighted mean of (coding − λ × score); λ makes the variance least.
    """
    every = np.ones_like(study.score)
    centre, seen, coded = (
        _means(study, numbers, weight)
        for numbers, weight in (
            (study.score, every),
            (study.score, study.weight),
            (study.value, study.weight),
        )
    )
    everywhere = study.score - centre[study.outlet]
    among_coded = study.score - seen[study.outlet]
    surprise = study.weight * (study.value - coded[study.outlet])
    lever = study.weight * among_coded - everywhere
    power = np.zeros(len(study.outlets))
    for number in range(len(power)):
        own = study.outlet == number
        pull, push = (
            np.bincount(study.cluster[own], numbers[own]) for numbers in (lever, surprise)
        )
        squares = pull @ pull
        power[number] = (pull @ push) / squares if squares > 0 else 0.0
    tuned = power[study.outlet]
    residual = study.value - coded[study.outlet] - tuned * among_coded
    estimate = coded + power * (centre - seen)
    return Parts(estimate, tuned * everywhere, residual, study.weight > 0)


def acc(study: Study) -> Parts:
    """Adjust the count of decisions: (q − fpr) / (tpr − fpr) in each outlet (Forman 2008)."""
    _require_decisions(study)
    flagged, true, weight = study.score, study.value, study.weight
    rate = _means(study, flagged, np.ones_like(flagged))
    tpr, fpr = (_means(study, flagged, weight * part) for part in (true, 1 - true))
    for number, outlet in enumerate(study.outlets):
        if not tpr[number] - fpr[number] > 1e-9:
            message = (
                f"scores: in outlet {outlet!r} the decision is no more frequent among articles "
                "coded 1 than among those coded 0, or one of the two was never coded. Method acc "
                "cannot work there; choose method='dsl'."
            )
            raise ValueError(message)
    informed = tpr - fpr
    estimate = (rate - fpr) / informed
    place = 2 * study.outlet + true.astype(int)
    expected = np.stack([fpr, tpr], axis=1).ravel()[place]
    coded = np.bincount(place, weight > 0)
    lost = np.sqrt(coded / np.maximum(coded - 1, 1))[place]  # each rate costs one coding
    signal = (flagged - rate[study.outlet]) / informed[study.outlet]
    residual = lost * (expected - flagged) / informed[study.outlet]
    return Parts(estimate, signal, residual, weight > 0)


ESTIMATORS: dict[str, Callable[[Study], Parts]] = {"dsl": dsl, "ppi": ppi, "acc": acc}


def cross_folds(cluster: NDArray[np.int64], weight: Floats, n_folds: int = 5) -> NDArray[np.int64]:
    """Deal clusters out to folds, the coded and the uncoded apart, in the order of their names.

    Parameters
    ----------
    cluster : numpy.ndarray of int
        The cluster of each article.
    weight : numpy.ndarray of float
        Above 0 for coded articles.
    n_folds : int, default 5
        How many folds; fewer are used if fewer clusters are coded.

    Returns
    -------
    numpy.ndarray of int
        The fold of each article. Every fold lacks some coded article.
    """
    names, place = np.unique(cluster, return_inverse=True)
    coded = np.bincount(place, weight, minlength=len(names)) > 0
    rank = np.where(coded, coded.cumsum(), (~coded).cumsum()) - 1
    folds: NDArray[np.int64] = rank[place] % min(n_folds, coded.sum())
    return folds


def _means(study: Study, numbers: Floats, weight: Floats) -> Floats:
    """Weighted mean of each outlet; missing where nothing has weight."""
    total = np.bincount(study.outlet, weight)
    summed = np.bincount(study.outlet, weight * numbers)
    mean: Floats = np.full(len(total), np.nan)
    return np.divide(summed, total, out=mean, where=total > 0)


def _line(score: Floats, value: Floats, weight: Floats) -> Callable[[Floats], Floats]:
    """Fit a weighted line; a constant where the scores are constant."""
    total = weight.sum()
    middle, height = (weight @ score) / total, (weight @ value) / total
    spread = weight @ (score - middle) ** 2
    slope = (weight @ ((score - middle) * (value - height))) / spread if spread > 1e-12 else 0.0
    return lambda numbers: height + slope * (numbers - middle)


def _require_decisions(study: Study) -> None:
    """Refuse anything but 0 and 1."""
    for name, numbers in (("scores", study.score), ("codings", study.value)):
        other = numbers[~np.isin(numbers, (0, 1))]
        if len(other):
            message = (
                f"{name}: method acc counts decisions, 0 or 1, but there is {other[0]:g}. Cut the "
                "scores at a threshold, and settle units on which coders differ."
            )
            raise ValueError(message)
