"""Write a lexicon, in the project's own format or that of another tool."""

from __future__ import annotations

from itertools import product
from math import prod
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from framing.lexicons.errors import LexiconError
from framing.lexicons.formats import FORMATS, NAMES, OWN, format_by_name, own
from framing.lexicons.formats.content import Entry, Format, Outgoing
from framing.lexicons.formats.source import Source
from framing.lexicons.lexicon import VALENCE_RULES, Lexicon
from framing.lexicons.patterns import ANY_LETTERS, MOST_ALTERNATIVES, ONE_LETTER, Gap, parse
from framing.lexicons.reading import SIGNS
from framing.tokens.characters import fold

_KNOWN = ("pattern", "category", "weight", "constraints", "blocked")
_FACTS = ("version", "language", "licence", "citation", "description")


def write_lexicon(
    lexicon: Lexicon, path: str | PathLike[str], *, format: str | None = None
) -> pd.DataFrame:
    """Write a lexicon.

    Parameters
    ----------
    lexicon : Lexicon
        The lexicon.
    path : str or path
        The file. In the project's own format a TOML file of facts is written beside it.
    format : str, optional
        As for `read_lexicon`, by default told by the ending or name.

    Returns
    -------
    pandas.DataFrame
        What the format cannot express, one row each: ``entry`` (the pattern, empty if the whole
        lexicon is concerned), ``kind`` (``left out``, ``written out``, ``weight``, ``category``,
        ``constraints``, ``blocked``, ``column``, ``fact``, ``setting``, ``changed`` or ``not read
        back``) and ``message``. Empty if nothing is lost.

    Raises
    ------
    ValueError
        If the format is unknown.
    LexiconError
        If no entry can be written.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> table = pd.DataFrame({"pattern": ["brave*", "first _{0,2} ever"], "weight": [2, 1]})
    >>> with TemporaryDirectory() as folder:
    ...     lost = write_lexicon(Lexicon(table, name="mine", rules=()), Path(folder) / "mine.lc3")
    >>> lost.to_numpy().tolist()
    [['brave*', 'weight', '2'], ['first _{0,2} ever', 'left out', 'a gap between words']]
    """
    path = Path(path)
    if format is not None and format not in NAMES:
        message = f"format={format!r}; it is one of {', '.join(NAMES)}"
        raise ValueError(message)
    kind = format or format_by_name(path.name)
    lost: list[tuple[str, str, str]] = []
    if kind == OWN:
        own.write(lexicon, path)
    else:
        lost = _write_foreign(lexicon, path, kind, FORMATS[kind])
    return pd.DataFrame(lost, columns=["entry", "kind", "message"], dtype=object)


def _write_foreign(
    lexicon: Lexicon, path: Path, kind: str, format: Format
) -> list[tuple[str, str, str]]:
    clean = {category: " ".join(category.split()) for category in lexicon.categories}
    categories = {clean[name]: text for name, text in lexicon.categories.items()}
    outgoing = Outgoing(lexicon.name, [], categories)
    _lose_facts(lexicon, format, outgoing)
    others: list[Any] = lexicon.entries.drop(columns=list(_KNOWN)).to_dict("records")
    for number, row in enumerate(lexicon.entries[list(_KNOWN)].itertuples(index=False)):
        pattern, category, weight, constraints, blocked = row
        texts = _plain(pattern, format, outgoing)
        outgoing.entries += [
            Entry(pattern, text, clean[category], weight, others[number]) for text in texts
        ]
        if not texts:
            continue
        if constraints:
            outgoing.lost.append((pattern, "constraints", constraints))
        if blocked:
            outgoing.lost.append((pattern, "blocked", blocked))
        _lose_weight(outgoing, format, pattern, category, weight)
    if not outgoing.entries:
        message = f"{path}: no entry of {lexicon.name} can be written in the format {kind!r}"
        raise LexiconError(message)
    path.write_text(format.write(outgoing), encoding="utf-8", newline="\n")
    _read_back(path, format, outgoing)
    return outgoing.lost


