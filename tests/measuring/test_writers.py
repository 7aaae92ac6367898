"""Tables in files: every format reads back, and the parts in which they come leave no trace."""

import csv
import json
from contextlib import closing

import numpy as np
import pandas as pd
import pytest
from pyarrow import parquet

from framing.corpus import read_corpus
from framing.measuring import writers
from framing.measuring.writers import ENDINGS, open_writer, plain_values

TABLE = pd.DataFrame(
    {
        "article_id": pd.Series(
            ["007", 'a "b", c', "line\nend", "cr\rhere", "", "ü新"], dtype=object
        ),
        "count": np.array([0, 1, -2, 3, 4, 5], dtype=np.int32),
        "rate": [0.1, 1 / 3, np.nan, 1e300, -0.0, 12.0],
        "flag": [True, False, True, True, False, False],
        "date": pd.to_datetime(["2024-01-31", None, "1999-12-31", None, "2000-02-29", None]),
        "outlet": pd.Series([None, "NA", "=1+1", "\ud800", "tab\there", "None"], dtype=object),
    }
)


def write(path, tables, **choices):
    with closing(open_writer(path, path.suffix, **choices)) as writer:
        for table in tables:
            writer.write(table)
    return path.read_bytes()


def read_cells(path, delimiter):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("size", [1, 4])
def test_parts_leave_no_trace(tmp_path, monkeypatch, ending, size):
    monkeypatch.setattr(writers, "_ROW_GROUP", 2)
    whole = write(tmp_path / f"whole{ending}", [TABLE])
    parts = [TABLE.iloc[first : first + size] for first in range(0, len(TABLE), size)]
    assert write(tmp_path / f"parts{ending}", [TABLE.head(0), *parts]) == whole
    assert write(tmp_path / f"again{ending}", parts) == whole


@pytest.mark.parametrize(("ending", "delimiter"), [(".csv", ","), (".tsv", "\t"), (".CSV", ",")])
def test_cells_are_as_they_are(tmp_path, ending, delimiter):
    path = tmp_path / f"a{ending}"
    write(path, [TABLE])
    header, *rows = read_cells(path, delimiter)
    assert header == TABLE.columns.tolist()
    assert rows[0] == ["007", "0", "0.1", "True", "2024-01-31", ""]
    assert rows[1] == ['a "b", c', "1", "0.3333333333333333", "False", "", "NA"]
    assert rows[2] == ["line\nend", "-2", "", "True", "1999-12-31", "=1+1"]
    assert [row[0] for row in rows] == TABLE["article_id"].tolist()
    assert [row[2] for row in rows[3:]] == ["1e+300", "-0.0", "12.0"]
    assert [row[5] for row in rows[3:]] == ["\\ud800", "tab\there", "None"]


def test_our_own_reader_reads_what_is_written(tmp_path):
    table = TABLE.drop(index=4).assign(text="Rain.")  # without the empty id
    for ending in (".csv", ".tsv", ".jsonl", ".parquet"):
        write(tmp_path / f"a{ending}", [table])
        corpus = read_corpus(tmp_path / f"a{ending}")
        assert corpus.ids.tolist() == table["article_id"].tolist()
        assert corpus["date"].tolist() == table["date"].tolist()


def test_json_lines(tmp_path):
    content = write(tmp_path / "a.jsonl", [TABLE]).decode("utf-8")
    records = [json.loads(line) for line in content.split("\n")[:-1]]
    assert records[0] == {
        **{"article_id": "007", "count": 0, "rate": 0.1, "flag": True},
        **{"date": "2024-01-31", "outlet": None},
    }
    assert records[2]["rate"] is None
    assert records[3]["outlet"] == "\ud800"  # its escape is JSON's own
    assert "新" in content


def test_parquet_has_types_and_row_groups_of_one_size(tmp_path, monkeypatch):
    monkeypatch.setattr(writers, "_ROW_GROUP", 4)
    write(tmp_path / "a.parquet", [TABLE.iloc[:5], TABLE.iloc[5:]])
    file = parquet.ParquetFile(tmp_path / "a.parquet")
    groups = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
    assert groups == [4, 2]
    types = [str(field.type) for field in file.schema_arrow]
    assert types == ["string", "int64", "double", "bool", "date32[day]", "string"]
    columns = file.read().to_pydict()
    assert columns["outlet"] == [None, "NA", "=1+1", "\\ud800", "tab\there", "None"]
    assert columns["rate"][:3] == [0.1, 1 / 3, None]
    assert columns["date"][1] is None


def test_a_table_without_rows_is_a_header(tmp_path):
    assert write(tmp_path / "a.csv", [TABLE.head(0)]).count(b"\n") == 1
    assert write(tmp_path / "a.jsonl", [TABLE.head(0)]) == b""
    write(tmp_path / "a.parquet", [TABLE.head(0)])
    assert parquet.read_table(tmp_path / "a.parquet").column_names == TABLE.columns.tolist()


@pytest.mark.parametrize(("ending", "delimiter"), [(".csv", ","), (".tsv", "\t")])
def test_formulas_are_made_safe_on_request_and_numbers_are_not(tmp_path, ending, delimiter):
    cells = ["=cmd", "+1", "-2", "@x", "\tx", "\rx", "plain", " =x", ""]
    number = [-1.5] * len(cells)
    table = pd.DataFrame({"=name": pd.Series(cells, dtype=object), "number": number})
    path = tmp_path / f"a{ending}"
    write(path, [table], cells="safe")
    header, *rows = read_cells(path, delimiter)
    assert header[0] == "'=name"
    assert [row[0] for row in rows] == [f"'{cell}" for cell in cells[:6]] + cells[6:]
    assert {row[1] for row in rows} == {"-1.5"}
    write(path, [table])
    assert [row[0] for row in read_cells(path, delimiter)[1:]] == cells


def test_safe_cells_are_for_spreadsheets_only(tmp_path):
    table = pd.DataFrame({"text": ["=cmd"]})
    assert json.loads(write(tmp_path / "a.jsonl", [table], cells="safe")) == {"text": "=cmd"}


def test_other_endings_are_refused(tmp_path):
    for ending in (".xlsx", ""):
        with pytest.raises(ValueError, match=r"no writer for .*; there are those for \.csv, \.tsv"):
            open_writer(tmp_path / f"a{ending}", ending)


def test_values_are_plain_python():
    for name in TABLE.columns:
        kinds = {type(value).__name__ for value in plain_values(TABLE[name])} - {"NoneType"}
        assert kinds <= {"str", "int", "float", "bool", "date"}
    assert plain_values(pd.Series(["x", ["a", "b"], {"k": 1}, pd.NA], dtype=object)) == [
        *("x", "['a', 'b']", "{'k': 1}"),
        None,
    ]
