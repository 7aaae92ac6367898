"""Files that only some Python packages have: TextBlob's XML, Empath's rows, NRCLex's JSON."""

from __future__ import annotations

import json
from xml.parsers import expat

from framing.lexicons.formats.content import Content
from framing.lexicons.formats.source import Source


def read_textblob(source: Source) -> Content:
    """Read TextBlob's XML: the polarity of a word is the mean of its senses, as it is there."""
    parser = expat.ParserCreate()
    senses: dict[str, list[tuple[int, float]]] = {}

    def begin(tag: str, attributes: dict[str, str]) -> None:
        line = parser.CurrentLineNumber
        if tag == "word" and attributes.get("form") and "polarity" in attributes:
            polarity = source.number(line, attributes["polarity"], "polarity")
            senses.setdefault(attributes["form"].lower(), []).append((line, polarity))

    def refuse(name: str, *_: object) -> None:
        source.fail(parser.CurrentLineNumber, f"a DOCTYPE ({name})")

    parser.StartElementHandler = begin
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(source.data, True)
    except expat.ExpatError as error:
        source.fail(error.lineno, f"no valid XML: {expat.ErrorString(error.code)}")
    content = Content(scale="valence", wildcards="")
    for word, given in senses.items():
        weights = [weight for _, weight in given]
        if len(set(weights)) > 1:
            message = f"{word!r}: the mean of {len(weights)} senses"
            content.note(given[-1][0], "changed", message)
        content.add(given[0][0], word, None, sum(weights) / len(weights))
    return content


def read_empath(source: Source) -> Content:
    """Read Empath's rows: a category, then its words, parted by tabs."""
    content = Content(wildcards="")
    for line, text in source.lines():
        category, *words = (cell.strip() for cell in text.split("\t"))
        for word in dict.fromkeys(words):
            content.add(line, word.replace("_", " "), category)
    return content


def read_nrclex(source: Source) -> Content:
    """Read NRCLex's JSON: words, and the categories of each."""
    try:
        words = json.loads(source.text)
    except (json.JSONDecodeError, RecursionError) as error:
        source.fail(getattr(error, "lineno", 1), f"no valid JSON: {error}")
    content = Content(wildcards="")
    if not isinstance(words, dict):
        source.fail(1, "no object of words and their categories")
    for word, categories in words.items():
        if not isinstance(categories, list):
            source.fail(1, f"{word!r} has no list of categories")
        for category in dict.fromkeys(map(str, categories)):
            content.add(1, word, category)
    return content
