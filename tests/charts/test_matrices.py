import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing import charts


@pytest.fixture(scope="module")
def pairs(scores, corpus):
    with pytest.warns(UserWarning):
        return fr.compare_pairs(
            scores[["promotion", "words"]], corpus["outlet"], cluster=corpus["event_id"]
        )


def values(ax):
    return np.ma.filled(ax.collections[0].get_array(), np.nan)


def test_a_pair_stands_once_with_the_higher_outlet_in_the_row(pairs, look):
    ax = charts.pair_matrix(pairs)
    names = [row.rsplit(" ", 1)[0] for row in look.rows(ax)]
    estimates = pairs.set_index("outlet_a")["estimate_a"].to_dict()
    estimates |= pairs.set_index("outlet_b")["estimate_b"].to_dict()
    assert names == sorted(estimates, key=estimates.get, reverse=True)
    for row, column in np.ndindex(6, 6):
        expected = estimates[names[row]] - estimates[names[column]] if row < column else np.nan
        assert values(ax)[row, column] == pytest.approx(expected, nan_ok=True)
    assert look.columns(ax) == list("123456")
    assert len(ax.texts) == 15
    assert np.nanmin(values(ax)) >= 0


def test_a_star_marks_what_holm_leaves(pairs, look):
    table = pairs.assign(p_holm=1.0)
    table.loc[0, "p_holm"] = 0.049
    assert sum("*" in text for text in look.texts(charts.pair_matrix(table))) == 1


def test_a_pair_without_a_difference_has_no_data_and_is_hatched(pairs, look):
    table = pairs.copy()
    table.loc[0, "difference"] = np.nan
    ax = charts.pair_matrix(table)
    assert look.texts(ax).count("no data") == 1
    assert [patch.get_hatch() for patch in ax.patches] == ["////"]


def test_twenty_outlets_fit(look):
    names = [f"The Very Long-Winded Daily Chronicle {n:03}" for n in range(20)]
    rows = [
        {"outlet_a": a, "outlet_b": b, "category": "promotion", "difference": float(j - i)}
        | {"estimate_a": 20.0 - i, "estimate_b": 20.0 - j, "p_holm": 0.01}
        | {"estimand": "mean_of_articles"}
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if i < j
    ]
    ax = charts.pair_matrix(pd.DataFrame(rows))
    assert look.fits(ax)
    assert look.apart(ax.texts)
    assert look.apart(ax.get_yticklabels())


def test_frames_show_the_estimate_and_the_articles_that_have_any(outlets, look):
    chosen = ["novelty", "ranking"]
    ax = charts.frames_by_outlet(outlets, categories=chosen)
    table = outlets.set_index(["outlet", "category"])
    names = sorted(outlets["outlet"].unique())
    assert look.rows(ax) == [f"{name} (10)" for name in names]
    assert look.columns(ax) == chosen
    cells = iter(look.texts(ax))
    for row, name in enumerate(names):
        for column, category in enumerate(chosen):
            cell = table.loc[(name, category)]
            assert values(ax)[row, column] == cell["estimate"]
            count = round(cell["n_articles"] * (1 - cell["zero_share"]))
            assert next(cells).endswith(f" ({count})")
    assert ax.get_xlabel() == "matches per 1,000 words (articles with any)"


def test_counts_are_those_of_the_scores(scores, outlets, corpus, look):
    ax = charts.frames_by_outlet(outlets, categories=["promotion"])
    some = (scores["promotion"] > 0).groupby(corpus["outlet"]).sum()
    assert [text.split("(")[1] for text in look.texts(ax)] == [f"{n})" for n in some.sort_index()]


def test_frames_of_measure_are_named_in_words(corpus, look):
    table = fr.measure(corpus.table.head(12).drop(columns="event_id"))
    shares = table[
        [name for name in table if name.startswith("frame_") and name.endswith("_share")]
    ]
    with pytest.warns(UserWarning):
        result = fr.compare_outlets(shares, corpus["outlet"], estimand="mean_of_articles")
    ax = charts.frames_by_outlet(result)
    assert look.columns(ax) == "conflict,human interest,economic,morality,responsibility".split(",")
    assert ax.get_xlabel() == "share of sentences (articles with any)"


def test_categories_of_different_units_are_refused(outlets):
    table = pd.concat([outlets, outlets.assign(category="sentiment").head(0)])
    table.loc[0, "category"] = "sentiment"
    with pytest.raises(ValueError, match="choose some with categories"):
        charts.frames_by_outlet(table, categories=["sentiment", "promotion"])


def test_a_missing_cell_is_hatched_and_says_so(outlets, look):
    table = outlets.copy()
    table.loc[0, ["estimate", "zero_share"]] = np.nan
    ax = charts.frames_by_outlet(table)
    assert look.texts(ax).count("no data") == 1
    assert len(ax.patches) == 1


def test_frames_of_twenty_outlets_fit(twenty, look):
    table = pd.concat([twenty.assign(category=f"frame_number_{n}") for n in range(6)])
    ax = charts.frames_by_outlet(table)
    assert look.fits(ax)
    assert look.apart(ax.texts)


@pytest.fixture
def parts():
    return pd.DataFrame(
        [
            ("a", "EU", "promotion", 3, 300),
            ("b", "EU", "promotion", 1, 100),
            ("b", "(none)", "promotion", 2, 50),
            ("c", "NATO", "promotion", 0, 80),
        ],
        columns=["article_id", "target", "category", "count", "exposure"],
    )


@pytest.fixture
def outlet():
    return pd.Series(["Agency", "Agency", "Daily"], index=list("abc"))


def test_targets_are_counted_over_an_outlets_articles(parts, outlet, look):
    ax = charts.targets_by_outlet(parts, outlet)
    assert look.rows(ax) == ["Agency", "Daily"]
    assert look.columns(ax) == ["EU", "NATO", "(none)"]
    assert look.texts(ax) == ["10.0 (4)", "no data", "40.0 (2)", "no data", "0.0 (0)", "no data"]
    assert "\n2 targets; (none)" in ax.get_xlabel()


def test_only_the_targets_with_most_matches_are_drawn_and_the_chart_says_so(parts, outlet, look):
    ax = charts.targets_by_outlet(parts, outlet, n_targets=1)
    assert look.columns(ax) == ["EU", "(none)"]
    assert look.rows(ax) == ["Agency", "Daily"]
    assert "\n1 of 2 targets; (none)" in ax.get_xlabel()


def test_a_part_without_words_has_no_rate(parts, outlet, look):
    ax = charts.targets_by_outlet(parts.assign(exposure=0), outlet)
    assert set(look.texts(ax)) == {"no data"}


def test_the_table_must_be_one_of_targets(parts, outlet):
    with pytest.raises(ValueError, match=r'parts has no column target;.*by="target"'):
        charts.targets_by_outlet(parts.drop(columns="target"), outlet)


def test_parts_of_parts_are_refused(parts, outlet):
    with pytest.raises(ValueError, match="more than one row for article_id 'a', target 'EU'"):
        charts.targets_by_outlet(pd.concat([parts, parts]), outlet)
