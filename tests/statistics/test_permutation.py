"""The permutation test against scipy, hand counts and its own promise."""

from itertools import combinations, product

import numpy as np
import pytest
from scipy import stats

from framing.statistics.adjustment import holm
from framing.statistics.permutation import label_draws, permutation_test
from framing.statistics.power import minimum_detectable_difference
from framing.statistics.ratios import ClusterSums
from framing.statistics.sandwich import cluster_robust_error


def blocks(numerator, denominator):
    return ClusterSums(
        np.asarray(numerator, float)[:, :, None], np.asarray(denominator, float)[:, :, None]
    )


def paired(rng, shift):
    """Invented rates of two outlets on forty events, the first higher by shift."""
    tone = rng.gamma(2, 1, (40, 1))
    return blocks(tone + rng.normal(0, 0.5, (40, 2)) + [shift, 0], np.ones((40, 2)))


def standard_error(sums):
    contrast = np.array([[1.0, -1.0]])
    return cluster_robust_error(sums, contrast, correction="cr2")[0, 0]


def test_swaps_of_shared_clusters_agree_with_every_sign_written_out():
    numerator = np.array([[5, 1], [4, 2], [6, 6], [3, 1], [2, 3], [7, 2], [4, 1]])
    ones = np.ones_like(numerator)
    p = permutation_test(blocks(numerator, ones), n_resamples=40_000, rng=np.random.default_rng(0))
    difference = numerator[:, 0] - numerator[:, 1]

    def t(values):
        return abs(values.mean()) / values.std() if values.mean() else 0

    all_t = [t(difference * signs) for signs in product([1, -1], repeat=7)]
    exact = np.mean([value >= t(difference) - 1e-9 for value in all_t])
    assert p[0] == pytest.approx(exact, abs=0.006)


def test_clusters_of_one_group_exchange_labels_as_scipy_permutes_samples():
    rng = np.random.default_rng(6)
    a, b = rng.normal(0.5, 1, 12), rng.normal(0, 1, 9)
    seen = np.r_[np.tile([1, 0], (12, 1)), np.tile([0, 1], (9, 1))].astype(float)
    numerator = seen * np.r_[a, b][:, None]
    p = permutation_test(blocks(numerator, seen), n_resamples=20_000, rng=np.random.default_rng(0))

    def welch(x, y, axis):
        spread = x.var(axis=axis) / x.shape[axis] + y.var(axis=axis) / y.shape[axis]
        return (x.mean(axis=axis) - y.mean(axis=axis)) / np.sqrt(spread)

    expected = stats.permutation_test(
        (a, b), welch, vectorized=True, n_resamples=20_000, rng=np.random.default_rng(1)
    )
    assert p[0] == pytest.approx(expected.pvalue, abs=0.015)


def test_clusters_of_neither_group_do_not_count():
    rng = np.random.default_rng(0)
    numerator, words = rng.poisson(4, (12, 2)), np.ones((12, 2))
    words[9:] = numerator[9:] = 0
    p = permutation_test(blocks(numerator, words), rng=np.random.default_rng(1))
    few = permutation_test(blocks(numerator[:9], words[:9]), rng=np.random.default_rng(1))
    assert p[0] == pytest.approx(few[0], abs=0.02)


def test_a_missing_group_has_no_p():
    words = np.array([[1, 0], [1, 0]])
    assert np.isnan(permutation_test(blocks(words, words), rng=np.random.default_rng(0))[0])


def test_an_outlet_that_equals_the_other_has_p_of_one():
    numerator = np.repeat(np.arange(8)[:, None], 2, axis=1)
    p = permutation_test(blocks(numerator, np.ones((8, 2))), rng=np.random.default_rng(0))
    assert p[0] == 1


def test_power_at_the_minimum_detectable_difference_is_about_that_promised():
    rng, error, found = np.random.default_rng(4), [], []
    for _ in range(100):
        error.append(standard_error(paired(rng, 0.0)))
    shift = minimum_detectable_difference(np.mean(error))
    for _ in range(200):
        p = permutation_test(paired(rng, shift), n_resamples=199, rng=rng)[0]
        found.append(p <= 0.05)
    assert np.mean(found) == pytest.approx(0.8, abs=0.08)


def test_family_wise_error_under_holm_stays_below_the_level():
    rng, wrong = np.random.default_rng(8), []
    for _ in range(200):
        rates = rng.gamma(2, 1, (40, 1)) + rng.normal(0, 0.5, (40, 4))
        ones = np.ones((40, 2))
        p = [
            permutation_test(blocks(rates[:, [a, b]], ones), n_resamples=199, rng=rng)[0]
            for a, b in combinations(range(4), 2)
        ]
        wrong.append(holm(np.array(p)).min() <= 0.05)
    assert np.mean(wrong) <= 0.05 + 2 * np.sqrt(0.05 * 0.95 / 200)


def test_false_positives_come_at_the_level_when_sizes_and_coverage_differ():
    rng, rejected = np.random.default_rng(21), 0
    for _ in range(500):
        covered = rng.random((40, 2)) < [0.9, 0.5]
        words = covered * rng.gamma(4, 250, (40, 2)) * [3, 1]
        tone = rng.gamma(2, 0.5, (40, 1)) * rng.gamma(5, 0.2, (40, 2))
        count = rng.poisson(0.002 * tone * words)
        rejected += permutation_test(blocks(count, words), n_resamples=199, rng=rng)[0] <= 0.05
    assert 0.03 <= rejected / 500 <= 0.07


def test_a_label_goes_to_any_block_of_a_shared_cluster_and_keeps_its_number_elsewhere():
    cluster = np.array([0, 0, 0, 1, 2, 2, 3, 4, 4])
    mine = np.array([True, False, False, True, False, False, False, False, True])
    drawn = label_draws(cluster, mine, 3000, np.random.default_rng(0))
    assert set(np.unique(drawn)) == {0.0, 1.0}
    assert (drawn[:, :3].sum(axis=1) == 1).all()
    assert (drawn[:, 7:].sum(axis=1) == 1).all()
    assert (drawn[:, [3, 6]].sum(axis=1) == 1).all()
    assert not drawn[:, 4:6].any()
    share = drawn.mean(axis=0)
    assert np.allclose(share[[0, 1, 2]], 1 / 3, atol=0.03)
    assert np.allclose(share[[3, 6, 7, 8]], 1 / 2, atol=0.03)
