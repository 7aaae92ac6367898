"""Logistic regression whose probabilities and thresholds are set on items held out."""

from __future__ import annotations

from numbers import Integral
from typing import Any, NamedTuple, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_softmax, logit, softmax
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold, check_cv
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import (
    _check_sample_weight,
    check_is_fitted,
    column_or_1d,
    validate_data,
)

Floats = NDArray[np.float64]
_FLATTEST = 0.1  # slope that probabilities are flattened by at most
_POWERS = np.linspace(0, 1, 11)
_WEIGHTS = ("naive_bayes", "none")
_LEAST = 1e-12  # so that log odds stay finite


class _Fit(NamedTuple):
    coef: Floats
    intercept: Floats
    offset: Floats
    n_iter: int


class CalibratedLogistic(ClassifierMixin, BaseEstimator):
    """Logistic regression with calibrated probabilities, and thresholds that balance labels.

    Parameters
    ----------
    C : float
        Inverse strength of the ridge penalty.
    cv : int, splitter or iterable of splits
        Folds of the training data in which probabilities and thresholds are set, as everywhere in
        scikit-learn.
    max_iter : int
        Most iterations of the solver.
    weights : {"naive_bayes", "none"}
        ``"naive_bayes"``: features whose least value is 0, such as words, are multiplied by the
        root of the size of their log ratio: the log of their share among the items with the label
        over that among the others (the largest, if there are more than two labels).

    Attributes
    ----------
    classes_ : numpy.ndarray, shape (labels,)
        The labels; of an indicator matrix its columns' names, else their numbers.
    coef_ : numpy.ndarray of float64, shape (1 or labels, features)
        Coefficients; one row if there are two labels.
    intercept_ : numpy.ndarray of float64, shape (1 or labels,)
        Constants.
    offset_ : numpy.ndarray of float64, shape (1 or labels,)
        What is added to decision values before they become probabilities: 0 where a label is given
        from a probability of .5 on, else the log odds of the probability from which it is given.
        Of more than two labels that exclude each other, the logarithms of the thresholds that
        probabilities are divided by before the largest is taken.
    multilabel_ : bool
        Whether an indicator matrix was learned.
    n_iter_ : int
        Iterations of the solver.
    n_features_in_ : int
        Features.

    Raises
    ------
    ValueError
        From ``fit``, if labels are missing, there is only one, or one has fewer than two items.

    Notes
    -----
    ``y`` holds labels, or is an indicator matrix of 0 and 1 with a column a label; its
    ``predict`` and ``predict_proba`` then have a column a label too.

    The folds give every training item a decision value from a model that has not seen it. Of two
    labels, the slope and shift are chosen that make these values' probabilities most likely (Platt
    1999); of more, one slope (Guo et al. 2017); both go into the coefficients and constants. Then
    the thresholds are chosen for which macro-F1 is highest. Rare labels are helped there, and
    probabilities stay those of the data. Of more than two labels the thresholds are their shares
    to a power between 0 and 1. With ``groups`` no group is on both sides of a fold.

    Log ratios as weights are those of Wang & Manning (2012), tempered by the root; they are
    computed in each fold anew, and stand in the coefficients in the end.

    References
    ----------
    Guo, C., Pleiss, G., Sun, Y., & Weinberger, K. Q. (2017). On calibration of modern neural
    networks. Proceedings of ICML, 1321-1330. https://proceedings.mlr.press/v70/guo17a.html

    Platt, J. (1999). Probabilistic outputs for support vector machines and comparisons to
    regularized likelihood methods. Advances in Large Margin Classifiers, 61-74. MIT Press.

    Wang, S., & Manning, C. D. (2012). Baselines and bigrams: Simple, good sentiment and topic
    classification. Proceedings of ACL, 90-94. https://aclanthology.org/P12-2018/

    Examples
    --------
    >>> X, y = [[2, 0], [1, 0], [0, 1], [0, 3]], ["rain", "rain", "sun", "sun"]
    >>> model = CalibratedLogistic(cv=2).fit(X, y)
    >>> model.predict([[1, 0], [0, 2]]).tolist()
    ['rain', 'sun']
    """

    def __init__(
        self,
        C: float = 1.0,
        *,
        cv: Any = 3,
        max_iter: int = 1000,
        weights: str = "naive_bayes",
    ) -> None:
        self.C = C
        self.cv = cv
        self.max_iter = max_iter
        self.weights = weights

    def fit(self, X: Any, y: Any, sample_weight: Any = None, groups: Any = None) -> Self:
        """Learn coefficients, slopes and thresholds.

        Parameters
        ----------
        X : array or sparse matrix, shape (items, features)
            Features.
        y : array-like, shape (items,) or (items, labels)
            Labels, or an indicator matrix.
        sample_weight : array-like, shape (items,), optional
            Weights of the items.
        groups : array-like, shape (items,), optional
            What is kept together in the folds, such as the items' articles.

        Returns
        -------
        CalibratedLogistic
        """
        names = list(y.columns) if isinstance(y, pd.DataFrame) else None
        if y is not None:
            _refuse_missing(y)
        X, y = validate_data(self, X, y, accept_sparse="csr", multi_output=True, dtype=float)
        check_classification_targets(y)
        if self.weights not in _WEIGHTS:
            message = f"weights={self.weights!r}; it is one of {', '.join(_WEIGHTS)}"
            raise ValueError(message)
        weight = _check_sample_weight(sample_weight, X)
        self.multilabel_ = y.ndim == 2 and y.shape[1] > 1
        if self.multilabel_:
            self.classes_ = np.array(names or range(y.shape[1]))
            fits = [self._fit_one(X, column, weight, groups) for column in y.T]
        else:
            y = column_or_1d(y, warn=True)
            self.classes_ = np.unique(y)
            fits = [self._fit_one(X, y, weight, groups)]
        self.coef_ = np.concatenate([fit.coef for fit in fits])
        self.intercept_ = np.concatenate([fit.intercept - fit.offset for fit in fits])
        self.offset_ = np.concatenate([fit.offset for fit in fits])
        self.n_iter_ = max(fit.n_iter for fit in fits)
        return self

    def _fit_one(self, X: Any, y: Any, weight: Floats, groups: Any) -> _Fit:
        """Learn labels that exclude each other."""
        known, code = np.unique(y, return_inverse=True)
        size = np.bincount(code[weight > 0], minlength=len(known))
        if len(known) < 2 or size.min() < 2:
            count = "1 class" if len(known) == 1 else f"{len(known)} classes"
            message = (
                f"y has {count}, and {size.min()} of {len(y)} items in the class "
                f"{known.tolist()[size.argmin()]!r}; it takes two classes of two items or more"
            )
            raise ValueError(message)
        held_out = np.zeros((len(code), 1 if len(known) == 2 else len(known)))
        for train, test in self._folds(code, int(size.min()), groups):
            coef, intercept, _ = self._solve(X[train], code[train], weight[train])
            held_out[test] = np.asarray(X[test] @ coef.T) + intercept
        line, choose = (_best_line, _best_threshold)
        if len(known) > 2:
            line, choose = (_best_slope, _best_powers)
        slope, shift = line(held_out, code, weight)
        offset = choose(_chances(held_out * slope + shift), code, weight)
        coef, intercept, n_iter = self._solve(X, code, weight)
        return _Fit(coef * slope, intercept * slope + shift, offset, n_iter)

    def _folds(self, code: NDArray[np.intp], least: int, groups: Any) -> Any:
        folds: Any = check_cv(self.cv)
        if isinstance(self.cv, Integral):
            kind = StratifiedKFold if groups is None else StratifiedGroupKFold
            folds = kind(min(self.cv, least), shuffle=True, random_state=0)
        return folds.split(np.zeros(len(code)), code, groups)

    def _solve(self, X: Any, code: NDArray[np.intp], weight: Floats) -> tuple[Floats, Floats, int]:
        """Give coefficients, constants and the iterations it took."""
        model = LogisticRegression(C=self.C, max_iter=self.max_iter)
        scale = np.ones(X.shape[1])
        if self.weights == "naive_bayes":
            scale = np.sqrt(_log_ratios(X, code, weight))
        scaled = X @ sparse.diags_array(scale) if sparse.issparse(X) else X * scale
        model.fit(scaled, code, sample_weight=weight)
        return model.coef_ * scale, model.intercept_, int(model.n_iter_.max())

    def decision_function(self, X: Any) -> Floats:
        """Give the decision values: constants plus coefficients times features.

        Parameters
        ----------
        X : array or sparse matrix, shape (items, features)
            Features.

        Returns
        -------
        numpy.ndarray of float64, shape (items,) or (items, labels)
            One dimension if there are two labels.
        """
        check_is_fitted(self)
        X = validate_data(self, X, accept_sparse="csr", dtype=float, reset=False)
        values = np.asarray(X @ self.coef_.T) + self.intercept_
        return values if self.multilabel_ or values.shape[1] > 1 else values.ravel()

    def predict_proba(self, X: Any) -> Floats:
        """Give probabilities.

        Parameters
        ----------
        X : array or sparse matrix, shape (items, features)
            Features.

        Returns
        -------
        numpy.ndarray of float64, shape (items, labels)
            Rows add up to 1, but not those of an indicator matrix.
        """
        values = self.decision_function(X)
        values = values.reshape(len(values), -1) + self.offset_
        return expit(values) if self.multilabel_ else _chances(values)

    def predict(self, X: Any) -> NDArray[Any]:
        """Give labels.

        Parameters
        ----------
        X : array or sparse matrix, shape (items, features)
            Features.

        Returns
        -------
        numpy.ndarray, shape (items,) or (items, labels)
            Labels, or an indicator matrix of 0 and 1.
        """
        values = self.decision_function(X)
        if self.multilabel_:
            return (values > 0).astype(int)
        best = (values > 0).astype(int) if values.ndim == 1 else values.argmax(axis=1)
        return self.classes_[best]

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that sparse features and several labels an item are taken."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.classifier_tags.multi_label = True
        return tags


