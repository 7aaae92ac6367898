"""JSON Lines: one object a line, values as they are, ids as they are written."""

import json

import pytest

from framing.corpus.reading import read_corpus

pytestmark = pytest.mark.usefixtures("string_storage")


def test_values_are_kept(write):
    records = [
        {"article_id": "007", "text": "a\r\nb \u2028 שלום 🙂\x00", "tags": ["x", {"y": 1}], "n": 1},
        {"article_id": "b", "text": "NA", "outlet": None, "n": 2.5},
    ]
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    corpus = read_corpus(write("a.jsonl", lines + "\r\n\n"))
    assert corpus.ids.tolist() == ["007", "b"]
    assert corpus.texts == [record["text"] for record in records]
    assert corpus["tags"]["007"] == ["x", {"y": 1}]
    assert corpus["n"].tolist() == [1, 2.5]
    assert corpus["outlet"].isna().all()


def test_numbers_that_are_ids_keep_their_written_form(write):
    path = write(
        "a.ndjson",
        '{"article_id": 1.10, "text": "a"}\n'
        '{"article_id": 12345678901234567890123, "text": "b"}\n'
        '{"article_id": 1e5, "text": "c"}\n{"article_id": "x", "text": "d"}\n',
    )
    ids = ["1.10", "12345678901234567890123", "1e5", "x"]
    assert read_corpus(path).ids.tolist() == ids


def test_lone_surrogates(write):
    path = write("a.jsonl", r'{"article_id": "a", "text": "b\udfff", "outlet": "c\ud800"}' + "\n")
    corpus = read_corpus(path)
    assert corpus.ids.tolist() == ["a"]
    assert corpus.texts == ["b\udfff"]
    assert corpus["outlet"].tolist() == ["c\ud800"]
    assert len(corpus.notes) == 0


@pytest.mark.parametrize("text", ["null", "NaN", '""'])
def test_a_missing_text_is_noted(write, text):
    path = write(
        "a.jsonl", f'{{"article_id": 1, "text": "a"}}\n{{"article_id": 2, "text": {text}}}'
    )
    corpus = read_corpus(path)
    assert corpus.texts == ["a", ""]
    [note] = corpus.notes.to_dict("records")
    assert (note["file"], note["line"], note["kind"]) == (str(path), 2, "empty text")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"article_id": 2, "text": "a"', "not valid JSON: .* at character"),
        ("Rain fell.", "not valid JSON"),
        ("[1, 2]", "holds a list, not an object"),
        ("7", "holds a int, not an object"),
        ("[" * 100_000, "nested too deeply"),
        ('{"article_id": 2, "text": 7}', "the text is a int, not a string"),
        ('{"article_id": 2, "text": ["a"]}', "the text is a list, not a string"),
        ('{"article_id": 2, "body": "a"}', "no 'text'; its keys are 'article_id', 'body'"),
        ('{"text": "a"}', "this object has no 'article_id', unlike the first"),
        ('{"article_id": null, "text": "a"}', "the article_id is missing"),
        ('{"article_id": " ", "text": "a"}', "the article_id is missing"),
        ('{"article_id": true, "text": "a"}', "the article_id is a bool, not"),
        ('{"article_id": [2], "text": "a"}', "the article_id is a list, not a string or a number"),
        (r'{"article_id": "a\ud800", "text": "a"}', "has half a character"),
        ('{"article_id": 2, "text": "a", "text": "b"}', "a key twice: article_id, text, text"),
        ('{"article_id": %s, "text": "a"}' % ("9" * 5000), "not valid JSON|digits"),
    ],
)
def test_bad_lines(write, line, message):
    good = '{"article_id": 1, "text": "a"}'
    path = write("a.jsonl", f"{good}\n\n{line}\n{good.replace('1', '3')}\n")
    with pytest.raises(ValueError, match=r"a\.jsonl:3: .*" + message):
        read_corpus(path)
    corpus = read_corpus(path, bad_rows="exclude")
    assert corpus.ids.tolist() == ["1", "3"]
    [note] = corpus.notes.to_dict("records")
    assert (note["file"], note["line"], note["kind"]) == (str(path), 3, "row set aside")


def test_ids_that_come_and_go(write):
    path = write("a.jsonl", '{"text": "a"}\n{"text": "b", "article_id": 2}\n')
    with pytest.raises(ValueError, match=r"a\.jsonl:2: this object has an 'article_id', unlike"):
        read_corpus(path)


def test_no_ids(write):
    corpus = read_corpus(write("a.jsonl", '{"text": "a"}\n{"text": "b"}\n'))
    assert corpus.ids.tolist() == [0, 1]
    assert corpus.notes["kind"].tolist() == ["no ids"]


def test_other_names(write):
    path = write("a.jsonl", '{"doc": 1, "body": "a"}\n{"doc": 2, "body": "b", "paper": "Herald"}\n')
    corpus = read_corpus(path, text="body", id="doc", columns={"outlet": "paper"})
    assert corpus.ids.tolist() == ["1", "2"]
    assert corpus.table.columns.tolist() == ["text", "outlet"]
    assert corpus["outlet"]["2"] == "Herald"


def test_no_articles(write):
    with pytest.raises(ValueError, match="there are no articles"):
        read_corpus(write("a.jsonl", "\n\n"))
