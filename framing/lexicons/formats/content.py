"""What readers give and writers take: rows of a lexicon, and what could not be expressed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from framing.lexicons.formats.source import Source

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_SPECIAL = re.compile(r"[\\()|_*]")
_SPECIAL_OR_QUESTION = re.compile(r"[\\()|_*?]")
_EDGE_STARS = re.compile(r"(\*?)(.*?)(\*?)", re.DOTALL)
_MARKS_IN_WORDS = str.maketrans("", "", "'’-")
_MARKS_IN_TERMS = str.maketrans("", "", "'’-.&/,")


class Row(NamedTuple):
    """An entry as read, and the line where it stands."""

    line: int
    pattern: str
    category: str | None
    weight: float | None = None
    blocked: str = ""
    other: Mapping[str, Any] = _NOTHING


class Change(NamedTuple):
    """What a reader left out or changed."""

    line: int
    kind: str
    message: str


@dataclass
class Content:
    """What a reader found.

    Attributes
    ----------
    scale : str
        ``"valence"``: categories are told by the sign of the weights.
    wildcards : str
        See `to_pattern`.
    rows : list of Row
        The entries.
    changes : list of Change
        What is not as it stands in the file.
    categories : dict
        Definitions of categories.
    """

    scale: str = "intensity"
    wildcards: str = "*"
    rows: list[Row] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    categories: dict[str, str] = field(default_factory=dict)

    def note(self, line: int, kind: str, message: str) -> None:
        """Keep in mind what was left out or changed."""
        self.changes.append(Change(line, kind, message))

    def add(
        self,
        line: int,
        word: str,
        category: str | None,
        weight: float | None = None,
        **other: Any,
    ) -> None:
        """Take in a foreign word or phrase, or note why it cannot be one."""
        pattern = to_pattern(word, self.wildcards)
        if pattern is None:
            self.note(line, "left out", f"{word!r} is not made of words")
        else:
            self.rows.append(Row(line, pattern, category, weight, other=other))


def to_pattern(word: str, wildcards: str = "*") -> str | None:
    r"""Write a foreign word or phrase in the pattern language.

    Parameters
    ----------
    word : str
        A word or phrase.
    wildcards : {"", "*", "*?"}
        What is not a character: ``*`` at the end or start of a word stands for any letters, between
        words for one word; ``?`` for one letter. Without any, the file may hold emoticons, so that
        only letters, digits, hyphens and apostrophes make words.

    Returns
    -------
    str or None
        The pattern; None if it is not made of words.

    Examples
    --------
    >>> to_pattern("well done*"), to_pattern("c_sharp (key)"), to_pattern("win * prize")
    ('well done*', 'c\\_sharp \\(key\\)', 'win _ prize')
    >>> to_pattern(":-)")
    """
    marks = _MARKS_IN_TERMS if wildcards else _MARKS_IN_WORDS
    letters = re.sub(r"[\s*?()_]" if wildcards else r"\s", "", word).translate(marks)
    if not letters.isalnum() or word.count("(") != word.count(")"):
        return None
    words = [_escape(part, wildcards) if part != "*" else "_" for part in word.split()]
    return None if "_" in (words[0], words[-1]) else " ".join(words)


def _escape(word: str, wildcards: str) -> str:
    """Escape what has a meaning in patterns, but not a star at either end."""
    before, inner, after = _EDGE_STARS.fullmatch(word).groups()  # type: ignore[union-attr]
    special = _SPECIAL if "?" in wildcards else _SPECIAL_OR_QUESTION
    inner = special.sub(lambda found: f"\\{found[0]}", inner)
    return f"{before}{inner}{after}"


class Entry(NamedTuple):
    """An entry to write: words in which ``*`` and ``?`` are wildcards."""

    pattern: str
    text: str
    category: str
    weight: float
    other: Mapping[str, Any] = _NOTHING


@dataclass
class Outgoing:
    """What a writer is given.

    Attributes
    ----------
    name : str
        The lexicon's name.
    entries : list of Entry
        The entries, each a plain word or phrase.
    categories : mapping
        Definitions of categories, in order.
    lost : list of (pattern, kind, message)
        What the format cannot express; a writer may add to it.
    """

    name: str
    entries: list[Entry]
    categories: Mapping[str, str]
    lost: list[tuple[str, str, str]] = field(default_factory=list)

    def joined(self, entry: Entry) -> str:
        """Give the words of an entry with underscores between, for formats that want that."""
        if "_" in entry.text:
            self.lost.append((entry.pattern, "changed", "its underscore parts words here"))
        return entry.text.replace(" ", "_")


class Format(NamedTuple):
    """A format: how to read and write it, and what it can express.

    ``wildcards``: of ``"end"`` (``word*``), ``"start"`` (``*word``), ``"one"`` (``w?rd``) and
    ``"word"`` (``*`` for one word). ``weights``: ``"any"``, ``"signed"`` (their sign tells the
    category) or ``"none"``. ``categories``: whether an entry has one. ``columns``: further columns
    that it keeps.
    """

    read: Callable[[Source], Content]
    write: Callable[[Outgoing], str]
    wildcards: tuple[str, ...] = ("end",)
    weights: str = "none"
    categories: bool = True
    definitions: bool = False
    columns: tuple[str, ...] = ()


def show_number(number: float) -> str:
    """Write a number so that it is read back as it is."""
    return str(int(number)) if float(number).is_integer() else repr(float(number))
