"""Scores by hand-computed numbers, and what they are when there is nothing to score."""

import math

import numpy as np
import pandas as pd
import pytest

import framing as fr

ROADS = "Good roads, bad roads, great bridges and two more good roads."  # 11 words
PRAISE = "A landmark deal was signed. It was not a historic day. A key player left."  # 15 words


@pytest.mark.parametrize(
    ("formula", "total", "up", "down"),
    [
        ("count", 4, 3, 1),
        ("sum", 2 - 1.5 + 3 + 2, 7, -1.5),
        ("rate", 4 / 11 * 1000, 3 / 11 * 1000, 1 / 11 * 1000),
        ("weighted_rate", 5.5 / 11 * 1000, 7 / 11 * 1000, -1.5 / 11 * 1000),
        ("positive_rate", 3 / 11 * 1000, 3 / 11 * 1000, 0),
        ("negative_rate", 1 / 11 * 1000, 0, 1 / 11 * 1000),
        ("polarity", (3 - 1) / (3 + 1), 1, -1),
        ("logit", math.log(3.5 / 1.5), math.log(3.5 / 0.5), math.log(0.5 / 1.5)),
        ("valence", 5.5 / 4, 7 / 3, -1.5),
    ],
)
def test_formulas(tone, formula, total, up, down):
    scores = fr.score(fr.match(fr.tokenize([ROADS]), tone), formula=formula)
    assert scores.columns.tolist() == ["up", "down", "tone", "words"]
    np.testing.assert_allclose(scores.loc[0], [up, down, total, 11], rtol=1e-12)


@pytest.mark.parametrize(
    ("formula", "hyperbole", "stature", "total"),
    [
        ("count", 1, 2, 2),  # "landmark" is in both categories and counts once in all
        ("sum", 1, 4, 4),  # with its larger weight; the negated "historic" is worth nothing
        ("rate", 1 / 15 * 100, 2 / 15 * 100, 2 / 15 * 100),
        ("weighted_rate", 1 / 15 * 100, 4 / 15 * 100, 4 / 15 * 100),
    ],
)
def test_a_span_counts_once_with_its_largest_value(praise, formula, hyperbole, stature, total):
    scores = fr.score(fr.match(fr.tokenize([PRAISE]), praise), formula=formula, per=100)
    assert scores.columns.tolist() == ["hyperbole", "stature", "praising", "words"]
    np.testing.assert_allclose(scores.loc[0], [hyperbole, stature, total, 15], rtol=1e-12)


def test_negated_valence_is_turned_and_weakened(tone):
    matches = fr.match(fr.tokenize(["The roads are not good."]), tone)
    assert fr.score(matches, formula="sum").loc[0, "tone"] == pytest.approx(-0.74 * 2)
    assert fr.score(matches, formula="polarity").loc[0, "tone"] == -1
    ignored = fr.match(matches.tokens, tone, rules={"negation": "ignore"})
    assert fr.score(ignored, formula="sum").loc[0, "tone"] == 2


@pytest.mark.parametrize("empty", ["", " \n\t", "…!?", "\ud800"])
@pytest.mark.parametrize(
    "formula", ["rate", "weighted_rate", "count", "sum", "polarity", "valence"]
)
def test_every_score_of_an_article_without_words_is_missing(tone, formula, empty):
    scores = fr.score(fr.match(fr.tokenize([empty, ROADS]), tone), formula=formula)
    assert scores.loc[0, ["up", "down", "tone"]].isna().all()
    assert scores["words"].tolist() == [0, 11]
    assert scores.loc[1].notna().all() or formula == "polarity"


def test_no_match_is_a_rate_of_zero_but_no_polarity(tone):
    matches = fr.match(fr.tokenize(["Rain fell."]), tone)
    for formula in ("rate", "weighted_rate", "count", "sum", "positive_rate", "negative_rate"):
        assert fr.score(matches, formula=formula).loc[0, ["up", "down", "tone"]].eq(0).all()
    for formula in ("polarity", "valence"):
        assert fr.score(matches, formula=formula).loc[0, ["up", "down", "tone"]].isna().all()


def test_a_match_without_value_is_no_evidence_of_valence(tone):
    matches = fr.match(fr.tokenize(["The roads are not good."]), tone, rules={"negation": "drop"})
    assert len(matches) == 1
    assert fr.score(matches).loc[0, "tone"] == 0
    assert np.isnan(fr.score(matches, formula="valence").loc[0, "tone"])


def test_voice_takes_matches_and_words_alike(praise):
    text = 'The landmark deal was signed at noon. "It is a historic day," the minister said.'
    matches = fr.match(fr.tokenize([text]), praise)
    counts = {
        voice: fr.score(matches, voice=voice, formula="count")
        .loc[0, ["praising", "words"]]
        .tolist()
        for voice in ("own", "quoted", "reported", "all")
    }
    assert counts["own"] == [1, 10]
    assert counts["quoted"] == [1, 5]
    assert counts["all"] == [2, 15]
    assert np.isnan(counts["reported"][0])
    assert fr.score(matches, voice="own", min_exposure=10).loc[0, "praising"] == 100


def test_a_voice_of_few_words_has_no_rate_but_its_count(praise):
    matches = fr.match(
        fr.tokenize(["A historic deal. \u201cA historic day,\u201d he said."]), praise
    )
    own = fr.score(matches, voice="own").loc[0]
    assert np.isnan(own["praising"])
    assert own["words"] == 5
    assert fr.score(matches, voice="own", formula="count").loc[0, "praising"] == 1
    assert fr.score(matches).loc[0, "praising"] == 250
    parts = fr.score(matches, by="voice", min_exposure=5).query("category == 'praising'")
    assert parts["exposure"].tolist() == [5, 3, 0]
    assert parts["rate"].fillna(-1).tolist() == [200, -1, -1]
    assert parts["contribution"].tolist() == [125, 125, 0]


