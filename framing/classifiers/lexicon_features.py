"""Lexicons as features: a row a text, a column a category."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.classifiers.inputs import read_texts
from framing.lexicons import Lexicon, installed_lexicon, load_lexicon
from framing.matching import Matcher, Matches
from framing.matching.voice import VOICES
from framing.tokens import Tokens, tokenize
from framing.tokens.tokenize import own_cut
from framing.tokens.zones import ZONES

STANDARD_LEXICONS = (
    *("promotional", "criticism", "loaded", "vague_attribution", "distancing", "hedges"),
    *("boosters", "frames_generic", "vader"),
)
_PARTS = {"voice": VOICES, "zone": ZONES}
_MEASURES = ("rate", "share", "presence")


class LexiconVectorizer(TransformerMixin, BaseEstimator):
    """Turn texts into a table of how often they match the categories of lexicons.

    Parameters
    ----------
    lexicons : sequence of str or Lexicon
        Lexicons, or names of those that come with the library; ``"vader"`` is that of the package
        vaderSentiment.
    measure : {"rate", "share", "presence"}
        ``"rate"``: matches per `per` words of the text. ``"share"``: share of the text's sentences
        that hold a match. ``"presence"``: 1 if there is a match, else 0.
    by : {"voice", "zone"} or a sequence of these
        Part each category by the voice (own, quoted, reported) or zone (title, dateline, lead,
        body, boilerplate) of its matches. The words and sentences that a rate or share is taken
        of stay those of the whole text, so that the parts of a rate add up to it.
    per : float
        Words that a rate is given for.

    Attributes
    ----------
    lexicons_ : tuple of Lexicon
        The lexicons.

    Raises
    ------
    ValueError
        From ``fit``, if a choice is unknown, or two lexicons have the same name.
    TypeError
        If the texts are a single string, or one of them is no text.

    Notes
    -----
    Counted are matches whose value is not 0 after the context rules of `match`. A lexicon of
    intensities gives a column for each category, such as ``hedges:modal``; one of valences gives
    its positive and negative matches, after negation. Parts follow the category:
    ``hedges:modal:own``. Nothing is learned from the texts.

    Examples
    --------
    >>> vectorizer = LexiconVectorizer(("criticism", "vader"), measure="presence")
    >>> vectorizer.fit_transform(["A good day.", "It was not a good day."])[:, -2:]
    array([[1., 0.],
           [0., 1.]])
    >>> vectorizer.get_feature_names_out()[-2:].tolist()
    ['vader:positive', 'vader:negative']
    """

    def __init__(
        self,
        lexicons: Sequence[str | Lexicon] = STANDARD_LEXICONS,
        *,
        measure: str = "rate",
        by: str | Sequence[str] = (),
        per: float = 1000,
    ) -> None:
        self.lexicons = lexicons
        self.measure = measure
        self.by = by
        self.per = per

    def fit(self, X: Any, y: Any = None) -> Self:
        """Load the lexicons; nothing is learned from the texts, which are only checked.

        Parameters
        ----------
        X : list, array, Series or table of str, or Corpus
            The texts.
        y : object
            Not used.

        Returns
        -------
        LexiconVectorizer
        """
        read_texts(X)
        self.lexicons_ = load_all(self.lexicons)
        self._make_ready()
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Measure texts.

        Parameters
        ----------
        X : list, array, Series or table of str, or Corpus
            The texts.

        Returns
        -------
        numpy.ndarray of float64, shape (texts, features)
        """
        check_is_fitted(self)
        matches = self._matcher(tokenize(read_texts(X)))
        tokens = matches.tokens
        counted = matches.value != 0
        cell = matches.article.astype(np.int64) * len(self._names) + self._column(matches)
        cell = cell[counted]
        if self.measure == "share":
            place = cell * len(tokens.sentence_start) + tokens.sentence[matches.first[counted]]
            cell = np.unique(place) // len(tokens.sentence_start)
        shape = (len(tokens.corpus), len(self._names))
        count = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape).astype(float)
        if self.measure == "presence":
            return np.minimum(count, 1)
        if self.measure == "rate":
            return self.per * count / np.maximum(count_words(tokens), 1)[:, None]
        return count / np.maximum(np.diff(tokens.sentence_ptr), 1)[:, None]

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Name the columns: lexicon, category, and the parts if they are parted."""
        check_is_fitted(self)
        return np.array(self._names, object)

    def feature_spans(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """Find where in a text the features stand, as `explain` shows them.

        Parameters
        ----------
        text : str
            One text.

        Returns
        -------
        dict of str to list of (start, end)
            The places of each feature's matches.
        """
        check_is_fitted(self)
        matches = self._matcher(tokenize([text]))
        places: dict[str, list[tuple[int, int]]] = {}
        counted = matches.value != 0
        start = matches.tokens.start[matches.first[counted]]
        end = matches.tokens.end[matches.last[counted]]
        spans = zip(start.tolist(), end.tolist(), strict=True)
        for column, span in zip(self._column(matches)[counted].tolist(), spans, strict=True):
            places.setdefault(self._names[column], []).append(span)
        return places

    def _make_ready(self) -> None:
        parts = [self.by] if isinstance(self.by, str) else list(self.by)
        if self.measure not in _MEASURES:
            message = f"measure={self.measure!r}; it is one of {', '.join(_MEASURES)}"
            raise ValueError(message)
        unknown = [part for part in parts if part not in _PARTS]
        if unknown:
            message = f"by={unknown[0]!r}; it is 'voice', 'zone' or both"
            raise ValueError(message)
        self._parts = [part for part in _PARTS if part in parts]
        self._names = _feature_names(self.lexicons_, self._parts)
        self._matcher = Matcher(self.lexicons_, own_cut)

    def _column(self, matches: Matches) -> NDArray[np.int64]:
        """Give the number of each match's column."""
        sizes = np.array([len(_categories(lexicon)) for lexicon in self.lexicons_])
        graded = np.array([lexicon.scale == "valence" for lexicon in self.lexicons_])
        category = np.where(graded[matches.lexicon], matches.value < 0, matches.category)
        column = (np.cumsum(sizes) - sizes)[matches.lexicon] + category
        for part in self._parts:
            column = column * len(_PARTS[part]) + getattr(matches, part)
        return column

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that texts come in."""
        return takes_texts(super().__sklearn_tags__())


def load_all(lexicons: Sequence[str | Lexicon]) -> tuple[Lexicon, ...]:
    """Load lexicons by name; those that are loaded stay as they are."""
    if isinstance(lexicons, str | Lexicon):
        lexicons = [lexicons]
    return tuple(
        lexicon
        if isinstance(lexicon, Lexicon)
        else installed_lexicon("vader", duplicates="last")
        if lexicon == "vader"
        else load_lexicon(lexicon)
        for lexicon in lexicons
    )


def count_words(tokens: Tokens) -> NDArray[np.int64]:
    """Count the words of each text."""
    return np.bincount(tokens.article[tokens.is_word], minlength=len(tokens.corpus))


def takes_texts(tags: Any) -> Any:
    """Mark an estimator as one of texts, which may stand in a table."""
    tags.input_tags.string = True
    tags.input_tags.two_d_array = False
    return tags


def signal_names(lexicon: Lexicon) -> list[str]:
    """Name what a lexicon's total says: one thing, or two if its values have signs."""
    if lexicon.scale == "valence":
        return [f"{lexicon.name}:positive", f"{lexicon.name}:negative"]
    return [lexicon.name]


def _categories(lexicon: Lexicon) -> list[str]:
    if lexicon.scale == "valence":
        return signal_names(lexicon)
    return [f"{lexicon.name}:{category}" for category in lexicon.categories]


def _feature_names(lexicons: Sequence[Lexicon], parts: Sequence[str]) -> list[str]:
    names = [lexicon.name for lexicon in lexicons]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        message = f"lexicons: two are named {doubled[0]!r}; give one of them another name"
        raise ValueError(message)
    columns = [column for lexicon in lexicons for column in _categories(lexicon)]
    for part in parts:
        columns = [f"{column}:{value}" for column in columns for value in _PARTS[part]]
    return columns
