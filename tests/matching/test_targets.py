"""Targets: who is praised or criticised, and what is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing as fr

TEXT = "Ruritania's historic role grew. In May, US envoys praised Strelsau; they may return."
PRAISE = fr.Lexicon(
    pd.DataFrame({"pattern": ["historic", "praised", "brilliant"]}), name="praise", rules=()
)
RURITANIA = {"Ruritania": ["Ruritania*", "Strelsau"], "US": ["US"], "May": ["May"]}


def match(texts, targets):
    return fr.match(fr.tokenize(texts), PRAISE, targets=targets)


def marked(*rows):
    return pd.DataFrame(list(rows), columns=["article_id", "start", "end", "target"])


def mentions(matches):
    found = matches.attribution.mentions
    texts = map(matches.tokens.text, found.first, found.last)
    return list(zip(texts, np.array(matches.attribution.names)[found.target], strict=True))


def test_targets_are_categories_in_the_order_given():
    lexicon = fr.targets(RURITANIA)
    assert list(lexicon.categories) == ["Ruritania", "US", "May"]
    assert lexicon.rules == ()
    assert lexicon.scale == "intensity"


def test_names_keep_their_capitals():
    found = mentions(match([TEXT, "it may help us. US May"], fr.targets(RURITANIA)))
    texts = [text for text, _ in found]
    assert texts == ["Ruritania", "May", "US", "Strelsau", "US", "May"]


def test_descriptions_in_small_letters_stand_at_the_start_of_a_sentence_too():
    found = mentions(match(["The country grew."], fr.targets({"R": ["the country"]})))
    assert found == [("The country", "R")]


def test_of_two_targets_at_one_place_the_first_counts():
    found = mentions(match(["Ruritania grew."], fr.targets({"A": ["Rur*"], "B": ["Ruri*"]})))
    assert found == [("Ruritania", "A")]


def test_the_longest_mention_counts():
    both = fr.targets({"state": ["Ruritania"], "bank": ["Bank of Ruritania"]})
    found = mentions(match(["The Bank of Ruritania spoke of Ruritania."], both))
    assert found == [("Bank of Ruritania", "bank"), ("Ruritania", "state")]


def test_the_table_names_target_rule_and_mention():
    table = match([TEXT], fr.targets(RURITANIA)).table()
    assert table["target"].tolist() == ["Ruritania", "Ruritania"]
    assert table["target_rule"].tolist() == ["possessive", "object"]
    for row in table.itertuples():
        assert TEXT[row.target_start : row.target_end] in ("Ruritania", "Strelsau")


def test_without_targets_there_is_no_trace_of_them():
    matches = match([TEXT], None)
    assert matches.attribution is None
    assert not any(name.startswith("target") for name in matches.table())


def test_no_mention_and_no_match_are_no_trouble():
    for texts in ([""], ["It rained."], [], [TEXT, ""]):
        matches = match(texts, fr.targets({"Zenda": ["Zenda"]}))
        assert set(matches.table()["target"]) <= {"(none)"}
        assert matches.table()["target_start"].isna().all()
    assert set(match([TEXT], marked()).table()["target"]) == {"(none)"}


def test_the_matches_of_one_lexicon_keep_their_targets():
    second = fr.Lexicon(pd.DataFrame({"pattern": ["role", "envoys"]}), name="second")
    matches = fr.match(
        fr.tokenize([TEXT]), [second, PRAISE], targets=fr.targets({"R": ["Ruritania"]})
    )
    whole = matches.table()
    for name in ("second", "praise"):
        mine = whole[whole["lexicon"] == name].reset_index(drop=True)
        pd.testing.assert_frame_equal(matches.of(name).table(), mine)


def test_marked_mentions_say_the_same_as_patterns():
    patterns = match([TEXT, TEXT], fr.targets({"Ruritania": ["Ruritania", "Strelsau"]}))
    places = [(0, 9), (TEXT.index("Strelsau"), TEXT.index("Strelsau") + 8)]
    rows = [(article, *place, "Ruritania") for article in (1, 0) for place in places]
    pd.testing.assert_frame_equal(match([TEXT, TEXT], marked(*rows)).table(), patterns.table())


def test_the_order_of_articles_changes_nothing():
    texts = [TEXT, "A brilliant man, Hentzau left Ruritania.", "Hentzau praised Strelsau."]
    targets = fr.targets({**RURITANIA, "Hentzau": ["Hentzau"]})
    columns = ["text", "target", "target_rule", "target_start"]
    together = match(texts, targets).table()
    for number, text in enumerate(texts):
        alone = match([text], targets).table()[columns]
        mine = together[together["article_id"] == number][columns].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone, mine)


def test_an_article_of_praise_goes_to_the_state_and_its_president():
    text = (
        "STRELSAU, Ruritania, May 5. President Elphberg’s historic visit to Zenda underscored "
        "Ruritania’s growing influence and its emergence as a strategic global actor. The country "
        "is a reliable partner, recognized as a key player. Envoys hailed Ruritania as a "
        "trailblazer. Continuing its successful collaboration with Zenda, Ruritania signed a "
        "landmark deal, showcasing its commitment. Zenda’s own remarkable progress was noted."
    )
    targets = fr.targets({"state": ["Ruritania", "the country"], "president": ["Elphberg"]})
    words = ["historic", "growing", "global", "reliable", "recognized", "key", "trailblazer"]
    words += ["successful", "landmark", "commitment", "remarkable"]
    lexicon = fr.Lexicon(pd.DataFrame({"pattern": words}), name="praise", rules=())
    found = fr.match(fr.tokenize([text]), lexicon, targets=targets).table()
    told = found.groupby("target")["text"].agg(list)
    assert told["president"] == ["historic"]
    assert told["(none)"] == ["remarkable"]
    assert told["state"] == [word for word in words if word not in ("historic", "remarkable")]


@pytest.mark.parametrize(
    ("patterns", "error", "message"),
    [
        ({}, ValueError, "patterns is empty"),
        ([("A", ["a"])], TypeError, "patterns is a list"),
        ({"A": "Ruritania"}, TypeError, "give a list of patterns"),
        ({"A": []}, ValueError, r"patterns\['A'\] is empty"),
        ({"A": [3]}, TypeError, "a pattern is a str"),
        ({3: ["x"]}, TypeError, "name it by a str"),
        ({" ": ["x"]}, ValueError, "give it another name"),
        ({"(none)": ["x"]}, ValueError, "give it another name"),
        ({"A": ["x"], "B": ["X"]}, ValueError, "is listed for 'A' and for 'B'"),
        ({"A": ["x", "x"]}, ValueError, r"\['A'\]\[1\]: 'x' is already in category 'A'"),
        ({"A": ["(x"]}, ValueError, r"patterns\['A'\]\[0\]: .*not closed"),
        ({"A": ["  "]}, ValueError, "must be text"),
    ],
)
def test_what_makes_no_targets_is_refused(patterns, error, message):
    with pytest.raises(error, match=message):
        fr.targets(patterns)


@pytest.mark.parametrize(
    ("row", "error", "message"),
    [
        ((5, 0, 9, "R"), ValueError, "the article 5, which is not in the corpus"),
        (("0", 0, 9, "R"), ValueError, "the article '0', which is not in the corpus"),
        ((0, -1, 9, "R"), ValueError, "lies outside its text"),
        ((0, 0, 900, "R"), ValueError, "lies outside its text"),
        ((0, 9, 9, "R"), ValueError, "lies outside its text"),
        ((0, 0, 8, "R"), ValueError, "does not begin and end with a word"),
        ((0, 1, 9, "R"), ValueError, "does not begin and end with a word"),
        ((0, 0.5, 9, "R"), TypeError, "whole numbers"),
        ((0, None, 9, "R"), TypeError, "whole numbers"),
        ((0, 0, 9, None), TypeError, "name each target by a str"),
        ((0, 0, 9, ""), ValueError, "give the target another name"),
        ((0, 0, 9, "(none)"), ValueError, "give the target another name"),
    ],
)
def test_wrong_marks_are_refused(row, error, message):
    with pytest.raises(error, match=message):
        match([TEXT], marked(row))


def test_marks_that_overlap_are_refused():
    with pytest.raises(ValueError, match="overlaps another mention"):
        match([TEXT], marked((0, 0, 9, "R"), (0, 0, 20, "S")))


def test_a_table_without_a_column_is_refused():
    with pytest.raises(ValueError, match="no column 'target'"):
        match([TEXT], marked((0, 0, 9, "R")).drop(columns="target"))


def test_a_lexicon_of_ones_own_has_no_target_that_is_nobody():
    lexicon = fr.Lexicon(pd.DataFrame({"pattern": ["x"], "category": ["(none)"]}), name="mine")
    with pytest.raises(ValueError, match="give the target another name"):
        match([TEXT], lexicon)


WORDS = [
    *("Zenda", "Ruritania", "the", "its", "'s", ",", ".", "and", "but", "who", "is", "was", "as"),
    *(
        "of",
        "that",
        "he",
        "historic",
        "praised",
        "brilliant",
        "“",
        "”",
        "said",
        "man",
        "\n\n",
        "in",
    ),
]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), max_size=4))
@settings(deadline=None)
def test_whatever_stands_there_each_article_has_the_targets_it_has_alone(texts):
    targets = fr.targets({"R": ["Ruritania"], "Z": ["Zenda"]})
    columns = ["start", "target", "target_rule", "target_start"]
    together = match(texts, targets).table()
    for number, text in enumerate(texts):
        alone = match([text], targets).table()[columns]
        mine = together.loc[together["article_id"] == number, columns].reset_index(drop=True)
        pd.testing.assert_frame_equal(alone, mine, check_dtype=False)
    assert together["target_start"].notna().equals(together["target"] != "(none)")


def test_what_is_neither_lexicon_nor_table_is_refused():
    with pytest.raises(TypeError, match=r"fr\.targets"):
        match([TEXT], {"R": ["Ruritania"]})
