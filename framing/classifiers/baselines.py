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
from framing.classifiers.measures import Predictions
from framing.classifiers.predictions import predict_folds
from framing.lexicons import load_lexicon
from framing.matching import match
from framing.scoring import score
from framing.tokens import tokenize

LEXICONS = (
    *("promotional", "criticism", "loaded", "hedges", "boosters"),
    *("frames_generic", "frames_policy"),
)


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
        logistic regression on the rates of the lexicons' categories. Its probabilities are those
        of a plain fit, its labels those of one in which every label weighs the same, so that rare
        labels are given at all.
    """
    found = {"majority": _majority(labels, fold)}
    texts = texts_of(X)
    if texts is not None:
        features = lexicon_rates(texts)
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


def lexicon_rates(texts: list[str]) -> NDArray[np.float64]:
    """Give matches per 1,000 words of every category of the lexicons, items × categories."""
    tokens = tokenize(texts)
    tables = [
        score(match(tokens, load_lexicon(name)), zone="all").drop(columns="words")
        for name in LEXICONS
    ]
    rates: NDArray[np.float64] = np.hstack([table.fillna(0).to_numpy(float) for table in tables])
    return rates


def _regression(labels: Labels, class_weight: str | None) -> Any:
    regression = LogisticRegression(class_weight=class_weight, max_iter=1000)
    last = OneVsRestClassifier(regression) if labels.several else regression
    return make_pipeline(StandardScaler(), last)
