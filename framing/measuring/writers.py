r"""How are tables written, part by part? By the file's ending, in bytes that parts do not change.

Numbers are written as `repr` does, days as 2021-03-04, what is missing as an empty cell or null.
Half a character (a lone surrogate), which no file can hold, is written as its escape: ``\ud800``.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, Literal, Protocol

import pandas as pd

Cells = Literal["as written", "safe"]

_NEEDS_QUOTES = re.compile(r'[",\t\r\n]')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for the start of a formula
_ROW_GROUP = 10_000  # rows of a Parquet row group, whatever comes at once


class TableWriter(Protocol):
    """A file that takes tables with the same columns, one below the other."""

    def write(self, table: pd.DataFrame) -> None:
        """Write the rows of a table."""

    def close(self) -> None:
        """Write what is left and close the file."""


def open_writer(path: Path, ending: str, *, cells: Cells = "as written") -> TableWriter:
    """Open a file for tables.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    ending : str
        One of `ENDINGS`, which says how it is written.
    cells : {"as written", "safe"}
        ``"safe"`` puts an apostrophe before each text cell of a CSV or TSV file that a spreadsheet
        would take for a formula: one that begins with ``=``, ``+``, ``-``, ``@``, a tab or a
        carriage return.

    Returns
    -------
    TableWriter

    Raises
    ------
    ValueError
        If there is no writer for the ending.
    ImportError
        If the file needs a package that is not installed.
    """
    if ending.lower() not in _WRITERS:
        message = f"no writer for {ending or 'a name without ending'}; there are those for " + (
            ", ".join(ENDINGS)
        )
        raise ValueError(message)
    return _WRITERS[ending.lower()](path, cells)


class _DelimitedWriter:
    """A file of cells between commas or tabs; those that hold one or a line end are in quotes."""

    def __init__(self, file: BinaryIO, delimiter: str, cells: Cells) -> None:
        self._file = file
        self._delimiter = delimiter
        self._text = _safe if cells == "safe" else str
        self._begun = False

    def write(self, table: pd.DataFrame) -> None:
        if not self._begun:
            self._write_rows([[_quoted(self._text(str(name))) for name in table.columns]])
            self._begun = True
        columns = [self._cells(table[name]) for name in table.columns]
        self._write_rows(zip(*columns, strict=True))

    def close(self) -> None:
        self._file.close()

    def _cells(self, column: pd.Series) -> list[str]:
        values, text = plain_values(column), self._text
        if _kind(column) == "text":
            return ["" if value is None else _quoted(text(value)) for value in values]
        return ["" if value is None else str(value) for value in values]

    def _write_rows(self, rows: Iterable[Iterable[str]]) -> None:
        lines = "".join(f"{self._delimiter.join(cells)}\n" for cells in rows)
        self._file.write(lines.encode("utf-8", "backslashreplace"))


class _JsonLinesWriter:
    """A file of JSON objects, one a line."""

    def __init__(self, path: Path, cells: Cells) -> None:
        self._file = path.open("wb")

    def write(self, table: pd.DataFrame) -> None:
        names = [str(name) for name in table.columns]
        columns = [plain_values(table[name]) for name in table.columns]
        for row in zip(*columns, strict=True):
            record = dict(zip(names, row, strict=True))
            line = json.dumps(record, ensure_ascii=False, allow_nan=False, default=str)
            self._file.write(f"{line}\n".encode("utf-8", "backslashreplace"))

    def close(self) -> None:
        self._file.close()


class _ParquetWriter:
    """A Parquet file in row groups of one size, with the column types of the first table."""

    def __init__(self, path: Path, cells: Cells) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            message = 'Parquet files need pyarrow: pip install "media-framing[parquet]"'
            raise ImportError(message) from error
        self._arrow = pyarrow
        self._parquet = parquet
        self._file = path.open("wb")
        self._writer: Any = None
        self._waiting: dict[str, list[Any]] = {}

    def write(self, table: pd.DataFrame) -> None:
        if self._writer is None:
            self._open(table)
        for name in table.columns:
            values = plain_values(table[name])
            if _kind(table[name]) == "text":
                values = [None if value is None else _encodable(value) for value in values]
            self._waiting[str(name)] += values
        while len(next(iter(self._waiting.values()))) >= _ROW_GROUP:
            self._write_group()

    def close(self) -> None:
        if self._writer is not None:
            if next(iter(self._waiting.values())):
                self._write_group()
            self._writer.close()
        self._file.close()

    def _open(self, table: pd.DataFrame) -> None:
        arrow = self._arrow
        types = {
            "text": arrow.string(),
            "day": arrow.date32(),
            "flag": arrow.bool_(),
            "integer": arrow.int64(),
            "real": arrow.float64(),
        }
        fields = [(str(name), types[_kind(table[name])]) for name in table.columns]
        self._writer = self._parquet.ParquetWriter(self._file, arrow.schema(fields))
        self._waiting = {name: [] for name, _ in fields}

    def _write_group(self) -> None:
        columns = {name: values[:_ROW_GROUP] for name, values in self._waiting.items()}
        self._waiting = {name: values[_ROW_GROUP:] for name, values in self._waiting.items()}
        group = self._arrow.Table.from_pydict(columns, schema=self._writer.schema)
        self._writer.write_table(group, row_group_size=_ROW_GROUP)


_WRITERS: dict[str, Callable[[Path, Cells], TableWriter]] = {
    ".csv": lambda path, cells: _DelimitedWriter(path.open("wb"), ",", cells),
    ".tsv": lambda path, cells: _DelimitedWriter(path.open("wb"), "\t", cells),
    ".jsonl": _JsonLinesWriter,
    ".ndjson": _JsonLinesWriter,
    ".parquet": _ParquetWriter,
}
ENDINGS = tuple(_WRITERS)


def csv_bytes(table: pd.DataFrame, *, cells: Cells = "as written") -> bytes:
    r"""Give a table as the bytes of a CSV file.

    Parameters
    ----------
    table : pandas.DataFrame
        The table; its index is not written.
    cells : {"as written", "safe"}
        As for `open_writer`.

    Returns
    -------
    bytes

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"outlet": ["=1+1"], "n": [2]}), cells="safe")
    b"outlet,n\n'=1+1,2\n"
    """
    file = io.BytesIO()
    _DelimitedWriter(file, ",", cells).write(table)
    return file.getvalue()


def plain_values(column: pd.Series) -> list[Any]:
    """Give the cells of a column as they are written.

    Parameters
    ----------
    column : pandas.Series
        Booleans, numbers, dates, or anything else, which becomes text.

    Returns
    -------
    list
        `bool`, `int`, `float`, `datetime.date` or `str`; None where a cell is missing.

    Examples
    --------
    >>> plain_values(pd.Series([0.1, float("nan")]))
    [0.1, None]
    >>> plain_values(pd.Series(["007", None, 3], dtype=object))
    ['007', None, '3']
    """
    kind = _kind(column)
    values = column.dt.date.tolist() if kind == "day" else column.tolist()
    if kind in ("flag", "integer"):
        return values
    missing = column.isna().tolist()
    if kind == "text":
        values = [value if isinstance(value, str) else str(value) for value in values]
    return [None if gone else value for value, gone in zip(values, missing, strict=True)]


def _kind(column: pd.Series) -> str:
    letter = column.dtype.kind
    return {"b": "flag", "i": "integer", "u": "integer", "f": "real", "M": "day"}.get(
        letter, "text"
    )


def _quoted(text: str) -> str:
    if _NEEDS_QUOTES.search(text) is None:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
