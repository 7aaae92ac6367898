"""Which words are the same type, and what a type is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing as fr
from framing.tokens import Vocabulary
from framing.tokens.characters import fold

SAME = [
    ("Deal", "DEAL"),
    ("isn't", "isn’t"),
    ("café", "cafe\u0301"),
    ("ÉTÉ", "e\u0301te\u0301"),
    ("co\u00adoperate", "cooperate"),
    ("a\u200db", "ab"),
    ("İstanbul", "istanbul"),
    ("Kelvin", "\u212aelvin"),
    ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    ("ДА", "да"),
    ("Ǆ", "ǆ"),
    ("\U00010400", "\U00010428"),
    ("internationalisation", "INTERNATIONALISATION"),
]
OTHER = [
    ("resume", "résumé"),
    ("US", "U.S."),
    ("1,000", "1.000"),
    ("ı", "i"),
    ("ß", "ss"),
    ("abcdefghijklmnop", "abcdefghijklmnopq"),
    ("abcdefghijklmnopq", "abcdefghijklmnopr"),
    ("а", "a"),  # Cyrillic and Latin
    ("x²", "x2"),
]


def types(*texts):
    tokens = fr.tokenize(list(texts))
    return [tokens.vocabulary.types[number] for number in tokens.ids]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *SAME,
        ("isn't", "isn\u02bct"),
        ("isn't", "isn\uff07t"),
    ],
    ids=ascii,
)
def test_words_are_one_type(one, other):
    assert len(set(types(one, other))) == 1
    assert types(one, other) == [fold(one), fold(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    OTHER,
    ids=ascii,
)
def test_words_are_two_types(one, other):
    assert len(set(types(one, other))) == 2


def test_an_invisible_character_does_not_keep_an_accent_apart():
    assert fold("e\u00ad\u0301") == fold("é")


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_and_length_never_grows(word):
    once = fold(word.replace("\u00ad", ""))
    assert len(once) <= len(word)
    assert "’" not in once
    assert fold(once) == once


def test_types_of_the_hash_table_are_numbered_in_order_of_their_first_appearance():
    assert fr.tokenize(["b a b c"]).vocabulary.types == ["b", "a", "c"]


def test_a_vocabulary_knows_its_types_and_no_others():
    vocabulary = fr.tokenize(["Да internationalisation ok"]).vocabulary
    assert [vocabulary.get(word) for word in vocabulary.types] == [0, 1, 2]
    assert vocabulary.get("Ok") == vocabulary.get("nope") == -1


def test_a_vocabulary_holds_many_types_apart():
    words = [f"w{number:x}" for number in range(50_000)]
    vocabulary = Vocabulary()
    tokens = fr.tokenize([" ".join(words), " ".join(reversed(words))], vocabulary=vocabulary)
    assert vocabulary.types == words
    assert tokens.ids.tolist() == [*range(50_000), *reversed(range(50_000))]


@pytest.mark.parametrize(
    ("word", "counts"),
    [("deal", True), ("'s", False), ("’s", False), ("s", True), ("3.5", True), ("中", True)],
)
def test_a_final_s_is_no_word(word, counts):
    text = f"Baku{word}" if word[0] in "'’" else f"Baku {word}"
    assert fr.tokenize([text]).is_word.tolist() == [True, counts]


@pytest.mark.parametrize(
    ("word", "capital"),
    [
        ("Deal", True),
        ("deal", False),
        ("Élan", True),
        ("Şuşa", True),
        ("ƏLİ", True),
        ("3D", False),
        ("中", False),
        ("E\u0301lan", True),
        pytest.param("Да", True, marks=pytest.mark.xfail(reason="only Latin capitals are known")),
        pytest.param("Ελλάδα", True, marks=pytest.mark.xfail(reason="only Latin capitals")),
    ],
)
def test_capital_says_whether_a_word_begins_with_a_capital(word, capital):
    assert fr.tokenize([word]).capital.tolist() == [capital]


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("old deal", 0),
        ("old-deal", 0),
        ("old “deal”", 0),
        ("old\ndeal", 0),
        ("old, deal", 1),
        ("old, “deal”", 1),
        ("old – deal", 2),
        ("old - deal", 2),
        ("old (deal", 2),
        ("old; deal", 2),
        ("old: deal", 2),
        ("old/deal", 2),
        ("old, (deal", 2),
        ("old! deal", 2),
        ("U.S. deal", 0),
        ("3.5 deal", 0),
    ],
)
def test_parted_says_what_stands_before_a_word(text, parted):
    assert fr.tokenize([text]).parted.tolist() == [0, parted]
