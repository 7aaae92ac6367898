"""Parquet: typed columns, row groups, and what to install without pyarrow."""

import sys

import pandas as pd
import pytest

from framing.corpus.reading import read_corpus
from framing.corpus.streaming import iter_corpus

pytestmark = pytest.mark.usefixtures("string_storage")


@pytest.fixture
def parquet(tmp_path):
    path = tmp_path / "a.parquet"
    table = pd.DataFrame(
        {
            "article_id": ["007", "b", "c"],
            "text": ["Rain.\r\n", None, "NA"],
            "date": pd.to_datetime(["2021-03-04", None, "2021-03-05"]),
            "views": pd.array([1, None, 3], dtype="Int64"),
            "outlet": pd.Categorical(["Herald", "Post", "Herald"]),
        }
    )
    table.to_parquet(path, row_group_size=2, index=False)
    return path


def test_it_is_read(parquet):
    corpus = read_corpus(parquet)
    assert corpus.ids.tolist() == ["007", "b", "c"]
    assert corpus.texts == ["Rain.\r\n", "", "NA"]
    assert corpus["date"].tolist()[::2] == [pd.Timestamp("2021-03-04"), pd.Timestamp("2021-03-05")]
    assert corpus["views"].tolist() == [1, None, 3]
    assert corpus["outlet"].tolist() == ["Herald", "Post", "Herald"]
    [note] = corpus.notes.to_dict("records")
    assert (note["file"], note["line"], note["kind"]) == (str(parquet), 2, "empty text")


@pytest.mark.parametrize("batch_size", [1, 2, 5])
def test_batches_are_the_same_rows(parquet, batch_size):
    batches = list(iter_corpus(parquet, batch_size=batch_size))
    whole = read_corpus(parquet)
    assert [text for batch in batches for text in batch.texts] == whole.texts
    assert [id for batch in batches for id in batch.ids] == whole.ids.tolist()
    assert max(map(len, batches)) <= batch_size
    notes = pd.concat([batch.notes for batch in batches], ignore_index=True)
    pd.testing.assert_frame_equal(notes, whole.notes)


def test_a_named_index_is_a_column(tmp_path):
    path = tmp_path / "a.parquet"
    for ids in ([7, 9, 11], [7, 9, 8], ["x", "y", "z"]):  # pandas stores the first as a range
        table = pd.DataFrame({"article_id": ids, "text": ["a", "b", "c"]})
        table.set_index("article_id").to_parquet(path)
        assert read_corpus(path).ids.tolist() == ids
        assert [id for batch in iter_corpus(path, batch_size=2) for id in batch.ids] == ids


def test_a_missing_id_has_its_row(tmp_path):
    path = tmp_path / "a.parquet"
    ids = pd.array([7, None], dtype="Int64")
    pd.DataFrame({"article_id": ids, "text": ["a", "b"]}).to_parquet(path)
    with pytest.raises(ValueError, match=r"a\.parquet:2: the article_id is missing"):
        read_corpus(path)


def test_no_rows(tmp_path):
    path = tmp_path / "a.parquet"
    pd.DataFrame({"article_id": [], "text": []}, dtype=object).to_parquet(path)
    with pytest.raises(ValueError, match=r"a\.parquet: there are no articles"):
        read_corpus(path)


def test_a_file_that_is_none(write):
    with pytest.raises(ValueError, match=r"a\.parquet: this is not a Parquet file"):
        read_corpus(write("a.parquet", "article_id,text\n1,a\n"))


def test_without_pyarrow_the_command_is_told(parquet, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r'pip install "media-framing\[parquet\]"'):
        read_corpus(parquet)
