"""How is a table of comma- or tab-separated values read? As it is written, cell by cell."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from framing.corpus.batches import Row, in_batches
from framing.corpus.columns import find_id_fault
from framing.corpus.encoding import find_encoding, read_lines
from framing.corpus.notes import Log, Places
from framing.corpus.options import Options


def read_delimited(
    path: Path, options: Options, log: Log, batch_size: int | None
) -> Iterator[tuple[pd.DataFrame, Places]]:
    """Read a table of comma-separated values, or tab-separated if its name ends so, in batches.

    Parameters
    ----------
    path : pathlib.Path
        The file; its first line names the columns.
    options : Options
        How to read it.
    log : Log
        Takes the notes and the rows that cannot be read.
    batch_size : int or None
        The rows of a batch, all of them if None.

    Yields
    ------
    table : pandas.DataFrame
        All cells are `str`, as they are written.
    places : Places
        Where the rows were read.

    Raises
    ------
    ValueError
        If a quote is never closed, or a row is bad and the log does not set it aside.
    """
    encoding = find_encoding(path, options.encoding, log)
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    columns = _read_header(read_lines(path, encoding), path, delimiter)
    rows = split_rows(read_lines(path, encoding), str(path), log, delimiter)
    next(rows)
    yield from in_batches(_good_rows(rows, columns, options.id, log), batch_size, columns)


def _read_header(lines: Iterable[str], path: Path, delimiter: str) -> list[str]:
    header = next(split_rows(lines, str(path), Log("raise"), delimiter), None)
    if header is None:
        message = f"{path}: the file is empty; its first line should name the columns"
        raise ValueError(message)
    columns: list[str] = header.cells
    if any("\r" in name and "\n" not in name for name in columns):
        message = (
            f"{path}: lines end in carriage returns only; save it with line feeds (LF or CRLF)"
        )
        raise ValueError(message)
    for other in ";\t,":
        if len(columns) == 1 and other in columns[0]:
            message = (
                f"{path}:{header.line}: the columns seem to be separated by {other!r}, but in "
                f"{path.suffix} files it is {delimiter!r}; read it with "
                f"pandas.read_csv(path, sep={other!r}, dtype=str, keep_default_na=False) "
                "and pass the table"
            )
            raise ValueError(message)
    return columns


def split_rows(lines: Iterable[str], file: str, log: Log, delimiter: str) -> Iterator[Row]:
    r"""Split lines into rows of cells.

    Parameters
    ----------
    lines : iterable of str
        Lines with their ends.
    file : str
        The path, for messages.
    log : Log
        Takes the rows that are not quoted as they should be.
    delimiter : str
        The character between two cells.

    Yields
    ------
    Row
        The cells with the line on which they begin. Empty lines are passed over.

    Raises
    ------
    ValueError
        If a quote is never closed, for nobody can say where that row ends, or a row is bad and the
        log does not set it aside.

    Notes
    -----
    A cell in double quotes may hold delimiters, line ends and doubled quotes (RFC 4180). A quote
    within a cell that does not begin with one is a character like any other.

    Examples
    --------
    >>> lines = ["id,text\n", '1,"He said ""no""\n', 'and left"\n']
    >>> [row.cells for row in split_rows(lines, "a.csv", Log("raise"), ",")]
    [['id', 'text'], ['1', 'He said "no"\nand left']]
    """
    splitter = _Splitter(lines, file, delimiter)
    while splitter.next_line():
        begin, line = splitter.number, _without_end(splitter.line)
        if '"' not in line:
            if line:
                yield Row(file, begin, line.split(delimiter))
            continue
        cells = splitter.cells()
        if splitter.misquoted:
            message = (
                "a cell goes on after its closing quote; within quotes, double every quote "
                f"(the row is on line {begin} to {splitter.number})"
            )
            log.bad_row(file, splitter.misquoted, message)
        else:
            yield Row(file, begin, cells)


class _Splitter:
    """The line that is being split, and the lines that follow it."""

    def __init__(self, lines: Iterable[str], file: str, delimiter: str) -> None:
        self.lines = iter(lines)
        self.file = file
        self.delimiter = delimiter
        self.line = ""
        self.number = 0
        self.misquoted = 0  # the line on which a cell opens that goes on after its closing quote

    def next_line(self) -> bool:
        """Go to the next line, if there is one."""
        line = next(self.lines, None)
        self.line = line or ""
        self.number += line is not None
        return line is not None

    def cells(self) -> list[str]:
        """Split the row that begins on this line."""
        cells = []
        self.misquoted = 0
        start = 0
        while True:
            opened = self.number
            quoted = self.line.startswith('"', start)
            cell, end = self._quoted_cell(start + 1) if quoted else self._plain_cell(start)
            cells.append(cell)
            if not self.line.startswith(self.delimiter, end):
                if _without_end(self.line[end:]):
                    self.misquoted = opened
                return cells
            start = end + 1

    def _plain_cell(self, start: int) -> tuple[str, int]:
        end = self.line.find(self.delimiter, start)
        cell = _without_end(self.line[start:]) if end < 0 else self.line[start:end]
        return cell, start + len(cell)

    def _quoted_cell(self, start: int) -> tuple[str, int]:
        opened = self.number
        parts = []
        while True:
            end = self.line.find('"', start)
            if end < 0:
                parts.append(self.line[start:])
                start = 0
                if not self.next_line():
                    message = (
                        f"{self.file}:{opened}: the quote that opens here is never closed, "
                        "and where its row ends cannot be known; close it or remove it"
                    )
                    raise ValueError(message)
            elif self.line.startswith('"', end + 1):
                parts.append(self.line[start : end + 1])
                start = end + 2
            else:
                parts.append(self.line[start:end])
                return "".join(parts), end + 1


def _without_end(line: str) -> str:
    return line.removesuffix("\n").removesuffix("\r")


def _good_rows(rows: Iterable[Row], columns: list[str], id: str, log: Log) -> Iterator[Row]:
    n_columns = len(columns)
    id_cell = columns.index(id) if id in columns else None
    for row in rows:
        if len(row.cells) != n_columns:
            message = (
                f"this row has {len(row.cells)} cells, the first has {n_columns}; "
                "a cell that holds the delimiter or a line end needs double quotes around it"
            )
            log.bad_row(row.file, row.line, message)
        elif id_cell is not None and (fault := find_id_fault(row.cells[id_cell])):
            log.bad_row(row.file, row.line, fault)
        else:
            yield row
