"""The original vaderSentiment, for those who must replicate what it said."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.tokens import Tokens


def vader_compound(tokens: Tokens) -> pd.Series:
    """Average the compound scores that vaderSentiment gives the sentences of each article.

    Parameters
    ----------
    tokens : Tokens
        The tokens.

    Returns
    -------
    pandas.Series
        From -1 to 1, index ``article_id``; NaN for an article without a sentence.
    """
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    means = []
    for article, text in enumerate(tokens.texts):
        first, last = tokens.sentence_ptr[article : article + 2]
        spans = zip(tokens.sentence_start[first:last], tokens.sentence_end[first:last], strict=True)
        compound = [analyzer.polarity_scores(text[start:end])["compound"] for start, end in spans]
        means.append(float(np.mean(compound)) if compound else np.nan)
    return pd.Series(means, index=tokens.corpus.ids, dtype=float)
