"""Contents: which words each cue of reporting reports."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from framing.matching import grammar as g
from framing.matching.clauses import (
    BEFORE_NOUN,
    CLAIM,
    ESTEEM,
    LONGEST_NAME,
    NAMING,
    PRAISE,
    RECEPTION,
    WORDED,
    Clauses,
    Flags,
    Reporting,
    is_behind_be,
    is_in,
    phrase_end,
    word_before,
)
from framing.matching.grammar import Grammar, first_at, last_at
from framing.matching.places import Ints, count_between, union
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
    named_end = _long_name_end(grammar, cues.last + 1, mark)
    aside_end = np.where(mark < end, _behind_name(grammar, mark, end), named_end)
    aside_end = np.where(cues.kind == WORDED, cues.last + 1, aside_end)
    object_end = np.minimum(_object_end(grammar, cues, clauses), _main_verb(grammar, cues, clauses))
    clause_end = _clause_end(grammar, cues, clauses, form)
    received = cues.kind == RECEPTION
    of_object = (cues.kind == PRAISE) | (cues.kind == NAMING)
    behind = np.where(only_when(grammar, clauses), mark, clauses.behind)
    opened = is_in(grammar.quote_ends, clauses.left) & grammar.has(begin, g.OPENER)
    opened &= grammar.tokens.parted.take(last_at(grammar.quotations.first, clauses.left - 1)) > 0
    said = np.where(opened, clauses.left, begin)  # "When it was over, “…,” Smith said"
    first = [
        *(nothing, behind, said, begin, np.where(leads, aside_end, begin)),
        *(cues.last + 1, cues.last + 1, np.where(received, cues.first, cues.last + 1)),
        cues.last + 1,
    ]
    last = [
        *(nothing, np.where(of_object, object_end, clause_end), clauses.left, cues.first),
        *(np.where(leads, end, cues.first), mark, object_end),
        *(np.where(received, cues.last + 1, object_end), end),
    ]
    rest = _goes_on(grammar, cues, clauses, form, leads)
    starts, stops = np.select(is_form, first), np.select(is_form, last)
    after = (form == BEFORE) | (form == INVERTED)
    return Contents(
        np.where(after, np.maximum(starts, stops - LONGEST_REPORT), starts),
        np.where(after, stops, np.minimum(stops, starts + LONGEST_REPORT)),
        np.where(rest, mark, 0),
        np.where(rest, np.minimum(end, mark + LONGEST_REPORT), 0),
    )


def _goes_on(
    grammar: Grammar, cues: Reporting, clauses: Clauses, form: Ints, leads: Flags
) -> Flags:
    """Tell which words reported go on behind the speaker: "…, Smith said, …"."""
    end, mark = clauses.end, clauses.mark
    goes_on = (mark < end) & (grammar.tokens.parted.take(mark, mode="clip") == 1)
    turns = grammar.has(mark, g.PARTICIPLE | g.JOINER | g.OPENER | g.TO)
    quoted = is_in(grammar.quotations.first, mark)
    rest = goes_on & ~turns & ((form == BEFORE) | (form == ASIDE) & ~leads)
    remark = grammar.has(mark, g.DETERMINER) | grammar.capital.take(mark, mode="clip")
    broken = grammar.has(cues.first - 1, g.AUXILIARY | BEFORE_NOUN | g.DETERMINER | g.OPENER)
    whole = is_in(grammar.quote_ends, np.where(form == INVERTED, cues.first, clauses.left))
    rest &= ~whole | (form == ASIDE) | quoted  # "“…,” Smith said, …"
    return rest | goes_on & (quoted | broken | ~turns & ~remark & ~whole) & (form == INVERTED)


def _long_name_end(grammar: Grammar, first: Ints, stop: Ints) -> Ints:
    """Find the end of a name that may hold "of": "the Ministry of Works"."""
    end = phrase_end(grammar, first, stop)
    longer = grammar.has(end, g.OF) & grammar.capital.take(end + 1, mode="clip")
    return np.where(longer, phrase_end(grammar, end + 1, stop), end)


def _clause_end(grammar: Grammar, cues: Reporting, clauses: Clauses, form: Ints) -> Ints:
    """Find where a clause that is said ends, at the end of the sentence or before it."""
    end = np.minimum(clauses.end, _next_report(grammar, cues, form))
    end = np.minimum(end, _main_verb(grammar, cues, clauses))
    end = np.minimum(end, _semicolon(grammar, cues, clauses))
    end = np.minimum(end, _speech_end(grammar, clauses))
    end = np.minimum(end, _embedded_end(grammar, cues, clauses))
    opening = (cues.kind == CLAIM) & ~_has_verb(grammar, clauses.begin, cues.first)
    return np.where(opening, _claim_end(grammar, clauses), end)


def _embedded_end(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Ints:
    """Find the main verb behind a clause: "the hall that X said was full has leaked"."""
    opened = clauses.left - 1
    embedded = grammar.has(opened, g.RELATIVE | g.THAT) & (opened > clauses.begin)
    embedded &= grammar.has(cues.last + 1, g.AUXILIARY) & ~grammar.marked(opened)
    embedded &= ~_has_verb(grammar, clauses.begin, opened)
    verb = grammar.places(g.AUXILIARY)
    link = g.AUXILIARY | g.JOINER | g.ADVERB | g.OPENER | g.PRONOUN
    verb = verb[~grammar.has(verb - 1, link)]
    return np.where(embedded, first_at(verb, cues.last + 2), clauses.end)


def _speech_end(grammar: Grammar, clauses: Clauses) -> Ints:
    """Find where a speech between marks ends that stands right behind the verb."""
    speech = grammar.quotations.where(grammar.quotations.speech)
    number = np.searchsorted(speech.first, clauses.behind)
    begins = np.append(speech.first, -1)[number]
    at_once = (begins == clauses.behind) | (begins == clauses.mark) & clauses.tail
    return np.where(at_once, np.append(speech.end, 0)[number], clauses.end)


def _behind_name(grammar: Grammar, mark: Ints, end: Ints) -> Ints:
    """Step over a remark on the speaker between commas.

    That is a name, "according to the coach, Tom Brandt, …"; a state, "police in Ostby, Nordmark,
    …"; what a name is, "Nordbank, a lender, …"; or a relative clause.
    """
    following = first_at(grammar.marks, mark + 1)
    inside = following < end
    before = grammar.capital.take(mark - 1)
    named = grammar.capital.take(mark, mode="clip")
    named &= ~before | grammar.has(mark - 2, g.PREPOSITION)
    named &= phrase_end(grammar, mark, following) == following
    turns = g.OPENER | g.AUXILIARY | g.JOINER | g.PARTICIPLE | g.PAST | BEFORE_NOUN
    told = grammar.has(mark, g.DETERMINER) & before & (following - mark <= LONGEST_NAME)
    told &= ~grammar.has(following, turns) & ~_has_verb(grammar, mark, following)
    remark = named | told | grammar.has(mark, g.RELATIVE)
    return np.where(remark & inside, following, mark)


def _next_report(grammar: Grammar, cues: Reporting, form: Ints) -> Ints:
    """Find where the words reported give way to another report: ", but Y said"."""
    cue = cues.first[form != NONE]
    mark = last_at(grammar.marks, cue)
    turns = grammar.has(mark, g.JOINER | g.OPENER) & ~grammar.has(mark, g.THAT | g.ASKS)
    turns = turns & (mark < cue) | grammar.has(mark, g.PARTICIPLE)
    joined = cue[grammar.has(cue - 1, g.JOINER)] - 1
    return first_at(union(len(grammar.tokens) + 1, mark[turns], joined), cues.first + 1)


def _object_end(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Ints:
    """Find where a clause that holds an object ends: at a mark before another kind of words.

    A second verb ends it too, "praised X and left"; a remark between marks ends with the remark.
    """
    turns = g.OPENER | g.JOINER | BEFORE_NOUN | g.ADVERB | g.PARTICIPLE | g.PRONOUN
    ends = grammar.marks[grammar.has(grammar.marks, turns)]
    ends = union(len(grammar.kind), ends, _second_verbs(grammar))
    end = np.minimum(first_at(ends, clauses.behind + 1), clauses.end)
    reduced = clauses.passive | (cues.kind == ESTEEM)
    reduced &= ~is_behind_be(grammar, cues, clauses)
    remark = reduced & grammar.marked(cues.first)
    verb = first_at(grammar.places(g.AUXILIARY), cues.last + 1)
    before_verb = reduced & ~_has_verb(grammar, clauses.begin, cues.first)
    before_verb |= grammar.has(clauses.left - 1, g.ASKS)  # "what Smith calls a triumph is a …"
    end = np.where(before_verb, np.minimum(end, verb), end)  # "a plan praised by Smith has failed"
    return np.where(remark, np.minimum(end, clauses.mark), end)


def _second_verbs(grammar: Grammar) -> Ints:
    """Give each "and" before a verb of its own: "and won a", unlike "and improved plan"."""
    joiner = grammar.places(g.JOINER)
    past = joiner + 1
    finite = grammar.has(past, g.PAST) & ~grammar.capital.take(past, mode="clip")
    behind = BEFORE_NOUN | g.DETERMINER | g.PRONOUN | g.ADVERB | g.OPENER | g.TIME
    alone = grammar.has(past + 1, behind) | grammar.capital.take(past + 1, mode="clip")
    finite &= alone | grammar.marked(past + 1)
    return joiner[finite | grammar.has(past, g.AUXILIARY)]


def _has_verb(grammar: Grammar, first: Ints, end: Ints) -> Flags:
    """Tell which ranges of tokens hold a verb that may be finite."""
    found: Flags = count_between(grammar.places(g.PAST | g.AUXILIARY), first, end) > 0
    return found


def _claim_end(grammar: Grammar, clauses: Clauses) -> Ints:
    """Find where a clause behind a noun of speech ends that opens a sentence.

    That is its first mark, "Amid claims that …, Smith left", or a second verb, "The claim that he
    lied is false". If one verb follows the other nothing is claimed: "The claims that he made are".
    """
    verb = grammar.places(g.PAST | g.AUXILIARY)
    new = grammar.has(verb, g.AUXILIARY) & ~grammar.has(verb - 1, g.AUXILIARY)
    new |= ~grammar.has(verb - 1, g.AUXILIARY | g.ADVERB | g.DETERMINER | g.JOINER)
    verb = verb[new]
    first = first_at(verb, clauses.behind + 1)
    second = first_at(verb, first + 1)
    end = np.minimum(second, clauses.mark)
    opens = grammar.has(clauses.begin, BEFORE_NOUN)
    return np.where(second == first + 1, 0, np.where(opens, clauses.mark, end))


def _main_verb(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Ints:
    """Find where the main clause goes on: "X, who said …, won", "X, accusing Y of …, left"."""
    marks = grammar.marks
    opened = last_at(marks, cues.first)
    relative = grammar.has(opened, g.RELATIVE) | (opened == cues.first)
    relative &= (opened > clauses.begin) & ~_has_verb(grammar, clauses.begin, opened)
    goes_on = grammar.has(marks + grammar.has(marks, g.ADVERB), g.PAST | g.AUXILIARY)
    return np.where(relative, first_at(marks[goes_on], cues.last + 2), clauses.end)


def _semicolon(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Ints:
    """Find the semicolon that ends what is said without quotation marks; "; that" goes on."""
    tokens = grammar.tokens
    strong = np.flatnonzero(tokens.parted > 1)
    strong = strong[~grammar.has(strong + grammar.has(strong, g.JOINER), g.THAT)]
    number = np.searchsorted(cues.last, strong) - 1
    near = (number >= 0) & (np.append(clauses.end, 0)[number] > strong)
    strong = strong[near]
    places = zip(
        tokens.article[strong].tolist(),
        tokens.end[strong - 1].tolist(),
        tokens.start[strong].tolist(),
        strict=True,
    )
    ends = [";" in tokens.texts[article][begin:end] for article, begin, end in places]
    return first_at(strong[np.array(ends, bool)], cues.last + 1)
