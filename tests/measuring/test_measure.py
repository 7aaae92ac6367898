"""The one-call table: its columns, their order, and what they hold."""

import sys

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.measuring import Instrument
from framing.measuring import instrument as instrument_module

measure_module = sys.modules["framing.measuring.measure"]  # its name is also its function's
HISTORIC = "The summit was a historic achievement."


@pytest.fixture(scope="module")
def table():
    return fr.measure(fr.load_dataset("sample"))


def test_columns_and_their_order(table):
    assert table.columns.tolist() == [
        *("words", "sentences", "promotion", "promotion_count", "promotion_low", "promotion_high"),
        *("low_information", "promotion_own", "promotion_attributed", "promotion_own_share"),
        "own_voice_share",
        *fr.load_lexicon("promotional").categories,
        *("criticism", "net_promotion", "speakers", "top_speaker_share", "critical_speakers"),
        *("loaded", "vague_attribution", "distancing"),
        *("hedging", "boosting", "sentiment", "sentiment_positive", "sentiment_negative"),
        *("frame_conflict", "frame_human_interest", "frame_economic", "frame_morality"),
        "frame_responsibility",
        *("frame_conflict_share", "frame_human_interest_share", "frame_economic_share"),
        *("frame_morality_share", "frame_responsibility_share"),
    ]
    assert table.index.name == "article_id"
    assert table.index.tolist() == fr.load_dataset("sample").ids.tolist()


def test_columns_are_those_of_score(table):
    tokens = fr.tokenize(fr.load_dataset("sample"))
    matches = fr.match(tokens, fr.load_lexicon("promotional"))
    scores = fr.score(matches)
    shared = ["words", "promotion", *fr.load_lexicon("promotional").categories]
    pd.testing.assert_frame_equal(table[shared], scores[shared], check_index_type=False)
    own = fr.score(matches, voice="own")["promotion"]
    np.testing.assert_array_equal(table["promotion_own"], own)
    np.testing.assert_allclose(table["promotion_count"] / table["words"] * 1000, table["promotion"])
    hedges = fr.score(fr.match(tokens, fr.load_lexicon("hedges")))["hedging"]
    np.testing.assert_array_equal(table["hedging"], hedges)


def test_the_interval_holds_the_rate(table):
    assert (table["promotion_low"] <= table["promotion"]).all()
    assert (table["promotion"] <= table["promotion_high"]).all()
    one = fr.measure([HISTORIC + " Rain." * 94]).loc[0]
    assert one[["words", "promotion_count"]].tolist() == [100, 1]
    assert one["promotion_low"] == pytest.approx(0.0253 * 10, abs=1e-3)
    assert one["promotion_high"] == pytest.approx(5.5716 * 10, abs=1e-3)


def test_few_words_are_marked():
    marked = fr.measure(["Rain. " * 199, "Rain. " * 200])["low_information"]
    assert marked.tolist() == [True, False]


def test_an_article_without_words_has_no_scores():
    row = fr.measure([HISTORIC, "", " \n"]).loc[1:]
    scores = row.drop(columns=["words", "sentences", "low_information"])
    assert scores.isna().all(axis=None)
    assert row[["words", "sentences"]].to_numpy().tolist() == [[0, 0], [0, 0]]


def test_sentiment_without_a_word_of_sentiment_is_missing():
    table = fr.measure(["The clerk read the minutes.", "A good and good road, and a bad road."])
    assert np.isnan(table.loc[0, "sentiment"])
    assert table.loc[0, "sentiment_positive"] == 0
    assert table.loc[1, "sentiment"] == pytest.approx((1.9 + 1.9 - 2.5) / 3)  # VADER's weights
    assert table.loc[1, "sentiment_positive"] == pytest.approx(2 / 9 * 1000)
    assert table.loc[1, "sentiment_negative"] == pytest.approx(1 / 9 * 1000)


def test_vader_is_that_of_the_package():
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    sentences = ["The roads are VERY good!!!", "The dam is a horrible, horrible failure."]
    table = fr.measure([*sentences, " ".join(sentences), ""], sentiment="vader")
    assert table.columns[-1] == "sentiment_vader"
    analyzer = SentimentIntensityAnalyzer()
    good, bad = (analyzer.polarity_scores(sentence)["compound"] for sentence in sentences)
    expected = [good, bad, (good + bad) / 2, np.nan]
    np.testing.assert_allclose(table["sentiment_vader"], expected)


def test_articles_measured_in_parts_are_those_measured_at_once(table, monkeypatch):
    monkeypatch.setattr(measure_module, "_PART", 7)
    pd.testing.assert_frame_equal(fr.measure(fr.load_dataset("sample")), table)


def test_a_vocabulary_that_is_begun_anew_changes_nothing(table, monkeypatch):
    monkeypatch.setattr(measure_module, "_PART", 7)
    monkeypatch.setattr(instrument_module, "_MOST_TYPES", 500)
    pd.testing.assert_frame_equal(fr.measure(fr.load_dataset("sample")), table)


def test_whatever_holds_articles_is_measured(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"article_id,text\n007,{HISTORIC}\n", encoding="utf-8")
    series = pd.Series([HISTORIC], index=["007"])
    for articles in (path, str(path), [HISTORIC], series, series.rename("text").to_frame()):
        table = fr.measure(articles)
        assert table["promotion_count"].tolist() == [1]
    assert fr.measure(path).index.tolist() == ["007"]


