"""Lexicons as quanteda writes them in YAML: categories within categories, and lists of words.

Only what lexicons need is understood: mappings and lists by indentation, lists in ``[ ]``, quoted
and plain words, comments. Every word is text, ``no`` and ``1`` too. Anchors, aliases, tags and
blocks are refused, so that no file can grow while it is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from framing.lexicons.formats.content import Content, Format, Outgoing
from framing.lexicons.formats.source import Source
from framing.lexicons.formats.tree import path_of, tree_of

_QUOTED = re.compile(r"""\"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'""")
_END_OF_ITEM = re.compile(r"[,\[\]{}]|\s#")
_END_OF_WORD = re.compile(r":(?=\s|$)|\s#")
_RESERVED = "&*!|>%@`{}[]#,"
_HERE = ("", "__")  # names of entries that belong to the category around them


@dataclass
class _Reading:
    source: Source
    content: Content = field(default_factory=lambda: Content(wildcards="*?"))
    parents: list[tuple[int, str]] = field(default_factory=list)
    path: str | None = None
    list_from: int = 0  # the line where a list begins that is open

    def add(self, line: int, word: str) -> None:
        if self.path is None:
            self.source.fail(line, f"{word[:80]!r} stands in no category")
        self.content.add(line, word, self.path)


def read(source: Source) -> Content:
    """Read a YAML file."""
    reading = _Reading(source)
    for line, text in source.lines():
        body = text.strip()
        if reading.list_from:
            _read_items(reading, line, body)
        elif body.startswith("#") or (body == "---" and not reading.content.rows):
            continue
        else:
            indent = text[: len(text) - len(text.lstrip())]
            if "\t" in indent:
                source.fail(line, "a tab at the start; YAML is indented by spaces")
            _read_line(reading, line, len(indent), body)
    if reading.list_from:
        source.fail(reading.list_from, "a list '[' without its end ']'")
    return reading.content


def _read_line(reading: _Reading, line: int, depth: int, body: str) -> None:
    """Read ``- word`` or ``category:`` and what stands behind it."""
    source = reading.source
    if body == "-" or body.startswith("- "):
        rest = body[1:].strip()
    else:
        name, end = _word(source, line, body, 0, _END_OF_WORD)
        if body[end : end + 1] != ":":
            source.fail(line, f"{body[:80]!r} is neither 'category:' nor '- word'")
        rest = body[end + 1 :].strip()
        _open(reading, line, depth, name)
    if rest.startswith("["):
        reading.list_from = line
        _read_items(reading, line, rest[1:])
    elif rest and not rest.startswith("#"):
        word, end = _word(source, line, rest, 0, _END_OF_WORD)
        if rest[end:].strip() and not rest[end:].lstrip().startswith("#"):
            source.fail(line, f"{rest[end:][:80]!r} behind a word; put the whole in quotes")
        reading.add(line, word)


def _open(reading: _Reading, line: int, depth: int, name: str) -> None:
    if name not in _HERE:
        reading.path = path_of(reading.source, line, reading.parents, depth, name)
        return
    while reading.parents and reading.parents[-1][0] >= depth:
        reading.parents.pop()
    reading.path = reading.parents[-1][1] if reading.parents else None


def _read_items(reading: _Reading, line: int, text: str) -> None:
    """Read the words of a list in ``[ ]``, which may go on in the next line."""
    at = 0
    while at < len(text) and text[at] != "#":
        if text[at] == "]":
            reading.list_from = 0
            rest = text[at + 1 :].strip()
            if rest and not rest.startswith("#"):
                reading.source.fail(line, f"{rest[:80]!r} behind a list")
            return
        if text[at] == "," or text[at].isspace():
            at += 1
            continue
        word, at = _word(reading.source, line, text, at, _END_OF_ITEM)
        reading.add(line, word)


def _word(source: Source, line: int, text: str, at: int, end: re.Pattern[str]) -> tuple[str, int]:
    """Read a word or phrase, perhaps in quotation marks; give also where it ends."""
    quoted = _QUOTED.match(text, at)
    if quoted and quoted[1] is not None:
        return re.sub(r"\\(.)", r"\1", quoted[1]).strip(), quoted.end()
    if quoted:
        return quoted[2].replace("''", "'").strip(), quoted.end()
    if text[at] in _RESERVED or text[at] in "\"'":
        source.fail(line, f"{text[at:][:80]!r} is not understood; put the word in quotation marks")
    found = end.search(text, at)
    stop = found.start() if found else len(text)
    return text[at:stop].strip(), stop


def write(outgoing: Outgoing) -> str:
    """Write a YAML file; entries of a category that holds others stand under ``__``."""
    words: dict[str, list[str]] = {}
    for entry in outgoing.entries:
        words.setdefault(entry.category, []).append(entry.text)
    nodes = tree_of(outgoing.categories)
    lines: list[str] = []
    for number, (path, name, depth) in enumerate(nodes):
        lines.append("  " * depth + f"{_quote(name)}:")
        listed = [f"- {_quote(word)}" for word in words.get(path, [])]
        holds = number + 1 < len(nodes) and nodes[number + 1][2] > depth
        if holds and listed:
            lines.append("  " * (depth + 1) + "__:")
        inset = "  " * (depth + 1 + holds)
        lines += [inset + word for word in listed]
    return "\n".join(lines) + "\n"


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


YAML = Format(read, write, wildcards=("end", "start", "one", "word"))
