"""How does a user get a corpus? From a file, a folder, a table or a list of texts."""

import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from framing.corpus.corpus import Corpus
from framing.corpus.files import check_columns, read_batches, rename_columns
from framing.corpus.options import BadRows, Options, Titles


def read_corpus(
    path_or_table: str | os.PathLike[str] | pd.DataFrame,
    *,
    text: str = "text",
    id: str = "article_id",
    columns: Mapping[str, str] | None = None,
    titles: Titles = "ignore",
    encoding: str | None = None,
    bad_rows: BadRows = "raise",
) -> Corpus:
    r"""Read articles with their metadata.

    Parameters
    ----------
    path_or_table : path or pandas.DataFrame
        A file by its ending (``.csv``, ``.tsv``, ``.jsonl``, ``.ndjson``, ``.parquet``, ``.txt``,
        ``.html``, ``.htm``), a folder of ``.txt`` and ``.html`` files, or a table.
    text : str
        The column that holds the texts.
    id : str
        The column that holds the ids. Without a column ``article_id`` the articles of a file are
        numbered from 0, which is noted.
    columns : mapping, optional
        Our names and the file's, as in ``{"outlet": "source"}``. Ours are ``outlet``, ``date``,
        ``title``, ``author``, ``url``, ``section`` and ``event_id``.
    titles : {"ignore", "prepend"}
        ``"prepend"`` joins title, blank line and text; a missing title prepends nothing.
    encoding : str, optional
        The encoding of a text file. By default it is found, and noted unless it is UTF-8: that of
        the byte order mark, else UTF-8, else Windows-1252 or Latin-1 if nothing in the file
        is UTF-8.
    bad_rows : {"raise", "exclude"}
        What to do with a row of a text file that cannot be read (too many or too few cells, a quote
        out of place, no id, a line that is not a JSON object with a text) and a file of a folder
        that cannot: stop, or set it aside with a note.

    Returns
    -------
    Corpus
        The articles, in the order of the file. Cells of text files are as they are written:
        ids keep their zeros, ``NA`` is a text, line ends stay. Only ``date`` is read, as a day.

    Raises
    ------
    FileNotFoundError
        If there is nothing at that path.
    ValueError
        If something cannot be read, with ``path:line``; if a column is missing; if an id
        occurs twice; if there is no article.
    TypeError
        If a text of a table is not a `str`.
    ImportError
        If the file needs a package that is not installed.

    Notes
    -----
    A folder may hold ``metadata.csv`` or ``metadata.tsv``, with a row for each file, named in the
    column ``file`` or by its id; what has no partner is noted. The ids are the files' names within
    the folder, without ending.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "news.csv"
    ...     _ = file.write_text("article_id,source,body\n007,Herald,Rain fell.\n", encoding="utf-8")
    ...     corpus = read_corpus(file, text="body", columns={"outlet": "source"})
    >>> corpus.ids[0], corpus["outlet"]["007"], corpus.texts
    ('007', 'Herald', ['Rain fell.'])
    """
    options = Options(text, id, columns, titles, encoding, bad_rows)
    if isinstance(path_or_table, pd.DataFrame):
        table = rename_columns(path_or_table, columns)
        check_columns(options, table.columns, "the table")
        return Corpus(table, text=text, id=id, titles=titles)
    [(corpus, _)] = read_batches(Path(path_or_table), options)
    return corpus


def as_corpus(source: object) -> Corpus:
    """Take whatever holds articles as a corpus.

    Parameters
    ----------
    source : Corpus, pandas.DataFrame, pandas.Series, list or tuple of str, or path
        A corpus is given back as it is. The index of a Series names the articles; those of a list
        are numbered from 0. A path is that of a file or folder that `read_corpus` reads.

    Returns
    -------
    Corpus
        The articles.

    Raises
    ------
    ValueError
        If a string is not the path of a file or folder.
    TypeError
        If `source` is something else, or a text is not a `str`.

    Examples
    --------
    >>> as_corpus(["A historic day.", "Rain."])
    <Corpus: 2 articles>
    >>> as_corpus("Rain.")
    Traceback (most recent call last):
    ...
    ValueError: there is no file or folder 'Rain.'; to pass one text, put it into a list: [text]
    """
    if isinstance(source, Corpus):
        return source
    if isinstance(source, pd.DataFrame):
        return Corpus(source)
    if isinstance(source, (list, tuple)):
        source = pd.Series(list(source), dtype=object)
    if isinstance(source, pd.Series):
        return Corpus(source.astype(object).rename("text").to_frame())
    if isinstance(source, str) and not os.path.exists(source):
        shown = source if len(source) <= 60 else f"{source[:60]}…"
        message = (
            f"there is no file or folder {shown!r}; to pass one text, put it into a list: [text]"
        )
        raise ValueError(message)
    if isinstance(source, (str, os.PathLike)):
        return read_corpus(source)
    message = (
        f"source is a {type(source).__name__}; it may be a Corpus, a DataFrame, a Series or list "
        "of texts, or the path of a file or folder"
    )
    raise TypeError(message)
