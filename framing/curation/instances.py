"""Words and phrases that fit an entry, to try a lexicon on what it says itself."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import NamedTuple

from framing.lexicons import Lexicon
from framing.lexicons.patterns import ANY_LETTERS, ONE_LETTER, Gap, parse

FILLER = "qxv"  # a word that no entry holds
_MOST = 50  # combinations of alternatives that are all written out


class Instance(NamedTuple):
    """A text that fits an entry: the entry's number, and the text."""

    entry: int
    text: str


def instances(lexicon: Lexicon) -> list[Instance]:
    """Write out what the entries of a lexicon say.

    Parameters
    ----------
    lexicon : Lexicon
        The lexicon.

    Returns
    -------
    list of Instance
        Combinations of alternatives, if more than 50 only so many that each alternative occurs,
        with wildcards that stand for nothing and for some letters.

    Examples
    --------
    >>> import pandas as pd
    >>> lexicon = Lexicon(pd.DataFrame({"pattern": ["(key|main) role*", "first _ ever"]}), name="a")
    >>> [text for _, text in instances(lexicon)]
    ['key role', 'main role', 'key roleqxv', 'main roleqxv', 'first qxv ever']
    """
    return [
        Instance(number, text)
        for number, pattern in enumerate(lexicon.entries["pattern"])
        for text in _texts(pattern)
    ]


def _texts(pattern: str) -> list[str]:
    slots = [
        (" ".join([FILLER] * part.least),) if isinstance(part, Gap) else part
        for part in parse(pattern)
    ]
    plain = [" ".join(" ".join(way).split()) for way in _ways(slots)]
    texts = [
        text.replace(ANY_LETTERS, letters).replace(ONE_LETTER, "q")
        for letters in ("", FILLER)
        for text in plain
    ]
    return list(dict.fromkeys(texts))


def _ways(slots: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Combine alternatives: all with all if these are few, else so that each occurs."""
    if prod(map(len, slots)) <= _MOST:
        return list(product(*slots))
    return [
        tuple(slot[number % len(slot)] for slot in slots) for number in range(max(map(len, slots)))
    ]
