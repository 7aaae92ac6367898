"""How is a folder of texts or saved pages read? One file an article, and a table about them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from framing.corpus.batches import Row, in_batches
from framing.corpus.delimited import read_delimited
from framing.corpus.encoding import find_encoding, read_text, refuse_binary
from framing.corpus.html import read_page
from framing.corpus.notes import Log, Places
from framing.corpus.options import Options

_ENDINGS = (".txt", ".html", ".htm")
_METADATA = ("metadata.csv", "metadata.tsv")


def read_folder(
    path: Path, options: Options, log: Log, batch_size: int | None
) -> Iterator[tuple[pd.DataFrame, Places]]:
    """Read the text files and saved web pages of a folder in batches.

    Parameters
    ----------
    path : pathlib.Path
        A folder, or one such file. Folders within it are read too, in the order of their names;
        hidden files are not.
    options : Options
        How to read it.
    log : Log
        Takes the notes and the files that cannot be read.
    batch_size : int or None
        The articles of a batch, all of them if None.

    Yields
    ------
    table : pandas.DataFrame
        The id (the path within the folder without its ending, as in ``herald/001``, unless the
        metadata give another), the text, what a web page says about itself, and the metadata.
    places : Places
        The files.

    Raises
    ------
    ValueError
        If there is no such file; if the metadata name none of them, or one of them twice; or if a
        file cannot be read and the log does not set it aside.

    Notes
    -----
    The metadata are the table ``metadata.csv`` or ``metadata.tsv`` in the folder. Its column
    ``file``, or else its column of ids, names the files within the folder, with or without their
    ending. A file that it does not name is an article without metadata; a row without a file is no
    article. Both are noted, and so is a file of another kind.
    """
    if path.is_dir():
        files = _article_files(path, log)
        metadata = _match_metadata(path, files, options, log)
    else:
        files, metadata = {path.name: path}, {}
    articles = _articles(files, metadata, options, log)
    yield from in_batches(articles, batch_size)


def _article_files(folder: Path, log: Log) -> dict[str, Path]:
    """List the articles' files by their name within the folder."""
    files, others = {}, []
    found = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*")}
    for name, file in sorted(found.items()):
        if file.is_dir() or any(part.startswith(".") for part in name.split("/")):
            continue
        if file.suffix.lower() in _ENDINGS:
            files[name] = file
        elif name not in _METADATA:
            others.append(file)
    if not files:
        message = f"{folder}: there is no file that ends in {', '.join(_ENDINGS)} in this folder"
        raise ValueError(message)
    for file in others:
        log.note(str(file), 0, "unmatched file", "not read: it is neither .txt nor .html")
    return files


def _match_metadata(
    folder: Path, files: dict[str, Path], options: Options, log: Log
) -> dict[str, dict[str, Any]]:
    """Find the row of metadata of each file, and note what stands alone."""
    source = next((folder / name for name in _METADATA if (folder / name).exists()), None)
    if source is None:
        return {}
    rows = _read_metadata(source, options, log)
    matched = {}
    for name, file in files.items():
        row = rows.pop(name, None) or rows.pop(_without_ending(name), None)
        if row is None:
            log.note(str(file), 0, "unmatched file", f"there is no row for it in {source.name}")
        else:
            matched[name] = row.cells
    if not matched:
        message = (
            f"{source}: it names none of the files in the folder, as {next(iter(files))!r}; "
            "its column 'file' should hold such names"
        )
        raise ValueError(message)
    for name, row in rows.items():
        log.note(row.file, row.line, "unmatched file", f"there is no file {name!r} in the folder")
    return matched


def _read_metadata(source: Path, options: Options, log: Log) -> dict[str, Row]:
    """Read the rows of metadata by the name of their file."""
    rows: dict[str, Row] = {}
    for table, places in read_delimited(source, options, log, None):
        key = _naming_column(source, list(table.columns), options)
        for line, record in zip(places.lines.tolist(), table.to_dict("records"), strict=True):
            first = rows.setdefault(record[key], Row(str(source), line, record))
            if first.line != line:
                message = f"{source}:{line}: {record[key]!r} is named on line {first.line} already"
                raise ValueError(message)
    return rows


def _naming_column(source: Path, columns: list[str], options: Options) -> str:
    """Tell which column of the metadata names the files."""
    if options.text in columns:
        message = (
            f"{source}: there is a column {options.text!r}, but the texts are in the files; "
            "rename the column"
        )
        raise ValueError(message)
    for column in ("file", options.id):
        if column in columns:
            return column
    message = (
        f"{source}: no column 'file' or {options.id!r} names the files; "
        f"there is {', '.join(map(repr, columns))}"
    )
    raise ValueError(message)


def _articles(
    files: dict[str, Path], metadata: dict[str, dict[str, Any]], options: Options, log: Log
) -> Iterator[Row]:
    for name, file in files.items():
        try:
            article = _read_article(file, options.encoding, log)
        except ValueError as error:
            log.bad_file(str(file), error)
            continue
        article = {options.id: _without_ending(name), options.text: article.pop("text"), **article}
        yield Row(str(file), 1, article | metadata.get(name, {}))


def _read_article(file: Path, encoding: str | None, log: Log) -> dict[str, Any]:
    if file.stat().st_size == 0:
        return {"text": ""}
    if file.suffix.lower() == ".txt":
        return {"text": read_text(file, find_encoding(file, encoding, log))}
    if encoding is not None:
        return read_page(read_text(file, find_encoding(file, encoding, log)))
    page = file.read_bytes()
    refuse_binary(file, page)
    return read_page(page)


def _without_ending(name: str) -> str:
    return name.rpartition(".")[0]
