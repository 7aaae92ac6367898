"""Checking first, then reading in batches: the same rows, little memory."""

import json
import tracemalloc

import pandas as pd
import pytest

from framing.corpus import streaming
from framing.corpus.reading import read_corpus
from framing.corpus.streaming import check_corpus, iter_corpus


def news(n_articles):
    rows = [f"{i:03d},Herald,2021-03-{i % 28 + 1:02d},Text {i}." for i in range(n_articles)]
    return "\n".join(["article_id,outlet,date,text", *rows, ""])


@pytest.mark.parametrize("batch_size", [1, 3, 10, 100])
def test_batches_are_the_rows_of_read_corpus(write, batch_size):
    content = news(10).replace("Text 4.", "").replace("2021-03-08", "?") + "too,few\n"
    path = write("a.csv", content.replace("006", "006,x").encode("utf-8-sig"))
    batches = list(iter_corpus(path, batch_size=batch_size, bad_rows="exclude"))
    whole = read_corpus(path, bad_rows="exclude")
    assert all(1 <= len(batch) <= batch_size for batch in batches)
    together = pd.concat([batch.table for batch in batches])
    pd.testing.assert_frame_equal(together, whole.table, check_index_type=False)
    by_line = ["line", "kind"]
    pd.testing.assert_frame_equal(
        pd.concat([batch.notes for batch in batches]).sort_values(by_line, ignore_index=True),
        whole.notes.sort_values(by_line, ignore_index=True),
    )
    assert len(whole.notes) == 5


def test_what_the_check_tells(write):
    checked = check_corpus(write("a.csv", news(2500).replace("Text 7.", "")))
    assert checked.n_articles == 2500
    assert checked.columns == ("outlet", "date", "text")
    assert checked.dates == (pd.Timestamp("2021-03-01"), pd.Timestamp("2021-03-28"))
    [note] = checked.notes.to_dict("records")
    assert (note["line"], note["kind"]) == (9, "empty text")


def test_articles_without_dates_or_ids(write):
    checked = check_corpus(write("a.csv", "text\n" + "Rain.\n" * 5))
    assert checked.dates is None
    assert checked.notes["kind"].tolist() == ["no ids"]
    assert [batch.ids.tolist() for batch in checked.batches(2)] == [[0, 1], [2, 3], [4]]


def test_columns_that_come_late_are_in_every_batch(write, monkeypatch):
    monkeypatch.setattr(streaming, "_CHECKED_AT_ONCE", 2)
    records = [{"article_id": i, "text": f"Text {i}."} for i in range(4)]
    records[3] |= {"date": "2021-03-04", "title": "Late"}
    path = write("a.jsonl", "\n".join(map(json.dumps, records)))
    batches = list(iter_corpus(path, batch_size=2, titles="prepend"))
    assert [batch.table.columns.tolist() for batch in batches] == [["text", "title", "date"]] * 2
    assert batches[1].texts == ["Text 2.", "Late\n\nText 3."]
    with pytest.raises(ValueError, match="no column 'writer' for the author, only 'article_id',"):
        iter_corpus(path, columns={"author": "writer"})


def test_ids_repeated_in_two_batches(write, monkeypatch):
    monkeypatch.setattr(streaming, "_CHECKED_AT_ONCE", 3)
    path = write("a.csv", news(10) + "002,Post,,Again.\n")
    with pytest.raises(ValueError, match=r"'002' occurs twice: .*a\.csv:4 and .*a\.csv:12"):
        check_corpus(path)


def test_ids_of_one_hash_are_not_taken_for_one(write, monkeypatch):
    monkeypatch.setattr(streaming, "_CHECKED_AT_ONCE", 3)
    monkeypatch.setattr(streaming, "hash", lambda id: 1, raising=False)
    assert check_corpus(write("a.csv", news(10))).n_articles == 10


def test_faults_are_found_before_the_first_batch(write):
    path = write("a.csv", news(2000) + "too,few\n")
    with pytest.raises(ValueError, match=r"a\.csv:2002: this row has 2 cells"):
        iter_corpus(path)


def test_rows_set_aside_at_the_end_of_the_last_batch_are_noted(write):
    path = write("a.csv", news(4) + "too,few\n")
    batches = list(iter_corpus(path, batch_size=2, bad_rows="exclude"))
    assert [batch.notes["kind"].tolist() for batch in batches] == [[], ["row set aside"]]


def test_a_batch_has_at_least_one_article(write):
    with pytest.raises(ValueError, match="batch_size=0; it is at least 1"):
        iter_corpus(write("a.csv", news(2)), batch_size=0)


def test_a_file_is_never_wholly_in_memory(write):
    text = "A sentence of news. " * 500
    path = write("a.csv", "article_id,text\n" + "".join(f"{i},{text}\n" for i in range(5000)))
    tracemalloc.start()
    n_read = sum(len(batch) for batch in iter_corpus(path, batch_size=50))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert n_read == 5000
    assert peak < path.stat().st_size / 2
