"""Vectors of targets as features."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from framing.classifiers.encoder.adapters import shipped_version
from framing.classifiers.encoder.encoder import Encoder, check_version
from framing.classifiers.encoder.network import Vectors
from framing.classifiers.inputs import read_targets
from framing.classifiers.lexicon_features import takes_texts


class TargetEncoder(TransformerMixin, BaseEstimator):
    """Turn targets into vectors: that of the text, and that of the target in it.

    Parameters
    ----------
    n_jobs : int
        How many processor cores to use; -1 for all. Inside another parallel run it is one.

    Attributes
    ----------
    encoder_ : str
        Name and version of the encoder, and the first digits of its SHA-256.

    Raises
    ------
    TypeError
        If the targets are no table, or a text is none.
    ValueError
        If a target stands outside its text, holds no word or cuts one; the fetched files are
        damaged or belong to another version.
    FileNotFoundError
        If the encoder was not fetched.
    ImportError
        If the extra is not installed: ``pip install "media-framing[encoder]"``.

    See Also
    --------
    Encoder : what the network is, and how to get it.

    Notes
    -----
    The same as ``Encoder().spans(X)``. Names are left in place, so that a model can learn who is
    criticised in its training data.

    Examples
    --------
    >>> TargetEncoder(n_jobs=1)
    TargetEncoder(n_jobs=1)
    """

    def __init__(self, n_jobs: int = -1) -> None:
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None) -> Self:
        """Note which encoder it is; nothing is learned from the targets, which are only checked.

        Parameters
        ----------
        X : pandas.DataFrame
            One target a row: ``text``, ``start``, ``end``.
        y : object
            Not used.

        Returns
        -------
        TargetEncoder
        """
        read_targets(X)
        self.check()
        self.encoder_ = shipped_version()
        return self

    def transform(self, X: Any) -> Vectors:
        """Give the vectors of targets.

        Parameters
        ----------
        X : pandas.DataFrame
            One target a row: ``text``, ``start``, ``end``.

        Returns
        -------
        numpy.ndarray of float32, shape (targets, 768)
        """
        self.check()
        return self._encoder().spans(X)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Name the columns: ``text_0`` and so on, then ``target_0``."""
        hidden = range(len(self._encoder().get_feature_names_out()))
        return np.array(
            [f"{of}_{number}" for of in ("text", "target") for number in hidden], object
        )

    def check(self) -> None:
        """Refuse a number of cores that is none, and an encoder that the library does not have.

        Raises
        ------
        ValueError
            If there is one.
        """
        check_version(self)
        self._encoder().check()

    def _encoder(self) -> Encoder:
        """Give the encoder, which loads its network once."""
        own: Encoder | None = getattr(self, "_own", None)
        if own is None:
            own = self._own = Encoder()
        own.n_jobs = self.n_jobs
        return own

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that texts come in, as columns of a table."""
        tags = takes_texts(super().__sklearn_tags__())
        tags.requires_fit = False
        return tags
