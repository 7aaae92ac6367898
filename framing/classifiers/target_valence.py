"""How much praise and criticism stands around a target, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.classifiers.inputs import read_targets
from framing.classifiers.lexicon_features import load_all, signal_names, takes_texts
from framing.classifiers.windows import Floats, Windows, window_matcher
from framing.lexicons import Lexicon

TARGET_LEXICONS = ("promotional", "criticism", "loaded", "vader")
_COUNTS = ("words_before", "words_behind", "target_words", "negators", "reporting", "capitals")
_REGIONS = (
    *("before", "behind", "clause", "within_3", "within_8", "before_4", "behind_4"),
    *("by_distance", "by_length"),
)


class TargetValence(TransformerMixin, BaseEstimator):
    """Turn targets into a table of the valence around them.

    Parameters
    ----------
    lexicons : sequence of str or Lexicon
        Lexicons, or names of those that come with the library; ``"vader"`` is that of the package
        vaderSentiment.

    Attributes
    ----------
    lexicons_ : tuple of Lexicon
        The lexicons.

    Raises
    ------
    TypeError
        If the targets are no table, or a text is none.
    ValueError
        If a target stands outside its text, holds no word or cuts one.

    Notes
    -----
    A column is named by the lexicon, with ``positive`` or ``negative`` if its values have signs,
    and by the region:
    ``before`` and ``behind`` the target; its ``clause``; ``within_3`` and ``within_8`` tokens of
    it; ``before_4`` and ``behind_4``: as many on one side; ``by_distance``: values divided by the
    tokens to the target; ``by_length``: all values, divided by the root of the text's tokens. A
    cell is log(1 + sum of the values' sizes) of the matches outside the target, after negation.
    Behind them stand the logarithms of some counts.

    Nothing is learned from the targets.

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"text": ["Critics love Ann.", "They attacked Ann."], "start": [13, 14]})
    >>> valence = TargetValence(("vader",)).set_output(transform="pandas")
    >>> valence.fit_transform(X.assign(end=X["start"] + 3)).filter(like="clause").round(2)
       vader:positive:clause  vader:negative:clause
    0                   1.44                   0.79
    1                   0.00                   1.10
    """

    def __init__(self, lexicons: Sequence[str | Lexicon] = TARGET_LEXICONS) -> None:
        self.lexicons = lexicons

    def fit(self, X: Any, y: Any = None) -> Self:
        """Load the lexicons; nothing is learned from the targets, which are only checked.

        Parameters
        ----------
        X : pandas.DataFrame
            One target a row: ``text``, ``start``, ``end``.
        y : object
            Not used.

        Returns
        -------
        TargetValence
        """
        read_targets(X)
        self.lexicons_ = load_all(self.lexicons)
        self._make_ready()
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Measure what stands around targets.

        Parameters
        ----------
        X : pandas.DataFrame
            One target a row: ``text``, ``start``, ``end``.

        Returns
        -------
        numpy.ndarray of float64, shape (targets, features)
        """
        check_is_fitted(self)
        targets = read_targets(X)
        windows = Windows(targets, self._matcher(targets.tokens))
        columns = []
        for lexicon in self.lexicons_:
            value = windows.values(lexicon)
            columns += _by_region(windows, np.maximum(value, 0))
            if lexicon.scale == "valence":
                columns += _by_region(windows, np.maximum(-value, 0))
        return np.log1p(np.column_stack([*columns, *_counts(windows)]))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Name the columns."""
        check_is_fitted(self)
        signals = [name for lexicon in self.lexicons_ for name in signal_names(lexicon)]
        names = [f"{signal}:{region}" for signal in signals for region in _REGIONS]
        return np.array([*names, *_COUNTS], object)

    def _make_ready(self) -> None:
        self._matcher = window_matcher(self.lexicons_)

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that texts come in, as one column of a table."""
        return takes_texts(super().__sklearn_tags__())


def _by_region(windows: Windows, value: Floats) -> list[Floats]:
    """Sum sizes of values over the regions around each target."""
    offset = windows.offset
    distance = np.abs(offset)
    value = np.where(offset == 0, 0, value)
    size = np.bincount(windows.row, minlength=len(windows.targets.first))
    chosen = (
        *(offset < 0, offset > 0, windows.in_clause, distance <= 3, distance <= 8),
        *((offset < 0) & (offset >= -4), (offset > 0) & (offset <= 4)),
    )
    sums = [_sum(windows, np.where(some, value, 0)) for some in chosen]
    by_length = _sum(windows, value) / np.sqrt(size)
    return [*sums, _sum(windows, value / np.maximum(distance, 1)), by_length]


def _counts(windows: Windows) -> list[Floats]:
    offset = windows.offset
    cues = (windows.marks("negators"), windows.marks("reporting"))
    kinds = (offset < 0, offset > 0, offset == 0, *cues, windows.tokens.capital)
    return [_sum(windows, kind.astype(float)) for kind in kinds]


def _sum(windows: Windows, value: Floats) -> Floats:
    return np.bincount(windows.row, value, minlength=len(windows.targets.first)).astype(float)
