"""Estimates, intervals and sentences of `compare_outlets`, and its refusals."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import framing as fr
from framing.comparison.outlets import compare_outlets
from framing.statistics.intervals import Interval


def test_ratio_of_sums_is_all_matches_over_all_words(corpus, recwarn):
    scores, outlet, event = corpus()
    result = compare_outlets(scores, outlet, cluster=event, estimand="ratio_of_sums")
    result = result.set_index(["outlet", "category"])
    mine = scores[outlet == "Agency"]
    row = result.loc[("Agency", "promotion")]
    assert row["estimate"] == pytest.approx(
        1000 * mine["promotion_count"].sum() / mine["words"].sum(), rel=1e-12
    )
    assert row["words"] == mine["words"].sum()
    assert row["n_articles"] == len(mine)
    assert row["n_clusters"] == event[outlet == "Agency"].nunique()
    assert row["zero_share"] == (mine["promotion"] == 0).mean()
    assert 0 < row["low"] < row["estimate"] < row["high"]
    assert row["high"] - row["estimate"] > row["estimate"] - row["low"]
    assert row["estimand"] == "ratio_of_sums"


def test_the_default_is_the_mean_of_articles_with_its_interval_if_independent(corpus, recwarn):
    scores, outlet, _ = corpus()
    polarity = scores[["polarity"]]
    result = compare_outlets(polarity, outlet).set_index("outlet")
    assert (result["estimand"] == "mean_of_articles").all()
    values = polarity["polarity"][outlet == "Daily"]
    row = result.loc["Daily"]
    assert row["estimate"] == pytest.approx(values.mean())
    assert row["standard_error"] == pytest.approx(values.sem())
    assert row["design_effect"] == pytest.approx(1)
    expected = stats.t.interval(0.95, len(values) - 1, values.mean(), values.sem())
    assert [row["low"], row["high"]] == pytest.approx(expected)


def test_clusters_that_vary_as_one_have_a_design_effect(corpus, recwarn):
    scores, outlet, event = corpus(60, seed=4, outlets=("Agency",))
    scores["promotion"] = event * 0.1
    row = compare_outlets(scores[["promotion", "words"]], outlet, cluster=event).iloc[0]
    assert row["icc"] == pytest.approx(1)
    assert row["design_effect"] > 2.5


@pytest.mark.parametrize("method", ["cr3", "studentised", "bca", "percentile"])
def test_other_intervals_by_name_are_near_the_default(corpus, recwarn, method):
    scores, outlet, event = corpus()
    default = compare_outlets(scores, outlet, cluster=event)
    other = compare_outlets(
        scores, outlet, cluster=event, interval=Interval(method, n_resamples=2000)
    )
    assert (other["interval"] == method).all()
    assert other["low"].to_numpy() == pytest.approx(default["low"].to_numpy(), rel=0.25, abs=0.03)
    assert other["high"].to_numpy() == pytest.approx(default["high"].to_numpy(), rel=0.25, abs=0.03)


def test_the_same_seed_gives_the_same_table_and_order_does_not_matter(corpus, recwarn):
    scores, outlet, event = corpus()
    interval = Interval("bca", n_resamples=200)
    first = compare_outlets(scores, outlet, cluster=event, interval=interval, random_state=1)
    again = compare_outlets(scores, outlet, cluster=event, interval=interval, random_state=1)
    pd.testing.assert_frame_equal(first, again)
    default = compare_outlets(scores, outlet, cluster=event)
    shuffled = compare_outlets(scores[::-1], outlet, cluster=event)
    pd.testing.assert_frame_equal(default, shuffled)


def test_several_groupings_are_joined(corpus, recwarn):
    scores, outlet, event = corpus()
    wire = pd.Series(np.nan, scores.index)
    wire.iloc[[0, -1]] = 1
    both = compare_outlets(scores, outlet, cluster=pd.DataFrame({"event": event, "wire": wire}))
    alone = compare_outlets(scores, outlet, cluster=event)
    assert both["estimate"].to_numpy() == pytest.approx(alone["estimate"].to_numpy())
    merged = alone.groupby("category")["n_clusters"].sum() - len(
        set(outlet[event == 0]) & set(outlet[event == 39])
    )
    assert both.groupby("category")["n_clusters"].sum().tolist() == merged.tolist()


def test_missing_articles_are_counted_by_outlet_or_refused(corpus):
    scores, outlet, event = corpus(60)
    scores.loc["a0", "promotion"] = np.nan
    event = event.astype(float)
    event.loc["a1"] = np.nan
    outlet.loc["a2"] = None
    with pytest.warns(UserWarning, match="Articles without an outlet are left out: 1."):
        result = compare_outlets(scores, outlet, cluster=event)
    promotion = result[result["category"] == "promotion"].set_index("outlet")["n_excluded"]
    expected = outlet.loc[["a0", "a1"]].value_counts()
    assert promotion[promotion > 0].to_dict() == expected.to_dict()
    with pytest.raises(ValueError, match=r"article 'a2' has no outlet \(1 of 240 articles\)"):
        compare_outlets(scores, outlet, cluster=event, missing="raise")


@pytest.mark.parametrize(
    ("n_events", "sentence"),
    [
        (1, "Agency covers one event only"),
        (4, "Agency has 4 clusters, fewer than 6: no interval"),
        (20, "Agency has 20 clusters, fewer than 30: its interval leans on"),
    ],
)
def test_few_events_are_said(corpus, n_events, sentence):
    scores, outlet, event = corpus(n_events, outlets=("Agency",))
    with pytest.warns(UserWarning, match=sentence):
        result = compare_outlets(scores, outlet, cluster=event)
    assert result["note"].str.contains(sentence).all()
    assert result["low"].isna().all() == (n_events < 6)


def test_no_match_no_article_and_no_cluster_are_said(corpus, recwarn):
    scores, outlet, _ = corpus()
    scores["criticism"] = 0.0
    scores.loc[outlet == "Daily", "polarity"] = np.nan
    outlet.iloc[0] = "Single"
    result = compare_outlets(scores, outlet).set_index(["outlet", "category"])
    assert "no match at all in criticism" in result.loc[("Agency", "criticism"), "note"]
    assert np.isnan(result.loc[("Agency", "criticism"), "high"])
    assert (
        "Daily has no article with a score in polarity" in result.loc[("Daily", "polarity"), "note"]
    )
    assert "Single has one article only" in result.loc[("Single", "promotion"), "note"]
    assert result["note"].str.startswith("Articles count as independent").all()


@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        (lambda s, o, e: ([1.0], o, e), TypeError, "scores must be a table"),
        (lambda s, o, e: (s, o.tolist(), e), TypeError, "outlet must be a Series"),
        (lambda s, o, e: (s, o.drop("a3"), e), ValueError, "outlet has no entry for article 'a3'"),
        (lambda s, o, e: (s, o, e.iloc[5:]), ValueError, "cluster has no entry for article 'a0'"),
        (lambda s, o, e: (s, o, [1]), TypeError, "cluster must be a Series of cluster ids"),
        (lambda s, o, e: (s.iloc[[0, 0]], o, e), ValueError, "article 'a0' more than once"),
        (lambda s, o, e: (s[["words"]], o, e), ValueError, "no numeric score column"),
        (lambda s, o, e: (s.replace(0.0, np.inf), o, e), ValueError, "are infinite"),
        (lambda s, o, e: (s, o.where(o == ""), e), ValueError, "no article has both"),
    ],
)
def test_input_that_does_not_fit_is_refused(corpus, change, error, sentence):
    scores, outlet, event = change(*corpus())
    with pytest.raises(error, match=sentence):
        compare_outlets(scores, outlet, cluster=event)


def test_a_ratio_of_sums_needs_words(corpus):
    scores, outlet, event = corpus()
    with pytest.raises(ValueError, match="estimand='ratio_of_sums' needs the column words"):
        compare_outlets(scores[["polarity"]], outlet, cluster=event, estimand="ratio_of_sums")


@pytest.mark.parametrize(
    "name", ["promotion_own", "sentiment", "frame_economic_share", "speakers", "promotion_low"]
)
@pytest.mark.parametrize(
    "compare", [compare_outlets, fr.compare_pairs, fr.same_event, fr.over_time]
)
def test_what_is_no_rate_of_whole_articles_is_not_weighted_by_their_words(corpus, compare, name):
    scores, outlet, event = corpus()
    table = scores[["words"]].assign(**{name: scores["polarity"]})
    third = {
        fr.same_event: [event],
        fr.over_time: ["20" + event.astype(str).str.zfill(2) + "-01-01"],
    }
    with pytest.raises(ValueError, match=f"^scores has {name}, no rates per words of whole") as at:
        compare(table, outlet, *third.get(compare, []), estimand="ratio_of_sums")
    assert "estimand='mean_of_articles'" in str(at.value)
    assert ("score(matches, voice='own')" in str(at.value)) == (name == "promotion_own")
    with pytest.warns(UserWarning, match="."):
        result = compare_outlets(table, outlet).set_index("outlet")
    expected = table[name].groupby(outlet).mean()
    np.testing.assert_allclose(result["estimate"], expected[result.index])


def test_choices_that_do_not_exist_are_refused(corpus):
    scores, outlet, event = corpus()
    with pytest.raises(ValueError, match="estimand='mean' is not known; choose one of mean_of"):
        compare_outlets(scores, outlet, cluster=event, estimand="mean")
    with pytest.raises(ValueError, match="missing='drop' is not known"):
        compare_outlets(scores, outlet, cluster=event, missing="drop")
