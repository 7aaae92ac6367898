"""What a table of entries must be to be a lexicon."""

import numpy as np
import pandas as pd
import pytest

import framing as fr
from framing.lexicons import LexiconError


def lexicon(patterns=("historic",), *, name="mine", **columns):
    return fr.Lexicon(pd.DataFrame({"pattern": list(patterns), **columns}), name=name)


def known(*values, reason, raises):
    return pytest.param(*values, marks=pytest.mark.xfail(reason=reason, raises=raises))


def test_columns_that_are_left_out_have_defaults():
    made = lexicon(["historic*", "key player"])
    assert made.entries.to_dict("list") == {
        "pattern": ["historic*", "key player"],
        "category": ["mine", "mine"],
        "weight": [1.0, 1.0],
        "constraints": ["", ""],
        "blocked": ["", ""],
    }
    assert (made.construct, made.scale, made.rules) == (
        "mine",
        "intensity",
        ("negation", "distancing", "scare_quotes"),
    )
    assert repr(made) == "<Lexicon mine: 2 entries, 1 category>"
    assert len(made) == 2


@pytest.mark.parametrize(
    "missing",
    [
        None,
        np.nan,
        "",
        known(pd.NA, reason="pandas.NA is compared with a text first", raises=TypeError),
    ],
)
def test_cells_that_are_left_out_have_defaults(missing):
    table = pd.DataFrame(
        {"pattern": ["a", "b"], "category": ["x", missing], "weight": [2.0, missing]}, dtype=object
    )
    table["blocked"] = missing
    table["constraints"] = missing
    entries = fr.Lexicon(table, name="mine").entries
    assert entries["category"].tolist() == ["x", "mine"]
    assert entries["weight"].tolist() == [2.0, 1.0]
    assert entries["constraints"].tolist() == entries["blocked"].tolist() == ["", ""]


@pytest.mark.parametrize("dtype", [object, "str", "string", "category"])
def test_tables_of_any_kind_of_string_will_do(dtype):
    table = pd.DataFrame({"pattern": ["a", "b"]}, index=[7, 7]).astype(dtype)
    assert fr.Lexicon(table, name="mine").entries["pattern"].tolist() == ["a", "b"]


def test_the_table_is_not_changed_and_other_columns_are_kept():
    table = pd.DataFrame({"pattern": ["a"], "note": ["why"]}, index=[3])
    before = table.copy()
    made = fr.Lexicon(table, name="mine")
    pd.testing.assert_frame_equal(table, before)
    assert made.entries["note"].tolist() == ["why"]
    made.entries.loc[0, "pattern"] = "z"
    pd.testing.assert_frame_equal(table, before)


def test_facts_are_kept():
    facts = {"version": "1.2", "licence": "CC-BY-4.0", "categories": {"x": "time", "z": "none"}}
    table = pd.DataFrame({"pattern": ["a", "b"], "category": ["x", "y"]})
    made = fr.Lexicon(table, name="mine", construct="praise", scale="valence", facts=facts)
    assert (made.version, made.licence, made.citation) == ("1.2", "CC-BY-4.0", "")
    assert (made.construct, made.scale) == ("praise", "valence")
    assert dict(made.categories) == {"x": "time", "y": ""}
    assert repr(made) == "<Lexicon mine 1.2: 2 entries, 2 categories>"


