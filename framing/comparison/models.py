"""Regression of counts and rates on outlets: incidence-rate ratios and a mixed model."""

from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from framing.comparison.inputs import (
    Clusters,
    Comparable,
    aligned,
    one_of,
    prepare,
)
from framing.comparison.notes import FEW_CLUSTERS, general_notes, with_notes
from framing.statistics.ratios import Floats, Integers

Family = Literal["poisson", "nb2", "conditional_poisson"]
_SEPARATED = 12.0
_OVERDISPERSED = 1.2


def count_model(
    scores: pd.DataFrame,
    outlet: pd.Series,
    *,
    category: str,
    formula: str = "",
    covariates: pd.DataFrame | None = None,
    cluster: Clusters | None = None,
    family: Family = "poisson",
) -> pd.DataFrame:
    """Estimate ratios of outlets' rates from match counts, other things being equal.

    Parameters
    ----------
    scores : DataFrame
        With ``category``, ``words`` and, if the score is no plain rate, ``<category>_count``.
    outlet : Series
        Outlet of each article; the first in alphabetical order is the one compared with.
    category : str
        Score column whose matches are counted.
    formula : str
        Further terms, such as ``"section + C(month) + np.log(length)"``, over ``covariates``.
    covariates : DataFrame, optional
        Their columns, index ``article_id``.
    cluster : Series or DataFrame, optional
        Event or wire story, as in `compare_outlets`; for ``"conditional_poisson"`` the events.
    family : {"poisson", "nb2", "conditional_poisson"}
        ``"poisson"``: quasi-likelihood, right whenever the mean is; ``"nb2"``: negative binomial
        with variance μ + αμ²; ``"conditional_poisson"``: an effect of its own for every event, so
        that outlets are compared within events only.

    Returns
    -------
    DataFrame
        A row a term: ``term`` (``"Daily / Agency"`` for outlets), ``ratio`` (incidence-rate
        ratio), ``low``, ``high`` (95 %, t with clusters - 1 degrees of freedom), ``coefficient``,
        ``standard_error`` (cluster-robust), ``p``, ``n_articles``, ``n_clusters``, ``dispersion``
        (Pearson's chi-squared over its degrees of freedom; above 1 is more than Poisson; NaN
        for ``"conditional_poisson"``), ``family``, ``note``.

    Raises
    ------
    ImportError
        If statsmodels is not installed.
    TypeError, ValueError
        If inputs do not fit, counts are no whole numbers, or the family needs events.

    Warns
    -----
    UserWarning
        Few clusters, overdispersion, separation.

    Notes
    -----
    Counts are ``<category>_count`` if the table has it, else rate · words / 1,000, which must then
    be whole numbers. The logarithm of ``words`` enters as offset: scores and words must be those of
    the same voice. Without further terms, Poisson ratios are those of rates in all words together,
    the ``"ratio_of_sums"`` of `compare_pairs`.

    References
    ----------
    Wooldridge, J. M. (1999). Distribution-free estimation of some nonlinear panel data models.
    Journal of Econometrics, 90(1). https://doi.org/10.1016/S0304-4076(98)00033-5
    """
    one_of("family", family, get_args(Family))
    _need_statsmodels("count_model")
    if family == "conditional_poisson" and cluster is None:
        message = 'family="conditional_poisson" compares within events; give them as cluster='
        raise ValueError(message)
    data, design = _model_table(scores, outlet, category, formula, covariates, cluster)
    counts = _whole(_counts(scores, category).reindex(data.articles), category)
    offset = np.log(data.words)
    fit = {"poisson": _poisson, "nb2": _nb2, "conditional_poisson": _conditional}[family]
    estimate = fit(counts, design, offset, data.cluster)
    kept = [name != "Intercept" for name in design.columns]
    coefficient, error = estimate["coefficient"][kept], estimate["error"][kept]
    result = _coefficients(design.columns[kept], coefficient, error, data)
    result.insert(1, "ratio", np.exp(coefficient))
    for name in ("low", "high"):
        result[name] = np.exp(result[name])
    separated = np.abs(coefficient) > _SEPARATED
    result.loc[separated, ["ratio", "low", "high", "p"]] = np.nan
    result["dispersion"] = estimate["dispersion"]
    result["family"] = family
    result["note"] = [
        _count_notes(term, one, estimate["dispersion"], family, data)
        for term, one in zip(result["term"], separated, strict=True)
    ]
    return with_notes(result, general_notes(data))


