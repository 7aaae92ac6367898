"""How does a path become articles? By its ending, in batches, with the columns by our names."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from framing.corpus.columns import check_names, list_names
from framing.corpus.corpus import Corpus
from framing.corpus.delimited import read_delimited
from framing.corpus.folder import read_folder
from framing.corpus.jsonlines import read_jsonlines
from framing.corpus.notes import Log, Places
from framing.corpus.options import Options
from framing.corpus.parquet import read_parquet

_Tables = Iterator[tuple[pd.DataFrame, Places]]
_READERS: dict[str, Callable[[Path, Options, Log, int | None], _Tables]] = {
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".jsonl": read_jsonlines,
    ".ndjson": read_jsonlines,
    ".parquet": read_parquet,
    ".txt": read_folder,
    ".html": read_folder,
    ".htm": read_folder,
}


def rename_columns(table: pd.DataFrame, columns: Mapping[str, str] | None) -> pd.DataFrame:
    """Give the columns of a table our names.

    Parameters
    ----------
    table : pandas.DataFrame
        The table as it came.
    columns : mapping or None
        Our names and the table's.

    Returns
    -------
    pandas.DataFrame
        The table with our names; a column that is not there is passed over.

    Raises
    ------
    ValueError
        If two columns have the same name then.
    """
    table = table.rename(columns={theirs: ours for ours, theirs in (columns or {}).items()})
    check_names(table.columns)
    return table


def check_columns(options: Options, found: Iterable[str], source: str) -> None:
    """Check that the columns of metadata that are asked for are there.

    Parameters
    ----------
    options : Options
        Which columns are asked for, and whether titles are.
    found : iterable of str
        The columns that are there, by our names.
    source : str
        What was read, for the message.

    Raises
    ------
    ValueError
        If one is missing.
    """
    found = list(found)
    for name in _wanted(options):
        if name not in found:
            theirs = (options.columns or {}).get(name, name)
            message = (
                f"{source}: there is no column {theirs!r} for the {name}, only "
                f"{list_names(found)}; columns={{{name!r}: ...}} says which it is"
            )
            raise ValueError(message)


def read_batches(
    path: Path, options: Options, *, batch_size: int | None = None, columns: Sequence[str] = ()
) -> Iterator[tuple[Corpus, Places]]:
    """Read a file or folder in batches.

    Parameters
    ----------
    path : pathlib.Path
        The file or folder.
    options : Options
        How to read it.
    batch_size : int, optional
        The articles of a batch; by default all of them.
    columns : sequence of str
        Columns that each batch shall have, in this order, by our names.

    Yields
    ------
    corpus : Corpus
        The batch's articles, checked; its notes are those on its own rows, the first batch's also
        those on the whole file.
    places : Places
        Where they were read.

    Raises
    ------
    FileNotFoundError
        If there is nothing at that path.
    ValueError
        If something cannot be read, a column is missing, or there is no article.
    """
    log = Log(options.bad_rows)
    theirs = [options.text if name == "text" else name for name in columns]
    found: dict[str, None] = {}
    n_read = 0
    for raw, places in _reader(path)(path, options, log, batch_size):
        table = rename_columns(raw, options.columns)
        found.update(dict.fromkeys(table.columns))
        _check_text_and_id(options, found, str(path))
        if options.id not in table.columns:
            table.index = pd.RangeIndex(n_read, n_read + len(table), name="article_id")
            if n_read == 0:
                message = "there is no column 'article_id', so the articles are numbered from 0"
                log.note(str(path), 0, "no ids", message)
        every = dict.fromkeys([*theirs, *table.columns, *_wanted(options)])
        n_read += len(table)
        yield _corpus(table.reindex(columns=list(every)), options, places, log), places
    if n_read == 0:
        message = f"{path}: there are no articles"
        if log.notes:
            message += f"; what was noted first: {log.notes[0].message}"
        raise ValueError(message)
    check_columns(options, found, str(path))


def _reader(path: Path) -> Callable[[Path, Options, Log, int | None], _Tables]:
    """Choose the reader of a path."""
    if not path.exists():
        message = f"{path}: there is no such file or folder"
        raise FileNotFoundError(message)
    if path.is_dir():
        return read_folder
    if path.stat().st_size == 0:
        message = f"{path}: the file is empty"
        raise ValueError(message)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        message = (
            f"{path}: no reader for {path.suffix or 'a name without ending'}; there are those for "
            f"{', '.join(_READERS)} and folders of texts; a spreadsheet can be saved as CSV (UTF-8)"
        )
        raise ValueError(message)
    return reader


def _check_text_and_id(options: Options, found: Iterable[str], source: str) -> None:
    for argument, name in (("text", options.text), ("id", options.id)):
        if name not in found and name != "article_id":
            message = (
                f"{source}: there is no column {name!r}, only {list_names(found)}; "
                f"{argument}= names the column to use"
            )
            raise ValueError(message)


def _wanted(options: Options) -> list[str]:
    return [*(options.columns or {}), *["title"] * (options.titles == "prepend")]


def _corpus(table: pd.DataFrame, options: Options, places: Places, log: Log) -> Corpus:
    return Corpus(
        table,
        text=options.text,
        id=options.id,
        titles=options.titles,
        places=places,
        notes=log.take(),
    )
