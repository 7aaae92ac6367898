"""Quotation marks: which open, which close, and which are only apostrophes.

Straight marks are told apart by what stands beside them. Whether a mark finds its partner is for
the reader of these arrays to decide.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.tokens import characters as ch
from framing.tokens.batch import Batch, contains, pack
from framing.tokens.words import Marks

OPENS, CLOSES = 0, 1  # added to SINGLE for single marks
SINGLE = 2
AFTER_STOP = 4  # added where a mark closes behind a stop, comma, question or exclamation mark
POSSESSIVE = 8  # added where a single mark closes behind an s, and so may be an apostrophe

_S = pack(["s"])

_SINGLES = np.zeros(0x203C, bool)
_SINGLES[[ord(mark) for mark in "\u2018\u201a\u201b\u2039\u203a"]] = True


class Quotes(NamedTuple):
    """The quotation marks of a batch, in order: offset, what each does, the next word."""

    offset: NDArray[np.int64]
    role: NDArray[np.uint8]
    word: NDArray[np.int64]


def find_quotes(batch: Batch, marks: Marks) -> Quotes:
    """Find the quotation marks of a batch.

    Parameters
    ----------
    batch : Batch
        The texts.
    marks : Marks
        Their punctuation.

    Returns
    -------
    Quotes
        ``offset`` in ``batch.text``; ``role``: `OPENS` or `CLOSES`, plus `SINGLE`, `AFTER_STOP` and
        `POSSESSIVE` where they apply; ``word``: number of the first word behind the mark.
    """
    kind = marks.kind
    quote = (kind >= ch.OPEN_QUOTE) & (kind <= ch.STRAIGHT_QUOTE) | (kind == ch.APOSTROPHE)
    mark, kind, word = marks.where(quote)
    before, after = batch.kind[mark - 1], batch.kind[mark + 1]
    apostrophe = kind == ch.APOSTROPHE
    part = apostrophe & (before >= ch.MARK) & (after >= ch.MARK)  # of a word
    outside = (before <= ch.NEWLINE) | (before >= ch.HYPHEN) & (before <= ch.COLON)
    outside &= before != ch.CLOSE_QUOTE
    inward = (after >= ch.MARK) | (after == ch.APOSTROPHE) | (after == ch.OTHER)
    inward |= (after >= ch.OPEN_QUOTE) & (after <= ch.OPEN_BRACKET)
    straight = apostrophe | (kind == ch.STRAIGHT_QUOTE)
    # An apostrophe that stands for letters or centuries left out opens nothing.
    omits = apostrophe & ((batch.codes[mark] != ord("'")) | (after == ch.DIGIT))
    opens = (kind == ch.OPEN_QUOTE) | straight & outside & inward & ~omits
    opens &= ~((kind == ch.OPEN_QUOTE) & ~outside & (after <= ch.NEWLINE))  # turned the wrong way
    role = np.where(opens, OPENS, CLOSES).astype(np.uint8)
    role[apostrophe | _SINGLES[np.minimum(batch.codes[mark], 0x203B)]] += SINGLE
    role[~opens & ((before >= ch.STOP) & (before <= ch.TERMINAL) | (before == ch.COMMA))] += (
        AFTER_STOP
    )
    behind_s = contains(_S, batch.prefix(mark - 1, np.ones_like(mark)))
    role[apostrophe & ~opens & behind_s] += POSSESSIVE
    clitic = apostrophe & ~part & (after >= ch.MARK) & ~opens
    kept = ~part & ~clitic
    return Quotes(mark[kept], role[kept], word[kept])
