"""What a model says about items that it was not trained on."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import clone

from framing.classifiers.folds import Groups, as_groups, make_folds, warn_of_leaks
from framing.classifiers.items import as_items, take
from framing.classifiers.labels import Bools, Labels, as_labels
from framing.classifiers.measures import Predictions
from framing.corpus.progress import progress_bar

Floats = NDArray[np.float64]


def held_out_predictions(
    model: Any,
    X: Any,
    y: Any,
    *,
    groups: Any = None,
    cv: Any = 5,
    random_state: int | np.random.Generator | None = None,
) -> pd.DataFrame:
    """Predict every item with a model that was trained without its group.

    Parameters
    ----------
    model : estimator
        A scikit-learn classifier or pipeline; it is cloned, never changed.
    X : Corpus, pandas.Series, pandas.DataFrame, array, or list of str
        What is classified.
    y : array-like
        A label an item, or an indicator matrix with a column a label.
    groups : array-like, optional
        The outlet, article or event of each item: what is held out together.
    cv : int or cross-validator, default 5
        Number of folds, or a scikit-learn splitter.
    random_state : int, numpy.random.Generator or None, default None
        Seed of the folds.

    Returns
    -------
    pandas.DataFrame
        A row an item, with the index of `X`: ``fold``, and for each label ``probability of`` it,
        or ``decision value of`` it if the model gives no probabilities; then ``predicted`` (the
        label), or for an indicator matrix ``predicted`` each label (0 or 1).

    Raises
    ------
    ValueError, TypeError
        As `evaluate`.

    Examples
    --------
    >>> from sklearn.feature_extraction.text import CountVectorizer
    >>> from sklearn.naive_bayes import MultinomialNB
    >>> from sklearn.pipeline import make_pipeline
    >>> model = make_pipeline(CountVectorizer(), MultinomialNB())
    >>> texts = ["a fine day", "a bad day", "fine words", "bad words"]
    >>> table = held_out_predictions(model, texts, ["+", "-", "+", "-"], cv=2, random_state=0)
    >>> table["predicted"].tolist()
    ['+', '-', '+', '-']
    """
    X = as_items(X)
    labels = as_labels(y, X)
    seed = int(np.random.default_rng(random_state).integers(2**31))
    held = as_groups(groups, X)
    fold = make_folds(labels, held, X, cv, seed)
    warn_of_leaks(X, fold)
    check_folds(labels, fold, held)
    found = predict_folds(model, X, labels, fold)
    table = pd.DataFrame({"fold": fold}, index=getattr(X, "index", None))
    graded = np.isfinite(found.probability).any()
    for name, column in zip(labels.names, found.score.T, strict=True):
        table[f"{'probability' if graded else 'decision value'} of {name}"] = column
    if labels.several:
        names = [f"predicted {name}" for name in labels.names]
        return table.assign(**dict(zip(names, found.chosen.T.astype(int), strict=True)))
    return table.assign(predicted=np.array(labels.names)[found.chosen.argmax(axis=1)])


def check_folds(labels: Labels, fold: NDArray[np.intp], groups: Groups) -> None:
    """Refuse folds that cannot be trained on; warn of labels that a fold's training never sees.

    Parameters
    ----------
    labels : Labels
        The labels.
    fold : numpy.ndarray of int
        The fold in which each item is held out.
    groups : Groups
        For the message.

    Raises
    ------
    ValueError
        If a training part has a single label.

    Warns
    -----
    UserWarning
        If a label occurs in one fold only.
    """
    for number in np.unique(fold):
        seen = labels.truth[fold != number].any(axis=0)
        if (not labels.several and seen.sum() < 2) or not seen.any():
            kept = [name for name, there in zip(labels.names, seen, strict=True) if there]
            message = (
                f"fold {number}: the items that are trained on have no label but {kept}; the "
                "others stand in too few groups; give fewer folds or other groups"
            )
            raise ValueError(message)
        for name in [name for name, there in zip(labels.names, seen, strict=True) if not there]:
            has = labels.truth[:, labels.names.index(name)]
            units = [groups.names[unit] for unit in np.unique(groups.unit[has])]
            where = f"group {', '.join(map(repr, units))}" if groups.given else "one fold"
            message = (
                f"y: the label {name!r} stands only in {where} ({has.sum()} items), which are "
                f"held out together in fold {number}; its model has never seen the label, and "
                "these items count as missed"
            )
            warnings.warn(message, UserWarning, stacklevel=3)


def predict_folds(model: Any, X: Any, labels: Labels, fold: NDArray[np.intp]) -> Predictions:
    """Train without each fold, and predict it.

    Parameters
    ----------
    model : estimator
        Cloned for each fold.
    X : table or array
        The items.
    labels : Labels
        Their labels.
    fold : numpy.ndarray of int, shape (items,)
        The fold in which each item is held out.

    Returns
    -------
    Predictions
    """
    found = Predictions.empty(labels.truth.shape, fold)
    with progress_bar(int(fold.max()) + 1, "Training", unit="folds") as bar:
        for number in np.unique(fold):
            test, train = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
            fitted = fit(model, take(X, train), labels.take(train))
            found.put(test, *predict(fitted, take(X, test), labels))
            bar.update()
    return found


def fit(model: Any, X: Any, y: Any) -> Any:
    """Train a clone; that a label is constant in some items has been said already."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Label .* present in all training")
        return clone(model).fit(X, y)


