"""Speakers: the noun phrase at each cue of reporting, and whom a pronoun stands for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.matching import grammar as g
from framing.matching.clauses import (
    BEFORE_NOUN,
    CLAIM,
    DOCUMENT,
    LONGEST_NAME,
    NAMING,
    WORDED,
    Clauses,
    Reporting,
    noun_phrase_first,
    phrase_end,
)
from framing.matching.grammar import Grammar, first_at, last_at
from framing.matching.places import Ints
from framing.matching.reports import ASIDE, BORROWED, HEARD, INVERTED, JUDGED, WRITTEN

LONGEST_SPEAKER = 20  # words; what is longer is no noun phrase, and its first words are taken
FARTHEST_OWNER = 4  # words from an owner to a noun of speech


class Speakers(NamedTuple):
    """First token of each speaker and one past the last; an empty range is nobody."""

    first: Ints
    end: Ints


def find_speakers(grammar: Grammar, cues: Reporting, clauses: Clauses, form: Ints) -> Speakers:
    """Find the noun phrase that names the speaker at each cue.

    A verb without a subject of its own ("and added that …", ", saying …") has that of the cue
    before it in the sentence, else the first noun phrase of the sentence. "He" and "she" stand for
    the last named speaker of the paragraph, if only one is named there.

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
    Speakers
    """
    behind = _behind(grammar, cues, clauses, form)
    passive = clauses.passive
    nobody = (form == HEARD) | (form == BORROWED) | passive & (behind == 0)
    first = np.where(behind > 0, behind, clauses.subject)
    ends = np.minimum(first_at(grammar.marks, behind + 1), first_at(_ends(grammar), behind))
    ends = np.minimum(ends, np.where(form == WRITTEN, cues.first, clauses.end))
    end = np.where(behind > 0, ends, clauses.subject_end)
    first, end = _owner(grammar, cues, first, end)
    long = end - first > LONGEST_SPEAKER
    end = np.where(long, phrase_end(grammar, first, end), end)
    some = ~nobody & (end > first)
    found = Speakers(np.where(some, first, 0), np.where(some, end, 0))
    found = _next_to(grammar, cues, clauses, _trimmed(grammar, found), ~nobody & (behind == 0))
    found = _shared(grammar, cues, clauses, found, ~nobody & (behind == 0))
    found = _within(grammar, cues, _trimmed(grammar, found))
    return _named(grammar, cues, found)


def _behind(grammar: Grammar, cues: Reporting, clauses: Clauses, form: Ints) -> Ints:
    """Give where speakers begin that stand behind their cue, or before it as an author; else 0."""
    passive = clauses.passive
    by = first_at(grammar.places(g.BY), cues.last + 1)
    told = (by < clauses.mark) & ((by < clauses.behind) | ~clauses.that)
    told &= ~grammar.has(by + 1, g.PARTICIPLE)  # "by running"
    agent = np.where(told, by + 1, 0)
    documents = cues.last[cues.kind == DOCUMENT]
    author = last_at(documents, cues.first - 1) + 1
    return np.select(
        [form == WRITTEN, (form == JUDGED) | passive, (form == ASIDE) | (form == INVERTED)],
        [author, agent, cues.last + 1],
        0,
    )


def _ends(grammar: Grammar) -> Ints:
    """Give the words that end a noun phrase behind a preposition or a verb."""
    return grammar.places(g.PREPOSITION | g.TIME | g.AUXILIARY | g.OPENER | g.PRONOUN)


def _owner(grammar: Grammar, cues: Reporting, first: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Give nouns of speech their owner, "Smith's claim", instead of a subject; without one none."""
    claim = cues.kind == CLAIM
    mark = last_at(grammar.places(g.OWNER), cues.first - 1)
    owned = claim & (mark >= first) & (cues.first - mark <= FARTHEST_OWNER)
    begin = noun_phrase_first(grammar, np.where(owned, mark, 1))
    lacks = claim & ~owned
    return np.where(owned, np.maximum(first, begin), first), np.select(
        [owned, lacks], [mark, first], end
    )


def _within(grammar: Grammar, cues: Reporting, found: Speakers) -> Speakers:
    """Take the speaker out of the cue itself: "in Smith's words", "as Smith put it"."""
    worded = cues.kind == WORDED
    end = np.maximum(cues.last - 1, cues.first + 2)
    end = end - grammar.has(end - 1, g.OWNER)
    return Speakers(np.where(worded, cues.first + 1, found.first), np.where(worded, end, found.end))


def _trimmed(grammar: Grammar, found: Speakers) -> Speakers:
    """Take from noun phrases what only says when, where and how; leave out what is none."""
    first, end = found
    pronoun = grammar.has(end - 1, g.PRONOUN) & ~grammar.has(end - 1, g.OPENER) & (end > first)
    first = np.where(pronoun, end - 1, first)
    for _ in range(2):
        no_name = g.ADVERB | g.JOINER | g.PREPOSITION | g.OWNER
        first = first + (grammar.has(first, no_name) & (first < end))
    end = np.minimum(end, np.maximum(first_at(grammar.adjuncts, first + 1), first))
    verbs = grammar.places(g.AUXILIARY | g.OPENER)
    end = np.minimum(end, np.maximum(first_at(verbs, first), first))
    acts = grammar.places(g.PAST)
    acts = acts[
        grammar.has(acts + 1, g.DETERMINER | g.PERSON) & ~grammar.has(acts - 1, g.DETERMINER)
    ]
    end = np.minimum(end, np.maximum(first_at(acts, first + 1), first))  # "Smith posted a …"
    end = end - (grammar.has(end - 1, g.JOINER | g.ADVERB | BEFORE_NOUN) & (end > first))
    mere = (end == first + 1) & grammar.has(first, _NOBODY) & ~grammar.has(first, g.PRONOUN)
    some = (end > first) & ~mere
    return Speakers(np.where(some, first, 0), np.where(some, end, 0))


