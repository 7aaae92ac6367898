"""Style as features: how long, how quoted, how hedged, how punctuated, how readable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.classifiers.inputs import read_texts
from framing.classifiers.lexicon_features import count_words, takes_texts
from framing.lexicons import load_lexicon
from framing.matching import Matcher, Matches
from framing.matching.voice import QUOTED, REPORTED
from framing.tokens import Tokens, tokenize
from framing.tokens.tokenize import own_cut

_LEXICONS = ("hedges", "boosters", "negators", "conditionals", "distancing")
_MARKS = {
    "commas": ",",
    "exclamation_marks": "!",
    "question_marks": "?",
    "colons": ":;",
    "dashes": "–—",
    "brackets": "([",
    "quotation_marks": '"“”‘«»„',
    "digits": "0123456789",
}
_PRONOUNS = {
    "first_person": "i me my mine we us our ours i'm i've i'll i'd we're we've we'll we'd",
    "second_person": "you your yours you're you've you'll",
    "third_person": "he him his she her hers they them their theirs",
}


class StyleFeatures(TransformerMixin, BaseEstimator):
    """Turn texts into a table of how they are written.

    Parameters
    ----------
    columns : sequence of str, optional
        Those to give, by default all that stand in the notes.

    Attributes
    ----------
    lexicons_ : tuple of Lexicon
        The lexicons whose matches are counted.

    Raises
    ------
    ValueError
        From ``fit``, if there is no such column.
    TypeError
        If the texts are a single string, or one of them is no text.

    Notes
    -----
    ``log_words`` : natural logarithm of 1 + the words.
    ``sentence_words`` : words a sentence. ``word_letters`` : characters a word.
    ``long_words`` : share of words of more than six characters; with ``sentence_words`` the two
    parts of Björnsson's LIX (1983). ``types`` : share of the words that are the first of their type
    in the text, which falls with length.
    ``quoted``, ``reported`` : share of the words in these voices. ``speakers`` : speakers named in
    attributions, per 100 words.
    ``hedges``, ``boosters``, ``negators``, ``conditionals``, ``distancing`` : matches of these
    lexicons per 100 words. ``first_person``, ``second_person``, ``third_person`` : pronouns per
    100 words. ``capitalised`` : share of the words that begin with a capital letter.
    ``commas``, ``exclamation_marks``, ``question_marks``, ``colons`` (and semicolons), ``dashes``,
    ``brackets``, ``quotation_marks``, ``digits`` : characters per 100 words.

    Nothing is learned from the texts.

    References
    ----------
    Björnsson, C. H. (1983). Readability of newspapers in 11 languages. Reading Research Quarterly,
    18(4), 480-497. https://doi.org/10.2307/747382

    Examples
    --------
    >>> style = StyleFeatures().set_output(transform="pandas")
    >>> table = style.fit_transform(["We won! It may rain.", "“It rained,” she said."])
    >>> table[["first_person", "exclamation_marks", "quoted"]]
       first_person  exclamation_marks  quoted
    0          20.0               20.0     0.0
    1           0.0                0.0     0.5
    """

    def __init__(self, columns: Sequence[str] | None = None) -> None:
        self.columns = columns

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
        StyleFeatures
        """
        read_texts(X)
        self.lexicons_ = tuple(load_lexicon(name) for name in _LEXICONS)
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
        texts = read_texts(X)
        matches = self._matcher(tokenize(texts))
        words = np.maximum(count_words(matches.tokens), 1)
        columns = _shape(matches.tokens, words) | _speech(matches, words)
        columns |= _wording(matches, words) | _punctuation(texts, words)
        return np.column_stack([columns[name] for name in self._names])

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Name the columns."""
        check_is_fitted(self)
        return np.array(self._names, object)

    def _make_ready(self) -> None:
        self._names = list(_NAMES if self.columns is None else self.columns)
        unknown = [name for name in self._names if name not in _NAMES]
        if unknown or not self._names:
            message = f"columns={self.columns!r}; it is one or more of {', '.join(_NAMES)}"
            raise ValueError(message)
        self._matcher = Matcher(self.lexicons_, own_cut)

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that texts come in."""
        return takes_texts(super().__sklearn_tags__())


_NAMES = (
    *("log_words", "sentence_words", "word_letters", "long_words", "types", "capitalised"),
    *("quoted", "reported", "speakers", *_LEXICONS, *_PRONOUNS, *_MARKS),
)
_Columns = dict[str, NDArray[np.float64]]


def _count(tokens: Tokens, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Count some of the words of each text."""
    chosen = chosen & tokens.is_word
    return np.bincount(tokens.article[chosen], minlength=len(tokens.corpus))


def _shape(tokens: Tokens, words: NDArray[np.int64]) -> _Columns:
    """Tell how long texts, sentences and words are."""
    length = tokens.end - tokens.start
    letters = np.bincount(
        tokens.article[tokens.is_word], length[tokens.is_word], minlength=len(words)
    )
    key = tokens.article.astype(np.int64) * len(tokens.vocabulary) + tokens.ids
    new = np.zeros(len(tokens), bool)
    new[np.unique(key, return_index=True)[1]] = True
    return {
        "log_words": np.log1p(count_words(tokens)),
        "sentence_words": words / np.maximum(np.diff(tokens.sentence_ptr), 1),
        "word_letters": letters / words,
        "long_words": _count(tokens, length > 6) / words,
        "types": _count(tokens, new) / words,
        "capitalised": _count(tokens, tokens.capital) / words,
    }


def _speech(matches: Matches, words: NDArray[np.int64]) -> _Columns:
    """Tell how much is quoted and reported, and from how many mentions of speakers."""
    tokens, voices = matches.tokens, matches.voices
    named = np.unique(voices.speaker[voices.speaker_end > voices.speaker])
    speakers = np.bincount(tokens.article[named], minlength=len(words))
    return {
        "quoted": _count(tokens, matches.token_voice == QUOTED) / words,
        "reported": _count(tokens, matches.token_voice == REPORTED) / words,
        "speakers": 100 * speakers / words,
    }


def _wording(matches: Matches, words: NDArray[np.int64]) -> _Columns:
    """Tell how often some small classes of words occur."""
    tokens = matches.tokens
    columns = {}
    for number, name in enumerate(_LEXICONS):
        found = tokens.article[matches.first[matches.lexicon == number]]
        columns[name] = 100 * np.bincount(found, minlength=len(words)) / words
    for name, listed in _PRONOUNS.items():
        known = [tokens.vocabulary.get(word) for word in listed.split()]
        columns[name] = 100 * _count(tokens, np.isin(tokens.ids, known)) / words
    return columns


def _punctuation(texts: list[str], words: NDArray[np.int64]) -> _Columns:
    """Tell how often some marks occur."""
    return {
        name: 100 * np.array([sum(map(text.count, marks)) for text in texts]) / words
        for name, marks in _MARKS.items()
    }
