"""Counting, ranking and testing of words, phrases and entries."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_array

import framing as fr
from framing.comparison.counts import Counts, match_counts, token_counts
from framing.comparison.keyness import deviation_of_proportions, keyness
from framing.matching import Matches


def as_dict(counts, row):
    values = counts.matrix.toarray()[row]
    return {name: int(n) for name, n in zip(counts.types.iloc[:, 0], values, strict=True) if n}


def random_counts(n_articles=120, n_types=300, seed=0):
    rng = np.random.default_rng(seed)
    words = rng.integers(100, 600, n_articles).astype(float)
    share = rng.dirichlet(np.full(n_types, 0.5))
    tone = rng.gamma(2, 0.5, (n_articles, n_types))
    matrix = csr_array(rng.poisson(words[:, None] * share * tone).astype(float))
    ids = pd.Index([f"a{i}" for i in range(n_articles)], name="article_id")
    types = pd.DataFrame({"type": [f"t{i}" for i in range(n_types)]})
    return Counts(ids, types, matrix, words)


def test_words_are_counted_without_punctuation_or_a_final_s():
    counts = token_counts(fr.tokenize(["Great deal, great!", "", "The deal's talk."]))
    assert as_dict(counts, 0) == {"great": 2, "deal": 1}
    assert as_dict(counts, 1) == {}
    assert as_dict(counts, 2) == {"the": 1, "deal": 1, "talk": 1}
    assert counts.words.tolist() == [3, 0, 3]


def test_phrases_cross_neither_punctuation_nor_articles():
    tokens = fr.tokenize(["red sky, red sky at night", "at sea"])
    assert as_dict(token_counts(tokens, ngram=2), 0) == {"red sky": 2, "sky at": 1, "at night": 1}
    assert as_dict(token_counts(tokens, ngram=2), 1) == {"at sea": 1}
    assert as_dict(token_counts(tokens, ngram=3), 0) == {"red sky at": 1, "sky at night": 1}
    assert as_dict(token_counts(tokens, ngram=7), 0) == {}
    with pytest.raises(ValueError, match="ngram=0 must be at least 1"):
        token_counts(tokens, ngram=0)


def test_chosen_tokens_only_are_counted_and_exposed():
    tokens = fr.tokenize(["red sky at night"])
    counts = token_counts(tokens, ngram=2, chosen=np.array([True, True, False, True]))
    assert as_dict(counts, 0) == {"red sky": 1}
    assert counts.words.tolist() == [3]
    with pytest.raises(ValueError, match="chosen has 2 entries for 4 tokens"):
        token_counts(tokens, chosen=np.array([True, True]))


TABLE = pd.DataFrame(
    {
        "article_id": ["a0", "a0", "a0", "a1"],
        "entry": ["historic", "historic *", "landmark", "historic"],
        "start": [0, 0, 20, 5],
        "end": [8, 8, 28, 13],
        "value": [0.5, 1.0, 0.0, 1.0],
        "voice": ["own", "own", "own", "quoted"],
        "target": ["state", "state", None, None],
    }
)
WORDS = pd.Series({"a0": 100, "a1": 50, "a2": 70})


def test_a_span_under_several_categories_counts_once_with_its_largest_value():
    counts = match_counts(TABLE, words=WORDS)
    assert as_dict(counts, 0) == {"historic *": 1}
    assert as_dict(counts, 1) == {"historic": 1}
    assert counts.words.tolist() == [100, 50, 70]


def test_entries_of_one_voice_and_split_by_target():
    own = match_counts(TABLE, words=WORDS, voice="own")
    assert as_dict(own, 1) == {}
    parts = match_counts(TABLE, words=WORDS, split=("target",)).types
    assert parts[["entry", "target"]].to_records(index=False).tolist() == [
        ("historic", "(none)"),
        ("historic *", "state"),
        ("landmark", "(none)"),
    ]


class Found(Matches):
    """Matches that stand in a table, with an invented exposure: 100 words a voice and zone."""

    def __init__(self, table, lexicons=("promotional",)):
        self.__dict__.update(
            found=table,
            lexicons=[SimpleNamespace(name=name) for name in lexicons],
            exposure=np.full((3, 3, 5), 100),
            tokens=SimpleNamespace(corpus=SimpleNamespace(ids=pd.Index(["a0", "a1", "a2"]))),
        )

    def table(self):
        return self.found


def test_matches_bring_their_exposure_in_lead_and_body():
    found = Found(TABLE.assign(zone=["lead", "lead", "body", "title"]))
    counts = match_counts(found)
    assert counts.words.tolist() == [600, 600, 600]
    assert as_dict(counts, 0) == {"historic *": 1}
    assert as_dict(counts, 1) == {}
    assert match_counts(found, voice="own").words.tolist() == [200, 200, 200]
    by = pd.Series(["A", "B", "B"], ["a0", "a1", "a2"])
    table = keyness(found, by, group="A", min_count=1, n_resamples=0)
    assert table["entry"].tolist() == ["historic *"]
    with pytest.raises(ValueError, match="matches are of several lexicons, one, two; choose one"):
        match_counts(Found(TABLE, ("one", "two")))


def test_values_are_summed_on_request():
    counts = match_counts(
        TABLE.assign(value=[0.5, 0.2, -0.74, 1.0]), words=WORDS, formula="weighted_rate"
    )
    assert counts.matrix.sum() == pytest.approx(0.5 - 0.74 + 1)


def test_matches_that_do_not_fit_are_refused():
    with pytest.raises(TypeError, match="matches must be Matches or their table, not list"):
        match_counts([1], words=WORDS)
    with pytest.raises(ValueError, match="words is needed with a table of matches"):
        match_counts(TABLE)
    with pytest.raises(ValueError, match="matches has no column 'value'"):
        match_counts(TABLE.drop(columns="value"), words=WORDS)
    with pytest.raises(ValueError, match="matches has no column 'speaker'"):
        match_counts(TABLE, words=WORDS, split=("speaker",))
    with pytest.raises(ValueError, match="words has no entry for article 'a1', which has a match"):
        match_counts(TABLE, words=WORDS[["a0"]])
    with pytest.raises(ValueError, match="formula='sum' is not known"):
        match_counts(TABLE, words=WORDS, formula="sum")


def test_the_table_by_hand():
    table = keyness(
        fr.tokenize(["great great deal", "deal", "a deal", "great talk"]),
        pd.Series(["A", "A", "B", "B"]),
        group="A",
        min_count=1,
        n_resamples=0,
    ).set_index("type")
    row = table.loc["great"]
    assert (row["count"], row["count_rest"]) == (2, 1)
    assert row["rate"] == 500
    assert row["rate_rest"] == 250
    assert (row["articles"], row["articles_rest"]) == (1, 1)
    assert row["log_ratio"] == 1
    assert row["percent_diff"] == 100
    assert row["dp"] == pytest.approx(0.25)
    assert table.loc["talk", "percent_diff"] == -100
    assert "p" not in table


def test_dispersion_of_the_example_in_gries_2008():
    """His five parts of 9, 10, 10, 10 and 11 letters, 1 to 5 of them an a: DP = .18."""
    matrix = csr_array(np.array([[1.0], [2.0], [3.0], [4.0], [5.0]]))
    words = np.array([9.0, 10, 10, 10, 11])
    assert deviation_of_proportions(matrix, words)[0] == pytest.approx(0.18)


def test_group_and_rest_mirror_each_other():
    counts = random_counts()
    by = pd.Series(np.resize(["A", "B"], 120), counts.articles)
    table = keyness(counts, by, n_resamples=99)
    a = table[table["group"] == "A"].set_index("type")
    b = table[table["group"] == "B"].set_index("type").loc[a.index]
    for column in ("g2", "g2_two_cells", "log_odds", "z", "log_ratio"):
        assert a[column].to_numpy() == pytest.approx(-b[column].to_numpy(), abs=1e-9)
    assert a["z"].is_monotonic_decreasing
    assert (a["count"] == b["count_rest"]).all()


def test_the_interval_is_that_of_a_jackknife_over_clusters():
    counts = random_counts(400)
    by = pd.Series(np.resize(["A", "B", "B"], 400), counts.articles)
    event = pd.Series(np.arange(400) // 4, counts.articles)
    row = keyness(counts, by, group="A", cluster=event, n_resamples=0).iloc[0]
    values = counts.matrix[:, [int(row["type"][1:])]].toarray().ravel()
    mine = (by == "A").to_numpy()

    def log_ratio(kept):
        a, b = kept & mine, kept & ~mine
        return np.log2(
            values[a].sum() / counts.words[a].sum() / (values[b].sum() / counts.words[b].sum())
        )

    left_out = [log_ratio((event != cluster).to_numpy()) for cluster in range(100)]
    error = np.sqrt(99 / 100 * ((left_out - np.mean(left_out)) ** 2).sum())
    half = (row["log_ratio_high"] - row["log_ratio_low"]) / 2
    assert half == pytest.approx(1.984 * error, rel=0.05)


@pytest.mark.parametrize("clustered", [False, True])
def test_without_a_difference_p_is_even(clustered):
    counts = random_counts(200, 400, seed=3)
    by = pd.Series(np.resize(["A", "B", "B", "B"], 200), counts.articles)
    event = pd.Series(np.arange(200) // 5, counts.articles) if clustered else None
    p = keyness(counts, by, group="A", cluster=event, n_resamples=199)["p"]
    assert 0.02 < (p <= 0.05).mean() < 0.09
    assert 0.4 < (p <= 0.5).mean() < 0.6


def test_rare_words_of_one_outlet_against_many_are_not_key_by_chance():
    rng = np.random.default_rng(7)
    event, outlet = np.repeat(np.arange(40), 12), np.tile(np.repeat(np.arange(6), 2), 40)
    kept = rng.random(len(event)) > 0.3
    event, outlet = event[kept], outlet[kept]
    words = rng.integers(100, 900, len(event)).astype(float)
    matrix = csr_array(rng.poisson(words[:, None] * np.full(600, 1.5e-4)).astype(float))
    ids = pd.RangeIndex(len(event))
    counts = Counts(ids, pd.DataFrame({"type": ids[:1].repeat(600).astype(str)}), matrix, words)
    by, cluster = pd.Series(outlet.astype(str), ids), pd.Series(event, ids)
    result = keyness(counts, by, group="0", cluster=cluster, n_resamples=199)
    assert len(result) == 600
    assert (result["p"] <= 0.05).mean() < 0.08


def test_words_of_one_event_are_not_key_however_frequent():
    """A name that one event brings up is frequent in one outlet, yet p is no proof."""
    counts = random_counts(60, 50)
    matrix = counts.matrix.toarray()
    matrix[:, 0] = 0
    matrix[:4, 0] = 30
    matrix[:, 1] = np.resize([6, 1], 60)
    counts = Counts(counts.articles, counts.types, csr_array(matrix), counts.words)
    by = pd.Series(np.resize(["A", "B"], 60), counts.articles)
    by.iloc[:4] = "A"
    event = pd.Series(np.arange(60) // 4, counts.articles)
    table = keyness(counts, by, group="A", cluster=event).set_index("type")
    assert table.loc["t0", "z"] > 2
    assert table.loc["t0", "p"] > 0.1
    assert table.loc["t1", "p"] < 0.01


def test_groups_that_do_not_fit_are_refused():
    counts = random_counts(10, 5)
    one = pd.Series("A", counts.articles)
    with pytest.raises(ValueError, match=r"by has 1 group\(s\), A; keyness needs two"):
        keyness(counts, one)
    two = pd.Series(np.resize(["A", "B"], 10), counts.articles)
    with pytest.raises(ValueError, match="group='C' is no outlet; the outlets are A, B"):
        keyness(counts, two, group="C")
