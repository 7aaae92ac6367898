"""The noun: what a Corpus takes, what it refuses, and what is always true of it."""

import copy
import dataclasses
import pickle

import numpy as np
import pandas as pd
import pytest

from framing.corpus.corpus import Corpus

pytestmark = pytest.mark.usefixtures("string_storage")


def articles(**columns):
    return pd.DataFrame({"text": ["A historic day.", "Rain."], **columns})


def test_ids_come_from_the_column():
    corpus = Corpus(articles(article_id=["007", "b"]))
    assert corpus.ids.tolist() == ["007", "b"]
    assert corpus.ids.name == "article_id"
    assert corpus.table.columns.tolist() == ["text"]


def test_ids_come_from_the_named_index():
    assert Corpus(articles(doc=["x", "y"]).set_index("doc"), id="doc").ids.tolist() == ["x", "y"]
    named = articles(article_id=[7, 9]).set_index("article_id")
    assert Corpus(named).ids.tolist() == [7, 9]
    assert Corpus(named).ids.dtype == np.int64


def test_a_plain_table_is_numbered_from_0():
    corpus = Corpus(articles())
    assert corpus.ids.tolist() == [0, 1]
    assert corpus.ids.name == "article_id"


def test_a_selection_of_a_table_keeps_its_index():
    assert Corpus(articles().iloc[[1]]).ids.tolist() == [1]


def test_a_corpus_table_makes_the_same_corpus_again():
    table = Corpus(articles(article_id=["a", "b"], outlet=["Herald", "Post"])).table
    pd.testing.assert_frame_equal(Corpus(table).table, table)


def test_the_table_given_is_not_changed():
    table = articles(article_id=["a", "b"], date=["2021-03-04", "?"])
    before = table.copy(deep=True)
    Corpus(table)
    pd.testing.assert_frame_equal(table, before)


def test_texts_are_objects_and_unaltered():
    texts = [
        "line\r\nline\rline\n",
        "\x00\x07\x1b[0m\ufeff",
        "lone \ud800 surrogate",
        "שלום 🙂",
        "NA",
        " a ",
    ]
    corpus = Corpus(pd.DataFrame({"text": pd.Series(texts, dtype=object)}))
    assert corpus.texts == texts
    assert corpus.table["text"].dtype == object
    assert all(type(text) is str for text in corpus.texts)


def test_surrogates_in_metadata():
    table = pd.DataFrame(
        [["a", "x\ud800", "t"]], columns=["article_id", "outlet", "text"], dtype=object
    )
    corpus = Corpus(table)
    assert corpus["outlet"].tolist() == ["x\ud800"]


@pytest.mark.parametrize(
    ("missing", "kept", "message"),
    [
        (None, "", "no text"),
        (float("nan"), "", "no text"),
        (pd.NA, "", "no text"),
        ("", "", "no text"),
        (" \n\t", " \n\t", "only white space"),
    ],
)
def test_an_empty_text_is_kept_and_noted(missing, kept, message):
    corpus = Corpus(pd.DataFrame({"text": pd.Series(["Rain.", missing], dtype=object)}))
    assert corpus.texts == ["Rain.", kept]
    [note] = corpus.notes.to_dict("records")
    assert (note["file"], note["line"], note["kind"]) == ("", 2, "empty text")
    assert message in note["message"]


def test_html_in_a_text_is_kept_and_noted():
    texts = ["<p>A <b>deal</b>.</p>", "Profits < 3 </- and > 2.", "a </b"]
    corpus = Corpus(pd.DataFrame({"text": texts}))
    assert corpus.texts == texts
    [note] = corpus.notes[corpus.notes["kind"] == "markup"].to_dict("records")
    assert note["line"] == 1
    assert "'</b>'" in note["message"]


def test_missing_strings_of_pandas_become_empty_texts():
    corpus = Corpus(pd.DataFrame({"text": pd.Series(["Rain.", None], dtype="str")}))
    assert corpus.texts == ["Rain.", ""]


@pytest.mark.parametrize("value", [3, 2.5, b"bytes", ["a"], {"a": 1}])
def test_a_text_that_is_no_string_is_refused_with_its_row(value):
    with pytest.raises(TypeError, match=f"row 2: the text is a {type(value).__name__}"):
        Corpus(pd.DataFrame({"text": pd.Series(["Rain.", value], dtype=object)}))


def test_a_column_of_numbers_is_no_text():
    with pytest.raises(TypeError, match="row 1: the text is a int"):
        Corpus(pd.DataFrame({"text": [1, 2]}))


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        (["a", "a"], "'a' occurs twice: row 1 and row 2"),
        ([7, 7], "7 occurs twice: row 1 and row 2"),
        (["a", None], "row 2: the article_id is missing"),
        (["a", "b\ud800"], r"row 2: the article_id 'b\\ud800' has half a character"),
        (["a", " "], "row 2: the article_id is missing"),
        ([1.0, 2.0], "row 1: the article_id 1.0 is a float"),
        (["a", 1], "row 2: the article_id 1 is a int"),
        ([1, "a"], "row 2: the article_id 'a' is a str"),
        ([True, False], "row 1: the article_id True is a bool"),
        ([None, None], "row 1: the article_id is missing"),
    ],
)
def test_bad_ids_are_refused_with_their_rows(ids, message):
    with pytest.raises(ValueError, match=message):
        Corpus(articles(article_id=pd.Series(ids, dtype=object)))


