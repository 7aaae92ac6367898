"""Contents: which words each cue of reporting reports."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.matching import grammar as g
from framing.matching.clauses import (
    BEFORE_NOUN,
    NAMING,
    PRAISE,
    RECEPTION,
    Clauses,
    Reporting,
    is_in,
    phrase_end,
    word_before,
)
from framing.matching.grammar import Grammar, first_at, last_at
from framing.matching.places import Ints, union
from framing.matching.reports import ASIDE, BEFORE, FORMS, INVERTED, NONE, only_when

LONGEST_REPORT = 200  # words in one sentence; more is no sentence


class Contents(NamedTuple):
    """The words reported, in up to two ranges, half-open; one that is empty is none."""

    first: Ints
    end: Ints
    rest: Ints
    rest_end: Ints


def find_contents(grammar: Grammar, cues: Reporting, clauses: Clauses, form: Ints) -> Contents:
    """Find the words that each cue reports.

    Parameters
    ----------
    grammar : Grammar
        The tokens and their classes.
    cues : Reporting
        The cues.
    clauses : Clauses
        Their clauses.
    form : numpy.ndarray of int64
        Their forms.

    Returns
    -------
    Contents
    """
    begin, end, mark = clauses.begin, clauses.end, clauses.mark
    nothing = np.zeros_like(begin)
    is_form = [form == number for number in FORMS]
    leads = (cues.first == begin) | grammar.has(
        word_before(cues, clauses), g.JOINER | g.OPENER | g.ADVERB
    )
    named_end = phrase_end(grammar, cues.last + 1, mark)
    aside_end = np.where(mark < end, _behind_name(grammar, mark, end), named_end)
    object_end = _object_end(grammar, clauses)
    clause_end = np.minimum(end, _next_report(grammar, cues, form))
    received = cues.kind == RECEPTION
    of_object = (cues.kind == PRAISE) | (cues.kind == NAMING)
    behind = np.where(only_when(grammar, clauses), mark, clauses.behind)
    first = [
        *(nothing, behind, begin, begin, np.where(leads, aside_end, begin)),
        *(cues.last + 1, cues.last + 1, np.where(received, cues.first, cues.last + 1)),
        cues.last + 1,
    ]
    last = [
        *(nothing, np.where(of_object, object_end, clause_end), clauses.left, cues.first),
        *(np.where(leads, end, cues.first), mark, object_end),
        *(np.where(received, cues.last + 1, object_end), end),
    ]
    goes_on = (mark < end) & (grammar.tokens.parted.take(mark, mode="clip") == 1)
    turns = grammar.has(mark, g.PARTICIPLE | g.JOINER | g.OPENER | g.TO)
    quoted = is_in(grammar.quotations.first, mark)
    rest = goes_on & ~turns & ((form == BEFORE) | (form == ASIDE) & ~leads)
    remark = grammar.has(mark, g.DETERMINER) | grammar.capital.take(mark, mode="clip")
    rest |= goes_on & (quoted | ~turns & ~remark) & (form == INVERTED)
    starts, stops = np.select(is_form, first), np.select(is_form, last)
    after = (form == BEFORE) | (form == INVERTED)
    return Contents(
        np.where(after, np.maximum(starts, stops - LONGEST_REPORT), starts),
        np.where(after, stops, np.minimum(stops, starts + LONGEST_REPORT)),
        np.where(rest, mark, 0),
        np.where(rest, np.minimum(end, mark + LONGEST_REPORT), 0),
    )


def _behind_name(grammar: Grammar, mark: Ints, end: Ints) -> Ints:
    """Step over a name between commas, as in "according to the coach, Tom Brandt, …"."""
    following = first_at(grammar.marks, mark + 1)
    named = grammar.capital.take(mark, mode="clip") & ~grammar.capital.take(mark - 1)
    named &= (phrase_end(grammar, mark, following) == following) & (following < end)
    return np.where(named, following, mark)


def _next_report(grammar: Grammar, cues: Reporting, form: Ints) -> Ints:
    """Find where the words reported give way to another report: ", but Y said"."""
    cue = cues.first[form != NONE]
    mark = last_at(grammar.marks, cue)
    turns = grammar.has(mark, g.JOINER | g.OPENER) & ~grammar.has(mark, g.THAT | g.ASKS)
    turns = turns & (mark < cue) | grammar.has(mark, g.PARTICIPLE)
    return first_at(union(len(grammar.tokens) + 1, mark[turns]), cues.first + 1)


def _object_end(grammar: Grammar, clauses: Clauses) -> Ints:
    """Find where a clause that holds an object ends: at a mark before another kind of words."""
    turns = g.OPENER | g.JOINER | BEFORE_NOUN | g.ADVERB | g.PARTICIPLE | g.PRONOUN
    ends = grammar.marks[grammar.has(grammar.marks, turns)]
    return np.minimum(first_at(ends, clauses.behind + 1), clauses.end)
