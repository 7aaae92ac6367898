"""The front door: paths, tables and lists of texts."""

import pandas as pd
import pytest

from framing.corpus.corpus import Corpus
from framing.corpus.reading import as_corpus, read_corpus

NEWS = "doc,source,headline,body\n007,Herald,A day of pride,A historic day.\n8,Post,,Rain.\n"


@pytest.fixture
def news(write):
    return write("news.csv", NEWS)


def test_columns_by_our_names(news):
    corpus = read_corpus(
        news,
        text="body",
        id="doc",
        columns={"outlet": "source", "title": "headline"},
        titles="prepend",
    )
    assert corpus.ids.tolist() == ["007", "8"]
    assert corpus.texts == ["A day of pride\n\nA historic day.", "Rain."]
    assert corpus.title_ends.tolist() == [14, 0]
    assert corpus["outlet"].tolist() == ["Herald", "Post"]


def test_a_table_is_read_like_a_file(news):
    table = pd.read_csv(news, dtype=str)
    options = {"text": "body", "id": "doc", "columns": {"outlet": "source"}}
    from_table, from_file = read_corpus(table, **options), read_corpus(str(news), **options)
    assert from_table.texts == from_file.texts
    assert from_table["outlet"].tolist() == from_file["outlet"].tolist()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "no column 'text', only 'doc', 'source', 'headline', 'body'; text= names"),
        ({"text": "body", "id": "key"}, "no column 'key', only .*; id= names"),
        ({"text": "body", "columns": {"outlet": "paper"}}, "no column 'paper' for the outlet"),
        ({"text": "body", "titles": "prepend"}, "no column 'title' for the title"),
        ({"columns": {"paper": "source"}}, "columns= has the key 'paper'; its keys are outlet,"),
        ({"columns": {"text": "body"}}, "text= and id= name the columns of texts and ids"),
        ({"titles": "no"}, "titles='no'; it is 'ignore' or 'prepend'"),
        ({"bad_rows": "skip"}, "bad_rows='skip'; it is 'raise' or 'exclude'"),
        ({"text": "body", "columns": {"outlet": "source", "author": "headline"}, "id": "x"}, "'x'"),
    ],
)
def test_what_is_not_there_is_told(news, options, message):
    with pytest.raises(ValueError, match=message):
        read_corpus(news, **options)


def test_what_is_not_in_a_table_is_told():
    with pytest.raises(ValueError, match="the table: there is no column 'paper' for the outlet"):
        read_corpus(pd.DataFrame({"text": ["a"]}), columns={"outlet": "paper"})


def test_two_columns_for_one_name(write):
    path = write("a.csv", "text,outlet,source\na,b,c\n")
    with pytest.raises(ValueError, match="two columns are named 'outlet'"):
        read_corpus(path, columns={"outlet": "source"})


def test_articles_without_ids_are_numbered(write):
    corpus = read_corpus(write("a.csv", "text\nRain.\nSun.\n"))
    assert corpus.ids.tolist() == [0, 1]
    [note] = corpus.notes.to_dict("records")
    assert (note["line"], note["kind"]) == (0, "no ids")


def test_dates_that_cannot_be_read_are_noted_with_their_line(write):
    path = write("a.csv", 'article_id,date,text\n1,2021-03-04,"a\nb"\n2,04/03/2021,c\n3,,d\n')
    corpus = read_corpus(path)
    assert corpus["date"].notna().tolist() == [True, False, False]
    [note] = corpus.notes.to_dict("records")
    assert (note["file"], note["line"], note["kind"]) == (str(path), 4, "unread date")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_other_encodings_are_noted(write, encoding):
    path = write("a.csv", "article_id,text\n1,Café “noir”\n".encode(encoding))
    corpus = read_corpus(path)
    assert corpus.texts == ["Café “noir”"]
    assert corpus.notes["kind"].tolist() == ["encoding"]
    assert read_corpus(path, encoding=encoding).notes.empty


def test_paths_that_cannot_be_read(write, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"none\.csv: there is no such file or folder"):
        read_corpus(tmp_path / "none.csv")
    with pytest.raises(ValueError, match=r"no reader for \.xlsx; .*\.csv, .*saved as CSV"):
        read_corpus(write("a.xlsx", "x"))
    with pytest.raises(ValueError, match=r"a\.txt: the file is empty"):
        read_corpus(write("a.txt", ""))
    with pytest.raises(ValueError, match="this is a PNG picture"):
        read_corpus(write("a.csv", b"\x89PNG\r\n"))


def test_as_corpus_takes_what_holds_texts(news, write):
    corpus = Corpus(pd.DataFrame({"text": ["Rain."]}))
    assert as_corpus(corpus) is corpus
    assert as_corpus(corpus.table).texts == ["Rain."]
    assert as_corpus(["Rain.", "Sun."]).ids.tolist() == [0, 1]
    assert as_corpus(("Rain.",)).texts == ["Rain."]
    assert as_corpus(["a\ud800"]).texts == ["a\ud800"]
    assert len(as_corpus([])) == 0
    series = pd.Series(["Rain.", None], index=pd.Index(["x", "y"], name="article"))
    assert as_corpus(series).ids.tolist() == ["x", "y"]
    assert as_corpus(series).texts == ["Rain.", ""]
    path = write("b.txt", "Rain.")
    assert as_corpus(path).texts == as_corpus(str(path)).texts == ["Rain."]


@pytest.mark.parametrize("text", ["Rain.", "", "Rain\x00", "A historic day. " * 1000])
def test_as_corpus_refuses_one_bare_text(text):
    with pytest.raises(
        ValueError, match=r"to pass one text, put it into a list: \[text\]"
    ) as error:
        as_corpus(text)
    assert len(str(error.value)) < 200


def test_as_corpus_refuses_other_things(tmp_path):
    with pytest.raises(TypeError, match="source is a int; it may be a Corpus, a DataFrame"):
        as_corpus(3)
    with pytest.raises(TypeError, match="row 2: the text is a int"):
        as_corpus(["Rain.", 3])
    with pytest.raises(FileNotFoundError):
        as_corpus(tmp_path / "none.csv")
