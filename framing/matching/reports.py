"""Reported speech: in which form each cue of reporting reports, and which words.

Each cue is looked at in its clause. What was said stands behind it ("X said that …"), before it
("…, X said"), around it ("…, said X, …") or, with a preposition, in the rest of the sentence.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching import grammar as g
from framing.matching.grammar import Grammar, first_at, last_at
from framing.matching.places import Ints, count_between, union

Flags = NDArray[np.bool_]

# How a cue reports: a category of the lexicon `reporting`.
KINDS = (
    *("clause", "content", "finding", "addressed", "praise", "naming"),
    *("phrase", "adverb", "document", "presenting", "esteem", "reception"),
)
CLAUSE, CONTENT, FINDING, ADDRESSED, PRAISE, NAMING = range(6)
PHRASE, HEARSAY, DOCUMENT, PRESENTING, ESTEEM, RECEPTION = range(6, 12)

# Where the words reported stand: nowhere; behind the cue; before the speaker and the cue; before
# the cue and the speaker; around a preposition; behind hearsay; as a judgement by somebody, or
# by nobody in particular; behind a document.
FORMS = range(9)
NONE, BEHIND, BEFORE, INVERTED, ASIDE, HEARD, JUDGED, BORROWED, WRITTEN = FORMS

LONGEST_REPORT = 200  # words in one sentence; more is no sentence
LONGEST_TAIL = 10  # words behind a verb that only say when, where and to whom it was said
LONGEST_NAME = 6  # words of a name, and before a remark between commas
LONGEST_ORDER = 3  # words between a hearer and "to"
LONGEST_OPENING = 4  # words before a comma that only say when or where

BEFORE_NOUN = g.PREPOSITION | g.OF


class Reporting(NamedTuple):
    """Cues of reporting: first and last token, number in `KINDS`, stance."""

    first: Ints
    last: Ints
    kind: Ints
    stance: Ints

    def where(self, chosen: NDArray[Any]) -> Reporting:
        """Give the cues that are chosen."""
        return Reporting(*(column[chosen] for column in self))


class Clauses(NamedTuple):
    """Where each cue stands; ranges are half-open.

    ``begin``, ``end``: its sentence; ``left``: where its clause begins, speaker included;
    ``subject``, ``subject_end``: the words that may be its subject; ``behind``: the first word
    behind the cue and whom it addresses; ``mark``: the next mark; ``that``: whether a clause with
    "that" follows; ``tail``: whether nothing that could be said follows; ``apposed``: whether a
    remark stands between the subject and the cue.
    """

    begin: Ints
    end: Ints
    left: Ints
    subject: Ints
    subject_end: Ints
    behind: Ints
    mark: Ints
    that: Flags
    tail: Flags
    apposed: Flags

    def where(self, chosen: NDArray[Any]) -> Clauses:
        """Give the clauses that are chosen."""
        return Clauses(*(column[chosen] for column in self))

    def put(self, number: Ints, others: Clauses) -> Clauses:
        """Put other clauses in the place of those with some numbers."""
        columns: list[Any] = [column.copy() for column in self]
        for column, other in zip(columns, others, strict=True):
            column[number] = other
        return Clauses(*columns)


class Contents(NamedTuple):
    """The words reported, in up to two ranges, half-open; one that is empty is none."""

    first: Ints
    end: Ints
    rest: Ints
    rest_end: Ints


def find_clauses(grammar: Grammar, cues: Reporting) -> Clauses:
    """Find the clause of each cue, what may be its subject, and what stands behind it.

    Parameters
    ----------
    grammar : Grammar
        The tokens and their classes.
    cues : Reporting
        The cues, in order of place; none of them inside a quotation.

    Returns
    -------
    Clauses
    """
    size = len(grammar.tokens)
    begin = last_at(grammar.sentence_first, cues.first)
    end = np.minimum(first_at(grammar.sentence_first, cues.first + 1), size)
    left = np.maximum(last_at(grammar.clauses, cues.first), last_at(_verb_ends(cues), cues.first))
    mark = np.minimum(first_at(grammar.marks, cues.last + 1), end)
    addressed = cues.kind == ADDRESSED
    behind = cues.last + 1
    behind = np.where(addressed, phrase_end(grammar, behind, mark), behind)
    that = first_at(grammar.places(g.THAT), cues.last + 1)
    detour = grammar.has(cues.last + 1, BEFORE_NOUN | g.TIME | g.ADVERB) | addressed
    has_that = (that < mark) & (that - behind <= LONGEST_TAIL) & ((that <= behind) | detour)
    behind = np.where(has_that, that, behind)
    aside = grammar.has(behind, BEFORE_NOUN | g.TIME) & (mark - behind <= LONGEST_TAIL)
    tail = ~has_that & ((behind >= mark) | aside)
    clauses = Clauses(
        begin, end, left, left, cues.first, behind, mark, has_that, tail, np.zeros_like(tail)
    )
    return _around_appositions(grammar, cues, _trim(grammar, clauses))


def _verb_ends(cues: Reporting) -> Ints:
    """Give the tokens behind verbs that report, where the subject of another may begin."""
    return cues.last[cues.kind <= NAMING] + 1


def _trim(grammar: Grammar, clauses: Clauses) -> Clauses:
    """Take from the words before each cue what is no part of its subject."""
    first, end = clauses.left, clauses.subject_end
    for _ in range(4):
        end = end - (grammar.has(end - 1, g.AUXILIARY | g.ADVERB) & (end > first))
    # "… and said", "by saying": no subject here
    end = np.where(grammar.has(end - 1, g.JOINER | BEFORE_NOUN), first, end)
    for _ in range(3):
        first = first + (grammar.has(first, g.JOINER | g.ADVERB | g.OPENER) & (first < end))
    times = grammar.places(g.TIME)
    head = np.maximum(last_at(grammar.heads, end - 1), last_at(times, end - 1) + 1)
    late = grammar.has(first, BEFORE_NOUN | g.TIME) & (head > first) & (head < end)
    return clauses._replace(subject=np.where(late, head, first), subject_end=end)


def _around_appositions(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Clauses:
    """Step over a remark between commas, as in "X, the mayor of Y, said", to the subject."""
    bare = (clauses.subject >= clauses.subject_end) & (clauses.left == cues.first)
    remark = last_at(grammar.marks, cues.first - 1)
    head = last_at(grammar.marks, remark - 1)
    bare &= (remark > clauses.begin) & (head >= clauses.begin)
    bare &= ~grammar.has(cues.first, g.PARTICIPLE)
    some = np.flatnonzero(bare)
    cues, among, remark, head = cues.where(some), clauses.where(some), remark[some], head[some]
    described = grammar.has(remark, g.DETERMINER | g.OPENER) & (remark - head <= LONGEST_NAME)
    over = described & ~_quoted(grammar, cues) | ~_inverted(grammar, cues, among)
    some, among = some[over], among.where(over)
    trimmed = _trim(grammar, among._replace(left=head[over], subject_end=remark[over]))
    return clauses.put(some, trimmed._replace(apposed=np.ones(len(some), bool)))


def _inverted(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell where the speaker stands behind the verb: "…," said X."""
    first, mark = cues.last + 1, clauses.mark
    quoted = _quoted(grammar, cues)
    named = grammar.has(first, g.DETERMINER) | grammar.capital.take(first, mode="clip")
    finite = count_between(grammar.places(g.AUXILIARY | g.OPENER), first, mark) > 0
    brief = named & (mark - first <= LONGEST_TAIL) & ~finite
    bare = (clauses.left == cues.first) & (cues.first > clauses.begin) & (first < mark)
    found: Flags = bare & ~clauses.that & (quoted | brief) & is_in(grammar.marks, cues.first)
    found &= ~grammar.has(cues.first, g.PARTICIPLE) & (cues.kind <= ADDRESSED)
    return found & (cues.kind != FINDING)


