"""Regression of what coders would say on covariates, with the scores' errors corrected."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.validation.codings import named, require_columns
from framing.validation.estimators import cross_folds
from framing.validation.study import Floats, Study, read_study


def corrected_regression(
    scores: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    covariates: Sequence[str],
    score: str = "promotion",
    cluster: str | pd.Series | None = None,
) -> pd.DataFrame:
    """Regress the codings that every article would have got on covariates (dsl).

    Parameters
    ----------
    scores : pandas.DataFrame
        Every article, indexed by ``article_id``, with the score and the covariates.
    codings : pandas.DataFrame
        One row a coding: ``unit``, ``value`` and ``pi``, as for :func:`corrected_estimate`.
    covariates : sequence of str
        Columns of `scores`. Words become one term for each but the first in order, as
        ``outlet: Herald``; numbers stay as they are.
    score : str, default "promotion"
        The score that foretells the codings.
    cluster : str or pandas.Series, optional
        What makes articles resemble each other: a column of `scores` or a Series.

    Returns
    -------
    pandas.DataFrame
        One row an estimator and term: ``method`` (``naive``: the score regressed as it is;
        ``codings``: the coded articles alone, weighted by 1/π; ``dsl``), ``term``
        (``(intercept)`` first), ``estimate``, ``error``, ``low`` and ``high`` (95 %) and ``p``.

    Raises
    ------
    ValueError
        As :func:`corrected_estimate`; if covariates are missing, constant, or say the same.

    Notes
    -----
    Least squares on Ỹ = Ŷ + (R/π)(Y − Ŷ); Ŷ is cross-fitted from score and covariates in five
    folds. Errors are cluster-robust with the factor G/(G − 1) × (N − 1)/(N − terms) and Student's
    t with G − 1 degrees of freedom; G counts the coded clusters. They leave out what stratification
    gains.

    References
    ----------
    .. [1] Egami, N., Hinck, M., Stewart, B. M., & Wei, H. (2023). Using imperfect surrogates for
       downstream inference: Design-based supervised learning for social science applications of
       large language models. NeurIPS 36. arXiv:2306.04746

    Examples
    --------
    >>> rng = np.random.default_rng(4)
    >>> scores = pd.DataFrame({"outlet": ["Globe", "Herald"] * 500})
    >>> scores["length"] = rng.normal(size=1000)
    >>> truth = 1 + 0.5 * (scores["outlet"] == "Herald") + rng.normal(size=1000)
    >>> scores["promotion"] = truth + 0.5 * scores["length"]  # longer articles score higher
    >>> drawn = rng.choice(1000, 200, replace=False)
    >>> codings = pd.DataFrame({"unit": drawn, "value": truth[drawn].to_numpy(), "pi": 0.2})
    >>> table = corrected_regression(scores, codings, covariates=["outlet", "length"])
    >>> table.query("term == 'length'")[["method", "estimate", "error"]].round(2)
        method  estimate  error
    2    naive      0.51   0.03
    5  codings     -0.01   0.07
    8      dsl      0.01   0.03
    """
    design = _design(scores, covariates)
    study = read_study(scores, codings, pd.Series("all", scores.index), score, cluster)
    matrix = design.to_numpy(float)
    coded = study.weight > 0
    _require_coded(design[coded])
    dependent = {
        "naive": (study.score, np.ones_like(study.score)),
        "codings": (study.value, study.weight),
        "dsl": (_corrected(study, matrix), np.ones_like(study.score)),
    }
    tables = []
    for method, (outcome, weight) in dependent.items():
        informative = weight > 0 if method == "naive" else coded
        table = _least_squares(matrix, outcome, weight, study.cluster, informative)
        tables.append(pd.DataFrame({"method": method, "term": design.columns, **table}))
    return pd.concat(tables, ignore_index=True)


def _corrected(study: Study, matrix: Floats) -> Floats:
    """Give Ỹ, from a regression on score and covariates that never saw the article's fold."""
    known = np.column_stack([study.score, matrix])
    fold = cross_folds(study.cluster, study.weight)
    predicted = np.empty_like(study.score)
    for held_out in range(fold.max() + 1):
        learn = (fold != held_out) & (study.weight > 0)
        root = np.sqrt(study.weight[learn])
        fitted, *_rest = np.linalg.lstsq(known[learn] * root[:, None], study.value[learn] * root)
        predicted[fold == held_out] = known[fold == held_out] @ fitted
    return predicted + study.weight * (study.value - predicted)


