import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing import charts


@pytest.fixture(scope="module")
def parts(matches):
    return fr.score(matches, by="voice")


def bars(ax):
    """Widths of the bars, a row a voice."""
    return np.array([[bar.get_width() for bar in voice] for voice in ax.containers])


@pytest.mark.parametrize("of", ["count", "exposure"])
def test_bars_are_the_shares_of_the_table(parts, corpus, look, of):
    ax = charts.voice_shares(parts, corpus["outlet"], category="promotion", of=of)
    rows = look.rows(ax)
    table = parts[parts["category"] == "promotion"]
    sums = table.groupby([table["article_id"].map(corpus["outlet"]), "voice"])[of].sum()
    for place, name in enumerate(rows):
        own = sums[name]
        expected = 100 * own[["own", "quoted", "reported"]] / own.sum()
        np.testing.assert_allclose(bars(ax)[:, place], expected)
    assert list(bars(ax)[0]) == sorted(bars(ax)[0], reverse=True)
    np.testing.assert_allclose(bars(ax).sum(axis=0), 100)
    assert ax.get_xlim() == (0, 100)
    assert look.legend(ax) == ["own", "quoted", "reported"]
    assert len({bar[0].get_hatch() for bar in ax.containers}) == 3


def test_the_number_behind_the_shares_stands_beside_them(parts, corpus, look):
    ax = charts.voice_shares(parts, corpus["outlet"], category="promotion")
    beside = [text for text in look.texts(ax) if "match" in text]
    table = parts[parts["category"] == "promotion"]
    counts = table.groupby(table["article_id"].map(corpus["outlet"]))["count"].sum()
    assert beside == [
        f"{counts[n]} {'match' if counts[n] == 1 else 'matches'}" for n in look.rows(ax)
    ]


def test_an_outlet_without_a_match_says_so_and_is_last(parts, corpus, look):
    table = parts.copy()
    silent = table["article_id"].map(corpus["outlet"]) == "Karvpress"
    table.loc[silent, "count"] = 0
    ax = charts.voice_shares(table, corpus["outlet"], category="promotion")
    assert look.rows(ax)[-1] == "Karvpress"
    assert [text.xy[1] for text in ax.texts if text.get_text() == "no match"] == [5]


def test_articles_without_outlet_have_a_row_of_their_own(parts, corpus, look):
    outlet = corpus["outlet"].where(corpus["outlet"] != "Karvpress")
    ax = charts.voice_shares(parts, outlet, category="promotion")
    assert "(no outlet)" in look.rows(ax)


def test_twenty_outlets_with_long_names_fit(look):
    names = [f"The Very Long-Winded Daily Chronicle {n:03}" for n in range(20)]
    parts = pd.DataFrame(
        {"article_id": range(20), "voice": "own", "category": "promotion"}
        | {"count": 3, "exposure": 900}
    )
    ax = charts.voice_shares(parts, pd.Series(names))
    assert look.fits(ax)
    assert look.apart(ax.get_yticklabels())


@pytest.mark.parametrize(
    ("outlet", "error", "said"),
    [
        ("outlet", TypeError, "must be a Series"),
        (pd.Series(["A"], index=["x"]), ValueError, "no entry for article 'e01-agency'"),
        (pd.Series(["A", "B"], index=["x", "x"]), ValueError, "more than once"),
    ],
)
def test_an_outlet_that_does_not_fit_is_refused(parts, outlet, error, said):
    with pytest.raises(error, match=said):
        charts.voice_shares(parts, outlet, category="promotion")


def test_what_is_shared_is_a_named_choice(parts, corpus):
    with pytest.raises(ValueError, match="choose one of count, exposure"):
        charts.voice_shares(parts, corpus["outlet"], category="promotion", of="words")


def test_parts_of_parts_are_refused_because_their_words_would_count_twice(parts, corpus):
    with pytest.raises(ValueError, match="more than one row for article_id 'e01-agency', voice"):
        charts.voice_shares(pd.concat([parts, parts]), corpus["outlet"], category="promotion")
