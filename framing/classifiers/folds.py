"""Which items are held out together, and whether anything leaks from one side to the other."""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

from framing.classifiers.items import articles_of, count, refuse_places, same_rows, texts_of
from framing.classifiers.labels import Labels

Integers = NDArray[np.intp]

_RUN = 5  # words that copies share
_LEAST_RUNS = 4  # a text of fewer is too short to tell a copy
_LOOKED_AT = 2_000_000  # runs in all texts together
_COMMON = 20  # a run of words in more texts than this is a phrase, not a copy
_COPY = 0.5  # share of the shorter text's runs that makes two texts near-identical


class Groups(NamedTuple):
    """What is held together, and what is reported apart.

    Attributes
    ----------
    unit : numpy.ndarray of int, shape (items,)
        The number of the outlet, article or event that the item belongs to; without groups each
        item is its own.
    names : list
        Names of the units.
    part : pandas.Series or None
        The group that the item is reported under.
    given : bool
        Whether there were groups.
    """

    unit: Integers
    names: list[Any]
    part: pd.Series | None
    given: bool


def as_groups(groups: Any, X: Any) -> Groups:
    """Check groups and read them.

    Parameters
    ----------
    groups : array-like, pandas.DataFrame or None
        The group of each item; of a table with two columns, the first is held together and the
        second reported by.
    X : table or array
        The items.

    Returns
    -------
    Groups

    Raises
    ------
    ValueError
        If groups are missing, all the same, or not as many as there are items.
    """
    if groups is None:
        everyone = np.arange(count(X))
        return Groups(everyone, everyone.tolist(), None, False)
    table = pd.DataFrame(groups if hasattr(groups, "shape") else list(groups))
    if table.shape[1] > 2:
        message = (
            f"groups has {table.shape[1]} columns; give one, or two: what is held together, and "
            "what is reported by"
        )
        raise ValueError(message)
    indexed = isinstance(groups, pd.Series | pd.DataFrame)
    same_rows(X, groups if indexed else table.to_numpy(), "groups")
    refuse_places("groups", table.isna().any(axis=1).to_numpy(), "has no group", table)
    unit, names = pd.factorize(table.iloc[:, 0])
    if len(names) < 2:
        message = f"groups has only {names[0]!r}; give two or more, or leave groups out"
        raise ValueError(message)
    part = table.iloc[:, -1].reset_index(drop=True)
    return Groups(unit, names.tolist(), part, True)


def make_folds(labels: Labels, groups: Groups, X: Any, cv: Any, seed: int) -> Integers:
    """Say in which fold each item is held out.

    Parameters
    ----------
    labels : Labels
        The labels, whose shares the folds keep as alike as they can.
    groups : Groups
        Each falls into one fold as a whole.
    X : table or array
        The items.
    cv : int or cross-validator
        The number of folds, or a scikit-learn splitter that tests every item once.
    seed : int
        Seed of the shuffling.

    Returns
    -------
    numpy.ndarray of int, shape (items,)
        The number of the fold.

    Raises
    ------
    ValueError
        If there are fewer groups or items than folds, or a splitter does not test each item once.
    """
    unit = groups.unit if groups.given else None
    if hasattr(cv, "split"):
        return _read_splits(cv.split(np.zeros((len(labels), 1)), _strata(labels, 1), unit), labels)
    n_units, noun = len(groups.names), "groups" if groups.given else "items"
    if not isinstance(cv, int | np.integer) or cv < 2:
        message = f"cv={cv!r}; give a number of folds, 2 or more, or a scikit-learn splitter"
        raise ValueError(message)
    if n_units < cv:
        shown = ": " + ", ".join(map(repr, groups.names)) if groups.given else ""
        message = f"cv={cv}, but there are only {n_units} {noun}{shown}; cv={n_units} is the most"
        raise ValueError(message)
    kind = StratifiedGroupKFold if groups.given else StratifiedKFold
    splitter = kind(int(cv), shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The least populated class")  # said in our words
        splits = [*splitter.split(np.zeros((len(labels), 1)), _strata(labels, int(cv)), unit)]
    return _read_splits(splits, labels)


def _strata(labels: Labels, least: int) -> Integers:
    """Give each combination of labels a number; those that are rarer than `least` go together."""
    _, code, size = np.unique(labels.truth, axis=0, return_inverse=True, return_counts=True)
    merged: Integers = np.where(size[code] < least, -1, code)
    if (merged == -1).sum() in range(1, least):
        merged[merged == -1] = np.argmax(size)
    return merged


def _read_splits(splits: Any, labels: Labels) -> Integers:
    fold = np.full(len(labels), -1)
    tested = np.zeros(len(labels), int)
    for number, (_, test) in enumerate(splits):
        fold[test] = number
        tested[test] += 1
    if (tested != 1).any():
        message = (
            f"cv tests item {int(np.flatnonzero(tested != 1)[0])} "
            f"{tested[tested != 1][0]} times; every item must be held out once, as KFold, "
            "GroupKFold and LeaveOneGroupOut do"
        )
        raise ValueError(message)
    return fold


def warn_of_leaks(X: Any, fold: Integers) -> None:
    """Warn when one article, or one text, is trained on and tested on.

    Parameters
    ----------
    X : table or array
        The items.
    fold : numpy.ndarray of int
        The fold in which each is held out.

    Warns
    -----
    UserWarning
        If rows of one article, or near-identical texts, are held out in different folds.
    """
    articles = articles_of(X)
    if articles is not None:
        by_article = pd.Series(fold).groupby(articles, sort=False)
        torn = by_article.min() != by_article.max()
        if torn.any():
            message = (
                f"{torn.sum()} of {len(torn)} articles, such as {torn.index[torn][0]!r}, stand on "
                "both sides of a fold: the model is tested on articles that it was trained on, and "
                "the figures flatter it; give groups= of whole articles or larger"
            )
            warnings.warn(message, UserWarning, stacklevel=3)
            return
    texts = texts_of(X)
    pair = None if texts is None else _copies(texts, fold)
    if texts is not None and pair is not None:
        first, second, number = pair
        message = (
            f"{number} of {len(texts)} texts have a near-identical one on the other side of a "
            f"fold, such as rows {first} and {second}, {texts[first][:40]!r}: the figures flatter "
            "the model; leave copies out, or give groups= that hold them together"
        )
        warnings.warn(message, UserWarning, stacklevel=3)


def _copies(texts: list[str], fold: Integers) -> tuple[int, int, int] | None:
    """Find texts with a near-identical one in another fold: the first pair, and how many.

    Runs of words are hashed; of many texts only some of the hashes are looked at, the same in all.
    """
    hashed = HashingVectorizer(
        n_features=2**22,
        ngram_range=(_RUN, _RUN),
        norm=None,
        binary=True,
        alternate_sign=False,
        dtype=np.float32,
    ).transform(texts)
    sampled = np.arange(hashed.shape[1]) % (1 + hashed.nnz // _LOOKED_AT) == 0
    hashed = hashed[:, sampled]
    size = np.diff(hashed.indptr)
    use = np.bincount(hashed.indices, minlength=hashed.shape[1])
    runs = hashed[:, (use > 1) & (use <= _COMMON)]
    shared = (runs @ runs.T).tocoo()
    row, column = shared.coords
    smaller = np.minimum(size[row], size[column])
    copy = (shared.data >= _COPY * smaller) & (smaller >= _LEAST_RUNS) & (fold[row] != fold[column])
    if not copy.any():
        return None
    first = int(row[copy].min())
    second = int(column[copy][row[copy] == first][0])
    return first, second, len(np.unique(row[copy]))
