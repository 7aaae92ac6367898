"""Which day does a written date name? Only forms that can be read in one way are read."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

import numpy as np

_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_TIME = re.compile(
    r"(?:T|,?\s+)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r"\s*(?:(?!AM|PM)[A-Z]{1,5}|[-+]\d{2}:?\d{2})?"  # the zone, which is left out
)
_DAY_FIRST = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_WEEKDAY = re.compile(r",?\s+[A-Za-z]{3,6}day")


def read_dates(values: Iterable[Any]) -> np.ndarray:
    """Read dates as they are written.

    Parameters
    ----------
    values : iterable
        Dates as text, as `datetime.date`, `datetime.datetime` or pandas timestamps; a missing
        value is `None`, NaN or NaT.

    Returns
    -------
    numpy.ndarray
        ``datetime64[us]``, NaT where nothing can be read. A time of day is kept as it is
        written, its offset from UTC is left out, so that the day is the publisher's.

    Notes
    -----
    What is read: ``2021-03-04`` and the other ISO 8601 forms that name a day, with ``/`` or ``.``
    too; ``4 March 2021``, ``Mar. 4, 2021`` and ``Thu, 04 Mar 2021 10:00:00 GMT``. What is not:
    ``04/03/2021``, which is a day in March in one country and in April in another, and ``2021``,
    which names no day.

    Examples
    --------
    >>> read_dates(["2021-03-04", "March 4, 2021", "04/03/2021"])
    array(['2021-03-04T00:00:00.000000', '2021-03-04T00:00:00.000000',
           'NaT'], dtype='datetime64[us]')
    """
    return np.array([_read(value) for value in values], dtype="datetime64[us]")


def _read(value: Any) -> datetime | None:
    if isinstance(value, str):
        return _read_text(value.strip())
    if isinstance(value, datetime):
        return None if value != value else value.replace(tzinfo=None)  # NaT is not itself
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return None


def _read_text(text: str) -> datetime | None:
    try:
        return _read_iso(text) or _read_words(text)
    except ValueError:  # no such day: 30 February
        return None


def _read_iso(text: str) -> datetime | None:
    if found := _YEAR_FIRST.match(text):
        year, month, day = map(int, found.groups())
        return _at_time(datetime(year, month, day), text[found.end() :])
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def _read_words(text: str) -> datetime | None:
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.match(text):
        month, day, year = found.groups()
    else:
        return None
    if month[:3].lower() not in _MONTHS:
        return None
    first = datetime(int(year), _MONTHS[month[:3].lower()], int(day))
    return _at_time(first, text[found.end() :])


def _at_time(day: datetime, rest: str) -> datetime | None:
    if not rest or _WEEKDAY.fullmatch(rest):
        return day
    found = _TIME.fullmatch(rest)
    if not found:
        return None
    return datetime.combine(day, time.fromisoformat(found[1].zfill(5)))
