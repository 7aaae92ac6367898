import numpy as np
import pandas as pd
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

import framing as fr
from framing import charts


@pytest.fixture(scope="module")
def same(scores, corpus):
    with pytest.warns(UserWarning, match="fewer than 30"):
        return fr.same_event(scores[["promotion", "words"]], corpus["outlet"], corpus["event_id"])


def test_outlets_stand_in_order_of_their_estimates_with_the_intervals_of_the_table(outlets, look):
    ax = charts.outlet_intervals(outlets, category="promotion")
    table = outlets[outlets["category"] == "promotion"].sort_values("estimate", ascending=False)
    assert look.rows(ax) == table["outlet"].tolist()
    expected = list(zip(range(6), table["low"], table["high"], strict=True))
    assert look.intervals(ax) == expected
    assert list(ax.lines[0].get_xdata()) == table["estimate"].tolist()
    assert look.texts(ax) == ["10 articles"] * 6
    assert ax.get_xlim()[0] == 0
    told = "promotion, matches per 1,000 words\n(mean of articles; lines: 95 % intervals)"
    assert ax.get_xlabel() == told


def test_an_outlet_without_interval_is_hollow_and_one_without_estimate_says_so(twenty, look):
    table = twenty.head(3).copy()
    table.loc[0, ["estimate", "low", "high"]] = np.nan
    table.loc[1, ["low", "high"]] = np.nan
    ax = charts.outlet_intervals(table)
    assert look.rows(ax) == table["outlet"].iloc[[2, 1, 0]].tolist()
    assert look.texts(ax)[0] == "no data"
    assert ax.texts[0].xy[1] == 2
    hollow = ax.lines[1]
    assert list(hollow.get_xdata()[:1]) == [1]
    assert hollow.get_markerfacecolor() == "white"
    assert "hollow: no interval" in ax.get_xlabel()


def test_one_outlet_is_drawn(twenty, look):
    assert look.rows(charts.outlet_intervals(twenty.head(1))) == [twenty["outlet"][0]]


def test_twenty_outlets_with_long_names_fit(twenty, look):
    ax = charts.outlet_intervals(twenty)
    assert len(twenty["outlet"][0]) == 40
    assert look.fits(ax)
    assert look.apart(ax.get_yticklabels())


def test_an_interval_below_zero_is_not_cut_off(twenty):
    ax = charts.outlet_intervals(twenty.assign(category="sentiment", low=-3.0))
    assert ax.get_xlim()[0] < -3
    assert "mean valence" in ax.get_xlabel()


def test_what_the_estimates_are_is_said(twenty):
    ax = charts.outlet_intervals(twenty.assign(estimand="ratio_of_sums"))
    assert ax.get_xlabel().endswith("(all words together; lines: 95 % intervals)")


def test_the_unit_can_be_given(twenty):
    ax = charts.outlet_intervals(twenty, unit="matches per 100 words")
    assert "matches per 100 words" in ax.get_xlabel()


def test_raw_and_same_event_differences_stand_beside_each_other(same, look):
    ax = charts.outlet_intervals(same, reference="Karvpress")
    rows = look.rows(ax)
    assert "Karvpress" not in rows
    assert len(rows) == 5
    drawn = {round(row, 2): (low, high) for row, low, high in look.intervals(ax)}
    for place, name in enumerate(rows):
        pair = same[(same[["outlet_a", "outlet_b"]] == name).any(axis=1)]
        pair = pair[(pair[["outlet_a", "outlet_b"]] == "Karvpress").any(axis=1)].iloc[0]
        sign = 1 if pair["outlet_b"] == "Karvpress" else -1
        raw = sorted((sign * pair["raw_low"], sign * pair["raw_high"]))
        matched = sorted((sign * pair["low"], sign * pair["high"]))
        assert drawn[round(place - 0.17, 2)] == pytest.approx(raw)
        assert drawn[round(place + 0.17, 2)] == pytest.approx(matched)
    assert look.legend(ax) == ["all articles", "same events"]
    assert list(ax.lines[3].get_xdata()) == sorted(ax.lines[3].get_xdata(), reverse=True)
    assert ax.get_xlabel().startswith("Difference from Karvpress:\npromotion, ")


def test_the_difference_of_a_pair_turns_its_sign_with_the_reference(same):
    pair = same.iloc[:1]
    a, b = pair["outlet_a"].iloc[0], pair["outlet_b"].iloc[0]
    less_b = charts.outlet_intervals(pair).lines[3].get_xdata()
    assert list(less_b) == pair["difference"].tolist()
    assert list(charts.outlet_intervals(pair, reference=b).lines[3].get_xdata()) == list(less_b)
    assert list(charts.outlet_intervals(pair, reference=a).lines[3].get_xdata()) == [-less_b[0]]


def test_outlets_that_share_no_event_say_so(same, look):
    table = same.assign(difference=np.nan, low=np.nan, high=np.nan, n_shared_events=0)
    ax = charts.outlet_intervals(table, reference="Karvpress")
    assert look.texts(ax) == ["no data"] * 5 + ["0 shared events"] * 5
    assert len([line for line in look.intervals(ax) if not np.isnan(line[1])]) == 5


