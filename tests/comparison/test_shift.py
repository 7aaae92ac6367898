"""Contributions add up; nothing against itself is nothing; the interval is that of the whole."""

import numpy as np
import pandas as pd
import pytest

from framing.comparison.counts import match_counts
from framing.comparison.shift import word_shift


@pytest.fixture
def material():
    """Invented matches of 40 articles by two outlets."""
    rng = np.random.default_rng(9)
    ids = pd.Index([f"a{i}" for i in range(40)], name="article_id")
    n = 300
    matches = pd.DataFrame(
        {
            "article_id": rng.choice(ids[:35], n),
            "entry": rng.choice([f"entry{i}" for i in range(25)], n),
            "value": rng.choice([0.0, 1.0, 0.5, -0.74], n),
            "voice": rng.choice(["own", "quoted", "reported"], n),
            "target": rng.choice(["state", None], n),
        }
    )
    by = pd.Series(np.resize(["A", "B", "A", "C"], 40), ids)
    words = pd.Series(rng.integers(100, 900, 40), ids)
    return matches, by, words, pd.Series(np.arange(40) // 4, ids)


def difference(matches, by, words, amount, estimand):
    count = amount.groupby(matches["article_id"]).sum().reindex(words.index, fill_value=0)
    if estimand == "mean_of_articles":
        a, b = ((count / words)[by == name].mean() for name in "AB")
    else:
        a, b = (count[by == name].sum() / words[by == name].sum() for name in "AB")
    return 1000 * (a - b)


@pytest.mark.parametrize("split", [(), ("voice",), ("voice", "target")])
@pytest.mark.parametrize("formula", ["rate", "weighted_rate"])
@pytest.mark.parametrize("estimand", ["mean_of_articles", "ratio_of_sums"])
def test_contributions_add_up_to_the_difference(material, split, formula, estimand):
    matches, by, words, event = material
    counts = match_counts(matches, words=words, split=split, formula=formula)
    shift = word_shift(counts, by, groups=("A", "B"), cluster=event, estimand=estimand)
    assert (shift["estimand"] == estimand).all()
    amount = (matches["value"] != 0) if formula == "rate" else matches["value"]
    assert shift["contribution"].sum() == pytest.approx(
        difference(matches, by, words, amount, estimand), abs=1e-9
    )
    assert shift["share"].sum() == pytest.approx(1)
    assert shift["contribution"].abs().is_monotonic_decreasing
    assert (shift["low"] <= shift["high"]).all()
    if "target" in split:
        assert set(shift["target"]) == {"state", "(none)"}


def test_parts_add_up_to_their_entry(material):
    matches, by, words, _ = material
    counts = match_counts(matches, words=words)
    whole = word_shift(counts, by, groups=("A", "B")).set_index("entry")
    counts = match_counts(matches, words=words, split=("voice",))
    parts = word_shift(counts, by, groups=("A", "B"))
    summed = parts.groupby("entry")["contribution"].sum()
    assert summed.to_dict() == pytest.approx(whole["contribution"].to_dict(), abs=1e-12)


def test_an_outlet_against_its_copy_is_exactly_nothing(material):
    matches, by, words, event = material
    matches = matches[matches["article_id"].map(by) == "A"]
    ids = words.index[by == "A"]
    renamed = matches.assign(article_id="copy " + matches["article_id"])
    both = pd.concat([matches, renamed], ignore_index=True)
    index = ids.append(pd.Index([f"copy {name}" for name in ids]))
    by = pd.Series(["A"] * len(ids) + ["Copy"] * len(ids), index)
    exposure = pd.Series(np.tile(words[ids], 2), index)
    cluster = pd.Series(np.tile(event[ids], 2), index)
    counts = match_counts(both, words=exposure)
    shift = word_shift(counts, by, groups=("A", "Copy"), cluster=cluster)
    assert (shift["contribution"] == 0).all()
    assert (shift[["low", "high"]].abs() < 1e-12).all(axis=None)
    assert shift["share"].isna().all()


def test_intervals_agree_with_a_plain_bootstrap(material):
    matches, by, words, event = material
    counts = match_counts(matches, words=words)
    shift = word_shift(counts, by, groups=("A", "B"), cluster=event, estimand="ratio_of_sums")
    top = shift.iloc[0]
    used = matches[(matches["entry"] == top["entry"]) & (matches["value"] != 0)]
    count = used.groupby("article_id").size().reindex(words.index, fill_value=0).to_numpy()
    drawn = np.random.default_rng(3).integers(0, 10, (8000, 10))
    articles = (4 * drawn[:, :, None] + np.arange(4)).reshape(8000, 40)
    rates = []
    for group in "AB":
        mine = (by == group).to_numpy()[articles]
        sums = [(values[articles] * mine).sum(axis=1) for values in (count, words.to_numpy())]
        rates.append(1000 * sums[0] / sums[1])
    low, high = np.quantile(rates[0] - rates[1], [0.025, 0.975])
    assert top["low"] == pytest.approx(low, abs=0.15)
    assert top["high"] == pytest.approx(high, abs=0.15)


def test_unknown_groups_are_refused(material):
    matches, by, words, _ = material
    with pytest.raises(ValueError, match="groups='D' is no outlet; the outlets are A, B, C"):
        word_shift(match_counts(matches, words=words), by, groups=("A", "D"))
