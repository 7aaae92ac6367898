"""What holds for the tokens of any text."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import framing as fr
from framing.tokens import Vocabulary
from framing.tokens.characters import fold

PIECES = [
    *(
        "a",
        "Go",
        "isn’t",
        "it's",
        "'s",
        "’s",
        "boys'",
        "U.S.",
        "Gen.",
        "No. 5",
        "J.",
        "e.g.",
        "p.m.",
    ),
    *("3.5", "1,200", "10:30", "$1.2bn", "COP29", "Baku", "LONDON", "By Anna Brown", "About Us"),
    *("ÉTÉ", "e\u0301", "İ", "ß", "Да", "Σς", "中文", "שלום", "हिन्दी", "½", "x²", "١٢", "\u212a"),
    *("\u00ad", "\u200b", "\u200d", "\ufeff", "\u0301", "👩\u200d🚀", "\0", "\ud800", "\U000e0100"),
    *(" ", " ", " ", " ", "  ", "\t", "\xa0", "\u3000", "\n", "\n\n", "\r\n", "\u2028", "\x1c"),
    *(". ", ". ", ".", "...", "…", "?", "!", ", ", ",", ";", ":", " — ", "-", "\u2011", " - ", "/"),
    *(
        "“",
        "”",
        "‘",
        "’",
        '"',
        "'",
        "«",
        "»",
        "(",
        ")",
        "[",
        "• ",
        "1. ",
        "a) ",
        "© 2024",
        "_",
        "*",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
texts |= st.text(st.characters(exclude_categories=[], exclude_characters="ʼ＇，،"), max_size=40)
corpora = st.lists(texts, min_size=1, max_size=6)
PATIENT = settings(deadline=None)


def see(tokens, article):
    """Give all that is said of an article, with places and numbers within it."""
    first, last = tokens.ptr[article : article + 2]
    begin, end = tokens.sentence_ptr[article : article + 2]
    here = slice(first, last)
    marks = tokens.quotes.article == article
    paragraph = tokens.paragraph[here]
    return {
        "start": tokens.start[here].tolist(),
        "end": tokens.end[here].tolist(),
        "types": [tokens.vocabulary.types[number] for number in tokens.ids[here]],
        "sentence": (tokens.sentence[here] - begin).tolist(),
        "paragraph": (paragraph - paragraph[:1].sum()).tolist(),
        "zone": tokens.zone[here].tolist(),
        "capital": tokens.capital[here].tolist(),
        "parted": tokens.parted[here][1:].tolist(),  # see below for the first one
        "sentence_start": tokens.sentence_start[begin:end].tolist(),
        "sentence_end": tokens.sentence_end[begin:end].tolist(),
        "quote_offset": tokens.quotes.offset[marks].tolist(),
        "quote_role": tokens.quotes.role[marks].tolist(),
        "quote_token": (tokens.quotes.token[marks] - first).tolist(),
    }


@PATIENT
@given(texts)
@example("\n")
@example("I.")
def test_tokens_ascend_and_leave_no_letter_or_digit_between_them(text):
    tokens = fr.tokenize([text])
    spans = list(zip(tokens.start.tolist(), tokens.end.tolist(), strict=True))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert [tokens.text(number) for number in range(len(tokens))] == [text[a:b] for a, b in spans]
    assert all(any(map(str.isalnum, text[a:b])) for a, b in spans)
    edges = [0, *(offset for span in spans for offset in span), len(text)]
    gaps = "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    assert not any(map(str.isalnum, gaps))


@PATIENT
@given(texts)
def test_sentences_cover_all_that_is_not_blank_and_each_token_is_in_its_sentence(text):
    tokens = fr.tokenize([text])
    table = tokens.sentences()
    assert all(table["start"] < table["end"])
    assert all(table["end"][:-1].to_numpy() <= table["start"][1:].to_numpy())
    edges = [0, *table[["start", "end"]].to_numpy().ravel(), len(text)]
    assert all(not text[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True))
    assert not any(sentence[0].isspace() or sentence[-1].isspace() for sentence in table["text"])
    assert all(np.diff(tokens.sentence) >= 0)
    assert all(table["start"].to_numpy()[tokens.sentence] <= tokens.start)
    assert all(tokens.end <= table["end"].to_numpy()[tokens.sentence])


@PATIENT
@given(texts)
def test_paragraphs_hold_whole_sentences(text):
    tokens = fr.tokenize([text])
    assert all(np.diff(tokens.paragraph) >= 0)
    crosses = np.diff(tokens.paragraph) > 0
    assert all(np.diff(tokens.sentence)[crosses] > 0)


@PATIENT
@given(corpora)
def test_equal_ids_are_equal_folded_words(texts):
    tokens = fr.tokenize(texts)
    types = tokens.vocabulary.types
    assert len(set(types)) == len(types)
    folded = [fold(tokens.text(number)) for number in range(len(tokens))]
    assert [types[number] for number in tokens.ids] == folded
    assert tokens.is_word.tolist() == [word != "'s" for word in folded]


@PATIENT
@given(corpora, st.randoms())
def test_an_article_is_read_alone_as_it_is_among_others(texts, chance):
    texts = [f"{text} done" for text in texts]  # see below for other ends
    order = chance.sample(range(len(texts)), len(texts))
    together = fr.tokenize(texts)
    shuffled = fr.tokenize([texts[number] for number in order])
    for place, number in enumerate(order):
        alone = see(fr.tokenize([texts[number]]), 0)
        assert see(together, number) == alone
        assert see(shuffled, place) == alone


@pytest.mark.parametrize(
    ("text", "following"),
    [
        pytest.param("The answer was no.", "5 people left.", id="an abbreviation before a number"),
        pytest.param("He left. \u25a0", "The end.", id="a sign behind the last sentence"),
    ],
)
def test_an_article_is_read_alone_as_it_is_before_another(text, following):
    together = fr.tokenize([text, following])
    alone = [fr.tokenize([text]), fr.tokenize([following])]
    assert [see(together, number) for number in (0, 1)] == [see(tokens, 0) for tokens in alone]


def test_what_stands_before_an_article_does_not_part_its_first_token():
    assert fr.tokenize(["He left.", "The end."]).parted.tolist() == [0, 0, 0, 0]


@PATIENT
@given(corpora, corpora)
def test_a_shared_vocabulary_keeps_the_meaning_of_its_ids(first, second):
    vocabulary = Vocabulary()
    before = fr.tokenize(first, vocabulary=vocabulary)
    types = list(vocabulary.types)
    after = fr.tokenize(second, vocabulary=vocabulary)
    assert vocabulary.types[: len(types)] == types
    assert [vocabulary.types[number] for number in before.ids] == see_types(first)
    assert [vocabulary.types[number] for number in after.ids] == see_types(second)


def see_types(texts):
    tokens = fr.tokenize(texts)
    return [tokens.vocabulary.types[number] for number in tokens.ids]


def test_many_articles_are_read_as_one_by_one():
    texts = fr.load_dataset("sample").texts * 20
    random.Random(0).shuffle(texts)
    together = fr.tokenize([f"{text} done" for text in texts])
    assert sum(map(len, texts)) > 1_000_000  # several batches
    alone = {text: see(fr.tokenize([f"{text} done"]), 0) for text in set(texts)}
    assert all(see(together, number) == alone[text] for number, text in enumerate(texts))
