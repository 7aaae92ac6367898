"""Matched differences, strata, coverage, and events found from words and dates."""

import numpy as np
import pandas as pd
import pytest

from framing.comparison.events import coarsen, event_coverage, same_event
from framing.comparison.finding import find_events
from framing.statistics.intervals import Interval

FAST = Interval(n_resamples=499)


def test_the_matched_difference_is_the_mean_over_shared_events(corpus, recwarn):
    scores, outlet, event = corpus()
    table = same_event(scores, outlet, event, interval=FAST)
    row = table[(table["outlet_a"] == "Agency") & (table["outlet_b"] == "Herald")].iloc[0]
    promotion = {name: scores["promotion"][outlet == name] for name in ("Agency", "Herald")}
    means = {name: own.groupby(event).mean() for name, own in promotion.items()}
    within = (means["Agency"] - means["Herald"]).dropna()
    assert row["n_shared_events"] == len(within)
    assert row["difference"] == pytest.approx(within.mean())
    half = 2.04 * within.sem()
    assert row["high"] - row["low"] == pytest.approx(2 * half, rel=0.03)
    both = event.isin(within.index)
    assert row["n_matched_a"] == (both & (outlet == "Agency")).sum()
    assert row["n_left_out_a"] == (~both & (outlet == "Agency")).sum()


def test_matching_takes_away_what_the_choice_of_events_adds(recwarn):
    """Agency covers the warm events more often, yet tells each as Daily does."""
    rng = np.random.default_rng(2)
    event = np.repeat(np.arange(60), 6)
    warm = event < 30
    agency = rng.random(360) < np.where(warm, 0.8, 0.2)
    ids = pd.Index([f"a{i}" for i in range(360)])
    scores = pd.DataFrame({"promotion": 2.0 + 5 * warm + rng.gamma(1, 1, 360), "words": 300}, ids)
    outlet = pd.Series(np.where(agency, "Agency", "Daily"), ids)
    row = same_event(scores, outlet, pd.Series(event, ids), interval=FAST).iloc[0]
    assert row["raw_low"] > 1
    assert row["low"] < 0 < row["high"]
    assert row["p"] > 0.05


def test_events_that_one_outlet_covers_are_said(corpus):
    scores, outlet, event = corpus()
    event = event + 1000 * (outlet == "Daily")
    with pytest.warns(UserWarning) as caught:
        table = same_event(scores, outlet, event, interval=FAST)
    sentences = {str(warning.message) for warning in caught}
    assert "Agency and Daily share no event: nothing can be matched." in sentences
    none = table[table["n_shared_events"] == 0]
    assert none[["difference", "low", "p", "p_holm"]].isna().all(axis=None)
    assert (none["n_matched_a"] == 0).all()


def test_few_shared_events_have_no_interval(corpus):
    scores, outlet, event = corpus(5, outlets=("Agency", "Daily"))
    with pytest.warns(UserWarning, match="events, fewer than 6: no interval"):
        table = same_event(scores, outlet, event, interval=FAST)
    assert table["low"].isna().all()


def test_articles_without_event_are_left_out_and_counted(corpus, recwarn):
    scores, outlet, event = corpus()
    event = event.astype(object).where(event != 0)
    table = same_event(scores, outlet, event, interval=FAST)
    total = table["n_matched_a"] + table["n_left_out_a"]
    assert (total == table["outlet_a"].map(outlet.value_counts())).all()
    with pytest.raises(ValueError, match="article 'a0' has no event"):
        same_event(scores, outlet, event, missing="raise")


def test_strata_of_like_articles_serve_as_events(corpus, recwarn):
    scores, outlet, _ = corpus()
    section = pd.Series(np.resize(["world", "home"], len(scores)), scores.index)
    strata = coarsen(
        pd.DataFrame({"words": scores["words"], "section": section}), {"words": [300, 600]}
    )
    assert strata.nunique() == 6
    table = same_event(scores, outlet, strata, interval=FAST)
    assert (table["n_shared_events"] == 6).all()
    with pytest.raises(ValueError, match="bins names 'length', no column of covariates"):
        coarsen(pd.DataFrame({"words": [1]}), {"length": [3]})


def test_coverage_counts_every_article(corpus):
    _, outlet, event = corpus()
    table = event_coverage(outlet, event)
    assert table[["Agency", "Daily", "Herald"]].sum().sum() == len(outlet)
    assert table["n_outlets"].is_monotonic_decreasing


STORIES = {
    "launch1": ("2024-05-01", "The agency launched the weather satellite Borealis from Kestrel."),
    "launch2": ("2024-05-02", "Borealis, a weather satellite, was launched from Kestrel Friday."),
    "strike1": ("2024-05-01", "Dock workers in Harrow began a strike over pensions and pay."),
    "strike2": ("2024-05-03", "The strike of dock workers over pay closed the port of Harrow."),
    "later": ("2024-06-20", "The weather satellite Borealis was launched from Kestrel in May."),
    "alone": ("2024-05-02", "A violin was sold at auction."),
    "undated": (None, "Dock workers in Harrow began a strike over pensions and pay."),
}


def test_invented_stories_are_grouped_by_words_within_the_window():
    text = pd.Series({name: story[1] for name, story in STORIES.items()})
    date = pd.Series({name: story[0] for name, story in STORIES.items()})
    found = find_events(text, date, days=3, threshold=0.3)
    event = found["event_id"]
    assert event["launch1"] == event["launch2"] != event["strike1"]
    assert event["strike1"] == event["strike2"]
    assert event[["later", "alone", "undated"]].isna().all()
    assert found.loc["launch2", "joined_to"] == "launch1"
    assert found.loc["strike2", "days_apart"] == 2
    assert found.index.equals(text.index)
    wide = find_events(text, date, days=60, threshold=0.3)["event_id"]
    assert wide["later"] == wide["launch1"]


def test_order_of_articles_does_not_change_events():
    text = pd.Series({name: story[1] for name, story in STORIES.items()})
    date = pd.Series({name: story[0] for name, story in STORIES.items()})
    first = find_events(text, date, threshold=0.3)
    turned = find_events(text[::-1], date, threshold=0.3).loc[text.index]
    pd.testing.assert_frame_equal(first, turned)


def test_nothing_in_common_and_bad_choices():
    text, date = pd.Series(["one two", "three four"]), pd.Series(["2024-01-01", "2024-01-01"])
    assert find_events(text, date)["event_id"].isna().all()
    with pytest.raises(ValueError, match="threshold=2 must lie above 0"):
        find_events(text, date, threshold=2)
    with pytest.raises(ValueError, match="days=-1 must be at least 0"):
        find_events(text, date, days=-1)
    with pytest.raises(ValueError, match="date holds what is no date"):
        find_events(text, pd.Series(["soon", "later"]))
