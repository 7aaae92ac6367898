"""Rates over time, and before and after a date."""

import numpy as np
import pandas as pd
import pytest

from framing.comparison.outlets import compare_outlets
from framing.comparison.periods import before_after, over_time


@pytest.fixture
def dated(corpus):
    scores, outlet, event = corpus(120, outlets=("Agency", "Daily"))
    day = pd.Timestamp("2024-01-01") + pd.to_timedelta(event, unit="D")
    return scores, outlet, day.astype(str), event


def test_a_month_is_what_compare_outlets_makes_of_its_articles(dated, recwarn):
    scores, outlet, date, event = dated
    table = over_time(scores, outlet, date, cluster=event)
    february = date.str.startswith("2024-02")
    expected = compare_outlets(scores[february], outlet, cluster=event)
    row = table[(table["period"] == "2024-02-01") & (table["outlet"] == "Agency")].iloc[0]
    for name in ("n_articles", "n_clusters", "estimate", "low", "high"):
        assert row[name] == pytest.approx(expected.iloc[0][name]), name


def test_gaps_stay_gaps_and_smoothing_takes_sums_of_the_window(dated):
    scores, outlet, date, event = dated
    kept = ~date.str.startswith("2024-03")
    how = {"cluster": event, "window": 3, "estimand": "ratio_of_sums"}
    table = over_time(scores[kept], outlet, date, **how)
    agency = table[(table["outlet"] == "Agency") & (table["category"] == "promotion")]
    assert agency["n_articles"].tolist()[2] == 0
    assert agency[["estimate", "low", "high", "smoothed"]].iloc[2].isna().all()
    mine = kept & (outlet == "Agency") & (date < "2024-03")
    expected = 1000 * scores["promotion_count"][mine].sum() / scores["words"][mine].sum()
    assert agency["smoothed"].iloc[0] == pytest.approx(expected)


def test_every_outlet_has_every_period(dated):
    scores, outlet, date, _ = dated
    late = outlet.where(date >= "2024-04", "Daily")
    table = over_time(scores, late, date, frequency="week")
    assert len(set(table.groupby(["outlet", "category"]).size())) == 1
    assert (table[table["outlet"] == "Agency"]["n_articles"].iloc[:5] == 0).all()


def test_before_and_after_find_a_change_and_only_there(dated, recwarn):
    scores, outlet, date, event = dated
    changed = (outlet == "Agency") & (date >= "2024-03-01")
    scores.loc[changed, "promotion"] *= 2
    table = before_after(scores, outlet, date, at="2024-03-01", cluster=event)
    table = table.set_index(["outlet", "category"])
    agency = table.loc[("Agency", "promotion")]
    assert agency["p_holm"] < 0.01
    assert agency["ratio_low"] < 2 < agency["ratio_high"]
    assert table.loc[("Daily", "promotion"), "p"] > 0.05
    mine = (outlet == "Agency") & (date >= "2024-03-01")
    assert agency["estimate_a"] == pytest.approx(scores["promotion"][mine].mean())


def test_articles_without_date_are_left_out(dated):
    scores, outlet, date, _ = dated
    date = date.astype(object)
    date.iloc[:10] = None
    agency = (outlet.iloc[:10] == "Agency").sum()
    sentence = f"Articles without a date are left out: Agency {agency}, Daily {10 - agency}."
    with pytest.warns(UserWarning, match=sentence):
        table = over_time(scores, outlet, date)
    assert table["n_articles"].sum() == 2 * (len(scores) - 10)


def test_bad_input_is_refused(dated):
    scores, outlet, date, _ = dated
    with pytest.raises(ValueError, match="frequency='fortnight' is not known; choose one of day"):
        over_time(scores, outlet, date, frequency="fortnight")
    with pytest.raises(ValueError, match="window=2 must be an odd number"):
        over_time(scores, outlet, date, window=2)
    with pytest.raises(ValueError, match="date is missing for every article"):
        over_time(scores, outlet, pd.Series(None, scores.index, dtype=object))
    with pytest.raises(ValueError, match="at='soon' is no date"):
        before_after(scores, outlet, date, at="soon")
    with pytest.raises(ValueError, match="Agency has articles on one side of at='2030-01-01' only"):
        before_after(scores, outlet, date, at="2030-01-01")
    assert np.isfinite(scores["words"]).all()
