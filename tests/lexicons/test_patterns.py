"""What a pattern says, and what is refused."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing as fr
from framing.lexicons import LexiconError
from framing.lexicons.patterns import ANY_LETTERS, LONGEST_GAP, ONE_LETTER, Gap, parse


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("historic", [("historic",)]),
        ("  historic \t achievement ", [("historic achievement",)]),
        ("world-class", [("world-class",)]),
        ("achiev*", [(f"achiev{ANY_LETTERS}",)]),
        ("*n't", [(f"{ANY_LETTERS}n't",)]),
        ("recogni?e", [(f"recogni{ONE_LETTER}e",)]),
        ("most _ achievement", [("most",), Gap(1, 1), ("achievement",)]),
        ("first _{0,2} ever", [("first",), Gap(0, 2), ("ever",)]),
        ("a _ _{0,2} b", [("a",), Gap(1, 3), ("b",)]),
        (f"a _{{0,{LONGEST_GAP}}} b", [("a",), Gap(0, LONGEST_GAP), ("b",)]),
        ("(a|b) c", [("a", "b"), ("c",)]),
        ("a (b|c d) e", [("a",), ("b", "c d"), ("e",)]),
        ("((a|b) c|d)", [("a c", "b c", "d")]),
        ("(a|a)", [("a",)]),
        ("(a)", [("a",)]),
        ("re(new|build)ing", [("renewing", "rebuilding")]),
        ("(a|b)(c|d)", [("ac", "ad", "bc", "bd")]),
        ("(pre|post)*", [(f"pre{ANY_LETTERS}", f"post{ANY_LETTERS}")]),
        (r"5 \* a", [("5 * a",)]),
        (r"\(a\|b\)", [("(a|b)",)]),
        (r"a\\b", [(r"a\b",)]),
        (r"a \_ b", [("a _ b",)]),
        (r"who\?", [("who?",)]),
    ],
)
def test_a_pattern_is_read(pattern, parts):
    assert parse(pattern) == tuple(parts)


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("", "it is empty"),
        ("_", "a gap stands at its start or end"),
        ("_ a", "a gap stands at its start or end"),
        ("a _{0,2}", "a gap stands at its start or end"),
        ("a _{0,11} b", "a gap of 0 to 11 words; from 0 to 10 are allowed"),
        ("a _{3,2} b", "a gap of 3 to 2 words"),
        ("a _{0,0} b", "a gap of 0 to 0 words"),
        ("a _{0,6} _{0,6} b", "a gap of 0 to 12 words"),
        ("*", r"'\*' alone matches every word; use the gap _"),
        ("a * b", r"'\*' alone matches every word"),
        ("(a|*) b", r"'\*' alone matches every word"),
        ("a*b", r"'\*' in the middle of 'a\*b'; it stands at the start or end of a word"),
        ("(a*|b)c", r"'\*' in the middle of 'a\*c'"),
        ("(a|b", "a bracket is not closed"),
        ("a)", r"'\)' outside brackets; write \\\) for the character"),
        ("a|b", r"'\|' outside brackets; write \\\| for the character"),
        ("(a|)", "an alternative is empty; use a gap"),
        ("()", "an alternative is empty"),
        ("(a||b)", "an alternative is empty"),
        ("(_|a) b", "a gap within brackets; write the alternatives as entries of their own"),
        ("(a _{1,2} b|c)", "a gap within brackets"),
        ("(a|b)" * 10, "more than 1,000 alternatives; make two entries of it"),
        ("\u0298 a", "the letters ʘ and ǂ cannot be matched"),
        ("a _{0} b", "gap"),
        ("a _{,2} b", "gap"),
        ("a _{1,2}b", "gap"),
        ("a __ b", "gap"),
        ("a {0,2} b", "gap"),
        ("a b\\", "escape"),
        ("'*", "alone"),
        ("well-*", "alone"),
    ],
)
def test_a_pattern_that_is_not_valid_is_refused(pattern, why):
    with pytest.raises(LexiconError, match=why) as caught:
        parse(pattern)
    assert str(caught.value).startswith(f"pattern {pattern!r}: ")


@pytest.mark.parametrize("pattern", ["pre-*war", "world*-class"])
def test_a_hyphen_ends_a_word_for_wildcards_too(pattern):
    assert parse(pattern) == ((pattern.replace("*", ANY_LETTERS),),)


def test_deep_brackets_are_refused():
    with pytest.raises(LexiconError):
        parse("(" * 5_000 + "a" + ")" * 5_000)


@settings(deadline=None)
@given(st.text("ab ()|*?_{}0,2\\-'.\u0298é", max_size=20))
def test_any_text_is_read_or_refused(pattern):
    try:
        parts = parse(pattern)
    except LexiconError as error:
        assert repr(pattern) in str(error)
        return
    assert not isinstance(parts[0], Gap)
    assert not isinstance(parts[-1], Gap)
    for part in parts:
        assert part.most > 0 if isinstance(part, Gap) else all(run.strip() for run in part)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text("abéд*?' -", min_size=1, max_size=8), min_size=1, max_size=4))
def test_what_a_lexicon_takes_can_be_matched(patterns):
    table = pd.DataFrame({"pattern": patterns, "category": [str(n) for n in range(len(patterns))]})
    try:
        lexicon = fr.Lexicon(table, name="any", rules=())
    except LexiconError:
        return
    for pattern in patterns:
        text = pattern.replace("*", "a").replace("?", "a").replace("-", " ")
        matches = fr.match(fr.tokenize([text]), lexicon).table()
        assert pattern in matches["entry"].tolist()
