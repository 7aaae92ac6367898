"""Bootstrap intervals against scipy, plain loops and a small simulation."""

import numpy as np
import pytest
from scipy import stats

from framing.statistics.bootstrap import (
    bca_limits,
    bootstrap_weights,
    percentile_limits,
    weighted_contrasts,
    weighted_ratios,
)
from framing.statistics.intervals import Interval, confidence_limits
from framing.statistics.ratios import ClusterSums, cluster_sums, contrast_estimates
from framing.statistics.sandwich import cluster_robust_error

ONE = np.ones((1, 1))
PAIR = np.array([[1.0, -1.0]])


@pytest.fixture
def skewed():
    """Forty invented clusters of one group, counts over words."""
    rng = np.random.default_rng(8)
    words = rng.integers(200, 2000, 40).astype(float)
    return rng.gamma(0.8, words / 300), words


@pytest.fixture
def two_groups():
    rng = np.random.default_rng(5)
    return ClusterSums(rng.poisson(3.0, (15, 2, 2)).astype(float), rng.uniform(1, 3, (15, 2, 2)))


def test_limits_equal_those_of_scipy_on_the_same_draws(skewed):
    count, words = skewed
    sums = ClusterSums(count[:, None, None], words[:, None, None])
    for method in ("percentile", "bca"):
        theirs = stats.bootstrap(
            (count, words),
            lambda count, words, axis: count.sum(axis) / words.sum(axis),
            paired=True,
            method=method,
            n_resamples=2000,
            rng=np.random.default_rng(1),
        )
        draws = theirs.bootstrap_distribution[:, None, None]
        if method == "percentile":
            limits = percentile_limits(draws, (0.025, 0.975))
        else:
            limits = bca_limits(draws, sums, ONE, scale="linear", tails=(0.025, 0.975))
        assert np.ravel(limits) == pytest.approx(list(theirs.confidence_interval), rel=1e-12)


def test_drawn_ratios_have_the_distribution_of_scipys(skewed):
    count, words = skewed
    sums = ClusterSums(count[:, None, None], words[:, None, None])
    interval = Interval("percentile", n_resamples=20_000)
    low, high = confidence_limits(sums, ONE, interval, rng=np.random.default_rng(2))
    theirs = stats.bootstrap(
        (count, words),
        lambda count, words, axis: count.sum(axis) / words.sum(axis),
        paired=True,
        method="percentile",
        n_resamples=20_000,
        rng=np.random.default_rng(3),
    ).confidence_interval
    assert [low[0, 0], high[0, 0]] == pytest.approx(list(theirs), rel=0.01)


def test_weights_draw_every_cluster_equally():
    weights = np.concatenate(list(bootstrap_weights(7, 3000, np.random.default_rng(0))))
    assert (weights.sum(axis=1) == 7).all()
    assert weights.mean(axis=0) == pytest.approx(1, abs=0.06)
    assert weights.var(axis=0) == pytest.approx(6 / 7, abs=0.06)


def test_blocks_of_weights_add_up_to_the_draws_asked_for():
    blocks = list(bootstrap_weights(3_000_000, 3, np.random.default_rng(0)))
    assert [len(block) for block in blocks] == [1, 1, 1]


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_errors_in_a_draw_equal_those_of_the_drawn_clusters(two_groups, scale):
    contrasts = np.array([[1.0, 0.0], [1.0, -1.0]])
    weights = next(bootstrap_weights(15, 4, np.random.default_rng(2)))
    estimates, fast = weighted_contrasts(two_groups, weights, contrasts, scale)
    for row, weight in enumerate(weights.astype(int)):
        drawn = ClusterSums(
            np.repeat(two_groups.numerator, weight, axis=0),
            np.repeat(two_groups.denominator, weight, axis=0),
        )
        slow = cluster_robust_error(drawn, contrasts, correction="cr0", scale=scale)
        assert fast[row] == pytest.approx(slow, rel=1e-9)
        assert estimates[row] == pytest.approx(contrast_estimates(drawn.ratio, contrasts, scale))
        assert weighted_ratios(two_groups, weights)[row] == pytest.approx(drawn.ratio)


