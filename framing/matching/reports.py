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
    CLAIM,
    CLAUSE,
    CONTENT,
    DOCUMENT,
    ESTEEM,
    FINDING,
    HEARSAY,
    LONGEST_NAME,
    NAMING,
    PHRASE,
    PRAISE,
    PRESENTING,
    QUOTING,
    RECEPTION,
    WORDED,
    Clauses,
    Flags,
    Reporting,
    is_in,
    is_inverted,
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
    kind, marked = cues.kind, grammar.marked(clauses.left)
    subject = clauses.subject < clauses.subject_end
    participle = grammar.has(cues.first, g.PARTICIPLE)
    noun = (
        grammar.has(word_before(cues, clauses), g.ARTICLE | BEFORE_NOUN)
        & ~participle
        & ~clauses.that
    )
    verb = (kind <= NAMING) & ~(noun & ~clauses.apposed & (clauses.left < cues.first))
    passive = clauses.passive
    agent = _has_agent(grammar, cues, clauses)
    before = subject & marked & clauses.tail & _has_words_before(grammar, clauses)
    judges = (kind == PRAISE) | (kind == NAMING) & ~_is_name(grammar, cues.last + 1)
    judges = (kind == ESTEEM) | judges & passive
    of_object = grammar.has(clauses.left - 1, g.RELATIVE | g.THAT)  # "which Smith hailed as …"
    documents = cues.first[kind == DOCUMENT]
    written = (kind == PRESENTING) & (count_between(documents, clauses.begin, cues.first) > 0)
    forms = [
        ((kind == PHRASE) | (kind == WORDED), ASIDE),
        (kind == HEARSAY, HEARD),
        ((kind == ESTEEM) & subject & of_object, BEHIND),
        (judges & agent, JUDGED),
        (judges | (kind == RECEPTION), BORROWED),
        (written & _presents(grammar, cues, clauses), WRITTEN),
        ((kind == CLAIM) & _claims(grammar, clauses), BEHIND),
        (~verb | passive & ~clauses.that, NONE),
        (subject & _is_author(grammar, clauses), NONE),
        (_is_fair_to_say(grammar, cues, clauses), NONE),
        (_opens(grammar, cues, clauses) & ~participle & ~clauses.that, NONE),
        (participle & ~_hangs_free(grammar, cues, clauses), NONE),
        (is_inverted(grammar, cues, clauses), INVERTED),
        (before & ~participle & (kind != FINDING), BEFORE),
        (_takes(grammar, cues, clauses), BEHIND),
    ]
    conditions, numbers = zip(*forms, strict=True)
    chosen: Ints = np.select(conditions, numbers, NONE)
    return chosen


def _has_words_before(grammar: Grammar, clauses: Clauses) -> Flags:
    """Tell where more than "In Ostby" stands before a clause, and no quotation is next."""
    first = clauses.begin + grammar.has(clauses.begin, g.JOINER)
    opening = grammar.has(first, BEFORE_NOUN | g.TIME)
    opening &= clauses.left - clauses.begin <= LONGEST_OPENING
    quoted_next = is_in(grammar.quotations.first, clauses.mark) & (clauses.mark < clauses.end)
    said = ~quoted_next | is_in(grammar.quote_ends, clauses.left)
    found: Flags = (clauses.left > clauses.begin) & ~opening & said
    return found


