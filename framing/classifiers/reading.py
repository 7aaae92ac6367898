"""What to read: where a lexicon and a model disagree."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing.classifiers.items import as_items, same_rows, texts_of
from framing.classifiers.predictions import probabilities


def lexicon_disagreement(
    model: Any, X: Any, scores: Any, *, label: Any = None, n: int | None = None
) -> pd.DataFrame:
    """List the texts that a lexicon and a model judge most differently.

    Parameters
    ----------
    model : estimator
        Trained, with ``predict_proba``.
    X : Corpus, pandas.Series, pandas.DataFrame, or list of str
        The texts; not those that the model was trained on, where it agrees with its codings.
    scores : array-like, shape (texts,)
        The lexicon's score of each, such as ``fr.score(matches)["promotion"]``.
    label : object, optional
        The label that the score should go with; by default the last of the model's.
    n : int, optional
        How many texts to list; by default all.

    Returns
    -------
    pandas.DataFrame
        A row a text, largest disagreement first, with the index of `X`: ``score``;
        ``probability`` (the model's, of the label); ``score_rank, probability_rank`` (share of the
        texts that lie below, ties half); ``disagreement`` (the second less the first, from -1 to
        1); ``reading`` (``model higher`` or ``lexicon higher``); ``text``.

    Raises
    ------
    ValueError
        If rows differ, a score is missing, the model does not know the label or gives no
        probabilities.

    Notes
    -----
    Ranks make a rate and a probability comparable. A text high on this list is a gap in the
    lexicon, a matched word that means something else here, or an error of the model: reading tells.

    Examples
    --------
    >>> from sklearn.feature_extraction.text import CountVectorizer
    >>> from sklearn.naive_bayes import MultinomialNB
    >>> from sklearn.pipeline import make_pipeline
    >>> model = make_pipeline(CountVectorizer(), MultinomialNB())
    >>> model = model.fit(["a triumph", "a mishap"], [1, 0])
    >>> texts = ["a triumph", "some mishap", "grand mishap"]
    >>> lexicon_disagreement(model, texts, [0.0, 0.0, 500.0], n=1)[["text", "reading"]]
            text       reading
    0  a triumph  model higher
    """
    X = as_items(X)
    texts = texts_of(X)
    if texts is None:
        message = "X has no texts to read; give texts, or a table with a column 'text'"
        raise ValueError(message)
    same_rows(X, scores, "scores")
    score = np.asarray(scores, dtype=float)
    if np.isnan(score).any():
        place = int(np.flatnonzero(np.isnan(score))[0])
        message = (
            f"scores: the score of row {place} is missing ({np.isnan(score).sum()} of "
            f"{len(score)}), as of texts without words; leave such rows out of X and scores"
        )
        raise ValueError(message)
    probability = probabilities(model, X)
    known = list(getattr(model, "classes_", range(probability.shape[1])))
    if label is not None and label not in known:
        message = f"label={label!r}; the model knows {known}"
        raise ValueError(message)
    column = len(known) - 1 if label is None else known.index(label)
    probability = probability[:, column]
    ranks = [_rank(score), _rank(probability)]
    table = pd.DataFrame(
        {
            "score": score,
            "probability": probability,
            "score_rank": ranks[0],
            "probability_rank": ranks[1],
            "disagreement": ranks[1] - ranks[0],
            "reading": np.where(ranks[1] > ranks[0], "model higher", "lexicon higher"),
            "text": pd.Series(texts, dtype=object).to_numpy(),
        },
        index=getattr(X, "index", None),
    )
    order = np.argsort(-table["disagreement"].abs().to_numpy(), kind="stable")
    return table.iloc[order[:n]]


def _rank(values: Any) -> Any:
    """Give the share of values that lie below, those that are equal counting half."""
    ordered = np.sort(values)
    below, behind = (np.searchsorted(ordered, values, side) for side in ("left", "right"))
    return (below + behind) / (2 * len(values))
