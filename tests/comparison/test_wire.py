"""Reprints and light edits are found, exactly and independently of order."""

import numpy as np
import pandas as pd
import pytest

from framing.comparison.wire import reprints, wire_copy


@pytest.fixture
def articles():
    """Two hundred invented articles of random words; the last forty edit one of the others."""
    rng = np.random.default_rng(7)
    words = np.array([f"w{i}" for i in range(4000)])
    originals = words[rng.integers(0, 4000, (160, 300))]
    copied = rng.integers(0, 160, 40)
    edited = originals[copied]
    changed = rng.random(edited.shape) < 0.02
    edited[changed] = words[rng.integers(0, 4000, changed.sum())]
    texts = [" ".join(row) for row in np.concatenate([originals, edited])]
    text = pd.Series(texts, [f"a{i}" for i in range(200)])
    return text, copied


def test_light_edits_are_found_and_nothing_else_is_joined(articles):
    text, copied = articles
    table = wire_copy(text)
    assert (table["cluster"].iloc[160:].to_numpy() == table["cluster"].iloc[copied]).all()
    assert table["cluster"].nunique() == 160
    assert table["similarity"].iloc[160:].between(0.6, 1).all()
    assert (table["n_copies"] == table.groupby("cluster")["n_copies"].transform("size")).all()
    assert (table["similarity"].isna() == (table["n_copies"] == 1)).all()


def test_similarity_is_the_share_of_common_runs():
    a = [f"w{i}" for i in range(100)]
    b = [*a[:60], "changed", *a[61:]]
    table = wire_copy(pd.Series([" ".join(a), " ".join(b)]))
    assert table["similarity"].tolist() == [91 / 101, 91 / 101]


def test_case_and_punctuation_do_not_matter_and_cut_copies_count():
    words = [f"word{i}" for i in range(80)]
    text = pd.Series([" ".join(words), ", ".join(words).upper() + "!", " ".join(words[:50])])
    assert wire_copy(text)["cluster"].tolist() == [0, 0, 0]
    assert wire_copy(text, threshold=0.9)["cluster"].tolist() == [0, 0, 1]


def test_order_does_not_change_who_belongs_together(articles):
    text, _ = articles
    first, turned = wire_copy(text)["cluster"], wire_copy(text[::-1])["cluster"][text.index]
    assert pd.crosstab(first, turned).gt(0).sum().eq(1).all()


def test_empty_and_very_short_texts_stay_alone_unless_they_are_equal():
    table = wire_copy(pd.Series(["", "", "Correction", "correction.", "Two words"]))
    assert table["cluster"].tolist() == [0, 1, 2, 2, 3]


def test_who_reprints_whom():
    cluster = pd.Series([0, 0, 0, 1, 1, 2])
    outlet = pd.Series(["Wire", "Daily", "Daily", "Wire", "Daily", None])
    date = pd.Series(["2024-05-01", "2024-05-03", "2024-05-04", "2024-06-02", "2024-06-01", None])
    table = reprints(cluster, outlet, date).set_index(["first", "later"])
    assert table.loc[("Wire", "Daily"), ["n_articles", "n_clusters"]].tolist() == [2, 1]
    assert table.loc[("Daily", "Wire"), ["n_articles", "n_clusters"]].tolist() == [1, 1]


def test_bad_input_is_refused():
    with pytest.raises(ValueError, match="threshold=0 must lie above 0"):
        wire_copy(pd.Series(["a"]), threshold=0)
    with pytest.raises(TypeError, match="text must be a Series indexed by article_id, not list"):
        wire_copy(["a"])
