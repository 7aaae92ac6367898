"""How good predictions are: every figure from sums by cluster, so that a resample is a product."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.classifiers.labels import Bools, Labels

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

ALL = "(all)"
BINS = 15
_LEAST = 10 * BINS  # items that a calibration error needs: ten a bin
_CHUNK = 4_000_000  # weights of items held in memory at once


class Predictions(NamedTuple):
    """What a model says about items that it was not trained on.

    Attributes
    ----------
    chosen : numpy.ndarray of bool, shape (items, labels)
        The labels that it gives.
    probability : numpy.ndarray of float, shape (items, labels)
        Missing if it gives none.
    score : numpy.ndarray of float, shape (items, labels)
        What items are ranked by: the probability, or the decision value.
    fold : numpy.ndarray of int, shape (items,)
        In which fold the item was held out.
    """

    chosen: Bools
    probability: Floats
    score: Floats
    fold: Integers

    @classmethod
    def empty(cls, shape: tuple[int, ...], fold: Integers) -> Predictions:
        """Make room for predictions that come fold by fold."""
        return cls(np.zeros(shape, bool), np.zeros(shape), np.zeros(shape), fold)

    def put(self, places: Integers, chosen: Bools, probability: Floats, score: Floats) -> None:
        """Fill in some items."""
        self.chosen[places], self.probability[places], self.score[places] = (
            chosen,
            probability,
            score,
        )

    def take(self, places: Integers) -> Predictions:
        """Keep some items."""
        chosen, probability, score, fold = self
        return Predictions(chosen[places], probability[places], score[places], fold[places])


class Ranking(NamedTuple):
    """Items in order of fold and score, for the AUC of one label."""

    order: Integers
    tie: Integers
    fold: Integers
    positive: Bools


class Judged(NamedTuple):
    """Predictions beside the truth, summed by cluster.

    Attributes
    ----------
    sums : numpy.ndarray of float, shape (clusters, sums)
        Items, items all right, and by label: true, chosen, both, squared error; and by label and
        bin the outcome less the probability.
    rankings : list of Ranking
        For the AUC of each label; of two labels only the second's, for they are equal.
    cluster : numpy.ndarray of int, shape (items,)
        The cluster of each item.
    several : bool
        Whether an item may have several labels.
    names : tuple
        The labels.
    """

    sums: Floats
    rankings: list[Ranking]
    cluster: Integers
    several: bool
    names: tuple[Any, ...]


def judge(truth: Bools, predictions: Predictions, cluster: Integers, labels: Labels) -> Judged:
    """Put predictions beside the truth.

    Parameters
    ----------
    truth : numpy.ndarray of bool, shape (items, labels)
        Which item has which label.
    predictions : Predictions
        The same items.
    cluster : numpy.ndarray of int, shape (items,)
        Numbers from 0 of what is resampled as a whole.
    labels : Labels
        What the columns are.

    Returns
    -------
    Judged
    """
    chosen, probability = predictions.chosen, predictions.probability
    columns = np.column_stack(
        [
            np.ones(len(truth)),
            (truth == chosen).all(axis=1),
            truth,
            chosen,
            truth & chosen,
            (truth - probability) ** 2,
            *(_gaps(*pair) for pair in zip(truth.T, probability.T, strict=True)),
        ]
    )
    sums = np.zeros((cluster.max() + 1, columns.shape[1]))
    np.add.at(sums, cluster, columns)
    wanted = range(1, 2) if _is_binary(labels.several, labels.names) else range(truth.shape[1])
    rankings = [_rank(truth[:, k], predictions.score[:, k], predictions.fold) for k in wanted]
    return Judged(sums, rankings, cluster, labels.several, labels.names)


def keys(judged: Judged) -> list[tuple[str, str]]:
    """Name the figures: (measure, label) in the order of `figures`."""
    whole = ["macro_f1", "accuracy", "mcc", "auc", "calibration_error", "brier"]
    single = ["f1", "precision", "recall", "auc", "calibration_error", "brier"]
    single += ["macro_f1", "accuracy", "mcc"] * judged.several
    by_label = [(measure, str(name)) for measure in single for name in judged.names]
    return [(measure, ALL) for measure in whole] + by_label


def figures(judged: Judged, weights: Floats) -> Floats:
    """Compute all figures in weighted samples.

    Parameters
    ----------
    judged : Judged
        Predictions beside the truth.
    weights : numpy.ndarray of float, shape (samples, clusters)
        How often each cluster is in the sample.

    Returns
    -------
    numpy.ndarray of float, shape (samples, figures)
        NaN where a figure is not defined: F1 of a label that is neither true nor chosen, AUC of
        one that all or none have, calibration error in fewer than 150 items, and all that needs
        probabilities where there are none.
    """
    labels = len(judged.names)
    n, right, *by_label, gaps = np.split(
        weights @ judged.sums, np.cumsum([1, 1, *[labels] * 4]), axis=1
    )
    true, chosen, hit, square = by_label
    auc = _auc(judged, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        f1 = 2 * hit / (true + chosen)
        calibration = np.abs(gaps.reshape(len(n), labels, -1)).sum(axis=2) / n
        brier = square / n
        each = [f1, hit / chosen, hit / true, auc, calibration, brier]
        if judged.several:
            right_each = n - true - chosen + 2 * hit
            without = 2 * (right_each - hit) / (2 * n - true - chosen)
            each += [(f1 + without) / 2, right_each / n, _mcc_each(n, true, chosen, hit)]
            mcc = _mean(each[-1])
        else:
            mcc = _mcc(n, right, true, chosen)
        whole_brier = _mean(brier) * (1 if judged.several or labels == 2 else labels)
        whole = [_mean(f1), right / n, mcc, _mean(auc), _mean(calibration), whole_brier]
    return np.concatenate([*whole, *each], axis=1)


def calibration_noise(judged: Judged, weights: Floats) -> Floats:
    """Compute what calibration errors would be by chance alone, if predictions were calibrated.

    Parameters
    ----------
    judged : Judged
        Predictions beside the truth.
    weights : numpy.ndarray of float, shape (samples, clusters)
        How often each cluster is in the sample.

    Returns
    -------
    numpy.ndarray of float, shape (samples, 1 + labels)
        Over all labels, and of each: the error of what a sample's gaps differ by from those found.
    """
    labels = len(judged.names)
    gaps = judged.sums[:, 2 + 4 * labels :]
    moved = (weights @ gaps - gaps.sum(axis=0)).reshape(len(weights), labels, -1)
    each: Floats = np.abs(moved).sum(axis=2) / (weights @ judged.sums[:, :1])
    return np.column_stack([each.mean(axis=1), each])


def _is_binary(several: bool, names: tuple[Any, ...]) -> bool:
    return not several and len(names) == 2


def _mean(each: Floats) -> Floats:
    """Average over the labels for which there is a figure."""
    known = ~np.isnan(each)
    total = np.where(known, each, 0.0).sum(axis=1, keepdims=True)
    mean: Floats = total / known.sum(axis=1, keepdims=True)
    return mean


def _mcc(n: Floats, right: Floats, true: Floats, chosen: Floats) -> Floats:
    """Matthews' correlation for any number of labels (Gorodkin 2004); 0 if one side is constant."""
    cross = right * n - (true * chosen).sum(axis=1, keepdims=True)
    spread = [n**2 - (side**2).sum(axis=1, keepdims=True) for side in (true, chosen)]
    return _ratio(cross, np.sqrt(spread[0] * spread[1]))


