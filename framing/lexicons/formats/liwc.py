r"""LIWC ``.dic``: categories with codes between lines of ``%``, then words with their codes.

Variants seen in the wild: tabs before a category tell its depth (2015), a definition in brackets
follows its name (2015), codes are parted by repeated tabs or spaces, ``<of>131/125`` is 131 before
"of" and else 125 (2007), ``(02 134)125/464`` is 125 behind a word of category 2 or 134 and else
464 (2007).
"""

from __future__ import annotations

import re

from framing.lexicons.formats.content import Content, Format, Outgoing, Row
from framing.lexicons.formats.source import Source
from framing.lexicons.formats.tree import path_of, tree_of

_LEGEND = re.compile(r"(\t*)[ ]*(\d+)\s+(.+?)(?:\s+\((.+)\))?\s*")
_OF = re.compile(r"<of>(\d+)/(\d+)")
_BEHIND = re.compile(r"\([\d\s]+\)(\d+)(?:/(\d+))?")
_CODES = re.compile(r"(?:(?:<of>\d+/\d+|\([\d\s]+\)\d+(?:/\d+)?|\d+)(?:\s+|$))+$")


def read(source: Source) -> Content:
    """Read a LIWC file."""
    content = Content()
    codes: dict[int, str] = {}
    parents: list[tuple[int, str]] = []
    section = 0
    line = 1
    for line, text in source.lines():
        if text.strip() == "%":
            section += 1
        elif section == 1:
            _read_category(source, line, text, (codes, parents, content))
        elif section == 2:
            _read_word(source, line, text, (codes, content))
        else:
            source.fail(line, "a LIWC file begins with '%', its categories, and '%' again")
    if section != 2:
        source.fail(line, f"{section} lines of '%'; a LIWC file has 2, around its categories")
    return content


def _read_category(
    source: Source,
    line: int,
    text: str,
    known: tuple[dict[int, str], list[tuple[int, str]], Content],
) -> None:
    codes, parents, content = known
    found = _LEGEND.fullmatch(text)
    if not found:
        source.fail(line, f"{text.strip()[:80]!r} is no category; it is a code, a tab and a name")
    depth, code, name = len(found[1]), int(found[2]), found[3]
    if code in codes:
        source.fail(line, f"code {code} is already that of {codes[code]!r}")
    codes[code] = path_of(source, line, parents, depth, name)
    if found[4]:
        content.categories[codes[code]] = found[4]


def _read_word(source: Source, line: int, text: str, known: tuple[dict[int, str], Content]) -> None:
    codes, content = known
    word, _, rest = text.strip().partition("\t")
    if not rest:
        found = _CODES.search(word)
        if not found or not word[: found.start()].strip():
            source.fail(line, f"{word[:80]!r}: no category code behind the word")
        word, rest = word[: found.start()], found[0]
    word, rest = word.strip(), rest.strip()
    if not _CODES.fullmatch(rest):
        source.fail(line, f"{word[:80]!r}: {rest[:80]!r} are no category codes")

    def category(code: str) -> str:
        if int(code) not in codes:
            source.fail(line, f"{word!r}: code {code} is not among the categories")
        return codes[int(code)]

    before_of = _OF.findall(rest)
    behind = _BEHIND.findall(rest)
    rest = _BEHIND.sub("", _OF.sub("", rest))
    always = list(dict.fromkeys(category(code) for code in rest.split()))
    for then, otherwise in behind:
        left = f", else {category(otherwise)!r}" if otherwise else ""
        message = f"{word!r}: only behind some categories {category(then)!r}{left}; "
        content.note(line, "changed", message + ("kept the latter" if otherwise else "left out"))
        always += [category(otherwise)] if otherwise else []
    begin = len(content.rows)
    for name in dict.fromkeys([*always, *(category(code) for _, code in before_of)]):
        content.add(line, word, name)
    if before_of and len(content.rows) > begin:
        pattern = content.rows[begin].pattern
        content.rows[begin:] = [
            row._replace(blocked=f"{pattern} of") for row in content.rows[begin:]
        ]
        names = dict.fromkeys([*(category(code) for code, _ in before_of), *always])
        content.rows += [Row(line, f"{pattern} of", name) for name in names]
        content.note(line, "changed", f"{word!r} with <of>: the entry '{pattern} of', and one else")


def write(outgoing: Outgoing) -> str:
    """Write a LIWC file, categories below each other by the stops in their names."""
    nodes = tree_of(outgoing.categories)
    codes = {path: number for number, (path, *_) in enumerate(nodes, start=1)}
    lines = ["%"]
    for path, name, depth in nodes:
        definition = " ".join(outgoing.categories.get(path, "").split())
        ending = f" ({definition})" if definition else ""
        lines.append("\t" * depth + f"{codes[path]}\t{name}{ending}")
    words: dict[str, list[int]] = {}
    for entry in outgoing.entries:
        words.setdefault(entry.text, []).append(codes[entry.category])
    lines.append("%")
    for word, listed in words.items():
        lines.append("\t".join([word, *map(str, sorted(set(listed)))]))
    return "\n".join(lines) + "\n"


LIWC = Format(read, write, definitions=True)
