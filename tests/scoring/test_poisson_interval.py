"""Exact Poisson intervals against published tables and SciPy."""

import numpy as np
import pytest
from scipy.stats import chi2

from framing.scoring.intervals import poisson_interval


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [  # Garwood (1936), Biometrika 28, the 95 % limits that textbooks reprint
        (0, 0.000, 3.689),
        (1, 0.025, 5.572),
        (2, 0.242, 7.225),
        (5, 1.623, 11.668),
        (10, 4.795, 18.390),
        (30, 20.241, 42.827),
    ],
)
def test_published_limits(count, low, high):
    found = poisson_interval(np.array([count]))
    np.testing.assert_allclose(np.ravel(found), [low, high], atol=6e-4)


@pytest.mark.parametrize("confidence_level", [0.5, 0.9, 0.95, 0.99])
def test_against_the_chi_squared_form(confidence_level):
    count = np.array([0.0, 1, 3, 17, 240])
    tail = (1 - confidence_level) / 2
    low, high = poisson_interval(count, confidence_level)
    np.testing.assert_allclose(low[1:], chi2.ppf(tail, 2 * count[1:]) / 2)
    np.testing.assert_allclose(high, chi2.ppf(1 - tail, 2 * count + 2) / 2)
    assert low[0] == 0