def _mcc_each(n: Floats, true: Floats, chosen: Floats, hit: Floats) -> Floats:
    spread = true * (n - true) * chosen * (n - chosen)
    return _ratio(hit * n - true * chosen, np.sqrt(spread))


def _ratio(cross: Floats, spread: Floats) -> Floats:
    ratio: Floats = np.where(spread > 0, cross / np.where(spread > 0, spread, 1), 0.0)
    return ratio


def bins_of(probability: Floats, n_bins: int) -> Integers:
    """Part probabilities into bins of equal mass; equal ones stay together.

    Examples
    --------
    >>> bins_of(np.array([0.1, 0.2, 0.2, 0.2, 0.9]), 2).tolist()
    [0, 0, 0, 0, 1]
    """
    edges = np.quantile(probability, np.arange(1, n_bins) / n_bins)
    return np.searchsorted(edges, probability)


def _gaps(truth: Bools, probability: Floats) -> Floats:
    """Outcome less probability, each item in the column of its bin."""
    gaps = np.zeros((len(truth), BINS))
    if len(truth) < _LEAST or np.isnan(probability).any():
        return np.full_like(gaps, np.nan)
    gaps[np.arange(len(truth)), bins_of(probability, BINS)] = truth - probability
    return gaps


def _rank(truth: Bools, score: Floats, fold: Integers) -> Ranking:
    order = np.lexsort((score, fold))
    ranked, within = score[order], fold[order]
    new_fold = np.append(True, within[1:] != within[:-1])
    tie = np.flatnonzero(new_fold | np.append(True, ranked[1:] != ranked[:-1]))
    return Ranking(order, tie, np.flatnonzero(new_fold[tie]), truth[order])


def _auc(judged: Judged, weights: Floats) -> Floats:
    """Share of pairs within a fold that are ranked rightly, ties counting half."""
    block = max(1, _CHUNK // len(judged.cluster))
    drawn = [
        np.column_stack([_auc_of(ranking, part) for ranking in judged.rankings])
        for start in range(0, len(weights), block)
        for part in [weights[start : start + block, judged.cluster]]
    ]
    auc = np.concatenate(drawn)
    return np.repeat(auc, 2, axis=1) if _is_binary(judged.several, judged.names) else auc


def _auc_of(ranking: Ranking, weights: Floats) -> Floats:
    ordered = weights[:, ranking.order]
    positive = np.add.reduceat(ordered * ranking.positive, ranking.tie, axis=1)
    negative = np.add.reduceat(ordered, ranking.tie, axis=1) - positive
    below = np.cumsum(negative, axis=1) - negative
    runs = np.diff(ranking.fold, append=len(ranking.tie))
    below -= np.repeat(below[:, ranking.fold], runs, axis=1)
    won = (positive * (below + negative / 2)).sum(axis=1)
    pairs = np.add.reduceat(positive, ranking.fold, axis=1)
    pairs *= np.add.reduceat(negative, ranking.fold, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        auc: Floats = won / pairs.sum(axis=1)
    return auc
