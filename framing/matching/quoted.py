"""Quotations and their cues: which words say who is quoted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.matching import grammar as g
from framing.matching.clauses import (
    CLAIM,
    FINDING,
    NAMING,
    PHRASE,
    Clauses,
    Reporting,
    is_in,
    word_before,
)
from framing.matching.grammar import Grammar
from framing.matching.places import Ints
from framing.matching.quotation import Quotations
from framing.matching.reports import BEHIND, BORROWED, HEARD, NONE
from framing.tokens import Tokens


def find_cues_of_quotations(
    grammar: Grammar, cues: Reporting, clauses: Clauses, form: Ints
) -> Ints:
    """Give the cue that says who is quoted, for each quotation; -1 for none.

    That is a cue whose clause begins where the quotation ends, in its sentence; else the last one
    before it there; else the first one behind it there; else a clause that says "Smith said" behind
    a quotation that ends its sentence. Quotations that touch, over paragraphs, and those
    of one paragraph have the same speaker where only one of them has a cue.
    """
    tokens, quotations = grammar.tokens, grammar.quotations
    if not len(cues.first) or not len(quotations.first):
        return np.full(len(quotations.first), -1)
    verbs = np.flatnonzero(_may_quote(grammar, cues, clauses, form))
    first = np.append(cues.first[verbs], len(tokens))
    after = np.searchsorted(first, quotations.end)
    near = np.searchsorted(first, quotations.first) - 1
    sentence = np.append(tokens.sentence[first[:-1]], -1)  # of verbs, and of none behind the last
    number = np.append(verbs, -1)
    starts = np.where(cues.kind[verbs] == CLAIM, -1, clauses.left[verbs])
    begins = np.append(starts, -1)[after] == quotations.end
    before = _strong_before(grammar, cues.where(verbs), clauses.where(verbs), form[verbs], near)
    leads = (before >= 0) & (sentence[before] == tokens.sentence[quotations.first])
    trails = sentence[after] == tokens.sentence[quotations.end - 1]
    paragraph = tokens.paragraph[quotations.first]
    says = np.append(form[verbs], BEHIND)[after] != BEHIND
    says &= np.append(tokens.paragraph[first[:-1]], -1)[after] == paragraph
    found = np.select(
        [begins & trails, leads, trails, begins & says],
        [number[after], number[before], number[after], number[after]],
        -1,
    )
    article = tokens.article[quotations.first]
    touching = np.append(False, quotations.first[1:] <= quotations.end[:-1])
    touching &= np.append(False, article[1:] == article[:-1])
    linked = touching | np.append(False, paragraph[1:] == paragraph[:-1])
    chain = np.cumsum(~linked)
    verbal = (cues.kind[verbs] <= NAMING) | (cues.kind[verbs] == PHRASE)
    told = _told_before(tokens, quotations, number, first)
    told = np.where(np.append(verbal, False)[before], told, -1)
    found = np.where(found < 0, told, found)
    found = _filled(found, chain)
    return _filled(found[::-1], np.cumsum(np.append(True, ~touching[:0:-1])))[::-1]


def _strong_before(
    grammar: Grammar, cues: Reporting, clauses: Clauses, form: Ints, before: Ints
) -> Ints:
    """Give the last cue that reports instead of one in its words: "called all who answered “…”"."""
    tokens, quotations = grammar.tokens, grammar.quotations
    sentence = np.append(tokens.sentence[cues.first], -1)
    reports = np.append(np.flatnonzero(form != NONE), -1)
    strong = reports[np.searchsorted(reports[:-1], before, "right") - 1]
    beside = np.append(cues.last, -1)[before] + 1 == quotations.first
    link, named = clauses.left - 1, clauses.subject_end - 1
    own = grammar.has(link, g.OPENER) & ~grammar.has(link, g.RELATIVE)
    own |= grammar.marked(clauses.left)
    own |= grammar.has(named, g.PRONOUN) | grammar.capital.take(named)
    own &= cues.kind != FINDING
    weak = ~beside & ~np.append(own, True)[before] & (strong >= 0)
    weak &= sentence[strong] == tokens.sentence[quotations.first]
    return np.where(weak, strong, before)


def _told_before(tokens: Tokens, quotations: Quotations, number: Ints, first: Ints) -> Ints:
    """Give quotations that are a whole paragraph the last cue of the sentence before it."""
    begin = quotations.first
    ends = np.append(tokens.paragraph, -1)
    whole = (ends[begin - 1] != ends[begin]) & (ends[quotations.end] != ends[begin]) & (begin > 0)
    whole &= tokens.article[begin - 1] == tokens.article[begin]
    before = np.searchsorted(first, begin) - 1
    near = tokens.sentence[np.append(first[:-1], 0)[before]] == tokens.sentence[begin - 1]
    return np.where(whole & (before >= 0) & near, number[before], -1)


def _may_quote(
    grammar: Grammar, cues: Reporting, clauses: Clauses, form: Ints
) -> NDArray[np.bool_]:
    """Tell which cues may say who is quoted: not hearsay, nouns, or passives without an agent."""
    beside = is_in(grammar.quotations.first, cues.last + 1) | is_in(
        grammar.quote_ends, clauses.left
    )
    before = word_before(cues, clauses)
    noun = grammar.has(before, g.ARTICLE | g.DETERMINER) & ~clauses.apposed
    verb = (cues.kind <= NAMING) & ~clauses.passive
    verb &= ~noun & (beside | ~grammar.has(before, g.TO))
    reports = (form != NONE) & (form != BORROWED) & (form != HEARD)
    found: NDArray[np.bool_] = reports | verb
    return found


def _filled(found: Ints, chain: Ints) -> Ints:
    """Put the last known number of the same chain where none is known."""
    last = np.maximum.accumulate(np.where(found >= 0, np.arange(len(found)), -1))
    same = (last >= 0) & (chain[last] == chain)
    return np.where(same, found[last], found)
