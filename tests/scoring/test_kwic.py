"""Keywords in context: within the sentence, in order, with the words as they stand."""

import pytest

import framing as fr
from framing import LexiconError

TEXT = "Rain fell. The so-called historic deal was signed in Ostrel. A historic day ended."


def table(pattern, window=6, texts=(TEXT,)):
    return fr.kwic(fr.tokenize(list(texts)), pattern, window=window)


def test_columns_and_offsets():
    found = table("historic")
    columns = ["article_id", "start", "end", "left", "match", "right", "voice", "zone"]
    assert found.columns.tolist() == columns
    assert [TEXT[row.start : row.end] for row in found.itertuples()] == ["historic"] * 2


@pytest.mark.parametrize(
    ("window", "left", "right"),
    [
        (0, ["", ""], ["", ""]),
        (1, ["called", "A"], ["deal", "day"]),
        (3, ["The so-called", "A"], ["deal was signed", "day ended"]),
        (50, ["The so-called", "A"], ["deal was signed in Ostrel", "day ended"]),
    ],
)
def test_the_window_ends_with_the_sentence(window, left, right):
    found = table("historic", window)
    assert found["left"].tolist() == left
    assert found["right"].tolist() == right


def test_patterns_of_several_words_and_wildcards():
    found = table("histor* (deal|day)", 1)
    assert found["match"].tolist() == ["historic deal", "historic day"]


def test_no_match_is_an_empty_table():
    found = table("zebra")
    assert len(found) == 0
    assert found.columns.tolist() == table("rain").columns.tolist()


def test_articles_keep_their_order_and_never_run_into_each_other():
    found = table("rain", 3, ["Snow fell", "rain fell", "", "Heavy rain"])
    assert found[["article_id", "left", "right"]].to_numpy().tolist() == [
        [1, "", "fell"],
        [3, "Heavy", ""],
    ]


def test_what_is_refused():
    with pytest.raises(TypeError, match=r"tokens is a list; tokenize the articles first: fr\.tok"):
        fr.kwic(["Rain."], "rain")
    with pytest.raises(ValueError, match="window=-1; it is a number of tokens, 0 or more"):
        table("rain", -1)
    with pytest.raises(LexiconError, match="a bracket is not closed"):
        table("(rain")
    with pytest.raises(LexiconError, match="it must be text"):
        table(" ")
