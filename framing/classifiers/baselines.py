"""What a model must beat: the commonest label, and the lexicons alone."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from framing.classifiers.items import texts_of
from framing.classifiers.labels import Labels
from framing.classifiers.lexicon_features import STANDARD_LEXICONS, LexiconVectorizer
from framing.classifiers.measures import Predictions
from framing.classifiers.predictions import predict_folds

LEXICONS = (*STANDARD_LEXICONS, "frames_policy")


def baselines(X: Any, labels: Labels, fold: NDArray[np.intp]) -> dict[str, Predictions]:
    """Predict the items by label shares, and by lexicons.

    Parameters
    ----------
    X : table or array
        The items.
    labels : Labels
        Their labels.
    fold : numpy.ndarray of int
        The fold in which each is held out.

    Returns
    -------
    dict of str to Predictions
        ``"majority"``: the commonest label for every item, and the labels' shares as probabilities
        (several labels an item: each that more than half have). ``"lexicon"``, if there are texts:
        logistic regression on the rates of the lexicons' categories, VADER's among them. Its
        probabilities are those of a plain fit, its labels those of one in which every label
        weighs the same, so that rare labels are given at all.
    """
    found = {"majority": _majority(labels, fold)}
    texts = texts_of(X)
    if texts is not None:
        features = LexiconVectorizer(LEXICONS).fit_transform(texts)
        plain, balanced = (
            predict_folds(_regression(labels, weight), features, labels, fold)
            for weight in (None, "balanced")
        )
        found["lexicon"] = plain._replace(chosen=balanced.chosen)
    return found


def _majority(labels: Labels, fold: NDArray[np.intp]) -> Predictions:
    share = labels.truth.mean(axis=0)
    often = share > 0.5 if labels.several else np.arange(len(share)) == share.argmax()
    shape = labels.truth.shape
    shares = np.broadcast_to(share, shape)
    return Predictions(np.broadcast_to(often, shape), shares, shares, fold)


def _regression(labels: Labels, class_weight: str | None) -> Any:
    regression = LogisticRegression(class_weight=class_weight, max_iter=1000)
    last = OneVsRestClassifier(regression) if labels.several else regression
    return make_pipeline(StandardScaler(), last)