def _next_to(
    grammar: Grammar,
    cues: Reporting,
    clauses: Clauses,
    found: Speakers,
    wanted: NDArray[np.bool_],
) -> Speakers:
    """Give the name right before a verb that has no other subject: "since being hit Smith said"."""
    end = first = cues.first - grammar.has(cues.first - 1, g.ADVERB)
    for _ in range(LONGEST_NAME):
        before = grammar.capital.take(first - 1) & (first > clauses.left)
        first = first - (before & ~grammar.has(first - 1, g.TIME | g.OPENER | g.JOINER))
    some = wanted & (found.end <= found.first) & (cues.kind <= NAMING)
    some &= (first < end) & ~grammar.has(first, g.PREPOSITION | g.AUXILIARY)
    return Speakers(np.where(some, first, found.first), np.where(some, end, found.end))


_NO_NOUN = g.AUXILIARY | g.PAST | g.ADVERB | g.JOINER | g.OPENER | BEFORE_NOUN | g.TIME | g.PRONOUN
_NOBODY = BEFORE_NOUN | g.ARTICLE | g.JOINER | g.OPENER | g.ADVERB | g.AUXILIARY | g.TIME


def _shared(
    grammar: Grammar,
    cues: Reporting,
    clauses: Clauses,
    found: Speakers,
    wanted: NDArray[np.bool_],
) -> Speakers:
    """Give verbs without a subject the one before them in the sentence, else its first noun."""
    number = np.arange(len(found.first))
    has = found.end > found.first
    before = np.maximum.accumulate(np.where(has & (cues.kind <= NAMING), number, -1))
    paragraph = grammar.tokens.paragraph[cues.first]
    opened = np.where(grammar.quoted(clauses.begin), paragraph[before] == paragraph, False)
    known = (before >= 0) & ((clauses.begin[before] == clauses.begin) | opened)
    opening = _opening(grammar, cues, clauses)
    opening_end = np.minimum(_subject_end(grammar, opening, clauses.end), cues.first)
    lacks = wanted & ~has
    first = np.where(known, found.first[before], opening)
    end = np.where(known, found.end[before], np.maximum(opening, opening_end))
    return Speakers(np.where(lacks, first, found.first), np.where(lacks, end, found.end))


def _opening(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Ints:
    """Give where the first noun phrase of a sentence begins that no preposition holds."""
    opening = clauses.begin
    for _ in range(2):
        opening = opening + grammar.has(opening, g.JOINER | g.ADVERB)
    late = grammar.has(opening, BEFORE_NOUN | g.TIME | g.OPENER)
    mark = first_at(grammar.marks, opening + 1)
    dated = opening + 1
    for _ in range(3):
        dated = dated + grammar.has(dated, g.TIME | g.MOMENT)
    head = first_at(grammar.heads, opening + 1)
    behind = np.select([mark < cues.first, dated > opening + 1], [mark, dated], head)
    opening = np.where(late, behind, opening)
    there = grammar.has(opening, g.PRONOUN) & grammar.has(opening + 1, g.BE)  # "there are fears"
    there |= grammar.has(opening, g.PARTICIPLE | g.AUXILIARY) | grammar.quoted(opening)
    return np.where(there, cues.first, np.minimum(opening, cues.first))


def _subject_end(grammar: Grammar, first: Ints, stop: Ints) -> Ints:
    """Find the end of a noun phrase that opens a sentence: up to a noun before its verb."""
    end = phrase_end(grammar, first, stop)
    verb = grammar.has(end + 1, g.AUXILIARY | g.PAST) & ~grammar.marked(end)
    noun = verb & ~grammar.has(end, _NO_NOUN) & ~grammar.has(first, g.PRONOUN)
    return end + noun


def _named(grammar: Grammar, cues: Reporting, found: Speakers) -> Speakers:
    """Put the only named speaker of the paragraph for "he" and "she"."""
    size = len(grammar.tokens)
    if not len(found.first):
        return found
    first = np.minimum(found.first, size - 1)
    person = (found.end == found.first + 1) & grammar.has(first, g.PERSON)
    opens = last_at(grammar.sentence_first, first) == first
    named = (found.end > found.first) & grammar.capital.take(first)
    named &= ~grammar.has(first, g.DETERMINER | g.PRONOUN)
    named &= ~opens | grammar.capital.take(first + 1) & (found.end > first + 1)
    name = np.flatnonzero(named)
    if not len(name):
        return found
    surname = grammar.tokens.ids[found.end[name] - 1]
    paragraph = grammar.tokens.paragraph[cues.first]
    in_paragraph = paragraph[name]
    changes = np.cumsum(np.append(0, (surname[1:] != surname[:-1])))
    opening = np.searchsorted(in_paragraph, in_paragraph)
    alone = changes == changes[opening]
    last = np.searchsorted(name, np.arange(len(first))) - 1
    safe = person & (last >= 0) & (in_paragraph[last] == paragraph) & alone[last]
    other = name[last]
    title = np.minimum(found.first[other], size - 1)
    for she, he in ((g.SHE, g.MALE), (g.MALE, g.SHE)):
        safe &= ~(grammar.has(first, she) & grammar.has(title, he))  # "she" is not Mr Smith
    return Speakers(
        np.where(safe, found.first[other], found.first),
        np.where(safe, found.end[other], found.end),
    )
