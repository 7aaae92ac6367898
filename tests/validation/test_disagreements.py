"""The units to discuss."""

import numpy as np
import pandas as pd
import pytest

from framing.validation import disagreements

CODINGS = pd.DataFrame(
    {
        "unit": ["a", "a", "a", "b", "b", "b", "c", "c", "d"],
        "coder": ["Ann", "Ben", "Cem", "Ann", "Ben", "Cem", "Ann", "Ben", "Cem"],
        "value": [1, 1, 1, 0, 0, 2, 0, 1, 3],
    }
)


def test_the_worst_comes_first_and_agreement_is_left_out():
    table = disagreements(CODINGS)
    assert list(table.index) == ["c", "b"]
    assert table["unequal"].tolist() == pytest.approx([1, 2 / 3])
    assert table["spread"].tolist() == [1, 2]
    assert table.loc["b", ["Ann", "Ben", "Cem"]].tolist() == [0, 0, 2]
    assert np.isnan(table.loc["c", "Cem"])


def test_words_have_no_spread_and_texts_stand_beside():
    words = CODINGS.assign(value=CODINGS["value"].map({0: "none", 1: "some", 2: "much", 3: "all"}))
    texts = pd.Series({"a": "first", "b": "second", "c": "third", "d": "fourth"})
    table = disagreements(words, texts=texts)
    assert table["spread"].isna().all()
    assert table.loc["b", ["Ann", "Cem", "text"]].tolist() == ["none", "much", "second"]


def test_a_unit_without_text_is_named():
    with pytest.raises(ValueError, match="texts: unit 'c' has no text"):
        disagreements(CODINGS, texts=pd.Series({"b": "second"}))
