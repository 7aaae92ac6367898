"""Specifications side by side, their joint test, and what is left out in turn."""

import numpy as np
import pandas as pd
import pytest

from framing.comparison.counts import match_counts
from framing.comparison.outlets import compare_outlets
from framing.comparison.robustness import (
    leave_out_entries,
    leave_out_units,
    specification_curve,
)
from framing.comparison.shift import word_shift


def specifications(scores, seed=0):
    """Six invented ways to score the same articles: three lexicons, two voices."""
    rng = np.random.default_rng(seed)
    tables = {}
    for lexicon in ("narrow", "wide", "other"):
        for voice in ("own", "all"):
            noise = rng.gamma(2, 0.5, len(scores))
            table = scores[["words"]].assign(promotion=scores["promotion"] * noise)
            tables[lexicon, voice] = table
    return tables


NAMES = {"groups": ("Agency", "Daily"), "choices": ("lexicon", "voice")}


def test_every_combination_stands_in_the_table_as_compare_outlets_has_it(corpus, recwarn):
    scores, outlet, event = corpus()
    tables = specifications(scores)
    curve = specification_curve(tables, outlet, cluster=event, **NAMES)
    assert len(curve.table) == 6 * 2
    assert curve.table["effect"].is_monotonic_increasing
    for _, row in curve.table.iterrows():
        each = compare_outlets(
            tables[row["lexicon"], row["voice"]], outlet, cluster=event, estimand=row["estimand"]
        ).set_index("outlet")["estimate"]
        assert row["difference"] == pytest.approx(each["Agency"] - each["Daily"])
        assert row["low"] < row["difference"] < row["high"]


def test_an_invented_difference_holds_jointly(corpus):
    scores, outlet, event = corpus()
    joint = specification_curve(specifications(scores), outlet, cluster=event, **NAMES).joint
    median, sign, significant = joint["observed"]
    assert median > 0.3
    assert sign == 1
    assert significant > 0.7
    assert joint["p"].iloc[0] < 0.01
    assert joint["p"].iloc[2] < 0.01
    assert joint["median_if_exchangeable"].iloc[2] < 0.2


def test_without_a_difference_the_joint_tests_keep_their_level(corpus):
    small = []
    for seed in range(60):
        scores, outlet, event = corpus(30, seed, outlets=("Agency",))
        rng = np.random.default_rng(seed)
        outlet = pd.Series(rng.choice(["Agency", "Daily"], len(outlet)), outlet.index)
        curve = specification_curve(specifications(scores), outlet, cluster=event, **NAMES)
        small.append((curve.joint["p"] <= 0.1).to_numpy())
    assert (np.mean(small, axis=0) <= 0.2).all()


def test_tables_may_leave_articles_out(corpus, recwarn):
    scores, outlet, event = corpus()
    whole, fewer = scores[["promotion", "words"]], scores[["promotion", "words"]].iloc[::2]
    curve = specification_curve(
        {("kept",): whole, ("dropped",): fewer},
        outlet,
        groups=("Agency", "Daily"),
        choices=("duplicates",),
        cluster=event,
        estimands=("ratio_of_sums",),
    )
    how = {"cluster": event, "estimand": "ratio_of_sums"}
    each = compare_outlets(fewer, outlet, **how).set_index("outlet")["estimate"]
    row = curve.table.set_index("duplicates").loc["dropped"]
    assert row["difference"] == pytest.approx(each["Agency"] - each["Daily"])


def test_specifications_that_do_not_fit_are_refused(corpus):
    scores, outlet, _ = corpus()
    with pytest.raises(ValueError, match="tables is empty"):
        specification_curve({}, outlet, **NAMES)
    with pytest.raises(ValueError, match="must be a tuple with one part each for"):
        specification_curve({("narrow",): scores}, outlet, **NAMES)
    with pytest.raises(ValueError, match="must have one score column and words"):
        specification_curve({("narrow", "own"): scores}, outlet, **NAMES)
    share = scores[["words"]].assign(sentiment=scores["polarity"])
    with pytest.raises(ValueError, match=r"^tables\['narrow', 'own'\] has sentiment, no rate"):
        specification_curve({("narrow", "own"): share}, outlet, **NAMES)
    curve = specification_curve(
        {("narrow", "own"): share}, outlet, estimands=("mean_of_articles",), **NAMES
    )
    assert curve.table["estimand"].tolist() == ["mean_of_articles"]
    one = {("narrow", "own"): scores[["promotion", "words"]]}
    half = one | {("wide", "own"): scores.loc[outlet == "Agency", ["promotion", "words"]]}
    with pytest.raises(ValueError, match=r"'lexicon': 'wide', .* one of the outlets .* no score"):
        specification_curve(half, outlet, **NAMES)
    with pytest.raises(ValueError, match="groups='Herold' is no outlet"):
        specification_curve(one, outlet, groups=("Agency", "Herold"), choices=NAMES["choices"])


def test_leaving_a_unit_out_is_computing_without_it(corpus, recwarn):
    scores, outlet, event = corpus()
    table = leave_out_units(scores, outlet, event, groups=("Agency", "Daily"))
    table = table[table["category"] == "promotion"].set_index("left_out")
    assert set(table.index) == set(event[outlet != "Herald"])
    for unit in (0, 17):
        rest = event != unit
        each = compare_outlets(scores[rest], outlet, cluster=event).set_index(
            ["outlet", "category"]
        )["estimate"]
        expected = each["Agency", "promotion"] - each["Daily", "promotion"]
        assert table.loc[unit, "difference"] == pytest.approx(expected)


def test_a_pooled_statement_that_hangs_on_one_outlet_shows_it():
    ids = [f"a{i}" for i in range(40)]
    outlet = pd.Series(np.resize(["Agency", "Gazette", "Daily", "Herald"], 40), ids)
    scores = pd.DataFrame({"promotion": np.where(outlet == "Agency", 9.0, 1.0), "words": 300}, ids)
    owner = outlet.map({"Agency": "state", "Gazette": "state"}).fillna("independent")
    table = leave_out_units(scores, owner, outlet, groups=("state", "independent"))
    assert table["left_out"].iloc[0] == "Agency"
    assert table["difference"].iloc[0] == 0


def test_leaving_an_entry_out_takes_its_contribution_away():
    ids = ["a", "b"]
    matches = pd.DataFrame(
        {
            "article_id": ["a", "a", "a", "b"],
            "entry": ["historic", "historic", "landmark", "landmark"],
            "value": 1.0,
            "voice": ["own", "quoted", "own", "own"],
        }
    )
    by, words = pd.Series(["A", "B"], ids), pd.Series(1000, ids)
    for split in ((), ("voice",)):
        counts = match_counts(matches, words=words, split=split)
        shift = word_shift(counts, by, groups=("A", "B"))
        without = leave_out_entries(shift).set_index("left_out")["difference"]
        assert without.to_dict() == {"historic": 0, "landmark": 2}
