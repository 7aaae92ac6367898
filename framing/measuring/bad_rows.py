"""Which rows were set aside? Where they stand, what is wrong, and what they hold."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from framing.corpus import CheckedCorpus
from framing.corpus.encoding import find_encoding, read_lines
from framing.corpus.notes import Log
from framing.measuring.runfile import local_notes

_BY_LINES = (".csv", ".tsv", ".jsonl", ".ndjson")


def bad_row_table(checked: CheckedCorpus) -> pd.DataFrame:
    """List the rows that were set aside.

    Parameters
    ----------
    checked : CheckedCorpus
        What was read.

    Returns
    -------
    pandas.DataFrame
        ``file``; ``line``; ``message``, what is wrong; ``content``, that line as it stands in the
        file, empty if a whole file was set aside.
    """
    set_aside = checked.notes["kind"] == "row set aside"
    table = local_notes(checked).loc[set_aside, ["file", "line", "message"]]
    files = checked.notes.loc[set_aside, "file"]
    content = pd.Series("", index=table.index, dtype=object)
    for path in map(Path, files.unique()):
        if path.suffix.lower() in _BY_LINES:
            numbers = table.loc[files == str(path), "line"]
            lines = _read(path, set(numbers), checked.options.encoding)
            content.update(numbers.map(lines))
    return table.assign(content=content)


def _read(path: Path, numbers: set[int], encoding: str | None) -> dict[int, str]:
    """Read some lines of a file, without their ends."""
    lines = read_lines(path, find_encoding(path, encoding, Log("exclude")))
    return {
        number: line.rstrip("\r\n")
        for number, line in enumerate(lines, start=1)
        if number in numbers
    }
