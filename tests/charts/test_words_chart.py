import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing import charts


@pytest.fixture(scope="module")
def shift(matches, corpus):
    return fr.word_shift(matches, corpus["outlet"], groups=("Karvpress", "Ostrel Herald"))


def widths(ax):
    return {round(bar.get_y() + 0.35): bar.get_width() for bar in ax.patches}


def test_bars_and_lines_are_those_of_the_table_in_its_order(shift, look):
    ax = charts.word_shift(shift.head(8), groups=("Karvpress", "Ostrel Herald"))
    assert [widths(ax)[row] for row in range(8)] == shift["contribution"].head(8).tolist()
    expected = list(zip(range(8), shift["low"].head(8), shift["high"].head(8), strict=True))
    assert look.intervals(ax) == expected
    assert [row[:10] for row in look.rows(ax)] == [entry[:10] for entry in shift["label"].head(8)]
    a, b = shift[["count_a", "count_b"]].iloc[0]
    assert look.texts(ax)[0] == f"{a:g} : {b:g}"
    assert look.legend(ax) == ["more in Karvpress", "more in Ostrel Herald"]


def test_the_other_entries_are_added_up_and_nothing_is_lost(shift, look):
    ax = charts.word_shift(shift, n_entries=10)
    assert look.rows(ax)[-1] == f"{len(shift) - 10} other entries"
    assert sum(widths(ax).values()) == pytest.approx(shift["contribution"].sum())
    assert widths(ax)[10] == pytest.approx(shift["contribution"].iloc[10:].sum())
    assert len(look.intervals(ax)) == 10
    assert f"all together: {shift['contribution'].sum():.1f}" in ax.get_xlabel()
    assert look.fits(ax)


def test_an_entry_of_many_alternatives_is_named_by_what_is_written(look):
    pattern = "(historic|landmark|momentous) (achievement*|deal*|agreement*|breakthrough*)"
    lexicon = fr.Lexicon(pd.DataFrame({"pattern": [pattern]}), name="mine")
    texts = ["A landmark deal.", "Landmark  deal, a historic deal.", "Rain."]
    matches = fr.match(fr.tokenize(texts), lexicon)
    table = fr.word_shift(matches, pd.Series(["A", "A", "B"]), groups=("A", "B"))
    assert table[["entry", "label"]].to_numpy().tolist() == [[pattern, "landmark deal + 1 form"]]
    assert look.rows(charts.word_shift(table, groups=("A", "B"))) == ["landmark deal + 1 form"]


def test_a_shift_split_by_voice_names_both(look):
    table = pd.DataFrame(
        {"entry": ["historic"] * 2, "voice": ["own", "quoted"], "count_a": [3, 1]}
        | {"count_b": [1, 2], "contribution": [1.0, -2.0], "low": [0.0, -3.0], "high": [2.0, 1.0]}
    ).assign(estimand="mean_of_articles")
    assert look.rows(charts.word_shift(table)) == ["historic · quoted", "historic · own"]


@pytest.fixture
def texts():
    return pd.Series(["x" * 100, "x" * 200, "x" * 50], index=["a", "b", "c"])


@pytest.fixture
def found():
    return pd.DataFrame({"article_id": ["b", "b", "a"], "start": [20, 150, 50]})


def strokes(ax):
    """Strokes as (row, place)."""
    lines = ax.collections[0].get_segments()
    return sorted((round(float(line[:, 1].mean())), float(line[0, 0])) for line in lines)


def test_a_stroke_stands_where_the_term_does(found, texts, look):
    ax = charts.dispersion(found, texts)
    assert look.rows(ax) == ["b", "a"]
    assert strokes(ax) == [(0, 10.0), (0, 75.0), (1, 50.0)]
    assert look.texts(ax) == ["2", "1"]
    assert ax.get_xlim() == (0, 100)
    assert ax.get_xlabel().endswith("(2 of 3 articles have the term)")


def test_outlets_without_the_term_keep_their_row(found, texts, look):
    outlet = pd.Series(["Agency", "Agency", "Daily"], index=list("abc"))
    ax = charts.dispersion(found, texts, outlet=outlet)
    assert look.rows(ax) == ["Agency", "Daily"]
    assert strokes(ax) == [(0, 10.0), (0, 50.0), (0, 75.0)]
    assert look.texts(ax) == ["3 in 2 of 2 articles", "0 in 0 of 1 article"]


def test_of_many_articles_those_with_most_are_drawn_and_the_chart_says_so(look):
    texts = pd.Series(["x" * 10] * 60, index=range(60))
    found = pd.DataFrame({"article_id": [*range(60), 59], "start": 1})
    ax = charts.dispersion(found, texts)
    assert len(look.rows(ax)) == 25
    assert look.rows(ax)[0] == "59"
    assert len(strokes(ax)) == 26
    assert "60 of 60 articles have the term; 25 are drawn" in ax.get_xlabel()


def test_positions_are_those_of_kwic(corpus, look):
    found = fr.kwic(fr.tokenize(corpus), "(historic|landmark)")
    ax = charts.dispersion(found, corpus["text"], outlet=corpus["outlet"])
    expected = 100 * found["start"] / found["article_id"].map(corpus["text"].str.len())
    assert sorted(x for _, x in strokes(ax)) == pytest.approx(sorted(expected))
    assert look.fits(ax)


def test_what_does_not_fit_is_refused(found, texts, shift):
    with pytest.raises(ValueError, match="found has no rows"):
        charts.dispersion(found.head(0), texts)
    with pytest.raises(ValueError, match="text has no entry for article 'b'"):
        charts.dispersion(found, texts.drop("b"))
    with pytest.raises(TypeError, match="text must be a Series"):
        charts.dispersion(found, ["x"])
    with pytest.raises(ValueError, match=r"no column low.*fr\.word_shift"):
        charts.word_shift(shift.drop(columns="low"))
    assert np.isfinite(shift["low"]).all()
