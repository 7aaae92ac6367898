"""Outlet means and differences, corrected for the errors of the lexicon or classifier."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any, Literal, NamedTuple, get_args

import numpy as np
import pandas as pd

from framing.validation import estimators
from framing.validation.estimators import ESTIMATORS, Parts
from framing.validation.study import Floats, Study, read_study

Method = Literal["dsl", "ppi", "acc"]
Inference = Literal["outlet", "corpus"]

_FEWEST = 10  # codings an outlet, for five folds of two
_MORE = 100


def corrected_estimate(
    scores: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    by: str | pd.Series = "outlet",
    score: str = "promotion",
    method: Method = "dsl",
    cluster: str | pd.Series | None = None,
    inference: Inference = "outlet",
) -> pd.DataFrame:
    """Estimate outlet means and differences, with the scores' errors corrected by codings.

    Parameters
    ----------
    scores : pandas.DataFrame
        Every article, indexed by ``article_id``, with the column `score`.
    codings : pandas.DataFrame
        One row a coding: ``unit`` (an article of `scores`), ``value`` (a number; several codings of
        an article are averaged) and ``pi`` (the chance with which it was drawn, from
        :func:`coding_sample`).
    by : str or pandas.Series, default "outlet"
        The outlet of each article: a column of `scores` or a Series aligned on its index.
    score : str, default "promotion"
        The column of `scores` to correct. It may be on another scale than the codings; the
        estimates are on the scale of the codings.
    method : {"dsl", "ppi", "acc"}, default "dsl"
        ``dsl``: design-based supervised learning [1]_; ``ppi``: prediction-powered inference with
        power tuning [2]_ [3]_; ``acc``: adjusted classify and count, for shares, where scores and
        codings are 0 or 1 [4]_.
    cluster : str or pandas.Series, optional
        What makes articles resemble each other, as ``event_id``: a column or a Series.
    inference : {"outlet", "corpus"}, default "outlet"
        ``outlet``: the articles are a sample of what the outlet publishes. ``corpus``: these
        articles only; then the naive mean has no error but its bias, and clusters play no part.

    Returns
    -------
    pandas.DataFrame
        One row an estimator and quantity, with the columns

        - ``method``: ``naive`` (mean of the scores), ``codings`` (the codings alone) and `method`;
        - ``quantity``: ``mean`` or ``difference``; ``outlet``, and ``other`` (the outlet that is
          subtracted, missing for a mean);
        - ``estimate``, ``error`` (its standard error), ``low`` and ``high`` (95 %, Student's t);
        - ``articles`` and ``codings``, of the outlet or of both;
        - ``more``: half the width that the interval would have with a hundred codings more in each
          outlet concerned (the naive one stays as it is).

    Raises
    ------
    ValueError
        If a unit is unknown, ``pi`` is missing, 0 or above 1, an outlet has fewer than ten codings,
        or values are missing; for ``acc``, if anything is not 0 or 1.

    Notes
    -----
    ``naive`` is right only if errors cancel out in each outlet; on a scale of its own it cannot be
    compared with the others. The corrected estimates are right whatever the lexicon's errors,
    because the codings were drawn with known chances. Standard errors sum over clusters first,
    across outlets too: the same event in two outlets is one cluster. The codings of an outlet that
    have the same ``pi`` are taken for a stratum, drawn without replacement. A sample stratified by
    the score has used it already: then the codings alone may be as narrow. ``acc`` may fall outside
    0 to 1 when codings are few. Differences are not adjusted for their number.

    References
    ----------
    .. [1] Egami, N., Hinck, M., Stewart, B. M., & Wei, H. (2023). Using imperfect surrogates for
       downstream inference: Design-based supervised learning for social science applications of
       large language models. NeurIPS 36. arXiv:2306.04746
    .. [2] Angelopoulos, A. N., Bates, S., Fannjiang, C., Jordan, M. I., & Zrnic, T. (2023).
       Prediction-powered inference. Science, 382, 669-674. doi:10.1126/science.adi6000
    .. [3] Angelopoulos, A. N., Duchi, J. C., & Zrnic, T. (2023). PPI++: Efficient
       prediction-powered inference. arXiv:2311.01453
    .. [4] Forman, G. (2008). Quantifying counts and costs via classification. Data Mining and
       Knowledge Discovery, 17, 164-206. doi:10.1007/s10618-008-0097-y

    Examples
    --------
    Invented: the lexicon sees promotion in the Herald where coders see none.

    >>> rng = np.random.default_rng(1)
    >>> scores = pd.DataFrame({"outlet": ["Globe"] * 500 + ["Herald"] * 500})
    >>> truth = rng.random(1000) < 0.3
    >>> scores["promotion"] = 1.0 * (truth | (rng.random(1000) < 0.2) & (scores.index >= 500))
    >>> drawn = scores.groupby("outlet").sample(100, random_state=1).index
    >>> codings = pd.DataFrame({"unit": drawn, "value": 1.0 * truth[drawn], "pi": 0.2})
    >>> table = corrected_estimate(scores, codings, method="ppi")
    >>> table.query("quantity == 'difference'")[["method", "estimate", "low", "high"]].round(2)
        method  estimate   low  high
    2    naive     -0.12 -0.18 -0.06
    5  codings     -0.04 -0.17  0.09
    8      ppi      0.01 -0.07  0.09
    """
    for name, given, known in (("method", method, Method), ("inference", inference, Inference)):
        if given not in get_args(known):
            message = f"{name} must be one of {', '.join(get_args(known))}, not {given!r}."
            raise ValueError(message)
    study = read_study(scores, codings, by, score, cluster)
    _require_enough(study)
    estimates = {
        "naive": estimators.naive(study),
        "codings": estimators.codings_only(study),
        method: ESTIMATORS[method](study),
    }
    return pd.DataFrame(
        [
            {"method": name, **row}
            for name, parts in estimates.items()
            for row in _quantities(study, parts, inference)
        ]
    )


class _Precision(NamedTuple):
    """Variances and covariances of the outlets' estimates, what codings add, and freedom."""

    covariance: Floats
    coding: Floats
    df: Floats


def _quantities(study: Study, parts: Parts, inference: Inference) -> Iterator[dict[str, Any]]:
    """Yield the rows of one estimator: the means, then the differences."""
    from scipy.special import stdtrit

    covariance, coding, df = (_of_outlet if inference == "outlet" else _of_corpus)(study, parts)
    articles = np.bincount(study.outlet)
    codings = np.bincount(study.outlet, study.weight > 0).astype(int)
    gain = coding * (1 - codings / np.minimum(codings + _MORE, articles))

    def row(quantity: str, places: list[int], variance: float, df: float) -> dict[str, Any]:
        estimate = parts.estimate[places[0]] - parts.estimate[places[1:]].sum()
        error, quantile = np.sqrt(variance), stdtrit(df, 0.975)
        names = [study.outlets[place] for place in places]
        return {
            "quantity": quantity,
            "outlet": names[0],
            "other": names[1] if names[1:] else None,
            "estimate": estimate,
            "error": error,
            "low": estimate - quantile * error,
            "high": estimate + quantile * error,
            "articles": int(articles[places].sum()),
            "codings": int(codings[places].sum()),
            "more": quantile * np.sqrt(max(variance - gain[places].sum(), 0)),
        }

    variance = covariance.diagonal()
    for place in range(len(study.outlets)):
        yield row("mean", [place], variance[place], df[place])
    for one, other in combinations(range(len(study.outlets)), 2):
        both = variance[one] + variance[other]
        parted = variance[one] ** 2 / df[one] + variance[other] ** 2 / df[other]
        welch = both**2 / parted if parted > 0 else df[one] + df[other]
        difference = max(both - 2 * covariance[one, other], 0)
        yield row("difference", [one, other], difference, welch)


def _of_outlet(study: Study, parts: Parts) -> _Precision:
    """Give the variances over samples of articles and draws of codings.

    Squared sums of clusters hold both, but as if each coding had been drawn by itself (Poisson
    sampling); that part is taken out and the one of stratified sampling put in.
    """
    from scipy.sparse import csr_array

    shape = len(study.outlets), study.cluster.max() + 1
    articles = np.bincount(study.outlet)

    def summed(numbers: Floats) -> Any:
        return csr_array((numbers / articles[study.outlet], (study.outlet, study.cluster)), shape)

    clusters = (summed(parts.informative.astype(float)) > 0).sum(axis=1)
    scale = np.sqrt(clusters / np.maximum(clusters - 1, 1))
    influence = summed(parts.signal + study.weight * parts.residual)
    covariance = (influence @ influence.T).toarray() * np.outer(scale, scale)
    stratified, alone, coding = _drawing(study, parts)
    variance = np.maximum(covariance.diagonal() - alone, 0) + stratified
    np.fill_diagonal(covariance, variance)
    return _Precision(covariance, coding, np.maximum(clusters - 1, 1).astype(float))


def _of_corpus(study: Study, parts: Parts) -> _Precision:
    """Give the variances over draws of codings alone."""
    stratified, _alone, coding = _drawing(study, parts)
    coded = np.bincount(study.outlet, study.weight > 0)
    return _Precision(np.diag(stratified), coding, np.maximum(coded - 1, 1))


def _drawing(study: Study, parts: Parts) -> tuple[Floats, Floats, Floats]:
    """Give what drawing the codings adds to each outlet's variance.

    Three ways: drawn in strata, each by itself, and in strata of endless size. The codings of an
    outlet that have the same π are a stratum; one that is alone counts as drawn by itself.
    """
    coded = study.weight > 0
    outlet, weight = study.outlet[coded], study.weight[coded]
    _, stratum = np.unique(np.column_stack([outlet, weight]), axis=0, return_inverse=True)
    n = np.bincount(stratum)
    residual = parts.residual[coded]
    middle = np.where(n > 1, np.bincount(stratum, residual) / n, 0)[stratum]
    lost = np.where(n > 1, n / np.maximum(n - 1, 1), 1)[stratum]
    spread = lost * (residual - middle) ** 2
    articles = np.bincount(study.outlet)
    stratified, alone, coding = (
        np.bincount(outlet, weight**2 * numbers, minlength=len(articles)) / articles**2
        for numbers in ((1 - 1 / weight) * spread, (1 - 1 / weight) * residual**2, spread)
    )
    return stratified, alone, coding


def _require_enough(study: Study) -> None:
    """Refuse an outlet with too few codings to estimate anything."""
    for number, outlet in enumerate(study.outlets):
        coded = (study.outlet == number) & (study.weight > 0)
        if coded.sum() < _FEWEST:
            message = (
                f"codings: outlet {outlet!r} has {coded.sum()}, too few for an interval. "
                f"Code {_FEWEST} of its articles or more, or leave the outlet out."
            )
            raise ValueError(message)
        if len(np.unique(study.cluster[coded])) < 2:
            message = f"cluster: all codings of outlet {outlet!r} lie in one cluster. Code others."
            raise ValueError(message)
