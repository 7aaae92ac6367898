import numpy as np
import pandas as pd
import pytest

from framing import charts


@pytest.fixture
def bins():
    return pd.DataFrame(
        {"label": ["critical"] * 3 + ["promotional"] * 3, "bin": [1, 2, 3] * 2}
        | {"predicted": [0.1, 0.5, 0.9] * 2, "observed": [0.2, 0.4, 0.95, 0.1, 0.6, 0.8]}
        | {"low": [0.1, 0.3, 0.8, 0.0, 0.5, 0.7], "high": [0.3, 0.5, 1.0, 0.2, 0.7, 0.9], "n": 40}
    )


def test_bins_of_one_label_stand_at_their_probability(bins, look):
    ax = charts.reliability(bins, label="promotional")
    own = bins[bins["label"] == "promotional"]
    np.testing.assert_array_equal(ax.lines[1].get_data(), own[["predicted", "observed"]].T)
    ends = [tuple(line[:, 1]) for line in ax.collections[0].get_segments()]
    assert ends == list(zip(own["low"], own["high"], strict=True))
    assert (ax.get_xlim(), ax.get_ylim()) == ((0, 1), (0, 1))
    assert ax.get_xlabel() == "Probability of promotional\n(3 bins of 40 items)"
    assert look.fits(ax)


def test_an_empty_bin_is_mentioned(bins):
    bins.loc[1, "observed"] = np.nan
    ax = charts.reliability(bins, label="critical")
    assert len(ax.lines[1].get_xdata()) == 2
    assert "(3 bins of 40 items; no data in 1 bin)" in ax.get_xlabel()


def test_a_label_must_be_chosen(bins):
    with pytest.raises(ValueError, match="choose one of critical, promotional"):
        charts.reliability(bins)


@pytest.fixture
def curve():
    return pd.DataFrame(
        {"codings": [100, 200, 400, 500, 700, 700], "measure": ["mcc"] * 5 + ["gain in mcc"]}
        | {"value": [0.4, 0.5, 0.55, 0.57, 0.6, 0.03], "low": [0.3, 0.4, 0.5, 0.5, 0.5, -0.01]}
        | {"high": [0.5, 0.6, 0.62, 0.65, 0.7, 0.05], "projected": [False] * 3 + [True] * 3}
    )


def test_measured_and_projected_points_are_told_apart(curve, look):
    ax = charts.learning_curve(curve)
    measured, dashed, hollow = ax.lines
    assert list(measured.get_xdata()) == [100, 200, 400]
    assert list(measured.get_ydata()) == [0.4, 0.5, 0.55]
    assert list(dashed.get_xdata()) == [400, 500, 700]
    assert dashed.get_linestyle() == "--"
    assert list(hollow.get_ydata()) == [0.57, 0.6]
    assert hollow.get_markerfacecolor() == "white"
    assert look.legend(ax) == ["measured", "projected"]


def test_bands_are_the_intervals(curve):
    bands = [band.get_paths()[0].vertices for band in charts.learning_curve(curve).collections]
    assert {(100, 0.3), (100, 0.5), (400, 0.62)} <= set(map(tuple, bands[0]))
    assert {(500, 0.65), (700, 0.5)} <= set(map(tuple, bands[1]))


def test_the_gain_is_written_and_not_drawn(curve):
    ax = charts.learning_curve(curve)
    assert ax.get_xlabel().endswith("(projected gain: +0.030, from −0.010 to +0.050)")
    assert ax.get_ylim()[0] > 0.1
    assert "gain" not in charts.learning_curve(curve[~curve["projected"]]).get_xlabel()


def test_the_table_must_be_one_of_a_learning_curve(curve):
    with pytest.raises(ValueError, match=r"no column projected;.*fr\.learning_curve"):
        charts.learning_curve(curve.drop(columns="projected"))
