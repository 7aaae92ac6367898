"""What every Unicode character is to the tokenizer: look-up tables, built once.

Texts are read as arrays of code points. `kinds` gives each code point a class, and `alphabet` a
byte, so that words of the commonest scripts are compared eight characters at a time.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

OTHER = 0  # symbols, and whatever has no class of its own
SPACE = 1
NEWLINE = 2
HYPHEN = 3
OPEN_QUOTE = 4
CLOSE_QUOTE = 5
STRAIGHT_QUOTE = 6
OPEN_BRACKET = 7
CLOSE_BRACKET = 8
DASH = 9
BREAK = 10  # semicolons, slashes
BULLET = 11
COMMA = 12
COLON = 13
APOSTROPHE = 14
STOP = 15
TERMINAL = 16  # question and exclamation marks, ellipses
MARK = 17  # combining and invisible characters: part of a word if one stands before them
RARE = 18  # from here on, the characters of words; this one stands outside the byte alphabet
DIGIT = 19
LOWER = 20
UPPER = 21

_CHARACTERS = {
    NEWLINE: "\n\r\x0b\x0c\x85\u2028\u2029",
    HYPHEN: "-\u2010\u2011\u2012\u2212",
    OPEN_QUOTE: "\u201c\u201e\u201f\u00ab\u2018\u201a\u201b\u2039\u300c",
    CLOSE_QUOTE: "\u201d\u00bb\u203a\u300d",
    STRAIGHT_QUOTE: '"\uff02',
    OPEN_BRACKET: "([{",
    CLOSE_BRACKET: ")]}",
    DASH: "\u2013\u2014\u2015",
    BREAK: ";/|\\*<>=+~\u00b7\u060c\uff0c",
    BULLET: "\u2022\u25aa\u25cf\u2023\u2043\u25e6",
    COMMA: ",",
    COLON: ":",
    APOSTROPHE: "'\u2019\u02bc\uff07",
    STOP: ".",
    TERMINAL: "!?\u2026\u203c\u2047\u2048\u2049\u3002\uff01\uff1f",
    MARK: "\u00ad\u200c\u200d\u2060\ufeff",  # soft hyphen, zero-width joiners, word joiner
}

_SIZE = 0x110000
_CASED = (
    range(0x2000),
    range(0x2100, 0x2200),
    range(0x2C00, 0x2E00),
    range(0xA640, 0xAC00),
    range(0xFF00, 0x10600),
    range(0x10C80, 0x10D00),
    range(0x118A0, 0x118E0),
    range(0x1E900, 0x1E944),
)


@cache
def kinds() -> NDArray[np.uint8]:
    """Give the class of every code point.

    Returns
    -------
    numpy.ndarray of uint8, shape (1114112,)
        One of the constants of this module for each code point.
    """
    table = np.full(_SIZE, OTHER, np.uint8)
    every = np.arange(_SIZE, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    for kind, pattern in ((SPACE, r"\s+"), (RARE, r"[^\W_]+")):
        for found in re.finditer(pattern, every):
            table[found.start() : found.end()] = kind
    marks = (code for code in range(0x300, 0x20000) if unicodedata.category(chr(code))[0] == "M")
    table[list(marks)] = MARK
    for code in np.flatnonzero((alphabet() > 0) & (table == RARE)).tolist():
        character = chr(code)
        cased = UPPER if character != fold(character) else LOWER
        table[code] = DIGIT if character.isdigit() else cased
    for kind, characters in _CHARACTERS.items():
        table[[ord(character) for character in characters]] = kind
    table.flags.writeable = False
    return table


@cache
def alphabet() -> NDArray[np.uint8]:
    """Give the byte that stands for each character of a word, case folded.

    ASCII digits, small letters and the marks inside words stand for themselves; the other Latin
    letters of European languages have the bytes from 128 on.

    Returns
    -------
    numpy.ndarray of uint8, shape (1114112,)
        0 for characters outside the alphabet. Two characters share a byte only if `fold` makes
        them equal.
    """
    letters = [chr(code) for code in (*range(0xC0, 0x180), 0x18F) if chr(code).isalpha()]
    plain = string.digits + string.ascii_lowercase + "'.,:"
    table = np.zeros(_SIZE, np.uint8)
    table[[ord(character) for character in plain]] = [ord(character) for character in plain]
    beyond = sorted({fold(letter) for letter in letters if fold(letter) not in plain})
    table[[ord(letter) for letter in beyond]] = range(0x80, 0x80 + len(beyond))
    for character in (*string.ascii_uppercase, *letters, *_CHARACTERS[APOSTROPHE]):
        table[ord(character)] = table[ord(fold(character))]
    table.flags.writeable = False
    return table


@cache
def _folding() -> dict[int, str | None]:
    """Table for `str.translate`: one character in, one or none out."""
    cased = (chr(code) for codes in _CASED for code in codes)
    table: dict[int, str | None] = {
        ord(character): character.lower()
        for character in cased
        if character.lower() != character and len(character.lower()) == 1
    }
    table |= {ord("\u0130"): "i", ord("\u03c2"): "\u03c3"}
    table |= {ord(apostrophe): "'" for apostrophe in _CHARACTERS[APOSTROPHE]}
    table |= {ord(invisible): None for invisible in _CHARACTERS[MARK]}
    return table


def fold(word: str) -> str:
    """Fold the case of a word, character by character.

    Apostrophes become ``'``, accents are composed, and invisible characters are left out. Unlike
    with `str.lower`, a character's result never depends on its neighbours.

    Parameters
    ----------
    word : str
        A word as it stands in a text.

    Returns
    -------
    str
        The folded word.

    Examples
    --------
    >>> fold("Baku’s"), fold("İstanbul")
    ("baku's", 'istanbul')
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.translate(_folding()))
