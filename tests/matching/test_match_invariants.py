"""What holds for the matches of any text: with cues, voices and values."""

import random
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing as fr
from framing.matching import Matcher

PHRASES = [
    *("historic", "Historic", "breakthrough", "great", "unprecedented", "historic achievement"),
    *("not", "hardly", "no", "never", "isn’t", "no longer", "not only", "anything but", "without"),
    *("so-called", "alleged", "claims to be", "said", "The mayor said", "called", "according to"),
    *("may be", "could become", "if", "will", "hopes to", "very", "somewhat", "less", "than", "as"),
    *("not merely", "Is", "Was it", "the film", "Award", "of sorts", "failed to", "shameful"),
    *("but", "while", "and it was", "the", "a deal", "deals", "crackdown", "crisis", "of"),
    *("“", "”", '"', "‘", "’", "'", "(", ")", ",", ";", ":", "–", "-", ".", "?", "...", "boys'"),
    *("\n", "\n\n", "BAKU, June 3 (Agency) —", "By Anna Brown\n\n", "Read more: it", "Baku's"),
]
texts = st.lists(st.sampled_from(PHRASES), max_size=40).map(" ".join)
texts |= st.lists(st.sampled_from([*PHRASES, " ", " ", " ", " "]), max_size=60).map("".join)
corpora = st.lists(texts, min_size=1, max_size=5)
ZERO = ("negation", "distancing", "scare_quotes", "titles", "unfavourable_head")
DEGREE = {"boosting", "downtoning", "inferiority"}
PATIENT = settings(deadline=None, max_examples=60)


@pytest.fixture(scope="module")
def matcher():
    entries = {
        "pattern": ["historic", "breakthrough*", "great", "unprecedented", "most _{0,3} ever"],
        "category": ["time", "event", "size", "time", "size"],
        "constraints": ["", "", "name=no", "head=favourable", ""],
    }
    tones = {"pattern": ["great", "crisis", "historic achievement"], "weight": [2.0, -3.0, 1.5]}
    rules = tuple(fr.context_rules().index)
    lexicons = [
        fr.Lexicon(pd.DataFrame(entries), name="praise", rules=rules),
        fr.Lexicon(pd.DataFrame(tones), name="tones", scale="valence", rules=rules),
    ]
    return Matcher(lexicons, fr.tokenize([""]).cut)


def see(matches):
    """Give all that is said of the matches of each article."""
    ids = matches.tokens.corpus.ids
    found = {number: [] for number in ids}
    for row in matches.table().itertuples(index=False):
        found[row.article_id].append(tuple(row)[1:])
    exposure = {number: matches.exposure[place].tolist() for place, number in enumerate(ids)}
    return [(found[number], exposure[number]) for number in ids]


@PATIENT
@given(texts=corpora, chance=st.randoms())
def test_an_article_is_matched_alone_as_among_others(matcher, texts, chance):
    texts = [f"{text} done" for text in texts]
    order = chance.sample(range(len(texts)), len(texts))
    together = see(matcher(fr.tokenize(texts)))
    shuffled = see(matcher(fr.tokenize([texts[number] for number in order])))
    alone = [see(matcher(fr.tokenize([text])))[0] for text in texts]
    assert together == alone
    assert shuffled == [alone[number] for number in order]


@PATIENT
@given(texts=corpora)
def test_matches_are_in_order_and_overlap_only_in_other_lexicons_or_categories(matcher, texts):
    matches = matcher(fr.tokenize(texts))
    tokens = matches.tokens
    places = list(zip(matches.first, matches.last, matches.lexicon, matches.category, strict=True))
    assert places == sorted(set(places))
    assert all(tokens.sentence[matches.first] == tokens.sentence[matches.last])
    for lexicon in range(len(matches.lexicons)):
        mine = np.flatnonzero(matches.lexicon == lexicon)
        spans = sorted({(int(matches.first[match]), int(matches.last[match])) for match in mine})
        assert all(before[1] < after[0] for before, after in pairwise(spans))


@PATIENT
@given(texts=corpora)
def test_a_value_is_the_weight_unless_a_cue_changed_it(matcher, texts):
    matches = matcher(fr.tokenize(texts))
    table, cues = matches.table(), matches.cue_table()
    for number, row in table.iterrows():
        rules = cues["rule"][cues["match"] == number].tolist()
        graded = row["lexicon"] == "tones"
        factors = [-0.74 if graded and rule == "negation" else 0 for rule in rules if rule in ZERO]
        if not graded or not set(rules) & DEGREE:
            lowered = not graded and "inferiority" in rules
            assert row["value"] == pytest.approx(row["weight"] * np.prod(factors) * (not lowered))
        assert [cue.split(":")[0] for cue in row["cues"].split("; ")] == (rules or [""])


@PATIENT
@given(texts=corpora)
def test_each_cue_stands_in_the_text_where_it_is_said_to_stand(matcher, texts):
    matches = matcher(fr.tokenize(texts))
    cues, tokens = matches.cue_table(), matches.tokens
    articles = matches.article[cues["match"]]
    for article, cue in zip(articles, cues.itertuples(), strict=True):
        assert texts[article][cue.start : cue.end] == cue.text
    sentence = tokens.sentence[matches.cues.first]
    quoted = cues["rule"].isin(["scare_quotes", "titles"])
    assert all((sentence == tokens.sentence[matches.first[cues["match"]]]) | quoted)


@PATIENT
@given(texts=corpora)
def test_exposure_counts_each_word_once(matcher, texts):
    matches = matcher(fr.tokenize(texts))
    tokens = matches.tokens
    words = [int(tokens.is_word[a:b].sum()) for a, b in pairwise(tokens.ptr)]
    assert matches.exposure.sum(axis=(1, 2)).tolist() == words
    assert (matches.voice == matches.token_voice[matches.first]).all()


def test_many_articles_are_matched_as_one_by_one():
    texts = [f"{text} done" for text in fr.load_dataset("sample").texts]
    matcher = Matcher([fr.load_lexicon("promotional")], fr.tokenize([""]).cut)
    alone = {text: see(matcher(fr.tokenize([text])))[0] for text in texts}
    many = texts * 15
    random.Random(0).shuffle(many)
    tokens = fr.tokenize(many)
    assert len(tokens) > 100_000
    assert see(matcher(tokens)) == [alone[text] for text in many]


FRAGMENTS = [
    "Marek said: “It is a brilliant achievement.”",
    "Voss said it will rain.",
    "Oru was brilliant; Marek was not.",
    "Nobody called it a historic achievement.",
    "“A triumph!” Rell said.",
    "Is it a historic achievement?",
    "He called it “a landmark deal",
    "not",
    "the so-called",
    "",
    "Historic achievement, hailed by Voss as visionary.",
]


def test_an_article_reads_the_same_in_any_company():
    lexicons = [fr.load_lexicon("promotional"), fr.load_lexicon("criticism")]

    def read(texts):
        matches = fr.match(fr.tokenize(texts), lexicons)
        columns = ["article_id", "text", "value", "cues", "voice", "speaker"]
        table = matches.table()[columns].astype(object)
        said = fr.voices(matches.tokens)[["article_id", "voice", "speaker", "cue"]].astype(object)
        return [
            [
                rows[rows["article_id"] == n].iloc[:, 1:].to_numpy().tolist()
                for rows in (table, said)
            ]
            for n in range(len(texts))
        ]

    alone = {text: read([text])[0] for text in FRAGMENTS}
    rng = np.random.default_rng(0)
    for _ in range(25):
        order = rng.permutation(FRAGMENTS).tolist()
        assert read(order) == [alone[text] for text in order]
