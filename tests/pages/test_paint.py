"""Spans of a text become HTML: whatever they cross, the text and each span come out whole."""

from hypothesis import given
from hypothesis import strategies as st

from framing.pages.spans import CUE, MARK, VOICE, ZONE, Span, paint


@st.composite
def spans_of_texts(draw):
    text = draw(st.text("ab <&>\"'\n“é", min_size=1, max_size=30))
    places = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    spans = [
        Span(start, end, draw(st.sampled_from([ZONE, VOICE, CUE, MARK])), "x", str(tip), slot=tip)
        for tip, (start, end) in enumerate(draw(st.lists(places, max_size=8)))
        if start < end
    ]
    return text, spans


@given(spans_of_texts())
def test_every_character_stands_in_its_spans_and_in_no_other(read, case):
    text, spans = case
    found = read(paint(text, spans))
    assert found.text == text
    for place in range(len(text)):
        told = {told for _, _, told, start, end in found.pieces if start <= place < end}
        assert told == {span.tip for span in spans if span.start <= place < span.end}


def test_spans_that_cross_are_cut_and_show_their_code_once_at_their_end():
    spans = [Span(0, 4, MARK, "a", "first", "fi"), Span(2, 6, MARK, "b", "second", "se", slot=1)]
    assert paint("abcdef", spans) == (
        '<mark class="a" title="first">ab</mark>'
        '<mark class="b" title="second" style="--slot:1">'
        '<mark class="a" title="first\nsecond">cd<sup>fi</sup></mark>ef<sup>se</sup></mark>'
    )


def test_an_empty_text_has_no_element():
    assert paint("", []) == ""
