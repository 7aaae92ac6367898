"""Clauses: where each cue of reporting stands, what may be its subject, what stands behind it."""

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
    *("clause", "content", "finding", "quoting", "addressed", "praise", "naming"),
    *("phrase", "adverb", "document", "presenting", "esteem", "reception"),
    *("worded", "claim", "deeming"),
)
CLAUSE, CONTENT, FINDING, QUOTING, ADDRESSED, PRAISE, NAMING = range(7)
PHRASE, HEARSAY, DOCUMENT, PRESENTING, ESTEEM, RECEPTION = range(7, 13)
WORDED, CLAIM, DEEMING = range(13, 16)

LONGEST_TAIL = 10  # words behind a verb that only say when, where and to whom it was said
LONGEST_NAME = 6  # words of a name, and before a remark between commas
LONGEST_MOMENT = 3  # words before "later" in "a few days later"
LONGEST_OBJECT = 8  # words between a verb and the "as" behind its object

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
    remark stands between the subject and the cue; ``passive``: whether the cue is a passive.
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
    passive: Flags

    def where(self, chosen: NDArray[Any]) -> Clauses:
        """Give the clauses that are chosen."""
        return Clauses(*(column[chosen] for column in self))

    def put(self, number: Ints, others: Clauses) -> Clauses:
        """Put other clauses in the place of those with some numbers."""
        columns: list[Any] = [column.copy() for column in self]
        for column, other in zip(columns, others, strict=True):
            column[number] = other
        return Clauses(*columns)


def find_kinds(grammar: Grammar, cues: Reporting) -> Reporting:
    """Tell nouns from verbs, and leave out verbs that report only with an "as" they lack.

    Parameters
    ----------
    grammar : Grammar
        The tokens and their classes.
    cues : Reporting
        The cues, in order of place.

    Returns
    -------
    Reporting
        Nouns such as "claims" are of the kind `CLAIM`; "dismissed X as Y" is `NAMING`.
    """
    kind = cues.kind.copy()
    kind[_nouns(grammar, cues)] = CLAIM
    deeming = np.flatnonzero(cues.kind == DEEMING)
    kind[deeming[_judges(grammar, cues.first[deeming], cues.last[deeming])]] = NAMING
    beside = (kind != QUOTING) | _is_beside_quotation(grammar, cues)
    told = (kind != WORDED) | _tells_whose(grammar, cues)
    return cues._replace(kind=kind).where(told & beside & (kind != DEEMING))


def _tells_whose(grammar: Grammar, cues: Reporting) -> Flags:
    """Tell which words and views have an owner: "in Smith's own words"."""
    owned = grammar.has(cues.last - 1, g.OWNER) | grammar.has(cues.last - 2, g.OWNER)
    his = grammar.has(cues.first + 1, g.HIS) | grammar.has(cues.first, g.AS | g.OPENER)
    return (owned | his) & (first_at(grammar.marks, cues.first + 1) > cues.last)


def _nouns(grammar: Grammar, cues: Reporting) -> Ints:
    """Give the numbers of verbs that are nouns here: "the claim", "according to a report"."""
    number = np.flatnonzero(grammar.has(cues.first, g.NOUN) & (cues.kind <= ADDRESSED))
    first = cues.first[number]
    before = np.where(grammar.marked(first), -1, first - 1)
    phrase = last_at(cues.last[cues.kind == PHRASE], first)
    noun = (phrase >= 0) & (first_at(grammar.marks, phrase + 1) > first)
    noun |= grammar.has(before, BEFORE_NOUN | g.ARTICLE | g.PAST | g.BE)
    last = cues.last[number]
    ends = grammar.marked(last + 1)
    noun |= grammar.has(before, g.DETERMINER) & (grammar.has(first, g.PLURAL) | ends)
    noun |= grammar.has(first, g.PLURAL) & grammar.has(last + 1, g.RELATIVE)  # "claims which led"
    outer = grammar.has(before - 1, BEFORE_NOUN) & ~grammar.has(before - 1, g.AS)
    outer |= grammar.has(before - 1, g.ARTICLE) & ~grammar.has(first, g.PLURAL)
    noun |= outer & ends & ~grammar.marked(before)  # "by varying reports,", "in a CNN report,"
    return number[noun]


def _is_beside_quotation(grammar: Grammar, cues: Reporting) -> Flags:
    """Tell which cues stand right behind a quotation, or before one but for a few words."""
    mark = np.minimum(first_at(grammar.marks, cues.last + 1), cues.last + LONGEST_NAME)
    near = first_at(grammar.quotations.first, cues.last + 1) <= mark
    found: Flags = near | is_quoted(grammar, cues)
    return found