def _refuse_missing(y: Any) -> None:
    missing = np.asarray(pd.isna(y if hasattr(y, "shape") else np.asarray(y, object)))
    if missing.any():
        row = int(np.flatnonzero(missing.reshape(len(missing), -1).any(axis=1))[0])
        message = f"y contains NaN: item {row} has no label; leave such items out of X and y"
        raise ValueError(message)


def _log_ratios(X: Any, code: NDArray[np.intp], weight: Floats) -> Floats:
    """Give the largest log ratio of each feature; 1 for those whose least value is not 0."""
    lowest = X.min(axis=0).toarray() if sparse.issparse(X) else X.min(axis=0)
    counted = lowest.ravel() == 0
    there = (X > 0).astype(float)
    each = np.stack([there.T @ (weight * (code == label)) for label in range(code.max() + 1)])
    each = each[:, counted]
    inside, outside = each + 1, each.sum(axis=0) - each + 1  # Laplace
    share = inside / inside.sum(axis=1, keepdims=True)
    ratio = np.log(share / (outside / outside.sum(axis=1, keepdims=True)))
    found = np.ones(X.shape[1])
    found[counted] = np.abs(ratio).max(axis=0)
    return found


def _chances(values: Floats) -> Floats:
    """Turn decision values into probabilities that add up to 1."""
    if values.shape[1] > 1:
        return softmax(values, axis=1)
    return np.hstack([expit(-values), expit(values)])


