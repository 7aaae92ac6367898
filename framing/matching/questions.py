"""Yes-no questions: what they ask about is not said to be so."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.matching.selection import Spans
from framing.tokens import Tokens

_GRANTED = frozenset("the this that these those its his her their our my your 's".split())


def find_openers(tokens: Tokens, openers: Spans) -> Spans:
    """Keep the words that open a question.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    openers : Spans
        Words with which a yes-no question may begin.

    Returns
    -------
    Spans
        Those with which a sentence or what follows a comma begins, and that have a question mark
        behind them in their sentence. "And is" opens nothing behind a comma.
    """
    first = openers.first
    begins = (first == 0) | (tokens.sentence[first] != tokens.sentence[first - 1])
    parted = tokens.parted[first]
    opening = np.flatnonzero(begins | (parted > 1) | (parted == 1) & (openers.last == first))
    asked = [_asked(tokens, token) for token in openers.first[opening].tolist()]
    return openers.take(opening[np.array(asked, bool)])


def asks_about(tokens: Tokens, matches: Spans) -> NDArray[np.bool_]:
    """Tell which matches a question asks about: what "the" or "its" names is taken for granted."""
    before = np.maximum(matches.first - 1, 0)
    words = [tokens.text(token).lower().replace("’", "'") for token in before.tolist()]
    return np.array([word not in _GRANTED for word in words], bool)


def _asked(tokens: Tokens, token: int) -> bool:
    text = tokens.texts[tokens.article[token]]
    end = int(tokens.sentence_end[tokens.sentence[token]])
    return text.find("?", int(tokens.end[token]), end) >= 0