def _judges(grammar: Grammar, first: Ints, last: Ints) -> Flags:
    """Tell which verbs have an "as" with a judgement, unlike "as well", "as he left"."""
    link = first_at(grammar.places(g.AS), last + 1)
    mark = first_at(grammar.marks, last + 1)
    judges = (link - last <= LONGEST_OBJECT) & (link < mark)
    judges &= (link > last + 1) | grammar.has(first, g.PAST)
    judges &= ~grammar.has(link + 1, g.COMPARES | g.PRONOUN | g.OPENER)
    verb = first_at(grammar.places(g.PAST | g.AUXILIARY), link + 2)
    clause = verb < np.minimum(mark, first_at(grammar.places(g.OPENER), link + 1))
    clause &= ~grammar.has(verb - 1, g.DETERMINER | g.ADVERB | g.JOINER)
    return judges & ~(clause & ~grammar.has(verb + 1, g.PREPOSITION))  # "as night fell"


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
    behind = np.where(addressed, _hearer_end(grammar, behind, mark), behind)
    that = first_at(grammar.places(g.THAT), cues.last + 1)
    detour = grammar.has(cues.last + 1, BEFORE_NOUN | g.TIME | g.ADVERB) | addressed
    near = (cues.kind != CLAIM) | (that - cues.last <= LONGEST_MOMENT + 1)
    has_that = near & (that < mark) & (that - behind <= LONGEST_TAIL) & ((that <= behind) | detour)
    behind = np.where(has_that, that, behind)
    aside = grammar.has(behind, BEFORE_NOUN | g.TIME) & (mark - behind <= LONGEST_TAIL)
    behind_quotation = is_in(grammar.quote_ends, left)
    aside |= behind_quotation & grammar.has(behind, BEFORE_NOUN)  # "“…,” Smith said in a …"
    tail = ~has_that & ((behind >= mark) | aside)
    no = np.zeros_like(tail)
    clauses = Clauses(
        begin, end, left, left, cues.first, behind, mark, has_that, tail, no, passive=no
    )
    clauses = clauses._replace(passive=_is_passive(grammar, cues, clauses))
    clauses = _around_appositions(grammar, cues, _trim(grammar, clauses))
    return _behind_relatives(grammar, clauses)


def _hearer_end(grammar: Grammar, first: Ints, mark: Ints) -> Ints:
    """Find the end of who is told: "told Voss", "told state media", "told a CBS reporter"."""
    end = phrase_end(grammar, first, mark)
    noun = (grammar.kind.take(end, mode="clip") == 0) & ~grammar.capital.take(end, mode="clip")
    noun &= ~grammar.has(end - 1, g.PRONOUN) & (end < mark)
    subject = grammar.has(end + 1, g.PRONOUN | g.DETERMINER | g.THAT)
    subject |= grammar.capital.take(end + 1, mode="clip") & ~grammar.capital.take(end - 1)
    return end + (noun & (subject | (end + 1 == mark)))


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
    joined = grammar.has(clauses.left, g.JOINER)
    times = grammar.places(g.TIME)
    times = times + grammar.has(times + 1, g.NUMBER | g.MOMENT)  # "on February 1"
    moments = grammar.places(g.MOMENT)
    moments = moments[grammar.has(moments + 1, g.ADVERB | g.TIME)] + 1  # "a few days later"
    times = union(len(grammar.kind), times, moments)
    head = np.maximum(last_at(grammar.heads, end - 1), last_at(times, end - 1) + 1)
    moment = last_at(moments, np.minimum(first + LONGEST_MOMENT, end - 1)) > first
    adjunct = grammar.has(first, BEFORE_NOUN | g.TIME) | moment
    late = adjunct & (head > first) & (head < end)
    lacks = joined & grammar.has(first, BEFORE_NOUN) & ~late  # ", and on Monday said"
    first = np.select([late, lacks], [head, end], first)
    return clauses._replace(subject=first, subject_end=end)


