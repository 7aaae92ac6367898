"""What `match` takes, refuses and gives."""

import pandas as pd
import pytest

import framing as fr
from framing.lexicons import LexiconError
from framing.lexicons.lexicon import COMMON_RULES


def lexicon(*patterns, name="praise", scale="intensity", rules=(), **columns):
    table = pd.DataFrame({"pattern": patterns, **columns})
    return fr.Lexicon(table, name=name, scale=scale, rules=rules)


def match(text, *lexicons, **choices):
    return fr.match(fr.tokenize([text]), list(lexicons), **choices)


def values(text, lexicon, **choices):
    return match(text, lexicon, **choices).table()["value"].tolist()


def test_the_table_shows_place_entry_weight_value_voice_and_zone():
    text = "LONDON — It rained.\n\n“It is no historic deal,” she said."
    praise = lexicon("historic", weight=[2.0], category=["time"], rules=["negation"])
    assert match(text, praise).table().to_dict("records") == [
        {
            "article_id": 0,
            "start": 31,
            "end": 39,
            "text": "historic",
            "lexicon": "praise",
            "category": "time",
            "entry": "historic",
            "weight": 2.0,
            "value": 0.0,
            "cues": "negation: no [28:30]",
            "voice": "quoted",
            "speaker": None,
            "borrowed": False,
            "zone": "body",
            "sentence": 2,
        }
    ]


def test_the_table_is_empty_but_complete_without_matches():
    table = match("It rained.", lexicon("historic")).table()
    assert len(table) == 0
    assert list(table) == list(match("historic", lexicon("historic")).table())


def test_ids_are_those_of_the_corpus():
    corpus = fr.Corpus(pd.DataFrame({"text": ["A deal.", "Rain."]}, index=["x", "y"]))
    assert match_ids(corpus) == ["x"]
    corpus = fr.Corpus(pd.DataFrame({"text": ["Rain.", "A deal."], "article_id": [7, 3]}))
    assert match_ids(corpus) == [3]


def match_ids(corpus):
    return fr.match(fr.tokenize(corpus), lexicon("deal")).table()["article_id"].tolist()


def test_an_identical_span_counts_in_each_category():
    places = lexicon("New York", "new york", "New York Times", category=["city", "state", "paper"])
    table = match("New York and the New York Times", places).table()
    assert table[["text", "category"]].to_numpy().tolist() == [
        ["New York", "city"],
        ["New York", "state"],
        ["New York Times", "paper"],
    ]


def test_per_span_and_category_one_entry_counts():
    first = ["h*", "histor*", "(historic|old)", "histori?", "historic day", "histor* day", "? day"]
    table = match("A historic day and a historic week", lexicon(*first)).table()
    assert table["entry"].tolist() == ["historic day", "(historic|old)"]
    assert match("historic", lexicon("h*", "histor*")).table()["entry"].item() == "histor*"
    assert match("historic", lexicon("*storic", "histor*")).table()["entry"].item() == "*storic"
    assert match("a b c", lexicon("a _ c", "a b*  c")).table()["entry"].item() == "a b*  c"


def test_lexicons_never_compete():
    alone = [lexicon("New York", name="a"), lexicon("York Times", name="b")]
    table = match("the New York Times", *alone).table()
    assert table["text"].tolist() == ["New York", "York Times"]
    assert match("the New York Times", *alone[::-1]).table()["lexicon"].tolist() == ["a", "b"]


def test_negation_of_intensities_and_valences():
    text = "It was not great. It was great."
    intensity = lexicon("great", weight=[2.0], rules=["negation"])
    valence = lexicon("great", weight=[2.0], scale="valence", rules=["negation"])
    assert values(text, intensity) == [0, 2]
    assert values(text, intensity, rules={"negation": "drop"}) == [0, 2]
    assert values(text, intensity, rules={"negation": "ignore"}) == [2, 2]
    assert values(text, valence) == pytest.approx([-1.48, 2])  # Hutto & Gilbert 2014: -0.74
    assert values(text, valence, rules={"negation": "drop"}) == [0, 2]
    assert values(text, valence, rules={"negation": "flip"}) == [-2, 2]
    assert values(text, valence, rules={"negation": "ignore"}) == [2, 2]


def test_a_rule_changes_only_lexicons_that_name_it():
    text = "It was no so-called great deal."
    assert values(text, lexicon("great")) == [1]
    assert match(text, lexicon("great")).cue_table().empty
    both = match(text, lexicon("great", rules=["negation", "distancing"]))
    assert both.cue_table()["rule"].tolist() == ["negation", "distancing"]
    assert both.table()["cues"].item() == "negation: no [7:9]; distancing: so-called [10:19]"


def test_each_rule_can_be_switched_off():
    text = "It was no so-called “great” deal."
    great = lexicon("great", rules=COMMON_RULES)
    rules = match(text, great, rules={"negation": "ignore"}).cue_table()["rule"].tolist()
    assert rules == ["distancing", "scare_quotes"]
    assert values(text, great, rules=dict.fromkeys(COMMON_RULES, "ignore")) == [1]


def test_an_unfavourable_head_undoes_only_entries_that_ask_for_it():
    text = "An unprecedented crackdown. An unprecedented deal. A great crackdown."
    rules = ["unfavourable_head"]
    praise = lexicon("unprecedented", "great", constraints=["head=favourable", ""], rules=rules)
    assert values(text, praise) == [0, 1, 1]
    assert values(text, praise, rules={"unfavourable_head": "ignore"}) == [1, 1, 1]


