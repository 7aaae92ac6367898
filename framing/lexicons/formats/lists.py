"""Formats of one word a line: word lists, Lexicoder ``.lc3`` and WordStat ``.cat``."""

from __future__ import annotations

import re

from framing.lexicons.formats.content import Content, Format, Outgoing, show_number
from framing.lexicons.formats.source import Source
from framing.lexicons.formats.tree import path_of, tree_of

_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?\)")


def read_words(source: Source) -> Content:
    """Read a word list; lines that begin with ``;`` or ``# `` are comments."""
    content = Content()
    for line, text in source.lines():
        word = text.strip()
        if not word.startswith((";", "# ")) and word != "#":
            content.add(line, word, None)
    return content


def write_words(outgoing: Outgoing) -> str:
    """Write a word list."""
    return "".join(f"{word}\n" for word in dict.fromkeys(entry.text for entry in outgoing.entries))


def read_lexicoder(source: Source) -> Content:
    """Read a Lexicoder file: categories begin with ``+``, the lines below them are entries."""
    content = Content()
    category = None
    for line, text in source.lines():
        word = text.strip()
        if word.startswith("+"):
            category = word[1:].strip()
            if not category:
                source.fail(line, "a category without a name")
        elif category is None:
            source.fail(line, f"{word[:80]!r} stands in no category; one begins with '+'")
        else:
            content.add(line, word, category)
    return content


def write_lexicoder(outgoing: Outgoing) -> str:
    """Write a Lexicoder file."""
    lines = []
    for category in outgoing.categories:
        lines.append(f"+{category}")
        lines += [entry.text for entry in outgoing.entries if entry.category == category]
    return "\n".join(lines) + "\n"


def read_wordstat(source: Source) -> Content:
    """Read a WordStat file: tabs tell the depth, a number in brackets the weight of an entry.

    An underscore parts the words of a phrase. Rules, which begin with ``@``, are left out.
    """
    content = Content()
    parents: list[tuple[int, str]] = []
    for line, text in source.lines():
        depth = text[: len(text) - len(text.lstrip())].count("\t")
        word = text.strip()
        entry, _, weight = word.rpartition("(")
        if word.startswith("@"):
            content.note(line, "left out", f"{word[:80]!r} is a rule of WordStat")
        elif not _NUMBER.fullmatch(weight):
            path_of(source, line, parents, depth, word)
        else:
            while parents and parents[-1][0] >= depth:
                parents.pop()
            if not parents:
                source.fail(line, f"{word[:80]!r} stands in no category")
            content.add(line, entry.replace("_", " "), parents[-1][1], float(weight[:-1]))
    return content


def write_wordstat(outgoing: Outgoing) -> str:
    """Write a WordStat file."""
    words: dict[str, list[str]] = {}
    for entry in outgoing.entries:
        written = f"{outgoing.joined(entry)} ({show_number(entry.weight)})"
        words.setdefault(entry.category, []).append(written)
    lines = []
    for path, name, depth in tree_of(outgoing.categories):
        lines.append("\t" * depth + name)
        lines += ["\t" * (depth + 1) + word for word in words.get(path, [])]
    return "\n".join(lines) + "\n"


WORDS = Format(read_words, write_words, categories=False)
LEXICODER = Format(read_lexicoder, write_lexicoder)
WORDSTAT = Format(read_wordstat, write_wordstat, weights="any")