def _around_appositions(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Clauses:
    """Step over a remark between commas, as in "X, the mayor of Y, said", to the subject."""
    bare = (clauses.subject >= clauses.subject_end) & (clauses.left == cues.first)
    bare &= ~grammar.has(cues.first - 1, g.RELATIVE)
    remark = last_at(grammar.marks, cues.first - 1)
    head = last_at(grammar.marks, remark - 1)
    outer = last_at(grammar.marks, head - 1)  # "Smith, of the union, a former nurse, said"
    twice = grammar.has(head, g.OF | g.DETERMINER) & ~grammar.capital.take(head, mode="clip")
    said = last_at(cues.last[cues.kind <= ADDRESSED] + 1, remark - 1)
    whom = (said >= clauses.begin) & grammar.has(remark, g.RELATIVE)
    head = np.where(whom, np.maximum(head, said), head)  # "Reuters reported Voss, who left, said"
    twice &= (outer >= clauses.begin) & grammar.capital.take(head - 1)
    twice &= (head - outer <= LONGEST_NAME) & ~grammar.has(remark, g.JOINER)
    head = np.where(twice, outer, head)
    bare &= (remark > clauses.begin) & (head >= clauses.begin)
    bare &= ~grammar.has(cues.first, g.PARTICIPLE)
    some = np.flatnonzero(bare)
    cues, among, remark, head = cues.where(some), clauses.where(some), remark[some], head[some]
    described = grammar.has(remark, g.DETERMINER | g.OPENER) & (remark - head <= LONGEST_NAME)
    over = described & ~is_quoted(grammar, cues) | ~is_inverted(grammar, cues, among)
    some, among, head = some[over], among.where(over), head[over]
    end = np.minimum(first_at(grammar.marks, head + 1), remark[over])
    trimmed = _trim(grammar, among._replace(left=head, subject_end=end))
    return clauses.put(some, trimmed._replace(apposed=np.ones(len(some), bool)))


def _behind_relatives(grammar: Grammar, clauses: Clauses) -> Clauses:
    """Give "who said" the noun phrase before "who" as its subject."""
    relative = clauses.left - 1
    verb = (clauses.subject >= clauses.subject_end) | grammar.has(
        clauses.subject, g.AUXILIARY | g.PAST
    )
    about = grammar.has(relative, g.RELATIVE) & verb & (relative > clauses.begin)
    first = np.maximum(noun_phrase_first(grammar, relative), clauses.begin)
    return clauses._replace(
        subject=np.where(about, first, clauses.subject),
        subject_end=np.where(about, relative, clauses.subject_end),
    )


def noun_phrase_first(grammar: Grammar, end: Ints) -> Ints:
    """Find where a noun phrase begins that ends before a token."""
    hard = grammar.places(g.JOINER | g.PREPOSITION | g.OPENER | g.AUXILIARY | g.PRONOUN)
    done = grammar.places(g.PAST)
    done = done[~grammar.has(done - 1, g.DETERMINER | g.ADVERB)]  # "the leaked report"
    begin = np.maximum(last_at(grammar.marks, end - 1), last_at(hard, end - 1) + 1)
    begin = np.maximum(begin, last_at(done, end - 1) + 1)
    head = last_at(grammar.heads, end - 1)
    return np.where(head >= begin, head, begin)


def is_inverted(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell where the speaker stands behind the verb: "…," said X."""
    first, mark = cues.last + 1, clauses.mark
    quoted = is_quoted(grammar, cues)
    named = grammar.has(first, g.DETERMINER) | grammar.capital.take(first, mode="clip")
    finite = count_between(grammar.places(g.AUXILIARY | g.OPENER), first, mark) > 0
    brief = named & (mark - first <= LONGEST_TAIL) & ~finite
    bare = (clauses.left == cues.first) & (cues.first > clauses.begin) & (first < mark)
    found: Flags = bare & ~clauses.that & (quoted | brief) & grammar.marked(cues.first)
    found &= ~grammar.has(cues.first, g.PARTICIPLE) & (cues.kind <= ADDRESSED)
    return found & (cues.kind != FINDING)


def is_quoted(grammar: Grammar, cues: Reporting) -> Flags:
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


def word_before(cues: Reporting, clauses: Clauses) -> Ints:
    """Give the word before each cue in its sentence, -1 for none."""
    return np.where(cues.first > clauses.begin, cues.first - 1, -1)


def _is_passive(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which verbs stand behind a form of "be", adverbs between, or lack an object.

    Those that lack one are verbs of judging: "praised by", ", condemned on Monday".
    """
    judged = ((cues.kind == PRAISE) | (cues.kind == NAMING)) & grammar.has(cues.first, g.PAST)
    behind, parted = cues.last + 1, grammar.marked(cues.first)
    by = first_at(grammar.places(g.BY), behind) < clauses.mark
    lacks = grammar.has(behind, g.BY | g.AS | g.OF) | parted & grammar.has(behind, g.PREPOSITION)
    lacks |= parted & (cues.kind == NAMING) & by  # ", dubbed a hero by Smith, …"
    active = grammar.has(cues.first, g.PARTICIPLE | g.ATTITUDE)
    found: Flags = (is_behind_be(grammar, cues, clauses) | judged & lacks) & ~active
    return found


def is_behind_be(grammar: Grammar, cues: Reporting, clauses: Clauses) -> Flags:
    """Tell which cues stand behind a form of "be", adverbs between."""
    before = word_before(cues, clauses)
    for _ in range(2):
        before = before - grammar.has(before, g.ADVERB)
    found: Flags = grammar.has(before, g.BE) & (before >= clauses.begin)
    return found & ~grammar.marked(cues.first)


def is_in(places: Ints, token: Ints) -> Flags:
    """Tell which tokens are among some places."""
    found: Flags = last_at(places, token) == token
    return found
