import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt

import framing as fr
from framing import charts


@pytest.fixture(scope="module")
def measured(corpus):
    return fr.measure(corpus)


def points(ax):
    """All points in the coordinates of the data, as (sentiment, promotion)."""
    lines = [line for line in ax.lines if line.get_transform() == ax.transData]
    return np.hstack([line.get_data() for line in lines]).T


def test_every_article_is_a_point(measured, corpus, look):
    ax = charts.promotion_against_sentiment(measured, corpus["outlet"])
    expected = measured[["sentiment", "promotion"]].to_numpy()
    assert sorted(map(tuple, points(ax))) == sorted(map(tuple, expected))
    assert look.legend(ax) == [f"{name} (10)" for name in sorted(corpus["outlet"].unique())]
    assert len({line.get_marker() for line in ax.lines}) == 6


def test_the_most_promotional_articles_are_named_by_their_titles(measured, corpus, look):
    ax = charts.promotion_against_sentiment(measured, title=corpus["title"], n_named=3)
    top = measured["promotion"].nlargest(3).index
    named = {text.replace("\n", " ").split("…")[0].strip()[:20] for text in look.texts(ax)}
    assert named == {corpus["title"][article][:20] for article in top}
    ax.figure.canvas.draw()
    assert look.apart(ax.texts)


def test_the_rank_correlation_stands_below(measured):
    ax = charts.promotion_against_sentiment(measured)
    rho = measured["promotion"].corr(measured["sentiment"], method="spearman")
    assert ax.get_xlabel() == f"Sentiment, mean valence, −4 to 4\n(ρ = {rho:.2f}; n = 60)"


def test_articles_without_sentiment_or_words_are_not_lost(measured, look):
    table = measured.copy()
    table.iloc[:4, table.columns.get_loc("sentiment")] = np.nan
    table.iloc[:1, table.columns.get_loc("promotion")] = np.nan
    ax = charts.promotion_against_sentiment(table)
    assert look.legend(ax) == ["articles (56)", "no sentiment: no such word (3)"]
    assert list(ax.lines[-1].get_ydata()) == table["promotion"].iloc[1:4].tolist()
    assert ax.get_xlabel().endswith("n = 56; without words and not shown: 1 article)")


def test_of_many_outlets_six_are_told_apart_and_the_others_counted(measured, look):
    outlet = pd.Series([f"Outlet {n % 20:02}" for n in range(60)], index=measured.index)
    ax = charts.promotion_against_sentiment(measured, outlet)
    assert look.legend(ax)[0] == "other outlets (42)"
    assert len(look.legend(ax)) == 7
    ax = charts.promotion_against_sentiment(measured, outlet, outlets=["Outlet 19"])
    assert look.legend(ax) == ["other outlets (57)", "Outlet 19 (3)"]
    assert look.fits(ax)


@pytest.mark.parametrize("asked", [["Nobody"], [], ["Karvpress"] * 7])
def test_outlets_must_be_known_and_six_at_most(measured, corpus, asked):
    with pytest.raises(ValueError, match="choose one to 6 of Karvenia One"):
        charts.promotion_against_sentiment(measured, corpus["outlet"], outlets=asked)
    assert not plt.get_fignums()


def test_nothing_to_draw_is_said(measured, look):
    ax = charts.promotion_against_sentiment(measured.assign(sentiment=np.nan, promotion=np.nan))
    assert ax.get_xlabel().endswith("(n = 0; without words and not shown: 60 articles)")


def test_the_table_must_be_one_of_measure(scores):
    with pytest.raises(ValueError, match=r"no column sentiment; .* fr\.measure returns"):
        charts.promotion_against_sentiment(scores)


def test_an_article_twice_is_refused(measured):
    with pytest.raises(ValueError, match="result has article 'e01-agency' more than once"):
        charts.promotion_against_sentiment(pd.concat([measured, measured]))