def _opens(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which cues open their sentence, or a clause without a subject: "when asked"."""
    before = word_before(cues, clauses)
    bare = grammar.has(before, g.OPENER) & ~grammar.has(before, g.RELATIVE | g.JOINER | g.THAT)
    bare |= (before == clauses.begin) & grammar.has(before, g.AUXILIARY)  # "don't assume …"
    return (cues.first == clauses.begin) | bare


def _is_author(grammar: Grammar, clauses: Clauses) -> Flags:
    """Tell where the author speaks: "I said", "I'm not gonna say"."""
    brief = clauses.subject_end - clauses.subject <= LONGEST_ORDER + 1
    found: Flags = grammar.has(clauses.subject_end - 1, g.SELF)
    return found | brief & grammar.has(clauses.subject, g.SELF)


def _is_fair_to_say(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which infinitives nobody is the subject of: "it is hard to know whether …"."""
    be = clauses.begin + grammar.has(clauses.begin, g.JOINER | g.ADVERB)
    nobody = grammar.has(be, g.PRONOUN) & ~grammar.has(be, g.PERSON) & grammar.has(be + 1, g.BE)
    infinitive = grammar.has(word_before(cues, clauses), g.TO)
    found: Flags = nobody & infinitive & (cues.first - be <= LONGEST_NAME + 2)
    return found


def _hangs_free(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which participles report and are no nouns: ", warning …", "by saying …"."""
    before = grammar.has(word_before(cues, clauses), g.BE | g.JOINER | g.ADVERB | BEFORE_NOUN)
    quoted = is_in(grammar.quotations.first, cues.last + 1)
    with_it = grammar.has(clauses.left, g.PREPOSITION) & grammar.marked(clauses.left)
    with_it &= _has_clause(grammar, cues, clauses)  # ", with officials saying it is …"
    found: Flags = before | quoted | clauses.that | grammar.marked(cues.first) | with_it
    return found


def _takes(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell whether what stands behind a verb is what it reports."""
    behind, kind = clauses.behind, cues.kind
    clause = (kind == CLAUSE) | (kind == ADDRESSED)
    finite = _has_clause(grammar, cues, clauses)
    subject = grammar.has(behind, g.ASKS) | grammar.has(behind, g.PRONOUN)
    subject &= (kind == CONTENT) | grammar.has(behind, g.PERSON | g.ASKS) | finite
    content = ((kind == CONTENT) | (kind == FINDING)) & subject & (behind < clauses.mark)
    named = grammar.has(clauses.subject_end - 1, g.PRONOUN)
    named |= grammar.capital.take(clauses.subject_end - 1)
    noun = grammar.has(cues.first, g.NOUN) & ~named
    begins = ~grammar.has(behind, BEFORE_NOUN | g.AUXILIARY | g.JOINER) & ~grammar.quoted(behind)
    content |= (kind == CONTENT) & finite & begins & ~noun  # "noted prices had risen"
    mere = (kind == NAMING) & _is_mere_name(grammar, cues, clauses)
    object_of = ((kind == PRAISE) | (kind == NAMING)) & (behind < clauses.mark) & ~mere
    object_of &= ~grammar.has(behind, BEFORE_NOUN)  # "whom critics blame for …"
    found: Flags = clauses.that | object_of | content
    order = first_at(grammar.places(g.TO), cues.last + 1) - behind  # "told the crew to leave"
    ordered = grammar.has(cues.last + 1, g.TO) | (kind == ADDRESSED) & (order < LONGEST_ORDER)
    empty = clauses.tail & (clauses.mark == clauses.end) & ~finite  # "said on Monday."
    gerund = grammar.has(cues.first, g.PARTICIPLE) & ~grammar.marked(cues.first)
    past = first_at(grammar.places(g.PAST), cues.last + 2) < clauses.mark
    gerund &= grammar.has(cues.first - 1, BEFORE_NOUN) & ~finite & ~past  # "by predicting a fall"
    found |= clause & (behind < clauses.mark) & ~ordered & ~empty & ~gerund
    evidence = grammar.has(clauses.subject_end - 1, g.EVIDENCE)  # "the poll found most people …"
    found |= (kind == FINDING) & evidence & (behind < clauses.mark)
    found |= (
        (kind <= ADDRESSED)
        & (kind != FINDING)
        & ~grammar.has(cues.first, g.NOUN)
        & only_when(grammar, clauses)
        & ~grammar.has(clauses.mark, g.PARTICIPLE | g.RELATIVE | g.JOINER)
    )
    thing = grammar.has(behind, g.AUXILIARY) & (behind == cues.last + 1) & (behind < clauses.mark)
    thing &= ~grammar.has(clauses.left - 1, g.OPENER) & ~named  # "my thought is that …"
    found &= (kind != QUOTING) & ~thing
    return found


def _has_clause(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which cues have a clause of its own behind them: "noted prices had risen"."""
    verb = grammar.places(g.AUXILIARY)
    verb = verb[~grammar.has(verb - 1, g.JOINER | g.OPENER | BEFORE_NOUN)]
    verb = first_at(verb, cues.last + 2)
    opened = first_at(grammar.places(g.OPENER), cues.last + 1)
    found: Flags = (verb < clauses.mark) & (verb < opened)
    return found


def _has_agent(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which passives say by whom; "by many" is nobody in particular."""
    by = first_at(grammar.places(g.BY), cues.last + 1)
    anybody = grammar.has(by + 1, g.MANY) & (
        grammar.marked(by + 2) | grammar.has(by + 2, g.PREPOSITION)
    )
    found: Flags = (by < clauses.mark) & ~anybody
    return found


def _claims(grammar: Grammar, clauses: Clauses) -> Flags:
    """Tell which nouns of speech have a clause: "claims that …", "fears he had left"."""
    behind = clauses.behind
    pronoun = grammar.has(behind, g.PRONOUN) & (behind < clauses.mark)
    verb = behind + 1 + grammar.has(behind + 1, g.ADVERB)
    relative = grammar.has(verb, g.AUXILIARY | g.PAST)  # "a statement that appeared to …"
    found: Flags = clauses.that & ~relative | pronoun
    return found


def _is_name(grammar: Grammar, token: Ints) -> Flags:
    """Tell where a name begins, "the" before it or not."""
    named: Flags = grammar.capital.take(token + grammar.has(token, g.DETERMINER), mode="clip")
    return named


def _is_mere_name(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which objects are only a name or a word: "a town called Ostby", "called him"."""
    mere = _is_name(grammar, clauses.behind) & ~_is_named_something(grammar, cues, clauses)
    mere |= grammar.has(word_before(cues, clauses), BEFORE_NOUN)
    return mere | _is_bare(grammar, clauses)


def _is_named_something(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell where more than a name follows: "called Voss a liar", "… weak"; not "called Voss"."""
    behind, mark = clauses.behind, clauses.mark
    begin = behind + grammar.has(behind, g.DETERMINER)
    end = begin
    for _ in range(LONGEST_NAME):
        end = end + (grammar.capital.take(end, mode="clip") & (end < mark))
    noun = grammar.has(end, g.ARTICLE | g.AS | g.OWNER)
    noun &= ~grammar.has(end + 1, g.TIME | g.MOMENT)  # "called Voss a day later"
    said = grammar.capital.take(clauses.subject_end - 1) | grammar.has(
        clauses.subject_end - 1, g.PRONOUN
    )
    said &= (clauses.subject < clauses.subject_end) & (clauses.subject_end == cues.first)
    other = said & ~grammar.has(end, _NO_ADJECTIVE)
    quoted = is_in(grammar.quotations.first, end)  # then the name is the outlet's word
    found: Flags = (end < mark) & (noun | other) & ~quoted
    return found


_NO_ADJECTIVE = BEFORE_NOUN | g.TIME | g.MOMENT | g.ADVERB | g.AUXILIARY | g.OPENER
_NO_ADJECTIVE |= g.JOINER | g.PRONOUN | g.DETERMINER


def _is_bare(grammar: Grammar, clauses: Clauses) -> Flags:
    """Tell which objects are a single word, which is called nothing: "called him"."""
    found: Flags = (clauses.mark <= clauses.behind + 1) & ~is_in(
        grammar.quotations.first, clauses.mark
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
