"""What is worth knowing about the rows that were read? Notes, each with its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.options import BadRows


class Note(NamedTuple):
    """A remark on one row of a file, or on the whole file (line 0)."""

    file: str
    line: int
    kind: str
    message: str


def notes_table(notes: Iterable[Note] = ()) -> pd.DataFrame:
    """Put notes into a table.

    Parameters
    ----------
    notes : iterable of Note
        The remarks, in order.

    Returns
    -------
    pandas.DataFrame
        Columns ``file`` (the path; empty for a table in memory), ``line`` (int64, counted from 1;
        the row for a table or a Parquet file; 0 for the whole file), ``kind`` and ``message``.

    Examples
    --------
    >>> notes_table([Note("a.csv", 3, "empty text", "there is no text")])
        file  line        kind           message
    0  a.csv     3  empty text  there is no text
    """
    columns = list(Note._fields)
    return pd.DataFrame(list(notes), columns=columns, dtype=object).astype({"line": "int64"})


@dataclass(frozen=True, eq=False)
class Places:
    """Where each row of a table was read.

    Parameters
    ----------
    files : list of str
        The path each row comes from, empty for a table in memory.
    lines : numpy.ndarray
        int64, the line on which each row begins, counted from 1.

    Examples
    --------
    >>> Places.of_table(3).name(0), Places(["a.csv"], np.array([7])).name(0)
    ('row 1', 'a.csv:7')
    """

    files: list[str]
    lines: np.ndarray

    @classmethod
    def of_table(cls, n_rows: int) -> "Places":
        """Give the places of a table in memory, whose rows are numbered from 1."""
        return cls([""] * n_rows, np.arange(1, n_rows + 1))

    def name(self, row: int) -> str:
        """Name the place of a row: ``path:line`` in a file, ``row n`` in a table."""
        file, line = self.files[row], self.lines[row]
        return f"{file}:{line}" if file else f"row {line}"

    def note(self, row: int, kind: str, message: str) -> Note:
        """Make a note on a row."""
        return Note(self.files[row], int(self.lines[row]), kind, message)


@dataclass
class Log:
    """What a reader has to say: notes, and rows that cannot be read.

    Parameters
    ----------
    bad_rows : {"raise", "exclude"}
        Whether a row that cannot be read stops the reading or is set aside with a note.
    """

    bad_rows: BadRows
    notes: list[Note] = field(default_factory=list)

    def note(self, file: str, line: int, kind: str, message: str) -> None:
        """Take a note."""
        self.notes.append(Note(file, line, kind, message))

    def bad_row(self, file: str, line: int, message: str) -> None:
        """Stop at a row that cannot be read, or set it aside."""
        if self.bad_rows == "raise":
            message = f"{file}:{line}: {message}; bad_rows='exclude' sets such rows aside"
            raise ValueError(message)
        self.note(file, line, "row set aside", message)

    def bad_file(self, file: str, error: ValueError) -> None:
        """Stop at a file that cannot be read, or set it aside."""
        if self.bad_rows == "raise":
            raise error
        self.note(file, 0, "row set aside", str(error))

    def take(self) -> tuple[Note, ...]:
        """Give the notes that were taken since the last time."""
        notes = tuple(self.notes)
        self.notes.clear()
        return notes
