"""Strange and huge texts: no exception, and time that grows with the text and not faster."""

from time import perf_counter

import pandas as pd
import pytest

import framing as fr
from framing.matching import Matcher

SMALL = 50_000  # characters; the large text is four times as long
UNITS = {
    "one word": "x",
    "words": "historic deal ",
    "matches": "historic ",
    "gaps": "first first ever ",
    "negators": "not ",
    "stops": ".",
    "ellipses": "…",
    "commas": ",",
    "initials": "a.",
    "capital initials": "A. ",
    "abbreviations": "Mr. ",
    "numbers": "1. ",
    "numbered items": "1. A ",
    "lettered items": "a) B ",
    "bullets": "• a ",
    "quotation marks": '"',
    "opening marks": "“",
    "apostrophes": "'",
    "open quotations": "“a ",
    "nested marks": "“‘",
    "scare quotes": "“historic” ",
    "plural possessives": "'as' ",
    "quoted paragraphs": "“A.\n\n",
    "line breaks": "\n",
    "carriage returns": "A.\r",
    "spaced line breaks": " \n",
    "short lines": "A\n",
    "hyphens": "-\n",
    "brackets": "(",
    "combining marks": "\u0301",
    "accents": "e\u0301",
    "zero-width joiners": "a\u200d",
    "right to left": "שלום ",
    "emoji": "\U0001f44d\U0001f3fd",
    "surrogates": "\ud800",
    "nulls": "a\0",
    "datelines": "LONDON ",
    "bylines": "By Anna Brown\n\n",
    "headings": "About the Agency\n\n",
    "long words": "abcdefghij" * 30 + " ",
}


@pytest.fixture(scope="module")
def matcher():
    table = pd.DataFrame({"pattern": ["historic", "first _{0,2} ever", "*aa*", "*ay", "old deal"]})
    return Matcher([fr.Lexicon(table, name="extremes")], fr.tokenize([""]).cut)


def seconds(matcher, text):
    """Give how long tokenizing and matching take, at best."""
    times = []
    for _ in range(3):
        begin = perf_counter()
        matcher(fr.tokenize([text]))
        times.append(perf_counter() - begin)
    return min(times)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_time_grows_with_the_text(matcher, unit):
    times = SMALL // len(unit)
    for _ in range(5):  # a busy machine may disturb a measurement, but not each of them
        small, large = seconds(matcher, unit * times), seconds(matcher, unit * 4 * times)
        if large < 12 * small + 0.05:
            return
    pytest.fail(f"four times the text took {large / small:.0f} times as long")


@pytest.mark.parametrize(
    "unit", ["x", '"', "“", "'", ".", "\n", "a.", "\u0301", "\0", "\ud800"], ids=ascii
)
def test_a_million_times_the_same(matcher, unit):
    text = unit * 1_000_000
    tokens = fr.tokenize([text, "A historic day."])
    assert tokens.text(len(tokens) - 1) == "day"
    assert matcher(tokens).table()["text"].tolist()[-2:] == ["historic", "day"]


def test_ten_million_letters_are_one_word(matcher):
    tokens = fr.tokenize(["a" * 10_000_000])
    assert tokens.end.tolist() == [10_000_000]
    assert len(matcher(tokens)) == 1


def test_thousands_of_empty_texts_stand_between_others(matcher):
    texts = ["", " ", "\n"] * 2_000
    matches = matcher(fr.tokenize([*texts, "A historic day.", *texts, "“Historic.”"]))
    assert matches.article.tolist() == [6_000, 6_000, 12_001]
    assert matches.exposure.sum() == 4


def test_offsets_are_those_of_python_strings(matcher):
    text = "\U0001f44d \ud800 e\u0301 שלום\0“a historic day”"
    match = matcher(fr.tokenize([text])).table().iloc[-2]
    assert text[match["start"] : match["end"]] == match["text"] == "historic"