def test_zones_have_a_rate_however_short(praise):
    parts = fr.score(fr.match(fr.tokenize(["A historic deal."]), praise), by="zone")
    assert parts.query("category == 'praising' and zone == 'lead'")["rate"].item() == 1000 / 3


def test_own_voice_is_split_into_plain_and_borrowed(praise):
    text = "It was a historic day. The deal was hailed as historic."
    matches = fr.match(fr.tokenize([text]), praise)
    parts = fr.score(matches, voice="own", by="borrowed").query("category == 'praising'")
    assert parts[["borrowed", "count", "exposure"]].to_numpy().tolist() == [
        [False, 1, 10],
        [True, 1, 1],
    ]


def test_speakers_have_scores_of_their_own(praise):
    text = (
        "President Ilham Aliyev said it was a historic deal. The mayor said it was historic. "
        "Aliyev added that it was a landmark. It rained. They said it was historic."
    )
    matches = fr.match(fr.tokenize([text]), praise)
    parts = fr.score(matches, by="speaker").query("category == 'praising'")
    assert parts[["speaker", "count", "exposure"]].to_numpy().tolist() == [
        ["(none)", 1, 16],
        ["President Ilham Aliyev", 2, 10],
        ["The mayor", 1, 3],
    ]
    assert matches.table()["speaker"].tolist()[-2:] == ["President Ilham Aliyev", None]


def test_zone_takes_matches_and_words_alike(praise):
    table = pd.DataFrame({"title": ["A historic day"], "text": ["A landmark deal.\n\nRain fell."]})
    matches = fr.match(fr.tokenize(fr.Corpus(table, titles="prepend")), praise)
    found = {
        zone: fr.score(matches, zone=zone, formula="count").loc[0, ["praising", "words"]].tolist()
        for zone in ("title", "lead", "body", "all")
    }
    assert found == {"title": [1, 3], "lead": [1, 3], "body": [1, 5], "all": [2, 8]}


@pytest.mark.parametrize("n_bland", [0, 60, 600])
def test_length_changes_the_rate_as_arithmetic_says_and_nothing_else(n_bland):
    promotional = "The summit was a historic achievement and earned broad international support."
    text = " ".join([promotional, *["The clerk read the minutes aloud."] * n_bland])
    matches = fr.match(fr.tokenize([text]), fr.load_lexicon("promotional"))
    alone = fr.match(fr.tokenize([promotional]), fr.load_lexicon("promotional"))
    assert len(alone) > 0
    pd.testing.assert_frame_equal(matches.table(), alone.table())
    [row] = fr.score(matches).to_dict("records")
    assert row["words"] == 11 + 6 * n_bland
    assert row["promotion"] == pytest.approx(1000 * len(alone) / (11 + 6 * n_bland))


def test_rows_are_the_articles_in_order(praise):
    table = pd.DataFrame({"text": ["Rain.", "A historic day.", ""]}, index=["z", "a", "m"])
    corpus = fr.Corpus(table.rename_axis("article_id"))
    scores = fr.score(fr.match(fr.tokenize(corpus), praise))
    assert scores.index.tolist() == ["z", "a", "m"]
    assert scores.index.name == "article_id"
    assert scores["words"].dtype.kind == "i"


def test_shuffled_articles_give_shuffled_rows(sample_matches):
    corpus = sample_matches.tokens.corpus
    order = np.random.default_rng(0).permutation(len(corpus))
    shuffled = fr.Corpus(corpus.table.iloc[order])
    plain = fr.Corpus(corpus.table)
    lexicon = sample_matches.lexicons[0]
    first, second = (fr.score(fr.match(fr.tokenize(one), lexicon)) for one in (plain, shuffled))
    pd.testing.assert_frame_equal(first.iloc[order], second)


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"formula": "mean"}, "formula='mean'; it is one of rate, weighted_rate,"),
        ({"voice": "author"}, "voice='author'; it is one of own, quoted, reported, all"),
        ({"zone": "headline"}, "zone='headline'; it is one of title,"),
        ({"by": "outlet"}, "by='outlet'; it is one of voice, borrowed, speaker, target, zone"),
        ({"by": ["voice", "zone", "voice"]}, "has 'voice' more than once; name each part once"),
        ({"min_exposure": -1}, "min_exposure=-1; it is a number of words, 0 or more"),
        ({"per": 0}, "per=0; it is a number of words above 0, such as 1000"),
        ({"per": -1.0}, "per=-1.0; it is a number of words above 0"),
        ({"per": float("nan")}, "per=nan; it is a number"),
        ({"per": float("inf")}, "per=inf; it is a number"),
        ({"per": "1000"}, "per='1000'; it is a number"),
        ({"formula": "polarity"}, "formula='polarity' needs a lexicon of valences; praise is one"),
    ],
)
def test_choices_that_are_refused(praise, choice, message):
    with pytest.raises(ValueError, match=message):
        fr.score(fr.match(fr.tokenize([PRAISE]), praise), **choice)


@pytest.mark.parametrize(
    ("category", "construct", "column"),
    [("stature", "own", "stature"), ("x", "praising", "praising"), ("words", "own", "words")],
)
def test_columns_that_would_collide_are_refused(praise, category, construct, column):
    table = pd.DataFrame({"pattern": ["deal"], "category": [category]})
    other = fr.Lexicon(table, name="other", construct=construct)
    matches = fr.match(fr.tokenize([PRAISE]), [praise, other])
    with pytest.raises(ValueError, match=f"two columns would be named '{column}'; rename"):
        fr.score(matches)
    assert fr.score(matches.of("praise")).columns[-2] == "praising"