@pytest.mark.parametrize(
    ("change", "options", "error", "said"),
    [
        (lambda t: t.drop(columns=["low", "high"]), {}, ValueError, "no column low, high"),
        (lambda t: t.iloc[:0], {}, ValueError, "no rows"),
        (lambda t: t.to_dict(), {}, TypeError, "fr.compare_outlets"),
        (lambda t: t, {"category": "tone"}, ValueError, "choose one of hyperbole"),
        (lambda t: t, {}, ValueError, "category is missing"),
        (lambda t: pd.concat([t, t]), {"category": "promotion"}, ValueError, "more than one row"),
        (lambda t: t, {"category": "promotion", "reference": "x"}, ValueError, "fr.same_event"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(outlets, change, options, error, said):
    with pytest.raises(error, match=said):
        charts.outlet_intervals(change(outlets), **options)
    assert not plt.get_fignums(), "a refused table leaves no figure"


def test_the_reference_must_be_an_outlet(same):
    with pytest.raises(ValueError, match="reference is missing; choose one of Karvenia One"):
        charts.outlet_intervals(same)
    with pytest.raises(ValueError, match="choose one of Karvenia One"):
        charts.outlet_intervals(same, reference="Nobody")


def test_a_chart_draws_where_it_is_told_and_opens_nothing(twenty):
    ax = Figure().subplots()
    assert charts.outlet_intervals(twenty, ax=ax) is ax
    assert not plt.get_fignums()


def test_a_profile_has_a_panel_a_category_and_outlets_in_the_same_rows(outlets, look):
    axes = charts.category_profile(outlets, categories=["promotion", "novelty", "ranking"])
    assert [ax.get_title() for ax in axes] == ["promotion", "novelty", "ranking"]
    promotion = outlets[outlets["category"] == "promotion"].set_index("outlet")["estimate"]
    ranked = promotion.sort_values(ascending=False).index.tolist()
    assert [text.get_text() for text in axes[0].get_yticklabels()] == ranked
    for ax, name in zip(axes, ["promotion", "novelty", "ranking"], strict=True):
        table = outlets[outlets["category"] == name].set_index("outlet").loc[ranked]
        drawn = np.array(look.intervals(ax))
        expected = np.column_stack((range(6), table["low"], table["high"]))
        expected = expected[~np.isnan(expected[:, 1])]
        np.testing.assert_array_equal(drawn, expected)


def test_a_profile_of_all_categories_fits_and_its_panels_are_of_one_width(outlets, look):
    axes = charts.category_profile(outlets)
    assert len(axes) == outlets["category"].nunique() == 14
    assert look.fits(*axes)
    widths = [ax.get_position().width for ax in axes]
    assert max(widths) == pytest.approx(min(widths), rel=0.02)
    assert min(widths) > 0.15


def test_an_outlet_missing_from_a_category_has_no_data_there(outlets, look):
    table = outlets.drop(index=outlets.index[outlets["category"].eq("novelty")][0])
    axes = charts.category_profile(table, categories=["promotion", "novelty"])
    assert look.texts(axes[1]) == ["no data"]


def test_panels_in_different_units_name_their_own(twenty):
    other = twenty.assign(category="sentiment")
    axes = charts.category_profile(pd.concat([twenty, other]))
    assert [ax.get_xlabel() for ax in axes] == ["matches\nper 1,000 words", "mean valence, −4 to 4"]


@pytest.fixture
def measures():
    rows = [
        {"part": part, "measure": measure, "estimate": e, "low": e - 0.1, "high": e + 0.1}
        for part, measure, e in [
            ("all", "precision", 0.8),
            ("all", "bias", -0.2),
            ("Daily", "precision", 0.7),
            ("Daily", "bias", 0.1),
        ]
    ]
    return pd.DataFrame(rows).assign(codings=[400, 400, 200, 200])


def test_measures_stand_beside_each_other_with_their_codings(measures, look):
    precision, bias = charts.measures_by_outlet(measures)
    assert [text.get_text() for text in precision.get_yticklabels()] == ["all (400)", "Daily (200)"]
    assert list(precision.lines[0].get_xdata()) == [0.8, 0.7]
    assert precision.get_xlim() == (0, 1)
    assert bias.get_xlim()[0] < -0.3
    assert look.intervals(bias) == [(0, pytest.approx(-0.3), -0.1), (1, 0.0, pytest.approx(0.2))]
    (only,) = charts.measures_by_outlet(measures, measures=["bias"])
    assert only.get_title() == "bias"
    assert look.fits(only)


def test_measures_must_be_those_of_a_card(measures):
    with pytest.raises(ValueError, match=r"no column codings; .*fr\.report_card"):
        charts.measures_by_outlet(measures.drop(columns="codings"))
    with pytest.raises(ValueError, match="measure='tone' is not in the table"):
        charts.measures_by_outlet(measures, measures=["tone"])
