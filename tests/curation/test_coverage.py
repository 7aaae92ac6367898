"""What a lexicon reaches, and by how few of its entries."""

import pandas as pd
import pytest

import framing as fr


@pytest.fixture
def matches():
    table = pd.DataFrame(
        {"pattern": ["brave", "bold", "deal*", "brave"], "category": ["a", "a", "b", "b"]}
    )
    tokens = fr.tokenize(["A brave, brave deal.", "Bold.", "It rained.", ""])
    return fr.match(tokens, fr.Lexicon(table, name="mine", rules=()))


def test_by_category(matches):
    found = fr.coverage(matches).set_index("category")
    assert found.loc["a", ["entries", "seen", "unseen", "matches"]].tolist() == [2, 2, 0, 3]
    assert found.loc["a", "top_entry"] == "brave"
    assert found.loc["a", "top_share"] == pytest.approx(2 / 3)
    assert found.loc["a", "effective"] == pytest.approx(9 / 5)
    assert found.loc["a", "articles"] == 0.5
    assert found.loc["(all)", ["entries", "seen", "matches"]].tolist() == [4, 4, 4]
    tokens = len(matches.tokens)
    assert found.loc["(all)", "tokens"] == pytest.approx(4 / tokens)


def test_by_entry(matches):
    found = fr.coverage(matches, by="entry")
    assert found[["category", "entry", "matches", "articles"]].to_numpy().tolist() == [
        ["a", "brave", 2, 1],
        ["b", "brave", 2, 1],
        ["a", "bold", 1, 1],
        ["b", "deal*", 1, 1],
    ]


def test_a_lexicon_that_is_never_seen():
    lexicon = fr.Lexicon(pd.DataFrame({"pattern": ["splendid"]}), name="mine")
    found = fr.coverage(fr.match(fr.tokenize(["It rained."]), lexicon))
    assert found["unseen"].tolist() == [1, 1]
    assert found["top_share"].isna().all()


def test_an_unknown_choice_is_refused(matches):
    with pytest.raises(ValueError, match="by='article'; it is 'category' or 'entry'"):
        fr.coverage(matches, by="article")
