"""Reported speech: in which form each cue of reporting reports.

Each cue is looked at in its clause. What was said stands behind it ("X said that …"), before it
("…, X said"), around it ("…, said X, …") or, with a preposition, in the rest of the sentence.
"""

from __future__ import annotations

import numpy as np

from framing.matching import grammar as g
from framing.matching.clauses import (
    ADDRESSED,
    BEFORE_NOUN,
    CLAUSE,
    CONTENT,
    DOCUMENT,
    ESTEEM,
    FINDING,
    HEARSAY,
    NAMING,
    PHRASE,
    PRAISE,
    PRESENTING,
    RECEPTION,
    Clauses,
    Flags,
    Reporting,
    is_in,
    is_inverted,
    is_passive,
    word_before,
)
from framing.matching.grammar import Grammar, first_at
from framing.matching.places import Ints, count_between

# Where the words reported stand: nowhere; behind the cue; before the speaker and the cue; before
# the cue and the speaker; around a preposition; behind hearsay; as a judgement by somebody, or
# by nobody in particular; behind a document.
FORMS = range(9)
NONE, BEHIND, BEFORE, INVERTED, ASIDE, HEARD, JUDGED, BORROWED, WRITTEN = FORMS

LONGEST_ORDER = 3  # words between a hearer and "to"
LONGEST_OPENING = 4  # words before a comma that only say when or where


def find_forms(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Ints:
    """Tell in which form each cue reports.

    Parameters
    ----------
    grammar : Grammar
        The tokens and their classes.
    cues : Reporting
        The cues.
    clauses : Clauses
        Their clauses.

    Returns
    -------
    numpy.ndarray of int64
        Numbers in `FORMS`.
    """
    kind, marked = cues.kind, is_in(grammar.marks, clauses.left)
    subject = clauses.subject < clauses.subject_end
    participle = grammar.has(cues.first, g.PARTICIPLE)
    noun = (
        grammar.has(word_before(cues, clauses), g.ARTICLE | BEFORE_NOUN)
        & ~participle
        & ~clauses.that
    )
    verb = (kind <= NAMING) & ~(noun & ~clauses.apposed & (clauses.left < cues.first))
    passive = is_passive(grammar, cues, clauses)
    agent = first_at(grammar.places(g.BY), cues.last + 1) < clauses.mark
    opening = grammar.has(clauses.begin, BEFORE_NOUN | g.TIME)
    opening &= clauses.left - clauses.begin <= LONGEST_OPENING
    before = subject & marked & (clauses.left > clauses.begin) & clauses.tail & ~opening
    quoted_next = is_in(grammar.quotations.first, clauses.mark) & (clauses.mark < clauses.end)
    before &= ~quoted_next | is_in(grammar.quote_ends, clauses.left)
    judges = (kind == ESTEEM) | ((kind == PRAISE) | (kind == NAMING)) & passive
    documents = cues.first[kind == DOCUMENT]
    written = (kind == PRESENTING) & (count_between(documents, clauses.begin, cues.first) > 0)
    forms = [
        (kind == PHRASE, ASIDE),
        (kind == HEARSAY, HEARD),
        (judges & agent, JUDGED),
        (judges | (kind == RECEPTION), BORROWED),
        (written & _presents(grammar, cues, clauses), WRITTEN),
        (~verb | passive & ~clauses.that, NONE),
        (subject & grammar.has(clauses.subject_end - 1, g.SELF), NONE),  # the author
        ((cues.first == clauses.begin) & ~participle & ~clauses.that, NONE),
        (participle & ~_hangs_free(grammar, cues, clauses), NONE),
        (is_inverted(grammar, cues, clauses), INVERTED),
        (before & ~participle & (kind != FINDING), BEFORE),
        (_takes(grammar, cues, clauses), BEHIND),
    ]
    conditions, numbers = zip(*forms, strict=True)
    chosen: Ints = np.select(conditions, numbers, NONE)
    return chosen


def _hangs_free(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which participles report and are no nouns: ", warning …", "by saying …"."""
    before = grammar.has(word_before(cues, clauses), g.BE | g.JOINER | g.ADVERB | BEFORE_NOUN)
    quoted = is_in(grammar.quotations.first, cues.last + 1)
    found: Flags = before | quoted | clauses.that | is_in(grammar.marks, cues.first)
    return found


def _takes(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell whether what stands behind a verb is what it reports."""
    behind, kind = clauses.behind, cues.kind
    clause = (kind == CLAUSE) | (kind == ADDRESSED)
    subject = grammar.has(behind, g.ASKS) | grammar.has(behind, g.PRONOUN)
    content = ((kind == CONTENT) | (kind == FINDING)) & subject & (behind < clauses.mark)
    known = behind + grammar.has(behind, g.DETERMINER)  # "a group called the …": a mere name
    named = (kind == NAMING) & grammar.capital.take(known, mode="clip")
    named |= (kind == NAMING) & grammar.has(word_before(cues, clauses), BEFORE_NOUN)
    object_of = ((kind == PRAISE) | (kind == NAMING)) & (behind < clauses.mark) & ~named
    found: Flags = clauses.that | object_of | content
    order = first_at(grammar.places(g.TO), cues.last + 1) - behind  # "told the crew to leave"
    ordered = grammar.has(cues.last + 1, g.TO) | (kind == ADDRESSED) & (order < LONGEST_ORDER)
    found |= clause & (behind < clauses.mark) & ~ordered
    evidence = grammar.has(clauses.subject_end - 1, g.EVIDENCE)  # "the poll found most people …"
    found |= (kind == FINDING) & evidence & (behind < clauses.mark)
    found |= (
        (kind <= ADDRESSED)
        & (kind != FINDING)
        & only_when(grammar, clauses)
        & (clauses.mark < clauses.end)
    )
    return found


def only_when(grammar: Grammar, clauses: Clauses) -> Flags:
    """Tell whether what stands between a verb and the next mark only says when or where."""
    brief = clauses.mark - clauses.behind <= LONGEST_OPENING
    found: Flags = clauses.tail & brief & (clauses.mark < clauses.end)
    return found


def _presents(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell whether a verb presents something "as" something, or says "that"."""
    ways = grammar.places(g.AS | g.THAT)
    found: Flags = count_between(ways, cues.last + 1, clauses.end) > 0
    return found
