"""Differences, tests and sentences of `compare_pairs`."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from framing.comparison.outlets import compare_outlets
from framing.comparison.pairs import compare_pairs, effect_sizes
from framing.statistics.intervals import Interval

FAST = Interval(n_resamples=499)


@pytest.fixture
def result(corpus, recwarn):
    scores, outlet, event = corpus()
    return compare_pairs(scores, outlet, cluster=event, interval=FAST)


def test_a_row_a_pair_and_category_agrees_with_the_outlets(corpus, result, recwarn):
    scores, outlet, event = corpus()
    each = compare_outlets(scores, outlet, cluster=event).set_index(["outlet", "category"])
    assert len(result) == 3 * 2
    for _, row in result.iterrows():
        a = each.loc[(row["outlet_a"], row["category"])]
        b = each.loc[(row["outlet_b"], row["category"])]
        assert row["difference"] == pytest.approx(a["estimate"] - b["estimate"])
        assert row["difference_low"] < row["difference"] < row["difference_high"]
        assert row["n_clusters_a"] == a["n_clusters"]
        if row["category"] == "promotion":
            assert row["ratio"] == pytest.approx(a["estimate"] / b["estimate"])
            assert row["ratio_low"] < row["ratio"] < row["ratio_high"]
        else:
            assert np.isnan(row["ratio"])


def test_the_invented_difference_is_found_and_nothing_else(result):
    promotion = result[result["category"] == "promotion"].set_index(["outlet_a", "outlet_b"])
    assert promotion.loc[("Agency", "Daily"), "p_holm"] <= 0.05
    assert promotion.loc[("Daily", "Herald"), "p"] > 0.05
    assert (result.loc[result["category"] == "polarity", "p_holm"] > 0.05).all()


def test_adjusted_over_all_rows_as_statsmodels_does(result):
    assert result["p_holm"].to_numpy() == pytest.approx(
        multipletests(result["p"], method="holm")[1]
    )
    assert result["p_bh"].to_numpy() == pytest.approx(
        multipletests(result["p"], method="fdr_bh")[1]
    )


def test_shared_events_make_the_difference_surer_when_events_set_the_tone(corpus, recwarn):
    scores, _, event = corpus(outlets=("Agency",))
    outlet = pd.Series(np.tile(["Agency", "Daily"], len(scores) // 2), scores.index)
    tone = event % 7
    scores = pd.DataFrame({"promotion": tone + 0.1 * (outlet == "Agency"), "words": 100})
    clustered = compare_pairs(scores, outlet, cluster=event, interval=FAST).iloc[0]
    apart = compare_pairs(scores, outlet, interval=FAST).iloc[0]
    assert clustered["standard_error"] == pytest.approx(0, abs=1e-12)
    assert clustered["p"] <= 0.01
    assert apart["standard_error"] > 0.2
    assert apart["p"] > 0.3


def test_an_outlet_compared_with_its_copy_is_exactly_nothing(corpus, recwarn):
    scores, _, event = corpus(outlets=("Agency",))
    copy = scores.set_axis([f"copy {name}" for name in scores.index])
    both = pd.concat([scores, copy])
    outlet = pd.Series(["Agency"] * len(scores) + ["Copy"] * len(scores), both.index)
    cluster = pd.concat([event, event.set_axis(copy.index)])
    result = compare_pairs(both, outlet, cluster=cluster, interval=FAST)
    assert (result["difference"] == 0).all()
    assert (result["p"] == 1).all()
    assert (result["superiority"] == 0.5).all()
    assert result.loc[result["category"] == "promotion", "ratio"].tolist() == [1]


def test_sentences_about_pairs(corpus, recwarn):
    scores, outlet, event = corpus()
    event = event + 1000 * (outlet == "Daily")
    scores["criticism"] = np.where(outlet == "Agency", 1.0, 0.0)
    result = compare_pairs(scores, outlet, cluster=event, interval=FAST)
    result = result.set_index(["outlet_a", "outlet_b", "category"])["note"]
    assert "Agency and Daily share no event" in result[("Agency", "Daily", "promotion")]
    assert "share no event" not in result[("Agency", "Herald", "promotion")]
    assert "Herald has no match at all in criticism" in result[("Agency", "Herald", "criticism")]
    assert "Daily and Herald have no match" in result[("Daily", "Herald", "criticism")]


def test_a_single_outlet_has_no_pair(corpus):
    scores, outlet, event = corpus(outlets=("Agency",))
    with pytest.raises(ValueError, match="outlet has a single outlet, Agency; a pair needs two"):
        compare_pairs(scores, outlet, cluster=event)


def test_effect_sizes_on_request(corpus):
    scores, outlet, _ = corpus()
    table = effect_sizes(scores, outlet)
    assert list(table.columns[3:]) == ["superiority", "cliffs_delta", "hedges_g"]
    assert table["cliffs_delta"].to_numpy() == pytest.approx(2 * table["superiority"] - 1)
