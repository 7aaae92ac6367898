"""Comma- and tab-separated values: every cell as it is written, every fault with its line."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.delimited import split_rows
from framing.corpus.notes import Log
from framing.corpus.reading import read_corpus


def split(text, delimiter=",", bad_rows="raise"):
    log = Log(bad_rows)
    rows = list(split_rows(io.StringIO(text, newline="\n"), "a.csv", log, delimiter))
    return [row.cells for row in rows], [row.line for row in rows], log.notes


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a,b\n", [["a", "b"]]),
        ("a,b", [["a", "b"]]),
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
        ('"a,b",c\n', [["a,b", "c"]]),
        ('"a ""b""",c\n', [['a "b"', "c"]]),
        ('"""a"""\n', [['"a"']]),
        ('"",x\n', [["", "x"]]),
        (",\n", [["", ""]]),
        ('x,"a\r\nb\nc"\r\n', [["x", "a\r\nb\nc"]]),
        ('x,"a\n\n\nb",y\nz,,\n', [["x", "a\n\n\nb", "y"], ["z", "", ""]]),
        ('5 foot 10",a "b" c\n', [['5 foot 10"', 'a "b" c']]),  # no quote at its beginning
        ("\n\na\n\r\n", [["a"]]),
        ("a\rb,c\n", [["a\rb", "c"]]),
        (" a , b \n", [[" a ", " b "]]),
        ('"a"', [["a"]]),
        ("", []),
    ],
)
def test_rows(text, cells):
    assert split(text)[0] == cells


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab",\t\n é\x00')), min_size=2, max_size=4), max_size=5
    ),
    st.sampled_from([",", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_the_standard_library_writes_is_read_as_it_was(rows, delimiter, line_end):
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    assert split(file.getvalue(), delimiter)[0] == rows


def test_rows_know_the_line_on_which_they_begin():
    assert split('id,text\n\n1,"a\nb"\n2,c\n')[1] == [1, 3, 5]


def test_a_quote_that_is_never_closed_is_reported_where_it_opens():
    text = 'id,x,text\n1,"two\nlines","opens here\n2,b,c\n'
    for bad_rows in ("raise", "exclude"):
        with pytest.raises(
            ValueError, match=r"a\.csv:3: the quote that opens here is never closed"
        ):
            split(text, bad_rows=bad_rows)


def test_a_cell_that_goes_on_after_its_quote():
    text = 'id,text\n1,"a\nb"c\n2,d\n'
    with pytest.raises(ValueError, match=r"a\.csv:2: a cell goes on after its closing quote"):
        split(text)
    cells, _, [note] = split(text, bad_rows="exclude")
    assert cells == [["id", "text"], ["2", "d"]]
    assert (note.line, note.kind) == (2, "row set aside")
    assert "line 2 to 3" in note.message


def test_every_cell_stays_as_it_is_written(write):
    path = write(
        "a.csv",
        'article_id,outlet,views,text\r\n007,NA,1.10,"“A”\r\nB"\r\n 8,None,,null\r\n\r\n',
    )
    corpus = read_corpus(path)
    assert corpus.ids.tolist() == ["007", " 8"]
    assert corpus.texts == ["“A”\r\nB", "null"]
    assert corpus["outlet"].tolist() == ["NA", "None"]
    assert corpus["views"].tolist() == ["1.10", ""]
    assert corpus.notes.empty


def test_tab_separated_values(write):
    path = write("a.TSV", 'article_id\ttext\n1\ta, b\n2\t"c\td"\n')
    assert read_corpus(path).texts == ["a, b", "c\td"]


@pytest.mark.parametrize(("row", "n_cells"), [("2,a,b", 3), ("2", 1)])
def test_rows_with_other_numbers_of_cells(write, row, n_cells):
    path = write("a.csv", f'article_id,text\n1,"x\ny"\n{row}\n3,z\n')
    with pytest.raises(
        ValueError, match=rf"a\.csv:4: this row has {n_cells} cells, the first has 2"
    ):
        read_corpus(path)
    corpus = read_corpus(path, bad_rows="exclude")
    assert corpus.ids.tolist() == ["1", "3"]
    [note] = corpus.notes.to_dict("records")
    assert (note["file"], note["line"], note["kind"]) == (str(path), 4, "row set aside")
    assert note["message"].startswith(f"this row has {n_cells} cells")


def test_missing_and_repeated_ids(write):
    path = write("a.csv", "article_id,text\na,x\n ,y\n")
    with pytest.raises(ValueError, match=r"a\.csv:3: the article_id is missing"):
        read_corpus(path)
    assert read_corpus(path, bad_rows="exclude").ids.tolist() == ["a"]
    path = write("b.csv", 'article_id,text\na,"x\ny"\nb,y\na,z\n')
    with pytest.raises(ValueError, match=r"'a' occurs twice: .*b\.csv:2 and .*b\.csv:5"):
        read_corpus(path, bad_rows="exclude")


def test_the_header_must_be_right(write):
    with pytest.raises(ValueError, match="two columns are named 'text'"):
        read_corpus(write("a.csv", "text,text\na,b\n"))
    with pytest.raises(ValueError, match=r"a\.csv:1: a cell goes on"):
        read_corpus(write("a.csv", '"id"x,text\n1,b\n'), bad_rows="exclude")
    with pytest.raises(ValueError, match=r"a\.csv:1: the columns seem to be separated by ';'"):
        read_corpus(write("a.csv", "article_id;text\n1;b\n"))
    with pytest.raises(ValueError, match="lines end in carriage returns only"):
        read_corpus(write("a.csv", "article_id,text\r1,b\r"))


@pytest.mark.parametrize("content", ["", "\n\r\n", "\ufeff"])
def test_an_empty_file(write, content):
    with pytest.raises(ValueError, match=r"a\.csv: the file is empty"):
        read_corpus(write("a.csv", content))


def test_a_header_without_rows(write):
    with pytest.raises(ValueError, match=r"a\.csv: there are no articles"):
        read_corpus(write("a.csv", "article_id,text\n"))
    with pytest.raises(ValueError, match="no articles; what was noted first: this row has 1 cells"):
        read_corpus(write("a.csv", "article_id,text\n1\n"), bad_rows="exclude")


def test_odd_characters_and_very_long_cells(write):
    long = "long line " * 1_000_000  # 10 MB, far beyond the limit of the csv module
    limit = csv.field_size_limit()
    path = write("a.csv", f'article_id,text\n\x00\x07,שלום 🙂\u202e\x1b\n2,{long}\n3,"{long}\n"\n')
    corpus = read_corpus(path)
    assert corpus.ids[0] == "\x00\x07"
    assert corpus.texts == ["שלום 🙂\u202e\x1b", long, long + "\n"]
    assert csv.field_size_limit() == limit


def test_a_cell_of_very_many_lines_is_read_in_linear_time(write):
    text = 'line ""x""\n' * 300_000
    corpus = read_corpus(write("a.csv", f'article_id,text\n1,"{text}"\n'))
    assert corpus.texts == [text.replace('""', '"')]
