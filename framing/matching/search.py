"""Looking for lexicons in tokens: everywhere, or only in the sentences that matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from framing.lexicons import Lexicon, load_lexicon
from framing.matching.engine import CandidateFinder
from framing.matching.places import Ints
from framing.matching.program import Entries, compile_lexicons
from framing.matching.resolution import Resolution
from framing.matching.selection import Spans, select
from framing.tokens import Tokens
from framing.tokens.tokens import Cut


class Instructions:
    """Lexicons made ready: those to be matched, and by name those that hold cues.

    Parameters
    ----------
    lexicons : sequence of Lexicon
        The lexicons to be matched; their numbers are their places.
    cues : iterable of str
        Names of lexicons that come with the library.
    cut : callable
        The tokenizer of the texts to come.
    """

    def __init__(self, lexicons: Sequence[Lexicon], cues: Iterable[str], cut: Cut) -> None:
        names = list(dict.fromkeys(cues))
        self.matched = range(len(lexicons))
        self.number = {name: number for number, name in enumerate(names, len(lexicons))}
        known = (load_lexicon(name) for name in names)
        self.program = compile_lexicons([*lexicons, *known], cut)
        self._resolution = Resolution(self.program.slots)

    def finder(self, tokens: Tokens) -> CandidateFinder:
        """Make ready to look for it in tokens with the vocabulary of these."""
        return CandidateFinder(self.program, self._resolution.pairs(tokens.vocabulary), tokens)


class Search:
    """Finds entries in some tokens.

    Parameters
    ----------
    instructions : Instructions
        What can be looked for.
    find_candidates : CandidateFinder
        Finds it in tokens of their vocabulary.
    tokens : Tokens
        Where.

    Attributes
    ----------
    known : dict of str to Spans
        Cues that were found in all sentences, by the name of their lexicon.
    """

    def __init__(
        self, instructions: Instructions, find_candidates: CandidateFinder, tokens: Tokens
    ) -> None:
        self._instructions, self._find_candidates = instructions, find_candidates
        self.tokens = tokens
        self.known: dict[str, Spans] = {}

    @property
    def entries(self) -> Entries:
        """What entries are."""
        return self._instructions.program.entries

    def matches(self, cues: Sequence[str]) -> tuple[Spans, Ints]:
        """Find the matches and the lexicon of each, and some cues with them in one go."""
        matched = self._instructions.matched
        numbers = {name: self._instructions.number[name] for name in cues}
        spans = self._find((*matched, *numbers.values()), None)
        lexicon = self.entries.lexicon[spans.entry]
        for name, number in numbers.items():
            self.known[name] = spans.take(np.flatnonzero(lexicon == number))
        mine = np.flatnonzero(lexicon < len(matched))
        return spans.take(mine), lexicon[mine]

    def cues(self, names: Iterable[str], near: Ints) -> dict[str, Spans]:
        """Find cues in the sentences of some tokens; those known already are given whole."""
        numbers = {
            name: self._instructions.number[name] for name in names if name not in self.known
        }
        if not numbers:
            return dict(self.known)
        within = np.zeros(len(self.tokens.sentence_start), bool)
        within[self.tokens.sentence[near]] = True
        spans = self._find((*numbers.values(),), within)
        lexicon = self.entries.lexicon[spans.entry]
        found = {
            name: spans.take(np.flatnonzero(lexicon == number)) for name, number in numbers.items()
        }
        return self.known | found

    def _find(self, lexicons: tuple[int, ...], within: NDArray[np.bool_] | None) -> Spans:
        found = self._find_candidates(lexicons, self.tokens, within)
        return select(self._instructions.program, self.tokens, found)
