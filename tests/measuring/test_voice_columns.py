"""Whose words, whose promotion, how many speakers: counted by hand on invented articles."""

import numpy as np
import pytest

import framing as fr

OPENING = "The hall opened on Monday after two years of work and a long winter."


def test_words_are_shared_between_the_outlet_and_others():
    table = fr.measure(["The mayor said the hall was a wonder.", OPENING])
    assert table["words_attributed"].tolist() == [5, 0]
    assert table["own_voice_share"].tolist() == pytest.approx([3 / 8, 1])


def test_promotion_is_shared_by_value():
    text = "It was a historic achievement. The mayor said it was a historic achievement."
    table = fr.measure([text, OPENING])
    assert table["promotion_own_share"].iloc[0] == 0.5
    assert np.isnan(table["promotion_own_share"].iloc[1])


def test_all_promotion_can_be_in_other_voices():
    text = "“It was a historic achievement,” the mayor said."
    assert fr.measure([text])["promotion_own_share"].item() == 0


def test_a_voice_of_few_words_has_no_rate():
    part = "The mayor said it was a historic achievement for the town. "
    table = fr.measure([part, part * 7])
    assert table["words_attributed"].tolist() == [8, 56]
    assert np.isnan(table["promotion_attributed"].iloc[0])
    assert table["promotion_attributed"].iloc[1] == pytest.approx(1000 / 8)


def test_speakers_are_told_apart_by_their_last_word():
    text = (
        "Anna Lindt said the hall was good. “It is large,” Lindt said. "
        "Tom Brandt said it leaked.\n\nHe added that it was cold."
    )
    table = fr.measure([text, OPENING])
    assert table["speakers"].tolist() == [2, 0]
    assert table["largest_speaker_share"].iloc[0] == pytest.approx(7 / 9)
    assert np.isnan(table["largest_speaker_share"].iloc[1])


def test_articles_without_words_have_no_shares():
    table = fr.measure([""])
    assert table[["own_voice_share", "promotion_own_share"]].isna().all(axis=None)
    assert table["speakers"].item() == 0
