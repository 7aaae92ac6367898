"""How many words stand where: runs of tokens that are alike in all that articles are parted by."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.matching.places import Ints, union
from framing.matching.voice import Voices
from framing.tokens import Tokens


class Runs(NamedTuple):
    """Runs of tokens of one article, zone and stretch of voice: first token, and word tokens."""

    first: Ints
    words: Ints


def find_runs(tokens: Tokens, voices: Voices) -> Runs:
    """Cut the tokens where article, zone or voice change.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    voices : Voices
        Their voices.

    Returns
    -------
    Runs
        In order; together they hold all tokens.
    """
    of_zone = np.flatnonzero(tokens.zone[1:] != tokens.zone[:-1]) + 1
    first = union(len(tokens) + 1, tokens.ptr[:-1], of_zone, voices.first, voices.end)
    first = first[first < len(tokens)]
    end = np.append(first[1:], len(tokens))[: len(first)]
    return Runs(first, tokens.count_words(first, end))
