"""Tables that one command has written and another reads, by the ending of their names."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import pandas as pd

from framing.measuring.placing import Existing, placed_together
from framing.measuring.writers import ENDINGS, open_writer


def read_table(path: Path, *, texts: Iterable[str] = ()) -> pd.DataFrame:
    """Read a table by its ending.

    Parameters
    ----------
    path : pathlib.Path
        A file with one of the endings that `framing score` writes.
    texts : iterable of str
        Columns that are texts, whatever stands in them: an outlet may be called 007 or NA.

    Returns
    -------
    pandas.DataFrame
        What is missing is NaN; only an empty cell counts as missing.

    Raises
    ------
    ValueError
        If the ending is not known, or the file is no such table.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        message = f"{path}: no reader for {ending or 'a name without ending'}; there are those for "
        raise ValueError(message + ", ".join(ENDINGS))
    try:
        table = _read(path, ending, {name: str for name in texts})
    except ValueError as error:
        message = f"{path}: this is no table that can be read ({error})"
        raise ValueError(message) from error
    for name in {*texts} & {*table.columns}:
        table[name] = table[name].astype(object).map(str, na_action="ignore")
    return table


def _read(path: Path, ending: str, types: dict[str, type]) -> pd.DataFrame:
    if ending == ".parquet":
        return pd.read_parquet(path)
    if ending in (".jsonl", ".ndjson"):
        lines = path.read_text(encoding="utf-8").split("\n")
        return pd.DataFrame([json.loads(line) for line in lines if line.strip()])
    return pd.read_csv(
        path,
        sep="\t" if ending == ".tsv" else ",",
        dtype=types,
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8-sig",
    )


def require_columns(table: pd.DataFrame, path: Path, named: Mapping[str, str]) -> None:
    """Refuse a table that lacks a column; ``named`` says which option names it."""
    for option, column in named.items():
        if column not in table:
            message = (
                f"{path}: there is no column {column!r}; its columns are "
                f"{', '.join(map(str, table.columns))}; {option} names the one to use"
            )
            raise ValueError(message)


def write_files(
    contents: Sequence[tuple[Path, pd.DataFrame | str]],
    *,
    sources: Iterable[Path] = (),
    existing: Existing = "refuse",
) -> None:
    """Write tables by their endings, and texts as they are: all together or none.

    Parameters
    ----------
    contents : sequence of tuple
        Each file, and what goes into it.
    sources : iterable of pathlib.Path
        The input, which is never replaced.
    existing : {"refuse", "replace"}
        What to do if a file is there already.

    Raises
    ------
    FileExistsError, FileNotFoundError, PermissionError, OSError, ValueError
        If a file is there already, cannot be written, or is the input.
    """
    inputs = {source.resolve() for source in sources}
    for path, _ in contents:
        if path.resolve() in inputs:
            message = f"{path}: this is the input, which is never replaced; choose another name"
            raise ValueError(message)
    with placed_together([path for path, _ in contents], existing=existing) as parts:
        for path, content in contents:
            if isinstance(content, str):
                parts[path].write_bytes(content.encode("utf-8", "backslashreplace"))
            else:
                with closing(open_writer(parts[path], path.suffix)) as writer:
                    writer.write(content)


def table_name(word: str) -> Path:
    """Check that a word names a file for a table."""
    if Path(word).suffix.lower() not in ENDINGS:
        message = f"{word!r} should end in {', '.join(ENDINGS)}"
        raise argparse.ArgumentTypeError(message)
    return Path(word)


def names(word: str) -> list[str]:
    """Take a list of names apart at its commas."""
    listed = [part.strip() for part in word.split(",")]
    if "" in listed or len(set(listed)) < len(listed):
        message = f"{word!r} should be different names with commas between them"
        raise argparse.ArgumentTypeError(message)
    return listed
