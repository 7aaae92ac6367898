"""The project's own format: a CSV of entries, and beside it a TOML of facts."""

from __future__ import annotations

import json
import math
import tomllib
from pathlib import Path
from typing import Any

import pandas as pd

from framing.lexicons.errors import LexiconError
from framing.lexicons.formats.content import show_number
from framing.lexicons.formats.source import Source
from framing.lexicons.lexicon import Lexicon

_SETTINGS = ("construct", "scale", "rules")
_TEXTS = ("version", "language", "licence", "citation", "description")
_NUMBERS = {"weight": (-math.inf, math.inf), "precision": (0, 1), "n": (0, math.inf)}
_KEYS = ("name", *_SETTINGS, *_TEXTS, "categories")


def read_entries(source: Source) -> tuple[pd.DataFrame, list[int]]:
    """Read the CSV file.

    Parameters
    ----------
    source : Source
        The file: UTF-8, a header line, at least a column ``pattern``.

    Returns
    -------
    (pandas.DataFrame, list of int)
        The entries, and the line of each.
    """
    header, rows = source.table()
    if "pattern" not in header:
        source.fail(
            1,
            f"no column 'pattern'; there are {', '.join(header) or 'none'}. Name the columns of "
            "another table by columns={'pattern': ...}",
        )
    table = pd.DataFrame([cells for _, cells in rows], columns=header, dtype=object)
    lines = [line for line, _ in rows]
    for column in _NUMBERS:
        if column in table:
            table[column] = _numbers(source, lines, table[column])
    return table, lines


def _numbers(source: Source, lines: list[int], cells: pd.Series) -> pd.Series:
    """Read a column of numbers; a cell may be empty."""
    what = str(cells.name)
    given = [
        source.number(line, cell, what) if cell.strip() else None
        for line, cell in zip(lines, cells, strict=True)
    ]
    least, most = _NUMBERS[what]
    for line, number in zip(lines, given, strict=True):
        if number is not None and not least <= number <= most:
            source.fail(line, f"{what} {number:g}; it lies between {least:g} and {most:g}")
    return pd.Series(given, dtype=float)


def read_facts(path: Path) -> dict[str, Any]:
    """Read the TOML file; nothing if there is none.

    Parameters
    ----------
    path : Path
        The TOML file.

    Returns
    -------
    dict
        What is known of the lexicon.
    """
    if not path.exists():
        return {}
    try:
        facts = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"{path}: {error}"
        raise LexiconError(message) from None
    unknown = [key for key in facts if key not in _KEYS]
    if unknown:
        message = f"{path}: unknown key {unknown[0]!r}; known: {', '.join(_KEYS)}"
        raise LexiconError(message)
    for key, kind in (("rules", list), ("categories", dict)):
        if not isinstance(facts.get(key, kind()), kind):
            name = "a list of names" if kind is list else "a table of names and definitions"
            message = f"{path}: {key} = {facts[key]!r}; it is {name}"
            raise LexiconError(message)
    return facts


def write(lexicon: Lexicon, path: Path) -> None:
    """Write both files.

    Parameters
    ----------
    lexicon : Lexicon
        The lexicon.
    path : Path
        The CSV file; the TOML file stands beside it.
    """
    table = lexicon.entries.copy()
    for column in _NUMBERS:
        if column in table and pd.api.types.is_numeric_dtype(table[column]):
            table[column] = table[column].map(show_number, na_action="ignore")
    parted = "\t" if path.suffix.lower() == ".tsv" else ","
    table.to_csv(path, sep=parted, index=False, lineterminator="\n")
    lines = [f"{key} = {_toml(getattr(lexicon, key))}" for key in ("name", *_SETTINGS, *_TEXTS)]
    lines += ["", "[categories]"]
    lines += [f"{_toml(name)} = {_toml(text)}" for name, text in lexicon.categories.items()]
    path.with_suffix(".toml").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _toml(value: str | tuple[str, ...]) -> str:
    """Write a string or list of strings: what is JSON here is TOML too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
