"""The lexicons that come with the library."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from framing.lexicons.checks import found_wanting
from framing.lexicons.lexicon import Lexicon
from framing.lexicons.reading import read_lexicon

ENTRIES = ("default", "all")


def load_lexicon(name: str, *, entries: str = "default") -> Lexicon:
    """Load a lexicon that comes with the library.

    Parameters
    ----------
    name : str
        One of `lexicon_names`.
    entries : {"default", "all"}
        ``"default"`` leaves out the entries that were found wanting: of five matches or more that
        were read in context (column ``n``), less than .6 (column ``precision``) were right.

    Returns
    -------
    Lexicon
        The same object at every call.

    Raises
    ------
    ValueError
        If there is no such lexicon, or no such choice of entries.

    Notes
    -----
    Only ``promotional`` has been read entry by entry. An empty cell means that too few matches were
    seen to be read.

    Examples
    --------
    >>> load_lexicon("negators").construct
    'negation'
    >>> len(load_lexicon("promotional", entries="all")) > len(load_lexicon("promotional"))
    True
    """
    if entries not in ENTRIES:
        message = f"entries={entries!r}; it is one of {', '.join(ENTRIES)}"
        raise ValueError(message)
    if name not in lexicon_names():
        message = (
            f"no lexicon {name!r} comes with the library; there are {', '.join(lexicon_names())}. "
            "A file is read with read_lexicon"
        )
        raise ValueError(message)
    return _load(name, entries)


@cache
def _load(name: str, entries: str) -> Lexicon:
    lexicon = read_lexicon(_folder() / f"{name}.csv")
    wanting = found_wanting(lexicon.entries)
    return lexicon.only(~wanting) if entries == "default" and wanting.any() else lexicon


def lexicon_names() -> list[str]:
    """Give the names of the lexicons that come with the library, sorted."""
    return sorted(path.stem for path in _folder().glob("*.csv"))


def codebook() -> str:
    """Give the codebook of the lexicons that come with the library.

    Returns
    -------
    str
        In Markdown: what is measured, the categories, how to decide, and limits.

    Examples
    --------
    >>> codebook().splitlines()[0]
    '# Codebook of the lexicons'
    """
    return (_folder() / "README.md").read_text(encoding="utf-8")


def _folder() -> Path:
    """Find the lexicon files: inside the package when installed, else beside it."""
    here = Path(__file__).parent
    inside = here / "files"
    return inside if inside.is_dir() else here.parents[1] / "lexicons"
