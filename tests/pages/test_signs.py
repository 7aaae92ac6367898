"""Each category has a sign of its own, also where no colour is seen."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from framing import Lexicon
from framing.pages.signs import HUES, LINES, short_codes, signs


def lexicon(name, categories):
    patterns = [f"word{number}" for number in range(len(categories))]
    return Lexicon(pd.DataFrame({"pattern": patterns, "category": categories}), name=name)


@given(st.lists(st.text(max_size=4), max_size=40))
def test_codes_are_unique_and_short(names):
    codes = short_codes(names)
    assert len(set(codes)) == len(codes) == len(names)
    assert all(2 <= len(code) <= 4 for code in codes)


def test_lexicons_with_the_same_category_have_different_signs():
    found = signs([lexicon("one", ["praise", "blame"]), lexicon("two", ["praise"])])
    assert [sign.code for sign in found.values()] == ["pr", "bl", "pa"]
    assert len({sign.classes for sign in found.values()}) == 3


def test_hue_and_line_together_tell_as_many_categories_apart_as_they_can():
    names = [f"category {number}" for number in range(HUES * LINES)]
    found = signs([lexicon("many", names)])
    assert len({sign.classes for sign in found.values()}) == HUES * LINES
