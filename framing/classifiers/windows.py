"""What stands around targets: the words before and behind them, and what is known of each word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from framing.classifiers.inputs import Targets
from framing.lexicons import Lexicon, load_lexicon
from framing.matching import Matcher, Matches
from framing.tokens import Tokens
from framing.tokens.tokenize import own_cut

AGAINST = ("criticism", "loaded")  # intensities that speak against somebody
CUES = ("negators", "reporting", "clause_breaks")

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


def window_matcher(lexicons: tuple[Lexicon, ...]) -> Matcher:
    """Make lexicons ready to be looked up around targets, with the cues that tell clauses.

    Parameters
    ----------
    lexicons : tuple of Lexicon
        The lexicons.

    Returns
    -------
    Matcher
    """
    cues = tuple(load_lexicon(name) for name in CUES)
    return Matcher((*lexicons, *cues), own_cut)


@dataclass(frozen=True, eq=False)
class Windows:
    """The tokens around targets, one text a target.

    Attributes
    ----------
    targets : Targets
        The targets.
    matches : Matches
        What a matcher of `window_matcher` found in their texts.
    """

    targets: Targets
    matches: Matches

    @property
    def tokens(self) -> Tokens:
        """The tokens of all texts."""
        return self.targets.tokens

    @cached_property
    def row(self) -> NDArray[np.int32]:
        """Number of the target of each token."""
        return self.tokens.article

    @cached_property
    def offset(self) -> Ints:
        """Tokens from each token to its target: below 0 before it, 0 in it, above 0 behind it."""
        place = np.arange(len(self.tokens))
        before = place - self.targets.first[self.row]
        behind = place - self.targets.last[self.row]
        return np.where(before < 0, before, np.maximum(behind, 0))

    @cached_property
    def in_clause(self) -> Bools:
        """Whether nothing that parts clauses stands between each token and its target."""
        opens = self.tokens.parted > 0
        opens[self.of("clause_breaks").first] = True
        clause = np.cumsum(opens)
        first, last = clause[self.targets.first], clause[self.targets.last]
        near: Bools = (clause >= first[self.row]) & (clause <= last[self.row])
        return near

    @cached_property
    def valence(self) -> Floats:
        """The sum of all values at each token, criticism and loaded words counted against."""
        total = np.zeros(len(self.tokens))
        for lexicon in self.matches.lexicons[: -len(CUES)]:
            sign = -1 if lexicon.name in AGAINST else 1
            total += sign * self.values(lexicon)
        return total

    def of(self, name: str) -> Matches:
        """Give the matches of a lexicon."""
        return self.matches.of(name)

    def marks(self, name: str) -> Bools:
        """Tell at which tokens a match of a lexicon begins."""
        found = np.zeros(len(self.tokens), bool)
        found[self.of(name).first] = True
        return found

    def values(self, lexicon: Lexicon) -> Floats:
        """Give the value that a lexicon has at each token."""
        found = self.of(lexicon.name)
        value = np.zeros(len(self.tokens))
        value[found.first] = found.value
        return value
