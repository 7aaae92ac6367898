"""What stands in a lexicon file? Its text and lines, read with care: others may have written it."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from framing.lexicons.errors import LexiconError

LARGEST_FILE = 100_000_000  # bytes
LONGEST_LINE = 100_000  # characters
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True)
class Source:
    """A lexicon file.

    Attributes
    ----------
    path : Path
        The file.
    encoding : str
        How its bytes stand for characters.
    columns : mapping of str to str
        For tables: the file's name of ``pattern``, ``category`` and other columns.
    """

    path: Path
    encoding: str = "utf-8"
    columns: Mapping[str, str] = field(default_factory=dict)

    def fail(self, line: int, why: str) -> NoReturn:
        """Raise a `LexiconError` with path and line."""
        message = f"{self.path}:{line}: {why}"
        raise LexiconError(message)

    @cached_property
    def data(self) -> bytes:
        """The bytes."""
        size = self.path.stat().st_size
        if size > LARGEST_FILE:
            self.fail(1, f"{size:,} bytes; a lexicon has at most {LARGEST_FILE:,}")
        return self.path.read_bytes()

    @cached_property
    def text(self) -> str:
        """The characters, without a mark at the start."""
        try:
            text = self.data.decode(self.encoding).removeprefix("\ufeff")
        except LookupError:
            message = f"encoding={self.encoding!r} is not known; such as 'utf-8' or 'cp1252'"
            raise ValueError(message) from None
        except UnicodeDecodeError as error:
            line = len(_LINE_END.findall(self.data[: error.start].decode("latin-1"))) + 1
            given = self.encoding.upper()
            self.fail(line, f"not {given}; save the lexicon as UTF-8, or tell its encoding=")
        if "\0" in text:
            line = len(_LINE_END.findall(text[: text.index("\0")])) + 1
            self.fail(line, "a byte 0: this is no text file")
        return text

    def lines(self) -> Iterator[tuple[int, str]]:
        """Give number and text of each line that is not blank; CR, LF and CRLF end lines."""
        for number, line in enumerate(_LINE_END.split(self.text), start=1):
            if len(line) > LONGEST_LINE:
                self.fail(number, f"a line of {len(line):,} characters; at most {LONGEST_LINE:,}")
            if line.strip():
                yield number, line

    def rows(self) -> list[tuple[int, list[str]]]:
        """Give line and cells of each row of a CSV or TSV file that is not blank."""
        rows: list[tuple[int, list[str]]] = []
        delimiter = "\t" if self.path.suffix.lower() == ".tsv" else ","
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=delimiter, strict=True)
        line = 1
        try:
            for cells in reader:
                if any(map(str.strip, cells)):
                    rows.append((line, cells))
                line = reader.line_num + 1
        except csv.Error as error:
            self.fail(line, str(error))
        return rows

    def table(self) -> tuple[list[str], list[tuple[int, list[str]]]]:
        """Give the header of a CSV or TSV file, and its other rows, all as long as the header."""
        rows = self.rows()
        header = [cell.strip() for cell in rows.pop(0)[1]] if rows else []
        twice = [name for name in header if name and header.count(name) > 1]
        if twice:
            self.fail(1, f"two columns {twice[0]!r}; give each a name of its own")
        for line, cells in rows:
            if len(cells) != len(header):
                self.fail(line, f"{len(cells)} cells; the header has {len(header)}")
        return header, rows

    def number(self, line: int, cell: str, what: str) -> float:
        """Read a finite number."""
        try:
            number = float(cell)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self.fail(line, f"{what} {cell!r} is not a number")
        return number