def test_ids_as_categories_and_nullable_integers():
    assert Corpus(articles(article_id=pd.Categorical(["b", "a"]))).ids.tolist() == ["b", "a"]
    assert Corpus(articles(article_id=pd.array([2, 1], dtype="Int64"))).ids.dtype == np.int64
    with pytest.raises(ValueError, match="row 2: the article_id is missing"):
        Corpus(articles(article_id=pd.array([2, None], dtype="Int64")))


def test_a_missing_column_is_named_with_those_there_are():
    with pytest.raises(ValueError, match="no column 'text', only 'body', 'outlet'"):
        Corpus(pd.DataFrame({"body": ["a"], "outlet": ["b"]}))
    with pytest.raises(ValueError, match="id='doc', but there is no such column, only 'text'"):
        Corpus(articles(), id="doc")
    with pytest.raises(ValueError, match="no column 'title'"):
        Corpus(articles(), titles="prepend")


def test_other_names_for_text_and_id():
    table = pd.DataFrame({"doc": ["x"], "body": ["Rain."], "outlet": ["Herald"]})
    corpus = Corpus(table, text="body", id="doc")
    assert corpus.table.columns.tolist() == ["text", "outlet"]
    assert corpus.ids.tolist() == ["x"]


def test_two_columns_for_one_name_are_refused():
    with pytest.raises(ValueError, match="text='body', but there is a column 'text' too"):
        Corpus(articles(body=["a", "b"]), text="body")
    with pytest.raises(ValueError, match="id='doc', but there is a column 'article_id' too"):
        Corpus(articles(doc=["a", "b"], article_id=["a", "b"]), id="doc")
    with pytest.raises(ValueError, match="two columns are named 'text'"):
        Corpus(pd.DataFrame([["a", "b"]], columns=["text", "text"]))


def test_titles_are_prepended_once_and_their_ends_known():
    titles = pd.Series(["A day of pride", None], dtype=object)
    corpus = Corpus(articles(title=titles), titles="prepend")
    assert corpus.texts == ["A day of pride\n\nA historic day.", "Rain."]
    assert corpus.title_ends.tolist() == [14, 0]
    assert corpus.texts[0][: corpus.title_ends[0]] == "A day of pride"
    assert corpus["title"].tolist()[0] == "A day of pride"
    assert Corpus(articles(title=titles)).title_ends.tolist() == [0, 0]


def test_a_title_without_text_is_prepended_to_nothing():
    table = pd.DataFrame({"title": ["Rain"], "text": pd.Series([None], dtype=object)})
    corpus = Corpus(table, titles="prepend")
    assert corpus.texts == ["Rain\n\n"]
    assert corpus.notes["kind"].tolist() == ["empty text"]


def test_bad_choices():
    with pytest.raises(ValueError, match="titles='yes'; it is 'ignore' or 'prepend'"):
        Corpus(articles(), titles="yes")
    with pytest.raises(TypeError, match="row 1: the title 3 is not a str"):
        Corpus(articles(title=[3, 4]), titles="prepend")
    with pytest.raises(TypeError, match="table is a list"):
        Corpus(["Rain."])


def test_dates_are_read_and_the_unread_noted():
    written = pd.Series(["2021-03-04", "some day"], dtype=object)
    corpus = Corpus(articles(date=written))
    assert corpus["date"].dtype == "datetime64[us]"
    assert corpus["date"].tolist() == [pd.Timestamp("2021-03-04"), pd.NaT]
    [note] = corpus.notes.to_dict("records")
    assert (note["line"], note["kind"]) == (2, "unread date")
    assert "some day" in note["message"]


def test_missing_dates_are_not_noted():
    corpus = Corpus(articles(date=pd.Series(["", None], dtype=object)))
    assert corpus["date"].isna().all()
    assert corpus.notes.empty


def test_further_columns_stay_as_they_are():
    nested = pd.Series([{"a": [1]}, None], dtype=object)
    corpus = Corpus(articles(views=[1, 2], tags=nested))
    assert corpus["views"].dtype == np.int64
    assert corpus["tags"].tolist() == [{"a": [1]}, None]


def test_columns_are_aligned_on_the_ids():
    corpus = Corpus(articles(article_id=["a", "b"], outlet=["Herald", "Post"]))
    assert corpus["outlet"]["b"] == "Post"
    assert corpus["outlet"].index.name == "article_id"
    with pytest.raises(
        KeyError, match="no column 'outlte' in this corpus; it has 'text', 'outlet'"
    ):
        corpus["outlte"]


def test_the_summary():
    table = articles(outlet=["Herald", "Post"], date=["2021-03-04", "2020-01-02"])
    assert repr(Corpus(table)) == "<Corpus: 2 articles, 2 outlets, 2020-01-02 to 2021-03-04>"
    noted = Corpus(pd.DataFrame({"text": ["", "a"]}))
    assert repr(noted) == "<Corpus: 2 articles, 1 note>"


def test_notes_have_their_columns_when_there_is_nothing_to_note():
    notes = Corpus(articles()).notes
    assert notes.columns.tolist() == ["file", "line", "kind", "message"]
    assert notes["line"].dtype == np.int64


def test_it_is_frozen_and_can_be_copied():
    corpus = Corpus(articles(article_id=["a", "b"]))
    with pytest.raises(dataclasses.FrozenInstanceError):
        corpus.table = corpus.table
    with pytest.raises(ValueError, match="read-only"):
        corpus.title_ends[0] = 1
    for twin in (pickle.loads(pickle.dumps(corpus)), copy.deepcopy(corpus)):
        pd.testing.assert_frame_equal(twin.table, corpus.table)


def test_no_articles_make_an_empty_corpus():
    assert len(Corpus(articles().iloc[:0])) == 0
