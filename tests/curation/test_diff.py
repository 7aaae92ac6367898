"""Differences between lexicons, and what they do to scores."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import framing as fr

TEXTS = ["A bold, brave and historic deal of brave men.", "So bold a deal! Not a brave one.", ""]


def lexicon(rows, **options):
    columns = ["pattern", "category", "weight", "blocked"]
    return fr.Lexicon(pd.DataFrame(rows, columns=columns), name="mine", **options)


def test_every_kind_of_difference():
    old = lexicon([("brave", "a", 1, ""), ("bold", "a", 1, ""), ("deal", "b", 1, "")])
    new = lexicon(
        [("Brave", "a", 2, "brave men"), ("deal", "b", 1, ""), ("historic deal", "b", 1, "")]
    )
    found = fr.diff_lexicons(old, new)
    assert found.drop(columns=["weight_before"]).fillna(0).to_numpy().tolist() == [
        ["Brave", "a", "re-weighted, blocked", 2.0],
        ["bold", "a", "removed", 0.0],
        ["historic deal", "b", "added", 1.0],
    ]
    found = fr.diff_lexicons(old, new, fr.tokenize(TEXTS)).set_index("entry")
    assert found["count_change"].to_dict() == {"Brave": -1, "bold": -2, "historic deal": 0}
    assert found["value_change"].to_dict() == {"Brave": 0, "bold": -2, "historic deal": 0}
    assert found["articles"].to_dict() == {"Brave": 1, "bold": 2, "historic deal": 0}


def test_equal_lexicons_do_not_differ():
    promotional = fr.load_lexicon("promotional")
    assert fr.diff_lexicons(promotional, promotional, fr.tokenize(TEXTS)).empty


def test_a_difference_of_rules_is_told():
    rows = [("brave", "a", 1, "")]
    found = fr.diff_lexicons(lexicon(rows), lexicon(rows, rules=()), fr.tokenize(TEXTS))
    assert found[["entry", "count_change", "articles"]].to_numpy().tolist() == [["(other)", 1, 1]]


WORDS = st.sampled_from(["bold", "brave", "deal", "historic deal", "brave men", "b*", "(so|not)"])
ROWS = st.lists(
    st.tuples(WORDS, st.sampled_from("ab"), st.sampled_from([1, 2]), st.sampled_from(["", "a *e"])),
    min_size=1,
    unique_by=lambda row: row[:2],
)


@given(ROWS, ROWS, st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=1, max_size=3))
@settings(deadline=None, max_examples=60)
def test_the_changes_add_up_to_that_of_the_totals(before, after, texts):
    old, new = lexicon(before), lexicon(after)
    tokens = fr.tokenize([text.replace("*", "").replace("|", " ") for text in [*texts, *TEXTS]])
    found = fr.diff_lexicons(old, new, tokens)
    for formula, column in (("count", "count_change"), ("sum", "value_change")):
        one, other = (
            fr.score(fr.match(tokens, known), formula=formula)["mine"].sum() for known in (old, new)
        )
        np.testing.assert_allclose(found[column].sum(), other - one, atol=1e-9)