def _quoted(grammar: Grammar, cues: Reporting) -> Flags:
    """Tell which cues stand right behind a quotation."""
    return is_in(grammar.quote_ends, cues.first)


def phrase_end(grammar: Grammar, first: Ints, stop: Ints) -> Ints:
    """Find the end of a short noun phrase: a pronoun, a name, or an article and a word."""
    begin = first + grammar.has(first, g.DETERMINER)
    limit = np.minimum(stop, first_at(grammar.marks, begin + 1))
    end = begin
    for _ in range(LONGEST_NAME):
        end = end + (grammar.capital.take(end, mode="clip") & (end < limit))
    return np.minimum(np.maximum(end, begin + 1), stop)


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
        (_inverted(grammar, cues, clauses), INVERTED),
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
        & _only_when(grammar, clauses)
        & (clauses.mark < clauses.end)
    )
    return found


def _only_when(grammar: Grammar, clauses: Clauses) -> Flags:
    """Tell whether what stands between a verb and the next mark only says when or where."""
    brief = clauses.mark - clauses.behind <= LONGEST_OPENING
    found: Flags = clauses.tail & brief & (clauses.mark < clauses.end)
    return found


def _presents(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell whether a verb presents something "as" something, or says "that"."""
    ways = grammar.places(g.AS | g.THAT)
    found: Flags = count_between(ways, cues.last + 1, clauses.end) > 0
    return found


def word_before(cues: Reporting, clauses: Clauses) -> Ints:
    """Give the word before each cue in its sentence, -1 for none."""
    return np.where(cues.first > clauses.begin, cues.first - 1, -1)


def is_passive(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which verbs stand behind a form of "be", adverbs between."""
    before = word_before(cues, clauses)
    for _ in range(2):
        before = before - grammar.has(before, g.ADVERB)
    active = grammar.has(cues.first, g.PARTICIPLE)
    found: Flags = grammar.has(before, g.BE) & ~active & (before >= clauses.begin)
    return found


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
    behind = np.where(_only_when(grammar, clauses), mark, clauses.behind)
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


def is_in(places: Ints, token: Ints) -> Flags:
    """Tell which tokens are among some places."""
    found: Flags = last_at(places, token) == token
    return found