def test_a_title_in_capitals_holds_no_names():
    table = pd.DataFrame({"title": ["A Great Day"], "text": ["A Great Day was held."]})
    tokens = fr.tokenize(fr.Corpus(table, titles="prepend"))
    matches = fr.match(tokens, lexicon("great", constraints=["name=no"]))
    assert matches.table()["zone"].tolist() == ["title"]


def test_patterns_are_cut_as_the_texts_are():
    tokens = fr.tokenize(["They can't stop a well-known deal."], words="treebank")
    found = fr.match(tokens, lexicon("can't", "well-known", "known deal")).table()
    assert found["text"].tolist() == ["can't", "well-known"]


def test_a_pattern_in_which_the_tokenizer_finds_nothing_is_refused():
    tokens = fr.tokenize(["A deal."], words=lambda text: [])
    with pytest.raises(LexiconError, match="this tokenizer finds no token in it"):
        fr.match(tokens, lexicon("deal"))


@pytest.mark.parametrize("texts", [[""], ["", " "], ["…"]])
def test_texts_without_words_have_no_matches(texts):
    matches = fr.match(fr.tokenize(texts), lexicon("deal"))
    assert len(matches) == 0
    assert matches.exposure.shape == (len(texts), 3, 5)
    assert matches.exposure.sum() == 0


def test_no_texts_have_no_matches():
    assert len(fr.match(fr.tokenize([]), lexicon("deal"))) == 0


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"negation": "invert"}, "negation='invert'; it is one of default, drop, flip, mark, ign"),
        ({"negation": False}, "negation=False"),
        ({"distancing": "flip"}, "distancing='flip'; it is one of default, drop, mark, ignore"),
        ({"unfavourable_head": None}, "unfavourable_head=None"),
        ({"negations": "drop"}, r"no rule 'negations'; there are negation, .* fr.context_rules"),
        ({"hedging": "drop"}, r"hedging='drop', but no lexicon .* rules=\['hedging', ...\]"),
    ],
)
def test_unknown_choices_are_refused(rules, message):
    with pytest.raises(ValueError, match=message):
        match("A deal.", lexicon("deal", rules=COMMON_RULES), rules=rules)


def test_rules_that_are_no_mapping_are_refused():
    with pytest.raises(TypeError, match="rules is a str; it maps rules to choices"):
        match("A deal.", lexicon("deal"), rules="negation")


def test_a_flip_of_intensities_is_refused():
    with pytest.raises(ValueError, match="needs a lexicon of valences; praise is one of intens"):
        match("A deal.", lexicon("deal", rules=["negation"]), rules={"negation": "flip"})


@pytest.mark.parametrize("lexicons", [[], [lexicon("a"), lexicon("b")]])
def test_no_lexicon_or_one_twice_is_refused(lexicons):
    with pytest.raises(ValueError, match="give at least one, each only once"):
        match("A deal.", *lexicons)


@pytest.mark.parametrize(
    ("tokens", "lexicons"),
    [
        (fr.tokenize(["A deal."]), "promotional"),
        (fr.tokenize(["A deal."]), ["promotional"]),
        (["A deal."], lexicon("deal")),
    ],
)
def test_what_is_no_tokens_or_lexicon_is_refused(tokens, lexicons):
    with pytest.raises(TypeError, match=r"tokenize|load_lexicon"):
        fr.match(tokens, lexicons)


def test_degree_and_negation_are_worth_what_they_are_to_vader():
    """One word of VADER's lexicon a sentence: the sum behind its compound score is that value."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    sentences = ["The book was good.", "The book was very good.", "The book was not very good."]
    sentences += ["It was a really good book.", "An extremely poor book.", "It was slightly good."]
    vader = fr.installed_lexicon("vader", duplicates="last")
    values = fr.match(fr.tokenize(sentences), vader).value
    compound = map(SentimentIntensityAnalyzer().polarity_scores, sentences)
    expected = [score["compound"] for score in compound]
    assert values / (values**2 + 15) ** 0.5 == pytest.approx(expected, abs=1e-4)


def test_the_table_of_rules_says_what_match_does():
    table = fr.context_rules()
    assert table.loc["boosting", "valence"] == "+0.293 away from 0"
    assert table.loc["hedging", ["intensity", "choices"]].tolist() == [
        "unchanged, marked",
        "default, drop, mark, ignore",
    ]
    text = "It may be great. It was somewhat great. It will be great."
    for rule, values_of in {
        "hedging": [0, 2, 2],
        "downtoning": [2, 0, 2],
        "future": [2, 2, 0],
    }.items():
        great = lexicon("great", weight=[2.0], rules=list(table.index))
        assert values(text, great) == [2, 2, 2]
        assert values(text, great, rules={rule: "drop"}) == values_of
        assert match(text, great, rules={rule: "ignore"}).cue_table()["rule"].nunique() == 2


def test_no_cue_moves_a_valence_beyond_0():
    tone = lexicon("great", "poor", weight=[0.2, -0.2], scale="valence", rules=None)
    assert values("It was somewhat great and somewhat poor.", tone) == [0, 0]
    assert values("It was very great.", tone) == pytest.approx([0.493])
    assert values("It was very poor.", tone) == pytest.approx([-0.493])


def test_scare_quotes_around_a_part_of_a_match_hold_it_off():
    lexicon = fr.load_lexicon("promotional")
    table = fr.match(fr.tokenize(["The “historic” deal fell apart."]), lexicon).table()
    assert table[["text", "value", "cues"]].to_numpy().tolist() == [
        ["historic” deal", 0.0, "scare_quotes: historic [5:13]"]
    ]
