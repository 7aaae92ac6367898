import re
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize import (
    NLTKWordTokenizer,
    RegexpTokenizer,
    SpaceTokenizer,
    ToktokTokenizer,
    TreebankWordTokenizer,
    TweetTokenizer,
    WhitespaceTokenizer,
)

from framing.tokens.foreign import spans_by

PATIENT = settings(deadline=None)  # the first call compiles long expressions
NAMES = ["treebank", "nltk", "tweet", "toktok", "wordpunct"]
TRICKY = [
    *"“ ” ‘ ’ \" '' `` ' ` … ... . , : ; & | &amp; &quot; &apos; &#39; &lt; &nbsp; &#9;".split(),
    *"&bogus; R&D; !!!!!! ------> ____ can't cannot 's U.S. http://a.com/b?x=1&y=2 ://///x".split(),
    *"a@b.org #tag @who :-) ( ) [ < 100 3.5 +1 ab a é e\u0301 İ ß 👍🏽 👩\u200d👧 \u200b".split(),
    *("\ud800", "\udc00", "\x00"),
    *(" ", "  ", "      ", "\n", "\t", "\xa0", "\x1c", "\x1f", "\x85", "\u2028"),
]
texts = st.lists(st.sampled_from(TRICKY), max_size=25).map("".join) | st.text(
    st.characters(exclude_categories=[]), max_size=40
)


def cut(words, text):
    return [text[start:end] for start, end in spans_by(words)(text)]


def assert_valid(spans, text):
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end].strip(" \t\n\r\xa0\x85\u2028") for start, end in spans)
    assert all(type(offset) is int for span in spans for offset in span)


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("treebank", '"I can\'t," he said.', '" I ca n\'t , " he said .'),
        ("treebank", "``So'' and ''so'' and '''\"\"", "`` So '' and '' so '' and '' ' \" \""),
        ("treebank", "“He cannot…” AT&amp;T", "“He can not …” AT & amp ; T"),
        ("nltk", "“He won’t” U.S. 5–4", "“ He won ’ t ” U.S. 5 – 4"),
        ("nltk", "One. Two.\nThree.\t(4)", "One. Two. Three. ( 4 )"),
        (
            "tweet",
            "AT&amp;T &quot;can't&quot; &amp; amp",
            "AT &amp; T &quot; can't &quot; &amp; amp",
        ),
        ("tweet", "It&apos;s R&D; I&#39;m 5 &lt; 6", "It&apos;s R I&#39;m 5 &lt; 6"),
        ("tweet", "no!!!!! a_____b -----> 👍🏽", "no ! ! !!! a_____b -----> 👍🏽"),
        ("tweet", "e\u0301te\u0301 :-) x\ud800", "e\u0301te\u0301 :-) x \ud800"),
        ("toktok", "R& B | AT&T &amp; & co.", "R& B | AT&T &amp ; & co ."),
        ("toktok", "a\tb & &amp;", "a b & &amp ;"),
        ("toktok", "see http://a/b …", "see http / b …"),
        ("wordpunct", 'can\'t, "…"\n', 'can \' t , "…"'),
        ("wordpunct", "", ""),
    ],
)
def test_nltk_tokens_stand_in_the_text(words, text, expected):
    assert cut(words, text) == expected.split()


def test_a_telephone_number_keeps_its_spaces():
    assert cut("tweet", "Call 555      1234\n\n\n\nnow") == ["Call", "555      1234", "now"]


@pytest.mark.parametrize("name", NAMES)
@PATIENT
@given(text=texts)
def test_named_tokenizers_give_valid_spans_or_name_the_place(name, text):
    try:
        spans = spans_by(name)(text)
    except ValueError as error:
        assert name == "tweet"
        assert re.search(r"tweet gave .* as token \d+.* from offset \d+ on", str(error), re.DOTALL)
    else:
        assert_valid(spans, text)


@pytest.mark.parametrize("name", ["treebank", "nltk", "toktok", "wordpunct"])
@PATIENT
@given(text=texts)
def test_only_white_space_is_left_between_tokens(name, text):
    rest = list(text)
    for start, end in spans_by(name)(text):
        rest[start:end] = " " * (end - start)
    loses_hosts = name == "toktok" and "://" in text  # "://a/" becomes "/"
    assert loses_hosts or not "".join(rest).strip()


@pytest.mark.parametrize("tokenizer", [TreebankWordTokenizer(), NLTKWordTokenizer()])
@PATIENT
@given(text=texts)
def test_alignment_finds_the_spans_that_treebank_gives(tokenizer, text):
    assert spans_by(tokenizer.tokenize)(text) == list(tokenizer.span_tokenize(text))


@PATIENT
@given(text=texts, cuts=st.sets(st.integers(0, 60), max_size=12))
def test_substrings_in_order_are_found_as_they_are(text, cuts):
    text = re.sub(
        r"([^\w\s]|[_ ])\1{3,}", r"\1", text.replace("&", "+")
    )  # what may be read in two ways
    parts = [text[a:b] for a, b in pairwise(sorted(cuts))][::2]
    tokens = [part for part in parts if part.strip()]
    assert_valid(spans_by(lambda _: tokens)(text), text)
    assert cut(lambda _: tokens, text) == tokens


@PATIENT
@given(
    st.lists(st.sampled_from(["ab", "a", "&", "&amp;", "amp", ";", '"', "''", "``", "!!!!!", "é"]))
)
def test_tokens_parted_by_spaces_are_found_where_they_stand(tokens):
    text = "  ".join(tokens)
    assert cut(str.split, text) == tokens


