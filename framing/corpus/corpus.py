"""What is a corpus? Articles with their metadata, checked once and never altered."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from framing.corpus.columns import (
    check_dates,
    check_ids,
    check_names,
    check_texts,
    list_names,
    prepend_titles,
)
from framing.corpus.notes import Note, Places, notes_table
from framing.corpus.options import Titles


@dataclass(frozen=True, eq=False, repr=False, init=False)
class Corpus:
    """Articles with their metadata.

    Parameters
    ----------
    table : pandas.DataFrame
        One article a row; it is not changed.
    text : str
        The column that holds the texts.
    id : str
        The column, or the named index, that holds the ids: unique strings or integers. A table
        without ``article_id`` is known by its index, so that a plain one is numbered from 0.
    titles : {"ignore", "prepend"}
        ``"prepend"`` joins title, blank line and text; a missing title prepends nothing.
    places : Places, optional
        Where the rows were read, for messages and notes. By default they are numbered from 1.
    notes : iterable of Note
        What is already noted about the articles.

    Attributes
    ----------
    table : pandas.DataFrame
        Index ``article_id``; ``text`` (object, always `str`); any of ``outlet``, ``date``
        (datetime64), ``title``, ``author``, ``url``, ``section``, ``event_id``; further columns
        as they came.
    notes : pandas.DataFrame
        Columns ``file``, ``line``, ``kind``, ``message``. Kinds are ``encoding``, ``no ids``,
        ``empty text``, ``markup``, ``unread date``, ``unmatched file`` and ``row set aside``.
    title_ends : numpy.ndarray
        int64, one an article: the offset in the text where a prepended title ends, 0 without.

    Raises
    ------
    ValueError
        If there is no such column, or a column name or an id is missing or occurs twice.
    TypeError
        If a text, or a title to prepend, is not a `str`.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"text": ["A historic day.", "Rain."], "outlet": ["Herald", "Post"]})
    >>> corpus = Corpus(table)
    >>> corpus
    <Corpus: 2 articles, 2 outlets>
    >>> corpus["outlet"].tolist()
    ['Herald', 'Post']
    """

    table: pd.DataFrame
    notes: pd.DataFrame
    title_ends: np.ndarray

    def __init__(
        self,
        table: pd.DataFrame,
        *,
        text: str = "text",
        id: str = "article_id",
        titles: Titles = "ignore",
        places: Places | None = None,
        notes: tuple[Note, ...] = (),
    ) -> None:
        _check_arguments(table, text, id, titles)
        places = places or Places.of_table(len(table))
        ids = check_ids(_id_values(table, id), places)
        texts, text_notes = check_texts(table[text].tolist(), places)
        title_ends = np.zeros(len(table), dtype=np.int64)
        if titles == "prepend":
            texts, title_ends = prepend_titles(texts, table["title"].tolist(), places)
        title_ends.flags.writeable = False
        table = table.drop(columns=id, errors="ignore").rename(columns={text: "text"})
        table.index = ids
        table["text"] = pd.Series(texts, index=ids, dtype=object)
        date_notes: list[Note] = []
        if "date" in table.columns:
            table["date"], date_notes = check_dates(table["date"], places)
        object.__setattr__(self, "table", table)
        object.__setattr__(self, "notes", notes_table([*notes, *text_notes, *date_notes]))
        object.__setattr__(self, "title_ends", title_ends)

    def part(self, first: int, last: int) -> "Corpus":
        """Give the articles from one number to before another, without notes."""
        part = object.__new__(Corpus)
        object.__setattr__(part, "table", self.table.iloc[first:last])
        object.__setattr__(part, "notes", self.notes.iloc[:0])
        object.__setattr__(part, "title_ends", self.title_ends[first:last])
        return part

    @property
    def texts(self) -> list[str]:
        """The articles' texts, in order."""
        texts: list[str] = self.table["text"].tolist()
        return texts

    @property
    def ids(self) -> pd.Index:
        """The articles' ids, in order."""
        return self.table.index

    def __len__(self) -> int:
        return len(self.table)

    def __getitem__(self, column: str) -> pd.Series:
        """Give a column as a Series aligned on ``article_id``."""
        if column not in self.table.columns:
            message = (
                f"no column {column!r} in this corpus; it has {list_names(self.table.columns)}"
            )
            raise KeyError(message)
        return self.table[column]

    def __repr__(self) -> str:
        parts = [_count(len(self), "article")]
        if "outlet" in self.table.columns:
            parts.append(_count(self.table["outlet"].nunique(), "outlet"))
        if "date" in self.table.columns and self.table["date"].notna().any():
            dates = self.table["date"]
            parts.append(f"{dates.min():%Y-%m-%d} to {dates.max():%Y-%m-%d}")
        if len(self.notes):
            parts.append(_count(len(self.notes), "note"))
        return f"<Corpus: {', '.join(parts)}>"


def _check_arguments(table: object, text: str, id: str, titles: str) -> None:
    if not isinstance(table, pd.DataFrame):
        message = (
            f"table is a {type(table).__name__}; Corpus takes a pandas.DataFrame, "
            "and as_corpus takes texts and paths as well"
        )
        raise TypeError(message)
    if titles not in ("ignore", "prepend"):
        message = f"titles={titles!r}; it is 'ignore' or 'prepend'"
        raise ValueError(message)
    check_names(table.columns)
    for argument, given, ours in (("text", text, "text"), ("id", id, "article_id")):
        if given != ours and ours in table.columns:
            message = f"{argument}={given!r}, but there is a column {ours!r} too; rename or drop it"
            raise ValueError(message)
    for column in [text] + ["title"] * (titles == "prepend"):
        if column not in table.columns:
            message = (
                f"there is no column {column!r}, only {list_names(table.columns)}; "
                f"{'text=' if column == text else 'columns='} says which column holds it"
            )
            raise ValueError(message)


def _id_values(table: pd.DataFrame, id: str) -> pd.Series | pd.Index:
    if id in table.columns:
        return table[id]
    if id in (table.index.name, "article_id"):
        return table.index
    message = f"id={id!r}, but there is no such column, only {list_names(table.columns)}"
    raise ValueError(message)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
