"""What to code next, so that the model learns most and its figures stay honest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfVectorizer

from framing.classifiers.predictions import probabilities
from framing.corpus import as_corpus

Floats = NDArray[np.float64]

# The shares of uncertainty, diversity and chance.
STRATEGIES = {
    "mixed": (0.5, 0.25, 0.25),
    "uncertainty": (1.0, 0.0, 0.0),
    "diversity": (0.0, 1.0, 0.0),
    "random": (0.0, 0.0, 1.0),
}
_WORDS = 5000  # that articles are told apart by


def next_to_code(
    model: Any,
    corpus: Any,
    *,
    n: int,
    strategy: str = "mixed",
    coded: Iterable[Any] = (),
    random_state: int | np.random.Generator | None = None,
) -> pd.DataFrame:
    """Choose articles to code next.

    Parameters
    ----------
    model : estimator
        Trained on the codings so far, with ``predict_proba``.
    corpus : Corpus, pandas.DataFrame or list of str
        The articles.
    n : int
        How many to choose.
    strategy : {"mixed", "uncertainty", "diversity", "random"}, default "mixed"
        ``"uncertainty"``: those that the model is least sure of. ``"diversity"``: from as many
        clusters of articles alike in words, the one nearest to each centre. ``"random"``: by
        chance. ``"mixed"``: half, a quarter and a quarter.
    coded : iterable of article ids, default ()
        Articles that are coded already; they are not chosen again.
    random_state : int, numpy.random.Generator or None, default None
        Seed of clusters and chance.

    Returns
    -------
    pandas.DataFrame
        A row a chosen article, in the order of choice, index ``article_id``: ``reason``
        (``uncertainty``, ``diversity`` or ``random``); ``uncertainty``, from 0, sure, to 1, all
        labels equally likely; ``pi``: the probability with which it was chosen; ``text``.

    Raises
    ------
    ValueError
        If `n` is not between 1 and the number of articles left, or a strategy or id is unknown.

    Notes
    -----
    Uncertainty is the entropy of the probabilities over its maximum; for models that give several
    labels, the mean over labels [1]_. Articles with no words in common with others count as alike.

    Articles chosen for uncertainty or diversity are not a sample: shares and figures computed from
    them are wrong for the corpus. They were certain to be chosen (``pi`` 1); the random ones are
    drawn from all the others. So all of them, weighted by 1 / ``pi``, estimate the articles that
    were not coded before; `corrected_estimate` takes ``pi``. Without a random share they cannot.

    References
    ----------
    .. [1] Settles, B. (2009). Active learning literature survey. Computer Sciences Technical
       Report 1648, University of Wisconsin-Madison.

    Examples
    --------
    >>> from sklearn.feature_extraction.text import CountVectorizer
    >>> from sklearn.naive_bayes import MultinomialNB
    >>> from sklearn.pipeline import make_pipeline
    >>> model = make_pipeline(CountVectorizer(), MultinomialNB())
    >>> model = model.fit(["a fine day", "a bad day"], ["+", "-"])
    >>> texts = ["a fine day", "a day", "bad", "a bad day", "fine"]
    >>> chosen = next_to_code(model, texts, n=3, coded=[0, 3], random_state=0)
    >>> chosen[["reason", "uncertainty", "pi"]].round(2)
                     reason  uncertainty   pi
    article_id
    1           uncertainty         1.00  1.0
    2             diversity         0.92  1.0
    4                random         0.92  1.0
    """
    corpus = as_corpus(corpus)
    left = _left(corpus.ids, coded, n, strategy)
    texts = corpus.table["text"].iloc[left].to_numpy()
    unsure = uncertainty(probabilities(model, texts))
    rng = np.random.default_rng(random_state)
    sizes = _sizes(n, STRATEGIES[strategy])
    surest_last = np.argsort(-unsure, kind="stable")
    chosen = [surest_last[: sizes[0]]]
    rest = np.setdiff1d(np.arange(len(left)), chosen[0])
    chosen.append(rest[_spread(texts[rest], sizes[1], int(rng.integers(2**31)))])
    rest = np.setdiff1d(rest, chosen[1])
    chosen.append(rng.choice(rest, sizes[2], replace=False))
    places = np.concatenate(chosen)
    chance = sizes[2] / len(rest) if sizes[2] else 1.0
    return pd.DataFrame(
        {
            "reason": np.repeat(["uncertainty", "diversity", "random"], sizes),
            "uncertainty": unsure[places],
            "pi": np.repeat([1.0, 1.0, chance], sizes),
            "text": pd.Series(texts[places], dtype=object).to_numpy(),
        },
        index=pd.Index(corpus.ids[left[places]], name="article_id"),
    )


def uncertainty(probability: Floats) -> Floats:
    """Measure how unsure probabilities are: entropy over its maximum.

    Parameters
    ----------
    probability : numpy.ndarray of float, shape (items, labels)
        Rows that add up to 1, or a probability of its own for each of several labels.

    Returns
    -------
    numpy.ndarray of float, shape (items,)
        Between 0 and 1.

    Examples
    --------
    >>> uncertainty(np.array([[0.5, 0.5], [1.0, 0.0], [0.9, 0.1]])).round(3).tolist()
    [1.0, 0.0, 0.469]
    """
    if np.allclose(probability.sum(axis=1), 1):
        return _entropy(probability).sum(axis=1) / np.log(probability.shape[1])
    both = _entropy(probability) + _entropy(1 - probability)
    mean: Floats = both.mean(axis=1) / np.log(2)
    return mean


def _entropy(probability: Floats) -> Floats:
    positive = np.where(probability > 0, probability, 1.0)
    entropy: Floats = -positive * np.log(positive)
    return entropy


def _left(ids: pd.Index, coded: Iterable[Any], n: int, strategy: str) -> NDArray[np.intp]:
    """Give the places of the articles that may be chosen."""
    if strategy not in STRATEGIES:
        message = f"strategy={strategy!r}; choose one of {', '.join(STRATEGIES)}"
        raise ValueError(message)
    known = pd.Index(list(coded))
    strange = known[~known.isin(ids)]
    if len(strange):
        message = f"coded: {strange[0]!r} is no article_id of this corpus; give ids that are"
        raise ValueError(message)
    left = np.flatnonzero(~ids.isin(known))
    if not 1 <= n <= len(left):
        message = f"n={n}; {len(left)} articles are left to code, so give 1 to {len(left)}"
        raise ValueError(message)
    return left


def _sizes(n: int, shares: tuple[float, ...]) -> list[int]:
    """Share out the number: whole ones, the largest first."""
    exact = n * np.array(shares)
    sizes = np.floor(exact).astype(int)
    for place in np.argsort(sizes - exact, kind="stable")[: n - sizes.sum()]:
        sizes[place] += 1
    return sizes.tolist()


def _spread(texts: NDArray[Any], n: int, seed: int) -> NDArray[np.intp]:
    """Choose texts from all over: the nearest to each of n centres of clusters."""
    if n in (0, len(texts)):
        return np.arange(n)
    features = TfidfVectorizer(max_features=_WORDS, sublinear_tf=True, token_pattern=r"\S+")
    words = features.fit_transform(texts)
    clusters = KMeans(n, n_init=1, random_state=seed).fit(words)
    distance = clusters.transform(words)
    chosen: list[int] = []
    for centre in range(n):
        distance[chosen, centre] = np.inf
        chosen.append(int(distance[:, centre].argmin()))
    return np.array(chosen, dtype=np.intp)