def mixed_model(
    scores: pd.DataFrame,
    outlet: pd.Series,
    event: pd.Series,
    *,
    category: str,
    formula: str = "",
    covariates: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Estimate outlets' differences with a random intercept for the event.

    Long articles measure a rate more precisely: an article's residual variance is taken as
    inversely proportional to its words.

    Parameters
    ----------
    scores, outlet, category, formula, covariates
        As in `count_model`; the response is the score itself.
    event : Series
        Event of each article.

    Returns
    -------
    DataFrame
        A row a term: ``term``, ``coefficient`` (in the unit of the score), ``low``, ``high``
        (95 %, t with events - 1 degrees of freedom), ``standard_error``, ``p``, ``n_articles``,
        ``n_clusters``, ``event_variance``, ``residual_variance`` (of an article of mean length),
        ``icc`` (event's share of both), ``note``.

    Raises
    ------
    ImportError
        If statsmodels is not installed.
    TypeError, ValueError
        If inputs do not fit.
    """
    _need_statsmodels("mixed_model")
    from statsmodels.regression.mixed_linear_model import MixedLM

    data, design = _model_table(scores, outlet, category, formula, covariates, event)
    root = np.sqrt(data.words / data.words.mean())
    response = data.scores[:, 0] * root
    model = MixedLM(response, design.to_numpy() * root[:, None], data.cluster, exog_re=root)
    fit = model.fit(reml=True)
    kept = [name != "Intercept" for name in design.columns]
    n = design.shape[1]
    result = _coefficients(
        design.columns[kept],
        np.asarray(fit.fe_params)[kept],
        np.asarray(fit.bse)[:n][kept],
        data,
    )
    between, within = float(np.asarray(fit.cov_re).ravel()[0]), float(fit.scale)
    result = result.assign(event_variance=between, residual_variance=within)
    result["icc"] = between / (between + within)
    result["note"] = [_cluster_notes(data) for _ in range(len(result))]
    return with_notes(result, general_notes(data))


def _need_statsmodels(function: str) -> None:
    try:
        import statsmodels  # noqa: F401
    except ImportError as error:
        message = (
            f'{function} needs statsmodels; install it with: pip install "media-framing[models]"'
        )
        raise ImportError(message) from error


def _model_table(
    scores: pd.DataFrame,
    outlet: pd.Series,
    category: str,
    formula: str,
    covariates: pd.DataFrame | None,
    cluster: Clusters | None,
) -> tuple[Comparable, pd.DataFrame]:
    """Articles that have all the model needs, and their design matrix."""
    import patsy

    for name in (category, "words"):
        if name not in scores:
            message = f"scores has no column {name!r}; its columns are {list(scores.columns)}"
            raise ValueError(message)
    usable = scores[category].notna() & (scores["words"] > 0)
    if covariates is not None:
        together = [aligned(covariates[name], scores.index, "covariates") for name in covariates]
        usable &= pd.concat(together, axis=1).notna().all(axis=1)
    data = prepare(
        scores.loc[usable, [category, "words"]], outlet, cluster, "mean_of_articles", "exclude"
    )
    if len(data.outlets) < 2:
        message = f"outlet has a single outlet, {data.outlets[0]}; a model needs two"
        raise ValueError(message)
    table = pd.DataFrame(index=data.articles)
    if covariates is not None:
        table = covariates.reindex(data.articles).copy()
    table["outlet"] = np.array(data.outlets, dtype=object)[data.outlet]
    terms = "outlet" + (f" + {formula}" if formula else "")
    try:
        design = patsy.dmatrix(terms, table, return_type="dataframe", NA_action="raise")
    except patsy.PatsyError as error:
        message = f"formula={formula!r} cannot be read over covariates: {error}"
        raise ValueError(message) from error
    first = data.outlets[0]
    names = {f"outlet[T.{name}]": f"{name} / {first}" for name in data.outlets}
    return data, design.rename(columns=names)


def _counts(scores: pd.DataFrame, category: str) -> pd.Series:
    explicit = f"{category}_count"
    if explicit in scores:
        return scores[explicit]
    return scores[category] * scores["words"] / 1000


def _whole(counts: pd.Series, category: str) -> Floats:
    values = counts.to_numpy(dtype=np.float64)
    whole = np.round(values)
    far = np.abs(values - whole) > 1e-6 * np.maximum(1, whole)
    if far.any() or (whole < 0).any():
        message = (
            f"{category} of article {counts.index[far | (whole < 0)][0]!r} is no rate of counts "
            f"per 1,000 words; give the counts in a column {category}_count, not weighted values"
        )
        raise ValueError(message)
    return whole


def _poisson(
    counts: Floats, design: pd.DataFrame, offset: Floats, cluster: Integers
) -> dict[str, Any]:
    import statsmodels.api as sm

    model = sm.GLM(counts, design, family=sm.families.Poisson(), offset=offset)
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": cluster})
    return {
        "coefficient": fit.params.to_numpy(),
        "error": fit.bse.to_numpy(),
        "dispersion": fit.pearson_chi2 / fit.df_resid,
    }


def _nb2(counts: Floats, design: pd.DataFrame, offset: Floats, cluster: Integers) -> dict[str, Any]:
    from statsmodels.discrete.discrete_model import NegativeBinomial

    model = NegativeBinomial(counts, design, loglike_method="nb2", offset=offset)
    fit = model.fit(disp=0, maxiter=200, cov_type="cluster", cov_kwds={"groups": cluster})
    n = design.shape[1]
    mean, alpha = np.asarray(fit.predict()), float(fit.params.iloc[n])
    pearson = float(((counts - mean) ** 2 / (mean + alpha * mean**2)).sum())
    return {
        "coefficient": fit.params.to_numpy()[:n],
        "error": fit.bse.to_numpy()[:n],
        "dispersion": pearson / (len(counts) - n - 1),
    }


def _conditional(
    counts: Floats, design: pd.DataFrame, offset: Floats, cluster: Integers
) -> dict[str, Any]:
    """Multinomial likelihood of the counts within each event, given their sum.

    Newton's steps; the sandwich is made of the events' scores, as in Wooldridge (1999).
    """
    x = design.drop(columns="Intercept").to_numpy()
    total = np.bincount(cluster, counts)
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        weight = np.exp(x @ beta + offset)
        share = weight / np.bincount(cluster, weight)[cluster]
        expected = share * total[cluster]
        residual = counts - expected
        centre = np.stack([np.bincount(cluster, share * column) for column in x.T], axis=1)
        information = (x * expected[:, None]).T @ (x - centre[cluster])
        step = np.linalg.lstsq(information, x.T @ residual, rcond=None)[0]
        beta = beta + step
        if np.abs(step).max() < 1e-10 or np.abs(beta).max() > 2 * _SEPARATED:
            break
    scores = np.stack([np.bincount(cluster, residual * column) for column in x.T], axis=1)
    bread = np.linalg.pinv(information)
    events = int(np.count_nonzero(total))
    correction = events / (events - 1) if events > 1 else np.nan
    covariance = bread @ scores.T @ scores @ bread * correction
    return {
        "coefficient": np.concatenate([[0.0], beta]),
        "error": np.concatenate([[0.0], np.sqrt(np.diag(covariance))]),
        "dispersion": np.nan,
    }


def _coefficients(
    terms: pd.Index, coefficient: Floats, error: Floats, data: Comparable
) -> pd.DataFrame:
    """Estimates with t intervals at clusters - 1 degrees of freedom."""
    from scipy.special import stdtr, stdtrit

    n_clusters = int(data.cluster.max()) + 1
    df = n_clusters - 1 if n_clusters > 1 else np.nan
    half = stdtrit(df, 0.975) * error
    with np.errstate(divide="ignore", invalid="ignore"):
        p = 2 * stdtr(df, -np.abs(coefficient / error))
    return pd.DataFrame(
        {
            "term": terms.to_numpy(),
            "low": coefficient - half,
            "high": coefficient + half,
            "coefficient": coefficient,
            "standard_error": error,
            "p": p,
            "n_articles": len(data.articles),
            "n_clusters": n_clusters,
        }
    )


def _count_notes(
    term: str, separated: bool, dispersion: float, family: Family, data: Comparable
) -> list[str]:
    notes = _cluster_notes(data)
    if dispersion > _OVERDISPERSED and family == "poisson":
        notes.append(
            f"Counts are overdispersed ({dispersion:.1f} times Poisson); the cluster-robust "
            "errors allow for it."
        )
    if separated:
        notes.append(f"{term}: one side has no match (separation), no ratio.")
    return notes


def _cluster_notes(data: Comparable) -> list[str]:
    n_clusters = int(data.cluster.max()) + 1
    if n_clusters < FEW_CLUSTERS:
        return [
            f"The model has {n_clusters} clusters, fewer than {FEW_CLUSTERS}: its intervals are "
            "likely too narrow."
        ]
    return []
