"""How categories are told apart: by colour, by line, and by a code that needs neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, count
from typing import NamedTuple

from framing.lexicons import Lexicon

HUES, LINES = 8, 3  # as many as article.css has


class Sign(NamedTuple):
    """What stands for a category: a code of two characters, and its classes in the style sheet."""

    code: str
    classes: str


def signs(lexicons: Sequence[Lexicon]) -> dict[tuple[int, int], Sign]:
    """Give every category of some lexicons its sign.

    Parameters
    ----------
    lexicons : sequence of Lexicon
        The lexicons.

    Returns
    -------
    dict of (int, int) to Sign
        By number of the lexicon and number of the category in it. Codes are unique, and so is the
        first class, such as ``category3``; hues come again with another line when all are used.
    """
    keys = [
        (number, category, name)
        for number, lexicon in enumerate(lexicons)
        for category, name in enumerate(lexicon.categories)
    ]
    codes = short_codes(name for _, _, name in keys)
    return {
        (number, category): Sign(
            code, f"category{place} hue{place % HUES} line{place // HUES % LINES}"
        )
        for place, ((number, category, _), code) in enumerate(zip(keys, codes, strict=True))
    }


def short_codes(names: Iterable[str]) -> list[str]:
    """Shorten names to their first and another letter, or a number, such that all differ.

    Parameters
    ----------
    names : iterable of str
        The names.

    Returns
    -------
    list of str

    Examples
    --------
    >>> short_codes(["hyperbole", "harmony", "hype", "hy"])
    ['hy', 'ha', 'hp', 'h1']
    """
    taken: dict[str, None] = {}
    for name in names:
        first, *others = [letter for letter in name.casefold() if letter.isalnum()] or ["x"]
        endings = chain(others, map(str, count(1)))
        code = next(first + ending for ending in endings if first + ending not in taken)
        taken[code] = None
    return list(taken)
