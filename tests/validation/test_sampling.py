"""Samples: every unit's chance is known and true."""

import numpy as np
import pandas as pd
import pytest

from framing.validation import coding_sample, span_units


def invented(n=300):
    rng = np.random.default_rng(1)
    promotion = np.where(rng.random(n) < 0.4, 0, rng.gamma(2, 2, n))
    promotion[:5] = np.nan
    table = {"outlet": rng.choice(["Herald", "Globe", "Post"], n, p=[0.7, 0.25, 0.05])}
    return pd.DataFrame(table | {"promotion": promotion}, index=[f"a{i}" for i in range(n)])


def test_pi_is_the_share_drawn_in_the_stratum():
    scores = invented()
    sample = coding_sample(scores, n=90, strata=["outlet", "promotion"], random_state=0)
    assert len(sample) == 90
    drawn = sample.groupby("stratum")["pi"].agg(["size", "min", "max"])
    size = sample.groupby("stratum")["stratum_size"].first()
    assert (drawn["min"] == drawn["max"]).all()
    assert np.allclose(drawn["size"] / size, drawn["min"])
    assert np.isclose((1 / sample["pi"]).sum(), len(scores))  # no unit had a chance of 0
    assert sample["promotion"].eq(0).any()
    assert sample["promotion"].isna().any()


def test_pi_is_the_frequency_over_many_draws():
    scores = invented(60)
    rng = np.random.default_rng(7)
    times = pd.Series(0.0, scores.index)
    pi = pd.Series(np.nan, scores.index)
    for _draw in range(200):
        sample = coding_sample(scores, n=25, strata="outlet", random_state=rng)
        times[sample.index] += 1
        pi[sample.index] = sample["pi"]
    error = (times / 200 - pi) / np.sqrt(pi * (1 - pi) / 200).replace(0, 1)
    assert error.abs().max() < 4
    assert error.std() < 1.3


def test_equal_allocation_takes_small_strata_whole():
    scores = invented()
    sample = coding_sample(scores, n=120, strata="outlet", random_state=0)
    counts = sample["outlet"].value_counts()
    small = scores["outlet"].eq("Post").sum()
    assert counts["Post"] == small < 40
    assert abs(counts["Herald"] - counts["Globe"]) <= 1


def test_proportional_allocation_follows_size():
    scores = invented()
    sample = coding_sample(scores, n=100, strata="outlet", allocation="proportional")
    expected = scores["outlet"].value_counts() / 3
    assert (sample["outlet"].value_counts() - expected).abs().max() <= 1


def test_same_seed_same_sample():
    scores = invented()
    one, other = (coding_sample(scores, n=20, strata="outlet", random_state=4) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)
    assert "pi" not in scores.columns


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"n": 301}, "n must lie between 1 and the 300 units"),
        ({"n": 4, "strata": ["outlet", "promotion"]}, "n = 4 is too small for 1. strata"),
        ({"n": 9, "strata": "paper"}, "no column 'paper'"),
        ({"n": 9, "allocation": "neyman"}, "allocation must be equal or proportional"),
        ({"n": 9, "bins": 0}, "bins must be 1 or more"),
    ],
)
def test_bad_requests(options, words):
    with pytest.raises(ValueError, match=words):
        coding_sample(invented(), **options)


def test_a_doubled_unit_is_named():
    with pytest.raises(ValueError, match="'a3' stands twice"):
        coding_sample(invented().rename({"a4": "a3"}), n=5)


ARTICLES = pd.DataFrame(
    {"text": ["It was a historic day. All were there.", "Rain."], "outlet": ["Herald", "Globe"]},
    index=pd.Index([1, 2], name="article_id"),
)


def test_matches_stand_in_whole_words_of_context():
    matches = pd.DataFrame({"article_id": [1, 2], "start": [9, 0], "end": [17, 4], "entry": "x"})
    units = span_units(matches, ARTICLES, window=3)
    assert list(units.index) == ["1:9-17", "2:0-4"]
    assert units["focus"].tolist() == ["historic", "Rain"]
    assert units["text"].tolist() == ["was a historic day.", "Rain."]
    assert units["outlet"].tolist() == ["Herald", "Globe"]


def test_sentences_stand_alone():
    sentences = pd.DataFrame({"article_id": [1, 1], "start": [0, 23], "end": [22, 38]})
    units = span_units(sentences, ARTICLES)
    assert units["text"].tolist() == ["It was a historic day.", "All were there."]


@pytest.mark.parametrize(
    ("span", "words"),
    [((9, 0, 3), "article 9 is not in articles"), ((2, 0, 30), "outside article 2, which has 5")],
)
def test_bad_spans(span, words):
    with pytest.raises(ValueError, match=words):
        span_units(pd.DataFrame([span], columns=["article_id", "start", "end"]), ARTICLES)
