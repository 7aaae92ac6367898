"""Vectors of texts and of targets, from a small network that runs on a laptop."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Integral
from typing import Any, Self

import numpy as np
from joblib import effective_n_jobs
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from framing.classifiers.encoder.adapters import NAME, shipped_version
from framing.classifiers.encoder.fetching import GRAPH, TOKENIZER, need, stored_encoder
from framing.classifiers.encoder.network import Network, Vectors
from framing.classifiers.encoder.windows import Tokenizer
from framing.classifiers.inputs import read_targets, read_texts
from framing.classifiers.lexicon_features import takes_texts
from framing.corpus.progress import progress_bar
from framing.tokens import tokenize

_POOLS = {
    "tokens": (),
    "sentence_mean": ("mean",),
    "sentence_max": ("max",),
    "sentence_mean_max": ("mean", "max"),
}
_AT_ONCE = 256  # texts


class Encoder(TransformerMixin, BaseEstimator):
    """Turn texts into vectors of a network that has read much more than your codings.

    It runs offline, after ``framing models fetch encoder`` was called once.

    Parameters
    ----------
    pool : {"tokens", "sentence_mean", "sentence_max", "sentence_mean_max"}
        What becomes of a text's pieces. ``"tokens"``: the mean of their vectors. The others take a
        long text sentence by sentence: the mean of the sentences' vectors, the largest value in
        each place, or both side by side.
    n_jobs : int
        How many processor cores to use; -1 for all. Inside another parallel run it is one.

    Attributes
    ----------
    encoder_ : str
        Name and version of the encoder, and the first digits of its SHA-256.

    Raises
    ------
    TypeError
        If the texts are a single string, or one of them is no text.
    ValueError
        If a parameter is none of the choices; a text is empty; the fetched files are damaged or
        belong to another version.
    FileNotFoundError
        If the encoder was not fetched.
    ImportError
        If the extra is not installed: ``pip install "media-framing[encoder]"``.

    Notes
    -----
    The network is MiniLM-L6 (Wang et al. 2020) with what was trained on top of it, in eight bits:
    384 numbers a text, which are not scaled to length 1. Pieces of words are what it reads; the
    marks of a text's beginning and end count among them. It takes 512 at once: a longer text, or
    sentence, is read in windows one behind the other, and the mean is that of all pieces. Each
    vector is the same whatever else is in the list.

    Called like a function, ``encoder(texts)``, it takes a list and gives an array, for ``embed=``
    of the classifiers; there an empty text has the vector of the two marks alone, and no text at
    all gives no row. `fit` learns nothing.

    References
    ----------
    Wang, W., Wei, F., Dong, L., Bao, H., Yang, N., & Zhou, M. (2020). MiniLM: Deep self-attention
    distillation for task-agnostic compression of pre-trained transformers. Advances in Neural
    Information Processing Systems, 33. https://doi.org/10.48550/arXiv.2002.10957

    Examples
    --------
    >>> from framing.classifiers import Encoder, tone_classifier
    >>> model = tone_classifier(embed=Encoder())
    >>> model["features"].transformer_list[-1][0]
    'embedding'
    """

    def __init__(self, pool: str = "tokens", n_jobs: int = -1) -> None:
        self.pool = pool
        self.n_jobs = n_jobs

    def fit(self, X: Any, y: Any = None) -> Self:
        """Note which encoder it is; nothing is learned from the texts, which are only checked.

        Parameters
        ----------
        X : list, array, Series or table of str, or Corpus
            The texts.
        y : object
            Not used.

        Returns
        -------
        Encoder
        """
        read_texts(X)
        self.check()
        self.encoder_ = shipped_version()
        return self

    def transform(self, X: Any) -> Vectors:
        """Give the vectors of texts.

        Parameters
        ----------
        X : list, array, Series or table of str, or Corpus
            The texts.

        Returns
        -------
        numpy.ndarray of float32, shape (texts, 384), or (texts, 768) for two pools
        """
        return self(read_texts(X))

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Give the vectors of texts, as a function for ``embed=``; a text may be empty."""
        self.check()
        texts = read_texts(texts, empty="keep")
        with progress_bar(len(texts), "Encoding", unit="texts") as bar:
            parts = [np.zeros((0, self._width()), np.float32)]
            for begin in range(0, len(texts), _AT_ONCE):
                some = texts[begin : begin + _AT_ONCE]
                parts.append(self._pooled(some))
                bar.update(len(some))
        return np.concatenate(parts)

    def spans(self, X: Any) -> Vectors:
        """Give the vectors of targets in their texts.

        Parameters
        ----------
        X : pandas.DataFrame
            One target a row: ``text``, and ``start`` and ``end``, its offsets in the text.

        Returns
        -------
        numpy.ndarray of float32, shape (targets, 768)
            The mean of all pieces, then that of the target's. The network is told which pieces are
            the target's. Of a text beyond 510 pieces, those around the target are read.

        Raises
        ------
        TypeError
            If `X` is no table.
        ValueError
            If a target stands outside its text, holds no word or cuts one.
        """
        self.check()
        targets = read_targets(X)
        texts, loaded = targets.tokens.texts, self._load()
        parts = [np.zeros((0, 2 * loaded.hidden), np.float32)]
        with progress_bar(len(texts), "Encoding", unit="targets") as bar:
            for begin in range(0, len(texts), _AT_ONCE):
                some = slice(begin, begin + _AT_ONCE)
                windows = loaded.cut.spans(texts[some], targets.start[some], targets.end[some])
                parts.append(np.hstack(loaded.network.means(windows)))
                bar.update(len(texts[some]))
        return np.concatenate(parts)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Name the columns: ``encoder_0`` and so on, with the pool if there are two."""
        self.check()
        hidden = range(self._load().hidden)
        kinds = _POOLS[self.pool] if len(_POOLS[self.pool]) > 1 else (NAME,)
        return np.array([f"{kind}_{number}" for kind in kinds for number in hidden], object)

    def _pooled(self, texts: Sequence[str]) -> Vectors:
        """Cut some texts, run them, and put the vectors of each together."""
        loaded, kinds = self._load(), _POOLS[self.pool]
        if not kinds:
            return loaded.vectors(texts)
        sentences, first = _sentences(texts)
        vectors = loaded.vectors(sentences)
        count = np.diff(np.append(first, len(sentences)))[:, None].astype(np.float32)
        found = {
            "mean": np.add.reduceat(vectors, first) / count,
            "max": np.maximum.reduceat(vectors, first),
        }
        return np.hstack([found[kind] for kind in kinds])

    def _width(self) -> int:
        return self._load().hidden * max(len(_POOLS[self.pool]), 1)

    def check(self) -> None:
        """Refuse parameters that are none, and an encoder that the library does not have.

        Raises
        ------
        ValueError
            If there is one.
        """
        if not isinstance(self.pool, str) or self.pool not in _POOLS:
            message = f"pool={self.pool!r}; it is one of {', '.join(_POOLS)}"
            raise ValueError(message)
        if not isinstance(self.n_jobs, Integral) or self.n_jobs == 0:
            message = f"n_jobs={self.n_jobs!r}; it is a number of cores, or -1 for all"
            raise ValueError(message)
        check_version(self)

    def _load(self) -> _Loaded:
        loaded: _Loaded | None = self.__dict__.get("_loaded")
        threads = effective_n_jobs(self.n_jobs)
        if loaded is None or loaded.threads != threads:
            loaded = self._loaded = _Loaded(threads)
        return loaded

    def __getstate__(self) -> dict[str, Any]:
        """Leave the network behind: it is loaded again where it is needed."""
        return {key: value for key, value in super().__getstate__().items() if key != "_loaded"}

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that texts come in, and that nothing is learned."""
        tags = takes_texts(super().__sklearn_tags__())
        tags.requires_fit = False
        return tags


