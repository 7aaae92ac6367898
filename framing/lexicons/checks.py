"""Is a table of entries fit to be a lexicon? Every doubt is raised here, with its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.lexicons.errors import LexiconError
from framing.lexicons.patterns import Gap, parse
from framing.tokens.characters import fold

LEAST_PRECISION, LEAST_READ = 0.6, 5  # what an entry that was read must reach to be in use
CONSTRAINTS = ("case=exact", "name=no", "head=favourable")
_DEFAULTS = {"weight": 1.0, "constraints": "", "blocked": ""}


class _Entry(NamedTuple):
    pattern: Any
    category: Any
    weight: float
    constraints: str
    blocked: str


def check_entries(
    table: pd.DataFrame, name: str, scale: str, places: Sequence[str] | None
) -> pd.DataFrame:
    """Check a table of entries and fill in what may be left out.

    Parameters
    ----------
    table : pandas.DataFrame
        The entries.
    name : str
        The lexicon's name, also the category of entries without one.
    scale : str
        The lexicon's scale.
    places : sequence of str or None
        Where each entry was read, empty if that goes without saying; by default ``row 1``
        and so on.

    Returns
    -------
    pandas.DataFrame
        A new table with ``pattern``, ``category``, ``weight``, ``constraints``, ``blocked`` and
        whatever else there was, numbered from 0.

    Raises
    ------
    LexiconError
        At the first entry that is not valid, with its place.
    """
    if not isinstance(table, pd.DataFrame):
        message = f"a lexicon is made from a pandas.DataFrame, not from a {type(table).__name__}"
        raise TypeError(message)
    if "pattern" not in table.columns:
        message = (
            f"lexicon {name}: no column 'pattern'; there are {', '.join(map(str, table.columns))}"
        )
        raise LexiconError(message)
    if not len(table):
        message = f"lexicon {name}: no entries"
        raise LexiconError(message)
    entries = table.reset_index(drop=True)
    for column, default in {"category": name, **_DEFAULTS}.items():
        given = entries[column] if column in entries else pd.Series([None] * len(entries))
        values = [default if _missing(value) else value for value in given]
        entries[column] = pd.Series(values, dtype=float if column == "weight" else object)
    places = places or [f"row {number}" for number in range(1, len(entries) + 1)]
    seen: dict[tuple[str, str], tuple[float, str]] = {}
    columns = (entries[name] for name in _Entry._fields)
    for number, entry in enumerate(map(_Entry, *columns)):
        try:
            _check_entry(entry, scale)
            _check_repeated(seen, entry, places[number])
        except LexiconError as error:
            place = f"{places[number]}: " if places[number] else ""
            message = f"{place}{error}"
            raise LexiconError(message) from None
    return entries


def _missing(value: Any) -> bool:
    return (
        value is None
        or value == ""
        or value is pd.NA
        or (isinstance(value, float) and np.isnan(value))
    )


def _check_entry(entry: _Entry, scale: str) -> None:
    if not isinstance(entry.pattern, str) or not entry.pattern.strip():
        message = f"the pattern is {entry.pattern!r}; it must be text"
        raise LexiconError(message)
    for pattern in [entry.pattern, *split_blocked(entry.blocked)]:
        if not _holds_words(parse(pattern)):
            message = f"pattern {pattern!r}: it holds no letter or digit"
            raise LexiconError(message)
    if not np.isfinite(entry.weight) or (scale == "intensity" and entry.weight <= 0):
        message = f"weight {entry.weight}; on this scale ({scale}) it must be a number" + (
            " above 0" if scale == "intensity" else ""
        )
        raise LexiconError(message)
    if (
        entry.constraints
        and "case=exact" in entry.constraints
        and any(isinstance(part, Gap) for part in parse(entry.pattern))
    ):
        message = f"pattern {entry.pattern!r}: case=exact does not go with a gap"
        raise LexiconError(message)
    unknown = [word for word in entry.constraints.split() if word not in CONSTRAINTS]
    if unknown:
        message = f"unknown constraint {unknown[0]!r}; known: {', '.join(CONSTRAINTS)}"
        raise LexiconError(message)


def _holds_words(parts: tuple[Gap | tuple[str, ...], ...]) -> bool:
    """Tell whether every alternative holds a letter or digit; wildcards are letters."""
    return all(
        any(map(str.isalnum, run)) for part in parts if not isinstance(part, Gap) for run in part
    )


def _check_repeated(
    seen: dict[tuple[str, str], tuple[float, str]], entry: _Entry, place: str
) -> None:
    key = spelling(entry.pattern, "case=exact" in entry.constraints), entry.category
    weight, first = seen.setdefault(key, (entry.weight, place))
    if first != place:
        other = "" if weight == entry.weight else f", there with weight {weight:g}"
        message = f"{entry.pattern!r} is already in category {entry.category!r}, at {first}{other}"
        raise LexiconError(message)


def spelling(pattern: str, exact: bool = False) -> str:
    """Write a pattern so that those that say the same look the same.

    Parameters
    ----------
    pattern : str
        The pattern.
    exact : bool
        Whether its case matters.

    Returns
    -------
    str
        In small letters unless `exact`, hyphens as spaces.

    Examples
    --------
    >>> spelling("World-class")
    'world class'
    """
    written = pattern if exact else fold(pattern)
    return " ".join(written.replace("-", " ").split())


def split_blocked(blocked: str) -> list[str]:
    """Part the blocked contexts of an entry at the bars outside brackets.

    Parameters
    ----------
    blocked : str
        Patterns parted by ``|``.

    Returns
    -------
    list of str
        The patterns.

    Examples
    --------
    >>> split_blocked("historic (site*|centre) | historic low")
    ['historic (site*|centre)', 'historic low']
    """
    if not blocked:
        return []
    parts, depth, escaped = [""], 0, False
    for character in blocked:
        if character == "|" and not depth and not escaped:
            parts.append("")
            continue
        if not escaped:
            depth += (character == "(") - (character == ")")
        escaped = character == "\\" and not escaped
        parts[-1] += character
    return [part.strip() for part in parts if part.strip()]


def found_wanting(entries: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which entries were too often wrong when their matches were read.

    Parameters
    ----------
    entries : pandas.DataFrame
        The entries; their columns ``precision`` and ``n``, if there are such numbers.

    Returns
    -------
    array of bool, shape (len(entries),)

    Examples
    --------
    >>> table = pd.DataFrame({"precision": [0.5, 0.5, 0.9, None], "n": [5, 4, 10, None]})
    >>> found_wanting(table).tolist()
    [True, False, False, False]
    """
    if not {"precision", "n"} <= set(entries.columns):
        return np.zeros(len(entries), bool)
    share, n = (pd.to_numeric(entries[column], errors="coerce") for column in ("precision", "n"))
    return ((n >= LEAST_READ) & (share < LEAST_PRECISION)).to_numpy()
