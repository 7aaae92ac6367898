"""A starter file for a lexicon of one's own."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

import pandas as pd

from framing.lexicons import Lexicon, write_lexicon

_ROWS = {
    "pattern": ["remarkabl*", "(key|leading) player", "historic"],
    "category": ["praise", "stature", "importance"],
    "weight": [1, 1, 2],
    "constraints": ["", "", "name=no"],
    "blocked": ["", "", "historic (site*|centre|center)"],
    "examples": [
        "It was a remarkable success.",
        "The firm became a key player.",
        "They signed a historic agreement.",
    ],
    "counterexamples": ["", "", "She restored a historic site."],
    "grounds": ["why it belongs here: a paper, a decision"] * 3,
    "note": [""] * 3,
    "since": ["0.1.0"] * 3,
}
_CATEGORIES = {
    "praise": "quality asserted, not shown",
    "stature": "standing and influence of an actor",
    "importance": "weight claimed for an event",
}


def new_lexicon(path: str | PathLike[str], *, name: str | None = None) -> Path:
    """Write a starter file: a lexicon of three entries, to be replaced by one's own.

    Parameters
    ----------
    path : str or path
        The CSV file; a TOML file of facts is written beside it.
    name : str, optional
        The lexicon's name, by default that of the file.

    Returns
    -------
    Path
        The CSV file.

    Raises
    ------
    FileExistsError
        If one of the files is there already.
    ValueError
        If the file does not end in ``.csv``.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from framing.lexicons import read_lexicon
    >>> with TemporaryDirectory() as folder:
    ...     read_lexicon(new_lexicon(Path(folder) / "mine.csv"))
    <Lexicon mine 0.1.0: 3 entries, 3 categories>
    """
    path = Path(path)
    if path.suffix.lower() != ".csv":
        message = f"path={str(path)!r}; a lexicon of the project's own format ends in .csv"
        raise ValueError(message)
    for file in (path, path.with_suffix(".toml")):
        if file.exists():
            message = f"{file} is there already; choose another name"
            raise FileExistsError(message)
    facts = {
        "version": "0.1.0",
        "language": "en",
        "licence": "CC-BY-4.0",
        "citation": "who made it, and where it is described",
        "description": "What it measures, in one sentence.",
        "categories": _CATEGORIES,
    }
    lexicon = Lexicon(pd.DataFrame(_ROWS), name=name or path.stem, facts=facts)
    write_lexicon(lexicon, path)
    return path