def _lose_facts(lexicon: Lexicon, format: Format, outgoing: Outgoing) -> None:
    """Note what is known of the whole lexicon and cannot be written."""
    lost = outgoing.lost
    lost += [
        ("", "fact", f"{name}: {getattr(lexicon, name)}")
        for name in _FACTS
        if getattr(lexicon, name)
    ]
    if any(lexicon.categories.values()) and not format.definitions:
        lost.append(("", "fact", "the definitions of the categories"))
    if lexicon.construct != lexicon.name:
        lost.append(("", "setting", f"construct: {lexicon.construct}"))
    graded = bool((lexicon.entries["weight"] < 0).any()) and format.weights != "none"
    scale = "valence" if graded or format.weights == "signed" else "intensity"
    if lexicon.scale != scale:
        lost.append(("", "setting", f"scale: {lexicon.scale}"))
    rules = VALENCE_RULES if scale == "valence" else ()
    if lexicon.rules != rules:
        lost.append(("", "setting", f"rules: {', '.join(lexicon.rules) or 'none'}"))
    for column in lexicon.entries.columns:
        if column not in (*_KNOWN, *format.columns):
            filled = lexicon.entries[column].astype(object)
            if (filled.notna() & (filled != "")).any():
                lost.append(("", "column", str(column)))


def _lose_weight(
    outgoing: Outgoing, format: Format, pattern: str, category: str, weight: float
) -> None:
    lost = outgoing.lost
    if format.weights == "none" and weight != 1:
        lost.append((pattern, "weight", f"{weight:g}"))
    told = SIGNS[(weight > 0) - (weight < 0)] if format.weights == "signed" else outgoing.name
    if (format.weights == "signed" or not format.categories) and category != told:
        lost.append((pattern, "category", category))


def _plain(pattern: str, format: Format, outgoing: Outgoing) -> list[str]:
    """Write out a pattern as words and phrases in which stars are wildcards."""
    slots: list[tuple[str, ...]] = []
    for part in parse(pattern):
        if not isinstance(part, Gap):
            slots.append(part)
        elif "word" in format.wildcards and part.least == part.most:
            slots.append(tuple([" ".join(["\0"] * part.least)]))
        else:
            outgoing.lost.append((pattern, "left out", "a gap between words"))
            return []
    if prod(map(len, slots)) > MOST_ALTERNATIVES:
        outgoing.lost.append((pattern, "left out", f"more than {MOST_ALTERNATIVES:,} alternatives"))
        return []
    texts = [" ".join(" ".join(way).split()) for way in product(*slots)]
    for text in texts:
        why = _beyond(text, format.wildcards)
        if why:
            outgoing.lost.append((pattern, "left out", why))
            return []
    if len(texts) > 1:
        outgoing.lost.append((pattern, "written out", f"as {len(texts)} words or phrases"))
    signs = str.maketrans({ANY_LETTERS: "*", ONE_LETTER: "?", "\0": "*"})
    return [text.translate(signs) for text in texts]


def _beyond(text: str, wildcards: tuple[str, ...]) -> str:
    """Tell what a format cannot say, if anything."""
    words = text.split()
    needed = {
        "end": any(word.endswith(ANY_LETTERS) for word in words),
        "start": any(word.startswith(ANY_LETTERS) for word in words),
        "one": ONE_LETTER in text,
    }
    for wildcard, used in needed.items():
        if used and wildcard not in wildcards:
            return f"a wildcard ({wildcard})"
    if ("*" in text and "end" in wildcards) or ("?" in text and "one" in wildcards):
        return "a star or question mark that is no wildcard"
    return ""


def _read_back(path: Path, format: Format, outgoing: Outgoing) -> None:
    """Read the file again, and note what does not come back."""
    try:
        rows = format.read(Source(path)).rows
    except LexiconError as error:
        outgoing.lost.append(("", "not read back", str(error)))
        return
    again = Outgoing("", [], {})
    found = {
        (fold(text), row.category) for row in rows for text in _plain(row.pattern, format, again)
    }
    lost = {pattern for pattern, kind, _ in outgoing.lost if kind == "left out"}
    told = format.categories and format.weights != "signed"
    for entry in outgoing.entries:
        key = fold(entry.text), entry.category if told else None
        if key not in found and entry.pattern not in lost:
            outgoing.lost.append((entry.pattern, "not read back", f"{entry.text!r}"))
