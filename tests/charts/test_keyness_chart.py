import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing import charts


@pytest.fixture(scope="module")
def key(corpus):
    return fr.keyness(fr.tokenize(corpus), by=corpus["outlet"], group="Karvpress", n_resamples=0)


def test_every_word_is_a_point_at_its_frequency_and_log_odds(key, look):
    ax = charts.keyness(key)
    points = np.hstack([line.get_data() for line in ax.lines[:2]]).T
    expected = np.column_stack((key["count"] + key["count_rest"], key["log_odds"]))
    assert sorted(map(tuple, points)) == sorted(map(tuple, expected))
    more = int((key["log_odds"] > 0).sum())
    assert look.legend(ax) == [
        f"more in Karvpress ({more})",
        f"more in the rest ({len(key) - more})",
    ]
    assert ax.get_xscale() == "log"
    assert {line.get_marker() for line in ax.lines[:2]} == {"o", "s"}


def test_the_most_extreme_words_are_named_without_overlap(key, look):
    ax = charts.keyness(key, n_named=12)
    wanted = {*key["type"].head(12), *key["type"].tail(12)}
    named = look.texts(ax)
    assert set(named) <= wanted
    assert len(named) >= 18
    ax.figure.canvas.draw()
    assert look.apart(ax.texts)


def test_the_first_of_either_side_are_always_named(key, look):
    named = look.texts(charts.keyness(key, n_named=1))
    assert set(named) == {key["type"].iloc[0], key["type"].iloc[-1]}


def test_entries_and_what_they_are_split_by_are_named_together(look):
    table = pd.DataFrame(
        {"group": "A", "entry": ["historic", "historic"], "voice": ["own", "quoted"]}
        | {"count": [5, 9], "count_rest": [1, 9], "log_odds": [1.0, -0.5], "z": [2.0, -1.0]}
    )
    assert set(look.texts(charts.keyness(table))) == {"historic · own", "historic · quoted"}


def test_many_words_are_drawn_as_a_picture(key):
    many = pd.concat([key] * 5, ignore_index=True)
    assert all(line.get_rasterized() for line in charts.keyness(many).lines[:2])
    assert not any(line.get_rasterized() for line in charts.keyness(key).lines[:2])


def test_a_group_must_be_chosen(key):
    both = pd.concat([key, key.assign(group="Other")])
    with pytest.raises(ValueError, match="choose one of Karvpress, Other"):
        charts.keyness(both)
    charts.keyness(both, group="Other")


def test_dollar_signs_are_no_mathematics(look):
    table = pd.DataFrame(
        {"group": "A$B$", "type": ["$x^2$"], "count": [5], "count_rest": [1], "log_odds": [1.0]}
        | {"z": [2.0]}
    )
    ax = charts.keyness(table)
    ax.figure.canvas.draw()
    assert look.texts(ax) == [r"\$x^2\$"]


def test_rows_that_share_an_index_are_drawn_once_each(key, look):
    both = pd.concat([key.head(3), key.tail(3).reset_index(drop=True)])
    ax = charts.keyness(both)
    points = np.hstack([line.get_data() for line in ax.lines[:2]]).T
    expected = np.column_stack((both["count"] + both["count_rest"], both["log_odds"]))
    assert sorted(map(tuple, points)) == sorted(map(tuple, expected))
