"""Candidates: what keeps company with entries, and what separates two groups."""

import pandas as pd
import pytest

import framing as fr

LEXICON = fr.Lexicon(pd.DataFrame({"pattern": ["historic deal"]}), name="mine")
TEXTS = [
    *["A historic deal, truly great news for Ostrel."] * 4,
    *["Rain fell. It was cold news."] * 8,
]


def test_what_stands_in_the_sentences_of_matches():
    matches = fr.match(fr.tokenize(TEXTS), LEXICON)
    found = fr.suggest_entries(matches, min_count=4).set_index("candidate")
    assert {"truly", "great", "truly great", "great news for"} <= set(found.index)
    assert not any("historic" in candidate for candidate in found.index)
    assert found.loc["truly great", ["words", "count", "count_rest", "articles"]].tolist() == [
        *(2, 4, 0, 4)
    ]
    assert found.loc["ostrel", "capital"] == 1
    assert found.loc["great", "capital"] == 0
    assert found.loc["great", "example"] == TEXTS[0]
    assert found["z"].is_monotonic_decreasing


def test_no_candidate_crosses_punctuation_or_begins_with_a_word_of_most_articles():
    tokens = fr.tokenize([*TEXTS[:4], *["Rain fell. It was cold news."] * 4])
    by = pd.Series(["x"] * 4 + ["y"] * 4, index=tokens.corpus.ids)
    found = fr.suggest_entries(tokens, by, group="y", min_count=1)["candidate"].tolist()
    assert sorted(found) == [
        *("cold", "fell", "it", "it was", "it was cold", "rain", "rain fell", "was", "was cold")
    ]
    found = fr.suggest_entries(tokens, by, group="x", min_count=1)["candidate"].tolist()
    assert "great news for" in found
    assert "deal truly" not in found


def test_articles_without_a_group_are_left_out():
    tokens = fr.tokenize(["great news"] * 3 + ["dull news"] * 3 + ["great news"] * 9)
    by = pd.Series(["x"] * 3 + ["y"] * 3, index=tokens.corpus.ids[:6])
    found = fr.suggest_entries(tokens, by, group="y", min_count=1).set_index("candidate")
    assert found.loc["dull", ["count", "count_rest"]].tolist() == [3, 0]
    assert "great" not in found.index


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "by is needed with Tokens"),
        ({"by": pd.Series({0: "x"}), "group": "z"}, "group='z'; by has"),
        ({"min_count": 0}, "min_count=0"),
    ],
)
def test_what_does_not_fit_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        fr.suggest_entries(fr.tokenize(TEXTS), **options)


def test_another_source_is_refused():
    with pytest.raises(TypeError, match="source is a list"):
        fr.suggest_entries(TEXTS)
