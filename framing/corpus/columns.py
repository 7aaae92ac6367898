"""What must hold for ids, texts, titles and dates? One check a column, with the place at fault."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from framing.corpus.dates import read_dates
from framing.corpus.notes import Note, Places

_TAG = re.compile(r"</[A-Za-z][A-Za-z0-9]*>")


def is_missing(value: Any) -> bool:
    """Tell whether a cell holds nothing: None, NaN, NaT, NA, or only white space.

    Examples
    --------
    >>> [is_missing(value) for value in (None, float("nan"), " ", "NA", 0)]
    [True, True, True, False, False]
    """
    if isinstance(value, str):
        return not value or value.isspace()
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def check_names(names: pd.Index) -> None:
    """Check that no two columns have one name.

    Parameters
    ----------
    names : pandas.Index
        The columns' names.

    Raises
    ------
    ValueError
        If two columns have the same name.
    """
    if not names.is_unique:
        message = f"two columns are named {names[names.duplicated()][0]!r}; rename or drop one"
        raise ValueError(message)


def list_names(names: Iterable[Any]) -> str:
    """List columns for a message.

    Examples
    --------
    >>> list_names(["id", "body"])
    "'id', 'body'"
    """
    return ", ".join(map(repr, names))


def check_ids(values: pd.Series | pd.Index, places: Places) -> pd.Index:
    """Check that ids are there, unique, and all strings or all integers.

    Parameters
    ----------
    values : pandas.Series or pandas.Index
        One id a row.
    places : Places
        Where the rows were read.

    Returns
    -------
    pandas.Index
        The ids, named ``article_id``: int64, or object for strings.

    Raises
    ------
    ValueError
        If an id is missing, occurs twice, or is neither a string nor an integer; or if
        strings and integers are mixed.
    """
    if isinstance(values, pd.RangeIndex):
        return values.rename("article_id")
    ids = np.asarray(values, dtype=object)
    expected = (str,) if len(ids) == 0 or isinstance(ids[0], str) else (int, np.integer)
    for row, value in enumerate(ids):
        if fault := find_id_fault(value):
            message = f"{places.name(row)}: {fault}"
            raise ValueError(message)
        if isinstance(value, bool) or not isinstance(value, expected):
            message = (
                f"{places.name(row)}: the article_id {value!r} is a {type(value).__name__}; "
                "ids are all strings or all integers (with pandas, read the column with dtype=str)"
            )
            raise ValueError(message)
    index: pd.Index = pd.Index(
        ids, dtype=object if expected == (str,) else np.int64, name="article_id"
    )
    if not index.is_unique:
        second = int(np.argmax(index.duplicated()))
        first = int(np.argmax(index == index[second]))
        raise ValueError(say_twice(index.tolist()[second], places.name(first), places.name(second)))
    return index


def find_id_fault(value: Any) -> str:
    """Say what is wrong with an id, or nothing.

    Parameters
    ----------
    value : object
        The id.

    Returns
    -------
    str
        That it is missing, or that no file can hold it because half of a character (a lone
        surrogate) is in it; empty if it is neither.

    Examples
    --------
    >>> find_id_fault("a1")
    ''
    >>> find_id_fault(None)
    'the article_id is missing; give each article its own'
    """
    if is_missing(value):
        return "the article_id is missing; give each article its own"
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        return f"the article_id {value!r} has half a character (a lone surrogate) in it"
    return ""


def say_twice(value: Any, first: str, second: str) -> str:
    """Say that an id occurs twice, and where."""
    return (
        f"article_id {value!r} occurs twice: {first} and {second}; "
        "ids must be unique, so rename one or remove the repeated article"
    )


def check_texts(values: Sequence[Any], places: Places) -> tuple[list[str], list[Note]]:
    """Check that texts are strings; a missing one becomes ``""``.

    Parameters
    ----------
    values : sequence
        One text a row.
    places : Places
        Where the rows were read.

    Returns
    -------
    texts : list of str
        The texts as they came.
    notes : list of Note
        One for each empty text, and for each with HTML tags.

    Raises
    ------
    TypeError
        If a text is not a string.
    """
    texts, notes = [], []
    for row, value in enumerate(values):
        if is_missing(value):
            value = value if isinstance(value, str) else ""
            message = "the text is only white space" if value else "there is no text"
            notes.append(places.note(row, "empty text", message))
        elif not isinstance(value, str):
            message = (
                f"{places.name(row)}: the text is a {type(value).__name__}, {value!r:.40}; "
                "a text is a str"
            )
            raise TypeError(message)
        elif "</" in value and (tag := _TAG.search(value)):
            message = f"the text holds HTML such as {tag.group()!r}, whose names count as words"
            notes.append(places.note(row, "markup", message))
        texts.append(value)
    return texts, notes


def prepend_titles(
    texts: list[str], titles: Sequence[Any], places: Places
) -> tuple[list[str], np.ndarray]:
    """Join title, blank line and text; a missing title prepends nothing.

    Parameters
    ----------
    texts : list of str
        One text a row.
    titles : sequence
        One title a row.
    places : Places
        Where the rows were read.

    Returns
    -------
    texts : list of str
        The joined texts.
    title_ends : numpy.ndarray
        int64, the offset where each title ends, 0 without.

    Raises
    ------
    TypeError
        If a title is neither a string nor missing.
    """
    joined, ends = [], np.zeros(len(texts), dtype=np.int64)
    for row, (text, title) in enumerate(zip(texts, titles, strict=True)):
        if is_missing(title):
            joined.append(text)
            continue
        if not isinstance(title, str):
            message = f"{places.name(row)}: the title {title!r:.40} is not a str"
            raise TypeError(message)
        joined.append(f"{title}\n\n{text}")
        ends[row] = len(title)
    return joined, ends


def check_dates(values: pd.Series, places: Places) -> tuple[np.ndarray, list[Note]]:
    """Read dates; what cannot be read becomes NaT and is noted.

    Parameters
    ----------
    values : pandas.Series
        One date a row, as text, dates or timestamps.
    places : Places
        Where the rows were read.

    Returns
    -------
    dates : numpy.ndarray
        ``datetime64[us]``.
    notes : list of Note
        One for each date that cannot be read.
    """
    written = values.tolist()
    dates = read_dates(written)
    message = "no date can be read in {!r:.60}; write the day as 2021-03-04"
    notes = [
        places.note(row, "unread date", message.format(written[row]))
        for row in np.flatnonzero(np.isnat(dates)).tolist()
        if not is_missing(written[row])
    ]
    return dates, notes
