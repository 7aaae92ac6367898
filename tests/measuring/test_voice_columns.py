"""Whose words an article holds, counted by hand in an invented one."""

import numpy as np
import pytest

import framing as fr

OWN = "The clerk read the minutes aloud to the members. " * 10  # 90 words
QUOTED = (
    "\u201cThis is a historic achievement for the town, and we shall be proud,\u201d"  # 13 words
)
REPORTED = "the plan was a botched job"  # 6 words


def measured(text):
    return fr.measure([text]).loc[0]


@pytest.fixture(scope="module")
def row():
    """An article of 90, 4 and 5 words of its own, 13 quoted and 6 reported."""
    text = (
        f"{OWN}\n\n{QUOTED} Mayor Jane Marlow said.\n\nThe union said {REPORTED}. It rained hard."
    )
    return measured(text)


def test_shares_of_words(row):
    own = 90 + 4 + 3 + 3
    assert row["words"] == own + 13 + 6
    assert row["own_voice_share"] == pytest.approx(own / (own + 19))
    assert row["top_speaker_share"] == pytest.approx(13 / 19)


def test_speakers_and_critics(row):
    assert row["speakers"] == 2
    assert row["critical_speakers"] == 1


def test_shares_of_promotion(row):
    assert row["promotion_count"] == 1
    assert row["promotion_own_share"] == 0
    assert row["promotion_own"] == 0
    assert np.isnan(row["promotion_attributed"])  # 19 words are too few


def test_a_rate_of_attributed_words():
    row = measured(f"{QUOTED} she said. " * 4)
    assert row["promotion_attributed"] == pytest.approx(4 / 52 * 1000)
    assert np.isnan(row["promotion_own"])
    assert row["speakers"] == 0
    assert np.isnan(row["top_speaker_share"])


def test_mentions_of_one_speaker_count_once():
    text = f"{QUOTED} said Jane Marlow. Marlow added that {REPORTED}. She said that {REPORTED}."
    row = measured(text)
    assert row[["speakers", "top_speaker_share", "critical_speakers"]].tolist() == [1, 1, 1]


def test_promotion_by_nobody_has_no_share():
    row = measured("The clerk read the minutes.")
    assert np.isnan(row["promotion_own_share"])
    assert row["own_voice_share"] == 1
    assert row["speakers"] == 0
