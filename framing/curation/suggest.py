"""Candidates for a lexicon: words and phrases for a human to judge."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.matching import Matches
from framing.statistics.association import g2_four_cells, log_odds
from framing.tokens import Tokens

PRIOR_SIZE = 1000.0  # words that the prior of the log-odds is worth
MOST_ARTICLES = 0.6  # a word in a larger share of the articles neither begins nor ends a candidate
_Flags = NDArray[np.bool_]


def suggest_entries(
    source: Tokens | Matches,
    by: pd.Series | None = None,
    *,
    group: str | None = None,
    longest: int = 3,
    min_count: int = 5,
    limit: int = 100,
) -> pd.DataFrame:
    """Find words and phrases that keep company with entries, or separate two groups.

    Nothing is added to any lexicon: most candidates are topic, names or chance. A word that stands
    in more than 60 % of the articles is no candidate, and neither begins nor ends one.

    Parameters
    ----------
    source : Tokens or Matches
        Of matches, what they cover is no candidate. Without `by`, candidates are what stands in the
        sentences of the matches more often than in others.
    by : pandas.Series, optional
        Group of each article, index ``article_id``: candidates are what `group` uses more than the
        rest. Articles without one are left out.
    group : str, optional
        The group, if there is `by`.
    longest : int
        Words in the longest candidates.
    min_count : int
        Candidates stand at least so often in the sentences or group looked at.
    limit : int
        How many to give.

    Returns
    -------
    pandas.DataFrame
        One row a candidate, highest z first: ``candidate``, ``words`` (how many), ``count`` and
        ``count_rest`` (in the sentences or group, and elsewhere), ``articles`` (that have it, all
        together), ``log_odds``, ``z`` (with an informative Dirichlet prior worth 1,000 words),
        ``g2``, ``capital`` (share of its occurrences that begin with a capital: a high one
        suggests a name) and ``example`` (a sentence).

    Raises
    ------
    TypeError, ValueError
        If the source, the groups or a number do not fit.

    References
    ----------
    Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words. Political Analysis,
    16(4). https://doi.org/10.1093/pan/mpn018

    Examples
    --------
    >>> import framing as fr
    >>> texts = ["A historic, dazzling deal."] * 3 + ["A deal was made.", "It rained."]
    >>> lexicon = fr.Lexicon(pd.DataFrame({"pattern": ["historic"]}), name="mine")
    >>> matches = fr.match(fr.tokenize(texts), lexicon)
    >>> suggest_entries(matches, longest=1, min_count=3)["candidate"].tolist()
    ['dazzling']
    """
    tokens, covered = _covered(source)
    for name, number in (("longest", longest), ("min_count", min_count), ("limit", limit)):
        if number < 1:
            message = f"{name}={number}; it is a whole number, 1 or more"
            raise ValueError(message)
    inside, usable = _sides(source, tokens, by, group)
    usable &= tokens.is_word & ~covered
    edges = _edges(tokens)
    tables = [
        _candidates(tokens, inside, usable, _phrases(tokens, usable, edges, length), min_count)
        for length in range(1, longest + 1)
    ]
    table = pd.concat(tables, ignore_index=True)
    table = table.sort_values("z", ascending=False, kind="stable", ignore_index=True).head(limit)
    table["example"] = _sentences(tokens, table.pop("first").to_numpy(np.int64))
    return table


def _covered(source: Tokens | Matches) -> tuple[Tokens, _Flags]:
    """Tell which tokens are within a match."""
    if isinstance(source, Tokens):
        return source, np.zeros(len(source), bool)
    if not isinstance(source, Matches):
        message = f"source is a {type(source).__name__}; it is Tokens or Matches"
        raise TypeError(message)
    depth = np.zeros(len(source.tokens) + 1, np.int64)
    np.add.at(depth, source.first, 1)
    np.add.at(depth, source.last + 1, -1)
    return source.tokens, np.cumsum(depth[:-1]) > 0


def _sides(
    source: Tokens | Matches, tokens: Tokens, by: pd.Series | None, group: str | None
) -> tuple[_Flags, _Flags]:
    """Tell which tokens are on the side looked at, and which on either."""
    if by is None:
        if not isinstance(source, Matches):
            message = "by is needed with Tokens; without it, give Matches"
            raise ValueError(message)
        sentence = np.zeros(len(tokens.sentence_start), bool)
        sentence[tokens.sentence[source.first]] = True
        return sentence[tokens.sentence], np.ones(len(tokens), bool)
    aligned = by.reindex(tokens.corpus.ids)
    if group is None or not (aligned == group).any():
        known = ", ".join(map(str, aligned.dropna().unique()[:20]))
        message = f"group={group!r}; by has {known or 'no article of this corpus'}"
        raise ValueError(message)
    mine = (aligned == group).to_numpy()
    return mine[tokens.article], aligned.notna().to_numpy()[tokens.article]


def _edges(tokens: Tokens) -> _Flags:
    """Tell which tokens may begin or end a candidate: their types are not in most articles."""
    pairs = np.unique(np.column_stack([tokens.ids, tokens.article]), axis=0)[:, 0]
    articles = np.bincount(pairs, minlength=len(tokens.vocabulary))
    return (articles <= MOST_ARTICLES * len(tokens.corpus))[tokens.ids]


class _Phrases(NamedTuple):
    """Phrases of one length: the first token of each occurrence, and the number of its type."""

    length: int
    begin: NDArray[np.int64]
    of: NDArray[np.int64]
    types: int


def _phrases(tokens: Tokens, usable: _Flags, edges: _Flags, length: int) -> _Phrases:
    """Find all runs of so many words that nothing parts."""
    begin = np.flatnonzero((usable & edges)[: max(len(usable) - length + 1, 0)])
    for step in range(1, length):
        here = begin + step
        follows = usable[here] & (tokens.parted[here] == 0)
        begin = begin[follows & (tokens.sentence[here] == tokens.sentence[begin])]
    begin = begin[edges[begin + length - 1]]
    of = np.zeros(len(begin), np.int64)
    for step in range(length):  # types are numbered anew at each word, so that no key overflows
        key = of * len(tokens.vocabulary) + tokens.ids[begin + step]
        of = np.unique(key, return_inverse=True)[1]
    return _Phrases(length, begin, of, int(of.max(initial=-1)) + 1)


def _candidates(
    tokens: Tokens, inside: _Flags, usable: _Flags, phrases: _Phrases, min_count: int
) -> pd.DataFrame:
    """Compare how often phrases stand on the two sides."""
    length, begin, of, types = phrases
    mine = inside[begin]
    a = np.bincount(of[mine], minlength=types).astype(float)
    b = np.bincount(of[~mine], minlength=types).astype(float)
    kept = np.flatnonzero(a >= min_count)
    first = begin[np.unique(of, return_index=True)[1]][kept]
    within = begin[mine][np.unique(of[mine], return_index=True)[1]]
    example = np.zeros(types, np.int64)
    example[np.unique(of[mine])] = within
    pairs = np.unique(np.column_stack([of, tokens.article[begin]]), axis=0)[:, 0]
    n_a, n_b = float((usable & inside).sum()), float((usable & ~inside).sum())
    reference = (a + b) / max(n_a + n_b, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        odds, z = log_odds(a, b, n_a, n_b, reference=reference, prior_size=PRIOR_SIZE)
        g2 = g2_four_cells(a, b, n_a, n_b)
    capital = np.bincount(of, tokens.capital[begin], minlength=types) / np.maximum(a + b, 1)
    words = [" ".join(_spelt(tokens, token, length)) for token in first.tolist()]
    return pd.DataFrame(
        {
            "candidate": pd.Series(words, dtype=object),
            "words": length,
            "count": a[kept].astype(int),
            "count_rest": b[kept].astype(int),
            "articles": np.bincount(pairs, minlength=types)[kept],
            "log_odds": odds[kept],
            "z": z[kept],
            "g2": g2[kept],
            "capital": capital[kept],
            "first": example[kept],
        }
    )


def _spelt(tokens: Tokens, token: int, length: int) -> list[str]:
    return [tokens.vocabulary.types[number] for number in tokens.ids[token : token + length]]


def _sentences(tokens: Tokens, first: NDArray[np.int64]) -> pd.Series:
    sentence = tokens.sentence[first]
    spans = zip(
        tokens.article[first].tolist(),
        tokens.sentence_start[sentence].tolist(),
        tokens.sentence_end[sentence].tolist(),
        strict=True,
    )
    return pd.Series([tokens.texts[a][start:end] for a, start, end in spans], dtype=object)
