"""Reliability: published intervals, scikit-learn's curve, and coverage under clustering."""

import numpy as np
import pandas as pd
import pytest
from sklearn.calibration import calibration_curve

from framing.classifiers import reliability
from framing.classifiers.calibration import _effective, _wilson


# Newcombe (1998), Statistics in Medicine 17, Table I, method 3: Wilson's score interval.
@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_the_published_ones(hits, n, low, high):
    assert _wilson(hits / n, n, 0.95) == pytest.approx((low, high), abs=5e-5)


def test_bins_are_those_of_scikit_learn():
    rng = np.random.default_rng(1)
    probability = rng.random(900)
    truth = rng.random(900) < probability
    table = reliability(truth, probability)
    observed, predicted = calibration_curve(truth, probability, n_bins=15, strategy="quantile")
    np.testing.assert_allclose(table["observed"], observed)
    np.testing.assert_allclose(table["predicted"], predicted)
    assert table["n"].tolist() == [60] * 15
    assert table.columns.tolist() == ["label", "bin", "predicted", "observed", "low", "high", "n"]


def test_several_labels_have_a_curve_each():
    probability = np.tile([[0.2, 0.3, 0.5], [0.6, 0.3, 0.1]], (20, 1))
    table = reliability(["a", "c", "b", "a"] * 10, probability)
    assert table["label"].unique().tolist() == ["a", "b", "c"]
    assert table.groupby("label")["n"].sum().tolist() == [40, 40, 40]
    assert (table["label"] == "b").sum() == 1
    y = pd.DataFrame({"x": [0, 1] * 20, "z": [1, 1, 0, 0] * 10})
    assert reliability(y, probability[:, :2])["label"].unique().tolist() == ["x", "z"]


def test_groups_make_the_intervals_longer_and_these_cover():
    rng = np.random.default_rng(2)
    covered, without = [], []
    for _ in range(300):
        unit = np.repeat(np.arange(40), 10)
        share = rng.beta(3, 3, 40)[unit]
        truth = rng.random(400) < share
        for groups, kept in ((unit, covered), (None, without)):
            row = reliability(truth, np.full(400, 0.5), n_bins=2, groups=groups).iloc[0]
            kept.append(row["low"] <= 0.5 <= row["high"])
    assert np.mean(covered) > 0.92
    assert np.mean(without) < 0.85


def test_independent_items_are_worth_themselves():
    outcome = np.array([0, 1] * 50, bool)
    assert _effective(outcome, np.arange(100)) == pytest.approx(99)
    assert _effective(outcome, np.repeat(np.arange(50), 2)) == 100


@pytest.mark.parametrize(
    ("y", "probability", "settings", "said"),
    [
        ([0, 1], [0.5, 1.2], {}, "1.2 in row 1 is no probability"),
        ([0, 1], [0.5, np.nan], {}, "nan in row 1 is no probability"),
        ([0, 1, 2], [0.5, 0.2, 0.1], {}, r"shape \(3,\), but y has 3 items and the 3 labels"),
        ([0, 1], [0.5, 0.2, 0.1], {}, "y has 2 rows, but X has 3"),
        ([0, 1], [0.5, 0.2], {"n_bins": 1}, "n_bins=1; give 2 or more"),
        ([0, 1], [0.5, 0.2], {"groups": ["a"]}, "groups has 1 rows"),
        ([1, 1], [0.5, 0.2], {}, "only the label 1"),
    ],
)
def test_what_is_wrong_is_said(y, probability, settings, said):
    with pytest.raises(ValueError, match=said):
        reliability(y, probability, **settings)
