"""The formats of other tools' lexicons: a file each, and here which of them a file has."""

from __future__ import annotations

from framing.lexicons.formats.content import Format
from framing.lexicons.formats.graded import AFINN, NRC, VADER
from framing.lexicons.formats.lists import LEXICODER, WORDS, WORDSTAT
from framing.lexicons.formats.liwc import LIWC
from framing.lexicons.formats.mpqa import MPQA
from framing.lexicons.formats.source import Source
from framing.lexicons.formats.tables import DICX, EMFD, INQUIRER, LOUGHRAN, TABLE
from framing.lexicons.formats.yaml import YAML
from framing.lexicons.formats.yoshikoder import YOSHIKODER

OWN = "framing"
FORMATS: dict[str, Format] = {
    "table": TABLE,
    "liwc": LIWC,
    "liwc22": DICX,
    "quanteda": YAML,
    "yoshikoder": YOSHIKODER,
    "lexicoder": LEXICODER,
    "wordstat": WORDSTAT,
    "vader": VADER,
    "afinn": AFINN,
    "nrc": NRC,
    "loughran-mcdonald": LOUGHRAN,
    "general-inquirer": INQUIRER,
    "mpqa": MPQA,
    "emfd": EMFD,
    "words": WORDS,
}
NAMES = (OWN, *FORMATS)
_ENDINGS = {
    ".dic": "liwc",
    ".dicx": "liwc22",
    ".yml": "quanteda",
    ".yaml": "quanteda",
    ".ykd": "yoshikoder",
    ".lc3": "lexicoder",
    ".cat": "wordstat",
    ".tff": "mpqa",
}
_IN_NAME = ("vader", "afinn", "nrc")
_HEADERS = {
    "general-inquirer": ("entry", "positiv"),
    "loughran-mcdonald": ("word", "negative"),
    "emfd": ("word", "care_p"),
}


def format_by_name(name: str) -> str:
    """Tell the format that a file's name stands for: by its ending, or a word in a ``.txt``."""
    stem, dot, ending = name.lower().rpartition(".")
    if ending in ("csv", "tsv") and dot:
        return OWN
    known = (word for word in _IN_NAME if word in stem)
    return _ENDINGS.get(dot + ending) or next(known, "words")


def format_of(source: Source) -> str:
    """Tell the format of a file: by its name, or by the header of a table."""
    name = format_by_name(source.path.name)
    if name != OWN:
        return name
    if source.columns:
        return "table"
    first = source.text.split("\n", 1)[0].lower()
    header = {cell.strip().strip('"') for cell in first.replace("\t", ",").split(",")}
    for known, needed in _HEADERS.items():
        if header.issuperset(needed) and "pattern" not in header:
            return known
    return OWN