def test_spans_of_a_callable_may_be_tuples_lists_or_arrays():
    text = "Two words"
    expected = [(0, 3), (4, 9)]
    assert spans_by(lambda _: expected)(text) == expected
    assert spans_by(lambda _: [[0, 3], [4, 9]])(text) == expected
    assert spans_by(lambda _: np.array(expected, np.int32))(text) == expected
    assert (
        spans_by(lambda _: (match.span() for match in re.finditer(r"\w+", text)))(text) == expected
    )
    assert spans_by(partial(str.split, maxsplit=1))(text) == expected
    assert all(type(start) is int for start, _ in spans_by(lambda _: np.array(expected))(text))
    assert spans_by(lambda _: [])(text) == []


def test_objects_with_spans_keep_them_and_others_are_aligned():
    text = "thesis is as good as gold"
    keep = RegexpTokenizer(r"\bis\b|\bas\b|gold")
    assert spans_by(keep)(text) == [(7, 9), (10, 12), (18, 20), (21, 25)]
    assert spans_by(WhitespaceTokenizer())("a  b") == [(0, 1), (3, 4)]
    assert spans_by(TweetTokenizer())("a &amp; b") == [(0, 1), (2, 7), (8, 9)]
    assert spans_by(ToktokTokenizer())("a | b") == [(0, 1), (2, 3), (4, 5)]


def test_strings_are_aligned_where_spans_are_lost():
    class Lost(TreebankWordTokenizer):
        def span_tokenize(self, text):
            message = f'substring "``" not found in "{text}"'
            raise ValueError(message)

    class Strings:
        def tokenize(self, text):
            return text.split()

    assert cut(Lost(), 'a "b"') == ["a", '"', "b", '"']
    assert cut(Strings(), 'a "b"') == ["a", '"b"']


@pytest.mark.parametrize(
    ("spans", "place"),
    [
        (
            [(0, 3), (2, 5)],
            r"\(2, 5\) as token 1, where the tokens before end at 3 and the text at 9",
        ),
        ([(4, 9), (0, 3)], r"\(0, 3\) as token 1, where the tokens before end at 9"),
        ([(0, 3), (4, 10)], r"\(4, 10\) as token 1, .* the text at 9"),
        ([(-1, 3)], r"\(-1, 3\) as token 0, where the tokens before end at 0"),
        ([(0, 3), (4, 4)], r"\(4, 4\) as token 1"),
        ([(3, 0)], r"\(3, 0\) as token 0"),
        ([(0, 3), (3, 4)], r"\(3, 4\) as token 1.*more than white space"),
    ],
)
def test_bad_spans_are_refused_with_their_place(spans, place):
    def mine(text):
        return spans

    with pytest.raises(ValueError, match="words: mine gave the span " + place):
        spans_by(mine)("Two words")


def test_a_tokenizer_that_makes_empty_spans_is_refused():
    with pytest.raises(ValueError, match=r"SpaceTokenizer gave the span \(2, 2\) as token 1"):
        spans_by(SpaceTokenizer())("a  b")


@pytest.mark.parametrize(
    ("tokens", "place"),
    [
        (["two"], "'two' as token 0, .* from offset 0 on: 'Two words, no more'"),
        (["Two", "no", "words"], "'words' as token 2, .* from offset 13 on: ' more'"),
        (["Two", " "], "' ' as token 1, which is blank or .* from offset 3 on: ' words, no more'"),
        (["Two", ""], "'' as token 1, which is blank"),
        (["Two", "&quot;"], "'&quot;' as token 1"),
    ],
)
def test_strings_that_do_not_stand_in_the_text_are_refused_with_their_place(tokens, place):
    def mine(text):
        return iter(tokens)

    with pytest.raises(ValueError, match="words: mine gave " + place):
        spans_by(mine)("Two words, no more")


def test_altered_tokens_are_refused():
    with pytest.raises(ValueError, match="TweetTokenizer gave 'the' as token 0"):
        spans_by(TweetTokenizer(preserve_case=False))("The end")
    with pytest.raises(ValueError, match=r"gave '-LRB-' as token 1, .* offset 1 on: ' \(b\)'"):
        spans_by(lambda text: TreebankWordTokenizer().tokenize(text, True))("a (b)")
    with pytest.raises(ValueError, match="gave '' as token 0"):
        spans_by(lambda text: [""])("&apos;")


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (None, "gave None; expected a list"),
        ("two words", "gave 'two words'; expected a list"),
        ([(0, 3), "words"], "gave 'words' as token 1; expected all tokens as"),
        ([0, 3], "gave 0 as token 0"),
        ([(0, 3, 4)], r"gave \(0, 3, 4\) as token 0"),
        ([(0.0, 3.0)], r"gave \(0.0, 3.0\) as token 0; .*integers"),
    ],
)
def test_what_is_neither_span_nor_string_is_refused(found, what):
    with pytest.raises(TypeError, match="words: <lambda> " + what):
        spans_by(lambda _: found)("Two words")


def test_other_choices_are_refused():
    with pytest.raises(
        ValueError, match=r"words is 'spacy'; .*treebank, nltk, tweet, toktok, wordpunct"
    ):
        spans_by("spacy")
    with pytest.raises(TypeError, match="words is of type int; expected a name"):
        spans_by(7)
    with pytest.raises(TypeError, match=r"is a class; .*words=TweetTokenizer\(\)"):
        spans_by(TweetTokenizer)
