import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing import charts


@pytest.fixture(scope="module")
def curve(matches, corpus):
    tables = {
        (voice, formula): fr.score(matches, voice=voice, formula=formula)[["promotion", "words"]]
        for voice in ("own", "all")
        for formula in ("rate", "weighted_rate")
    }
    return fr.specification_curve(
        tables,
        corpus["outlet"],
        groups=("Karvpress", "Ostrel Herald"),
        choices=("voice", "formula"),
        cluster=corpus["event_id"],
    )


def test_effects_ascend_with_intervals_around_them(curve):
    table = curve.table
    above, _ = charts.specification_curve(table)
    filled, hollow = above.lines[:2]
    drawn = dict(zip(*filled.get_data(), strict=True)) | dict(zip(*hollow.get_data(), strict=True))
    assert [drawn[place] for place in range(len(table))] == table["effect"].tolist()
    assert len(filled.get_xdata()) == (table["p"] < 0.05).sum()
    scale = table["effect"] / table["difference"]
    segments = above.collections[0].get_segments()
    ends = np.array([[segment[0, 1], segment[1, 1]] for segment in segments])
    np.testing.assert_allclose(ends, np.column_stack((scale * table["low"], scale * table["high"])))


def test_a_stroke_shows_each_choice_of_each_specification(curve, look):
    _, below = charts.specification_curve(curve.table)
    rows = look.rows(below)
    assert len(rows) == 2 + 2 + 2
    for part, row in zip(below.collections, rows, strict=True):
        name, option = row.split(": ")
        at = [int(line[0, 0]) for line in part.get_segments()]
        assert at == np.flatnonzero(curve.table[name] == option).tolist()
    assert below.get_xlabel().endswith("(8)")
    assert look.fits(below)


def test_no_difference_has_no_scale_and_no_interval(curve):
    table = curve.table.copy()
    table.loc[0, ["difference", "effect"]] = 0.0
    above, _ = charts.specification_curve(table)
    drawn = [line for line in above.collections[0].get_segments() if len(line)]
    assert len(drawn) == len(table) - 1


def test_the_curve_itself_is_refused_with_the_way_to_its_table(curve):
    with pytest.raises(TypeError, match=r"fr\.specification_curve\(\.\.\.\)\.table"):
        charts.specification_curve(curve)
    with pytest.raises(ValueError, match="no column effect, p"):
        charts.specification_curve(curve.table.drop(columns=["effect", "p"]))
    assert isinstance(curve.table, pd.DataFrame)
