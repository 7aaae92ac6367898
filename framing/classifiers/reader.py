"""The first step of a pipeline: texts are checked, and targets made unrecognisable."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from framing.classifiers.inputs import read_targets, read_texts
from framing.classifiers.lexicon_features import takes_texts

_ACCEPTED = ("keep", "mask")


class TextReader(TransformerMixin, BaseEstimator):
    """Take the texts out of a table or corpus, for transformers that want a list.

    Parameters
    ----------
    target : {"keep", "mask"}
        ``"mask"``: the texts come from a table ``text, start, end``, and the target of each is
        replaced by the word TARGET.

    Raises
    ------
    TypeError
        If the texts are a single string, or one of them is no text.
    ValueError
        If the choice is unknown, a text is empty, or a target stands outside its text, holds no
        word or cuts one.

    Examples
    --------
    >>> import pandas as pd
    >>> X = pd.DataFrame({"text": ["They attacked Ann."], "start": [14], "end": [17]})
    >>> TextReader(target="mask").fit_transform(X)
    ['They attacked TARGET.']
    """

    def __init__(self, target: str = "keep") -> None:
        self.target = target

    def fit(self, X: Any, y: Any = None) -> Self:
        """Check the choice; nothing is learned.

        Parameters
        ----------
        X : list, array, Series or table of str, or Corpus
            The texts.
        y : object
            Not used.

        Returns
        -------
        TextReader
        """
        if self.target not in _ACCEPTED:
            message = f"target={self.target!r}; it is one of {', '.join(_ACCEPTED)}"
            raise ValueError(message)
        return self

    def transform(self, X: Any) -> list[str]:
        """Give the texts.

        Parameters
        ----------
        X : list, array, Series or table of str, or Corpus
            The texts.

        Returns
        -------
        list of str
        """
        if self.target == "keep":
            return read_texts(X)
        targets = read_targets(X)
        spans = zip(targets.tokens.texts, targets.start.tolist(), targets.end.tolist(), strict=True)
        return [f"{text[:start]}TARGET{text[end:]}" for text, start, end in spans]

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Name what is given: ``text``."""
        return np.array(["text"], object)

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that texts come in, and that nothing is learned."""
        tags = takes_texts(super().__sklearn_tags__())
        tags.requires_fit = False
        return tags
