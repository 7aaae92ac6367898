"""Keywords in context, bounded by sentences."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.lexicons import Lexicon
from framing.matching import Matcher
from framing.tokens import Tokens


def kwic(tokens: Tokens, pattern: str, *, window: int = 6) -> pd.DataFrame:
    """Find a pattern with the words around it.

    Parameters
    ----------
    tokens : Tokens
        Where to look.
    pattern : str
        In the pattern language of lexicons (see `framing.lexicons.patterns`).
    window : int
        Tokens shown on each side, within the sentence.

    Returns
    -------
    pandas.DataFrame
        One row a match, in order: ``article_id``, ``start``, ``end`` (offsets of the match),
        ``left``, ``match``, ``right`` (text as it stands), ``voice`` and ``zone``.

    Raises
    ------
    TypeError
        If `tokens` is something else.
    LexiconError
        If the pattern is not valid.
    ValueError
        If `window` is negative.

    Examples
    --------
    >>> from framing.tokens import tokenize
    >>> table = kwic(tokenize(["A historic deal was signed. It rained."]), "histor*", window=2)
    >>> table[["left", "match", "right"]].values.tolist()
    [['A', 'historic', 'deal was']]
    """
    if not isinstance(tokens, Tokens):
        message = (
            f"tokens is a {type(tokens).__name__}; tokenize the articles first: fr.tokenize(...)"
        )
        raise TypeError(message)
    if window < 0:
        message = f"window={window}; it is a number of tokens, 0 or more"
        raise ValueError(message)
    table = pd.DataFrame({"pattern": [pattern]})
    lexicon = Lexicon(table, name="kwic", rules=(), places=[""])
    matches = Matcher([lexicon], tokens.cut)(tokens)
    found = matches.table()[["article_id", "start", "end", "text", "voice", "zone"]]
    begin, end = context(tokens, matches.first, matches.last, window=window)
    left, right = _texts(tokens, begin, matches.first), _texts(tokens, matches.last + 1, end)
    found.insert(3, "left", left)
    found = found.rename(columns={"text": "match"})
    found.insert(5, "right", right)
    return found


def context(
    tokens: Tokens, first: np.ndarray, last: np.ndarray, *, window: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give the tokens around spans, within their sentences.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    first, last : numpy.ndarray of int, shape (spans,)
        First and last token of each span.
    window : int
        Tokens on each side.

    Returns
    -------
    begin, end : numpy.ndarray of int, shape (spans,)
        The first token on the left, and the one behind the last on the right.
    """
    sentence = tokens.sentence[first]
    begin = np.maximum(np.searchsorted(tokens.sentence, sentence), first - window)
    end = np.minimum(np.searchsorted(tokens.sentence, sentence, "right"), last + window + 1)
    return begin, end


def _texts(tokens: Tokens, begin: np.ndarray, end: np.ndarray) -> pd.Series:
    spans = zip(begin.tolist(), end.tolist(), strict=True)
    texts = [tokens.text(first, last - 1) if first < last else "" for first, last in spans]
    return pd.Series(texts, dtype=object)
