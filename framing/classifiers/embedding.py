"""Vectors of a user's own function as features."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.classifiers.inputs import read_texts
from framing.classifiers.lexicon_features import takes_texts


class TextEmbedding(TransformerMixin, BaseEstimator):
    """Turn texts into vectors by any function.

    Parameters
    ----------
    embed : callable
        From a list of texts to an array of numbers, one row a text.

    Raises
    ------
    TypeError
        If `embed` cannot be called, the texts are a single string, or one of them is no text.
    ValueError
        If what comes back is no table of finite numbers with a row a text.

    Examples
    --------
    >>> lengths = TextEmbedding(lambda texts: [[len(text)] for text in texts])
    >>> lengths.fit_transform(["Rain.", "Sun."])
    array([[5.],
           [4.]])
    """

    def __init__(self, embed: Callable[[list[str]], Any]) -> None:
        self.embed = embed

    def fit(self, X: Any, y: Any = None) -> Self:
        """Embed the texts once, to learn how long the vectors are.

        Parameters
        ----------
        X : list, array, Series or table of str, or Corpus
            The texts.
        y : object
            Not used.

        Returns
        -------
        TextEmbedding
        """
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Any, y: Any = None, **fit_params: Any) -> NDArray[np.float64]:
        """Embed the texts, and learn how long the vectors are.

        Parameters
        ----------
        X : list, array, Series or table of str, or Corpus
            The texts.
        y : object
            Not used.
        **fit_params : object
            Not used.

        Returns
        -------
        numpy.ndarray of float64, shape (texts, features)
        """
        if not callable(self.embed):
            message = f"embed is a {type(self.embed).__name__}; give a function of a list of texts"
            raise TypeError(message)
        vectors = self._vectors(X)
        self.n_vector_ = vectors.shape[1]
        return vectors

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Embed texts.

        Parameters
        ----------
        X : list, array, Series or table of str, or Corpus
            The texts.

        Returns
        -------
        numpy.ndarray of float64, shape (texts, features)
        """
        check_is_fitted(self)
        vectors = self._vectors(X)
        if vectors.shape[1] != self.n_vector_:
            message = f"embed gave {vectors.shape[1]} numbers a text, and {self.n_vector_} in fit"
            raise ValueError(message)
        return vectors

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Name the columns: ``embedding_0`` and so on."""
        check_is_fitted(self)
        return np.array([f"embedding_{number}" for number in range(self.n_vector_)], object)

    def _vectors(self, X: Any) -> NDArray[np.float64]:
        texts = read_texts(X)
        vectors = np.asarray(self.embed(texts), float)
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            message = (
                f"embed gave an array of shape {vectors.shape} for {len(texts)} texts; it must "
                "give a row of finite numbers for each"
            )
            raise ValueError(message)
        return vectors

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that texts come in."""
        return takes_texts(super().__sklearn_tags__())