def test_studentised_limits_of_a_mean_agree_with_a_plain_loop():
    values = np.random.default_rng(4).gamma(1.0, 1.0, 30)
    sums = ClusterSums(values[:, None, None], np.ones((30, 1, 1)))
    low, high = confidence_limits(
        sums, ONE, Interval("studentised", n_resamples=20_000), rng=np.random.default_rng(0)
    )
    rng = np.random.default_rng(1)
    drawn = values[rng.integers(0, 30, (20_000, 30))]
    t = (drawn.mean(axis=1) - values.mean()) / drawn.std(axis=1)
    expected = values.mean() - np.quantile(t, [0.975, 0.025]) * values.std()
    assert [low[0, 0], high[0, 0]] == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize("method", ["cr2", "cr3", "studentised", "bca", "percentile"])
def test_a_rate_of_nothing_and_a_single_cluster_have_no_limits_on_the_log_scale(method):
    nothing = ClusterSums(np.zeros((9, 1, 1)), np.ones((9, 1, 1)))
    single = ClusterSums(np.ones((1, 1, 1)), np.ones((1, 1, 1)))
    interval, rng = Interval(method, n_resamples=50), np.random.default_rng(0)
    for sums in (nothing, single):
        limits = np.exp(confidence_limits(sums, ONE, interval, scale="log", rng=rng))
        assert (np.isnan(limits) | (limits[1] == limits[0])).all()


def test_one_group_split_in_two_at_random_covers_no_difference():
    """The benchmark in small: 10 invented corpora of 60 clusters, each split 60 times."""
    rng, covered = np.random.default_rng(5), []
    for _ in range(10):
        words = rng.gamma(4, 300, 60)
        count = rng.poisson(0.003 * rng.gamma(3, 1 / 3, 60) * words)
        for _ in range(60):
            half = rng.permutation(60) < 30
            side = np.stack([half, ~half], axis=1)
            two = ClusterSums(
                (count[:, None] * side)[..., None], (words[:, None] * side)[..., None]
            )
            low, high = confidence_limits(two, PAIR, Interval(), rng=rng)
            covered.append(low[0, 0] <= 0 <= high[0, 0])
    assert 0.93 <= np.mean(covered) <= 0.98


def test_choices_that_do_not_exist_are_refused():
    with pytest.raises(ValueError, match="method='normal' is no interval; choose one of cr2"):
        Interval("normal")
    with pytest.raises(ValueError, match="confidence_level=95 must lie between 0 and 1"):
        Interval(confidence_level=95)
    with pytest.raises(ValueError, match="n_resamples=0 must be at least 1"):
        Interval(n_resamples=0)


def test_the_default_keeps_its_promise_where_the_percentile_does_not():
    """The benchmark in small: 400 clustered, zero-heavy invented corpora of 40 events."""
    rng, rate, sigma = np.random.default_rng(12), 0.002, 0.5
    covered = {"cr2": 0, "percentile": 0}
    for _ in range(400):
        events = np.repeat(np.arange(40), rng.integers(1, 5, 40))
        tone = np.exp(rng.normal(0, sigma, 40) - sigma**2 / 2)[events]
        words = np.exp(rng.normal(5.9, 0.5, len(events)))
        count = rng.poisson(rate * tone * rng.gamma(0.7, 1 / 0.7, len(events)) * words)
        sums = cluster_sums(
            count[:, None].astype(float), words[:, None], group=events * 0, cluster=events
        )
        for method in covered:
            interval = Interval(method, n_resamples=300)
            low, high = confidence_limits(sums, ONE, interval, scale="log", rng=rng)
            covered[method] += low[0, 0] <= np.log(rate) <= high[0, 0]
    assert 0.92 <= covered["cr2"] / 400 <= 0.98
    assert covered["percentile"] < covered["cr2"] - 8