class _Loaded:
    """The tokenizer and the network, once they are needed."""

    def __init__(self, threads: int) -> None:
        need("onnxruntime", "tokenizers")
        folder, sizes = stored_encoder()
        self.threads = threads
        self.hidden = sizes.hidden_size
        self.cut = Tokenizer(folder / TOKENIZER, sizes.max_position_embeddings)
        self.network = Network(folder / GRAPH, self.hidden, threads)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Give the mean of each text's pieces, in however many windows they are."""
        windows = self.cut.texts(texts)
        size = np.diff(windows.ptr)[:, None].astype(np.float32)
        first = np.flatnonzero(np.diff(windows.text, prepend=-1))
        total: Vectors = np.add.reduceat(self.network.means(windows).whole * size, first)
        total /= np.add.reduceat(size, first)
        return total


def check_version(estimator: Any) -> None:
    """Refuse an estimator that was trained with another encoder than that of the library."""
    if getattr(estimator, "encoder_", shipped_version()) != shipped_version():
        message = (
            f"the model was trained with {estimator.encoder_}, and this version of framing has "
            f"{shipped_version()}; train it anew, or install the version that it was trained with"
        )
        raise ValueError(message)


def _sentences(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    """Cut texts into sentences, and say which is the first of each; a text without words is one."""
    tokens = tokenize(list(texts))
    spans = [*zip(tokens.sentence_start.tolist(), tokens.sentence_end.tolist(), strict=True)]
    cut: list[str] = []
    first = []
    for number, text in enumerate(texts):
        own = spans[tokens.sentence_ptr[number] : tokens.sentence_ptr[number + 1]]
        first.append(len(cut))
        cut += [text[start:end] for start, end in own] or [text]
    return cut, np.array(first)
