"""Tables without a header of a word and numbers: VADER, AFINN and the NRC long table."""

from __future__ import annotations

from framing.lexicons.formats.content import Content, Format, Outgoing, show_number
from framing.lexicons.formats.source import Source


def read_valence(source: Source) -> Content:
    """Read lines of word, tab and valence; what follows (VADER's ratings) is not needed."""
    content = Content(scale="valence", wildcards="")
    for line, text in source.lines():
        cells = text.split("\t")
        if len(cells) < 2:
            source.fail(line, f"{text[:80]!r}: no tab between word and number")
        weight = source.number(line, cells[1].strip(), "valence")
        content.add(line, cells[0].strip().lower(), None, weight)
    return content


def write_afinn(outgoing: Outgoing) -> str:
    """Write lines of word and valence; AFINN's are whole numbers, others are written too."""
    return "".join(f"{entry.text}\t{show_number(entry.weight)}\n" for entry in outgoing.entries)


def write_vader(outgoing: Outgoing) -> str:
    """Write lines of word, valence, deviation 0 and no ratings: they are not known."""
    return "".join(
        f"{entry.text}\t{show_number(entry.weight)}\t0\t[]\n" for entry in outgoing.entries
    )


def read_nrc(source: Source) -> Content:
    """Read lines of word, category and 0 or 1 (or an intensity); what has 0 is no entry."""
    content = Content(wildcards="")
    for line, text in source.lines():
        cells = [cell.strip() for cell in text.split("\t")]
        if len(cells) != 3:
            source.fail(line, f"{len(cells)} cells; there are 3: word, category and a number")
        if line == 1 and not cells[2][:1].isdigit():
            continue  # a header
        weight = source.number(line, cells[2], "association")
        if weight:
            content.add(line, cells[0], cells[1], weight)
    return content


def write_nrc(outgoing: Outgoing) -> str:
    """Write a line for every word and category."""
    weights = {(entry.text, entry.category): entry.weight for entry in outgoing.entries}
    words = dict.fromkeys(entry.text for entry in outgoing.entries)
    return "".join(
        f"{word}\t{category}\t{show_number(weights.get((word, category), 0))}\n"
        for word in words
        for category in outgoing.categories
    )


AFINN = Format(read_valence, write_afinn, wildcards=(), weights="signed")
VADER = Format(read_valence, write_vader, wildcards=(), weights="signed")
NRC = Format(read_nrc, write_nrc, wildcards=(), weights="any")
