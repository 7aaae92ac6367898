"""Near-duplicates: reprints and lightly edited wire copy, found without comparing all pairs.

Every article becomes the set of its runs of five words. A short signature of minima (MinHash,
Broder 1997) is cut into bands; articles that agree in a band are compared exactly.
"""

import re
from hashlib import blake2b

import numpy as np
import pandas as pd

from framing.comparison.inputs import aligned, checked, dates
from framing.statistics.dependence import linked_clusters

_RUN = 5
_BANDS, _ROWS = 24, 3
_WORD = re.compile(r"\w+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def wire_copy(text: pd.Series, *, threshold: float = 0.5) -> pd.DataFrame:
    """Give articles that share most of their wording a common cluster id; none is dropped.

    Parameters
    ----------
    text : Series
        Of each article, index ``article_id``.
    threshold : float
        Smallest share of common runs of five words, among those of either article (Jaccard), for
        two articles to be linked; clusters are what is linked directly or through others. One
        changed word in a paragraph of fifty leaves about 0.8, half of an article cut about 0.5.

    Returns
    -------
    DataFrame
        A row an article, index ``article_id``: ``cluster`` (from 0, in the order of the articles;
        an article without duplicate is alone in its own, an empty one too), ``n_copies``
        (articles in the cluster), ``similarity`` (largest found with another of the cluster; NaN
        if alone). The column ``cluster`` serves as ``cluster=`` in the comparisons.

    Raises
    ------
    TypeError, ValueError
        If ``text`` is no Series, or the threshold is out of range.

    Notes
    -----
    Time and memory grow with the number of words. Pairs at the threshold itself are found with a
    probability of about .96, clearer ones almost surely.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. Proceedings of
    Compression and Complexity of Sequences. https://doi.org/10.1109/SEQUEN.1997.666900

    Examples
    --------
    >>> import pandas as pd
    >>> story = "The ministry said on Monday that the bridge will open to traffic in June"
    >>> wire_copy(pd.Series({"a": story, "b": "Quite another matter", "c": story + " this year"}))
       cluster  n_copies  similarity
    a        0         2    0.833333
    b        1         1         NaN
    c        0         2    0.833333
    """
    if not 0 < threshold <= 1:
        message = f"threshold={threshold!r} must lie above 0 and at most 1; 0.5 is the default"
        raise ValueError(message)
    texts = checked(text, "text")
    runs = _runs(texts.tolist())
    pairs = _candidates(runs)
    shared = np.array([_jaccard(runs[i], runs[j]) for i, j in pairs])
    linked = shared >= threshold
    starts, ends = pairs[linked].T
    cluster = linked_clusters(len(runs), starts, ends)
    similarity = np.full(len(runs), -1.0)
    for side in (starts, ends):
        np.maximum.at(similarity, side, shared[linked])
    return pd.DataFrame(
        {
            "cluster": cluster,
            "n_copies": np.bincount(cluster)[cluster],
            "similarity": np.where(similarity < 0, np.nan, similarity),
        },
        index=texts.index,
    )


def reprints(cluster: pd.Series, outlet: pd.Series, date: pd.Series) -> pd.DataFrame:
    """Count who printed first and who printed the same later.

    Parameters
    ----------
    cluster : Series
        Column ``cluster`` of `wire_copy`.
    outlet, date : Series
        Of each article, same index.

    Returns
    -------
    DataFrame
        A row a pair of outlets, most frequent first: ``first`` (outlet of the earliest article of
        a cluster), ``later``, ``n_articles`` (of the later outlet), ``n_clusters``, ``same_time``
        (articles with the date of the earliest: who was first is then not known). An outlet that
        repeats itself stands in both columns. Articles without outlet or date are left out.

    Raises
    ------
    TypeError, ValueError
        If the Series do not fit.

    Examples
    --------
    >>> import pandas as pd
    >>> cluster = pd.Series([0, 0, 0, 1])
    >>> outlet = pd.Series(["Wire", "Daily", "Herald", "Daily"])
    >>> date = pd.Series(["2024-05-01", "2024-05-02", "2024-05-01", "2024-05-01"])
    >>> reprints(cluster, outlet, date)
      first   later  n_articles  n_clusters  same_time
    0  Wire   Daily           1           1          0
    1  Wire  Herald           1           1          1
    """
    index = checked(cluster, "cluster").index
    table = pd.DataFrame(
        {
            "cluster": cluster,
            "later": aligned(outlet, index, "outlet"),
            "date": dates(date, index),
        }
    ).dropna()
    table = table.sort_values("date", kind="stable")
    groups = table.groupby("cluster")
    table["first"] = groups["later"].transform("first")
    table["same_time"] = table["date"] == groups["date"].transform("first")
    copies = table[groups.cumcount() > 0]
    counted = copies.groupby(["first", "later"], as_index=False).agg(
        n_articles=("cluster", "size"),
        n_clusters=("cluster", "nunique"),
        same_time=("same_time", "sum"),
    )
    return counted.sort_values("n_articles", ascending=False, kind="stable", ignore_index=True)


class _WordHashes(dict[str, int]):
    """64-bit hash of each word, computed once; the same in every process."""

    def __missing__(self, word: str) -> int:
        self[word] = int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")
        return self[word]


def _runs(texts: list[str]) -> list[np.ndarray]:
    """Sorted, distinct hashes of the runs of five words in each text; shorter texts are one run."""
    hashes, result = _WordHashes(), []
    for text in texts:
        words = _WORD.findall(str(text).casefold())
        codes = np.fromiter((hashes[word] for word in words), np.uint64, len(words))
        length = min(_RUN, len(codes))
        run = np.zeros(max(len(codes) - length + 1, 0) if length else 0, dtype=np.uint64)
        for step in range(length):
            run = run * _MULTIPLIER + codes[step : len(codes) - length + 1 + step]
        result.append(np.unique(run ^ (run >> np.uint64(29))))
    return result


def _signatures(runs: list[np.ndarray]) -> np.ndarray:
    """Minima of the runs under 72 random hash functions, shape (articles, functions)."""
    rng = np.random.default_rng(0)
    factors = rng.integers(0, 2**63, size=_BANDS * _ROWS, dtype=np.uint64) * 2 + 1
    signature = np.zeros((len(runs), len(factors)), dtype=np.uint32)
    block = 2000
    for start in range(0, len(runs), block):
        part = runs[start : start + block]
        joined = np.concatenate(part)
        ends = np.cumsum([len(run) for run in part])
        starts = ends - [len(run) for run in part]
        for k, factor in enumerate(factors):
            mixed = ((joined * factor) >> np.uint64(32)).astype(np.uint32)
            signature[start : start + block, k] = np.minimum.reduceat(mixed, starts)
    return signature


def _candidates(runs: list[np.ndarray]) -> np.ndarray:
    """Pairs that agree in a band: each article with its neighbours in order of the band."""
    articles = np.array([i for i, run in enumerate(runs) if len(run)], dtype=np.intp)
    if len(articles) < 2:
        return np.zeros((0, 2), dtype=np.intp)
    signature = _signatures([runs[i] for i in articles])
    pairs = []
    for band in range(_BANDS):
        part = signature[:, band * _ROWS : (band + 1) * _ROWS]
        order = np.lexsort((*part.T,))
        same = (part[order[1:]] == part[order[:-1]]).all(axis=1)
        start = np.maximum.accumulate(np.where(np.r_[True, ~same], np.arange(len(order)), 0))
        pairs.append(np.stack([order[:-1][same], order[1:][same]], axis=1))
        pairs.append(np.stack([order[start[1:]][same], order[1:][same]], axis=1))
    found = np.sort(articles[np.concatenate(pairs)], axis=1)
    return np.unique(found, axis=0)


def _jaccard(a: np.ndarray, b: np.ndarray) -> float:
    position = np.minimum(np.searchsorted(a, b), len(a) - 1)
    common = int((a[position] == b).sum())
    return common / (len(a) + len(b) - common)