def predict(fitted: Any, X: Any, labels: Labels) -> tuple[Bools, Floats, Floats]:
    """Give labels, probabilities and ranking scores by label.

    Parameters
    ----------
    fitted : estimator
        A trained model; it may know fewer labels.
    X : table or array
        The items.
    labels : Labels
        The labels that the columns stand for.

    Returns
    -------
    chosen : numpy.ndarray of bool, shape (items, labels)
    probability : numpy.ndarray of float, shape (items, labels)
        NaN if the model gives none.
    score : numpy.ndarray of float, shape (items, labels)
        The probability, or the decision value.
    """
    said = np.asarray(fitted.predict(X))
    if labels.several:
        columns = np.arange(len(labels.names))
        chosen = said.astype(bool)
    else:
        columns = np.searchsorted(labels.names, fitted.classes_)
        chosen = said[:, None] == np.array(labels.names)
    if hasattr(fitted, "predict_proba"):
        probability = np.zeros(chosen.shape)
        probability[:, columns] = probabilities(fitted, X)
        return chosen, probability, probability
    score = np.full(chosen.shape, -np.inf)
    decision = np.asarray(fitted.decision_function(X), dtype=float)
    score[:, columns] = decision if decision.ndim == 2 else np.column_stack([-decision, decision])
    return chosen, np.full(chosen.shape, np.nan), score


def probabilities(fitted: Any, X: Any) -> Floats:
    """Give probabilities as items × labels, also where a model gives a list of pairs by label.

    Parameters
    ----------
    fitted : estimator
        A trained model with ``predict_proba``.
    X : table or array
        The items.

    Returns
    -------
    numpy.ndarray of float, shape (items, labels)

    Raises
    ------
    ValueError
        If the model gives no probabilities.
    """
    if not hasattr(fitted, "predict_proba"):
        message = (
            f"model: {type(fitted).__name__} has no predict_proba, which this needs; train it "
            "inside sklearn.calibration.CalibratedClassifierCV"
        )
        raise ValueError(message)
    given = fitted.predict_proba(X)
    if not isinstance(given, list):
        return np.asarray(given, dtype=float)
    columns = [
        column[:, 1] if column.shape[1] == 2 else np.full(len(column), float(classes[0]))
        for column, classes in zip(given, fitted.classes_, strict=True)
    ]
    return np.column_stack(columns)
