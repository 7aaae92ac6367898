"""Which expressions stand behind the numbers? The commonest and the most distinctive, by outlet."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.comparison import keyness, match_counts
from framing.comparison.counts import as_form
from framing.matching import Matches
from framing.scoring.kwic import context
from framing.tokens.zones import BODY, LEAD, ZONES

_WINDOW = 9  # tokens on each side of an example
MIN_COUNT = 5  # occurrences below which an expression is not called distinctive


def counted(matches: Matches, outlet: pd.Series) -> pd.DataFrame:
    """List the matches that count, with what is written there and the words around it.

    Parameters
    ----------
    matches : Matches
        Of one lexicon.
    outlet : pandas.Series
        Outlet of each article, missing where it has none.

    Returns
    -------
    pandas.DataFrame
        A row a match in lead or body whose value is not 0, a span once: ``article_id``, ``outlet``,
        ``start``, ``end``, ``expression`` (in small letters), ``left``, ``match``, ``right``.
    """
    table = matches.table().rename(columns={"text": "match"})
    table["left"], table["right"] = _sides(matches)
    looked_at = table["zone"].isin([ZONES[LEAD], ZONES[BODY]]) & (table["value"] != 0)
    table = table[looked_at].drop_duplicates(["article_id", "start", "end"])
    table["expression"] = table["match"].map(as_form)
    table["outlet"] = table["article_id"].map(outlet)
    columns = ["article_id", "outlet", "start", "end", "expression", "left", "match", "right"]
    return table[columns].reset_index(drop=True)


def _sides(matches: Matches) -> tuple[list[str], list[str]]:
    """Give what stands before and behind each match in its sentence, marks included."""
    tokens = matches.tokens
    begin, end = context(tokens, matches.first, matches.last, window=_WINDOW)
    texts = [tokens.texts[article] for article in matches.article.tolist()]
    spans = [tokens.start[begin], tokens.start[matches.first]]
    left = [text[a:b] for text, a, b in zip(texts, *(s.tolist() for s in spans), strict=True)]
    spans = [tokens.end[matches.last], tokens.end[end - 1]]
    right = [text[a:b] for text, a, b in zip(texts, *(s.tolist() for s in spans), strict=True)]
    return left, right


def commonest(table: pd.DataFrame, outlet: str, n: int) -> pd.DataFrame:
    """Give an outlet's commonest expressions, each with its first example.

    Parameters
    ----------
    table : pandas.DataFrame
        From `counted`.
    outlet : str
        The outlet.
    n : int
        How many at most.

    Returns
    -------
    pandas.DataFrame
        ``expression``, ``count``, ``articles`` (that have it), and ``article_id``, ``left``,
        ``match``, ``right`` of the first; the commonest first.
    """
    mine = table[table["outlet"] == outlet].groupby("expression", sort=True)
    found = mine.agg(
        count=("start", "size"),
        articles=("article_id", "nunique"),
        **{name: (name, "first") for name in ("article_id", "left", "match", "right")},
    )
    ranked = found.sort_values(["count", "articles"], ascending=False, kind="stable")
    return ranked.head(n).reset_index()


def distinctive(table: pd.DataFrame, words: pd.Series, outlet: pd.Series, n: int) -> pd.DataFrame:
    """Give what each outlet uses more than the others.

    Parameters
    ----------
    table : pandas.DataFrame
        From `counted`.
    words : pandas.Series
        Words of each article.
    outlet : pandas.Series
        Outlet of each article, missing where it has none.
    n : int
        How many an outlet at most.

    Returns
    -------
    pandas.DataFrame
        As from `keyness`, without tests, for expressions with `MIN_COUNT` matches in all that occur
        in two articles of the outlet and either nowhere else or more often by an interval above 1;
        empty if there are none.
    """
    with_words = outlet[(words > 0) & outlet.notna()]
    if with_words.nunique() < 2 or table.empty:
        return pd.DataFrame()
    matches = table[["article_id", "start", "end"]].assign(entry=table["expression"], value=1.0)
    counts = match_counts(matches, words=words)
    if np.asarray(counts.matrix.sum(axis=0)).max(initial=0) < MIN_COUNT:
        return pd.DataFrame()
    found = keyness(counts, outlet, min_count=MIN_COUNT, n_resamples=0)
    above = (found["log_ratio_low"] > 0) | (found["count_rest"] == 0)
    found = found[above & (found["articles"] >= 2)]
    return found.groupby("group", sort=False).head(n).reset_index(drop=True)
