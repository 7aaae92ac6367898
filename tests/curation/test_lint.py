"""Doubtful entries are found, and good ones left alone."""

import pandas as pd
import pytest

import framing as fr


def lint(tokens=None, rules=("negation", "distancing"), **columns):
    lexicon = fr.Lexicon(pd.DataFrame(columns), name="mine", rules=rules)
    found = fr.lint_lexicon(lexicon, tokens)
    return list(found[["entry", "kind"]].itertuples(index=False, name=None)), found["message"]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        (["brave", "splendid"], []),
        (["brave*", "splendid win", "first _{0,2} ever"], []),
        (["brave", "brave*"], [("brave", "redundant")]),
        (["(brave|bold)", "brave*"], []),
        (["brave", "(bold|brave)"], [("brave", "duplicate"), ("(bold|brave)", "duplicate")]),
        (["brave\\*", "brave*"], [("brave\\*", "redundant")]),
        (["art*"], [("art*", "broad")]),
        (["Ostrel"], [("Ostrel", "name")]),
        (["I think", "I'm sure"], []),
    ],
)
def test_patterns(patterns, expected):
    found, _ = lint(pattern=patterns)
    assert found == expected


def test_the_same_in_two_categories_is_a_conflict_told_once():
    found, messages = lint(pattern=["bold", "(brave|bold)"], category=["good", "bad"])
    assert found == [("(brave|bold)", "conflict")]
    assert messages[0] == "'bold' is in 'bold' of 'good' too"


def test_an_entry_that_others_always_win_from_is_shadowed():
    found, messages = lint(pattern=["b?ld", "bald", "(bold|bqld)"], weight=[1, 2, 2])
    assert found == [("b?ld", "shadowed")]
    assert messages[0] == "'(bold|bqld)' matches instead"


def test_an_entry_that_its_own_context_blocks_never_matches():
    found, _ = lint(pattern=["grand", "brave"], blocked=["(grand|great)", "brave new world"])
    assert found == [("grand", "never")]


def test_examples_are_tried_all_at_once():
    found, messages = lint(
        pattern=["brave", "bold", "grand"],
        blocked=["", "", "grand jury"],
        examples=["A brave act. | It rained.", "Not a bold move.", "A grand view."],
        counterexamples=["She is brave.", None, "A grand jury met."],
    )
    assert found == [("brave", "example"), ("brave", "counterexample"), ("bold", "example")]
    assert messages.tolist() == [
        "it does not count in 'It rained.'",
        "it counts in 'She is brave.'",
        "it does not count in 'Not a bold move.'",
    ]


def test_a_corpus_shows_what_wildcards_catch_and_what_may_be_a_name():
    forms = " ".join(f"brave{letter}" for letter in "abcdefghijklm")
    tokens = fr.tokenize([f"It was bravea {forms}.", "We saw Rome and rain. " * 6])
    found, messages = lint(tokens, pattern=["brave*", "rome", "rain"])
    assert found == [("brave*", "broad"), ("rome", "name")]
    assert messages[0].startswith("it catches 13 forms: bravea 2, braveb 1")
    assert messages[1] == "100% of 6 matches inside sentences are capitals"


@pytest.mark.parametrize("name", fr.lexicon_names())
def test_no_entry_that_comes_along_says_the_same_as_another_of_its_category(name):
    found = fr.lint_lexicon(fr.load_lexicon(name))
    assert not set(found["kind"]) & {"duplicate", "name"}