@pytest.mark.parametrize(
    ("patterns", "columns", "message"),
    [
        (["a", "A"], {}, "row 2: 'A' is already in category 'mine', at row 1"),
        (["a-b", "b", " a  b"], {}, "row 3: ' a  b' is already in category 'mine', at row 1"),
        (["isn't", "isn’t"], {}, "row 2: 'isn’t' is already"),
        (["café", "cafe\u0301"], {}, "row 2: .* is already"),
        (["a", "a"], {"weight": [1, 2.5]}, "row 2: .* at row 1, there with weight 1"),
        (["a", ""], {}, "row 2: the pattern is ''; it must be text"),
        (["a", None], {}, "row 2: the pattern is nan"),
        (["a", "..."], {}, r"row 2: pattern '...': it holds no letter or digit"),
        (["a", "“ ”"], {}, "row 2: .* it holds no letter or digit"),
        (["a", "(b|!)"], {}, "row 2: .* it holds no letter or digit"),
        (["a", "a|b"], {}, r"row 2: pattern 'a\|b': '\|' outside brackets"),
        (["a", "b"], {"weight": [1, 0]}, r"row 2: weight 0.0; .* must be a number above 0"),
        (["a", "b"], {"weight": [1, -1]}, "row 2: weight -1.0"),
        (["a", "b"], {"weight": [1, np.inf]}, "row 2: weight inf"),
        (["a"], {"constraints": ["case=any"]}, "row 1: unknown constraint 'case=any'; known: case"),
        (["a"], {"constraints": ["name=no, case=exact"]}, "unknown constraint 'name=no,'"),
        (["a _ b"], {"constraints": ["case=exact"]}, "case=exact does not go with a gap"),
        (["a"], {"blocked": ["b | (c"]}, r"row 1: pattern '\(c': a bracket is not closed"),
        (["a"], {"blocked": ["b | !"]}, "row 1: pattern '!': it holds no letter or digit"),
        known(
            ["a", "b"],
            {"weight": ["2", "high"]},
            "row 2: weight 'high'",
            reason="a weight that is no number is found by pandas, without its place",
            raises=AssertionError,
        ),
        known(
            ["a"],
            {"constraints": [5]},
            "row 1: ",
            reason="constraints that are no text are taken apart all the same",
            raises=TypeError,
        ),
        known(
            ["a"],
            {"blocked": [5]},
            "row 1: ",
            reason="contexts that are no text are taken apart all the same",
            raises=TypeError,
        ),
    ],
)
def test_an_entry_that_is_not_valid_is_refused_with_its_place(patterns, columns, message):
    with pytest.raises(ValueError, match=message) as caught:
        lexicon(patterns, **columns)
    assert isinstance(caught.value, LexiconError)


def test_places_are_named_if_they_are_known():
    table = pd.DataFrame({"pattern": ["a", "b", "a"]})
    with pytest.raises(LexiconError, match=r"^x:9: 'a' is already in category 'mine', at x:2$"):
        fr.Lexicon(table, name="mine", places=["x:2", "x:5", "x:9"])


def test_entries_that_differ_in_category_or_case_are_no_repetitions():
    assert len(lexicon(["a", "a"], category=["x", "y"])) == 2
    assert len(lexicon(["US", "us"], constraints=["case=exact", ""])) == 2
    assert len(lexicon(["US", "us"], constraints=["case=exact", "case=exact"])) == 2


@pytest.mark.parametrize(
    ("table", "error", "message"),
    [
        (["a"], TypeError, "made from a pandas.DataFrame, not from a list"),
        (pd.DataFrame({"word": ["a"]}), LexiconError, "no column 'pattern'; there are word"),
        (pd.DataFrame({"Pattern": ["a"]}), LexiconError, "no column 'pattern'; there are Pattern"),
        (pd.DataFrame({"pattern": []}), LexiconError, "lexicon mine: no entries"),
        known(
            pd.DataFrame([["a", "b"]], columns=["pattern", "pattern"]),
            LexiconError,
            "two columns",
            reason="two columns of one name are taken for one",
            raises=pytest.fail.Exception,
        ),
    ],
)
def test_a_table_that_is_not_valid_is_refused(table, error, message):
    with pytest.raises(error, match=message):
        fr.Lexicon(table, name="mine")


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"name": " "}, "name=' '; a lexicon needs a name"),
        ({"name": 5}, "name=5; a lexicon needs a name"),
        ({"scale": "ordinal"}, "scale='ordinal'; it is one of intensity, valence"),
        ({"rules": ["hedges"]}, "unknown rule 'hedges'; known: negation, distancing, scare_q"),
        ({"facts": {"author": "me"}}, "unknown fact 'author'; known: version, language"),
        ({"rules": "negation"}, "rules='negation'; give a list"),
        known(
            {"construct": 5},
            "construct=5",
            reason="a construct that is no text is taken",
            raises=pytest.fail.Exception,
        ),
        known(
            {"facts": {"categories": "time"}},
            "categories",
            reason="categories that are no mapping fail inside",
            raises=AttributeError,
        ),
        known(
            {"facts": {"categories": {"tme": "a slip of the pen"}}},
            "tme",
            reason="a definition of a category that no entry has is dropped in silence",
            raises=pytest.fail.Exception,
        ),
    ],
)
def test_choices_that_are_not_valid_are_refused(choices, message):
    with pytest.raises(LexiconError, match=message):
        fr.Lexicon(pd.DataFrame({"pattern": ["a"]}), **{"name": "mine", **choices})


def test_a_lexicon_is_frozen():
    with pytest.raises(AttributeError):
        lexicon().name = "other"
