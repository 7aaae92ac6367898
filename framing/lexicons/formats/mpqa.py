"""MPQA subjectivity clues ``.tff``: one clue a line, as ``key=value``."""

from __future__ import annotations

from framing.lexicons.formats.content import Content, Format, Outgoing
from framing.lexicons.formats.source import Source

_STRENGTHS = {"strongsubj": "strong", "weaksubj": "weak"}


def read(source: Source) -> Content:
    """Read clues; the category is the prior polarity, strength and part of speech are columns."""
    content = Content(wildcards="")
    for line, text in source.lines():
        parts = [part.partition("=") for part in text.split()]
        values = {key: value for key, equals, value in parts if equals}
        for key in ("type", "word1", "priorpolarity"):
            if not values.get(key):
                source.fail(line, f"{text[:80]!r}: no {key}=")
        stray = [key for key, equals, _ in parts if not equals]
        if stray:
            content.note(line, "left out", f"{stray[0]!r} is no key=value")
        if values.get("stemmed1") == "y":
            message = f"{values['word1']!r} is a stem; only the word itself is matched"
            content.note(line, "changed", message)
        content.add(
            line,
            values["word1"].replace("_", " "),
            values["priorpolarity"],
            strength=_STRENGTHS.get(values["type"], values["type"]),
            pos=values.get("pos1", "anypos"),
        )
    return content


def write(outgoing: Outgoing) -> str:
    """Write clues."""
    types = {strength: name for name, strength in _STRENGTHS.items()}
    lines = []
    for entry in outgoing.entries:
        strength = types.get(str(entry.other.get("strength", "weak")), "weaksubj")
        word = outgoing.joined(entry)
        length = len(entry.text.split())
        lines.append(
            f"type={strength} len={length} word1={word} pos1={entry.other.get('pos', 'anypos')} "
            f"stemmed1=n priorpolarity={entry.category}"
        )
    return "\n".join(lines) + "\n"


MPQA = Format(read, write, wildcards=(), columns=("strength", "pos"))
