"""Effect sizes, adjustment, dependence and power against published values and other programs."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower

from framing.statistics.adjustment import benjamini_hochberg, holm
from framing.statistics.dependence import connected_clusters, intraclass_correlation
from framing.statistics.effects import cliffs_delta, hedges_g, probability_of_superiority
from framing.statistics.power import minimum_detectable_difference


def sample(mean, deviation, n):
    """n values with exactly this mean and standard deviation."""
    values = np.linspace(-1, 1, n)
    return mean + deviation * (values - values.mean()) / values.std(ddof=1)


def test_hedges_g_of_the_worked_example_in_borenstein_and_others_2009():
    """Introduction to Meta-Analysis, chapter 4: d = 0.5970, g = 0.5924."""
    assert round(hedges_g(sample(103, 5.5, 50), sample(100, 4.5, 50)), 4) == 0.5924


def test_hedges_g_needs_spread_and_two_values_each():
    assert np.isnan(hedges_g(np.array([1.0]), np.array([1.0, 2.0])))
    assert np.isnan(hedges_g(np.ones(3), np.ones(4)))


def test_superiority_is_scipys_mann_whitney_over_the_number_of_pairs():
    rng = np.random.default_rng(0)
    a, b = rng.poisson(2, 40).astype(float), rng.poisson(3, 31).astype(float)
    expected = stats.mannwhitneyu(a, b).statistic / (40 * 31)
    assert probability_of_superiority(a, b) == pytest.approx(expected, rel=1e-12)
    signs = np.sign(a[:, None] - b).mean()
    assert cliffs_delta(a, b) == pytest.approx(signs, rel=1e-12)


def test_cliffs_delta_is_somers_d_of_scipy():
    a, b = np.array([1.0, 4, 4, 7]), np.array([2.0, 4, 1])
    group = np.r_[np.ones(4), np.zeros(3)]
    assert cliffs_delta(a, b) == pytest.approx(stats.somersd(group, np.r_[a, b]).statistic)


@pytest.mark.parametrize(("ours", "theirs"), [(holm, "holm"), (benjamini_hochberg, "fdr_bh")])
def test_adjustment_agrees_with_statsmodels(ours, theirs):
    p = np.random.default_rng(1).random(30) ** 3
    assert ours(p) == pytest.approx(multipletests(p, method=theirs)[1], rel=1e-12)


def test_adjustment_leaves_missing_comparisons_out():
    p = np.array([0.01, np.nan, 0.02])
    assert holm(p) == pytest.approx([0.02, np.nan, 0.02], nan_ok=True)
    assert benjamini_hochberg(p) == pytest.approx([0.02, np.nan, 0.02], nan_ok=True)


def test_intraclass_correlation_of_shrout_and_fleiss_1979():
    """Their table of four judges and six targets, ICC(1,1) = .17."""
    ratings = np.array(
        [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    )
    icc = intraclass_correlation(ratings.ravel().astype(float), np.repeat(np.arange(6), 4))
    assert round(icc, 2) == 0.17


def test_intraclass_correlation_of_unequal_clusters_finds_the_simulated_value():
    rng = np.random.default_rng(2)
    cluster = np.repeat(np.arange(2000), rng.integers(1, 9, 2000))
    values = rng.normal(0, np.sqrt(0.3), 2000)[cluster] + rng.normal(0, np.sqrt(0.7), len(cluster))
    assert intraclass_correlation(values, cluster) == pytest.approx(0.3, abs=0.03)


def test_intraclass_correlation_needs_clusters_of_several():
    assert np.isnan(intraclass_correlation(np.arange(4.0), np.arange(4)))
    assert np.isnan(intraclass_correlation(np.arange(4.0), np.zeros(4, dtype=int)))


def test_connected_clusters_join_what_either_grouping_joins():
    event = np.array([0, 0, 1, 1, 2, 3])
    wire = np.array([5, 1, 1, 2, 3, 4])
    assert connected_clusters([event, wire]).tolist() == [0, 0, 0, 0, 1, 2]
    assert connected_clusters([event]).tolist() == [0, 0, 1, 1, 2, 3]


def test_minimum_detectable_difference_has_the_power_statsmodels_computes():
    n, deviation = 64, 2.0
    error = np.array([deviation * np.sqrt(2 / n)])
    effect = minimum_detectable_difference(error, power=0.9)[0] / deviation
    power = NormalIndPower().power(effect, n, 0.05, alternative="larger")
    two_sided = NormalIndPower().power(effect, n, 0.05)
    assert two_sided == pytest.approx(0.9, abs=1e-4)
    assert power > two_sided
