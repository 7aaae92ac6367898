"""Names that articles mention: what is one, which are the same, how often they stand."""

import pandas as pd
import pytest

import framing as fr


def suggest(*texts, **choices):
    table = fr.suggest_targets(fr.tokenize(list(texts)), **{"min_count": 1, **choices})
    return table.set_index("name")


def test_the_first_word_of_a_sentence_is_a_name_only_if_it_is_one_elsewhere():
    table = suggest("Rain fell. Strelsau slept. They saw Strelsau.", "They slept.")
    assert table["mentions"].to_dict() == {"Strelsau": 2}


def test_a_word_that_is_mostly_small_is_no_name_at_the_start_of_a_sentence():
    table = suggest("Will rain fall? It will. It will not. Will it? He met Will Black.")
    assert table["mentions"].to_dict() == {"Will Black": 1}


def test_titles_and_surnames_are_variants():
    table = suggest(
        "They met President Rudolf Hentzau.", "Then Mr. Hentzau left.", "All saw Hentzau leave."
    )
    (row,) = table.itertuples()
    assert row.variants == ["Hentzau", "Mr. Hentzau", "President Rudolf Hentzau"]
    assert (row.articles, row.mentions) == (3, 3)
    assert sorted(row.patterns) == ["Hentzau", "Rudolf Hentzau"]


def test_a_surname_of_two_people_stands_alone():
    table = suggest("They met Rudolf Hentzau, Flavia Hentzau and another Hentzau.")
    assert table["mentions"].to_dict() == {
        name: 1 for name in ("Flavia Hentzau", "Hentzau", "Rudolf Hentzau")
    }


def test_stops_and_small_words_inside_names():
    table = suggest("The U.S. and the US met the Bank of Ruritania.", "They saw the Bank.")
    assert table.loc["U.S.", "variants"] == ["U.S.", "US"]
    assert table.loc["Bank of Ruritania", "mentions"] == 1
    assert table.loc["Bank", "mentions"] == 1


def test_months_pronouns_titles_alone_and_headlines_are_no_names():
    assert not len(suggest("On Monday I saw the President. It was June."))
    table = pd.DataFrame({"title": ["Grand Old Strelsau"], "text": ["It rained."]})
    assert not len(suggest_of(table))


def suggest_of(table):
    return fr.suggest_targets(fr.tokenize(fr.read_corpus(table, titles="prepend")), min_count=1)


def test_counts_and_limits():
    texts = ["They saw Zenda and Zenda.", "They saw Strelsau.", "They saw Strelsau, Ruritania."]
    table = suggest(*texts, min_count=2)
    assert table["mentions"].to_dict() == {"Strelsau": 2, "Zenda": 2}
    assert table["articles"].to_dict() == {"Strelsau": 2, "Zenda": 1}
    assert len(suggest(*texts, limit=1)) == 1
    assert suggest("").empty


def test_patterns_make_targets_that_find_the_mentions():
    tokens = fr.tokenize(["They met Mr. Rudolf Hentzau of Zenda.", "Ann saw Hentzau in Zenda."])
    table = fr.suggest_targets(tokens)
    targets = fr.targets(dict(zip(table["name"], table["patterns"], strict=True)))
    lexicon = fr.Lexicon(pd.DataFrame({"pattern": ["met"]}), name="words")
    found = fr.match(tokens, lexicon, targets=targets).attribution
    counted = pd.Series(found.mentions.target).value_counts()
    assert counted.sort_index().tolist() == table["mentions"].tolist()


def test_what_is_refused():
    with pytest.raises(TypeError, match="tokenize"):
        fr.suggest_targets(["Zenda"])
    with pytest.raises(ValueError, match="min_count=0"):
        suggest("Zenda", min_count=0)
    with pytest.raises(ValueError, match="limit=0"):
        suggest("Zenda", limit=0)
