"""The data sets that come with the library."""

import pytest

from framing.corpus import datasets
from framing.corpus.datasets import load_dataset


def test_the_sample_has_its_columns():
    corpus = load_dataset("sample")
    assert {"text", "outlet", "date", "title", "event_id"} <= set(corpus.table.columns)
    assert corpus.notes.empty
    assert corpus["date"].notna().all()


def test_an_unknown_name_is_refused():
    with pytest.raises(ValueError, match="no data set is named 'samples'; there is 'sample'"):
        load_dataset("samples")


def test_the_folder_inside_the_package_comes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(datasets, "__file__", str(tmp_path / "a" / "b" / "datasets.py"))
    assert datasets.dataset_path("sample") == tmp_path / "data" / "sample" / "articles.csv"
    inside = tmp_path / "a" / "b" / "files" / "sample"
    inside.mkdir(parents=True)
    assert datasets.dataset_path("sample") == inside / "articles.csv"
