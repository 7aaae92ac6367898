"""How often each word, phrase or lexicon entry occurs in each article."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.comparison.inputs import checked
from framing.statistics.ratios import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Counts:
    """Occurrences of types in articles.

    Attributes
    ----------
    articles : Index
        Ids of the articles.
    types : ndarray of str, shape (types,)
    matrix : scipy.sparse.csr_array of shape (articles, types)
    words : ndarray of shape (articles,)
        Word tokens of each article: the exposure.
    """

    articles: pd.Index
    types: np.ndarray
    matrix: "csr_array"
    words: Floats


def token_counts(tokens: Any, *, ngram: int = 1) -> Counts:
    """Count the words of each article, or its phrases.

    Parameters
    ----------
    tokens : Tokens
    ngram : int
        Words in a row that count as one type; nothing but words stands between them.

    Returns
    -------
    Counts

    Raises
    ------
    ValueError
        If ``ngram`` is less than 1.
    """
    if ngram < 1:
        message = f"ngram={ngram!r} must be at least 1; 2 counts pairs of neighbouring words"
        raise ValueError(message)
    pointer = np.asarray(tokens.ptr)
    article = np.repeat(np.arange(len(pointer) - 1), np.diff(pointer))
    is_word = np.asarray(tokens.is_word, dtype=bool)
    start = np.flatnonzero(is_word)
    words = np.bincount(article[start], minlength=len(pointer) - 1).astype(np.float64)
    code = np.asarray(tokens.ids, dtype=np.int64)
    n_types = len(tokens.vocabulary.types)
    names = np.asarray(tokens.vocabulary.types, dtype=object)
    phrase, labels = code[start], names
    for step in range(1, ngram):
        inside = start + step < len(code)
        start, phrase = start[inside], phrase[inside]
        follows = is_word[start + step] & (article[start + step] == article[start])
        start, phrase = start[follows], phrase[follows]
        pairs, phrase = np.unique(phrase * n_types + code[start + step], return_inverse=True)
        labels = labels[pairs // n_types] + " " + names[pairs % n_types]
    matrix = _matrix(article[start], phrase, np.ones(len(start)), (len(words), len(labels)))
    return Counts(pd.Index(tokens.corpus.ids), labels, matrix, words)


def match_counts(matches: pd.DataFrame, words: pd.Series) -> Counts:
    """Count the lexicon entries of each article, from a table of matches.

    Parameters
    ----------
    matches : DataFrame
        A row a match, with ``article_id``, ``entry`` and ``value``, as from ``Matches.table()``;
        filter it to count one voice, lexicon or category only. Matches whose value is 0 do not
        count.
    words : Series
        Exposure of every article, index ``article_id``: the words of the same voice, also of
        articles without a match.

    Returns
    -------
    Counts

    Raises
    ------
    TypeError, ValueError
        If a column or an article is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> matches = pd.DataFrame(
    ...     {"article_id": ["a", "a", "b"], "entry": ["historic", "historic", "landmark"],
    ...      "value": [1.0, 0.0, 1.0]})
    >>> counts = match_counts(matches, pd.Series({"a": 100, "b": 80, "c": 120}))
    >>> counts.types.tolist(), counts.matrix.toarray().tolist()
    (['historic', 'landmark'], [[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]])
    """
    counted = match_rows(matches)
    counted = counted[counted["value"] != 0]
    exposure = checked(words, "words")
    rows = exposure.index.get_indexer(pd.Index(counted["article_id"]))
    if (rows < 0).any():
        unknown = counted["article_id"].to_numpy()[rows < 0][0]
        message = f"words has no entry for article {unknown!r}, which has a match; add it"
        raise ValueError(message)
    code, labels = pd.factorize(counted["entry"].astype(object), sort=True)
    matrix = _matrix(rows, code, np.ones(len(rows)), (len(exposure), len(labels)))
    return Counts(
        exposure.index,
        np.asarray(labels, dtype=object),
        matrix,
        exposure.to_numpy(dtype=np.float64),
    )


def match_rows(matches: object) -> pd.DataFrame:
    """Check a table of matches."""
    if not isinstance(matches, pd.DataFrame):
        message = (
            f"matches must be a table with a row a match, not {type(matches).__name__}; "
            "take matches.table()"
        )
        raise TypeError(message)
    absent = [name for name in ("article_id", "entry", "value") if name not in matches]
    if absent:
        message = f"matches has no column {absent[0]}; its columns are {list(matches.columns)}"
        raise ValueError(message)
    return matches


def _matrix(
    rows: np.ndarray, columns: np.ndarray, values: Floats, shape: tuple[int, int]
) -> "csr_array":
    from scipy.sparse import coo_array

    return coo_array((values, (rows, columns)), shape=shape).tocsr()
