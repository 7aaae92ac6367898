"""Weighted statistics against papers, scipy, scikit-learn and statsmodels."""

import numpy as np
import pytest
from scipy import stats
from sklearn import metrics

from framing.validation import weighted

# Shrout & Fleiss (1979), table 2: six targets, four judges.
JUDGES = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)
# Bland & Altman (1986), table 1: peak flow of 17 subjects, first measurements.
LARGE = np.array(
    "494 395 516 434 476 557 413 442 650 433 417 656 267 478 178 423 427".split(), float
)
MINI = np.array(
    "512 430 520 428 500 600 364 380 658 445 432 626 260 477 259 350 451".split(), float
)


@pytest.fixture
def pair():
    rng = np.random.default_rng(2)
    true = (rng.random(90) < 0.4) * 1.0
    score = np.round(true + rng.normal(size=90), 1)
    return score, true, rng.integers(1, 5, 90).astype(float)


def test_intraclass_correlations_of_shrout_and_fleiss_1979():
    agreement, consistency = weighted.intraclass(JUDGES, np.ones((1, 6)))
    assert agreement[0] == pytest.approx(0.29, abs=0.005)  # ICC(2,1)
    assert consistency[0] == pytest.approx(0.71, abs=0.005)  # ICC(3,1)


def test_limits_of_bland_and_altman_1986():
    difference, one = LARGE - MINI, np.ones((1, 17))
    bias, spread = (part(difference, one)[0] for part in (weighted.mean, weighted.deviation))
    assert bias == pytest.approx(-2.1, abs=0.05)
    assert spread == pytest.approx(38.8, abs=0.05)


def test_cooks_distance_of_statsmodels():
    # statsmodels 0.15.0: OLS(MINI, [1, LARGE]).fit().get_influence().cooks_distance
    distance = weighted.cooks_distance(LARGE, MINI)
    assert distance[14] == pytest.approx(1.1839101, rel=1e-6)
    assert distance[5] == pytest.approx(0.1157709, rel=1e-6)
    assert distance.argmax() == 14


def test_weights_count_as_repeated_units(pair):
    score, true, weight = pair
    times = weight.astype(int)
    again, said = np.repeat(score, times), np.repeat(true, times)
    for one, other in (
        (weighted.correlation(score, true, weight[None]), np.corrcoef(again, said)[0, 1]),
        (weighted.auc(score, true, weight[None]), metrics.roc_auc_score(said, again)),
        (weighted.f1((score > 0.5) * 1.0, true, weight[None]), metrics.f1_score(said, again > 0.5)),
    ):
        assert one[0] == pytest.approx(other)
    ranked = [weighted.ranks(numbers, weight) for numbers in (score, true)]
    spearman = weighted.correlation(*ranked, weight[None])[0]
    assert spearman == pytest.approx(stats.spearmanr(again, said).statistic)
    matthews = weighted.correlation((score > 0.5) * 1.0, true, weight[None])[0]
    assert matthews == pytest.approx(metrics.matthews_corrcoef(said, again > 0.5))


def test_jackknife_of_a_mean_is_its_t_interval():
    numbers = np.random.default_rng(0).gamma(2, size=40)
    drawn = weighted.mean(numbers, weighted.jackknife_weights(np.ones(40)))
    expected = stats.ttest_1samp(numbers, 0).confidence_interval(0.95)
    assert weighted.jackknife_interval(drawn, "none") == pytest.approx(tuple(expected))


def test_jackknife_intervals_of_correlations_cover():
    rng, covered = np.random.default_rng(3), 0
    for _draw in range(300):
        one, noise = rng.normal(size=(2, 80))
        other = 0.8 * one + 0.6 * noise
        drawn = weighted.correlation(one, other, weighted.jackknife_weights(np.ones(80)))
        low, high = weighted.jackknife_interval(drawn, "correlation")
        covered += low <= 0.8 <= high
    assert 0.91 < covered / 300 < 0.985


def test_intervals_stay_inside_and_are_missing_at_the_edge():
    true = np.array([0, 0, 1, 1] * 10, float)
    weights = weighted.jackknife_weights(np.ones(40))
    assert np.isnan(weighted.jackknife_interval(weighted.auc(true, true, weights), "share")).all()
    share, low, high = weighted.wilson_interval(np.ones(40), np.ones(40))
    assert (share, low, high) == pytest.approx((1, 40 / (40 + 1.96**2), 1), abs=1e-4)
    assert np.isnan(weighted.wilson_interval(np.ones(3), np.zeros(3))).all()


def test_wilson_intervals_of_statsmodels():
    # statsmodels 0.15.0: proportion_confint(12, 40, method="wilson")
    numbers = np.repeat([1.0, 0.0], [12, 28])
    share, low, high = weighted.wilson_interval(numbers, np.full(40, 7.0))
    assert (share, low, high) == pytest.approx((0.3, 0.1807485, 0.4543002), abs=1e-7)


def test_homogeneity_of_two_groups_is_welchs_t():
    rng = np.random.default_rng(1)
    numbers = np.r_[rng.normal(0, 1, 30), rng.normal(0.7, 3, 50)]
    group = np.repeat([0, 1], [30, 50])
    f, df1, df2, p = weighted.homogeneity(numbers, np.ones(80), group)
    welch = stats.ttest_ind(numbers[:30], numbers[30:], equal_var=False)
    assert f == pytest.approx(welch.statistic**2)
    assert (df1, df2) == (1, 78)
    assert p == pytest.approx(welch.pvalue, abs=0.01)


def test_homogeneity_keeps_its_level():
    rng, rejected = np.random.default_rng(5), 0
    group = np.repeat([0, 1, 2], [40, 60, 100])
    for _draw in range(400):
        numbers = rng.exponential(np.array([1, 2, 3])[group]) / np.array([1, 2, 3])[group]
        weight = np.where(rng.random(200) < 0.5, 2.0, 10.0)
        rejected += weighted.homogeneity(numbers, weight, group)[3] < 0.05
    assert 0.02 < rejected / 400 < 0.11


def test_one_group_cannot_be_compared():
    assert np.isnan(weighted.homogeneity(np.arange(4.0), np.ones(4), np.zeros(4, int))).all()
    assert np.isnan(weighted.homogeneity(np.zeros(4), np.ones(4), np.repeat([0, 1], 2))).all()


def test_a_group_without_errors_is_compared_all_the_same():
    numbers = np.r_[np.zeros(50), np.tile([0.0, 1.0], 25)]
    assert weighted.homogeneity(numbers, np.ones(100), np.repeat([0, 1], 50))[3] < 0.001