def test_per_scales_rates_and_their_interval_only():
    plain, percent = fr.measure([HISTORIC]).loc[0], fr.measure([HISTORIC], per=100).loc[0]
    scaled = ["promotion", "promotion_low", "promotion_high", "promotion_own", "hedging"]
    np.testing.assert_allclose(plain[scaled].astype(float), percent[scaled].astype(float) * 10)
    assert percent["promotion_count"] == 1


def test_lexicons_of_ones_own():
    words = pd.DataFrame({"pattern": ["rain", "snow"], "category": ["wet", "cold"]})
    weather = fr.Lexicon(words, name="weather")
    table = Instrument([weather], per=100)(fr.Corpus(pd.DataFrame({"text": ["Rain and snow"]})))
    expected = ["words", "sentences", "wet", "wet_count", "cold", "cold_count"]
    assert table.table.columns.tolist() == [*expected, "weather", "weather_count"]
    assert table.table.loc[0, "weather_count"] == 2
    assert table.table.loc[0, "wet"] == pytest.approx(100 / 3)
    vader = Instrument([weather], sentiment="vader")
    measured = vader(fr.Corpus(pd.DataFrame({"text": ["A good day."]})))
    assert measured.table.columns[-1] == "sentiment_vader"


@pytest.mark.parametrize(
    "category", ["outlet", "words", "article_id", "weather_count", "sentences"]
)
def test_columns_that_are_taken_are_refused(category):
    words = pd.DataFrame({"pattern": ["rain"], "category": [category]})
    with pytest.raises(ValueError, match=f"two columns would be named '{category}'"):
        Instrument([fr.Lexicon(words, name="weather")])


def test_choices_that_are_refused():
    with pytest.raises(ValueError, match="sentiment='bert'; it is 'valence' or 'vader'"):
        fr.measure([HISTORIC], sentiment="bert")
    with pytest.raises(ValueError, match="put it into a list"):
        fr.measure(HISTORIC)
    for per in (0, -1, float("nan")):
        with pytest.raises(ValueError, match=f"per={per}; it is a number of words above 0"):
            fr.measure([HISTORIC], per=per)


@pytest.mark.parametrize("nothing", [[], pd.DataFrame({"text": []})])
def test_no_articles_give_a_table_without_rows(nothing):
    choices = {
        "targets": fr.targets({"Ruritania": ["Ruritania*"]}),
        "models": ["target-tone", "climate-frames", "press-release-register"],
    }
    found, whole = fr.measure(nothing, **choices), fr.measure([HISTORIC], **choices)
    assert found.shape == (0, whole.shape[1])
    assert found.columns.tolist() == whole.columns.tolist()
    assert found.index.name == whole.index.name
    assert found["promotion"].dtype == whole["promotion"].dtype


def test_targets_add_columns_that_add_up(table):
    names = {"Karvenia": ["Karvenia*"], "Darovan": ["Darovan"]}
    sample = fr.load_dataset("sample")
    with_targets = fr.measure(sample, targets=fr.targets(names))
    added = [f"{kind}_{name}" for name in names for kind in TOWARD]
    assert with_targets.columns.tolist() == [*table.columns, *added]
    pd.testing.assert_frame_equal(with_targets[table.columns], table)
    nobody = fr.targets({"everything else": ["nobodynowhere"]})
    assert (fr.measure(sample, targets=nobody).iloc[:, -3:] == 0).all(axis=None)
    matches = fr.match(
        fr.tokenize(sample), fr.load_lexicon("promotional"), targets=fr.targets(names)
    )
    parts = fr.score(matches, by="target").query("category == 'promotion'")
    wide = parts.pivot_table(
        index="article_id", columns="target", values="contribution", sort=False
    )
    np.testing.assert_allclose(wide.sum(axis=1), table["promotion"])
    np.testing.assert_allclose(wide["Karvenia"], with_targets["promotion_toward_Karvenia"])
    assert with_targets["mentions_Karvenia"].sum() > 50


TOWARD = ("mentions", "promotion_toward", "criticism_toward")


def test_marked_mentions_are_checked_against_all_articles(monkeypatch):
    monkeypatch.setattr(measure_module, "_PART", 1)
    marks = pd.DataFrame({"article_id": [1], "start": [0], "end": [5], "target": ["Zenda"]})
    texts = ["It rained.", "Zenda won a historic victory."]
    table = fr.measure(texts, targets=marks)
    assert table["mentions_Zenda"].tolist() == [0, 1]
    assert table["promotion_toward_Zenda"].tolist() == [0, table["promotion"][1]]
    with pytest.raises(ValueError, match="the article 1, which is not in the corpus"):
        fr.measure(texts[:1], targets=marks)


def test_a_table_tells_its_versions_also_when_read_back(tmp_path):
    table = fr.measure(["A historic day."])
    assert table.attrs["framing"] == fr.__version__
    assert table.attrs["lexicons"]["promotional"] == fr.load_lexicon("promotional").version
    assert set(table.attrs["lexicons"]) >= {"promotional", "criticism", "vader"}
    table.to_parquet(tmp_path / "scores.parquet")
    assert pd.read_parquet(tmp_path / "scores.parquet").attrs == table.attrs
