"""Where do lexicons come from? The project's own format: a CSV of entries, a TOML of facts."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from io import StringIO
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from framing.lexicons.errors import LexiconError
from framing.lexicons.lexicon import Lexicon

_KEYS = (
    *("name", "construct", "scale", "rules"),
    *("version", "language", "licence", "citation", "description", "categories"),
)


def load_lexicon(name: str) -> Lexicon:
    """Load a lexicon that comes with the library.

    Parameters
    ----------
    name : str
        One of `lexicon_names`.

    Returns
    -------
    Lexicon
        The same object at every call.

    Raises
    ------
    ValueError
        If there is no such lexicon.

    Examples
    --------
    >>> load_lexicon("negators").construct
    'negation'
    """
    if name not in lexicon_names():
        message = (
            f"no lexicon {name!r} comes with the library; there are {', '.join(lexicon_names())}. "
            "A file is read with read_lexicon"
        )
        raise ValueError(message)
    return _load(name)


@cache
def _load(name: str) -> Lexicon:
    return read_lexicon(_folder() / f"{name}.csv")


def lexicon_names() -> list[str]:
    """Give the names of the lexicons that come with the library, sorted."""
    return sorted(path.stem for path in _folder().glob("*.csv"))


def _folder() -> Path:
    """Find the lexicon files: inside the package when installed, else beside it."""
    here = Path(__file__).parent
    inside = here / "files"
    return inside if inside.is_dir() else here.parents[1] / "lexicons"


def read_lexicon(path: str | PathLike[str]) -> Lexicon:
    """Read a lexicon in the project's format.

    Parameters
    ----------
    path : str or path
        A CSV file of entries (UTF-8, a header line, at least a column ``pattern``; see `Lexicon`).
        Beside it may stand a TOML file of the same name with ``name``, ``construct``, ``scale``,
        ``rules`` and facts.

    Returns
    -------
    Lexicon

    Raises
    ------
    LexiconError
        If a file is not valid, with ``path:line``.
    FileNotFoundError
        If there is no such file.
    """
    path = Path(path)
    rows = _read_rows(path)
    header = [cell.strip() for cell in rows.pop(0)[1]] if rows else []
    if "pattern" not in header:
        message = f"{path}:1: no column 'pattern'; there are {', '.join(header) or 'none'}"
        raise LexiconError(message)
    for line, cells in rows:
        if len(cells) != len(header):
            message = f"{path}:{line}: {len(cells)} cells; the header has {len(header)}"
            raise LexiconError(message)
    table = pd.DataFrame([cells for _, cells in rows], columns=header, dtype=object)
    places = [f"{path}:{line}" for line, _ in rows]
    if "weight" in table:
        table["weight"] = [
            _number(cell, place) for cell, place in zip(table["weight"], places, strict=True)
        ]
    facts = _read_facts(path.with_suffix(".toml"))
    settings = {key: facts.pop(key) for key in ("construct", "scale", "rules") if key in facts}
    name = facts.pop("name", path.stem)
    return Lexicon(table, name=name, facts=facts, places=places, **settings)


def _read_rows(path: Path) -> list[tuple[int, list[str]]]:
    """Read a CSV file: line and cells of every row that is not blank."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"{path}:{line}: not UTF-8; save the lexicon as UTF-8"
        raise LexiconError(message) from None
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"{path}:{line}: {error}"
        raise LexiconError(message) from None
    return rows


def _number(cell: str, place: str) -> float | None:
    try:
        return float(cell) if cell.strip() else None
    except ValueError:
        message = f"{place}: weight {cell!r} is not a number"
        raise LexiconError(message) from None


def _read_facts(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        facts = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path}: {error}"
        raise LexiconError(message) from None
    unknown = [key for key in facts if key not in _KEYS]
    if unknown:
        message = f"{path}: unknown key {unknown[0]!r}; known: {', '.join(_KEYS)}"
        raise LexiconError(message)
    return facts
