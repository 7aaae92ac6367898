"""From tokens and lexicons to matches: candidates, selection, voice, context."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from framing.lexicons import Lexicon, load_lexicon
from framing.matching.context import (
    NEGATED_VALENCE,
    NEGATION,
    Cues,
    find_distancing,
    find_heads,
    find_negators,
    find_scare_quotes,
    not_parted,
)
from framing.matching.engine import find_candidates
from framing.matching.matches import Matches
from framing.matching.places import Ints
from framing.matching.program import FAVOURABLE_HEAD, compile_lexicons
from framing.matching.quotation import Quotations
from framing.matching.resolution import Resolution
from framing.matching.runs import find_runs
from framing.matching.selection import Spans, select
from framing.matching.voice import LEXICONS, VoiceFinder
from framing.tokens import Tokens
from framing.tokens.tokens import Cut

Negation = Literal["default", "drop", "flip", "ignore"]
Switch = Literal["default", "ignore"]
_ACCEPTED = {
    "negation": ("default", "drop", "flip", "ignore"),
    "distancing": ("default", "ignore"),
    "unfavourable_head": ("default", "ignore"),
}
_CUES = (*LEXICONS, "negators", "unfavourable_heads")
# Looked for only in the sentences where a rule needs them.
_SCOPES = ("clause_breaks", "phrase_breaks")


def match(
    tokens: Tokens,
    lexicon: Lexicon | Sequence[Lexicon],
    *,
    negation: Negation = "default",
    distancing: Switch = "default",
    unfavourable_head: Switch = "default",
) -> Matches:
    """Find where the entries of lexicons stand, and what each match is worth in its context.

    Parameters
    ----------
    tokens : Tokens
        The tokens.
    lexicon : Lexicon or sequence of Lexicon
        One lexicon or several; they never compete with each other.
    negation : {"default", "drop", "flip", "ignore"}
        What a negator before a match, in the same clause and at most six words away, does to its
        value. ``"default"``: intensity becomes 0 ("not a breakthrough" is no promotion), valence is
        multiplied by -0.74. ``"drop"``: 0. ``"flip"``: valence changes its sign.
    distancing : {"default", "ignore"}
        ``"default"``: 0 behind words such as "so-called" (at most three words away), and in scare
        quotes: up to three quoted words in a sentence without a word of speech.
    unfavourable_head : {"default", "ignore"}
        ``"default"``: entries marked ``head=favourable`` are 0 before an unfavourable noun
        ("unprecedented crackdown").

    Returns
    -------
    Matches

    Raises
    ------
    ValueError
        If a choice is unknown, or ``negation="flip"`` is asked of a lexicon of intensities.
    TypeError
        If `tokens` are no `Tokens`, or `lexicon` is neither a `Lexicon` nor several.

    Notes
    -----
    A rule changes only lexicons that name it among their ``rules``. The voice is that of the
    match's first token; see `voices` for how own, quoted and reported speech are told apart.

    References
    ----------
    Hutto, C. J., & Gilbert, E. (2014). VADER: A parsimonious rule-based model for sentiment
    analysis of social media text. Proceedings of ICWSM, 8(1). https://doi.org/10.1609/icwsm.v8i1.14550

    Examples
    --------
    >>> from framing.lexicons import load_lexicon
    >>> from framing.tokens import tokenize
    >>> tokens = tokenize(["It was hardly a historic achievement."])
    >>> match(tokens, load_lexicon("promotional")).table()[["text", "value", "cues"]]
                       text  value                     cues
    0  historic achievement    0.0  negation: hardly [7:13]
    """
    lexicons = (lexicon,) if isinstance(lexicon, Lexicon) else tuple(lexicon)
    _check_types(tokens, lexicons)
    matcher = Matcher(
        lexicons,
        tokens.cut,
        negation=negation,
        distancing=distancing,
        unfavourable_head=unfavourable_head,
    )
    return matcher(tokens)


class Matcher:
    """`match` made ready, for corpora that are read in parts.

    Parameters
    ----------
    lexicons : sequence of Lexicon
        The lexicons.
    cut : callable
        The tokenizer of the texts to come.
    negation, distancing, unfavourable_head : str
        As for `match`.
    """

    def __init__(
        self,
        lexicons: Sequence[Lexicon],
        cut: Cut,
        *,
        negation: Negation = "default",
        distancing: Switch = "default",
        unfavourable_head: Switch = "default",
    ) -> None:
        self.lexicons = tuple(lexicons)
        self._choices = {
            "negation": negation,
            "distancing": distancing,
            "unfavourable_head": unfavourable_head,
        }
        _check_choices(self.lexicons, self._choices)
        known = (load_lexicon(name) for name in (*_CUES, *_SCOPES))
        self._program = compile_lexicons([*self.lexicons, *known], cut)
        self._resolution = Resolution(self._program.slots)
        self._scopes_begin = len(self.lexicons) + len(_CUES)
        self._find_voices = VoiceFinder()

    def __call__(self, tokens: Tokens) -> Matches:
        """Find the matches of some tokens."""
        split = len(self.lexicons)
        chosen = self._program.lexicon < self._scopes_begin
        spans, lexicon = self._find(tokens, chosen)
        cues = {name: _only(spans, lexicon == split + n) for n, name in enumerate(_CUES)}
        own = lexicon < split
        spans, lexicon = _only(spans, own), lexicon[own]
        entries = self._program.entries
        voices, scare = self._find_voices(tokens, cues, entries.category)
        voice = voices.token_voice
        found = self._relate(tokens, spans, lexicon, cues)
        found = _in_scope(tokens, spans, found, self._scopes_of(tokens, found))
        found += self._scare_quotes(spans, lexicon, scare)
        trace, value = self._values(lexicon, entries.weight[spans.entry], found)
        return Matches(
            tokens=tokens,
            lexicons=self.lexicons,
            lexicon=lexicon,
            entry=entries.origin[spans.entry],
            category=entries.category[spans.entry],
            first=spans.first,
            last=spans.last,
            weight=entries.weight[spans.entry],
            value=value,
            voice=voice[spans.first],
            cues=trace,
            voices=voices,
            token_voice=voice,
            runs=find_runs(tokens, voices),
        )

    def _find(
        self,
        tokens: Tokens,
        chosen: NDArray[np.bool_],
        within: NDArray[np.bool_] | None = None,
    ) -> tuple[Spans, Ints]:
        """Find the spans that count of some lexicons, and the lexicon of each."""
        pairs = self._resolution.pairs(tokens.vocabulary)
        found = find_candidates(self._program, pairs, tokens, chosen, within)
        spans = select(self._program, tokens, found)
        return spans, self._program.entries.lexicon[spans.entry]

    def _ruled_by(self, rule: str, lexicon: Ints) -> Ints:
        """Give the numbers of the matches whose lexicon has a rule that is on."""
        on = self._choices[rule] != "ignore"
        ruled = [on and rule in known.rules for known in self.lexicons]
        return np.flatnonzero(np.array(ruled, bool)[lexicon])

    def _relate(
        self, tokens: Tokens, spans: Spans, lexicon: Ints, cues: dict[str, Spans]
    ) -> list[Cues]:
        """Find the cues near the matches, whatever stands between."""
        found = []
        negated = self._ruled_by("negation", lexicon)
        for number in np.unique(lexicon[negated]).tolist():  # lexicons know nothing of each other
            mine = negated[lexicon[negated] == number]
            near = find_negators(tokens, _only(spans, mine), cues["negators"])
            found.append(near._replace(match=mine[near.match]))
        mine = self._ruled_by("distancing", lexicon)
        near = find_distancing(tokens, _only(spans, mine), cues["distancing"])
        found.append(near._replace(match=mine[near.match]))
        mine = self._ruled_by("unfavourable_head", lexicon)
        constraints = self._program.entries.constraints[spans.entry[mine]]
        mine = mine[constraints & FAVOURABLE_HEAD > 0]
        near = find_heads(tokens, _only(spans, mine), cues["unfavourable_heads"])
        found.append(near._replace(match=mine[near.match]))
        return found

    def _scopes_of(self, tokens: Tokens, found: list[Cues]) -> dict[str, Spans]:
        """Find what ends a scope, where it matters."""
        within = np.zeros(len(tokens.sentence_start), bool)
        for cues in found:
            within[tokens.sentence[cues.first]] = True
        chosen = self._program.lexicon >= self._scopes_begin
        ends, lexicon = self._find(tokens, chosen, within)
        numbered = enumerate(_SCOPES, start=self._scopes_begin)
        return {name: _only(ends, lexicon == number) for number, name in numbered}

    def _scare_quotes(self, spans: Spans, lexicon: Ints, scare: Quotations) -> list[Cues]:
        mine = self._ruled_by("distancing", lexicon)
        held = Spans(np.zeros_like(scare.first), scare.first, scare.end - 1)
        cues = find_scare_quotes(_only(spans, mine), held)
        return [cues._replace(match=mine[cues.match])]

    def _values(
        self, lexicon: Ints, weight: NDArray[np.float64], found: list[Cues]
    ) -> tuple[Cues, NDArray[np.float64]]:
        """Put the cues in order, and compute the value of every match."""
        cues = Cues(*(np.concatenate(columns) for columns in zip(*found, strict=True)))
        order = np.lexsort((cues.rule, cues.match))
        cues = Cues(*(column[order] for column in cues))
        negated = {"default": NEGATED_VALENCE, "drop": 0.0, "flip": -1.0, "ignore": 1.0}
        graded = np.array([known.scale == "valence" for known in self.lexicons])
        factor = np.where(
            (cues.rule == NEGATION) & graded[lexicon[cues.match]],
            negated[self._choices["negation"]],
            0.0,
        )
        value = weight.copy()
        np.multiply.at(value, cues.match, factor)
        return cues, value + 0.0  # no minus zero


def _only(spans: Spans, chosen: NDArray[Any]) -> Spans:
    """Give some of the spans."""
    return Spans(*(column[chosen] for column in spans))


def _in_scope(
    tokens: Tokens, spans: Spans, found: list[Cues], scopes: dict[str, Spans]
) -> list[Cues]:
    """Keep the cues that nothing parts from their match."""
    clauses = np.flatnonzero(tokens.parted > 1), scopes["clause_breaks"].first
    phrases = tokens.partings, scopes["phrase_breaks"].first
    *before, heads = found
    return [
        *(not_parted(spans, cues, *clauses) for cues in before),
        not_parted(spans, heads, *phrases),
    ]


def _check_types(tokens: object, lexicons: tuple[object, ...]) -> None:
    if not isinstance(tokens, Tokens):
        message = (
            f"tokens is a {type(tokens).__name__}; tokenize the articles first: fr.tokenize(...)"
        )
        raise TypeError(message)
    for lexicon in lexicons:
        if not isinstance(lexicon, Lexicon):
            message = (
                f"lexicon is a {type(lexicon).__name__}; load one first: fr.load_lexicon(name) or "
                "fr.read_lexicon(path)"
            )
            raise TypeError(message)


def _check_choices(lexicons: Sequence[Lexicon], choices: Mapping[str, str]) -> None:
    for argument, accepted in _ACCEPTED.items():
        if choices[argument] not in accepted:
            message = f"{argument}={choices[argument]!r}; it is one of {', '.join(accepted)}"
            raise ValueError(message)
    names = [lexicon.name for lexicon in lexicons]
    if not names or len(set(names)) < len(names):
        message = f"lexicon: {', '.join(names) or 'none'}; give at least one, each only once"
        raise ValueError(message)
    for lexicon in lexicons:
        if (
            choices["negation"] == "flip"
            and lexicon.scale != "valence"
            and "negation" in lexicon.rules
        ):
            message = (
                f"negation='flip' needs a lexicon of valences; {lexicon.name} is one of "
                "intensities. Match it apart, or use 'default' or 'drop'"
            )
            raise ValueError(message)
