"""Voices: what must hold of all stretches, and that hostile texts stay cheap."""

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing as fr

WORDS = (
    *(
        "the mayor",
        "she",
        "Jane Marlow",
        "said",
        "says",
        "that",
        "hailed",
        "as",
        "by",
        "was",
        "told",
    ),
    *(
        "according to",
        "reportedly",
        "a wonder",
        "and",
        ",",
        ".",
        ":",
        "\u201c",
        "\u201d",
        '"',
        "\n\n",
    ),
)
texts = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@given(st.lists(texts, min_size=1, max_size=3))
def test_stretches_ascend_and_hold_together(articles):
    tokens = fr.tokenize(articles)
    table = fr.voices(tokens)
    assert (table["start"] < table["end"]).all()
    for article, rows in table.groupby("article_id"):
        assert (rows["end"].to_numpy()[:-1] <= rows["start"].to_numpy()[1:]).all()
        assert (rows["end"] <= len(articles[article])).all()
        for role in ("speaker", "cue"):
            told = rows.dropna(subset=[role])
            offsets = zip(told[f"{role}_start"], told[f"{role}_end"], strict=True)
            assert [articles[article][a:b] for a, b in offsets] == told[role].tolist()


@given(texts)
def test_an_article_has_the_same_voices_alone_and_among_others(text):
    alone = fr.voices(fr.tokenize([text]))
    among = fr.voices(fr.tokenize(["\u201cIt is", text, "a wonder,\u201d the mayor said."]))
    among = among[among["article_id"] == 1].assign(article_id=0).reset_index(drop=True)
    assert among.astype(object).equals(alone.astype(object))


def test_matches_have_the_voices_that_are_shown():
    text = "The mayor said it was historic. \u201cHistoric,\u201d she said. It was historic."
    tokens = fr.tokenize([text])
    lexicon = fr.Lexicon(pd.DataFrame({"pattern": ["historic"]}), name="words")
    matches = fr.match(tokens, lexicon)
    assert matches.table()["voice"].tolist() == ["reported", "quoted", "own"]
    assert matches.voices.table().equals(fr.voices(tokens))
    words = [int(matches.exposure[0, voice].sum()) for voice in range(3)]
    assert words == [8, 1, 3]


def test_praise_that_is_reported_keeps_its_verb_in_the_voice_of_the_outlet():
    matches = fr.match(
        fr.tokenize(["The Commission hailed a landmark deal."]), fr.load_lexicon("promotional")
    )
    assert matches.table()["text"].tolist() == ["hailed", "landmark deal"]
    assert matches.table()["voice"].tolist() == ["own", "reported"]


@pytest.mark.parametrize(
    "part", ['"', "\u201cword ", "said ", "x, he said, ", "according to ", "was hailed as "]
)
def test_hostile_texts_take_linear_time(part):
    def seconds(size):
        tokens = fr.tokenize([part * (size // len(part))])
        begin = time.perf_counter()
        found = fr.voices(tokens)
        assert len(found) <= len(tokens)
        return time.perf_counter() - begin

    seconds(1000)
    assert np.median([seconds(200_000) for _ in range(3)]) < 30 * seconds(50_000) + 1
