import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing import charts


@pytest.fixture(scope="module")
def months(scores, corpus):
    return fr.over_time(
        scores[["promotion", "words"]], corpus["outlet"], corpus["date"], frequency="quarter"
    )


@pytest.fixture
def invented():
    """Six periods of one outlet, one without an article, and a wild interval at the end."""
    return pd.DataFrame(
        {"outlet": "Daily", "category": "promotion", "period": pd.date_range("2024", periods=6)}
        | {"n_articles": [9, 9, 0, 9, 9, 9], "estimate": [2, 3, np.nan, 2, 4, 3]}
        | {"low": [1, 2, np.nan, np.nan, 2, 1], "high": [4, 5, np.nan, np.nan, 5, 90]}
        | {"smoothed": [2.5, 3, np.nan, 3, 3, 3.5], "estimand": "mean_of_articles"}
    )


def strokes(ax):
    """Ends of the vertical lines."""
    return [tuple(line[:, 1]) for line in ax.collections[1].get_segments() if len(line)]


def test_every_outlet_has_a_panel_with_its_estimates_and_the_lines_of_the_others(months):
    panels = charts.over_time(months)
    assert [ax.get_title() for ax in panels] == sorted(months["outlet"].unique())
    for ax in panels:
        own = months[months["outlet"] == ax.get_title()]
        smoothed, points = ax.lines[-2:]
        np.testing.assert_array_equal(points.get_ydata(), own["estimate"])
        np.testing.assert_array_equal(smoothed.get_ydata(), own["smoothed"])
        assert len(ax.lines) == 7
    assert len({ax.get_ylim() for ax in panels}) == 1


def test_outlets_can_be_chosen_and_the_others_stay_in_grey(months):
    panels = charts.over_time(months, outlets=["Ostrel Herald", "Karvpress"])
    assert [ax.get_title() for ax in panels] == ["Ostrel Herald", "Karvpress"]
    assert all(len(ax.lines) == 7 for ax in panels)


def test_strokes_are_the_intervals_and_a_period_without_article_is_a_gap(invented):
    (ax,) = charts.over_time(invented)
    known = invented.dropna(subset="low")
    assert strokes(ax) == list(zip(known["low"], known["high"], strict=True))
    assert np.isnan(ax.lines[0].get_ydata()[2])
    assert "gaps: no article" in ax.figure.get_supxlabel()


def test_an_interval_that_would_hide_the_estimates_is_cut_and_the_chart_says_so(invented):
    (ax,) = charts.over_time(invented)
    assert ax.get_ylim() == (0, 1.6 * 4)
    assert "the longest cut" in ax.figure.get_supxlabel()
    (ax,) = charts.over_time(invented.head(5))
    assert ax.get_ylim() == (0, 5.25)
    assert "cut" not in ax.figure.get_supxlabel()


def test_negative_scores_have_room(invented):
    table = invented.assign(category="sentiment", estimate=-1.0, low=-1.2, high=-0.8, smoothed=-1.0)
    (ax,) = charts.over_time(table)
    assert ax.get_ylim()[0] == pytest.approx(-1.2)
    assert ax.figure.get_supylabel() == "sentiment, mean valence, −4 to 4"


def test_an_outlet_without_any_estimate_says_so(invented, look):
    table = invented.assign(estimate=np.nan, low=np.nan, high=np.nan, smoothed=np.nan)
    (ax,) = charts.over_time(table)
    assert look.texts(ax) == ["no data"]


def test_twenty_outlets_fit(invented, look):
    names = [f"The Very Long-Winded Daily Chronicle {n:03}" for n in range(20)]
    panels = charts.over_time(pd.concat([invented.assign(outlet=name) for name in names]))
    assert len(panels) == 20
    assert look.fits(*panels)
    assert look.apart([ax.title for ax in panels])


def test_what_does_not_fit_is_refused(invented):
    with pytest.raises(ValueError, match="outlet='Nobody' is not in the table"):
        charts.over_time(invented, outlets=["Nobody"])
    with pytest.raises(ValueError, match=r"no column smoothed.*fr\.over_time"):
        charts.over_time(invented.drop(columns="smoothed"))
    with pytest.raises(ValueError, match="more than one row for outlet 'Daily', period"):
        charts.over_time(pd.concat([invented, invented]))
