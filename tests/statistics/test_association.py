"""Keyness formulas against hand computation, scipy and published examples."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from framing.statistics.association import (
    g2_four_cells,
    g2_two_cells,
    log_odds,
    log_ratio,
    percent_difference,
)

# The example of quanteda.textstats' own tests: the letters a to h in two documents.
TARGET = np.array([3, 2, 6, 1, 1, 1, 1, 2.0])
REFERENCE = np.array([2, 1, 2, 4, 1, 1, 0, 1.0])


def test_four_cells_equal_scipys_likelihood_ratio():
    ours = g2_four_cells(TARGET, REFERENCE, 17, 12)
    for a, b, value in zip(TARGET, REFERENCE, ours, strict=True):
        table = [[a, b], [17 - a, 12 - b]]
        expected = chi2_contingency(table, lambda_="log-likelihood", correction=False).statistic
        assert abs(value) == pytest.approx(expected, rel=1e-9)


def test_four_cells_rank_as_quanteda_documents():
    """Its test suite lists measure = "lr", correction = "none", target d1: c g b h a e f d."""
    ours = g2_four_cells(TARGET, REFERENCE, 17, 12)
    order = np.lexsort((np.arange(8), -ours.round(12)))
    assert "".join(np.array([*"abcdefgh"])[order]) == "cgbhaefd"


def test_two_cells_by_hand_as_the_log_likelihood_calculator_defines_them():
    """G2 = 2 (a ln(a / E1) + b ln(b / E2)), E1 = c (a + b) / (c + d)."""
    a, b, c, d = 120.0, 40.0, 50_000.0, 60_000.0
    e1, e2 = c * 160 / 110_000, d * 160 / 110_000
    expected = 2 * (a * np.log(a / e1) + b * np.log(b / e2))
    assert g2_two_cells(np.array([a]), np.array([b]), c, d)[0] == pytest.approx(expected)
    assert g2_two_cells(np.array([b]), np.array([a]), d, c)[0] == pytest.approx(-expected)


def test_a_count_of_nothing_has_its_limit():
    expected = 2 * 5 * np.log(5 / (5 * 100 / 300))
    assert g2_two_cells(np.array([5.0]), np.array([0.0]), 100, 200)[0] == pytest.approx(expected)
    assert g2_two_cells(np.array([0.0]), np.array([0.0]), 100, 200)[0] == 0


def test_log_odds_by_hand():
    """Monroe, Colaresi & Quinn (2008): prior of 10 words, a type with a share of .1."""
    delta, z = log_odds(
        np.array([8.0]), np.array([3.0]), 50, 60, reference=np.array([0.1]), prior_size=10
    )
    expected = np.log(9 / (60 - 9)) - np.log(4 / (70 - 4))
    assert delta[0] == pytest.approx(expected)
    assert z[0] == pytest.approx(expected / np.sqrt(1 / 9 + 1 / 4))


def test_log_odds_without_prior_is_the_plain_log_odds_ratio():
    delta, _ = log_odds(
        np.array([8.0]), np.array([3.0]), 50, 60, reference=np.array([0.1]), prior_size=0
    )
    assert delta[0] == pytest.approx(np.log((8 / 42) / (3 / 57)))


def test_ratios_of_rates():
    a, b = np.array([10.0]), np.array([5.0])
    assert log_ratio(a, b, 100, 200)[0] == pytest.approx(2)
    assert percent_difference(a, b, 100, 200)[0] == pytest.approx(300)
