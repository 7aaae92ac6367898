"""Yoshikoder ``.ykd``: XML of categories (``cnode``) within each other, and words (``pnode``)."""

from __future__ import annotations

from html import escape
from xml.parsers import expat

from framing.lexicons.formats.content import Content, Format, Outgoing, show_number
from framing.lexicons.formats.source import Source
from framing.lexicons.formats.tree import path_of, tree_of


class _Reader:
    """What is open, while the parser walks through the file."""

    def __init__(self, source: Source, parser: expat.XMLParserType) -> None:
        self.source, self.parser = source, parser
        self.content = Content()
        self.parents: list[tuple[int, str]] = []
        self.depth = 0

    @property
    def line(self) -> int:
        return self.parser.CurrentLineNumber

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if (tag == "dictionary") != (self.depth == 0) or tag not in (
            "dictionary",
            "cnode",
            "pnode",
        ):
            self.source.fail(self.line, f"<{tag}>; here may stand dictionary, cnode and pnode")
        self.depth += 1
        if tag == "dictionary":
            return
        name = attributes.get("name", "").strip()
        if not name:
            self.source.fail(self.line, f"<{tag}> without a name")
        if tag == "cnode":
            path = path_of(self.source, self.line, self.parents, self.depth, name)
            if attributes.get("desc") not in (None, "", name):
                self.content.categories[path] = attributes["desc"]
        elif not self.parents:
            self.source.fail(self.line, f"{name!r} stands in no category")
        else:
            score = attributes.get("score", "").strip()
            weight = self.source.number(self.line, score, "score") if score else None
            self.content.add(self.line, name, self.parents[-1][1], weight)

    def end(self, tag: str) -> None:
        self.depth -= 1
        while self.parents and self.parents[-1][0] > self.depth:
            self.parents.pop()

    def refuse(self, name: str, *_: object) -> None:
        self.source.fail(self.line, f"a DOCTYPE ({name}); lexicons need none, and it may do harm")


def read(source: Source) -> Content:
    """Read a Yoshikoder file."""
    parser = expat.ParserCreate()
    reader = _Reader(source, parser)
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.refuse
    try:
        parser.Parse(source.data, True)
    except expat.ExpatError as error:
        source.fail(error.lineno, f"no valid XML: {expat.ErrorString(error.code)}")
    return reader.content


def write(outgoing: Outgoing) -> str:
    """Write a Yoshikoder file."""
    words: dict[str, list[str]] = {}
    for entry in outgoing.entries:
        score = f" score={_quoted(show_number(entry.weight))}" if entry.weight != 1 else ""
        words.setdefault(entry.category, []).append(f"<pnode name={_quoted(entry.text)}{score}/>")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<dictionary style="050805">']
    depths: list[int] = []
    for path, name, depth in tree_of(outgoing.categories):
        while depths and depths[-1] >= depth:
            lines.append("\t" * (depths.pop() + 1) + "</cnode>")
        depths.append(depth)
        desc = _quoted(outgoing.categories.get(path, ""))
        lines.append("\t" * (depth + 1) + f"<cnode name={_quoted(name)} desc={desc}>")
        lines += ["\t" * (depth + 2) + word for word in words.get(path, [])]
    lines += ["\t" * (depth + 1) + "</cnode>" for depth in reversed(depths)]
    return "\n".join([*lines, "</dictionary>"]) + "\n"


def _quoted(text: str) -> str:
    """Write an attribute's value; a line end would else be read as a space."""
    return '"' + escape(text).replace("\n", "&#10;") + '"'


YOSHIKODER = Format(read, write, weights="any", definitions=True)
