"""Scores by target: what adds up, and whose words they are measured against."""

import numpy as np
import pandas as pd
import pytest

import framing as fr

TEXTS = [
    "Ruritania’s historic role grew. Zenda praised Ruritania. A brilliant day began. It rained.",
    "“Zenda is brilliant,” the mayor of Ruritania said.\n\nIt rained. Hentzau left.",
    "",
]
LEXICON = fr.Lexicon(
    pd.DataFrame(
        {"pattern": ["historic", "praised", "brilliant"], "category": ["old", "new", "new"]}
    ),
    name="praise",
)
NAMES = ["Ruritania", "Zenda"]


@pytest.fixture(scope="module")
def matches():
    tokens = fr.tokenize(TEXTS)
    return fr.match(tokens, LEXICON, targets=fr.targets({name: [name] for name in NAMES}))


def test_counts_values_and_exposure(matches):
    table = fr.score(matches, by="target", min_exposure=5).query("category == 'praise'")
    of = table.set_index(["article_id", "target"])
    assert of.loc[0, "count"].to_dict() == {"(none)": 1, "Ruritania": 2, "Zenda": 0}
    assert of.loc[1, "count"].to_dict() == {"(none)": 0, "Ruritania": 0, "Zenda": 1}
    assert of.loc[0, "exposure"].to_dict() == {"(none)": 13, "Ruritania": 7, "Zenda": 3}
    assert np.isnan(of.loc[(0, "Zenda"), "rate"])
    assert of.loc[(0, "Ruritania"), "rate"] == pytest.approx(2000 / 7)
    assert of.loc[(0, "Ruritania"), "contribution"] == pytest.approx(2000 / 13)


@pytest.mark.parametrize("by", ["target", ["target", "voice"], ["zone", "target", "voice"]])
@pytest.mark.parametrize("voice", ["all", "own"])
def test_counts_values_and_contributions_add_up(matches, by, voice):
    parts = fr.score(matches, by=by, voice=voice, formula="sum")
    if "zone" in by:
        parts = parts[parts["zone"].isin(["lead", "body"])]
    sums = parts.groupby(["article_id", "category"], sort=False)[["count", "value"]].sum()
    for formula, column in (("count", "count"), ("sum", "value")):
        whole = fr.score(matches, formula=formula, voice=voice).loc[
            [0, 1], ["old", "new", "praise"]
        ]
        assert sums.loc[[0, 1], column].tolist() == whole.to_numpy().ravel().tolist()


def test_scores_are_those_of_the_table(matches):
    table = matches.table()
    parts = fr.score(matches, by="target").query("category == 'praise'")
    by_hand = table.groupby(["article_id", "target"])["value"].sum()
    scored = parts.set_index(["article_id", "target"])["value"]
    assert scored[scored != 0].to_dict() == by_hand.to_dict()


def test_exposure_is_counted_within_voice_and_zone(matches):
    table = fr.score(matches, by=["target", "voice"]).query("category == 'praise'")
    words = table.set_index(["article_id", "target", "voice"])["exposure"].sort_index()
    assert words.loc[1, "Zenda"].to_dict() == {"own": 5, "quoted": 3, "reported": 0}
    assert words.loc[1, "Ruritania"].to_dict() == {"own": 5, "quoted": 3, "reported": 0}


def test_who_speaks_about_whom(matches):
    table = fr.score(matches, by=["target", "speaker"]).query("category == 'praise'")
    cells = table.set_index(["article_id", "target", "speaker"])["count"].sort_index()
    assert cells.loc[1, "Zenda"].to_dict() == {"(none)": 0, "the mayor of Ruritania": 1}


def test_targets_must_have_been_matched():
    matches = fr.match(fr.tokenize(TEXTS), LEXICON)
    with pytest.raises(ValueError, match=r"fr\.match\(\.\.\., targets=\.\.\.\)"):
        fr.score(matches, by="target")
