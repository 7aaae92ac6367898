"""Tables with a header: named columns, and the tables of well-known lexicons."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence

from framing.lexicons.formats.content import Content, Format, Outgoing, show_number
from framing.lexicons.formats.source import Source

_SENSE = re.compile(r"#\d+$")
_LM_FACTS = {
    *("word", "seq_num", "sequence number", "word count", "word proportion", "average proportion"),
    *("std dev", "doc count", "irr_verb", "harvard_iv", "syllables", "source"),
}
_LM_MODALS = {1: "Strong_Modal", 2: "Moderate_Modal", 3: "Weak_Modal"}
_GI_FACTS = {"entry", "source", "othtags", "defined"}
FOUNDATIONS = ("care", "fairness", "loyalty", "authority", "sanctity")


def read_table(source: Source) -> Content:
    """Read a table whose columns are named by ``source.columns``; other columns are kept."""
    content = Content()
    header, rows = source.table()
    names = {"pattern": "pattern", "category": "category", "weight": "weight", **source.columns}
    _need(source, header, [names["pattern"], *source.columns.values()])
    place = {ours: header.index(theirs) for ours, theirs in names.items() if theirs in header}
    rest = {name: n for n, name in enumerate(header) if n not in place.values()}
    for line, cells in rows:
        given = {ours: cells[n].strip() for ours, n in place.items()}
        weight = given.get("weight")
        content.add(
            line,
            given["pattern"],
            given.get("category") or None,
            source.number(line, weight, "weight") if weight else None,
            **{name: cells[n] for name, n in rest.items()},
        )
    return content


def write_table(outgoing: Outgoing) -> str:
    """Write a table of words, their categories and weights."""
    rows = [(entry.text, entry.category, show_number(entry.weight)) for entry in outgoing.entries]
    return _csv([("pattern", "category", "weight"), *rows])


def read_dicx(source: Source) -> Content:
    """Read LIWC-22 ``.dicx``: a column a category, marked with X or a weight."""
    content = Content()
    header, rows = source.table()
    _need(source, header, ["DicTerm"])
    for line, cells in rows:
        for category, cell in zip(header[1:], cells[1:], strict=True):
            mark = cell.strip()
            if mark:
                weight = None if mark.upper() == "X" else source.number(line, mark, category)
                content.add(line, cells[0].strip(), category, weight)
    return content


def write_dicx(outgoing: Outgoing) -> str:
    """Write LIWC-22 ``.dicx``: X, or the weight where one is not 1."""
    graded = any(entry.weight != 1 for entry in outgoing.entries)
    marks: dict[str, dict[str, str]] = {}
    for entry in outgoing.entries:
        mark = show_number(entry.weight) if graded else "X"
        marks.setdefault(entry.text, {})[entry.category] = mark
    rows = [
        [word, *(given.get(category, "") for category in outgoing.categories)]
        for word, given in marks.items()
    ]
    return _csv([["DicTerm", *outgoing.categories], *rows])


def read_loughran(source: Source) -> Content:
    """Read the Loughran-McDonald master table: a category holds the words whose year is above 0.

    A year below 0 says when a word was taken out of the category.
    """
    content = Content(wildcards="")
    header, rows = source.table()
    _need(source, header, ["Word", "Negative", "Positive"])
    chosen = [n for n, name in enumerate(header) if name.lower() not in _LM_FACTS]
    none = 0
    for line, cells in rows:
        found = []
        for number in chosen:
            year = int(source.number(line, cells[number].strip() or "0", header[number]))
            if year > 0:
                modal = header[number] == "Modal"
                found.append(_LM_MODALS.get(year, "Modal") if modal else header[number])
        none += not found
        for category in found:
            content.add(line, cells[0].strip().lower(), category)
    _count_without(content, none)
    return content


def write_loughran(outgoing: Outgoing) -> str:
    """Write a table of words and categories, 1 for a word of it, 0 for others."""
    names = list(dict.fromkeys(["Negative", "Positive", *outgoing.categories]))
    return _marked(outgoing, ["Word"], names, lambda category: "1", "0")


def read_inquirer(source: Source) -> Content:
    """Read the General Inquirer: a filled cell marks a category; senses (``#1``) are put together.

    Its categories of both sizes (``Econ@``, ``ECON``) are kept as they are.
    """
    content = Content(wildcards="")
    header, rows = source.table()
    _need(source, header, ["Entry", "Positiv", "Negativ"])
    chosen = [n for n, name in enumerate(header) if name and name.lower() not in _GI_FACTS]
    seen: set[tuple[str, str]] = set()
    none = 0
    for line, cells in rows:
        word = _SENSE.sub("", cells[0].strip()).lower()
        if word != cells[0].strip().lower():
            message = f"{cells[0]!r} is one sense; all senses of {word!r} are matched"
            content.note(line, "changed", message)
        found = [header[number] for number in chosen if cells[number].strip()]
        none += not found
        for category in found:
            if (word, category) not in seen:
                seen.add((word, category))
                content.add(line, word, category)
    _count_without(content, none)
    return content


def write_inquirer(outgoing: Outgoing) -> str:
    """Write a table of entries and categories, with the category's name in its cell."""
    names = list(dict.fromkeys(["Positiv", "Negativ", *outgoing.categories]))
    return _marked(outgoing, ["Entry", "Source"], names, lambda category: category, "")


def read_emfd(source: Source) -> Content:
    """Read the eMFD: the weight is the probability, its sentiment is kept in a column."""
    content = Content(wildcards="")
    header, rows = source.table()
    wanted = [f"{name}_{what}" for what in ("p", "sent") for name in FOUNDATIONS]
    _need(source, header, ["word", *wanted])
    place = {name: header.index(name) for name in ("word", *wanted)}
    for line, cells in rows:
        for name in FOUNDATIONS:
            p, sent = (cells[place[f"{name}_{what}"]].strip() for what in ("p", "sent"))
            weight = source.number(line, p or "0", f"{name}_p")
            if weight:
                sentiment = source.number(line, sent, f"{name}_sent") if sent else None
                content.add(line, cells[place["word"]].strip(), name, weight, sentiment=sentiment)
    return content


def write_emfd(outgoing: Outgoing) -> str:
    """Write an eMFD table: 0 where a word has no entry in a foundation."""
    given: dict[str, dict[str, tuple[str, str]]] = {}
    for entry in outgoing.entries:
        if entry.category not in FOUNDATIONS:
            message = f"category {entry.category!r} is no foundation: {', '.join(FOUNDATIONS)}"
            outgoing.lost.append((entry.pattern, "left out", message))
            continue
        sentiment = entry.other.get("sentiment")
        shown = show_number(sentiment) if isinstance(sentiment, int | float) else "0"
        given.setdefault(entry.text, {})[entry.category] = (show_number(entry.weight), shown)
    header = ["word", *(f"{name}_{what}" for what in ("p", "sent") for name in FOUNDATIONS)]
    rows = [
        [word, *(values.get(name, ("0", "0"))[n] for n in (0, 1) for name in FOUNDATIONS)]
        for word, values in given.items()
    ]
    return _csv([header, *rows])


def _need(source: Source, header: Sequence[str], names: Iterable[str]) -> None:
    missing = [name for name in names if name not in header]
    if missing:
        source.fail(1, f"no column {missing[0]!r}; there are {', '.join(header)[:200] or 'none'}")


def _count_without(content: Content, none: int) -> None:
    if none:
        content.note(1, "left out", f"{none:,} rows without any category")


def _marked(
    outgoing: Outgoing, first: list[str], names: list[str], mark: Callable[[str], str], empty: str
) -> str:
    words: dict[str, set[str]] = {}
    for entry in outgoing.entries:
        words.setdefault(entry.text, set()).add(entry.category)
    sources = [outgoing.name] * (len(first) - 1)
    rows = [
        [word.upper(), *sources, *(mark(name) if name in found else empty for name in names)]
        for word, found in words.items()
    ]
    return _csv([[*first, *names], *rows])


def _csv(rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


TABLE = Format(read_table, write_table, wildcards=("end", "start"), weights="any")
DICX = Format(read_dicx, write_dicx, weights="any")
LOUGHRAN = Format(read_loughran, write_loughran, wildcards=())
INQUIRER = Format(read_inquirer, write_inquirer, wildcards=())
EMFD = Format(read_emfd, write_emfd, wildcards=(), weights="any", columns=("sentiment",))