def _least_squares(
    matrix: Floats,
    outcome: Floats,
    weight: Floats,
    cluster: NDArray[np.int64],
    informative: NDArray[np.bool_],
) -> dict[str, Floats]:
    """Fit weighted least squares with cluster-robust errors."""
    from scipy.special import stdtr, stdtrit

    bread = np.linalg.inv(matrix.T @ (matrix * weight[:, None]))
    estimate = bread @ (matrix.T @ (weight * outcome))
    score = matrix * (weight * (outcome - matrix @ estimate))[:, None]
    summed = np.zeros((cluster.max() + 1, matrix.shape[1]))
    np.add.at(summed, cluster, score)
    n, clusters = int((weight > 0).sum()), len(np.unique(cluster[informative]))
    if clusters < 2:
        message = "cluster: all codings lie in one cluster. Code articles of others."
        raise ValueError(message)
    factor = clusters / (clusters - 1) * (n - 1) / (n - matrix.shape[1])
    error = np.sqrt(np.diag(bread @ (summed.T @ summed) @ bread) * factor)
    half = stdtrit(clusters - 1, 0.975) * error
    t = np.divide(estimate, error, out=np.full_like(estimate, np.inf), where=error > 0)
    return {
        "estimate": estimate,
        "error": error,
        "low": estimate - half,
        "high": estimate + half,
        "p": 2 * stdtr(clusters - 1, -np.abs(t)),
    }


def _require_coded(design: pd.DataFrame) -> None:
    """Refuse codings that are too few, or lack what a term is about."""
    rank = np.linalg.matrix_rank(design.to_numpy())
    constant = [term for term in design.columns[1:] if design[term].nunique() < 2]
    if rank < design.shape[1]:
        about = f"all have the same {constant[0]!r}" if constant else "do not tell the terms apart"
        message = f"codings: the coded articles {about}. Code others, or drop a covariate."
        raise ValueError(message)
    if len(design) < 5 * (design.shape[1] + 1):
        message = (
            f"codings: {len(design)} are too few for {design.shape[1]} terms and a score. "
            "Code five a term or more, or use fewer covariates."
        )
        raise ValueError(message)


def _design(scores: pd.DataFrame, covariates: Sequence[str]) -> pd.DataFrame:
    """Make the terms: an intercept, numbers, and an indicator for each word but the first."""
    if isinstance(covariates, str) or not covariates:
        message = f"covariates must be a list of columns, as ['outlet'], not {covariates!r}."
        raise ValueError(message)
    require_columns(scores, covariates, "scores")
    terms = {"(intercept)": pd.Series(1.0, scores.index)}
    for name in covariates:
        column = scores[name]
        if column.isna().any():
            article = named(scores.index[column.isna()][0])
            message = f"scores: article {article} has no {name}. Fill it in, or leave it out."
            raise ValueError(message)
        if pd.api.types.is_numeric_dtype(column):
            terms[name] = column.astype(float)
        else:
            for word in sorted(column.unique())[1:]:
                terms[f"{name}: {word}"] = (column == word).astype(float)
    design = pd.DataFrame(terms)
    if np.linalg.matrix_rank(design.to_numpy()) < design.shape[1]:
        message = (
            f"covariates: {list(design.columns)} are constant or say the same twice. Drop one."
        )
        raise ValueError(message)
    return design
