"""Sample sizes against a printed table and against brute force."""

import numpy as np
import pytest

from framing.validation import plan_difference, plan_precision


@pytest.mark.parametrize(
    ("population", "printed"), [(100, 80), (200, 132), (1000, 278), (10000, 370)]
)
def test_sizes_of_krejcie_and_morgan_1970(population, printed):
    assert plan_precision({"Herald": population})["n"].item() == printed


def test_the_half_width_is_reached_and_one_unit_less_would_not_do():
    plan = plan_precision({"Herald": 900, "Globe": 20}, half_width=0.05, expected=0.8)
    assert (plan["half_width"] <= 0.05).all()
    n = plan.loc["Herald", "n"] - 1
    assert 1.96 * np.sqrt(0.8 * 0.2 / n * (900 - n) / 899) > 0.05


def test_a_tiny_outlet_is_coded_whole():
    plan = plan_precision({"Globe": 1}, half_width=0.01)
    assert plan.loc["Globe"].tolist() == [1, 1, 0]


def test_the_planned_number_has_the_planned_power():
    """Simulated: corrected means of two outlets, normal codings, the planned n."""
    plan = plan_difference(
        {"Herald": 800, "Globe": 600}, difference=0.3, sd=1.0, correlation=0.8, power=0.8
    )
    n, half_width = plan.loc["corrected"].tolist()
    rng, found = np.random.default_rng(0), 0
    for _draw in range(1000):
        means = []
        for size, mean in ((800, 0.3), (600, 0.0)):
            score = rng.normal(0, 0.8, size)
            coding = mean + score + rng.normal(0, 0.6, size)
            means.append(score.mean() + (coding - score)[: int(n)].mean())
        found += abs(means[0] - means[1]) > half_width
    assert 0.76 < found / 1000 < 0.84


def test_a_useless_score_saves_nothing_and_a_perfect_one_nearly_everything():
    sizes = {"Herald": 3000, "Globe": 3000}
    useless = plan_difference(sizes, difference=0.2, sd=1, correlation=0)
    assert useless.loc["corrected", "n"] == useless.loc["codings", "n"]
    assert plan_difference(sizes, difference=0.2, sd=1, correlation=1).loc["corrected", "n"] == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"difference": 0.01}, "too small for these outlets: with all articles coded, 0.396"),
        ({"correlation": 2}, "correlation must lie between -1 and 1"),
        ({"power": 1.0}, "power must lie between 0 and 1"),
        ({"sd": 0.0}, "sd must lie between 0"),
        ({"articles": {"Herald": 100}}, "two outlets"),
    ],
)
def test_bad_plans(change, words):
    options = {"articles": {"a": 100, "b": 100}, "difference": 0.5, "sd": 1.0, "correlation": 0.5}
    options |= change
    with pytest.raises(ValueError, match=words):
        plan_difference(options.pop("articles"), **options)


def test_an_outlet_without_units_is_named():
    with pytest.raises(ValueError, match="outlet 'Globe' has no unit"):
        plan_precision({"Herald": 10, "Globe": 0})
