"""The words around a target as features that know where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted

from framing.classifiers.inputs import read_targets
from framing.classifiers.lexicon_features import load_all, takes_texts
from framing.classifiers.target_valence import TARGET_LEXICONS
from framing.classifiers.views import VIEWS, Bag
from framing.classifiers.windows import Ints, Windows, window_matcher

_DEFAULT_VIEWS = ("sides", "ngrams", "clause", "shapes", "position")


class TargetWindow(TransformerMixin, BaseEstimator):
    """Turn targets into a table of the words around them, by where they stand.

    Parameters
    ----------
    views : sequence of str
        What is looked at.

        ``"sides"``: each word, marked by whether it stands before or behind the target.
        ``"ngrams"``: one to three words running, at most six from the target, which reads TARGET.
        ``"clause"``: words and pairs of words in the target's clause.
        ``"shapes"``: two to four words running, at most five from the target, and single words by
        distance; of words outside the closed classes only whether a lexicon has them as good or
        bad, their ending, or that they are names.
        ``"position"``: the target's voice, place in the text and neighbours.
        ``"mention"``: the words of the target itself. Not among the defaults: a model that knows
        the name has learned who was criticised in its training data.
    min_count : int
        Targets that a feature must occur at.
    sparse_output : bool
        Whether to give a sparse matrix; a table (``set_output``) needs a dense one.

    Attributes
    ----------
    vocabulary_ : dict of str to int
        The column of each feature.
    idf_ : numpy.ndarray of float64, shape (features,)
        Their weights: 1 + ln((1 + targets) / (1 + targets with the feature)).
    lexicons_ : tuple of Lexicon
        The lexicons that say which words are good or bad.

    Raises
    ------
    TypeError
        If the targets are no table, or a text is none.
    ValueError
        If a view is unknown, or a target stands outside its text, holds no word or cuts one.

    Notes
    -----
    A feature is there or not; it weighs its `idf_`, and the features of each view are scaled to
    length 1. The text is taken as it is given, be it a sentence or longer.

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"text": ["They attacked Ann’s plan."], "start": [14], "end": [19]})
    >>> window = TargetWindow(["ngrams"], min_count=1).fit(X)
    >>> [name for name in window.get_feature_names_out() if name.count("_") == 2]
    ["TARGET_'s_plan", "attacked_TARGET_'s", 'they_attacked_TARGET']
    """

    def __init__(
        self,
        views: Sequence[str] = _DEFAULT_VIEWS,
        *,
        min_count: int = 2,
        sparse_output: bool = True,
    ) -> None:
        self.views = views
        self.min_count = min_count
        self.sparse_output = sparse_output

    def fit(self, X: Any, y: Any = None) -> Self:
        """Learn which features occur, and how often.

        Parameters
        ----------
        X : pandas.DataFrame
            One target a row: ``text``, ``start``, ``end``.
        y : object
            Not used.

        Returns
        -------
        TargetWindow
        """
        self.lexicons_ = load_all(TARGET_LEXICONS)
        self._make_ready()
        windows = self._windows(X)
        names: list[str] = []
        counts: list[int] = []
        for view in self._views:
            _, found, code = _unique(VIEWS[view](windows))
            count = np.bincount(code, minlength=len(found))
            kept = np.flatnonzero(count >= self.min_count)
            order = sorted((found[number], int(count[number])) for number in kept)
            names += [name for name, _ in order]
            counts += [number for _, number in order]
        self.vocabulary_ = {name: column for column, name in enumerate(names)}
        n_targets = len(windows.targets.first)
        self.idf_ = 1 + np.log((1 + n_targets) / (1 + np.array(counts, float)))
        return self

    def transform(self, X: Any) -> Any:
        """Measure what stands around targets.

        Parameters
        ----------
        X : pandas.DataFrame
            One target a row: ``text``, ``start``, ``end``.

        Returns
        -------
        scipy.sparse.csr_matrix or numpy.ndarray of float64, shape (targets, features)
        """
        check_is_fitted(self)
        windows = self._windows(X)
        shape = (len(windows.targets.first), len(self.vocabulary_))
        whole = sparse.csr_matrix(shape)
        for view in self._views:
            row, found, code = _unique(VIEWS[view](windows))
            column = np.array([self.vocabulary_.get(name, -1) for name in found], np.int64)[code]
            row, column = row[column >= 0], column[column >= 0]
            part = sparse.csr_matrix((self.idf_[column], (row, column)), shape)
            whole += normalize(part, copy=False)
        return whole if self.sparse_output else whole.toarray()

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Name the columns."""
        check_is_fitted(self)
        return np.array(list(self.vocabulary_), object)

    def _make_ready(self) -> None:
        views = [self.views] if isinstance(self.views, str) else list(self.views)
        unknown = [view for view in views if view not in VIEWS]
        if unknown or not views:
            message = f"views={self.views!r}; it is one or more of {', '.join(VIEWS)}"
            raise ValueError(message)
        self._views = views
        self._matcher = window_matcher(self.lexicons_)

    def _windows(self, X: Any) -> Windows:
        targets = read_targets(X)
        return Windows(targets, self._matcher(targets.tokens))

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that texts come in, as one column of a table."""
        return takes_texts(super().__sklearn_tags__())


def _unique(bag: Bag) -> tuple[Ints, list[str], Ints]:
    """Give each feature of each target once: its row, the names, and its number among them."""
    known, code = np.unique(bag.code, return_inverse=True)
    cell = np.unique(bag.row.astype(np.int64) * max(len(known), 1) + code)
    row, code = np.divmod(cell, max(len(known), 1))
    return row, bag.spell(known), code
