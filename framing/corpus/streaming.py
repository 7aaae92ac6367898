"""How is a file read that does not fit into memory? It is checked first, then read in batches."""

import os
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.corpus.columns import say_twice
from framing.corpus.corpus import Corpus
from framing.corpus.files import read_batches
from framing.corpus.options import BadRows, Options, Titles

_CHECKED_AT_ONCE = 1000


@dataclass(frozen=True, eq=False)
class CheckedCorpus:
    """A file or folder that was read once from end to end and found sound.

    Attributes
    ----------
    path : pathlib.Path
        The file or folder.
    n_articles : int
        Its articles, without rows set aside.
    columns : tuple of str
        The columns of the corpus, by our names.
    dates : tuple of pandas.Timestamp, or None
        The first and the last day, None without dates.
    notes : pandas.DataFrame
        Columns ``file``, ``line``, ``kind``, ``message``, as in `Corpus`, on all articles.
    """

    path: Path
    n_articles: int
    columns: tuple[str, ...]
    dates: tuple[pd.Timestamp, pd.Timestamp] | None
    notes: pd.DataFrame
    options: Options = field(repr=False)

    def batches(self, batch_size: int = 1000) -> Iterator[Corpus]:
        """Read the articles in batches.

        Parameters
        ----------
        batch_size : int
            The articles of a batch; the last one may have fewer.

        Returns
        -------
        iterator of Corpus
            One below the other, the batches are the rows of `read_corpus`. All have the same
            columns; each has the notes on its own rows.

        Raises
        ------
        ValueError
            If `batch_size` is not positive.
        """
        if batch_size < 1:
            message = f"batch_size={batch_size}; it is at least 1"
            raise ValueError(message)
        batches = read_batches(self.path, self.options, batch_size=batch_size, columns=self.columns)
        return (corpus for corpus, _ in batches)


def check_corpus(
    path: str | os.PathLike[str],
    *,
    text: str = "text",
    id: str = "article_id",
    columns: Mapping[str, str] | None = None,
    titles: Titles = "ignore",
    encoding: str | None = None,
    bad_rows: BadRows = "raise",
) -> CheckedCorpus:
    r"""Read a file or folder from end to end, to know that all of it can be read.

    Parameters
    ----------
    path : path
        The file or folder.
    text, id, columns, titles, encoding, bad_rows
        As in `read_corpus`.

    Returns
    -------
    CheckedCorpus
        What is in it, and its `batches`.

    Raises
    ------
    FileNotFoundError, ValueError, ImportError
        As in `read_corpus`.

    Notes
    -----
    What is kept in memory is one batch, eight bytes an article (a hash of its id), and the notes.
    If two ids have the same hash, the file is read again to see whether they are the same.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "news.csv"
    ...     _ = file.write_text("article_id,text\n1,Rain.\n2,Sun.\n3,Wind.\n", encoding="utf-8")
    ...     checked = check_corpus(file)
    ...     [corpus.texts for corpus in checked.batches(2)]
    [['Rain.', 'Sun.'], ['Wind.']]
    >>> checked.n_articles, checked.columns
    (3, ('text',))
    """
    options = Options(text, id, columns, titles, encoding, bad_rows)
    path = Path(path)
    hashes = array("q")
    names: dict[str, None] = {}
    notes: list[pd.DataFrame] = []
    days: list[pd.Timestamp] = []  # none, or the first and the last
    for corpus, _ in read_batches(path, options, batch_size=_CHECKED_AT_ONCE):
        hashes.extend(map(hash, corpus.ids))
        names.update(dict.fromkeys(corpus.table.columns))
        notes.append(corpus.notes)
        days = _span(days, corpus)
    _refuse_repeated_ids(np.frombuffer(hashes, dtype=np.int64), path, options)
    return CheckedCorpus(
        path=path,
        n_articles=len(hashes),
        columns=tuple(names),
        dates=(days[0], days[-1]) if days else None,
        notes=pd.concat(notes, ignore_index=True),
        options=options,
    )


def iter_corpus(
    path: str | os.PathLike[str], *, batch_size: int = 1000, **options: Any
) -> Iterator[Corpus]:
    """Read a file or folder in batches, after a first pass that checks it.

    Parameters
    ----------
    path : path
        The file or folder.
    batch_size : int
        The articles of a batch; the last one may have fewer.
    **options
        `text`, `id`, `columns`, `titles`, `encoding` and `bad_rows`, as in `read_corpus`.

    Returns
    -------
    iterator of Corpus
        The batches of `check_corpus`.

    Raises
    ------
    FileNotFoundError, ValueError, ImportError
        As in `read_corpus`, at once, before the first batch.
    """
    return check_corpus(path, **options).batches(batch_size)


def _span(days: list[pd.Timestamp], corpus: Corpus) -> list[pd.Timestamp]:
    """Widen the first and the last day by those of a batch."""
    if "date" not in corpus.table.columns:
        return days
    every = [*days, *corpus["date"].dropna()]
    return [min(every), max(every)] if every else []


def _refuse_repeated_ids(hashes: np.ndarray, path: Path, options: Options) -> None:
    """Refuse an id that two batches have; that a batch has it twice is refused on reading."""
    values, counts = np.unique(hashes, return_counts=True)
    suspects = set(values[counts > 1].tolist())
    if not suspects:
        return
    first: dict[Any, str] = {}
    for corpus, places in read_batches(path, options, batch_size=_CHECKED_AT_ONCE):
        for row, article in enumerate(corpus.ids):
            if hash(article) not in suspects:
                continue
            if article in first:
                raise ValueError(say_twice(article, first[article], places.name(row)))
            first[article] = places.name(row)
