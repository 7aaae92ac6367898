"""Cluster sums, contrasts and robust errors against plain formulas and statsmodels."""

import numpy as np
import pytest
import statsmodels.api as sm

from framing.statistics.ratios import cluster_sums, contrast_estimates, influence, leave_one_out
from framing.statistics.sandwich import cluster_robust_error, satterthwaite_df

CONTRASTS = np.array([[1.0, 0.0], [1.0, -1.0]])


@pytest.fixture
def articles():
    """Invented counts of 60 articles by two outlets on twelve events."""
    rng = np.random.default_rng(3)
    return {
        "count": rng.poisson(2.0, (60, 2)).astype(float),
        "words": np.repeat(rng.integers(100, 900, (60, 1)), 2, axis=1).astype(float),
        "group": rng.integers(0, 2, 60),
        "cluster": rng.integers(0, 12, 60),
    }


@pytest.fixture
def sums(articles):
    return cluster_sums(
        articles["count"], articles["words"], group=articles["group"], cluster=articles["cluster"]
    )


def test_sums_and_ratio_by_hand(articles, sums):
    chosen = (articles["group"] == 1) & (articles["cluster"] == 4)
    assert sums.numerator[4, 1, 0] == articles["count"][chosen, 0].sum()
    mine = articles["group"] == 1
    expected = articles["count"][mine].sum(axis=0) / articles["words"][mine].sum(axis=0)
    assert sums.ratio[1] == pytest.approx(expected)


def test_nan_leaves_an_article_out_of_one_variable(articles):
    count = articles["count"].copy()
    count[0, 1] = np.nan
    sums = cluster_sums(
        count, articles["words"], group=articles["group"], cluster=articles["cluster"]
    )
    mine = articles["group"] == articles["group"][0]
    rest = mine & (np.arange(60) > 0)
    row = articles["group"][0]
    assert sums.denominator[:, row, 0].sum() == articles["words"][mine, 0].sum()
    assert sums.denominator[:, row, 1].sum() == articles["words"][rest, 1].sum()


def test_group_with_weight_zero_does_not_spread_its_nan():
    ratio = np.array([[0.5], [np.nan]])
    assert contrast_estimates(ratio, CONTRASTS)[0, 0] == 0.5
    assert np.isnan(contrast_estimates(ratio, CONTRASTS)[1, 0])


def test_cr3_is_the_jackknife(sums):
    left_out = leave_one_out(sums, np.eye(2))
    jackknife = np.sqrt(((left_out - sums.ratio) ** 2).sum(axis=0))
    error = cluster_robust_error(sums, np.eye(2), correction="cr3")
    assert error == pytest.approx(jackknife, rel=1e-12)


def test_influence_adds_up_to_nothing(sums):
    assert influence(sums, CONTRASTS, "linear", 0.0).sum(axis=0) == pytest.approx(0, abs=1e-15)


def test_cr0_is_the_weighted_regression_of_statsmodels(articles, sums):
    indicators = np.eye(2)[articles["group"]]
    words = articles["words"][:, 0]
    fit = sm.WLS(articles["count"][:, 0] / words, indicators, weights=words).fit(
        cov_type="cluster", cov_kwds={"groups": articles["cluster"], "use_correction": False}
    )
    error = cluster_robust_error(sums, CONTRASTS, correction="cr0")[:, 0]
    covariance = fit.cov_params()
    assert error[0] == pytest.approx(fit.bse[0])
    assert error[1] == pytest.approx(np.sqrt(CONTRASTS[1] @ covariance @ CONTRASTS[1]))


def dense_bell_mccaffrey(articles, contrast, leverage):
    """Robust error and degrees of freedom from whole matrices (Bell & McCaffrey 2002)."""
    words, group = articles["words"][:, 0], articles["group"]
    rate = articles["count"][:, 0] / words
    design, weight = np.eye(2)[group], np.diag(words)
    bread = np.linalg.inv(design.T @ weight @ design)
    hat = design @ bread @ design.T @ weight
    residual_maker = np.eye(60) - hat
    gradients, residual = [], residual_maker @ rate
    for cluster in np.unique(articles["cluster"]):
        rows = articles["cluster"] == cluster
        share = np.array(
            [words[rows & (group == g)].sum() / words[group == g].sum() for g in range(2)]
        )
        scale = 1 / (1 - share[group]) ** leverage
        gradient = (contrast @ bread @ design.T @ weight) * rows * scale
        gradients.append(gradient)
    gradients = np.array(gradients)
    same = (articles["cluster"][:, None] == articles["cluster"]) & (group[:, None] == group)
    working = same.astype(float)
    form = gradients @ residual_maker @ working @ residual_maker.T @ gradients.T
    error = np.sqrt(((gradients @ residual) ** 2).sum())
    return error, np.trace(form) ** 2 / np.trace(form @ form)


@pytest.mark.parametrize(("correction", "leverage"), [("cr0", 0), ("cr2", 0.5), ("cr3", 1)])
@pytest.mark.parametrize("row", [0, 1])
def test_error_and_degrees_of_freedom_from_whole_matrices(
    articles, sums, row, correction, leverage
):
    error, df = dense_bell_mccaffrey(articles, CONTRASTS[row], leverage)
    fast = cluster_robust_error(sums, CONTRASTS, correction=correction)[row, 0]
    assert fast == pytest.approx(error, rel=1e-10)
    fast_df = satterthwaite_df(sums, CONTRASTS, correction=correction)[row, 0]
    assert fast_df == pytest.approx(df, rel=1e-10)


def test_equal_independent_clusters_have_one_degree_less_than_their_number():
    sums = cluster_sums(
        np.arange(8.0)[:, None],
        np.ones((8, 1)),
        group=np.zeros(8, dtype=int),
        cluster=np.arange(8),
    )
    assert satterthwaite_df(sums, np.eye(1), correction="cr2")[0, 0] == pytest.approx(7)
    error = cluster_robust_error(sums, np.eye(1), correction="cr2")[0, 0]
    assert error == pytest.approx(np.arange(8.0).std(ddof=1) / np.sqrt(8))
