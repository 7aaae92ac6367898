"""Agreement on spans, counted by hand."""

import numpy as np
import pandas as pd
import pytest

from framing.validation import span_agreement

NONE = (np.nan, np.nan, None)


def table(*rows):
    return pd.DataFrame(rows, columns=["unit", "coder", "start", "end", "category"])


CODINGS = table(
    ("a", "Ann", 0, 10, "praise"),
    ("a", "Ann", 20, 30, "praise"),
    ("a", "Ben", 0, 10, "praise"),  # equal
    ("a", "Ben", 22, 30, "praise"),  # 8 of 10 characters
    ("b", "Ann", 5, 9, "blame"),
    ("b", "Ben", 5, 9, "praise"),  # same place, other category
    ("c", "Ann", *NONE),  # read, nothing found
    ("c", "Ben", 0, 4, "blame"),
    ("d", "Ann", 0, 4, "blame"),  # read by one coder only: does not count
)


@pytest.mark.parametrize(("overlap", "matched"), [(1, 1), (0.81, 1), (0.8, 2), (0, 2)])
def test_f1_by_overlap(overlap, matched):
    result = span_agreement(CODINGS, overlap=overlap, n_resamples=0)
    whole = result.iloc[0]
    assert (whole["matched"], whole["spans"], whole["units"]) == (matched, 7, 3)
    assert whole["f1"] == pytest.approx(2 * matched / 7)


def test_categories_and_pairs():
    result = span_agreement(CODINGS, overlap=0.5, n_resamples=0).set_index(["scope", "group"])
    assert result["f1"]["category", "praise"] == pytest.approx(4 / 5)
    assert result["f1"]["category", "blame"] == 0
    assert result["f1"]["pair", "Ann, Ben"] == result["f1"]["all", "all"]


def test_a_span_matches_once():
    codings = table(
        ("a", "Ann", 0, 30, "praise"), ("a", "Ben", 0, 10, "praise"), ("a", "Ben", 10, 30, "praise")
    )
    assert span_agreement(codings, overlap=0, n_resamples=0)["matched"].iloc[0] == 1


def test_most_spans_are_matched_where_a_greedy_choice_would_lose_one():
    codings = table(
        ("a", "Ann", 0, 10, "praise"),
        ("a", "Ann", 10, 20, "praise"),
        ("a", "Ben", 0, 4, "praise"),
        ("a", "Ben", 4, 20, "praise"),
    )
    assert span_agreement(codings, overlap=0, n_resamples=0)["matched"].iloc[0] == 2


def test_intervals_come_from_units():
    result = span_agreement(CODINGS, overlap=0.5, random_state=0)
    assert ((result["low"] <= result["f1"]) & (result["f1"] <= result["high"])).all()
    again = span_agreement(CODINGS, overlap=0.5, random_state=0)
    pd.testing.assert_frame_equal(result, again)


def test_nothing_marked_anywhere_is_undefined():
    result = span_agreement(table(("a", "Ann", *NONE), ("a", "Ben", *NONE)), n_resamples=0)
    assert result["f1"].isna().all()


@pytest.mark.parametrize(
    ("codings", "words"),
    [
        (table(("a", "Ann", 5, 5, "x"), ("a", "Ben", 0, 1, "x")), "'Ann' has a span from 5 to 5"),
        (table(("a", "Ann", 5, 9, None), ("a", "Ben", 0, 1, "x")), "unit 'a', category"),
        (table(*[("a", "Ann", 5, 9, "x")] * 2), "'Ann' marked the same span of unit 'a' twice"),
        (table(("a", "Ann", 5, 9, "x"), ("b", "Ben", 5, 9, "x")), "no unit was read by two"),
        (table(("a", "Ann", 5, 9, "x")).drop(columns="end"), "no column 'end'"),
    ],
)
def test_bad_spans_are_named(codings, words):
    with pytest.raises(ValueError, match=words):
        span_agreement(codings)


def test_overlap_is_a_share():
    with pytest.raises(ValueError, match="overlap must lie between 0 and 1, not 50"):
        span_agreement(CODINGS, overlap=50)
