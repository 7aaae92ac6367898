"""What `measure` says of criticism, loaded wording, vague attribution and the generic frames."""

import numpy as np
import pytest

import framing as fr

FRAMES = [
    *("frame_conflict", "frame_human_interest", "frame_economic", "frame_morality"),
    "frame_responsibility",
]
RATES = ["criticism", "loaded", "vague_attribution", "distancing"]
ONE_COLUMN = {
    "criticism": "The agency failed to warn the town.",
    "loaded": "The owner is a buffoon.",
    "vague_attribution": "Observers say that it will snow.",
    "distancing": "The so-called library is open.",
    "frame_conflict": "The clubs disagree.",
    "frame_human_interest": "The widow wept.",
    "frame_economic": "Inflation is low.",
    "frame_morality": "It is immoral.",
    "frame_responsibility": "The culprit was rust.",
}


@pytest.fixture(scope="module")
def table():
    return fr.measure(list(ONE_COLUMN.values())).set_axis(list(ONE_COLUMN))


@pytest.mark.parametrize("column", ONE_COLUMN)
def test_each_column_is_found_where_its_wording_is(table, column):
    assert table.loc[column, column] > 0


@pytest.mark.parametrize("column", [*RATES, *FRAMES])
def test_a_plain_article_holds_none(column):
    assert fr.measure(["The library opens at nine on Mondays."])[column].tolist() == [0]


def test_rates_are_per_thousand_words():
    table = fr.measure(["The owner is a buffoon. It rained all day."], per=1000)
    assert table["loaded"].tolist() == [pytest.approx(1000 / 9)]


def test_net_promotion_is_promotion_less_criticism():
    texts = ["A historic achievement.", "A shameful fiasco.", "A historic achievement, a fiasco."]
    table = fr.measure(texts)
    assert np.array_equal(table["net_promotion"], table["promotion"] - table["criticism"])
    assert (table["net_promotion"] > 0).tolist() == [True, False, False]


def test_denied_criticism_counts_nothing():
    assert fr.measure(["The launch was not a fiasco."])["criticism"].tolist() == [0]


def test_a_denied_label_is_a_label_still_and_a_held_off_one_is_not():
    table = fr.measure(["He is not a tyrant.", "The so-called tyrant left."])
    assert (table["loaded"] > 0).tolist() == [True, False]


def test_the_share_counts_sentences_not_matches():
    text = "The clubs disagree and quarrel in a feud. It rained. The clubs disagree. It snowed."
    assert fr.measure([text])["frame_conflict_share"].tolist() == [0.5]


def test_responsibility_adds_causes_and_remedies_and_shares_a_sentence():
    both = "The culprit was rust, and the firm proposed a reform."
    table = fr.measure([both, "It rained.", f"{both} It rained."])
    frames = fr.match(fr.tokenize([both]), fr.load_lexicon("frames_generic"))
    assert table["frame_responsibility"].iloc[0] == pytest.approx(1000 * len(frames) / 10)
    assert table["frame_responsibility_share"].tolist() == [1, 0, 0.5]


def test_causes_and_remedies_share_no_span():
    lexicon = fr.load_lexicon("frames_generic")
    corpus = fr.Corpus(lexicon.entries.rename(columns={"examples": "text"})[["text"]])
    matches = fr.match(fr.tokenize(corpus), lexicon)
    names = np.array(list(lexicon.categories))[matches.category]
    spans = {
        category: set(matches.first[names == category].tolist())
        for category in ("frame_responsibility_cause", "frame_responsibility_remedy")
    }
    assert set.isdisjoint(*spans.values())


def test_an_article_without_words_has_no_frames():
    table = fr.measure(["", "The clubs disagree."])
    assert table.loc[0, [*RATES, *FRAMES, *(f"{frame}_share" for frame in FRAMES)]].isna().all()


def test_shares_lie_between_0_and_1_and_agree_with_the_rates():
    table = fr.measure(fr.load_dataset("sample"))
    for frame in FRAMES:
        share = table[f"{frame}_share"]
        assert share.between(0, 1).all()
        assert ((share > 0) == (table[frame] > 0)).all()


def test_articles_are_measured_alike_in_any_order():
    texts = list(ONE_COLUMN.values())
    forth, back = fr.measure(texts), fr.measure(texts[::-1])
    assert np.array_equal(forth.to_numpy(float), back.to_numpy(float)[::-1], equal_nan=True)
