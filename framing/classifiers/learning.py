"""How a model improves with the number of codings, and what more of them would buy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.classifiers.folds import Groups, as_groups, make_folds, warn_of_leaks
from framing.classifiers.items import as_items, take
from framing.classifiers.labels import Labels, as_labels
from framing.classifiers.measures import ALL, Predictions, figures, judge, keys
from framing.classifiers.predictions import check_folds, fit, predict
from framing.classifiers.resampling import expanded_tails
from framing.corpus.progress import progress_bar
from framing.statistics.bootstrap import bootstrap_weights, percentile_limits
from framing.statistics.intervals import Interval

Floats = NDArray[np.float64]
Integers = NDArray[np.intp]

_MEASURES = ("macro_f1", "accuracy", "mcc", "auc")
_DECAY = np.geomspace(0.05, 2, 60)  # exponents that are tried
_RESAMPLES = 1000
AHEAD = 200  # codings more


def learning_curve(
    model: Any,
    X: Any,
    y: Any,
    *,
    groups: Any = None,
    sizes: Sequence[float] = (0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 1.0),
    measure: str = "macro_f1",
    random_state: int | np.random.Generator | None = None,
) -> pd.DataFrame:
    """Measure how a model improves with codings, and project what 200 more would buy.

    Parameters
    ----------
    model : estimator
        A scikit-learn classifier or pipeline; it is cloned, never changed.
    X : Corpus, pandas.Series, pandas.DataFrame, array, or list of str
        What is classified.
    y : array-like
        A label an item, or an indicator matrix with a column a label.
    groups : array-like, optional
        The outlet, article or event of each item. Whole groups are held out, as in `evaluate`, and
        what is trained on grows group after group.
    sizes : sequence of float
        Shares of the training items, three or more between 0 and 1.
    measure : {"macro_f1", "accuracy", "mcc", "auc"}, default "macro_f1"
        What is measured, over all labels.
    random_state : int, numpy.random.Generator or None, default None
        Seed of folds, of the order in which items are added, and of bootstrap samples.

    Returns
    -------
    pandas.DataFrame
        A row a number of codings: ``codings`` (items trained on, averaged over five folds),
        ``measure``, ``value, low, high`` (figure and 95 % interval over groups), ``projected``.
        The last three rows are projected: the measure with all the codings, and with 200 more; and
        ``gain in`` the measure, what the 200 would buy.

    Raises
    ------
    ValueError
        As `evaluate`, and if sizes are no shares, or leave a single label to train.

    Notes
    -----
    The projection is an inverse power law, a - b n^-c, fitted by least squares weighted by n
    [1]_, with a ≤ 1, b ≥ 0 and c between 0.05 and 2. Each bootstrap sample of groups has a fit of
    its own: the intervals say how sure the figures are that it is fitted to, not whether the law
    holds further out. Curves of other shapes exist [2]_; do not read it beyond twice the codings.
    Foretold from half of the codings of four tasks, macro-F1 with all of them was missed by .020 on
    average (tests/benchmarks/learning_projection.csv).

    References
    ----------
    .. [1] Figueroa, R. L., Zeng-Treitler, Q., Kandula, S., & Ngo, L. H. (2012). Predicting sample
       size required for classification performance. BMC Medical Informatics and Decision Making,
       12, 8. https://doi.org/10.1186/1472-6947-12-8
    .. [2] Viering, T., & Loog, M. (2023). The shape of learning curves: a review. IEEE
       Transactions on Pattern Analysis and Machine Intelligence, 45(6), 7799-7819.
       https://doi.org/10.1109/TPAMI.2022.3220744

    Examples
    --------
    >>> from sklearn.feature_extraction.text import TfidfVectorizer
    >>> from sklearn.linear_model import LogisticRegression
    >>> from sklearn.pipeline import make_pipeline
    >>> import framing as fr
    >>> corpus = fr.load_dataset("sample")
    >>> promotional = fr.measure(corpus)["promotion"] > 10
    >>> model = make_pipeline(TfidfVectorizer(), LogisticRegression(class_weight="balanced"))
    >>> curve = learning_curve(
    ...     model, corpus["text"], promotional, groups=corpus["event_id"],
    ...     sizes=[0.3, 0.6, 1.0], random_state=0)
    >>> curve[["codings", "measure", "projected"]]
       codings           measure  projected
    0       14          macro_f1      False
    1       29          macro_f1      False
    2       48          macro_f1      False
    3       60          macro_f1       True
    4      260          macro_f1       True
    5      260  gain in macro_f1       True
    """
    _check(sizes, measure)
    X = as_items(X)
    labels = as_labels(y, X)
    held = as_groups(groups, X)
    rng = np.random.default_rng(random_state)
    fold = make_folds(labels, held, X, 5, int(rng.integers(2**31)))
    warn_of_leaks(X, fold)
    check_folds(labels, fold, held)
    order = _order(held, rng)
    shares = sorted(sizes)
    found: list[tuple[int, Predictions]] = []
    with progress_bar(len(shares), "Learning curve", unit="sizes") as bar:
        for share in shares:
            found.append(_train(model, X, labels, fold, order, share))
            bar.update()
    codings = np.array([number for number, _ in found])
    if len(set(codings)) < 3:
        message = f"sizes={[*sizes]} give {codings.tolist()} items to train; spread them out"
        raise ValueError(message)
    draws = _draws(labels, [each for _, each in found], held.unit, measure, rng)
    ahead = np.array([len(labels), len(labels) + AHEAD])
    projected = project(codings, draws, ahead)
    everything = np.hstack([draws, projected, projected[:, 1:] - projected[:, :1]])
    tails = expanded_tails(Interval("percentile"), len(held.names))
    low, high = percentile_limits(everything[1:], tails)
    return pd.DataFrame(
        {
            "codings": [*codings, *ahead, ahead[-1]],
            "measure": [measure] * (len(codings) + 2) + [f"gain in {measure}"],
            "value": everything[0],
            "low": low,
            "high": high,
            "projected": [False] * len(codings) + [True] * 3,
        }
    )


def project(codings: NDArray[Any], values: Floats, ahead: NDArray[Any]) -> Floats:
    """Fit a - b n^-c to each row of values, and read it further out.

    Parameters
    ----------
    codings : numpy.ndarray, shape (sizes,)
        Numbers of codings.
    values : numpy.ndarray of float, shape (curves, sizes)
        Figures reached with them.
    ahead : numpy.ndarray, shape (points,)
        Numbers of codings to project to.

    Returns
    -------
    numpy.ndarray of float, shape (curves, points)

    Examples
    --------
    >>> n = np.array([50, 100, 200, 400])
    >>> project(n, 0.9 - 2 * n[None] ** -0.5, np.array([1600])).round(2)
    array([[0.85]])
    """
    weight = codings / codings.sum()
    best = np.full(len(values), np.inf)
    result = np.full((len(values), len(ahead)), np.nan)
    for decay in _DECAY:
        x = codings**-decay
        centred = x - weight @ x
        slope = np.maximum(-(values @ (weight * centred)) / (weight @ centred**2), 0.0)
        top = values @ weight + slope * (weight @ x)
        capped = np.maximum((1 - values) @ (weight * x) / (weight @ x**2), 0.0)
        slope, top = np.where(top > 1, capped, slope), np.minimum(top, 1.0)
        loss = ((values - top[:, None] + slope[:, None] * x) ** 2) @ weight
        better = loss < best
        best = np.where(better, loss, best)
        fitted = top[:, None] - slope[:, None] * ahead**-decay
        result = np.where(better[:, None], fitted, result)
    return result


def _check(sizes: Sequence[float], measure: str) -> None:
    if measure not in _MEASURES:
        message = f"measure={measure!r}; choose one of {', '.join(_MEASURES)}"
        raise ValueError(message)
    if len(set(sizes)) < 3 or not all(0 < size <= 1 for size in sizes):
        message = f"sizes={[*sizes]}; give three or more different shares, above 0 and up to 1"
        raise ValueError(message)


def _order(held: Groups, rng: np.random.Generator) -> Integers:
    """Put the items into an order in which whole groups are added one after another."""
    place = rng.permutation(len(held.names))
    return np.argsort(place[held.unit], kind="stable")


def _train(
    model: Any, X: Any, labels: Labels, fold: Integers, order: Integers, share: float
) -> tuple[int, Predictions]:
    """Train on a share of what each fold leaves, and predict the fold."""
    found = Predictions.empty(labels.truth.shape, fold)
    numbers = []
    for number in np.unique(fold):
        rest = order[fold[order] != number]
        train = np.sort(rest[: max(round(share * len(rest)), 1)])
        seen = labels.truth[train].any(axis=0)
        if not labels.several and seen.sum() < 2:
            message = (
                f"sizes: {share} leaves {len(train)} items to train, all with the same label; "
                "give larger shares"
            )
            raise ValueError(message)
        fitted = fit(model, take(X, train), labels.take(train))
        test = np.flatnonzero(fold == number)
        found.put(test, *predict(fitted, take(X, test), labels))
        numbers.append(len(train))
    return round(float(np.mean(numbers))), found


def _draws(
    labels: Labels,
    found: list[Predictions],
    unit: Integers,
    measure: str,
    rng: np.random.Generator,
) -> Floats:
    """Give the measure for each size: of all items first, then of bootstrap samples of groups."""
    judged = [judge(labels.truth, each, unit, labels) for each in found]
    column = keys(judged[0]).index((measure, ALL))
    blocks = [
        np.ones((1, len(judged[0].sums))),
        *bootstrap_weights(len(judged[0].sums), _RESAMPLES, rng),
    ]
    return np.column_stack(
        [np.concatenate([figures(each, block)[:, column] for block in blocks]) for each in judged]
    )
