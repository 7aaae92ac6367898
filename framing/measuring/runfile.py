"""What must be known to get the same numbers again? The record of a run, ``run.json``."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Collection, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.corpus import CheckedCorpus
from framing.lexicons import Lexicon, lexicon_names, load_lexicon
from framing.measuring.instrument import Instrument

_ENTRY = ["pattern", "category", "weight", "constraints", "blocked"]
_MOST_NOTES = 100  # listed one by one; all are counted


def run_record(
    checked: CheckedCorpus,
    instrument: Instrument,
    targets: Mapping[str, Path],
    rows: Mapping[str, int],
) -> dict[str, Any]:
    """Put down what a run read, how it measured, and what it wrote.

    Parameters
    ----------
    checked : CheckedCorpus
        What was read.
    instrument : Instrument
        What it was measured with.
    targets : mapping
        The files that are written, by what they are.
    rows : mapping
        How many rows those have that are tables.

    Returns
    -------
    dict
        ``versions``, ``input`` (name and sha256), ``reading`` (the options), ``rows`` (read, kept,
        set aside), ``empty_texts``, ``dates`` (first and last day, or null), ``notes`` (how many of
        each kind, and the first of them), ``measuring`` (formula, per, sentiment, rules),
        ``lexicons`` and ``shipped_lexicons`` (which the context rules look up): name, version,
        number of entries and the sha256 of these; and ``outputs``. There is no time and no path
        in it, so that the same input gives the same bytes.
    """
    digest = hash_input(checked.path, left_out=targets.values())
    kinds = checked.notes["kind"].value_counts().sort_index()
    set_aside = int(kinds.get("row set aside", 0))
    return {
        "versions": versions(),
        "input": {"name": _name(checked.path), "sha256": digest},
        "reading": _reading(checked),
        "rows": {
            "read": checked.n_articles + set_aside,
            "kept": checked.n_articles,
            "set_aside": set_aside,
        },
        "empty_texts": int(kinds.get("empty text", 0)),
        "dates": checked.dates and [f"{day:%Y-%m-%d}" for day in checked.dates],
        "notes": {
            "counts": {str(kind): int(count) for kind, count in kinds.items()},
            "first": local_notes(checked).head(_MOST_NOTES).to_dict("records"),
        },
        "measuring": {
            "formula": "rate",
            "per": instrument.per,
            "sentiment": instrument.sentiment,
            "rules": dict(instrument.rules),
        },
        "lexicons": [identify(lexicon) for lexicon in instrument.lexicons],
        "shipped_lexicons": [identify(load_lexicon(name)) for name in lexicon_names()],
        "outputs": {
            name: {"name": path.name, "rows": rows.get(name)} for name, path in targets.items()
        },
    }


def versions() -> dict[str, str]:
    """Give the versions of what computes the numbers."""
    return {
        "framing": metadata.version("media-framing"),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "pandas": pd.__version__,
    }


def write_record(path: Path, record: Mapping[str, Any]) -> None:
    """Write a record with its keys in order."""
    text = json.dumps(record, ensure_ascii=False, indent=2, sort_keys=True)
    path.write_bytes(f"{text}\n".encode("utf-8", "backslashreplace"))


def local_notes(checked: CheckedCorpus) -> pd.DataFrame:
    """Give the notes on a corpus, with files named as they stand in the input's own folder.

    Parameters
    ----------
    checked : CheckedCorpus
        What was read.

    Returns
    -------
    pandas.DataFrame
        Columns ``file``, ``line``, ``kind`` and ``message``.
    """
    folder = checked.path if checked.path.is_dir() else checked.path.parent
    files, messages = checked.notes["file"].tolist(), checked.notes["message"].tolist()
    names = [Path(file).relative_to(folder).as_posix() for file in files]
    told = zip(files, names, messages, strict=True)
    messages = [message.replace(file, name) for file, name, message in told]
    return checked.notes.assign(file=names, message=messages)


def hash_input(path: Path, *, left_out: Collection[Path] = ()) -> str:
    """Give the sha256 of a file; of a folder, that of all names and files in it.

    Parameters
    ----------
    path : pathlib.Path
        The file or folder.
    left_out : collection of pathlib.Path
        Files of the folder that do not count. Hidden ones never do.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    no_input = {file.resolve() for file in left_out}
    whole = hashlib.sha256()
    for name, file_path in _files(path):
        if file_path.resolve() not in no_input:
            whole.update(f"{hash_input(file_path)} {name}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    named = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*")}
    for name, file in sorted(named.items()):
        if file.is_file() and not any(part.startswith(".") for part in name.split("/")):
            yield name, file


def _name(path: Path) -> str:
    return path.resolve().name


def _reading(checked: CheckedCorpus) -> dict[str, Any]:
    options = checked.options
    return {
        "text": options.text,
        "id": options.id,
        "columns": dict(options.columns or {}),
        "titles": options.titles,
        "encoding": options.encoding,
        "bad_rows": options.bad_rows,
    }


def identify(lexicon: Lexicon) -> dict[str, Any]:
    """Tell a lexicon from others of its name: version, number of entries and their sha256."""
    entries = lexicon.entries[_ENTRY].to_numpy(dtype=object).tolist()
    content = json.dumps(entries, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return {
        "name": lexicon.name,
        "version": lexicon.version,
        "scale": lexicon.scale,
        "rules": list(lexicon.rules),
        "entries": len(lexicon),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