def _best_line(values: Floats, code: NDArray[np.intp], weight: Floats) -> tuple[float, float]:
    """Choose the slope and shift for which two labels are most likely (Platt 1999)."""
    model = LogisticRegression(C=1000, solver="newton-cholesky", tol=1e-8)
    model.fit(values, code, sample_weight=weight)
    return max(float(model.coef_[0, 0]), _FLATTEST), float(model.intercept_[0])


def _best_slope(values: Floats, code: NDArray[np.intp], weight: Floats) -> tuple[float, float]:
    """Choose the slope for which the labels are most likely (Guo et al. 2017)."""

    def loss(log_slope: float) -> float:
        chosen = log_softmax(values * np.exp(log_slope), axis=1)[np.arange(len(code)), code]
        return -float(weight @ chosen)

    bounds = (np.log(_FLATTEST), -np.log(_FLATTEST))
    return float(np.exp(minimize_scalar(loss, bounds=bounds, method="bounded").x)), 0.0


def _best_threshold(chance: Floats, code: NDArray[np.intp], weight: Floats) -> Floats:
    """Choose the probability above which macro-F1 of two labels is highest, as log odds."""
    order = np.argsort(-chance[:, 1], kind="stable")
    size, truth = weight[order], code[order] * weight[order]
    hits, given = np.cumsum(truth), np.cumsum(size)
    positive, whole = hits[-1], given[-1]
    rejected = (whole - given) - (positive - hits)  # rightly
    f1 = 2 * hits / (given + positive) + 2 * rejected / (2 * whole - given - positive)
    ranked = np.clip(chance[order, 1], _LEAST, 1 - _LEAST)
    last = np.append(ranked[1:] < ranked[:-1], False)  # of those with one probability
    if not last.any():
        return np.zeros(1)
    best = int(np.argmax(np.where(last, f1, -1)))
    return logit(ranked[best : best + 2].mean(keepdims=True))


def _best_powers(chance: Floats, code: NDArray[np.intp], weight: Floats) -> Floats:
    """Choose the power of the labels' shares for which macro-F1 is highest, as logarithms."""
    size = np.bincount(code, weight, minlength=chance.shape[1]).astype(float)
    share = size / size.sum()
    scores = []
    for power in _POWERS:
        given = (chance / share**power).argmax(axis=1)
        hits = np.bincount(code[given == code], weight[given == code], minlength=len(share))
        sizes = np.bincount(given, weight, len(share)) + np.bincount(code, weight, len(share))
        scores.append((2 * hits / sizes).mean())
    return _POWERS[int(np.argmax(scores))] * np.log(share)
