"""Context: the cues near each match, and what they make of its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from framing.lexicons import Lexicon, load_lexicon
from framing.lexicons.lexicon import RULES, SCALES
from framing.matching.cues import (
    Cues,
    Ends,
    ends_in_aside,
    find_around,
    find_before,
    find_behind,
    find_upon,
    follow_each_other,
    not_parted,
)
from framing.matching.places import Ints, touches
from framing.matching.program import FAVOURABLE_HEAD
from framing.matching.questions import asks_about, find_openers
from framing.matching.quotation import Quotations
from framing.matching.rules import (
    AROUND,
    BEFORE,
    CLAUSE,
    DEGREE,
    HELD,
    KNOWN,
    PHRASE,
    SCARE_QUOTES,
    TITLES,
    Scope,
    effect,
)
from framing.matching.search import Search
from framing.matching.selection import Spans
from framing.matching.titles import find_titles
from framing.tokens import Tokens

_HEAD, _NEGATION = "unfavourable_head", "negation"
_NEGATORS, _OPENERS, _WORKS = "negators", "question_openers", "works"
_FADES = 0.05  # of a shift, for each word between cue and match (Hutto & Gilbert 2014: code)
_BREAKS = {CLAUSE: "clause_breaks", **dict.fromkeys((PHRASE, DEGREE, HELD), "phrase_breaks")}
_ENDING = {  # "truly a success", "billed as one of the best and greatest"
    DEGREE: ("break_preposition", "break_conjunction", "break_clause"),
    HELD: ("break_verb", "break_clause"),
}


class ContextFinder:
    """Finds the cues near matches by the rules that are on, and what they make of values.

    Parameters
    ----------
    lexicons : sequence of Lexicon
        The lexicons of the matches.
    choices : mapping of str to str
        The choice of every rule.

    Attributes
    ----------
    cue_lexicons : list of str
        Names of the lexicons that it looks for.
    """

    def __init__(self, lexicons: Sequence[Lexicon], choices: Mapping[str, str]) -> None:
        self._plan = [
            (number, rule, scope)
            for number, known in enumerate(lexicons)
            for rule in RULES
            if rule in known.rules and choices[rule] != "ignore"
            for scope in KNOWN[rule].scopes
        ]
        self._scopes = list(dict.fromkeys(scope for *_, scope in self._plan))
        self._categories = {
            scope: _numbers(scope.lexicon, scope.categories)
            for scope in self._scopes
            if scope.categories
        }
        self._verb = _numbers(_BREAKS[HELD], ("break_verb",))
        self._ending = {kind: _numbers(_BREAKS[kind], names) for kind, names in _ENDING.items()}
        names = [name for scope in self._scopes for name in (scope.lexicon, *scope.unless)]
        names = [_WORKS if name == TITLES else name for name in dict.fromkeys(names)]
        self._sought = [name for name in names if name != SCARE_QUOTES]
        ends = {scope.ends for scope in self._scopes}
        if any(rule == _NEGATION for _, rule, _ in self._plan):
            ends.add(HELD)  # verbs end asides too
        self._breaks = sorted({_BREAKS[kind] for kind in ends if kind})
        self.cue_lexicons = [*self._sought, *self._breaks]
        self._scale = np.array([SCALES.index(known.scale) for known in lexicons])
        effects = [[effect(rule, choices[rule], scale) for scale in SCALES] for rule in RULES]
        self._factor, self._shift = np.moveaxis(np.array(effects), 2, 0)

    def __call__(
        self,
        search: Search,
        matches: Spans,
        lexicon: Ints,
        quotations: Quotations,
        scare: NDArray[np.bool_],
    ) -> Cues:
        """Find the cues near matches.

        Parameters
        ----------
        search : Search
            Finds cues.
        matches : Spans
            The matches.
        lexicon : numpy.ndarray of int
            The lexicon of each.
        quotations : Quotations
            What stands in quotation marks.
        scare : numpy.ndarray of bool
            Which of them are scare quotes.

        Returns
        -------
        Cues
            In order of match, rule and place.
        """
        of = {number: np.flatnonzero(lexicon == number) for number, *_ in self._plan}
        ruled = np.concatenate([_NOTHING, *of.values()])
        known = self._known(search, matches.take(np.sort(ruled)), quotations, scare)
        favourable = search.entries.constraints[matches.entry] & FAVOURABLE_HEAD > 0
        parts: dict[str, list[Cues]] = {ends: [_NO_CUES] for ends in ("", *_BREAKS)}
        for number, rule, scope in self._plan:  # lexicons know nothing of each other
            some = of[number]
            some = some[favourable[some]] if rule == _HEAD else some
            match, cue = _relate(search.tokens, matches.take(some), known[scope], scope)
            first, last = known[scope].first[cue], known[scope].last[cue]
            rules = np.full(len(match), RULES.index(rule))
            parts[scope.ends].append(Cues(some[match], rules, first, last))
        cues = self._in_scope(search, matches, {ends: _join(part) for ends, part in parts.items()})
        return cues.take(np.lexsort((cues.first, cues.rule, cues.match)))

    def _known(
        self, search: Search, matches: Spans, quotations: Quotations, scare: NDArray[np.bool_]
    ) -> dict[Scope, Spans]:
        """Find the cues of every scope, near some matches."""
        tokens = search.tokens
        found = search.cues(self._sought, matches.first)
        held = quotations.where(scare)
        found[SCARE_QUOTES] = Spans(np.zeros_like(held.first), held.first, held.end - 1)
        if _OPENERS in found:
            found[_OPENERS] = find_openers(tokens, found[_OPENERS])
        if _WORKS in found:
            found[TITLES] = find_titles(tokens, matches, quotations, found[_WORKS])
        category = search.entries.category
        return {
            scope: _cues_of(scope, found, category, self._categories.get(scope))
            for scope in self._scopes
        }

    def values(
        self, matches: Spans, lexicon: Ints, weight: NDArray[np.float64], cues: Cues
    ) -> NDArray[np.float64]:
        """Compute the value of every match from its weight and its cues.

        Parameters
        ----------
        matches : Spans
            The matches.
        lexicon : numpy.ndarray of int
            The lexicon of each.
        weight : numpy.ndarray of float64
            The weight of each.
        cues : Cues
            Their cues.

        Returns
        -------
        numpy.ndarray of float64
            Weights moved away from 0 or towards it, and not beyond, then multiplied.
        """
        scale = self._scale[lexicon[cues.match]]
        between = np.maximum(matches.first[cues.match] - cues.last - 1, 0)
        shift = self._shift[cues.rule, scale] * (1 - _FADES * between)
        shift = np.bincount(cues.match, shift, len(weight))
        value = np.sign(weight) * np.maximum(np.abs(weight) + shift, 0)
        np.multiply.at(value, cues.match, self._factor[cues.rule, scale])
        return value + 0.0  # no minus zero

    def _in_scope(self, search: Search, matches: Spans, cues: dict[str, Cues]) -> Cues:
        """Keep the cues that nothing parts from their match."""
        near = np.concatenate([part.first for part in cues.values()])
        breaks = search.cues(self._breaks, near)
        parted, strongly = search.tokens.partings, np.flatnonzero(search.tokens.parted > 1)
        kept = [cues.pop("")]
        for kind, near_by in cues.items():
            found = breaks.get(_BREAKS[kind], _NO_SPANS)
            if kind in self._ending:
                category = search.entries.category[found.entry]
                found = found.take(np.flatnonzero(np.isin(category, self._ending[kind])))
            ends = Ends(strongly if kind in (CLAUSE, HELD) else parted, found.first, kind != CLAUSE)
            kept.append(near_by.where(not_parted(matches, near_by, ends)))
        return self._behind_asides(
            search, matches, _join(kept), breaks.get(_BREAKS[HELD], _NO_SPANS)
        )

    def _behind_asides(self, search: Search, matches: Spans, cues: Cues, breaks: Spans) -> Cues:
        """Leave out what an aside denies, "X, not Y, is …", from what is said behind it."""
        verb = np.isin(search.entries.category[breaks.entry], self._verb)
        aside = ends_in_aside(search.tokens, matches, cues, breaks.first[verb])
        return cues.where(~(aside & (cues.rule == RULES.index(_NEGATION))))


_NOTHING = np.zeros(0, np.int64)
_NO_CUES = Cues(*(_NOTHING for _ in Cues._fields))
_NO_SPANS = Spans(*(_NOTHING for _ in Spans._fields))


def _join(parts: Sequence[Cues]) -> Cues:
    return Cues(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _numbers(lexicon: str, categories: Sequence[str]) -> list[int]:
    """Give the numbers of some categories of a lexicon."""
    known = tuple(load_lexicon(lexicon).categories)
    return [known.index(category) for category in categories]


def _cues_of(
    scope: Scope, found: Mapping[str, Spans], category: Ints, categories: Sequence[int] | None
) -> Spans:
    """Give what a scope looks for among what was found."""
    cues = found[scope.lexicon]
    if categories:
        cues = cues.take(np.flatnonzero(np.isin(category[cues.entry], categories)))
    for name in scope.unless:
        other = found[name]
        alone = ~touches(cues.first, cues.last, other.first, other.last)
        cues = cues.take(np.flatnonzero(alone))
    return cues


def _relate(tokens: Tokens, matches: Spans, cues: Spans, scope: Scope) -> tuple[Ints, Ints]:
    """Give the numbers of matches and of their cues, whatever stands between."""
    if scope.lexicon == SCARE_QUOTES:  # "a 'historic' deal" is one match
        return find_upon(matches, cues)
    if scope.side == AROUND:
        return find_around(matches, cues)
    find = find_before if scope.side == BEFORE else find_behind
    match, cue = find(tokens, matches, cues, scope.reach)
    if scope.lexicon == _NEGATORS:  # two negatives cancel each other
        single = ~follow_each_other(tokens, cues)[cue]
        match, cue = match[single], cue[single]
    if scope.lexicon == _OPENERS:
        asked = asks_about(tokens, matches.take(match))
        match, cue = match[asked], cue[asked]
    return match, cue
