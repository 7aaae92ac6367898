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

_CODE = re.compile(r"\d{1,9}")
_OF = re.compile(r"<of>(\d{1,9})/(\d{1,9})")
_BEHIND = re.compile(r"\([\d,]+\)(\d{1,9})(?:/(\d{1,9}))?")
_IN_BRACKETS = re.compile(r"\(([\d\s]+)\)")


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
    number, _, name = text.strip().replace(" ", "\t", 1).partition("\t")
    if not _CODE.fullmatch(number) or not name.strip():
        source.fail(line, f"{text.strip()[:80]!r} is no category; it is a code, a tab and a name")
    if int(number) in codes:
        source.fail(line, f"code {number} is already that of {codes[int(number)]!r}")
    name, bracket, definition = name.strip().partition("(")
    if not (name[-1:].isspace() and definition.endswith(")")):
        name, definition = name + bracket + definition, ""
    depth = len(text) - len(text.lstrip("\t"))
    codes[int(number)] = path_of(source, line, parents, depth, name.strip())
    if definition:
        content.categories[codes[int(number)]] = definition[:-1]


def _read_word(source: Source, line: int, text: str, known: tuple[dict[int, str], Content]) -> None:
    codes, content = known
    text = _IN_BRACKETS.sub(lambda found: f"({','.join(found[1].split())})", text.strip())
    word, tab, rest = text.partition("\t")
    given = rest.split()
    if not tab:  # codes stand behind the word, parted by spaces
        words = word.split()
        while words and _is_code(words[-1]):
            given.insert(0, words.pop())
        word = " ".join(words)
    word = word.strip()
    stray = [code for code in given if not _is_code(code)]
    if not word or not given or stray:
        shown = f"{stray[0][:80]!r} is no category code" if stray else "no category code behind it"
        source.fail(line, f"{word[:80]!r}: {shown}")

    def category(code: str) -> str:
        if int(code) not in codes:
            source.fail(line, f"{word!r}: code {code} is not among the categories")
        return codes[int(code)]

    before_of = [found.groups() for found in map(_OF.fullmatch, given) if found]
    behind = [found.groups() for found in map(_BEHIND.fullmatch, given) if found]
    always = [category(code) for code in given if _CODE.fullmatch(code)]
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


def _is_code(text: str) -> bool:
    return any(code.fullmatch(text) for code in (_CODE, _OF, _BEHIND))


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
